/** The state machine of 回访 (reference 2.1). */
import type { Transition, Values, Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { allOf, filled, refuseDisorder, refuseFuture, type Guard } from '../common/rules.ts';

const rule = '整改回访制度';

const visitedAlready: Guard = ({ values, today }) => refuseFuture(values, today, 'visitedAt', '回访日期');

/** Who is not content, or what has come back, is followed up; nothing of it may simply be closed. */
export function isTroubled(values: Values): boolean {
  return values['satisfaction'] === 'UNSATISFIED' || values['foundProblem'] === true;
}

const twoVisitors: Guard = ({ values }) => {
  const visitors = String(values['visitors'] ?? '').split(/[、，,；;\s]+/u);
  if (values['way'] !== 'ON_SITE' || new Set(visitors.filter((name) => name !== '')).size >= 2)
    return undefined;
  return {
    type: 'TwoVisitorsNeeded',
    what: '当面回访须由两人以上进行。',
    why: '单独一人回访，情况无人印证。',
    next: '请在“回访人”中填写两名以上工作人员，用顿号分隔。',
    fields: { visitors: '须填写两人以上。' },
  };
};

const troubleFollowedUp: Guard = ({ values }) =>
  isTroubled(values) && !filled(values['followUp'])
    ? {
        type: 'FollowUpMissing',
        what: '群众不满意或者发现了新问题，还没有跟进措施。',
        why: '不满意的、反弹的须继续督促整改。',
        next: '请填写“跟进措施”后再办结；需要督办的，在本页点“发督办文书”，已经销号的整改事项反弹的，在该事项“报告反弹”。',
        fields: { followUp: '请写明跟进措施。' },
      }
    : undefined;

const closedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'visitedAt', '回访日期', 'closedAt', '办结日期');

const transitions: readonly Transition[] = [
  {
    key: 'visit',
    label: '登记回访结果',
    from: ['PLANNED'],
    to: 'VISITED',
    permission: 'effect.register',
    asks: ['visitedAt', 'visitors', 'satisfaction', 'findings', 'foundProblem'],
    requires: ['visitedAt', 'visitors', 'satisfaction', 'findings'],
    early: ['visitedAt', 'visitors'],
    guard: allOf(visitedAlready, twoVisitors),
    basis: `${rule}：回访`,
  },
  {
    key: 'close',
    label: '办结',
    from: ['VISITED'],
    to: 'CLOSED',
    permission: 'effect.register',
    asks: ['followUp', 'closedAt'],
    requires: ['closedAt'],
    guard: allOf(troubleFollowedUp, closedInOrder),
    basis: `${rule}：办结，不满意的先跟进`,
  },
  {
    key: 'reopen',
    label: '重新跟进',
    from: ['CLOSED'],
    to: 'VISITED',
    permission: 'effect.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('closedAt'),
    basis: `${rule}：问题反弹的重新跟进`,
  },
];

export const followUpVisitWorkflow: Workflow = {
  initial: 'PLANNED',
  create: { permission: 'effect.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'PLANNED', label: '待回访', tone: 'neutral' },
    {
      code: 'VISITED',
      label: '已回访',
      tone: 'progress',
      opens: ['visitedCount'],
      reachedBy: 'satisfaction',
    },
    { code: 'CLOSED', label: '已办结', tone: 'success', final: true, reachedBy: 'closedAt' },
  ],
  transitions,
};
