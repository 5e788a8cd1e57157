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

/** Which status may follow which. */
export const mediumSteps: Readonly<Record<MediumStatus, readonly MediumStatus[]>> = {
  IN_STOCK: ['LENT', 'IN_TRANSIT', 'DESTROYED', 'LOST'],
  LENT: ['RETURNED', 'IN_TRANSIT', 'LOST'],
  IN_TRANSIT: ['RETURNED', 'LOST'],
  RETURNED: ['IN_STOCK', 'LENT', 'IN_TRANSIT', 'DESTROYED', 'LOST'],
  DESTROYED: [],
  LOST: ['RETURNED'],
};

/** Written down by 领用 and 销毁 alone, with who took it and who stood by. */
const byAct: readonly MediumStatus[] = ['LENT', 'DESTROYED'];

/** The statuses that its entry may be changed to by hand, the present one first; one that is out comes back by 归还. */
export function editableStatuses(status: MediumStatus, isOut: boolean): readonly MediumStatus[] {
  const next = mediumSteps[status].filter(
    (each) => !byAct.includes(each) && !((isOut || status === 'LENT') && each === 'RETURNED'),
  );
  return [status, ...next];
}

/** Whether it may be lent or destroyed: it lies in the office, and nobody has it. */
export function isAtHand({ status }: { readonly status: MediumStatus }): boolean {
  return status === 'IN_STOCK' || status === 'RETURNED';
}

/** 领用: who takes a medium, what for and until when. */
export interface MediumLending {
  /** `YYYY-MM-DD`, as every day here. */
  readonly lentAt: string;
  readonly borrower: string;
  /** 领用单位（巡察组）. */
  readonly unit: string;
  readonly purpose: string;
  readonly dueAt: string;
}

/** 归还: who brings it back, and what was found. */
export interface MediumReturn {
  readonly returnedAt: string;
  readonly returnedBy: string;
  /** 归还检查: nothing missing, what it held was removed. */
  readonly condition: string;
}

/** 销毁: on whose approval, how, and before which two. */
export interface MediumDestruction {
  readonly destroyedAt: string;
  readonly place: string;
  readonly method: string;
  readonly reason: string;
  /** 批准人 and 批准日期. */
  readonly approvedBy: string;
  readonly approvedAt: string;
  /** 经办人. */
  readonly destroyedBy: string;
  /** 监销人, two of them, neither of whom does it. */
  readonly supervisors: readonly [string, string];
}

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
