/** Recommended, checked, admitted, drawn for a round and back, suspended or removed (reference 3.7). */
import type { Workflow } from '../../register.ts';
import { allOf, refuseDisorder, type Guard } from '../common/rules.ts';
import { blank, wayBack } from '../common/way-back.ts';

const basis = '巡察人才库管理办法';

const isPartyMember: Guard = ({ values }) =>
  values['political'] === 'MEMBER'
    ? undefined
    : {
        type: 'NotPartyMember',
        what: '政治面貌不是中共党员，不能入库。',
        why: '巡察人才库人员须为中共党员。',
        next: '请核对政治面貌；聘请的协查专家不占人才库名额的，在备注中说明后另行安排。',
        fields: { political: '须为中共党员。' },
      };

const qualified: Guard = ({ values }) =>
  values['qualified'] === true
    ? undefined
    : {
        type: 'NotQualified',
        what: '资格审查没有通过，不能入库。',
        why: '入库人员须经单位推荐、资格审查、领导小组审定。',
        next: '审查没有通过的，请办理“不予入库”。',
        fields: { qualified: '审查没有通过。' },
      };

/** When and by which meeting, once it has been recorded by the second person. */
const admission = ['admittedAt', 'admittedBy'] as const;

export const personWorkflow: Workflow = {
  initial: 'NOMINATED',
  create: {
    permission: 'people.register',
    // An old list that names the day of admission alone says nothing of a recommendation after it.
    stamps: { registeredBy: 'actor', nominatedAt: { from: 'admittedAt', orToday: true } },
  },
  states: [
    { code: 'NOMINATED', label: '已推荐', tone: 'neutral' },
    { code: 'CHECKED', label: '已审查', tone: 'progress', locks: ['qualified'], reachedBy: 'qualified' },
    // A list that is imported says who has been proposed and reviewed; nobody is in the pool without a second person.
    { code: 'IN_POOL', label: '在库', tone: 'success', locks: admission },
    { code: 'DRAWN', label: '抽调中', tone: 'progress', locks: admission },
    { code: 'SUSPENDED', label: '暂停使用', tone: 'warning', locks: admission },
    { code: 'REMOVED', label: '已出库', tone: 'neutral', final: true, locks: admission },
  ],
  transitions: [
    {
      key: 'check',
      label: '资格审查',
      from: ['NOMINATED'],
      to: 'CHECKED',
      permission: 'people.register',
      asks: ['qualified'],
      requires: ['qualified'],
      guard: isPartyMember,
      basis: `${basis}：资格审查`,
    },
    {
      key: 'admit',
      label: '审定入库',
      from: ['CHECKED'],
      to: 'IN_POOL',
      permission: 'people.approve',
      asks: ['pools', 'admittedAt', 'admittedBy'],
      requires: ['pools', 'admittedAt'],
      early: ['pools', 'admittedAt', 'admittedBy'],
      differsFrom: ['registeredBy'],
      stamps: { admittedRecordedBy: 'actor' },
      guard: allOf(isPartyMember, qualified, ({ values, today }) =>
        refuseDisorder(values, today, 'nominatedAt', '推荐日期', 'admittedAt', '入库日期'),
      ),
      basis: `${basis}：领导小组审定`,
    },
    {
      key: 'reject',
      label: '不予入库',
      from: ['NOMINATED', 'CHECKED'],
      to: 'REMOVED',
      permission: 'people.register',
      asks: ['leftReason'],
      requires: ['leftReason'],
      onOccasion: true,
      basis: `${basis}：不符合条件`,
    },
    {
      key: 'draw',
      label: '抽调',
      from: ['IN_POOL'],
      to: 'DRAWN',
      permission: 'people.register',
      asks: [],
      requires: [],
      onOccasion: true,
      basis: `${basis}：抽调参加巡察，脱产`,
    },
    {
      key: 'giveBack',
      label: '抽调结束',
      from: ['DRAWN'],
      to: 'IN_POOL',
      permission: 'people.register',
      asks: [],
      requires: [],
      onOccasion: true,
      basis: `${basis}：一轮结束，考核鉴定`,
    },
    {
      key: 'suspend',
      label: '暂停使用',
      from: ['IN_POOL'],
      to: 'SUSPENDED',
      permission: 'people.register',
      asks: ['leftReason'],
      requires: ['leftReason'],
      onOccasion: true,
      basis: `${basis}：动态管理`,
    },
    {
      key: 'resume',
      label: '恢复使用',
      from: ['SUSPENDED'],
      to: 'IN_POOL',
      permission: 'people.register',
      asks: [],
      requires: [],
      stamps: blank('leftReason'),
      onOccasion: true,
      basis: `${basis}：动态管理`,
    },
    {
      key: 'remove',
      label: '出库',
      from: ['IN_POOL', 'SUSPENDED'],
      to: 'REMOVED',
      permission: 'people.approve',
      asks: ['leftReason'],
      requires: ['leftReason'],
      onOccasion: true,
      basis: `${basis}：调离、退休、不胜任、违纪`,
    },
    wayBack({
      key: 'backToNominated',
      label: '撤销审查',
      from: ['CHECKED'],
      to: 'NOMINATED',
      permission: 'people.register',
      blanks: ['qualified'],
      basis,
    }),
    wayBack({
      key: 'backToPool',
      label: '撤销出库',
      from: ['REMOVED'],
      to: 'NOMINATED',
      permission: 'people.approve',
      blanks: ['leftReason', 'admittedAt', 'qualified'],
      basis,
    }),
  ],
};
