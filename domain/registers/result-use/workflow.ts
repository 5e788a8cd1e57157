/** The state machine of 成果运用: drafted, signed, sent, answered (reference 3.15, approval matrix 6.7). */
import type { Transition, Workflow } from '../../register.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { refuseDisorder, type Guard } from '../common/rules.ts';

const rule = '巡察成果运用办法';
/** What the letter says; what became of it (签收日期, 运用结果) is known only once it has gone out. */
const signedFor = ['title', 'kind', 'content', 'toOrg', 'targetId', 'receivers', 'people'];

const sentInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'draftedAt', '拟稿日期', 'sentAt', '发出日期');

const repliedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'sentAt', '发出日期', 'replyAt', '回复日期');

const replyNotAwaited: Guard = ({ values }) =>
  values['needsReply'] === true
    ? {
        type: 'ReplyOutstanding',
        what: '还没有回复，不能办结。',
        why: '此件要求回复。',
        next: '请登记回复；不再要求回复的，请把“要求回复”改为“否”。',
      }
    : undefined;

const transitions: readonly Transition[] = [
  {
    key: 'approve',
    label: '签发',
    from: ['DRAFT'],
    to: 'APPROVED',
    permission: 'office.approve',
    asks: ['approvedName'],
    requires: ['approvedName'],
    differsFrom: ['registeredBy'],
    stamps: { approvedBy: 'actor' },
    signsOut: true,
    basis: `${rule}：签发，签发人不得为拟稿人`,
  },
  {
    key: 'return',
    label: '退回修改',
    from: ['APPROVED'],
    to: 'DRAFT',
    permission: 'office.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('approvedName', 'approvedBy'),
    basis: `${rule}：退回修改后重新签发`,
  },
  {
    key: 'send',
    label: '发出',
    from: ['APPROVED'],
    to: 'SENT',
    permission: 'office.register',
    asks: ['docNo', 'sentAt', 'needsReply', 'replyDueAt'],
    requires: ['sentAt'],
    early: ['docNo', 'needsReply', 'replyDueAt'],
    guard: sentInOrder,
    basis: `${rule}：发出`,
  },
  {
    key: 'reply',
    label: '登记回复',
    from: ['SENT'],
    to: 'REPLIED',
    permission: 'office.register',
    asks: ['replyAt', 'reply'],
    requires: ['replyAt', 'reply'],
    guard: repliedInOrder,
    basis: `${rule}：回复`,
  },
  {
    key: 'close',
    label: '办结',
    from: ['SENT', 'REPLIED'],
    to: 'CLOSED',
    permission: 'office.register',
    asks: ['reply'],
    requires: [],
    guard: ({ values, ...rest }) => (values['replyAt'] ? undefined : replyNotAwaited({ values, ...rest })),
    basis: `${rule}：办结`,
  },
  {
    key: 'reopen',
    label: '重新办理',
    from: ['CLOSED'],
    to: 'SENT',
    permission: 'office.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('replyAt'),
    basis: `${rule}：重新办理`,
  },
  wayBack({
    key: 'unsend',
    label: '撤销发出登记',
    from: ['SENT'],
    to: 'APPROVED',
    permission: 'office.register',
    blanks: ['sentAt'],
    basis: rule,
  }),
];

export const resultUseWorkflow: Workflow = {
  initial: 'DRAFT',
  create: { permission: 'office.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'DRAFT', label: '拟稿', tone: 'neutral' },
    { code: 'APPROVED', label: '已签发', tone: 'progress', locks: signedFor },
    { code: 'SENT', label: '已发出', tone: 'progress', locks: [...signedFor, 'sentAt'], reachedBy: 'sentAt' },
    {
      code: 'REPLIED',
      label: '已回复',
      tone: 'progress',
      locks: [...signedFor, 'sentAt'],
      reachedBy: 'replyAt',
    },
    { code: 'CLOSED', label: '已办结', tone: 'success', final: true },
  ],
  transitions,
};
