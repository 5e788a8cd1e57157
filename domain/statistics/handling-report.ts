/** R-05 信访办理情况 (reference 5). */
import { codesOf } from '../codes/lookup.ts';
import { notAmong } from './breakdown.ts';
import {
  among,
  commonRules,
  count,
  sumsToTotal,
  totalMeasures,
  type Condition,
  type CountMeasure,
  type Measure,
  type ReportContext,
  type ReportDescription,
} from './measures.ts';

const sealed = 'SEALED';

export function describeHandlingReport(context: ReportContext): ReportDescription {
  const handlings = handlingMeasures(context);
  return {
    id: 'R-05',
    title: '信访办理情况统计表',
    unit: '件',
    layout: 'measuresAcross',
    measures: [...totalMeasures, ...handlings, ...replyMeasures(context), ...realNameMeasures(context)],
    checks: [
      sumsToTotal('办理方式', handlings),
      { text: '已回告＋未回告＝应回告', parts: ['reply.done', 'reply.open'], whole: 'reply.due' },
    ],
    rules: [
      ...commonRules,
      '办理方式按登记的一项计；并件计入合计。',
      '应回告为已发出的交办、督办件；逾期为截至制表日超过回告期限仍未回告，经批准延期的按延长后的期限计。',
      '应告知为实名件（重复件不再告知）；应反馈为已办理完毕的实名件（重复件除外）；告知率、反馈率保留两位小数，四舍五入。',
    ],
  };
}

function handlingMeasures({ codes }: ReportContext): readonly CountMeasure[] {
  const others = codesOf(codes, 'handling').filter((handling) => handling.code !== sealed);
  return [
    ...others.map((handling) =>
      count('办理方式', `handling.${handling.code}`, handling.label, among('handling', [handling.code])),
    ),
    count('办理方式', 'handling.none', '未定', among('handling', ['', sealed])),
  ];
}

function replyMeasures({ today }: ReportContext): readonly Measure[] {
  const expected: readonly Condition[] = [
    among('handling', ['ASSIGN', 'SUPERVISE']),
    { field: 'sentAt', op: 'empty', value: false },
  ];
  const open: readonly Condition[] = [...expected, { field: 'replyAt', op: 'empty', value: true }];
  const yesterday = dayBefore(today);
  return [
    count('回告', 'reply.due', '应回告', ...expected),
    count('回告', 'reply.done', '已回告', ...expected, { field: 'replyAt', op: 'empty', value: false }),
    count('回告', 'reply.open', '未回告', ...open),
    count(
      '回告',
      'reply.overdue',
      '其中逾期',
      ...open,
      { field: 'extendedDueAt', op: 'empty', value: true },
      { field: 'replyDueAt', op: 'between', from: null, to: yesterday },
    ),
    count('回告', 'reply.overdueExtended', '延期后逾期', ...open, {
      field: 'extendedDueAt',
      op: 'between',
      from: null,
      to: yesterday,
    }),
  ];
}

function realNameMeasures({ codes }: ReportContext): readonly Measure[] {
  const expected: readonly Condition[] = [
    { field: 'isRealName', op: 'is', value: true },
    notAmong(codes, 'dupDecision', 'dupDecision', ['REPEAT']),
  ];
  const concluded: readonly Condition[] = [...expected, { field: 'concludedAt', op: 'empty', value: false }];
  const group = '实名告知反馈';
  return [
    count(group, 'inform.due', '应告知', ...expected),
    count(group, 'inform.done', '已告知', ...expected, { field: 'informAt', op: 'empty', value: false }),
    { kind: 'rate', key: 'inform.rate', group, label: '告知率', part: 'inform.done', whole: 'inform.due' },
    count(group, 'feedback.due', '应反馈', ...concluded),
    count(group, 'feedback.done', '已反馈', ...concluded, { field: 'feedbackAt', op: 'empty', value: false }),
    {
      kind: 'rate',
      key: 'feedback.rate',
      group,
      label: '反馈率',
      part: 'feedback.done',
      whole: 'feedback.due',
    },
  ];
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
