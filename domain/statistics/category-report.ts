/** R-22 反馈问题分类 (reference 3.4): the problems fed back by the categories of every scheme, the second level below the first. */
import { codesOf } from '../codes/lookup.ts';
import {
  count,
  problemsFedBack,
  totalKey,
  type Condition,
  type CountMeasure,
  type ReportContext,
  type ReportDescription,
} from './measures.ts';

export const categoryPrefix = 'category.';
/** Rows below a first level. */
export const subcategoryPrefix = 'subcategory.';

const first = ['catL1', 'categories.catL1'] as const;
const second = ['catL2', 'categories.catL2'] as const;

export function describeCategoryReport({ codes }: ReportContext): ReportDescription {
  return {
    id: 'R-22',
    title: '反馈问题分类统计表',
    unit: '个',
    counter: '个',
    source: problemsFedBack,
    layout: 'measuresDown',
    measures: [
      count('', totalKey, '反馈问题'),
      ...codesOf(codes, 'categoryScheme').flatMap(({ code, label }) => ofScheme({ codes }, code, label)),
    ],
    checks: [],
    rules: [
      '反馈问题按反馈日期计入统计期；底稿和尚未反馈的、已作废的不计。',
      '一轮使用几套方案的，同一问题在各套方案下各计一次；在一套方案下归入几类的，各类各计一次（可重复统计）。占比以反馈问题数为分母。',
      '各方案名称一行为按该方案归了类的问题数，每个只计一次；“未按此方案分类”为其余的。没有问题用到的方案不列。',
    ],
  };
}

/** The scheme, its categories with theirs below, and what it does not sort. */
function ofScheme(
  { codes }: Pick<ReportContext, 'codes'>,
  scheme: string,
  label: string,
): readonly CountMeasure[] {
  const categories = codesOf(codes, 'categoryL1').filter(({ parent }) => parent === scheme);
  if (categories.length === 0) return [];
  const all = categories.map(({ code }) => code);
  const onlyWith = `scheme.${scheme}`;
  const rows = [
    count(label, onlyWith, label, sortedUnder(first, all)),
    ...categories.flatMap((category) => [
      count(label, `${categoryPrefix}${category.code}`, category.label, sortedUnder(first, [category.code])),
      ...codesOf(codes, 'categoryL2')
        .filter(({ parent }) => parent === category.code)
        .map(({ code, label: name }) =>
          count(label, `${subcategoryPrefix}${code}`, name, sortedUnder(second, [code])),
        ),
    ]),
    count(label, `unsorted.${scheme}`, '　未按此方案分类', sortedUnder(first, all, false)),
  ];
  return rows.map((row) => ({ ...row, onlyWith }));
}

/** In the problem itself or in a row of its other schemes. */
function sortedUnder(
  [field, ...others]: readonly [string, ...string[]],
  values: readonly string[],
  value = true,
): Condition {
  return { field, op: 'inAny', others, values, value };
}
