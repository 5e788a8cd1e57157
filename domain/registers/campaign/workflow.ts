/** Drafted, approved by a meeting, under way, summed up (reference 2.1, 2.2). */
import type { Workflow } from '../../register.ts';
import { allOf, filled, refuseDisorders, type Guard } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';

const basis = '上下联动工作机制';
const decided = ['name', 'term', 'year', 'modes', 'linkage', 'from', 'layers', 'focuses', 'problems'];

/** An action of one level alone links nothing. */
const levelsLinked: Guard = ({ children }) => {
  const rows = children['layers'] ?? [];
  if (rows.length > 1) return undefined;
  return {
    type: 'CampaignWithoutLayers',
    what: `只登记了${rows.length}个参与单位，不能审定。`,
    why: '联动行动由两级或者两个以上单位共同开展。',
    next: '请点“修改”，在“参与单位和轮次”中逐个登记。',
  };
};

/** 接力式: what the level above found in common is what the level below looks at (reference 2.2). */
const relayHasFocus: Guard = ({ values, children }) => {
  const relay = Array.isArray(values['modes']) && values['modes'].includes('RELAY');
  const handedDown = (children['focuses'] ?? []).some(({ values: row }) => row['source'] !== 'OWN');
  if (!relay || handedDown) return undefined;
  return {
    type: 'RelayWithoutFocus',
    what: '接力式巡察还没有登记上级交下来的监督重点。',
    why: '接力式巡察以上级发现的共性问题、反馈的重点为监督重点。',
    next: '请点“修改”，在“监督重点”中登记，来源写明是上级通报、反馈或者部署的。',
  };
};

const problemsAreCommon: Guard = ({ related }) => {
  const single = related('problems').filter(({ values }) => values['isCommon'] !== true);
  if (single.length === 0) return undefined;
  return {
    type: 'ProblemNotCommon',
    what: `${single
      .slice(0, 5)
      .map(({ no }) => no)
      .join('、')}不是共性问题。`,
    why: '列入联动行动的是多个单位共有的问题；个别单位的问题由该单位整改，不下交。',
    next: '请从“依据的共性问题”中移去，或者在反馈问题中核实是否为共性问题。',
  };
};

/** Whoever builds on results of another level says what they were worth (reference 2.2). */
const reuseJudged: Guard = ({ children }) => {
  const open = (children['reused'] ?? []).filter(({ values }) => !filled(values['quality']));
  if (open.length === 0) return undefined;
  return {
    type: 'ReuseNotJudged',
    what: `有${open.length}项运用的成果还没有质量评价。`,
    why: '运用其他单位的巡察成果，要同时评价其质量。',
    next: '请点“修改”，在“成果运用与质量”中补填质量评价。',
  };
};

export const campaignWorkflow: Workflow = {
  initial: 'DRAFT',
  create: { permission: 'planning.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'DRAFT', label: '起草', tone: 'neutral' },
    { code: 'APPROVED', label: '已审定', tone: 'progress', locks: decided, reachedBy: 'approvedAt' },
    { code: 'RUNNING', label: '实施中', tone: 'progress', locks: decided, reachedBy: 'startedAt' },
    { code: 'CLOSED', label: '已结束', tone: 'success', final: true, reachedBy: 'endedAt' },
  ],
  transitions: [
    {
      key: 'approve',
      label: '登记审定',
      from: ['DRAFT'],
      to: 'APPROVED',
      permission: 'planning.approve',
      asks: ['meeting', 'approvedAt', 'schemeNo'],
      requires: ['meeting', 'approvedAt'],
      early: ['meeting', 'schemeNo'],
      differsFrom: ['registeredBy'],
      stamps: { approvedBy: 'actor' },
      guard: allOf(levelsLinked, relayHasFocus, problemsAreCommon, ({ values, today }) =>
        refuseDisorders([['', '', 'approvedAt', '审定日期']], values, today),
      ),
      basis: `${basis}：由领导小组或者党委审定`,
    },
    {
      key: 'start',
      label: '启动',
      from: ['APPROVED'],
      to: 'RUNNING',
      permission: 'planning.register',
      asks: ['startedAt'],
      requires: ['startedAt'],
      guard: ({ values, today }) =>
        refuseDisorders([['approvedAt', '审定日期', 'startedAt', '启动日期']], values, today),
      basis: `${basis}：任务部署`,
    },
    {
      key: 'close',
      label: '总结结束',
      from: ['RUNNING'],
      to: 'CLOSED',
      permission: 'planning.register',
      asks: ['endedAt', 'summary'],
      requires: ['endedAt', 'summary'],
      guard: allOf(reuseJudged, ({ values, today }) =>
        refuseDisorders([['startedAt', '启动日期', 'endedAt', '总结日期']], values, today),
      ),
      basis: `${basis}：成果运用、总结`,
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
      key: 'unstart',
      label: '撤销启动',
      from: ['RUNNING'],
      to: 'APPROVED',
      permission: 'planning.approve',
      blanks: ['startedAt'],
      basis,
    }),
    wayBack({
      key: 'reopen',
      label: '撤销结束',
      from: ['CLOSED'],
      to: 'RUNNING',
      permission: 'planning.approve',
      blanks: ['endedAt'],
      basis,
    }),
  ],
};
