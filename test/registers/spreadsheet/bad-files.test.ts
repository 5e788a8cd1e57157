import { readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../../domain/failure.ts';
import { bytesSource } from '../../../main/registers/spreadsheet/source.ts';
import { openWorkbook } from '../../../main/registers/spreadsheet/workbook-port.ts';
import { openZip } from '../../../main/registers/spreadsheet/zip-reader.ts';
import { writeZip, type ZipPart } from '../../../main/registers/spreadsheet/zip-writer.ts';
import { collect, fixtureBytes } from './support.ts';

function oldWorkbook(): Uint8Array {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['序号'], [1]]), '登记');
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'biff8' }));
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

const zipOf = (parts: readonly ZipPart[]): Promise<Uint8Array> => collect(writeZip(parts));

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

  it.each(['protected.xlsx', 'protected.xls'])(
    'a workbook with a password to open it (%s), whatever it is called, with what to do about it',
    async (fixture) => {
      const bytes = new Uint8Array(readFileSync(new URL(`../../fixtures/${fixture}`, import.meta.url)));
      for (const name of ['台账.xlsx', '台账.xls', '台账.et', '台账.csv']) {
        expect([name, await refusal(bytes, name)]).toEqual([name, 'SpreadsheetProtected']);
      }
      const opening = openWorkbook(bytesSource('台账.xls', bytes));
      await expect(opening).rejects.toMatchObject({
        failure: {
          what: '文件设有打开密码，无法读取。',
          next: expect.stringContaining('去掉打开密码') as string,
        },
      });
    },
  );

  it('a macro file, new or old', async () => {
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
    const compound = XLSX.CFB.read(oldWorkbook(), { type: 'array' });
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
