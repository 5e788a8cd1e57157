/** 对账销号: applied for, reviewed twice and approved by different people, reopened when the problem comes back (reference 3.5.2). */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import {
  acknowledged,
  approvedByAnother,
  completionEarned,
  extensionLater,
  firstReviewed,
  grantedLater,
  jointlyReviewed,
  newDueAhead,
  progressDated,
  readyToApply,
  relapseDated,
} from './guards.ts';

const agreed = ['plan', 'statement', 'dueAt', 'extensionTo', 'extensionReason', 'extendedDueAt', 'redoDueAt'];
const judged = ['completion', 'acknowledgedAt', 'acknowledgedBy', 'extensionApprover'];
const signing = [
  'headSigner',
  'headSignedAt',
  'appliedAt',
  'firstReviewer',
  'firstOpinion',
  'firstReviewedAt',
  'groupReviewer',
  'groupOpinion',
  'disciplineReviewer',
  'disciplineOpinion',
  'organisationReviewer',
  'organisationOpinion',
  'satisfaction',
  'spotCheckPct',
  'jointReviewedAt',
  'closeApprover',
  'closeOpinion',
  'closedAt',
  'relapseFoundAt',
  'relapseFacts',
  'cancelReason',
  'cancelApprover',
];
const beforeStart = ['completion', 'extendedDueAt', 'redoDueAt', ...signing];
const underway = [...agreed, ...judged, ...signing];

const states: readonly StateInfo[] = [
  { code: 'NOT_STARTED', label: '未启动', tone: 'neutral', locks: beforeStart },
  { code: 'IN_PROGRESS', label: '正在整改', tone: 'progress', locks: underway },
  { code: 'APPLYING', label: '申请销号', tone: 'progress', locks: underway },
  { code: 'FIRST_OK', label: '初审通过', tone: 'progress', locks: underway },
  { code: 'JOINT_OK', label: '联审通过', tone: 'progress', locks: underway },
  { code: 'CLOSED', label: '已销号', tone: 'success', final: true },
  { code: 'RELAPSE_REPORTED', label: '反弹待确认', tone: 'warning', locks: underway },
  { code: 'REOPENED', label: '反弹重开', tone: 'danger', locks: underway },
  { code: 'CANCELLED', label: '已核销', tone: 'neutral', final: true },
];

const rule = '巡察整改销号';
const register = 'rectification.register';
const approve = 'rectification.approve';

/** Everything said on the way to 销号 is said anew after a return. */
const reviews = blank(
  ...signing.filter((key) => !key.startsWith('relapse') && !key.startsWith('cancel')),
  'appliedBy',
  'firstReviewedBy',
  'jointRecordedBy',
  'closedBy',
);

const work: readonly Transition[] = [
  {
    key: 'acknowledge',
    label: '认领',
    from: ['NOT_STARTED'],
    to: 'IN_PROGRESS',
    permission: register,
    asks: ['acknowledgedBy', 'acknowledgedAt'],
    requires: ['acknowledgedBy', 'acknowledgedAt'],
    guard: acknowledged,
    basis: `${rule}：被巡察党组织认领问题`,
  },
  {
    key: 'progress',
    label: '更新进展',
    from: ['IN_PROGRESS'],
    to: 'IN_PROGRESS',
    permission: register,
    asks: ['progressText', 'progressPct', 'progressAt'],
    requires: ['progressText', 'progressAt'],
    early: ['progressText', 'progressPct', 'progressAt'],
    guard: progressDated,
    basis: '整改台账：更新进展',
  },
  {
    key: 'assess',
    label: '认定完成情况',
    from: ['IN_PROGRESS'],
    to: 'IN_PROGRESS',
    permission: register,
    asks: ['completion', 'upkeep', 'institutions'],
    requires: ['completion'],
    early: ['upkeep', 'institutions'],
    stamps: { assessedBy: 'actor', assessedAt: 'today' },
    guard: completionEarned,
    basis: '整改台账：认定完成情况',
  },
  {
    key: 'unassess',
    label: '撤销认定',
    from: ['IN_PROGRESS'],
    to: 'IN_PROGRESS',
    permission: register,
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('completion', 'assessedBy', 'assessedAt'),
    basis: '整改台账：认定有误的撤销',
  },
  {
    key: 'proposeExtension',
    label: '申报延期',
    from: ['IN_PROGRESS'],
    to: 'IN_PROGRESS',
    permission: register,
    asks: ['extensionTo', 'extensionReason'],
    requires: ['extensionTo', 'extensionReason'],
    stamps: { extensionProposedBy: 'actor' },
    guard: extensionLater,
    basis: '整改台账：延期须经批准',
  },
  {
    key: 'approveExtension',
    label: '批准延期',
    from: ['IN_PROGRESS'],
    to: 'IN_PROGRESS',
    permission: approve,
    asks: ['extendedDueAt', 'extensionApprover'],
    requires: ['extendedDueAt', 'extensionApprover'],
    differsFrom: ['extensionProposedBy'],
    stamps: { extensionApprovedBy: 'actor' },
    guard: grantedLater,
    basis: '整改台账：延期审批，原时限保留',
  },
  {
    key: 'restart',
    label: '重新整改',
    from: ['REOPENED'],
    to: 'IN_PROGRESS',
    permission: register,
    asks: ['redoDueAt'],
    requires: ['redoDueAt'],
    guard: newDueAhead,
    basis: `${rule}：反弹的重新整改`,
  },
];

