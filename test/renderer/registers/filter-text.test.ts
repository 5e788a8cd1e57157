import { expect, it } from 'vitest';
import { problem } from '../../../domain/registers/problem/problem.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { filterText } from '../../../renderer/registers/list/filter-text.ts';
import type { Labels } from '../../../renderer/registers/labels.ts';

it('says of two days of a record which is the later one', () => {
  const labels = { officeNames: new Map() } as Partial<Labels> as Labels;
  const said = (days: string[], value: boolean): string =>
    filterText(rectItem, [], { field: 'assessedAt', op: 'after', days, value }, labels);
  expect(said(['currentDueAt'], true)).toBe('认定日期晚于现行时限');
  expect(said(['redoDueAt', 'dueAt'], false)).toBe('认定日期不晚于退回后时限（没有的，整改时限）');
});

it('says where else a value is looked for', () => {
  const labels = { officeNames: new Map() } as Partial<Labels> as Labels;
  const said = (value: boolean): string =>
    filterText(
      problem,
      [],
      { field: 'catL1', op: 'inAny', others: ['categories.catL1'], values: ['廉洁纪律'], value },
      labels,
    );
  expect(said(true)).toBe('聚焦方面（一级）或者其他方案下的分类：廉洁纪律');
  expect(said(false)).toBe('聚焦方面（一级）或者其他方案下的分类都没有：廉洁纪律');
});
