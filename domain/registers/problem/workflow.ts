/** From a problem proposed to one fed back and signed for (reference 3.4, F20, F30). */
import type { StateInfo, Workflow } from '../../register.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { refuseUnripeDrafts } from '../common/maturity.ts';
import { allOf, refuseDisorder, refuseFuture, type Guard } from '../common/rules.ts';

/** With the working papers, whose signatures were looked at; and so that what it rests on stays behind it. */
const wording = ['statement', 'facts', 'amount', 'responsible', 'targetId', 'drafts'];
const fedBack = [
  ...wording,
  'leadIds',
  'funds',
  'seq',
  'catL1',
  'catL2',
  'severity',
  'suggestion',
  'feedbackAt',
  'feedbackDocNo',
];

const states: readonly StateInfo[] = [
  { code: 'DRAFTED', label: '拟提出', tone: 'neutral' },
  { code: 'CONFIRMED', label: '已审定', tone: 'progress', locks: wording, reachedBy: 'confirmedAt' },
  { code: 'FED_BACK', label: '已反馈', tone: 'progress', locks: fedBack, reachedBy: 'feedbackAt' },
  { code: 'SIGNED_FOR', label: '已认领', tone: 'success', locks: fedBack, reachedBy: 'signedForAt' },
  { code: 'ARCHIVED', label: '已归档', tone: 'success', final: true, reachedBy: 'archiveBoxNo' },
];

const rule = '巡察反馈';

/** A problem stands on its drafts; where there are none (imported lists), the facts themselves must be there. */
const proven: Guard = ({ values, related }) => {
  const drafts = related('drafts');
  const unsigned = drafts.filter(({ state }) => ['EDITING', 'MEMBER_SIGNED', 'DEPUTY_OK'].includes(state));
  if (unsigned.length > 0) {
    return {
      type: 'DraftUnsigned',
      what: `底稿${unsigned.map(({ no }) => no).join('、')}还没有三审签字，问题不能审定。`,
      why: '反馈的每个问题都要有组长审签的底稿支撑。',
      next: '请先完成底稿的三审，或者换一份底稿。',
      fields: { drafts: '有底稿没有审签。' },
    };
  }
  const unripe = refuseUnripeDrafts('drafts', drafts);
  if (unripe) return unripe;
  if (drafts.length > 0 || String(values['facts'] ?? '').trim() !== '') return undefined;
  return {
    type: 'ProblemUnproven',
    what: '问题没有底稿，也没有写事实，不能审定。',
    why: '反馈的问题须有事实依据。',
    next: '请选择问题底稿，或者填写事实。',
    fields: { facts: '请填写事实。' },
  };
};

export const problemWorkflow: Workflow = {
  initial: 'DRAFTED',
  create: { permission: 'problem.register', stamps: { registeredBy: 'actor', registeredAt: 'today' } },
  states,
  transitions: [
    {
      key: 'confirm',
      label: '审定',
      from: ['DRAFTED'],
      to: 'CONFIRMED',
      permission: 'problem.approve',
      asks: ['confirmedAt'],
      requires: ['confirmedAt'],
      differsFrom: ['registeredBy'],
      stamps: { confirmedBy: 'actor' },
      signsOut: true,
      guard: allOf(proven, ({ values, today }) => refuseFuture(values, today, 'confirmedAt', '审定日期')),
      basis: `${rule}：审定，审定人不得为登记人`,
    },
    {
      key: 'withdraw',
      label: '退回修改',
      from: ['CONFIRMED'],
      to: 'DRAFTED',
      permission: 'problem.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: blank('confirmedAt', 'confirmedBy'),
      basis: `${rule}：退回修改`,
    },
    {
      key: 'feedBack',
      label: '反馈',
      from: ['CONFIRMED'],
      to: 'FED_BACK',
      permission: 'problem.register',
      asks: ['feedbackAt', 'feedbackDocNo', 'groupLeader'],
      requires: ['feedbackAt'],
      early: ['groupLeader'],
      guard: ({ values, today }) =>
        refuseDisorder(values, today, 'confirmedAt', '审定日期', 'feedbackAt', '反馈日期'),
      basis: `${rule}：反馈`,
    },
    {
      key: 'signFor',
      label: '签收认领',
      from: ['FED_BACK'],
      to: 'SIGNED_FOR',
      permission: 'problem.register',
      asks: ['signedForBy', 'signedForAt'],
      requires: ['signedForBy', 'signedForAt'],
      guard: ({ values, today }) =>
        refuseDisorder(values, today, 'feedbackAt', '反馈日期', 'signedForAt', '签收（认领）日期'),
      basis: `${rule}：被巡察党组织主要负责人签收、认领`,
    },
    {
      key: 'correct',
      label: '撤回重新审定',
      from: ['FED_BACK', 'SIGNED_FOR'],
      to: 'DRAFTED',
      permission: 'problem.approve',
      asks: [],
      requires: [],
      differsFrom: ['registeredBy'],
      reasonRequired: true,
      stamps: blank(
        'confirmedAt',
        'confirmedBy',
        'feedbackAt',
        'feedbackDocNo',
        'signedForBy',
        'signedForAt',
      ),
      basis: `${rule}：反馈后发现有误的更正`,
    },
    {
      key: 'archive',
      label: '归档',
      from: ['SIGNED_FOR'],
      to: 'ARCHIVED',
      permission: 'problem.register',
      asks: ['archiveBoxNo'],
      requires: ['archiveBoxNo'],
      basis: `${rule}：归档`,
    },
    wayBack({
      key: 'unarchive',
      label: '撤销归档',
      from: ['ARCHIVED'],
      to: 'SIGNED_FOR',
      permission: 'problem.approve',
      blanks: ['archiveBoxNo'],
      basis: rule,
    }),
  ],
};
