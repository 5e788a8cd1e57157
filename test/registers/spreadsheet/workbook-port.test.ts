import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../../domain/failure.ts';
import { bytesSource } from '../../../main/registers/spreadsheet/source.ts';
import { openWorkbook } from '../../../main/registers/spreadsheet/workbook-port.ts';
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

async function refusal(bytes: Uint8Array, name = '台账.xlsx', read = false): Promise<string> {
  try {
    const book = await openWorkbook(bytesSource(name, bytes));
    if (read) await book.readSheet(0);
  } catch (error) {
    if (error instanceof ExpectedError) {
      expect(error.failure.what).toMatch(/。$/);
      expect(error.failure.why).toMatch(/。$/);
      expect(error.failure.next).toMatch(/。$/);
      return error.failure.type;
    }
    throw error;
  }
  return 'accepted';
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

describe('files that are refused, each with advice', () => {
  it('an empty file', async () => {
    expect(await refusal(new Uint8Array(0))).toBe('SpreadsheetEmpty');
    expect(await refusal(new Uint8Array(Buffer.from(' \r\n')))).toBe('SpreadsheetEmpty');
  });

  it('a file cut short at any place', async () => {
    const whole = fixtureBytes('quzhou-people-pool');
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.999]) {
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toBe('SpreadsheetBroken');
    }
  });

  it('a file with a changed byte is refused or read, never crashes', async () => {
    const whole = fixtureBytes('civil-affairs-rectification');
    for (let at = 0; at < whole.length; at += 97) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const outcome = await refusal(changed, '台账.xlsx', true);
      expect(outcome).toMatch(/^(accepted|Spreadsheet(Broken|TooLarge|UnknownFormat|Protected))$/);
    }
  });

  it('a password-protected xlsx file', async () => {
    const compound = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(compound, '/EncryptionInfo', Buffer.from([4, 0, 4, 0]));
    XLSX.CFB.utils.cfb_add(compound, '/EncryptedPackage', Buffer.alloc(64));
    const bytes = new Uint8Array(XLSX.CFB.write(compound, { type: 'buffer' }) as Buffer);
    expect(await refusal(bytes)).toBe('SpreadsheetProtected');
  });

  it('a password-protected xls file', async () => {
    const plain = written('biff8');
    const compound = XLSX.CFB.read(plain, { type: 'array' });
    const stream = XLSX.CFB.find(compound, 'Workbook');
    if (!stream) throw new Error('no workbook stream');
    const content = Buffer.from(stream.content as Uint8Array);
    const bofLength = 4 + content.readUInt16LE(2);
    const filePass = Buffer.from([0x2f, 0x00, 0x06, 0x00, 0x00, 0x00, 0x12, 0x34, 0x56, 0x78]);
    const encrypted = Buffer.concat([content.subarray(0, bofLength), filePass, content.subarray(bofLength)]);
    const changed = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(changed, '/Workbook', encrypted);
    const bytes = new Uint8Array(XLSX.CFB.write(changed, { type: 'buffer' }) as Buffer);
    expect(await refusal(bytes, '台账.xls', true)).toBe('SpreadsheetProtected');
  });

  it('a macro file, new or old', async () => {
    const { openZip } = await import('../../../main/registers/spreadsheet/zip-reader.ts');
    const zip = await openZip(bytesSource('a', fixtureBytes('quzhou-people-pool')));
    const parts: ZipPart[] = [];
    for (const entry of zip.entriesByName.values()) {
      parts.push({
        name: entry.name,
        packed: await zip.packed(entry),
        method: entry.method,
        crc: entry.crc,
        size: entry.size,
      });
    }
    const macro = await zipOf([...parts, { name: 'xl/vbaProject.bin', content: ['x'] }]);
    expect(await refusal(macro, '台账.xlsm')).toBe('SpreadsheetHasMacros');
    const compound = XLSX.CFB.read(written('biff8'), { type: 'array' });
    XLSX.CFB.utils.cfb_add(compound, '/_VBA_PROJECT_CUR/VBA/dir', Buffer.from('x'));
    const old = new Uint8Array(XLSX.CFB.write(compound, { type: 'buffer' }) as Buffer);
    expect(await refusal(old, '台账.xls')).toBe('SpreadsheetHasMacros');
  });

  it('a packed file that unpacks to far more than it may', async () => {
    const bomb = function* (): Generator<Uint8Array> {
      const zeros = new Uint8Array(1 << 20);
      for (let count = 0; count < 210; count += 1) yield zeros;
    };
    const bytes = await zipOf([
      { name: '[Content_Types].xml', content: ['<Types/>'] },
      { name: 'xl/x.xml', content: bomb() },
    ]);
    expect(bytes.length).toBeLessThan(1 << 20);
    expect(await refusal(bytes)).toBe('SpreadsheetTooLarge');
  });

  it('a packed file whose directory lies about a size', async () => {
    const whole = fixtureBytes('quzhou-people-pool').slice();
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
    for (let at = 0; at + 46 < whole.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    expect(await refusal(whole, '台账.xlsx', true)).toBe('SpreadsheetBroken');
  });

  it('a sheet with more rows than any office keeps', async () => {
    const rowsXml = function* (): Generator<string> {
      yield '<worksheet><sheetData>';
      for (let row = 1; row <= 200_001; row += 1) yield `<row r="${row}"><c t="str"><v>a</v></c></row>`;
      yield '</sheetData></worksheet>';
    };
    const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const bytes = await zipOf([
      { name: '[Content_Types].xml', content: ['<Types/>'] },
      {
        name: '_rels/.rels',
        content: [
          `<Relationships><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/b.xml"/></Relationships>`,
        ],
      },
      { name: 'xl/b.xml', content: ['<workbook><sheets><sheet name="一" id="b"/></sheets></workbook>'] },
      {
        name: 'xl/_rels/b.xml.rels',
        content: [
          `<Relationships><Relationship Id="b" Type="${rel}/worksheet" Target="s.xml"/></Relationships>`,
        ],
      },
      { name: 'xl/s.xml', content: rowsXml() },
    ]);
    expect(await refusal(bytes, '台账.xlsx', true)).toBe('SpreadsheetTooLarge');
  });

  it('an XML part with a document type or broken mark-up', async () => {
    for (const book of [
      '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>',
      '<workbook><sheets></workbook>',
    ]) {
      const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
      const bytes = await zipOf([
        { name: '[Content_Types].xml', content: ['<Types/>'] },
        {
          name: '_rels/.rels',
          content: [
            `<Relationships><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/b.xml"/></Relationships>`,
          ],
        },
        { name: 'xl/b.xml', content: [book] },
      ]);
      expect(await refusal(bytes)).toBe('SpreadsheetBroken');
    }
  });

  it.each([
    ['a PDF file', Buffer.from('%PDF-1.7 …')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d])],
    ['a program', Buffer.from('MZ\0\0')],
    ['binary rubbish', Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 7919) % 256))],
  ])('%s', async (_, bytes) => {
    expect(await refusal(new Uint8Array(bytes))).toBe('SpreadsheetUnknownFormat');
  });

  it('a Word document and a plain archive', async () => {
    expect(await refusal(await zipOf([{ name: 'word/document.xml', content: ['<a/>'] }]))).toBe(
      'SpreadsheetUnknownFormat',
    );
    expect(await refusal(await zipOf([{ name: '照片.jpg', content: ['x'] }]))).toBe(
      'SpreadsheetUnknownFormat',
    );
  });
});
