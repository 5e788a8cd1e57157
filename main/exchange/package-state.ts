/** The life of a package (reference 3.16): the sender's half, then the recipient's. Pure. */
import { refuse } from '../../domain/failure.ts';
import type { Tone } from '../../domain/register.ts';

export type PackageState =
  | 'DRAFT'
  | 'APPROVED'
  | 'WRITTEN'
  /** A receipt that went out on paper only. */
  | 'PRINTED'
  | 'IN_TRANSIT'
  /** The recipient has signed for the carrier; whether the package is good only the receipt says. */
  | 'RECEIVED'
  | 'VERIFIED'
  | 'IMPORTED'
  | 'PARTIAL'
  | 'REJECTED'
  | 'RECEIPTED'
  | 'CLOSED'
  | 'VOID';

export type PackageEvent =
  | 'approve'
  | 'issue'
  | 'write'
  | 'send'
  | 'sign'
  | 'sendBack'
  | 'import'
  | 'importPartly'
  | 'reject'
  | 'receipt'
  | 'close'
  | 'void';

export const packageStates: Readonly<Record<PackageState, { readonly label: string; readonly tone: Tone }>> =
  {
    DRAFT: { label: '待批准', tone: 'neutral' },
    APPROVED: { label: '已批准', tone: 'progress' },
    WRITTEN: { label: '已写入介质', tone: 'progress' },
    PRINTED: { label: '已出具纸质回执', tone: 'success' },
    IN_TRANSIT: { label: '已移交在途', tone: 'progress' },
    RECEIVED: { label: '对方已签收', tone: 'progress' },
    VERIFIED: { label: '已核验', tone: 'progress' },
    IMPORTED: { label: '已导入', tone: 'success' },
    PARTIAL: { label: '部分导入', tone: 'warning' },
    REJECTED: { label: '未予导入', tone: 'danger' },
    RECEIPTED: { label: '已回执', tone: 'success' },
    CLOSED: { label: '已办结', tone: 'success' },
    VOID: { label: '已作废', tone: 'neutral' },
  };

/** The state as lists show it; of a package that went out `result` is what its recipients' receipts say of its records. */
export function shownState(
  state: PackageState,
  result: { readonly accepted: number; readonly unchanged: number; readonly refused: number } | null,
): { readonly label: string; readonly tone: Tone } {
  if (result === null || result.refused === 0) return packageStates[state];
  const isPart = result.accepted + result.unchanged > 0;
  return { label: `${isPart ? '部分拒收' : '拒收'}${result.refused}条`, tone: 'warning' };
}

const transitions: Readonly<Record<PackageEvent, Readonly<Partial<Record<PackageState, PackageState>>>>> = {
  approve: { DRAFT: 'APPROVED' },
  issue: { APPROVED: 'PRINTED' },
  // Writing again is a resend of the same bytes (补发).
  write: {
    APPROVED: 'WRITTEN',
    PRINTED: 'WRITTEN',
    WRITTEN: 'WRITTEN',
    IN_TRANSIT: 'WRITTEN',
    RECEIVED: 'WRITTEN',
  },
  send: { WRITTEN: 'IN_TRANSIT' },
  sign: { IN_TRANSIT: 'RECEIVED' },
  sendBack: { IN_TRANSIT: 'WRITTEN' },
  import: { VERIFIED: 'IMPORTED' },
  importPartly: { VERIFIED: 'PARTIAL' },
  reject: { VERIFIED: 'REJECTED' },
  // The recipient's receipt may come back before the hand-over slip has been entered.
  receipt: {
    WRITTEN: 'RECEIPTED',
    IN_TRANSIT: 'RECEIPTED',
    RECEIVED: 'RECEIPTED',
    IMPORTED: 'RECEIPTED',
    PARTIAL: 'RECEIPTED',
  },
  close: {
    RECEIPTED: 'CLOSED',
    REJECTED: 'CLOSED',
    WRITTEN: 'CLOSED',
    PRINTED: 'CLOSED',
    IN_TRANSIT: 'CLOSED',
    RECEIVED: 'CLOSED',
  },
  void: { DRAFT: 'VOID', APPROVED: 'VOID' },
};

/** On a medium and not yet answered: what a receipt settles and what may have to be written again. */
export const unansweredStates: readonly PackageState[] = ['WRITTEN', 'IN_TRANSIT', 'RECEIVED'];

/** Throws ExpectedError `PackageStateWrong` when the step is not allowed from this state. */
export function nextPackageState(state: PackageState, event: PackageEvent): PackageState {
  const next = transitions[event][state];
  if (next) return next;
  return refuse(
    'PackageStateWrong',
    '数据包当前的状态不能进行这一步。',
    `该数据包现在是“${packageStates[state].label}”，可能已由其他人办理。`,
    '请刷新列表，按数据包的当前状态办理。',
  );
}
