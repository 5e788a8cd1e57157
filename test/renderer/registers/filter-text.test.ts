import { expect, it } from 'vitest';
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
