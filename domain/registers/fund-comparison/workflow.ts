/** The double signature lock of 三数比对 (reference 3.13). */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { allOf } from '../common/rules.ts';
import {
  anotherReviewer,
  confirmedInOrder,
  figuresComplete,
  gapsExplained,
  preparedInOrder,
  refuseDetained,
  reviewedInOrder,
} from './guards.ts';

/** What the preparer signed for; the verdict may still be settled until the second signature. */
const signedFor = [
  'project',
  'fundCategory',
  'year',
  'docNo',
  'targetId',
  'comparedAt',
  'tolerance',
  'allocatedStated',
  'paidStated',
  'landedStated',
  'preparedName',
  'preparedAt',
  'allocatedRows',
  'paidRows',
  'landedRows',
];

const states: readonly StateInfo[] = [
  { code: 'DRAFT', label: '编制中', tone: 'neutral' },
  {
    code: 'PREPARED',
    label: '编制人已签',
    tone: 'progress',
    locks: [...signedFor, 'verdict', 'explanation'],
  },
  { code: 'LOCKED', label: '已复核锁定', tone: 'success', final: true },
];

const rule = '三数比对工作办法（软件建议，待本办核定）';
const clearSignatures = blank(
  'preparedName',
  'preparedAt',
  'preparedBy',
  'reviewedName',
  'reviewedAt',
  'reviewedBy',
  'confirmedName',
  'confirmedAt',
);

const transitions: readonly Transition[] = [
  {
    key: 'prepare',
    label: '编制人签字',
    from: ['DRAFT'],
    to: 'PREPARED',
    permission: 'problem.register',
    asks: ['verdict', 'explanation', 'preparedName', 'preparedAt'],
    requires: ['preparedName', 'preparedAt'],
    early: ['verdict', 'explanation'],
    stamps: { preparedBy: 'actor' },
    guard: allOf(figuresComplete, gapsExplained, preparedInOrder),
    questions: { detainedWithoutGap: refuseDetained },
    basis: `${rule}：编制人签字`,
  },
  {
    key: 'review',
    label: '复核人签字',
    from: ['PREPARED'],
    to: 'LOCKED',
    permission: 'problem.approve',
    asks: ['reviewedName', 'reviewedAt'],
    requires: ['reviewedName', 'reviewedAt'],
    differsFrom: ['preparedBy'],
    stamps: { reviewedBy: 'actor' },
    signsOut: true,
    guard: allOf(anotherReviewer, reviewedInOrder),
    basis: `${rule}：复核人签字后锁定，复核人不得为编制人`,
  },
  {
    key: 'returnToPreparer',
    label: '退回编制',
    from: ['PREPARED'],
    to: 'DRAFT',
    permission: 'problem.register',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: clearSignatures,
    basis: `${rule}：退回编制，编制人重新签字`,
  },
  {
    key: 'confirm',
    label: '被巡察单位确认',
    from: ['LOCKED'],
    to: 'LOCKED',
    permission: 'problem.register',
    asks: ['confirmedName', 'confirmedAt'],
    requires: ['confirmedName', 'confirmedAt'],
    guard: confirmedInOrder,
    basis: `${rule}：被巡察单位确认`,
  },
  {
    key: 'unlock',
    label: '解锁退回编制',
    from: ['LOCKED'],
    to: 'DRAFT',
    permission: 'problem.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: clearSignatures,
    basis: `${rule}：解锁后须重新签字`,
  },
];

export const fundWorkflow: Workflow = {
  initial: 'DRAFT',
  create: { permission: 'problem.register', stamps: {} },
  states,
  signedAnew: [...signedFor, 'verdict', 'explanation'],
  transitions,
};
