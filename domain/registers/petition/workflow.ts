/** The state machine of 信访件 (reference 3.1.2). */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { extension, extensionSteps } from '../common/extension.ts';
import { isAppeal } from './deadlines.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { allOf, dateOf } from '../common/rules.ts';
import { type DirectorEnd, directorEnds } from './director-ends.ts';
import {
  concreteAndNamed,
  duplicateNamed,
  expectsReply,
  handlingAllowed,
  isOwnWork,
  isTransferable,
  leadAbove,
  leadMade,
  mayBeClosed,
  mayBeSealed,
  notSealed,
  openedByTwo,
  realNameSettled,
  repliedInOrder,
  sentInOrder,
  signedInOrder,
} from './guards.ts';

/**
 * What was proposed may only be returned; what was decided may only be decided anew (改批). The category stays open: it
 * says what the letter is, and a mistake in it must not wait for a decision.
 */
const proposed = ['handling', 'proposal'];
const decided = [...proposed, 'approval', 'notAcceptReason', ...extension];

const states: readonly StateInfo[] = [
  { code: 'REGISTERED', label: '已登记', tone: 'neutral' },
  { code: 'SEALED_SENT', label: '已径送', tone: 'success', final: true },
  { code: 'PROPOSED', label: '已拟办', tone: 'progress', locks: proposed },
  { code: 'APPROVED', label: '已批办', tone: 'progress', locks: decided },
  { code: 'SENT', label: '已转交', tone: 'progress', locks: decided },
  { code: 'SIGNED', label: '对方已签收', tone: 'progress', locks: decided },
  { code: 'REPLIED', label: '已回告', tone: 'progress', locks: decided },
  { code: 'CONVERTED', label: '已转线索', tone: 'progress', locks: decided },
  { code: 'RETAINED', label: '留存备查', tone: 'progress', locks: decided },
  { code: 'MERGED', label: '已并件', tone: 'progress', locks: decided },
  { code: 'NOT_ACCEPTED', label: '不予受理', tone: 'progress', locks: decided },
  { code: 'IMMEDIATE', label: '立行立改', tone: 'progress', locks: decided },
  { code: 'CLOSED', label: '已办结', tone: 'success', final: true },
  { code: 'ARCHIVED', label: '已归档', tone: 'success', final: true },
];

const rule = '信访件办理流程';
const sealedRule = '纪检监察机关处理检举控告工作规则第十五条';

const registration: readonly Transition[] = [
  {
    key: 'checkDuplicate',
    label: '查重',
    from: ['REGISTERED'],
    to: 'REGISTERED',
    permission: 'petition.register',
    asks: ['dupDecision', 'duplicateOf', 'dupBasis'],
    requires: ['dupDecision'],
    stamps: { dupDecidedBy: 'actor', dupDecidedAt: 'today' },
    guard: duplicateNamed,
    basis: `${rule}：查重`,
  },
  {
    key: 'sealDirect',
    label: '径送',
    from: ['REGISTERED'],
    to: 'SEALED_SENT',
    permission: 'petition.sealDirect',
    asks: ['envelopeNo', 'toOrg', 'sentAt'],
    requires: ['envelopeNo', 'toOrg', 'sentAt'],
    early: ['envelopeNo', 'toOrg', 'sentAt'],
    differsFrom: ['registeredBy'],
    stamps: { sealedBy: 'actor', handling: { value: 'SEALED' } },
    offeredWhen: { field: 'sealedDirect', is: true },
    guard: allOf(mayBeSealed, sentInOrder),
    basis: sealedRule,
  },
  {
    key: 'signSealed',
    label: '径送签收',
    from: ['SEALED_SENT'],
    to: 'SEALED_SENT',
    permission: 'petition.send',
    asks: ['receiptAt', 'receiptBy'],
    requires: ['receiptAt', 'receiptBy'],
    offeredWhen: { field: 'sealedDirect', is: true },
    guard: signedInOrder,
    basis: `${sealedRule}：签收`,
  },
];

