/** R-15 协作事项 (reference 5, 3.10): what was asked by mechanism and phase, what was answered, how long it took. */
import { addDays } from '../calendar/dates.ts';
import { codesOf } from '../codes/lookup.ts';
import { coordWorkflow } from '../registers/coord-request/workflow.ts';
import {
  among,
  count,
  totalKey,
  type Condition,
  type CountMeasure,
  type Measure,
  type ReportContext,
  type ReportDescription,
  type Source,
} from './measures.ts';

const requests: Source = { register: 'coordRequest', dateField: 'sentAt' };
const unanswered: Condition = { field: 'replyAt', op: 'empty', value: true };
const withdrawnState = 'WITHDRAWN';
const withdrawn: Condition = among('state', [withdrawnState]);
/** Nobody waits for an answer to what was taken back. */
const standing: Condition = among(
  'state',
  coordWorkflow.states.map(({ code }) => code).filter((code) => code !== withdrawnState),
);
const answered: Condition = { field: 'replyAt', op: 'empty', value: false };

export function describeCoordinationReport(context: ReportContext): ReportDescription {
  const cells = matrix(context);
  return {
    id: 'R-15',
    title: '协作事项统计表',
    unit: '项',
    counter: '项',
    source: requests,
    layout: 'measuresAcross',
    measures: [count('', totalKey, '发出'), ...cells, ...answers(context)],
    checks: [
      { text: '各机制各阶段之和＝发出', parts: cells.map(({ key }) => key), whole: totalKey },
      { text: '已答复＋未答复＋已撤回＝发出', parts: ['done', 'open', 'withdrawn'], whole: totalKey },
    ],
    rules: [
      '协作事项按发出日期计入统计期；未发出和已作废的不计，发出后撤回的仍计入发出，未答复即撤回的单列。',
      '逾期为截至制表日已过要求答复日期仍未答复；提供材料为登记了收到日期的材料份数之和，未填份数的按1份计。',
      '平均用时＝发出日期至答复日期的自然日之和÷已答复项数，保留一位小数，四舍五入。',
    ],
  };
}

/** 机制 × 阶段: every phase stands under its mechanism. */
function matrix({ codes }: ReportContext): readonly CountMeasure[] {
  return codesOf(codes, 'coordMechanism').flatMap((mechanism) =>
    codesOf(codes, 'coordPhase').map((phase) =>
      count(
        mechanism.label,
        `${mechanism.code}.${phase.code}`,
        phase.label,
        among('mechanism', [mechanism.code]),
        among('phase', [phase.code]),
      ),
    ),
  );
}

function answers({ today }: ReportContext): readonly Measure[] {
  const group = '答复';
  const overdue: Condition = { field: 'dueAt', op: 'between', from: null, to: addDays(today, -1) };
  return [
    count(group, 'done', '已答复', answered),
    count(group, 'open', '未答复', unanswered, standing),
    count(group, 'overdue', '其中逾期', unanswered, standing, overdue),
    count(group, 'withdrawn', '已撤回', unanswered, withdrawn),
    { kind: 'sum', key: 'materials', group, label: '提供材料（份）', field: 'materialCount', where: [] },
    { kind: 'sum', key: 'days', group, label: '用时合计（天）', field: 'replyDays', where: [] },
    { kind: 'rate', key: 'mean', group, label: '平均用时（天）', part: ['days'], whole: 'done', as: 'mean' },
  ];
}
