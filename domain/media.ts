/** 介质台账 (reference 3.17): every medium stands under its code with the highest level it has held. */
import { parseMark, secrecyLevelRules } from './secrecy.ts';

export type MediumKind = 'USB' | 'DISK' | 'DISC' | 'PAPER' | 'OTHER';
export type MediumStatus = 'IN_STOCK' | 'LENT' | 'IN_TRANSIT' | 'RETURNED' | 'DESTROYED' | 'LOST';

export const mediumKindLabels: Readonly<Record<MediumKind, string>> = {
  USB: 'U盘',
  DISK: '移动硬盘',
  DISC: '光盘（一次性）',
  PAPER: '纸质',
  OTHER: '其他',
};

export const mediumStatusLabels: Readonly<Record<MediumStatus, string>> = {
  IN_STOCK: '在库',
  LENT: '借出',
  IN_TRANSIT: '送达途中',
  RETURNED: '已归还',
  DESTROYED: '已销毁',
  LOST: '遗失',
};

/** What is written about a medium. */
export interface MediumEntry {
  /** 统一编号. */
  readonly code: string;
  readonly kind: MediumKind;
  readonly serialNo: string;
  readonly brand: string;
  readonly capacity: string;
  /** One of {@link mediumLevels}; rises with the highest content and is never lowered. */
  readonly level: string;
  readonly custodian: string;
  /** `YYYY-MM-DD`. */
  readonly registeredAt: string;
  readonly status: MediumStatus;
  readonly remark: string;
}

/** From the lowest to the highest. */
export const mediumLevels: readonly string[] = [
  '普通',
  '工作秘密',
  ...secrecyLevelRules.map(({ label }) => label).toReversed(),
];

/** The level a medium must have at least to carry what bears this mark: `秘密★10年` asks for 秘密, no mark for 普通. */
export function mediumLevelFor(mark: string): string {
  const parsed = parseMark(mark);
  if (parsed?.kind === 'WORK_SECRET') return '工作秘密';
  const secret =
    parsed?.kind === 'STATE_SECRET'
      ? secrecyLevelRules.find(({ level }) => level === parsed.level)
      : undefined;
  return secret?.label ?? '普通';
}

/** A stick in stock, to be given its code. */
export function newMedium(level: string, registeredAt: string): MediumEntry {
  return {
    code: '',
    kind: 'USB',
    serialNo: '',
    brand: '',
    capacity: '',
    level,
    custodian: '',
    registeredAt,
    status: 'IN_STOCK',
    remark: '',
  };
}
