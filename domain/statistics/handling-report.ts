/** R-05 信访办理情况 (reference 5). */
import { addDays } from '../calendar/dates.ts';
import { codesOf } from '../codes/lookup.ts';
import { repliedHandlings } from '../registers/petition/wants-reply.ts';
import { notAmong } from './breakdown.ts';
import {
  among,
  commonRules,
  countLetters,
  letters,
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
    counter: '件',
    source: letters,
    layout: 'measuresAcross',
    measures: [...totalMeasures, ...handlings, ...replyMeasures(context), ...realNameMeasures(context)],
    checks: [
      sumsToTotal('办理方式', handlings),
      { text: '已回告＋未回告＝应回告', parts: ['reply.done', 'reply.open'], whole: 'reply.due' },
    ],
    rules: [
      ...commonRules,
      '办理方式按登记的一项计；并件计入合计。',
      '应回告为已发出的交办、督办、立行立改件；逾期为截至制表日超过回告期限（经批准延期的为延长后的期限）仍未回告。',
      '应告知为实名检举控告（含尚未分类的，重复件不再告知）；应反馈为其中已办理完毕的；告知率、反馈率保留两位小数，四舍五入。',
    ],
  };
}

function handlingMeasures({ codes }: ReportContext): readonly CountMeasure[] {
  const others = codesOf(codes, 'handling').filter((handling) => handling.code !== sealed);
  return [
    ...others.map((handling) =>
      countLetters(
        '办理方式',
        `handling.${handling.code}`,
        handling.label,
        among('handling', [handling.code]),
      ),
    ),
    countLetters('办理方式', 'handling.none', '未定', among('handling', ['', sealed])),
  ];
}

function replyMeasures({ today }: ReportContext): readonly Measure[] {
  const expected: readonly Condition[] = [
    among('handling', repliedHandlings),
    { field: 'sentAt', op: 'empty', value: false },
  ];
  const open: readonly Condition[] = [...expected, { field: 'replyAt', op: 'empty', value: true }];
  const overdue: Condition = {
    field: 'deadline.P_ASSIGN_REPLY',
    op: 'between',
    from: null,
    to: addDays(today, -1),
  };
  return [
    countLetters('回告', 'reply.due', '应回告', ...expected),
    countLetters('回告', 'reply.done', '已回告', ...expected, {
      field: 'replyAt',
      op: 'empty',
      value: false,
    }),
    countLetters('回告', 'reply.open', '未回告', ...open),
    countLetters('回告', 'reply.overdue', '其中逾期', ...open, overdue),
  ];
}

/** After the clocks of reference 3.1.5: accusations not classified yet count, repeats get no second notice. */
function realNameMeasures({ codes }: ReportContext): readonly Measure[] {
  const accusations: readonly Condition[] = [
    { field: 'isRealName', op: 'is', value: true },
    among('category', ['', 'ACCUSATION']),
  ];
  const expected = [...accusations, notAmong(codes, 'dupDecision', 'dupDecision', ['REPEAT'])];
  const concluded: readonly Condition[] = [
    ...accusations,
    { field: 'concludedAt', op: 'empty', value: false },
  ];
  const group = '实名告知反馈';
  return [
    countLetters(group, 'inform.due', '应告知', ...expected),
    countLetters(group, 'inform.done', '已告知', ...expected, {
      field: 'informAt',
      op: 'empty',
      value: false,
    }),
    { kind: 'rate', key: 'inform.rate', group, label: '告知率', part: ['inform.done'], whole: 'inform.due' },
    countLetters(group, 'feedback.due', '应反馈', ...concluded),
    countLetters(group, 'feedback.done', '已反馈', ...concluded, {
      field: 'feedbackAt',
      op: 'empty',
      value: false,
    }),
    {
      kind: 'rate',
      key: 'feedback.rate',
      group,
      label: '反馈率',
      part: ['feedback.done'],
      whole: 'feedback.due',
    },
  ];
}
