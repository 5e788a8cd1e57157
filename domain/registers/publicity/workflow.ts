/** Drafted, reviewed for secrecy and approved by another person, published, taken down (reference 2.2). */
import type { Values, Workflow } from '../../register.ts';
import { filled, refuseDisorders, type Guard } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';

const basis = '舆论宣传联动';
const approved = ['title', 'kind', 'medium', 'outlet', 'roundId', 'campaign', 'targetId', 'content'];

/** Anybody may read it: every medium but the office's own bulletin. */
export function openMedia(values: Values): boolean {
  return filled(values['medium']) && values['medium'] !== 'BULLETIN';
}

const approvedInOrder: Guard = ({ values, today }) =>
  refuseDisorders(
    [
      ['draftedAt', '拟稿日期', 'reviewedAt', '保密审查日期'],
      ['reviewedAt', '保密审查日期', 'approvedAt', '审批日期'],
    ],
    values,
    today,
  );

export const publicityWorkflow: Workflow = {
  initial: 'DRAFT',
  create: { permission: 'planning.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'DRAFT', label: '拟稿', tone: 'neutral' },
    { code: 'APPROVED', label: '已审批', tone: 'progress', locks: approved, reachedBy: 'approvedAt' },
    { code: 'PUBLISHED', label: '已刊播', tone: 'success', locks: approved, reachedBy: 'publishedAt' },
    { code: 'WITHDRAWN', label: '已撤稿', tone: 'warning', final: true },
  ],
  transitions: [
    {
      key: 'approve',
      label: '审批',
      from: ['DRAFT'],
      to: 'APPROVED',
      permission: 'planning.approve',
      asks: ['secrecyReviewer', 'reviewedAt', 'approvedName', 'approvedAt'],
      requires: ['secrecyReviewer', 'reviewedAt', 'approvedName', 'approvedAt'],
      differsFrom: ['registeredBy'],
      stamps: { approvedBy: 'actor' },
      signsOut: true,
      guard: approvedInOrder,
      basis: `${basis}：保密审查和审批，审批登记人不得为登记人`,
    },
    {
      key: 'publish',
      label: '登记刊播',
      from: ['APPROVED'],
      to: 'PUBLISHED',
      permission: 'planning.register',
      asks: ['publishedAt', 'link'],
      requires: ['publishedAt'],
      guard: ({ values, today }) =>
        refuseDisorders([['approvedAt', '审批日期', 'publishedAt', '刊播日期']], values, today),
      basis: `${basis}：刊播`,
    },
    {
      key: 'withdraw',
      label: '撤稿',
      from: ['DRAFT', 'APPROVED', 'PUBLISHED'],
      to: 'WITHDRAWN',
      permission: 'planning.register',
      asks: [],
      requires: [],
      reasonRequired: true,
      onOccasion: true,
      basis: `${basis}：不再刊播的撤稿、已刊播的撤下`,
    },
    wayBack({
      key: 'return',
      label: '退回修改',
      from: ['APPROVED'],
      to: 'DRAFT',
      permission: 'planning.approve',
      blanks: ['secrecyReviewer', 'reviewedAt', 'approvedName', 'approvedAt', 'approvedBy'],
      basis,
    }),
    wayBack({
      key: 'unpublish',
      label: '撤销刊播登记',
      from: ['PUBLISHED'],
      to: 'APPROVED',
      permission: 'planning.register',
      blanks: ['publishedAt'],
      basis,
    }),
    wayBack({
      key: 'redraft',
      label: '重新拟稿',
      from: ['WITHDRAWN'],
      to: 'DRAFT',
      permission: 'planning.register',
      blanks: ['secrecyReviewer', 'reviewedAt', 'approvedName', 'approvedAt', 'approvedBy', 'publishedAt'],
      basis,
    }),
  ],
};
