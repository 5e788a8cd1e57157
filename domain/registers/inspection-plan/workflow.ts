/** Drafted, approved by a meeting, carried out, over (reference 3.6). */
import type { Workflow } from '../../register.ts';
import { refuseFuture, type Guard } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';

const basis = '巡察工作规划、年度计划';
const decided = ['title', 'kind', 'term', 'year', 'from', 'to', 'coverage'];

const somethingToCover: Guard = ({ values, children, today }) =>
  (children['coverage'] ?? []).length > 0
    ? refuseFuture(values, today, 'approvedAt', '审定日期')
    : {
        type: 'PlanCoversNothing',
        what: '还没有填写覆盖任务。',
        why: '规划、计划要写明各类党组织巡察多少家，全覆盖进度由此计算。',
        next: '请点“修改”，在“覆盖任务”中逐类填写应巡数。',
      };

/** What has not been approved is nobody else's business. */
export const approvedStates: readonly string[] = ['APPROVED', 'CLOSED'];

export const planWorkflow: Workflow = {
  initial: 'DRAFT',
  create: { permission: 'planning.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'DRAFT', label: '起草', tone: 'neutral' },
    { code: 'APPROVED', label: '已审定', tone: 'progress', locks: decided, reachedBy: 'approvedAt' },
    { code: 'CLOSED', label: '已完成', tone: 'success', final: true },
  ],
  transitions: [
    {
      key: 'approve',
      label: '登记审定',
      from: ['DRAFT'],
      to: 'APPROVED',
      permission: 'planning.approve',
      asks: ['meeting', 'approvedAt', 'docNo'],
      requires: ['meeting', 'approvedAt'],
      early: ['meeting', 'docNo'],
      differsFrom: ['registeredBy'],
      stamps: { approvedBy: 'actor' },
      guard: somethingToCover,
      basis: `${basis}：由领导小组或者党委审定`,
    },
    {
      key: 'close',
      label: '结束',
      from: ['APPROVED'],
      to: 'CLOSED',
      permission: 'planning.approve',
      asks: [],
      requires: [],
      basis: `${basis}：期满结束`,
    },
    wayBack({
      key: 'revise',
      label: '退回修订',
      from: ['APPROVED'],
      to: 'DRAFT',
      permission: 'planning.approve',
      blanks: ['approvedAt', 'approvedBy'],
      basis,
    }),
    wayBack({
      key: 'reopen',
      label: '撤销结束',
      from: ['CLOSED'],
      to: 'APPROVED',
      permission: 'planning.approve',
      blanks: [],
      basis,
    }),
  ],
};
