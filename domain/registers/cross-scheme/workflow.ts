/** Drawn up, checked by the rules, approved by a meeting, written into the groups (reference 3.8). */
import type { Transition, Workflow } from '../../register.ts';
import { refuseFuture } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';

const basis = '交叉巡察编组';

/** What has been checked and approved. */
const arranged = [
  'round',
  'name',
  'kind',
  'shift',
  'systemTag',
  'area',
  'mode',
  'profile',
  'dualAuthorization',
  'counties',
  'assignments',
  'targets',
];

/** Steps whose guard looks at the rules and at the rounds before; see main/planning/cross-module.ts. */
export const judgedSchemeSteps: readonly string[] = ['check', 'approve', 'apply'];

const withdraw: Transition = {
  key: 'withdraw',
  label: '撤回方案',
  from: ['DRAFT', 'CHECKED', 'APPROVED'],
  to: 'WITHDRAWN',
  permission: 'planning.register',
  asks: [],
  requires: [],
  reasonRequired: true,
  onOccasion: true,
  basis: `${basis}：不再采用`,
};

export const schemeWorkflow: Workflow = {
  initial: 'DRAFT',
  create: { permission: 'planning.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'DRAFT', label: '起草', tone: 'neutral' },
    { code: 'CHECKED', label: '已核对', tone: 'progress', locks: arranged },
    {
      code: 'APPROVED',
      label: '已审定',
      tone: 'progress',
      locks: [...arranged, 'meeting', 'approvedAt', 'docNo'],
      reachedBy: 'approvedAt',
    },
    { code: 'APPLIED', label: '已编组', tone: 'success', final: true, reachedBy: 'appliedAt' },
    { code: 'WITHDRAWN', label: '已撤回', tone: 'warning', final: true },
  ],
  transitions: [
    {
      key: 'check',
      label: '核对',
      from: ['DRAFT'],
      to: 'CHECKED',
      permission: 'planning.register',
      asks: [],
      requires: [],
      stamps: { checkedBy: 'actor' },
      basis: `${basis}：不在本地巡察、不两地互查、不连续巡察同一地方`,
    },
    {
      key: 'approve',
      label: '登记审定',
      from: ['CHECKED'],
      to: 'APPROVED',
      permission: 'planning.approve',
      asks: ['meeting', 'approvedAt', 'docNo'],
      requires: ['meeting', 'approvedAt'],
      early: ['meeting', 'docNo'],
      differsFrom: ['registeredBy'],
      stamps: { approvedBy: 'actor' },
      guard: ({ values, today }) => refuseFuture(values, today, 'approvedAt', '审定日期'),
      basis: `${basis}：由领导小组或者党委审定`,
    },
    {
      key: 'apply',
      label: '编组完成',
      from: ['APPROVED'],
      to: 'APPLIED',
      permission: 'planning.register',
      asks: [],
      requires: [],
      stamps: { appliedAt: 'today' },
      basis: `${basis}：按审定的方案组建各组`,
    },
    withdraw,
    wayBack({
      key: 'checkBack',
      label: '退回修改',
      from: ['CHECKED'],
      to: 'DRAFT',
      permission: 'planning.register',
      blanks: ['checkedBy'],
      basis,
    }),
    wayBack({
      key: 'approveBack',
      label: '撤销审定',
      from: ['APPROVED'],
      to: 'CHECKED',
      permission: 'planning.approve',
      blanks: ['approvedAt', 'approvedBy'],
      basis,
    }),
    wayBack({
      key: 'applyBack',
      label: '撤销编组完成',
      from: ['APPLIED'],
      to: 'APPROVED',
      permission: 'planning.approve',
      blanks: ['appliedAt'],
      basis,
    }),
    wayBack({
      key: 'takeUp',
      label: '重新起草',
      from: ['WITHDRAWN'],
      to: 'DRAFT',
      permission: 'planning.register',
      blanks: ['checkedBy', 'approvedAt', 'approvedBy'],
      basis,
    }),
  ],
};