const closing: readonly Transition[] = [
  {
    key: 'apply',
    label: '申报销号',
    from: ['IN_PROGRESS'],
    to: 'APPLYING',
    permission: register,
    asks: ['headSigner', 'headSignedAt'],
    requires: ['headSigner', 'headSignedAt'],
    stamps: { appliedBy: 'actor', appliedAt: 'today' },
    guard: readyToApply,
    basis: `${rule}：申报，主要负责人签字`,
  },
  {
    key: 'firstReview',
    label: '初审',
    from: ['APPLYING'],
    to: 'FIRST_OK',
    permission: register,
    asks: ['firstReviewer', 'firstOpinion', 'firstReviewedAt'],
    requires: ['firstReviewer', 'firstReviewedAt'],
    stamps: { firstReviewedBy: 'actor' },
    guard: firstReviewed,
    basis: `${rule}：初审`,
  },
  {
    key: 'jointReview',
    label: '联审',
    from: ['FIRST_OK'],
    to: 'JOINT_OK',
    permission: register,
    asks: [
      'groupReviewer',
      'groupOpinion',
      'disciplineReviewer',
      'disciplineOpinion',
      'organisationReviewer',
      'organisationOpinion',
      'spotCheckPct',
      'satisfaction',
      'jointReviewedAt',
    ],
    requires: ['groupReviewer', 'disciplineReviewer', 'organisationReviewer', 'jointReviewedAt'],
    stamps: { jointRecordedBy: 'actor' },
    guard: jointlyReviewed,
    basis: `${rule}：巡察组、纪检监察室（派驻组）、组织部联审`,
  },
  {
    key: 'close',
    label: '审批销号',
    from: ['JOINT_OK'],
    to: 'CLOSED',
    permission: approve,
    asks: ['closeApprover', 'closeOpinion', 'closedAt'],
    requires: ['closeApprover', 'closedAt'],
    differsFrom: ['appliedBy', 'firstReviewedBy', 'jointRecordedBy'],
    stamps: { closedBy: 'actor' },
    guard: approvedByAnother,
    basis: `${rule}：审批，审批人不得为申报、初审、联审人`,
  },
  returned('returnReview', '退回', ['APPLYING', 'FIRST_OK'], register),
  returned('returnApproval', '审批退回', ['JOINT_OK'], approve),
];

const afterwards: readonly Transition[] = [
  {
    key: 'reportRelapse',
    label: '报告反弹',
    from: ['CLOSED'],
    to: 'RELAPSE_REPORTED',
    permission: register,
    asks: ['relapseFoundAt', 'relapseFacts'],
    requires: ['relapseFoundAt', 'relapseFacts'],
    stamps: { relapseReportedBy: 'actor' },
    guard: relapseDated,
    basis: `${rule}：“回头看”发现反弹回潮`,
  },
  {
    key: 'confirmRelapse',
    label: '确认反弹',
    from: ['RELAPSE_REPORTED'],
    to: 'REOPENED',
    permission: approve,
    asks: [],
    requires: [],
    differsFrom: ['relapseReportedBy'],
    stamps: {
      ...reviews,
      ...blank('completion', 'assessedBy', 'assessedAt'),
      reopenedAt: 'today',
      reopenedBy: 'actor',
    },
    basis: `${rule}：确认反弹，重新打开`,
  },
  {
    key: 'rejectRelapse',
    label: '不属反弹',
    from: ['RELAPSE_REPORTED'],
    to: 'CLOSED',
    permission: approve,
    asks: [],
    requires: [],
    differsFrom: ['relapseReportedBy'],
    reasonRequired: true,
    basis: `${rule}：经核实不属反弹`,
  },
  {
    key: 'cancel',
    label: '批准核销',
    from: ['NOT_STARTED', 'IN_PROGRESS', 'REOPENED'],
    to: 'CANCELLED',
    permission: approve,
    asks: ['cancelReason', 'cancelApprover'],
    requires: ['cancelReason', 'cancelApprover'],
    differsFrom: ['registeredBy'],
    stamps: { cancelledBy: 'actor', cancelledAt: 'today' },
    basis: '整改台账：情势变更，经批准核销',
  },
];

function returned(key: string, label: string, from: readonly string[], permission: string): Transition {
  return {
    key,
    label,
    from,
    to: 'IN_PROGRESS',
    permission,
    asks: ['redoDueAt'],
    requires: ['redoDueAt'],
    reasonRequired: true,
    stamps: reviews,
    guard: newDueAhead,
    basis: `${rule}：退回继续整改`,
  };
}

function blank(...keys: readonly string[]): Readonly<Record<string, { readonly value: null }>> {
  return Object.fromEntries(keys.map((key) => [key, { value: null }]));
}

export const itemWorkflow: Workflow = {
  initial: 'NOT_STARTED',
  create: { permission: register, stamps: { registeredBy: 'actor', registeredAt: 'today' } },
  states,
  transitions: [...work, ...closing, ...afterwards],
};
