import { fc } from '../../support/property.ts';
import { expect, it } from 'vitest';
import { benchSpreadsheet } from '../../bench/spreadsheet.ts';
import { importSheet, rowsAccountedFor, testSheet } from './support.ts';

const slow = Boolean(process.env['SLOW']);

const word = fc.constantFrom(
  '序号',
  '收件日期',
  '信访方式',
  '反映人',
  '被反映人',
  '姓名',
  '单位',
  '职务',
  '备注',
  '反映的主要问题',
  '拟办意见',
  '合计',
  '小计：3件',
  '共3件',
  '填表人：',
  '审核人：某某',
  '注：无',
  '单位：件',
  '2026.4.3',
  '２０２６.４.３',
  '来信',
  '匿名',
  '张三、李四',
  '13800138000',
  '电话不详',
  '一、来信类',
  '示例',
  '以下空白',
  '第1页',
  '=1+1',
  '\u200B',
  '\n',
);
const cell = fc.oneof(
  { weight: 3, arbitrary: word },
  fc.constant(null),
  fc.integer({ min: 0, max: 99999 }),
  fc.string(),
);
const grid = fc.array(fc.array(cell, { maxLength: 9 }), { minLength: 1, maxLength: 25 });
const merge = fc
  .tuple(
    fc.integer({ min: 1, max: 25 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 8 }),
    fc.integer({ min: 0, max: 4 }),
  )
  .map(
    ([top, height, left, width]) =>
      `${String.fromCharCode(65 + left)}${top}:${String.fromCharCode(65 + left + width)}${top + height}`,
  );

it('accounts for every row of whatever sheet, once, and puts every data row into one record', async () => {
  await fc.assert(
    fc.asyncProperty(grid, fc.array(merge, { maxLength: 4 }), async (rows, merges) => {
      const sheet = testSheet(rows, { merges });
      const { layout, records, groups } = await importSheet(sheet);
      expect(rowsAccountedFor(sheet, layout)).toBe(true);
      expect(groups.flat()).toEqual(layout.dataRows);
      expect(records.map((record) => record.rows)).toEqual(groups);
    }),
    { numRuns: slow ? 5_000 : 300 },
  );
});

it('carries 10 000 letters out and back in with none lost', async () => {
  const report: string[] = [];
  await benchSpreadsheet((name) => report.push(name), [10_000]);
  expect(report).toContain('spreadsheet.errorWorkbook');
});

it.runIf(slow)('carries 100 000 letters out and back in with none lost', async () => {
  await benchSpreadsheet(
    (name, value, limit, note) => console.log(name, Math.round(value), '/', limit, note),
    [100_000],
  );
});
