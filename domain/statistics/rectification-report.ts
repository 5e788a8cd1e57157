/** R-09 整改进展情况 (reference 5, 3.5.1): every item in exactly one of the columns that make up 反馈问题. */
import { addDays } from '../calendar/dates.ts';
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
  type SumMeasure,
} from './measures.ts';

/** Items and plans, both by the day of the feedback they answer. */
export const rectItems: Source = { register: 'rectItem', dateField: 'feedbackAt' };
const plans: Source = { register: 'rectPlan', dateField: 'feedbackAt' };

/** The day that counts now, and the one before an extension of it ({@link dueBeforeExtension}). */
const current = ['currentDueAt'];
const ordered = ['redoDueAt', 'dueAt'];

export const notCancelled: Condition = { field: 'cancelledAt', op: 'empty', value: true };
export const notComplete: Condition = among('completion', ['']);

export function describeRectificationReport({ today }: ReportContext): ReportDescription {
  const progress = progressMeasures(today);
  return {
    id: 'R-09',
    title: '整改进展情况统计表',
    unit: '个、人次、万元',
    counter: '个',
    source: rectItems,
    layout: 'measuresAcross',
    measures: [
      count('', totalKey, '反馈问题'),
      ...progress,
      ...kept,
      ...rates,
      closed,
      ...meetings,
      ...results,
    ],
    checks: [
      {
        text: '已完成＋基本完成＋长期坚持＋正在整改＋未完成＋核销＝反馈问题',
        parts: progress.map(({ key }) => key),
        whole: totalKey,
      },
      { text: '按期＋延期＋逾期完成＝已完成', parts: kept.map(({ key }) => key), whole: doneKey },
    ],
    rules: [
      '整改事项按反馈日期计入统计期；已作废的不计。',
      '完成率＝已完成÷反馈问题，基本完成、长期坚持不计入；另列含基本完成的完成率；均保留两位小数，四舍五入。',
      '已销号的事项仍按认定的完成情况计入各栏，不重复计入合计。',
      '未完成为截至制表日现行时限（经批准延期的为延长后的期限）已过、仍未完成的；经批准核销的单列，不从合计中扣除。',
      '已完成的按认定日期分：不晚于整改时限（退回、反弹重开后另定时限的，为另定的时限；没有时限的计入）为按期，超过它但不晚于经批准延长后的期限为延期，超过现行时限为逾期。',
      '党纪、政务处分等为各整改事项登记人数之和（人次）；金额单位为万元。',
    ],
  };
}

const doneKey = 'done';
const done: readonly Condition[] = [notCancelled, among('completion', ['DONE'])];

/** When what is done was done (reference 3.22): an extension that was not needed changes nothing, one that was is told. */
const kept: readonly CountMeasure[] = [
  count(
    '其中',
    'doneInTime',
    '按期完成',
    ...done,
    assessedAfter(current, false),
    assessedAfter(ordered, false),
  ),
  count(
    '其中',
    'doneExtended',
    '延期完成',
    ...done,
    assessedAfter(current, false),
    assessedAfter(ordered, true),
  ),
  count('其中', 'doneLate', '逾期完成', ...done, assessedAfter(current, true)),
];

function progressMeasures(today: string): readonly CountMeasure[] {
  const group = '整改进展';
  const due = (from: string | null, to: string | null): Condition => ({
    field: 'currentDueAt',
    op: 'between',
    from,
    to,
  });
  const open = [notCancelled, notComplete];
  return [
    count(group, doneKey, '已完成', ...done),
    count(group, 'basic', '基本完成', notCancelled, among('completion', ['BASIC'])),
    count(group, 'longTerm', '长期坚持', notCancelled, among('completion', ['LONG_TERM'])),
    count(group, 'open', '正在整改（期限内）', ...open, due(today, null)),
    count(group, 'undated', '正在整改（无时限）', ...open, {
      field: 'currentDueAt',
      op: 'empty',
      value: true,
    }),
    count(group, 'notDone', '未完成（逾期）', ...open, due(null, addDays(today, -1))),
    count(group, 'cancelled', '核销', { field: 'cancelledAt', op: 'empty', value: false }),
  ];
}

function assessedAfter(days: readonly string[], value: boolean): Condition {
  return { field: 'assessedAt', op: 'after', days, value };
}

const closed: Measure = count('整改进展', 'closed', '已销号', {
  field: 'closedAt',
  op: 'empty',
  value: false,
});

const rates: readonly Measure[] = [
  { kind: 'rate', key: 'doneRate', group: '整改进展', label: '完成率', part: ['done'], whole: totalKey },
  {
    kind: 'rate',
    key: 'nearlyRate',
    group: '整改进展',
    label: '含基本完成的完成率',
    part: ['done', 'basic'],
    whole: totalKey,
  },
];

const meetings: readonly Measure[] = [
  {
    kind: 'count',
    key: 'democraticLife',
    group: '会议学习',
    label: '专题民主生活会（次）',
    where: [{ field: 'democraticLifeAt', op: 'empty', value: false }],
    of: plans,
  },
  sum('会议学习', 'studySessions', '集中学习（次）', { of: plans }),
  sum('会议学习', 'partyLectures', '专题党课（次）', { of: plans }),
];

const results: readonly Measure[] = [
  sum('整改成效', 'institutions', '制度（项）'),
  sum('整改成效', 'moneyCleared', '清退违规资金（万元）', { money: true }),
  sum('整改成效', 'personallyRepaid', '追回个人承担（万元）', { money: true }),
  sum('整改成效', 'lossRecovered', '挽回损失（万元）', { money: true }),
  sum('追责问责（人次）', 'partySanctions', '党纪处分'),
  sum('追责问责（人次）', 'governmentSanctions', '政务处分'),
  sum('追责问责（人次）', 'organisational', '组织处理'),
  sum('追责问责（人次）', 'admonished', '诫勉'),
  sum('追责问责（人次）', 'talks', '谈话提醒'),
  sum('追责问责（人次）', 'criticised', '批评教育'),
];

/** Over all records of the source, keyed by the field. */
function sum(
  group: string,
  field: string,
  label: string,
  more: Pick<SumMeasure, 'money' | 'of'> = {},
): SumMeasure {
  return { kind: 'sum', key: field, group, label, field, where: [], ...more };
}
