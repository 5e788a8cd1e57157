/**
 * 长期坚持 is kept up by looking again at intervals: what was found, and when the next look is due (reference 3.5.1, where such
 * an item takes a plan and a cycle of reviews).
 */
import type { Field, Transition, Values } from '../../register.ts';
import { dateOf, filled, refuseDisorder, type Guard } from '../common/rules.ts';

const section = '整改进展';

export const upkeepFields: readonly Field[] = [
  {
    ...{ key: 'upkeepReviewAt', label: '下次复查日期', type: 'date', section, notCloned: true },
    ...{ filter: 'dateRange', help: '认定长期坚持、办理复查时填写；以前认定、没有填写的，按时限规则计算。' },
  },
  { key: 'upkeepReviewedAt', label: '最近一次复查日期', type: 'date', section, notCloned: true },
  {
    ...{ key: 'upkeepReviewer', label: '复查人', type: 'text', maxLength: 60, section, notCloned: true },
    namesPerson: true,
  },
  {
    ...{ key: 'upkeepReviewResult', label: '复查情况', type: 'longText', maxLength: 1000, section },
    ...{ span: 24, notCloned: true },
  },
  {
    ...{ key: 'upkeepReviewedBy', label: '复查登记人', type: 'user', section },
    ...{ derived: true, notCloned: true },
  },
];

/** Said by steps alone, so that no look is called done by changing a form. */
export const upkeepKeys: readonly string[] = upkeepFields.map(({ key }) => key);

const isKeptUp = ({ completion }: Values): boolean => completion === 'LONG_TERM';

/** From the last look, or from the day on which it was called so; an item that is not kept up has no such clock. */
export function upkeepSince(values: Values): string | undefined {
  if (!isKeptUp(values)) return undefined;
  return dateOf(values, 'upkeepReviewedAt') ?? dateOf(values, 'assessedAt');
}

/** Who calls an item 长期坚持 says when it is looked at next. */
export const nextReviewSet: Guard = ({ values, today }) => {
  if (!isKeptUp(values)) return undefined;
  if (!filled(values['upkeepReviewAt'])) return reviewWrong('请填写下次复查日期。');
  return String(values['upkeepReviewAt']) > today ? undefined : reviewWrong('下次复查日期须晚于今天。');
};

const notKeptUp: ReturnType<Guard> = {
  type: 'NotKeptUp',
  what: '这个事项没有认定为“长期坚持”，不办理复查。',
  why: '复查是对长期坚持的事项定期再看，其他事项看完成情况。',
  next: '请“更新进展”，或者先“认定完成情况”。',
};

function reviewWrong(what: string): ReturnType<Guard> {
  return {
    type: 'NextReviewWrong',
    what,
    why: '长期坚持的事项须定期复查，到期由本软件提醒，防止反弹回潮。',
    next: '请按“长期坚持的安排”中的复查周期填写下次复查日期；已经认定、不再长期坚持的，请“撤销认定”后重新认定。',
    fields: { upkeepReviewAt: what },
  };
}

/** The next look comes after this one, and lies ahead: an item looked at is never overdue at once. */
const reviewed: Guard = (context) =>
  (isKeptUp(context.values) ? undefined : notKeptUp) ??
  refuseDisorder(
    ...([context.values, context.today, 'assessedAt', '认定日期', 'upkeepReviewedAt', '复查日期'] as const),
  ) ??
  nextReviewSet(context);

export const reviewUpkeep: Transition = {
  key: 'reviewUpkeep',
  label: '复查',
  // Closing it (销号) ends the rectification and not the upkeep.
  from: ['IN_PROGRESS', 'APPLYING', 'FIRST_OK', 'JOINT_OK', 'CLOSED'],
  permission: 'rectification.register',
  asks: ['upkeepReviewedAt', 'upkeepReviewer', 'upkeepReviewResult', 'upkeepReviewAt'],
  requires: ['upkeepReviewedAt', 'upkeepReviewer', 'upkeepReviewResult', 'upkeepReviewAt'],
  stamps: { upkeepReviewedBy: 'actor' },
  // The words of the look before are no findings of this one; the history keeps them.
  starts: () => ({ upkeepReviewedAt: null, upkeepReviewResult: null, upkeepReviewAt: null }),
  offeredFor: { field: 'completion', is: ['LONG_TERM'] },
  onOccasion: true,
  guard: reviewed,
  basis: '整改台账：长期坚持的定期复查',
};
