import * as XLSX from '@e965/xlsx';
import { fc } from '../../support/property.ts';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Register } from '../../../domain/register.ts';
import { fundComparison } from '../../../domain/registers/fund-comparison/fund-comparison.ts';
import {
  exportView,
  type ExportColumn,
  type ExportMeta,
  type ExportRow,
} from '../../../main/registers/spreadsheet/export-view.ts';
import { writeTemplate } from '../../../main/registers/spreadsheet/template.ts';
import { expectWellFormed } from './well-formed.ts';
import { codes, collect, countKinds, importSheet, mappedTo, openBytes, petition, today } from './support.ts';

const meta: ExportMeta = {
  title: '信访件',
  office: '某县委巡察办',
  unit: '件',
  filterText: '收件日期 2026-01-01 至 2026-03-31；信访方式 来信',
  exporter: '某某',
  time: Date.UTC(2026, 10, 21, 6, 5),
  mark: '工作秘密',
};

const columns: readonly ExportColumn[] = [
  { title: '信访编号', kind: 'text', width: 140 },
  { title: '收件日期', kind: 'date' },
  { title: '姓名', group: '反映人', kind: 'text' },
  { title: '联系电话', group: '反映人', kind: 'text' },
  { title: '页数', kind: 'integer', total: true },
  { title: '涉及金额（元）', kind: 'money', total: true },
  { title: '反映的主要问题', kind: 'longText' },
];

async function exported(rows: readonly ExportRow[]): Promise<Uint8Array> {
  return collect(exportView(columns, rows, meta));
}

describe('an exported view', () => {
  const rows: readonly ExportRow[] = [
    ['XF330800-2026-00001', '2026-04-03', '张三', '013800138000', 3, 315000, '=HYPERLINK("http://x")'],
    ['XF330800-2026-00002', '不详', null, '+86 13800138000', 2, 1, '@SUM(A1)\n第二行'],
  ];

  it('carries heading, office, filter, exporter, time and mark, and totals at the end', async () => {
    const bytes = await exported(rows);
    await expectWellFormed(bytes);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.slice().buffer);
    const sheet = book.worksheets[0];
    if (!sheet) throw new Error('no sheet');
    expect(sheet.getCell('A1').value).toBe('工作秘密');
    expect(sheet.getCell('A2').value).toBe('信访件');
    expect(sheet.getCell('A3').value).toBe(
      '导出单位：某县委巡察办    导出人：某某    导出时间：2026-11-21 14:05    单位：件',
    );
    expect(sheet.getCell('A4').value).toBe('筛选条件：收件日期 2026-01-01 至 2026-03-31；信访方式 来信');
    expect(sheet.getCell('D5').value).toBe('反映人');
    expect(sheet.getCell('E6').value).toBe('联系电话');
    expect(sheet.getCell('A9').value).toBe('合计 2 件');
    expect(sheet.getCell('F9').value).toBe(5);
    expect(sheet.getCell('G9').value).toBe(3150.01);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 6 });
    expect(sheet.pageSetup.printTitlesRow).toBe('5:6');
    expect(sheet.pageSetup.orientation).toBe('landscape');
  });

  it('writes dates as dates, telephones with their zeros, and no value as a formula', async () => {
    const book = XLSX.read(await exported(rows), { cellNF: true, cellFormula: true });
    const sheet = book.Sheets['信访件'];
    if (!sheet) throw new Error('no sheet');
    expect(sheet['C7']).toMatchObject({ t: 'n', z: 'yyyy\\-mm\\-dd' });
    expect(sheet['C8']).toMatchObject({ t: 's', v: '不详' });
    expect(sheet['E7']).toMatchObject({ t: 's', v: '013800138000' });
    expect(sheet['H7']).toMatchObject({ t: 's', v: '=HYPERLINK("http://x")' });
    expect(sheet['H8']).toMatchObject({ t: 's', v: '@SUM(A1)\n第二行' });
    expect(
      Object.values(sheet).some((cell) => typeof cell === 'object' && cell !== null && 'f' in cell),
    ).toBe(false);
  });

  it('is recognised by the import with every row accounted for', async () => {
    const sheet = await (await openBytes(await exported(rows))).readSheet(0);
    const { layout } = await importSheet(sheet);
    expect(countKinds(layout)).toEqual({ title: 2, unitLine: 2, heading: 2, data: 2, total: 1 });
  });

  it('gives back every text exactly, whatever signs it has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.oneof(
              fc.string({ unit: 'binary' }),
              fc.constantFrom('=1+1', '_x0041_', '_x005F_', '\r\n', '\u0001', '<&>"', ' ', '\uD800'),
            ),
            fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
            fc.integer({ min: 0, max: 1e9 }),
          ),
          { maxLength: 8 },
        ),
        async (generated) => {
          const list = generated.map(([text, date, cents]): ExportRow => [
            text,
            date.toISOString().slice(0, 10),
            null,
            null,
            null,
            cents,
            text,
          ]);
          const bytes = await exported(list);
          const sheet = await (await openBytes(bytes)).readSheet(0);
          const read = sheet.rows
            .slice(6, 6 + list.length)
            .map(({ cells }) => [cells[1]?.text ?? '', cells[2]?.date, cells[6]?.number]);
          expect(read).toEqual(
            list.map((row) => [
              String(row[0]).replace(/\p{Surrogate}/gu, '\uFFFD'),
              row[1],
              Number(row[5]) / 100,
            ]),
          );
        },
      ),
      { numRuns: process.env['SLOW'] ? 1000 : 60 },
    );
  });

  it('stops when the clerk cancels', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(collect(exportView(columns, rows, meta, { signal }))).rejects.toThrow('stopped');
  });
});

