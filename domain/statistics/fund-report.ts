/** R-16 资金三数比对 (reference 5, 3.13). */
import { codesOf } from '../codes/lookup.ts';
import {
  among,
  count,
  totalKey,
  type LinkedMeasure,
  type ReportContext,
  type ReportDescription,
  type Source,
  type SumMeasure,
} from './measures.ts';

const comparisons: Source = { register: 'fundComparison', dateField: 'comparedAt' };

export function describeFundReport({ codes }: ReportContext): ReportDescription {
  const verdicts = [
    ...codesOf(codes, 'fundVerdict').map(({ code, label }) =>
      count('认定（项）', `verdict.${code}`, label, among('verdict', [code])),
    ),
    count('认定（项）', 'verdict.none', '未认定（无差额）', among('verdict', [''])),
  ];
  return {
    id: 'R-16',
    title: '资金三数比对统计表',
    unit: '项、万元',
    counter: '项',
    source: comparisons,
    layout: 'measuresAcross',
    measures: [
      count('', totalKey, '比对项目'),
      sum('三数（万元）', 'allocated', '上级给'),
      sum('三数（万元）', 'paid', '单位支'),
      sum('三数（万元）', 'landed', '实际落地'),
      sum('差额（万元）', 'gap1', '给－支'),
      sum('差额（万元）', 'gap2', '支－落地'),
      sum('差额（万元）', 'gapTotal', '总差额'),
      { kind: 'rate', key: 'rate', group: '', label: '落地率', part: ['landed'], whole: 'allocated' },
      count('', 'negative', '支大于给（落地大于支）', { field: 'isNegative', op: 'is', value: true }),
      ...verdicts,
      linked('problem', 'funds', '反馈问题（个）'),
      linked('lead', 'fundIds', '问题线索（件）'),
    ],
    checks: [
      { text: '各项认定之和＝比对项目', parts: verdicts.map(({ key }) => key), whole: totalKey },
      { text: '（给－支）＋（支－落地）＝总差额', parts: ['gap1', 'gap2'], whole: 'gapTotal' },
    ],
    rules: [
      '三数比对按比对日期计入统计期；已作废的不计，尚未签字锁定的计入。',
      '反馈问题、问题线索为关联了比对项目的件数；一件关联几个项目的，在各项目中分别计入，合计只计一次。',
      '金额为各项目明细之和；落地率＝实际落地÷上级给，按合计金额计算，保留两位小数，四舍五入。',
    ],
  };
}

function linked(register: string, field: string, label: string): LinkedMeasure {
  return { kind: 'linked', key: register, group: '由此形成', label, register, field };
}

function sum(group: string, field: string, label: string): SumMeasure {
  return { kind: 'sum', key: field, group, label, field, money: true, where: [] };
}
