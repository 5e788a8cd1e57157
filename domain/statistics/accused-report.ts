/** R-02 反映对象结构 (reference 5): each letter stands in one column only, by the first person it is about. */
import { breakdownByCode } from './breakdown.ts';
import {
  among,
  commonRules,
  countLetters,
  letters,
  sumsToTotal,
  totalMeasures,
  type ReportContext,
  type ReportDescription,
} from './measures.ts';

const female = '2';

export function describeAccusedReport({ codes }: ReportContext): ReportDescription {
  const ranks = breakdownByCode(codes, 'rank', 'accused.first.rank', '职级（首名被反映人）', 'rank', '未填');
  const classes = breakdownByCode(codes, 'accusedClass', 'accusedClass', '被反映人分类', 'class', '未填');
  const first = '首名被反映人';
  return {
    id: 'R-02',
    title: '反映对象结构统计表',
    unit: '件',
    counter: '件',
    source: letters,
    layout: 'measuresAcross',
    measures: [
      ...totalMeasures,
      ...ranks,
      ...classes,
      countLetters(first, 'topLeader', '一把手', {
        field: 'accused.first.isTopLeader',
        op: 'is',
        value: true,
      }),
      countLetters(first, 'female', '女性', among('accused.first.gender', [female])),
    ],
    checks: [sumsToTotal('职级', ranks), sumsToTotal('被反映人分类', classes)],
    rules: [
      ...commonRules,
      '一件反映多人的，职级、一把手、女性按登记在首位的被反映人计，每件只计一次；没有被反映人的计入未填。',
      '被反映人分类按信访件上登记的一项计。',
    ],
  };
}