const decision: readonly Transition[] = [
  {
    key: 'propose',
    label: '拟办',
    from: ['REGISTERED'],
    to: 'PROPOSED',
    permission: 'petition.propose',
    asks: ['category', 'checkability', 'jurisdiction', 'urgency', 'handling', 'proposal'],
    requires: ['category', 'handling', 'proposal'],
    early: ['category', 'checkability', 'jurisdiction', 'urgency'],
    stamps: { proposedBy: 'actor', proposedAt: 'today' },
    offeredWhen: { field: 'sealedDirect', is: false },
    guard: allOf(notSealed, handlingAllowed, openedByTwo, realNameSettled, duplicateNamed),
    basis: `${rule}：拟办`,
  },
  {
    key: 'approve',
    label: '批办',
    from: ['PROPOSED'],
    to: 'APPROVED',
    permission: 'petition.approve',
    asks: ['approval', 'handling'],
    requires: ['approval', 'handling'],
    differsFrom: ['proposedBy'],
    stamps: { approvedBy: 'actor', approvedAt: 'today' },
    guard: handlingAllowed,
    basis: `${rule}：批办，批办人不得为拟办人`,
  },
  {
    key: 'decideAnew',
    label: '改批',
    from: ['APPROVED'],
    to: 'APPROVED',
    permission: 'petition.approve',
    asks: ['approval', 'handling'],
    requires: ['approval', 'handling'],
    differsFrom: ['proposedBy'],
    reasonRequired: true,
    stamps: { approvedBy: 'actor', approvedAt: 'today' },
    guard: handlingAllowed,
    basis: `${rule}：改变批办意见`,
  },
  {
    key: 'returnProposal',
    label: '退回重拟',
    from: ['PROPOSED'],
    to: 'REGISTERED',
    permission: 'petition.approve',
    asks: [],
    requires: [],
    differsFrom: ['proposedBy'],
    reasonRequired: true,
    basis: `${rule}：退回重拟`,
  },
];

const transfer: readonly Transition[] = [
  {
    key: 'send',
    label: '转办/交办',
    from: ['APPROVED'],
    to: 'SENT',
    permission: 'petition.send',
    asks: ['toOrg', 'toDocNo', 'sentAt', 'replyDueAt'],
    requires: ['toOrg', 'toDocNo', 'sentAt'],
    goesOnWith: { field: 'handling', isNot: ['SELF', ...directorEnds.map(({ handling }) => handling)] },
    guard: allOf(isTransferable, sentInOrder),
    basis: `${rule}：转办、交办`,
  },
  {
    key: 'sign',
    label: '签收',
    from: ['SENT'],
    to: 'SIGNED',
    permission: 'petition.send',
    asks: ['receiptAt', 'receiptBy'],
    requires: ['receiptAt'],
    guard: signedInOrder,
    basis: `${rule}：签收`,
  },
  {
    key: 'returnedByReceiver',
    label: '对方退回',
    from: ['SENT'],
    to: 'APPROVED',
    permission: 'petition.send',
    asks: [],
    requires: [],
    reasonRequired: true,
    // What was put off was the term of those it went to.
    stamps: blank('sentAt', 'toDocNo', ...extension),
    basis: `${rule}：对方退回`,
  },
  {
    key: 'reply',
    label: '回告',
    from: ['SIGNED', 'IMMEDIATE'],
    to: 'REPLIED',
    permission: 'petition.send',
    asks: ['replyAt', 'replyResult', 'replyText'],
    requires: ['replyAt', 'replyResult'],
    guard: allOf(expectsReply, repliedInOrder),
    basis: `${rule}：回告，限交办、督办、立行立改件`,
  },
];

const extended = extensionSteps({
  from: ['APPROVED', 'SENT', 'SIGNED', 'REPLIED', 'IMMEDIATE'],
  permissions: ['petition.send', 'petition.approve'],
  term: '办理期限',
  standing: (values) => dateOf(values, 'replyDueAt') ?? null,
  // Of an appeal the term of its conclusion still runs.
  isOver: (values) => dateOf(values, 'replyAt') !== undefined && !isAppeal(values),
  // An appeal, and a transfer whose letter names no day, have the term of the rule table.
  needsTerm: false,
  basis: rule,
});

