/** What stands beside the text of the cells: comments, pictures, text that is struck through. */
import * as XLSX from '@e965/xlsx';
import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { checkSheet } from '../../../main/registers/spreadsheet/consistency.ts';
import type { Sheet } from '../../../main/registers/spreadsheet/sheets.ts';
import { openZip } from '../../../main/registers/spreadsheet/zip-reader.ts';
import { writeZip } from '../../../main/registers/spreadsheet/zip-writer.ts';
import { bytesSource } from '../../../main/registers/spreadsheet/source.ts';
import { collect, excelBytes, importSheet, openBytes } from './support.ts';

const heading = ['序号', '收件日期', '信访方式', '反映人', '被反映人', '反映的主要问题', '备注'];
const letter = (serial: number, name: string) => [
  serial,
  `2026.4.${serial}`,
  '来信',
  '匿名',
  name,
  `反映${name}收受礼金的问题。`,
  '无',
];

function register(sheet: ExcelJS.Worksheet): void {
  sheet.addRows([heading, letter(1, '周某甲'), letter(2, '吴某乙'), letter(3, '郑某丙')]);
}

async function read(bytes: Uint8Array): Promise<Sheet> {
  return (await openBytes(bytes)).readSheet(0);
}

async function notesOf(sheet: Sheet): Promise<string> {
  const { layout, groups } = await importSheet(sheet);
  return checkSheet(sheet, layout, groups, '件')
    .map(({ message }) => message)
    .join('\n');
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('comments and pictures', () => {
  it('of an xlsx file are counted with their rows', async () => {
    const bytes = await excelBytes((sheet, book) => {
      register(sheet);
      sheet.getCell('D2').note = '系县委书记批转';
      sheet.getCell('G4').note = '已电话核实';
      sheet.getCell('B4').note = '信封邮戳为3日';
      const image = book.addImage({ buffer: pixel.buffer, extension: 'png' });
      sheet.addImage(image, { tl: { col: 6, row: 2 }, ext: { width: 20, height: 20 } });
    });
    const sheet = await read(bytes);
    expect(sheet.asides).toEqual({ comments: [2, 4, 4], pictures: [3], complete: true });
    const notes = await notesOf(sheet);
    expect(notes).toContain('3 个单元格有批注（第 2、4 行），批注不导入');
    expect(notes).toContain('1 张图片（第 3 行）');
  });

  it('that WPS and Excel keep inside a cell are pictures, not text', async () => {
    const zip = await openZip(bytesSource('a', await excelBytes(register)));
    const parts = await Promise.all(
      [...zip.entriesByName.values()].map(async (entry) => {
        const chunks = Buffer.from(await collect(zip.stream(entry))).toString();
        const picture =
          '<c r="G2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>' +
          '<c r="H2" t="e" vm="1"><v>#VALUE!</v></c>';
        return {
          name: entry.name,
          content: [
            entry.name.endsWith('sheet1.xml') ? chunks.replace(/<c r="G2".*?<\/c>/u, picture) : chunks,
          ],
        };
      }),
    );
    const sheet = await read(await collect(writeZip(parts)));
    expect(sheet.asides.pictures).toEqual([2, 2]);
    const { records } = await importSheet(sheet);
    expect(JSON.stringify(records)).not.toMatch(/DISPIMG|#VALUE/u);
  });

  it('of an xls file: comments are counted, and what cannot be told is said', async () => {
    const plain = XLSX.utils.aoa_to_sheet([heading, letter(1, '周某甲'), letter(2, '吴某乙')]);
    const cell = plain['D3'] as XLSX.CellObject;
    XLSX.utils.cell_add_comment(cell, '系县委书记批转');
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, plain, '登记');
    for (const bookType of ['xlsb', 'ods'] as const) {
      const sheet = await read(new Uint8Array(XLSX.write(book, { type: 'array', bookType })));
      expect([bookType, sheet.asides.complete]).toEqual([bookType, false]);
      expect(await notesOf(sheet)).toContain('读不出删除线和图片');
    }
    const xlsb = await read(new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsb' })));
    expect(xlsb.asides.comments).toEqual([3]);
  });

  it('are not mentioned where there are none', async () => {
    expect(await notesOf(await read(await excelBytes(register)))).toBe('');
  });
});

describe('text that is struck through', () => {
  const problemsByRow = async (build: (sheet: ExcelJS.Worksheet) => void) => {
    const { records } = await importSheet(await read(await excelBytes(build)));
    return new Map(
      records.map(({ rows, problems }) => [
        rows[0],
        problems.map(({ column, message, severity }) => `${severity} ${column ?? '整行'} ${message}`),
      ]),
    );
  };

  it('in a whole row is doubted once for the row, and the row still comes in', async () => {
    const found = await problemsByRow((sheet) => {
      register(sheet);
      sheet.getRow(3).eachCell((cell) => {
        cell.font = { strike: true };
      });
    });
    expect(found.get(3)?.filter((text) => text.includes('删除线'))).toEqual([
      'warning 整行 第 3 行整行画有删除线，可能已作废，请核对是否导入',
    ]);
    expect(found.get(2)?.join()).not.toContain('删除线');
  });

  it('in a cell or in some words of it is doubted at the cell', async () => {
    const found = await problemsByRow((sheet) => {
      register(sheet);
      sheet.getCell('C2').font = { strike: true };
      sheet.getCell('E4').value = {
        richText: [{ font: { strike: true }, text: '郑某丙' }, { text: '郑某丁' }],
      };
    });
    expect(found.get(2)?.join()).toContain('warning 2 “来信”画有删除线，仍按原文导入');
    expect(found.get(4)?.join()).toContain('warning 4 “郑某丙郑某丁”中有画删除线的文字');
  });

  it('that the clerk has put right is doubted no longer', async () => {
    const sheet = await read(
      await excelBytes((each) => {
        register(each);
        each.getCell('C2').font = { strike: true };
      }),
    );
    const imported = await importSheet(sheet);
    expect(JSON.stringify(imported.records)).toContain('删除线');
    expect(JSON.stringify((await importSheet(sheet, {}, new Map([['2:2', '来访']]))).records)).not.toContain(
      '删除线',
    );
  });
});
