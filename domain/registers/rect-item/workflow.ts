/** 对账销号: applied for, reviewed twice and approved by different people, reopened when the problem comes back (reference 3.5.2). */
import type { Stamps, Transition, Workflow } from '../../register.ts';
import { extension, extensionSteps } from '../common/extension.ts';
import { allOf } from '../common/rules.ts';
import { blank, wayBack } from '../common/way-back.ts';
import {
  acknowledged,
  approvedByAnother,
  completionEarned,
  firstReviewed,
  jointlyReviewed,
  newDueAhead,
  progressDated,
  readyToApply,
  relapseDated,
} from './guards.ts';
import { dueBeforeExtension } from './standing.ts';
import { jointReview, signing, states } from './states.ts';
import { nextReviewSet, reviewUpkeep, upkeepKeys } from './upkeep.ts';

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

/** A new date of the office takes the place of an extension asked for or granted before it; the history keeps that. */
const orderedAnew = blank(...extension);

/** What the director finds of a relapse that was reported. */
function judgedAs(verdict: 'RELAPSE' | 'NONE'): Stamps {
  return { relapseVerdict: { value: verdict }, relapseJudgedBy: 'actor', relapseJudgedAt: 'today' };
}

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
    asks: ['completion', 'upkeep', 'upkeepReviewAt', 'institutions'],
    requires: ['completion'],
    early: ['upkeep', 'institutions'],
    stamps: { assessedBy: 'actor', assessedAt: 'today' },
    guard: allOf(completionEarned, nextReviewSet),
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
    stamps: blank('completion', 'assessedBy', 'assessedAt', ...upkeepKeys),
    basis: '整改台账：认定有误的撤销',
  },
  reviewUpkeep,
  ...extensionSteps({
    from: ['IN_PROGRESS'],
    permissions: [register, approve],
    term: '整改时限',
    standing: dueBeforeExtension,
    needsTerm: true,
    basis: '整改台账',
  }),
  {
    key: 'restart',
    label: '重新整改',
    from: ['REOPENED'],
    to: 'IN_PROGRESS',
    permission: register,
    asks: ['redoDueAt'],
    requires: ['redoDueAt'],
    stamps: orderedAnew,
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
    asks: [...jointReview, 'spotCheckPct', 'satisfaction', 'uncheckedReason', 'jointReviewedAt'],
    requires: [...jointReview, 'jointReviewedAt'],
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
    signsOut: true,
    guard: approvedByAnother,
    basis: `${rule}：审批，审批人不得为申报、初审、联审人`,
  },
  returned('returnReview', '退回', ['APPLYING', 'FIRST_OK'], register),
  returned('returnApproval', '审批退回', ['JOINT_OK'], approve),
];

/** Blank, or what a visit since the item was closed has found to be back: nobody types it a second time. */
const asVisited: NonNullable<Transition['starts']> = ({ values, referring }) => {
  const found = referring('followUpVisit', 'items')
    .filter(({ state, values: visit }) => state !== 'PLANNED' && visit['foundProblem'] === true)
    .filter(({ values: visit }) => String(visit['visitedAt']) >= String(values['closedAt'] ?? ''))
    .toSorted((one, other) => (String(one.values['visitedAt']) < String(other.values['visitedAt']) ? -1 : 1))
    .at(-1);
  return {
    relapseFoundAt: found?.values['visitedAt'] ?? null,
    relapseFacts: found?.values['findings'] ?? null,
  };
};

const afterwards: readonly Transition[] = [
  {
    key: 'reportRelapse',
    label: '报告反弹',
    from: ['CLOSED'],
    to: 'RELAPSE_REPORTED',
    permission: register,
    asks: ['relapseFoundAt', 'relapseFacts'],
    requires: ['relapseFoundAt', 'relapseFacts'],
    stamps: {
      relapseReportedBy: 'actor',
      ...blank('relapseVerdict', 'relapseJudgedBy', 'relapseJudgedAt'),
    },
    // What was reported before has been judged; the history keeps it.
    starts: asVisited,
    onOccasion: true,
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
      // How far it had come is told anew; the text of the progress stays, to be gone on with.
      ...blank('completion', 'assessedBy', 'assessedAt', 'progressPct', 'progressAt', ...upkeepKeys),
      reopenedAt: 'today',
      reopenedBy: 'actor',
      ...judgedAs('RELAPSE'),
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
    stamps: judgedAs('NONE'),
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
    onOccasion: true,
    basis: '整改台账：情势变更，经批准核销',
  },
  wayBack({
    key: 'unclose',
    label: '撤销销号',
    from: ['CLOSED'],
    to: 'JOINT_OK',
    permission: 'rectification.approve',
    blanks: ['closeApprover', 'closeOpinion', 'closedAt', 'closedBy'],
    basis: rule,
  }),
  wayBack({
    key: 'uncancel',
    label: '撤销核销',
    from: ['CANCELLED'],
    to: 'IN_PROGRESS',
    permission: 'rectification.approve',
    blanks: ['cancelReason', 'cancelApprover', 'cancelledBy', 'cancelledAt'],
    basis: '整改台账',
  }),
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
    stamps: { ...reviews, ...orderedAnew },
    guard: newDueAhead,
    basis: `${rule}：退回继续整改`,
  };
}

export const itemWorkflow: Workflow = {
  initial: 'NOT_STARTED',
  create: { permission: register, stamps: { registeredBy: 'actor', registeredAt: 'today' } },
  states,
  transitions: [...work, ...closing, ...afterwards],
};
