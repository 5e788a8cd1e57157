import { expect, it } from 'vitest';
import { checkColumnTotals } from '../../../main/registers/spreadsheet/column-totals.ts';
import { importSheet, targets, testSheet } from './support.ts';

const head = ['序号', '收件日期', '信访方式', '联名人数', '份数', '反映的主要问题'];
const letter = (serial: number, people: number | string, copies: number): (string | number)[] => [
  serial,
  '2026.4.3',
  '来信',
  people,
  copies,
  '反映李某某违规发放津贴补贴。',
];

async function warnings(rows: readonly (readonly (string | number | null)[])[]): Promise<readonly string[]> {
  const imported = await importSheet(testSheet([head, ...rows]));
  const { layout, fates, converter, records } = imported;
  return checkColumnTotals({ targets, fates }, layout, converter, records).map(({ message }) => message);
}

it('names each number of the total row that its column does not add up to', async () => {
  const people = [letter(1, 9, 1), letter(2, 19, 2)];
  expect(await warnings([...people, ['合计', null, null, 7, 3, null]])).toEqual([
    '合计与明细不符：第 4 行（D4）写明联名人数 7，明细为 28，相差 21，请核对是否缺行。',
  ]);
  expect(await warnings([...people, ['合计', null, null, 28, 3, null]])).toEqual([]);
});

it('compares neither a subtotal nor a column with cells that could not be read', async () => {
  expect(await warnings([letter(1, 9, 1), ['小计', null, null, 7, 1, null]])).toEqual([]);
  expect(await warnings([letter(1, '若干', 1), ['合计', null, null, 7, 1, null]])).toEqual([]);
});
