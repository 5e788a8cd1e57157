import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { writeZip, type ZipPart } from '../../../main/registers/spreadsheet/zip-writer.ts';
import { collect, excelBytes, fixtureBytes, openBytes } from './support.ts';

const rows = [
  ['序号', '收件日期', '反映人', '联系电话'],
  [1, '2026.4.3', '张三', '0570-1234567'],
];

function written(bookType: XLSX.BookType, password?: string): Uint8Array {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '登记');
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType, ...(password ? { password } : {}) }));
}

async function texts(bytes: Uint8Array, name: string): Promise<readonly (readonly string[])[]> {
  const sheet = await (await openBytes(bytes, name)).readSheet(0);
  return sheet.rows.map((row) => row.cells.map((cell) => cell.text));
}

const expected = [
  ['序号', '收件日期', '反映人', '联系电话'],
  ['1', '2026.4.3', '张三', '0570-1234567'],
];

const zipOf = (parts: readonly ZipPart[]): Promise<Uint8Array> => collect(writeZip(parts));

describe('files that are tables', () => {
  it.each(['xlsx', 'biff8', 'xlsb', 'ods', 'xlml', 'html'] as const)(
    'reads %s whatever its name says',
    async (bookType) => {
      expect(await texts(written(bookType), '台账.dat')).toEqual(expected);
    },
  );

  it.each(['biff8', 'ods', 'xlsb', 'xlml'] as const)(
    'keeps dates, zeros and merges of a %s file',
    async (bookType) => {
      const sheet = XLSX.utils.aoa_to_sheet(
        [
          ['登记', ''],
          [new Date(Date.UTC(2026, 3, 3)), '0570'],
        ],
        { UTC: true },
      );
      sheet['!merges'] = [XLSX.utils.decode_range('A1:B1')];
      const book = XLSX.utils.book_new();
      XLSX.utils.book_append_sheet(book, sheet, '登记');
      const bytes = new Uint8Array(XLSX.write(book, { type: 'array', bookType }));
      const read = await (await openBytes(bytes, '台账.xls')).readSheet(0);
      expect(read.rows[1]?.cells).toMatchObject([
        { kind: 'date', date: '2026-04-03' },
        { kind: 'text', text: '0570' },
      ]);
      expect(read.merges).toEqual([{ top: 1, bottom: 1, left: 0, right: 1 }]);
    },
  );

  it.each([
    ['UTF-8 with mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-8 without mark', (text: string) => Buffer.from(text)],
    ['UTF-16 with mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('reads comma separated text in %s', async (_, encode) => {
    const text = '序号,收件日期,反映人,联系电话\r\n1,2026.4.3,"张三",="0570-1234567"\r\n';
    expect(await texts(new Uint8Array(encode(text)), '台账.csv')).toEqual(expected);
  });

  it('reads comma separated text in GBK with quotes, commas and line breaks inside values', async () => {
    const gbk = [0xb7, 0xb4, 0xd3, 0xb3, 0xc8, 0xcb];
    const bytes = new Uint8Array([...gbk, ...Buffer.from(',"a,""b""\nc"\n')]);
    expect(await texts(bytes, '台账.csv')).toEqual([['反映人', 'a,"b"\nc']]);
  });

  it('reads a web page that a website called xls', async () => {
    const html =
      '<html><head><meta charset="utf-8"></head><body><table><tr><th colspan="2">反映人</th></tr><tr><td>张三</td><td>012</td></tr></table></body></html>';
    const sheet = await (await openBytes(new Uint8Array(Buffer.from(html)), '导出.xls')).readSheet(0);
    expect(sheet.merges).toEqual([{ top: 1, bottom: 1, left: 0, right: 1 }]);
    expect(sheet.rows[1]?.cells.map((cell) => cell.text)).toEqual(['张三', '012']);
  });
});

describe('cells of an xlsx file', () => {
  it('reads rich text, formulas with results, errors, booleans, dates and hidden parts', async () => {
    const bytes = await excelBytes((sheet, book) => {
      sheet.addRow([
        { richText: [{ text: '张' }, { font: { bold: true }, text: '三' }] },
        { formula: '1+1', result: 2 },
        { formula: 'NA()', result: { error: '#N/A' } },
        { error: '#REF!' },
        true,
        new Date(Date.UTC(2026, 3, 3)),
        13800138000,
        { text: '链接', hyperlink: 'http://example.invalid' },
        { formula: 'A1' },
        ' 前后空格 \n换行',
      ]);
      sheet.getCell('F1').numFmt = 'yyyy"年"m"月"d"日"';
      sheet.getCell('A1').note = '批注不读';
      sheet.getRow(1).hidden = true;
      sheet.getColumn(2).hidden = true;
      book.addWorksheet('隐藏', { state: 'veryHidden' });
    });
    const book = await openBytes(bytes);
    expect(book.sheets[1]).toEqual({ name: '隐藏', visibility: 'veryHidden' });
    const sheet = await book.readSheet(0);
    expect(sheet.hiddenColumns).toEqual(new Set([1]));
    expect(sheet.rows[0]?.hidden).toBe(true);
    expect(sheet.rows[0]?.cells).toEqual([
      { kind: 'text', text: '张三' },
      { kind: 'number', text: '2', number: 2, formula: true },
      { kind: 'error', text: '#N/A' },
      { kind: 'error', text: '#REF!' },
      { kind: 'boolean', text: '是' },
      { kind: 'date', text: '2026-04-03', date: '2026-04-03', number: 46115 },
      { kind: 'number', text: '13800138000', number: 13800138000 },
      { kind: 'text', text: '链接' },
      { kind: 'blank', text: '', formula: true },
      { kind: 'text', text: ' 前后空格 \n换行' },
    ]);
  });

  it('reads dates of a workbook that counts from 1904', async () => {
    const bytes = await excelBytes((sheet, book) => {
      book.properties.date1904 = true;
      sheet.addRow([new Date(Date.UTC(2026, 3, 3))]);
      sheet.getCell('A1').numFmt = 'yyyy-mm-dd';
    });
    const sheet = await (await openBytes(bytes)).readSheet(0);
    expect(sheet.rows[0]?.cells[0]?.date).toBe('2026-04-03');
  });

  it('reads element names with any namespace prefix and rows without numbers', async () => {
    const ns = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const rel = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const bytes = await zipOf([
      { name: '[Content_Types].xml', content: ['<Types/>'] },
      {
        name: '_rels/.rels',
        content: [
          `<Relationships><Relationship Id="a" Type="${rel}/officeDocument" Target="/xl/book.xml"/></Relationships>`,
        ],
      },
      {
        name: 'xl/book.xml',
        content: [
          `<x:workbook xmlns:x="${ns}" xmlns:r="${rel}"><x:sheets><x:sheet name="一" sheetId="1" r:id="b"/></x:sheets></x:workbook>`,
        ],
      },
      {
        name: 'xl/_rels/book.xml.rels',
        content: [
          `<Relationships><Relationship Id="b" Type="${rel}/worksheet" Target="s/1.xml"/></Relationships>`,
        ],
      },
      {
        name: 'xl/s/1.xml',
        content: [
          `<x:worksheet xmlns:x="${ns}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
        ],
      },
    ]);
    const sheet = await (await openBytes(bytes)).readSheet(0);
    expect(sheet.rows).toEqual([
      {
        row: 1,
        hidden: false,
        cells: [
          { kind: 'text', text: '甲' },
          { kind: 'number', text: '2', number: 2 },
        ],
      },
    ]);
  });

  it('stops when the clerk cancels', async () => {
    const book = await openBytes(fixtureBytes('county-petitions-2026-round2'));
    await expect(book.readSheet(0, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow(
      'stopped',
    );
  });
});
