/** The states of an item of the ledger and what each locks (reference 3.5.2). */
import type { StateInfo } from '../../register.ts';
import { upkeepKeys } from './upkeep.ts';

const agreed = ['plan', 'statement', 'dueAt', 'extensionTo', 'extensionReason', 'extendedDueAt', 'redoDueAt'];
const judged = ['completion', ...upkeepKeys, 'acknowledgedAt', 'acknowledgedBy', 'extensionApprover'];
/** Who signs for which body at the 联审, and what they say. */
export const jointReview = [
  'groupReviewer',
  'groupOpinion',
  'disciplineReviewer',
  'disciplineOpinion',
  'organisationReviewer',
  'organisationOpinion',
];
export const signing = [
  'headSigner',
  'headSignedAt',
  'appliedAt',
  'firstReviewer',
  'firstOpinion',
  'firstReviewedAt',
  ...jointReview,
  'satisfaction',
  'spotCheckPct',
  'uncheckedReason',
  'jointReviewedAt',
  'closeApprover',
  'closeOpinion',
  'closedAt',
  'relapseFoundAt',
  'relapseFacts',
  'cancelReason',
  'cancelApprover',
];
const beforeStart = ['completion', ...upkeepKeys, 'extendedDueAt', 'redoDueAt', ...signing];
const underway = [...agreed, ...judged, ...signing];

export const states: readonly StateInfo[] = [
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