describe('the download template', async () => {
  const bytes = await collect(
    writeTemplate(petition, codes, { office: '某县委巡察办', creator: '某某', time: 0, today }),
  );
  const imported = await importSheet(await (await openBytes(bytes)).readSheet(0));

  it('is well-formed and has a guide and hidden lists', async () => {
    await expectWellFormed(bytes);
    const book = await openBytes(bytes);
    expect(book.sheets).toEqual([
      { name: '信访件登记表', visibility: 'visible' },
      { name: '填写说明', visibility: 'visible' },
      { name: '可选项', visibility: 'hidden' },
    ]);
  });

  it('is mapped without any doubt, each column to its own field', () => {
    const fates = Object.values(mappedTo(imported));
    expect(new Set(fates).size).toBe(fates.length);
    expect(fates).toEqual(
      expect.arrayContaining([
        'receivedAt',
        'channel',
        'petitioners.name',
        'petitioners.phone',
        'accused.name',
        'accused.unit',
        'summary',
        'remark',
      ]),
    );
    expect(
      imported.proposals.every((proposal) => proposal.fate !== '#remark' && proposal.confidence >= 0.7),
    ).toBe(true);
  });

  it('tells how to fill in what the register has, and nothing of petitioners where it has none', async () => {
    const guideOf = async (register: Register): Promise<readonly string[]> => {
      const meta = { office: '某县委巡察办', creator: '某某', time: 0, today };
      const book = await openBytes(await collect(writeTemplate(register, codes, meta)));
      const { rows } = await book.readSheet(1);
      const texts = rows.map(({ cells }) => cells[0]?.text ?? '');
      return texts.slice(1, texts.indexOf('栏目'));
    };
    expect(await guideOf(petition)).toEqual([
      '一、每行填一件。',
      '二、“反映人”“被反映人”“被反映单位”有几条的，第一条填在本行，其余各条依次另起一行，每行一条，只填这些栏目，序号和其他栏目留空。',
      '三、“反映人”“被反映人”有几人的，也可在姓名一格内用顿号分隔。',
      '四、示例行不会导入，可以删去。可增加列，列名与系统栏目相同的会自动对应。',
      '五、日期写成 2026.4.3、2026年4月3日、20260403 均可，年份须写四位。',
      '六、电话、证件号码按文本填写；一格有几个号码的用顿号分隔。',
    ]);
    expect(await guideOf(fundComparison)).toEqual([
      '一、每行填一项。',
      '二、“上级给多少”“被巡察单位支多少”“实际落地多少”有几条的，第一条填在本行，其余各条依次另起一行，每行一条，只填这些栏目，序号和其他栏目留空。',
      '三、示例行不会导入，可以删去。可增加列，列名与系统栏目相同的会自动对应。',
      '四、日期写成 2026.4.3、2026年4月3日、20260403 均可，年份须写四位。',
    ]);
  });

  it('holds one example row, which the import leaves out', () => {
    expect(countKinds(imported.layout)['example']).toBe(1);
    expect(imported.layout.dataRows).toEqual([]);
  });

  it('offers drop-downs from the code lists and takes a row filled by them', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.slice().buffer);
    const sheet = book.getWorksheet('信访件登记表');
    if (!sheet) throw new Error('no sheet');
    const column = imported.proposals.find((proposal) => proposal.fate === 'channel');
    const first = (imported.layout.heading?.to ?? 0) + 1;
    const validation = sheet.getCell(`${column?.letter ?? ''}${first + 1}`).dataValidation;
    expect(validation).toMatchObject({
      type: 'list',
      formulae: [expect.stringMatching(/^'可选项'!\$[A-Z]+\$2:\$[A-Z]+\$11$/)],
    });
    for (const { fate, letter } of imported.proposals) {
      const value = { '#serial': 1, receivedAt: '2026.4.3', channel: '来信', summary: '反映某某收受礼金。' }[
        fate
      ];
      if (value !== undefined) sheet.getCell(`${letter}${first + 1}`).value = value;
    }
    const filled = await openBytes(new Uint8Array(await book.xlsx.writeBuffer()));
    const { records } = await importSheet(await filled.readSheet(0));
    expect(records).toMatchObject([
      { values: { receivedAt: '2026-04-03', channel: 'LETTER' }, problems: [] },
    ]);
  });
});
