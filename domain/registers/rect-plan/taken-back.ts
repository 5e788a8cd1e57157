/** Steps by which what was approved of a plan is taken back. */
import type { Transition } from '../../register.ts';
import { wayBack } from '../common/way-back.ts';
import { openExtension } from './extensions.ts';

/** What the steps of a plan go by. */
export const rule = '巡察整改';

export const planBack: readonly Transition[] = [
  wayBack({
    key: 'withdrawPlan',
    label: '撤回方案审定',
    from: ['CONCENTRATED'],
    to: 'PLAN_SUBMITTED',
    permission: 'rectification.approve',
    blanks: ['planApprovedAt', 'planApprovedBy'],
    basis: rule,
  }),
  wayBack({
    key: 'withdrawRedo',
    label: '撤销责令重新整改',
    from: ['REDO'],
    to: 'CONCENTRATED',
    permission: 'rectification.approve',
    blanks: ['redoDueAt'],
    basis: rule,
  }),
  wayBack({
    key: 'withdrawReport',
    label: '撤回报告审定',
    from: ['CONTINUING'],
    to: 'REPORTED',
    permission: 'rectification.approve',
    blanks: [
      'reportApprovedAt',
      'reportApprovedBy',
      'openInnerAt',
      'openPublicAt',
      'withholdGrounds',
      'withholdNote',
      'disclosedBy',
      ...openExtension,
    ],
    basis: rule,
  }),
];
