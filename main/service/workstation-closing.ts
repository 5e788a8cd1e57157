/** Whether a group's workstation has been closed (收尾, decision 022), as sessions, packages and the act itself ask. */
import { refuse } from '../../domain/failure.ts';
import { readSetting, writeSetting } from '../registers/settings.ts';
import type { Reader, Writer } from '../vault/api.ts';
import type { OpenOffice } from './office.ts';

const closedSetting = 'workstation.closed';

export interface Closed {
  /** Epoch ms. */
  readonly at: number;
  readonly byName: string;
  readonly witnessName: string;
}

/** When and by whom the workstation was closed; null while it is in use, and at every inspection office. */
export function closingOf(reader: Reader): Closed | null {
  return (readSetting(reader, closedSetting) as Closed | undefined) ?? null;
}

export function noteClosing(tx: Writer, closed: Closed): void {
  writeSetting(tx, closedSetting, closed);
}

/** Refuses `NotAWorkstation`. */
export function requireWorkstation({ info }: Pick<OpenOffice, 'info'>): void {
  if (info.level === 'GROUP') return;
  refuse(
    'NotAWorkstation',
    '本机不是巡察组单机，没有收尾。',
    '收尾、移交、清理只在巡察组单机上办理。',
    '请在巡察组的单机上办理。',
  );
}

/** What is taken in may change what is there; after the closing only receipts come. Refuses `WorkstationClosed`. */
export function refuseClosed(reader: Reader): void {
  if (closingOf(reader) === null) return;
  refuse(
    'WorkstationClosed',
    '本机已经收尾，不再登记和接收。',
    '收尾以后内容不再变动，才能保证移交的就是全部。',
    '请编制移交数据包；还有要登记的，请在巡察办登记。',
  );
}

/** Refuses `WorkstationOpen`: what is registered after a hand-in would cross it. */
export function requireClosed(reader: Reader): void {
  if (closingOf(reader) !== null) return;
  refuse(
    'WorkstationOpen',
    '本机还没有收尾，不能移交。',
    '移交的须是全部内容；收尾以后不再登记，移交途中才不会有变动。',
    '请先办理收尾，再编制移交数据包。',
  );
}
