/** 载体交接 (reference 3.17): every hand-over of a carrier leaves a slip, followed until the signed copy is back. */
import type { Tone } from '../../../domain/register.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Reader, Writer } from '../../vault/api.ts';

export type HandoverStatus =
  'PREPARED' | 'SEALED' | 'SENT' | 'CHECKED' | 'SIGNED' | 'RETURNED_SLIP' | 'DISCREPANCY' | 'RETURNED';

export const handoverStatuses: Readonly<
  Record<HandoverStatus, { readonly label: string; readonly tone: Tone }>
> = {
  PREPARED: { label: '已制单', tone: 'neutral' },
  SEALED: { label: '已密封', tone: 'neutral' },
  SENT: { label: '已移交在途', tone: 'progress' },
  CHECKED: { label: '已清点', tone: 'progress' },
  SIGNED: { label: '已签收', tone: 'success' },
  RETURNED_SLIP: { label: '已签收，回单已收', tone: 'success' },
  DISCREPANCY: { label: '清点有差异', tone: 'danger' },
  RETURNED: { label: '已退回', tone: 'warning' },
};

export interface HandoverItem {
  readonly seq: number;
  readonly packageId: string;
  readonly name: string;
  /** 文号 or 包编号. */
  readonly docNo: string;
  readonly mark: string;
  /** 份号 or 介质编号. */
  readonly copyNo: string;
  readonly copies: number;
  readonly pages: number | null;
  /** The start of the file's SHA-256, as both slips show it. */
  readonly digest: string;
  readonly remark: string;
}

export interface Handover {
  readonly id: string;
  readonly no: string;
  readonly at: number;
  readonly place: string;
  readonly fromOffice: string;
  readonly fromPerson: string;
  readonly toOffice: string;
  readonly toPerson: string;
  readonly courier1: string;
  /** 绝密 needs two couriers. */
  readonly courier2: string;
  /** 监交人. */
  readonly supervisor: string;
  /** 封装情况. */
  readonly packing: string;
  readonly sealNo: string;
  readonly items: readonly HandoverItem[];
  readonly status: HandoverStatus;
  /** What differed, or why it came back. */
  readonly discrepancy: string;
  /** When it was signed for, or came back. */
  readonly endedAt: number | null;
}

const handoverSteps: Readonly<Record<HandoverStatus, readonly HandoverStatus[]>> = {
  PREPARED: ['SEALED'],
  SEALED: ['SENT'],
  SENT: ['CHECKED', 'DISCREPANCY', 'RETURNED'],
  CHECKED: ['SIGNED', 'DISCREPANCY'],
  SIGNED: ['RETURNED_SLIP'],
  RETURNED_SLIP: [],
  DISCREPANCY: ['CHECKED', 'RETURNED'],
  RETURNED: [],
};

/** Throws ExpectedError `TwoCouriersNeeded`. */
export function insertHandover(tx: Writer, handover: Handover): void {
  const isTopSecret = handover.items.some(({ mark }) => mark.startsWith('绝密'));
  if (
    isTopSecret &&
    (handover.courier1 === '' || handover.courier2 === '' || handover.courier1 === handover.courier2)
  ) {
    refuse(
      'TwoCouriersNeeded',
      '绝密级载体须由两人同行传递。',
      '交接单上只有一名承运人。',
      '请填写两名承运人。',
    );
  }
  tx.run(
    `INSERT INTO exchangeHandover (id, no, at, place, fromOffice, fromPerson, toOffice, toPerson, courier1, courier2,
     supervisor, packing, sealNo, items, status, discrepancy, endedAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[handover.id, handover.no, handover.at, handover.place, handover.fromOffice, handover.fromPerson],
      ...[handover.toOffice, handover.toPerson, handover.courier1, handover.courier2, handover.supervisor],
      ...[handover.packing, handover.sealNo, JSON.stringify(handover.items), handover.status],
      ...[handover.discrepancy, handover.endedAt],
    ],
  );
}

type HandoverRow = Omit<Handover, 'items'> & { readonly items: string };

/** Newest first. */
export function handoversOf(reader: Reader, packageId: string): readonly Handover[] {
  return reader
    .all<HandoverRow>(
      `SELECT * FROM exchangeHandover h WHERE EXISTS
       (SELECT 1 FROM json_each(h.items) i WHERE i.value ->> 'packageId' = ?) ORDER BY at DESC, id DESC`,
      [packageId],
    )
    .map(rowToHandover);
}

/** Oldest first. */
export function allHandovers(reader: Reader): readonly Handover[] {
  return reader.all<HandoverRow>('SELECT * FROM exchangeHandover ORDER BY at, id').map(rowToHandover);
}

/** Numbers of the slips with packages to an office that it has neither signed for nor sent back, oldest first. */
export function openSlips(reader: Reader, office: string): readonly string[] {
  return reader
    .all<{ no: string }>(
      `SELECT h.no FROM exchangeHandover h WHERE h.status NOT IN ('SIGNED', 'RETURNED_SLIP', 'RETURNED')
       AND EXISTS (SELECT 1 FROM json_each(h.items) i JOIN exchangeRecipient r ON r.package = i.value ->> 'packageId'
                   WHERE r.office = ?) ORDER BY h.at, h.id`,
      [office],
    )
    .map(({ no }) => no);
}

/** Throws ExpectedError `HandoverMissing`. */
export function getHandover(reader: Reader, id: string): Handover {
  const row = reader.get<HandoverRow>('SELECT * FROM exchangeHandover WHERE id = ?', [id]);
  if (row) return rowToHandover(row);
  return refuse('HandoverMissing', '找不到这张交接单。', '台账中没有它的记录。', '请刷新后重新选择。');
}

/** Throws ExpectedError `HandoverMissing`, `HandoverStepWrong`. */
export function moveHandover(tx: Writer, id: string, status: HandoverStatus, discrepancy = ''): void {
  const before = getHandover(tx, id).status;
  const isExplained = (status !== 'DISCREPANCY' && status !== 'RETURNED') || discrepancy !== '';
  if (!handoverSteps[before].includes(status) || !isExplained) {
    refuse(
      'HandoverStepWrong',
      '交接单不能进行这一步。',
      `这张交接单现在是“${handoverStatuses[before].label}”；有差异或者退回的，须写明情况。`,
      '请刷新后，按交接单的当前状态办理。',
    );
  }
  tx.run(
    "UPDATE exchangeHandover SET status = ?, discrepancy = coalesce(nullif(?, ''), discrepancy) WHERE id = ?",
    [status, discrepancy, id],
  );
}

/** Who signed for it, or took it back, and when. */
export function endHandover(tx: Writer, id: string, person: string, at: number): void {
  tx.run(
    "UPDATE exchangeHandover SET toPerson = coalesce(nullif(?, ''), toPerson), endedAt = ? WHERE id = ?",
    [person, at, id],
  );
}

// ---- internals

/** The column is written by insertHandover only. */
function rowToHandover(row: HandoverRow): Handover {
  return { ...row, items: JSON.parse(row.items) as Handover['items'] };
}
