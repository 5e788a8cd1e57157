import { createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import { petition } from '../../domain/registers/petition/petition.ts';
import { proposeColumns } from '../../main/registers/spreadsheet/column-mapping.ts';
import { writeErrorWorkbook } from '../../main/registers/spreadsheet/error-workbook.ts';
import {
  exportView,
  type ExportColumn,
  type ExportRow,
} from '../../main/registers/spreadsheet/export-view.ts';
import { detectLayout } from '../../main/registers/spreadsheet/header-detection.ts';
import { convertSheet, createRowConverter } from '../../main/registers/spreadsheet/row-conversion.ts';
import { bytesSource } from '../../main/registers/spreadsheet/source.ts';
import { importTargets } from '../../main/registers/spreadsheet/targets.ts';
import { openWorkbook } from '../../main/registers/spreadsheet/workbook-port.ts';

export type Report = (name: string, value: number, limit: number, note: string, cause?: string) => void;

/** A ledger of `count` letters in fifteen columns, as the export writes it. */
export function ledgerBytes(count: number): AsyncGenerator<Uint8Array> {
  const meta = {
    title: '信访件',
    office: '某县委巡察办',
    unit: '件',
    filterText: '',
    exporter: '某某',
    time: 0,
  };
  return exportView(ledgerColumns, letters(count), meta);
}

const ledgerColumns: readonly ExportColumn[] = [
  { title: '收件日期', kind: 'date' },
  { title: '信访方式', kind: 'text' },
  { title: '姓名', group: '反映人', kind: 'text' },
  { title: '联系电话', group: '反映人', kind: 'text' },
  { title: '是否实名', group: '反映人', kind: 'text' },
  { title: '姓名', group: '被反映人', kind: 'text' },
  { title: '单位', group: '被反映人', kind: 'text' },
  { title: '职务', group: '被反映人', kind: 'text' },
  { title: '反映的主要问题', kind: 'longText' },
  { title: '拟办意见', kind: 'text' },
  { title: '领导批示', kind: 'text' },
  { title: '来文号', kind: 'text' },
  { title: '页数', kind: 'integer' },
  { title: '备注', kind: 'text' },
];

function* letters(count: number): Generator<ExportRow> {
  for (let index = 0; index < count; index += 1) {
    const day = String((index % 28) + 1).padStart(2, '0');
    const phone = `138${String(index).padStart(8, '0')}`;
    const accused = `李某${index % 97}`;
    const summary = `反映${accused}违规发放津贴补贴第${index}次，涉及金额${index % 900}元。`;
    yield [
      index % 500 === 0 ? '2026.13.1' : `2026-03-${day}`,
      index % 2 === 0 ? '来信' : '来访',
      `张某${String.fromCharCode(0x4e00 + (index % 500))}`,
      phone,
      '实名',
      accused,
      '县某局',
      '副局长',
      summary,
      '转办',
      '同意拟办意见',
      `转〔2026〕${index}号`,
      3,
      null,
    ];
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return new Uint8Array(Buffer.concat(all));
}

const wholeSheet = 'the sheet stays in memory until the clerk has decided about its rows';

/** Times the way of a ledger out of and into the register; limits in ms follow the budgets for 10 000 and 100 000 rows. */
export async function benchSpreadsheet(
  report: Report,
  counts: readonly number[] = [10_000, 100_000],
): Promise<void> {
  const codes = createCodeIndex(codeSeed);
  const targets = importTargets(petition);
  const today = '2026-11-21';
  for (const count of counts) {
    const note = `${count} rows × ${ledgerColumns.length + 1} columns`;
    const limit = (perTenThousand: number): number => (perTenThousand * count) / 10_000;
    let started = performance.now();
    const lap = (name: string, allowed: number): void => {
      report(name, performance.now() - started, allowed, note);
      started = performance.now();
    };
    const bytes = await collect(ledgerBytes(count));
    lap('spreadsheet.export', limit(1_500));
    const source = bytesSource('台账.xlsx', bytes);
    const book = await openWorkbook(source);
    const sheet = await book.readSheet(0);
    lap('spreadsheet.read', limit(2_500));
    const layout = detectLayout(sheet, targets);
    const proposals = proposeColumns({ register: petition, targets, sheet, layout, codes, today });
    lap('spreadsheet.detect', limit(1_000));
    const fates = new Map(proposals.map(({ column, fate }) => [column, fate]));
    const converter = createRowConverter(
      { register: petition, targets, sheet, layout, fates },
      { codes, today },
    );
    const records = await convertSheet(converter);
    lap('spreadsheet.convert', limit(2_000));
    if (records.length !== count) throw new Error(`${records.length} of ${count} rows came back`);
    const problems = records.flatMap((record) => record.problems);
    const headingRow = layout.heading?.to ?? 1;
    const input = {
      source,
      format: book.format,
      sheetIndex: 0,
      sheet,
      headingRow,
      problems,
      creator: '某某',
      time: 0,
    };
    await collect(writeErrorWorkbook(input));
    lap('spreadsheet.errorWorkbook', limit(1_500));
    const resident = process.memoryUsage().rss / 1024 / 1024;
    report('spreadsheet.memory', resident, 900, `MB resident after ${note}`, wholeSheet);
  }
}
