import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { writeErrorWorkbook } from '../../../main/registers/spreadsheet/error-workbook.ts';
import type { CellProblem } from '../../../main/registers/spreadsheet/row-conversion.ts';
import { bytesSource } from '../../../main/registers/spreadsheet/source.ts';
import { openZip } from '../../../main/registers/spreadsheet/zip-reader.ts';
import { expectWellFormed } from './well-formed.ts';
import { collect, excelBytes, fixtureBytes, importSheet, openBytes } from './support.ts';

async function marked(
  bytes: Uint8Array,
  name: string,
  problems?: readonly CellProblem[],
): Promise<Uint8Array> {
  const source = bytesSource(name, bytes);
  const book = await openBytes(bytes, name);
  const sheet = await book.readSheet(0);
  const { layout, records } = await importSheet(sheet);
  return collect(
    writeErrorWorkbook({
      source,
      format: book.format,
      sheetIndex: 0,
      sheet,
      headingRow: layout.heading?.to ?? 1,
      problems: problems ?? records.flatMap((record) => record.problems),
      creator: '某某',
      time: Date.UTC(2026, 10, 21),
    }),
  );
}

async function reopened(bytes: Uint8Array) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.slice().buffer);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  return { book, sheet };
}

const colour = (fill: ExcelJS.Fill | undefined) =>
  fill?.type === 'pattern' ? fill.fgColor?.argb : undefined;

describe('the error workbook of an xlsx file', async () => {
  const original = fixtureBytes('county-petitions-2026-round2');
  const bytes = await marked(original, '台账.xlsx');
  const { book, sheet } = await reopened(bytes);

  it('colours the faulty cells and says why in the last column', () => {
    expect(sheet.getCell('N4').value).toBe('错误原因');
    expect(colour(sheet.getCell('B45').fill)).toBe('FFFF9999');
    expect(sheet.getCell('N45').value).toBe('B45：2026年4月没有31日');
    expect(sheet.getCell('B82').value).toBe('2026.13.2');
    expect(sheet.getCell('N156').value).toContain('（提示）F156：“电话不详”不是电话号码，未导入');
    expect(colour(sheet.getCell('F156').fill)).toBe('FFFFF2CC');
    expect(sheet.getCell('N5').value).toBeNull();
    expect(colour(sheet.getCell('B44').fill)).toBeUndefined();
  });

  it('leaves everything else of the file as it was', async () => {
    expect(book.worksheets.map((each) => each.name)).toEqual(['信访登记', '说明']);
    expect(sheet.model.merges).toContain('D3:F3');
    const before = XLSX.read(original).Sheets['信访登记'];
    const after = XLSX.read(bytes).Sheets['信访登记'];
    for (let row = 1; row <= 331; row += 1) {
      for (const column of 'ABCDEFGHIJKLM') {
        expect(after?.[`${column}${row}`]?.v).toBe(before?.[`${column}${row}`]?.v);
      }
    }
    const [zipBefore, zipAfter] = await Promise.all(
      [original, bytes].map((each) => openZip(bytesSource('a', each))),
    );
    for (const entry of zipBefore?.entriesByName.values() ?? []) {
      if (/sheet1\.xml$|styles\.xml$/.test(entry.name)) continue;
      expect(zipAfter?.entriesByName.get(entry.name)?.crc).toBe(entry.crc);
    }
  });

  it('is well-formed and can be imported again', async () => {
    await expectWellFormed(bytes);
    const { records, layout, fates } = await importSheet(await (await openBytes(bytes)).readSheet(0));
    expect(records).toHaveLength(320);
    expect(layout.columns.at(-1)?.text).toBe('错误原因');
    expect(fates.get(13)).toBe('#ignore');
  });
});

it('keeps styles, widths, column ranges, comments and other sheets, and colours cells that do not exist yet', async () => {
  const bytes = await excelBytes((sheet, book) => {
    sheet.columns = [{ width: 8 }, { width: 33 }, { width: 20 }];
    sheet.getColumn(5).width = 11;
    sheet.addRow(['序号', '收件日期', '反映的主要问题']);
    sheet.addRow([1, undefined, '=1+1 不是公式']);
    sheet.getCell('C2').font = { bold: true, color: { argb: 'FF0000FF' } };
    sheet.getCell('C2').note = '批注';
    sheet.views = [{ state: 'frozen', ySplit: 1 }];
    book.addWorksheet('另一张').addRow(['保留']);
  });
  const problem = { path: undefined, severity: 'error', original: '' } as const;
  const result = await marked(bytes, '台账.xlsx', [
    { ...problem, row: 2, column: 1, message: '没有填写 <日期> & "时间"' },
    { ...problem, row: 2, column: 2, message: '=HYPERLINK("x")' },
    { ...problem, row: 2, column: undefined, message: '整行' },
  ]);
  await expectWellFormed(result);
  const { book, sheet } = await reopened(result);
  expect(colour(sheet.getCell('B2').fill)).toBe('FFFF9999');
  expect(sheet.getCell('C2').font).toMatchObject({ bold: true, color: { argb: 'FF0000FF' } });
  expect(colour(sheet.getCell('C2').fill)).toBe('FFFF9999');
  expect(sheet.getCell('C2').note).toBeDefined();
  expect(sheet.getCell('D2').value).toBe('B2：没有填写 <日期> & "时间"；\nC2：=HYPERLINK("x")；\n整行');
  expect(sheet.getCell('D2').type).not.toBe(6);
  expect([2, 4, 5].map((column) => sheet.getColumn(column).width)).toEqual([33, 60, 11]);
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(book.worksheets[1]?.getCell('A1').value).toBe('保留');
});

it.each(['biff8', 'csv'] as const)('of a %s file is a new xlsx file with the same rows', async (bookType) => {
  const book = XLSX.utils.book_new();
  const rows = [
    ['登记表'],
    ['序号', '收件日期', '信访方式', '联系电话', '反映的主要问题'],
    [1, '2026.13.1', '来信', '013800138000', '=反映某某'],
  ];
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '登记');
  const written = XLSX.write(book, { type: 'buffer', bookType }) as Buffer;
  const result = await marked(new Uint8Array(written), `台账.${bookType}`);
  await expectWellFormed(result);
  const { sheet } = await reopened(result);
  expect(sheet.getCell('F2').value).toBe('错误原因');
  expect(sheet.getCell('B3').value).toBe('2026.13.1');
  expect(colour(sheet.getCell('B3').fill)).toBe('FFFF9999');
  expect(sheet.getCell('F3').value).toContain('B3：没有13月');
  expect(sheet.getCell('E3').value).toBe('=反映某某');
});
