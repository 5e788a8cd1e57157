import { expect, it } from 'vitest';
import { differenceOf, refuseTotals, sumOf, totalsCheck } from '../../domain/stated-total.ts';

it('says of a list of 28 people with a table of 7 that they do not agree', () => {
  expect(differenceOf({ label: '人数', stated: 7, counted: 28, unit: '人' })).toBe(
    '写明人数 7 人，明细为 28 人，相差 21 人',
  );
  expect(differenceOf({ label: '人数', stated: 28, counted: 28, unit: '人' })).toBeUndefined();
  expect(differenceOf({ label: '人数', stated: null, counted: 28, unit: '人' })).toBeUndefined();
});

it('shows money in yuan', () => {
  expect(differenceOf({ label: '合计', stated: 100_050, counted: 100_000, unit: '分' })).toBe(
    '写明合计 1,000.50元，明细为 1,000.00元，相差 0.50元',
  );
});

it('names every cell that differs and none that agrees', () => {
  const failure = refuseTotals([
    { cell: 'a', label: '甲', stated: 1, counted: 2, unit: '' },
    { cell: 'b', label: '乙', stated: 2, counted: 2, unit: '' },
    { cell: 'c', label: '丙', stated: 0, counted: 3, unit: '页' },
  ]);
  expect(failure?.fields).toEqual({
    a: '写明甲 1，明细为 2，相差 1。',
    c: '写明丙 0 页，明细为 3 页，相差 3 页。',
  });
  expect(failure?.what).toBe(
    '合计与明细不符：写明甲 1，明细为 2，相差 1；写明丙 0 页，明细为 3 页，相差 3 页。',
  );
});

it('checks the totals of a record against its rows', () => {
  const check = totalsCheck('error', ({ values, children }) => [
    {
      cell: 'total',
      label: '合计',
      stated: values['total'],
      counted: sumOf(children['rows'], 'n'),
      unit: '',
    },
  ]);
  const rows = [3, null, 4].map((n, index) => ({ rowId: String(index), values: { n } }));
  const result = (total: number) =>
    check.check({ values: { total }, children: { rows }, today: '2026-04-20' });
  expect(result(7)).toBeUndefined();
  expect(result(8)?.type).toBe('TotalsDiffer');
});