const otherEnds: readonly Transition[] = [
  {
    key: 'convert',
    label: '转线索',
    from: ['APPROVED'],
    to: 'CONVERTED',
    permission: 'petition.convert',
    asks: ['convertedLeadIds'],
    requires: [],
    goesOnWith: { field: 'handling', is: ['TRANSFER'] },
    stamps: { handling: { value: 'TRANSFER' } },
    guard: allOf(concreteAndNamed, leadMade),
    basis: `${rule}：转问题线索`,
  },
  {
    key: 'convertAbove',
    label: '转线索（上级办理）',
    from: ['APPROVED'],
    to: 'CONVERTED',
    permission: 'petition.convert',
    asks: ['convertedLeadIds', 'leadOffice'],
    requires: ['leadOffice'],
    // Of the superior's lead this office is told its number at most, by a paper or by telephone; the reason says which.
    reasonRequired: true,
    onOccasion: true,
    stamps: { handling: { value: 'TRANSFER' } },
    guard: leadAbove,
    basis: `${rule}：上级已将本件转问题线索`,
  },
  ...directorEnds.map(ending),
];

const closing: readonly Transition[] = [
  {
    key: 'close',
    label: '办结',
    from: ['SIGNED', 'REPLIED', 'CONVERTED', 'RETAINED', 'MERGED', 'NOT_ACCEPTED', 'IMMEDIATE'],
    to: 'CLOSED',
    permission: 'petition.close',
    asks: ['concludedAt', 'replyText', 'feedbackAt', 'feedbackWay', 'feedbackOpinion'],
    requires: ['concludedAt'],
    stamps: { closedBy: 'actor', closedAt: 'today' },
    guard: mayBeClosed,
    basis: `${rule}：办结，实名举报须先反馈`,
  },
  {
    key: 'closeOwn',
    label: '自办办结',
    from: ['APPROVED'],
    to: 'CLOSED',
    permission: 'petition.close',
    asks: ['concludedAt', 'replyText', 'feedbackAt', 'feedbackWay', 'feedbackOpinion'],
    requires: ['concludedAt', 'replyText'],
    goesOnWith: { field: 'handling', is: ['SELF'] },
    stamps: { closedBy: 'actor', closedAt: 'today' },
    guard: allOf(isOwnWork, mayBeClosed),
    basis: `${rule}：自办件办结`,
  },
  {
    key: 'archive',
    label: '归档',
    from: ['CLOSED'],
    to: 'ARCHIVED',
    permission: 'petition.archive',
    asks: ['archiveBoxNo'],
    requires: ['archiveBoxNo'],
    stamps: { archivedBy: 'actor', archivedAt: 'today' },
    basis: `${rule}：归档`,
  },
  {
    key: 'reopen',
    label: '重新办理',
    from: ['CLOSED'],
    to: 'APPROVED',
    permission: 'petition.reopen',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank(
      'concludedAt',
      'closedAt',
      'closedBy',
      'replyAt',
      'replyResult',
      'feedbackAt',
      'feedbackWay',
      'leadOffice',
      ...extension,
    ),
    basis: `${rule}：有新证据的重新办理`,
  },
];

const back = wayBack({
  key: 'unarchive',
  label: '撤销归档',
  from: ['ARCHIVED'],
  to: 'CLOSED',
  permission: 'petition.reopen',
  blanks: ['archiveBoxNo', 'archivedBy', 'archivedAt'],
  basis: rule,
});

export const petitionWorkflow: Workflow = {
  initial: 'REGISTERED',
  create: { permission: 'petition.register', stamps: { registeredBy: 'actor', registeredAt: 'today' } },
  states,
  transitions: [...registration, ...decision, ...transfer, ...extended, ...otherEnds, ...closing, back],
};

function ending({ key, label, to, handling, asks = [], requires = [], sends }: DirectorEnd): Transition {
  return {
    key,
    label,
    from: ['APPROVED'],
    to,
    permission: 'petition.approve',
    asks,
    requires,
    reasonRequired: true,
    goesOnWith: { field: 'handling', is: [handling] },
    stamps: { handling: { value: handling } },
    ...(sends ? { guard: sentInOrder } : {}),
    basis: `${rule}：${label}`,
  };
}
