import { expect, it } from 'vitest';
import { fundComparison } from '../../../domain/registers/fund-comparison/fund-comparison.ts';
import type { Register } from '../../../domain/register.ts';
import { checkColumnTotals, numberColumns } from '../../../main/registers/spreadsheet/column-totals.ts';
import { checkSheet } from '../../../main/registers/spreadsheet/consistency.ts';
import { importTargets } from '../../../main/registers/spreadsheet/targets.ts';
import { importSheet, petition, testSheet } from './support.ts';

const head = ['序号', '收件日期', '信访方式', '联名人数', '份数', '反映的主要问题'];
const letter = (serial: number, people: number | string, copies: number): (string | number)[] => [
  serial,
  '2026.4.3',
  '来信',
  people,
  copies,
  '反映李某某违规发放津贴补贴。',
];

type Rows = readonly (readonly (string | number | null)[])[];

/** Everything the check page says of the totals of a sheet of this register. */
async function doubts(rows: Rows, register: Register): Promise<readonly string[]> {
  const sheet = testSheet(rows);
  const { layout, fates, converter, records } = await importSheet(sheet, { register });
  const plan = { targets: importTargets(register), fates };
  const numbers = numberColumns(plan, sheet, layout);
  return [
    ...checkSheet(sheet, layout, converter.records, register.unit, numbers),
    ...checkColumnTotals(plan, layout, converter, records),
  ].map(({ message }) => message);
}

const warnings = (rows: Rows): Promise<readonly string[]> => doubts([head, ...rows], petition);

it('names each number of the total row that its column does not add up to', async () => {
  const people = [letter(1, 9, 1), letter(2, 19, 2)];
  expect(await warnings([...people, ['合计', null, null, 7, 3, null]])).toEqual([
    '合计与明细不符：第 4 行（D4）写明联名人数 7，明细为 28，相差 21，请核对是否缺行。',
  ]);
  expect(await warnings([...people, ['合计', null, null, 28, 3, null]])).toEqual([]);
});

it('compares no column with cells that could not be read', async () => {
  expect(await warnings([letter(1, '若干', 1), ['合计', null, null, 7, 1, null]])).toEqual([]);
});

const fundHead = [
  ['填报单位：某某县委巡察办　单位：项', null, null, null, null, null, null],
  ['序号', '项目名称', '比对日期', '文号', '下达金额', '凭证号', '支付金额'],
];
const fund = (serial: number, given: number, paid: number): (string | number)[] => [
  serial,
  `第${serial}项资金`,
  '2026.4.17',
  `某财〔2026〕${serial}号`,
  given,
  `记-${serial}`,
  paid,
];

it('takes a sum below a column of amounts for no count of records though the sheet counts in 项', async () => {
  const rows = [...fundHead, fund(1, 1_000_000, 920_000), fund(2, 112_345.67, 80_000)];
  const total = (count: number | string, given: number): (string | number | null)[] => [
    ...['合计', count, null, null],
    ...[given, null, 1_000_000],
  ];
  expect(await doubts([...rows, total('', 1_112_345.67)], fundComparison)).toEqual([]);
  expect(await doubts([...rows, total(3, 1_112_345.67)], fundComparison)).toEqual([
    '合计与明细不符：第 5 行写明合计 3 项，明细为 2 项，相差 1 项，请核对是否缺行。',
  ]);
  expect(await doubts([...rows, total(2, 1_112_345)], fundComparison)).toEqual([
    '合计与明细不符：第 5 行（E5）写明上级给多少的金额 1,112,345.00元，明细为 1,112,345.67元，相差 0.67元，请核对是否缺行。',
  ]);
});

const sum = (label: string, given: number, paid: number): (string | number | null)[] => [
  ...[null, label, null, null],
  ...[given, null, paid],
];

it('compares a subtotal with the rows since the total before it, and the last total with the whole sheet', async () => {
  const sheet = (sub: number): Rows => [
    ...fundHead,
    fund(1, 1_000_000, 600_000),
    [null, null, null, null, null, '记-9', 320_000],
    sum('小计', 1_000_000, sub),
    fund(2, 50_000, 40_000),
    sum('小计', 50_000, 40_000),
    sum('合计', 1_050_000, 960_000),
  ];
  expect(await doubts(sheet(920_000), fundComparison)).toEqual([]);
  expect(await doubts(sheet(930_000), fundComparison)).toEqual([
    '小计与明细不符：第 5 行（G5）写明被巡察单位支多少的金额 930,000.00元，明细为 920,000.00元，相差 10,000.00元，请核对第 3 至 4 行。',
  ]);
});

it('compares a total in the middle of the table with the rows above it', async () => {
  const sheet = (middle: number): Rows => [
    ...fundHead,
    fund(1, 100, 80),
    sum('合计', middle, 80),
    fund(2, 50, 40),
    sum('合计', 50, 40),
    sum('总计', 150, 120),
  ];
  expect(await doubts(sheet(100), fundComparison)).toEqual([]);
  expect(await doubts(sheet(150), fundComparison)).toEqual([
    '合计与明细不符：第 4 行（E4）写明上级给多少的金额 150.00元，明细为 100.00元，相差 50.00元，请核对第 3 行。',
  ]);
});

it('compares subtotals that stand above their rows with the rows below them', async () => {
  const sheet = (second: number): Rows => [
    ...fundHead,
    sum('合计', 150, 120),
    sum('小计', 100, 80),
    fund(1, 100, 80),
    sum('小计', second, 40),
    fund(2, 50, 40),
  ];
  expect(await doubts(sheet(50), fundComparison)).toEqual([]);
  expect(await doubts(sheet(60), fundComparison)).toEqual([
    '小计与明细不符：第 6 行（E6）写明上级给多少的金额 60.00元，明细为 50.00元，相差 10.00元，请核对第 7 行。',
  ]);
});

it('compares the part of a record above a subtotal that stands between its details', async () => {
  const sheet: Rows = [
    ...fundHead,
    fund(1, 100, 60),
    sum('小计', 100, 60),
    [null, null, null, null, null, '记-9', 20],
    sum('小计', 0, 30),
  ];
  expect(await doubts(sheet, fundComparison)).toEqual([
    '小计与明细不符：第 6 行（G6）写明被巡察单位支多少的金额 30.00元，明细为 20.00元，相差 10.00元，请核对第 5 行。',
  ]);
});

it('counts the records above a subtotal that states how many there are', async () => {
  const people = [letter(1, 9, 1), letter(2, 1, 1)];
  expect(await warnings([...people, ['小计', '3件'], letter(3, 1, 1), ['合计', '3件']])).toEqual([
    '小计与明细不符：第 4 行写明小计 3 件，明细为 2 件，相差 1 件，请核对第 2 至 3 行。',
  ]);
});
