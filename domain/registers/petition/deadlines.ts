/** Which clocks run for a letter, from when to when (reference 3.1.5). How long they run is in the rule table. */
import type { DeadlineUse, Values } from '../../register.ts';
import { dateOf } from '../common/rules.ts';
import { isContentBlocked } from './sealed-direct.ts';
import { wantsReply } from './wants-reply.ts';

/** Transferred in from elsewhere, or belonging to a lower organ: to be accepted or passed on. */
function isForOthers(values: Values): boolean {
  return (
    values['jurisdiction'] === 'LOWER' ||
    values['channel'] === 'UPPER' ||
    dateOf(values, 'transferDate') !== undefined
  );
}

/** Real-name accusations; a letter without a category yet is treated as one, so that no notice is missed. */
function isRealNameAccusation(values: Values): boolean {
  return (
    values['isRealName'] === true &&
    [undefined, null, '', 'ACCUSATION'].includes(values['category'] as string)
  );
}

export function isAppeal(values: Values): boolean {
  return values['isRealName'] === true && values['category'] === 'APPEAL';
}

export const petitionDeadlines: readonly DeadlineUse[] = [
  {
    rule: 'P_REGISTER',
    label: '登记',
    start: (values) => dateOf(values, 'receivedAt'),
    met: (values) => dateOf(values, 'registeredAt'),
  },
  {
    rule: 'P_FORWARD_LOWER',
    label: '受理或转送',
    start: (values) =>
      !isContentBlocked(values) && isForOthers(values) ? dateOf(values, 'receivedAt') : undefined,
    met: (values) => earliest(dateOf(values, 'approvedAt'), dateOf(values, 'sentAt')),
  },
  {
    rule: 'P_SEALED_UPPER',
    label: '径送',
    start: (values) => (isContentBlocked(values) ? dateOf(values, 'receivedAt') : undefined),
    met: (values) => dateOf(values, 'sentAt'),
  },
  {
    rule: 'P_REALNAME_INFORM',
    label: '实名举报受理告知',
    start: (values) =>
      isRealNameAccusation(values) && values['dupDecision'] !== 'REPEAT' && !isContentBlocked(values)
        ? dateOf(values, 'receivedAt')
        : undefined,
    met: (values) => dateOf(values, 'informAt'),
    dueField: 'informDueAt',
  },
  {
    rule: 'P_REALNAME_FEEDBACK',
    label: '实名举报结果反馈',
    start: (values) => (isRealNameAccusation(values) ? dateOf(values, 'concludedAt') : undefined),
    met: (values) => dateOf(values, 'feedbackAt'),
    dueField: 'feedbackDueAt',
  },
  {
    rule: 'P_APPEALTYPE_INFORM',
    label: '申诉件受理告知',
    start: (values) => (isAppeal(values) ? dateOf(values, 'receivedAt') : undefined),
    met: (values) => dateOf(values, 'informAt'),
    dueField: 'informDueAt',
  },
  {
    rule: 'P_APPEALTYPE_CLOSE',
    label: '申诉件办结',
    start: (values) => (isAppeal(values) ? dateOf(values, 'approvedAt') : undefined),
    met: (values) => dateOf(values, 'concludedAt'),
    extendedDue: (values) => dateOf(values, 'extendedDueAt'),
    neverSooner: true,
  },
  {
    rule: 'P_ASSIGN_REPLY',
    label: '交办（督办、立行立改）回告',
    start: (values) => (wantsReply(values) ? dateOf(values, 'sentAt') : undefined),
    met: (values) => dateOf(values, 'replyAt'),
    fixedDue: (values) => dateOf(values, 'replyDueAt'),
    extendedDue: (values) => (isAppeal(values) ? undefined : dateOf(values, 'extendedDueAt')),
  },
];

function earliest(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}
