import { chineseDateTime } from '../../deps.ts';
import { columnLetter } from './sheets.ts';
import { styles, type StyleNumber } from './xlsx-styles.ts';
import { blankCellXml, dateToSerial, numberCellXml, textCellXml } from './xlsx-text.ts';
import { sheetName, writeXlsx, type SheetToWrite } from './xlsx-writer.ts';

/** A column as the list shows it. Codes, numbers of records, telephones and everything of that kind are `text`. */
export interface ExportColumn {
  readonly title: string;
  /** Upper heading shared by neighbouring columns, e.g. 反映人. */
  readonly group?: string;
  readonly kind: 'text' | 'longText' | 'date' | 'integer' | 'money';
  /** Width in the list, in px. */
  readonly width?: number;
  /** Sum in the last row (`integer` and `money` only). */
  readonly total?: boolean;
}

/** Dates `YYYY-MM-DD`, money in 分, everything else as the clerk reads it (labels, masked where masked on screen). */
export type ExportRow = readonly (string | number | null)[];

export interface ExportMeta {
  readonly title: string;
  readonly office: string;
  /** Counter word of the register, e.g. 件. */
  readonly unit: string;
  /** The filter in words; empty when nothing is filtered. */
  readonly filterText: string;
  readonly exporter: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** Secrecy mark printed at the top, e.g. 工作秘密. */
  readonly mark?: string | undefined;
}

export interface ExportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((rows: number) => void) | undefined;
}

/** The rows of one child table, on a sheet of their own named after it. */
export interface ExportDetails {
  readonly label: string;
  /** The first is the number of the record the row belongs to. */
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<ExportRow> | Iterable<ExportRow>;
}

/**
 * The view as a workbook, streamed. Masking and 径送 rules are the caller's: what it hands over is written.
 * Texts are text cells whatever they start with, so no value can become a formula and no zero is lost.
 */
export function exportView(
  columns: readonly ExportColumn[],
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
  meta: ExportMeta,
  options: ExportOptions = {},
  details: readonly ExportDetails[] = [],
): AsyncGenerator<Uint8Array> {
  const all: readonly ExportColumn[] = [{ title: '序号', kind: 'integer', width: 56 }, ...columns];
  const sheets = [
    tableSheet(sheetName(meta.title), all, numbered(rows), meta, options),
    ...details.map((each) => {
      const own = { ...meta, title: `${meta.title}${each.label}明细`, unit: '行' };
      return tableSheet(sheetName(each.label), each.columns, each.rows, own, options);
    }),
  ];
  return writeXlsx(sheets, { title: meta.title, creator: meta.exporter, created: meta.time });
}

async function* numbered(rows: AsyncIterable<ExportRow> | Iterable<ExportRow>): AsyncGenerator<ExportRow> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    yield [count, ...row];
  }
}

function tableSheet(
  name: string,
  all: readonly ExportColumn[],
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
  meta: ExportMeta,
  options: ExportOptions,
): SheetToWrite {
  const head = headLines(all, meta);
  const totals = all.map(() => 0);
  let count = 0;
  const content = async function* (): AsyncGenerator<string> {
    yield* head.rows;
    for await (const row of rows) {
      options.signal?.throwIfAborted();
      count += 1;
      yield rowXml(all, row, head.lastRow + count, totals);
      if (count % 1000 === 0) options.onProgress?.(count);
    }
    yield totalRowXml(all, totals, head.lastRow + count + 1, `合计 ${count} ${meta.unit}`);
    options.onProgress?.(count);
  };
  const lastColumn = columnLetter(all.length - 1);
  return {
    name,
    widths: all.map(characterWidth),
    frozenRows: head.lastRow,
    frozenColumns: Math.min(2, all.length - 1),
    landscape: all.length > 6,
    printTitles: [head.firstHeadingRow, head.lastRow],
    rows: content(),
    tail: () => ({
      autoFilter: `A${head.lastRow}:${lastColumn}${head.lastRow + count}`,
      merges: head.merges,
    }),
  };
}

interface Head {
  readonly rows: readonly string[];
  readonly merges: readonly string[];
  readonly firstHeadingRow: number;
  readonly lastRow: number;
}

function headLines(columns: readonly ExportColumn[], meta: ExportMeta): Head {
  const lines: [text: string, style: StyleNumber, height: number][] = [];
  if (meta.mark !== undefined && meta.mark !== '') lines.push([meta.mark, styles.mark, 18]);
  lines.push([meta.title, styles.title, 28]);
  const facts = [
    `导出单位：${meta.office}`,
    `导出人：${meta.exporter}`,
    `导出时间：${chineseDateTime(meta.time).slice(0, 16)}`,
    `单位：${meta.unit}`,
  ];
  lines.push([facts.join('    '), styles.line, 18]);
  lines.push([`筛选条件：${meta.filterText === '' ? '无' : meta.filterText}`, styles.line, 18]);
  const last = columnLetter(columns.length - 1);
  const rows = lines.map(
    ([text, style, height], index) =>
      `<row r="${index + 1}" ht="${height}" customHeight="1">${textCellXml(0, index + 1, text, style)}</row>`,
  );
  const merges = columns.length > 1 ? lines.map((_, index) => `A${index + 1}:${last}${index + 1}`) : [];
  const headings = headingLines(columns, lines.length + 1);
  return {
    rows: [...rows, ...headings.rows],
    merges: [...merges, ...headings.merges],
    firstHeadingRow: lines.length + 1,
    lastRow: lines.length + headings.rows.length,
  };
}

interface Heading {
  readonly title: string;
  readonly group?: string;
}

/** One or two rows of headings, merged as official tables have them. */
export function headingLines(
  columns: readonly Heading[],
  firstRow: number,
  styleOf: (column: number) => StyleNumber = () => styles.heading,
): { readonly rows: readonly string[]; readonly merges: readonly string[] } {
  const grouped = columns.some((column) => column.group !== undefined);
  const row = (number: number, text: (column: Heading) => string): string =>
    `<row r="${number}" ht="22" customHeight="1">${columns.map((column, index) => textCellXml(index, number, text(column), styleOf(index))).join('')}</row>`;
  if (!grouped) return { rows: [row(firstRow, (column) => column.title)], merges: [] };
  const merges: string[] = [];
  for (let start = 0; start < columns.length;) {
    const group = columns[start]?.group;
    let end = start;
    if (group === undefined)
      merges.push(`${columnLetter(start)}${firstRow}:${columnLetter(start)}${firstRow + 1}`);
    else {
      while (columns[end + 1]?.group === group) end += 1;
      if (end > start) merges.push(`${columnLetter(start)}${firstRow}:${columnLetter(end)}${firstRow}`);
    }
    start = end + 1;
  }
  return {
    rows: [
      row(firstRow, (column) => column.group ?? column.title),
      row(firstRow + 1, (column) => (column.group === undefined ? '' : column.title)),
    ],
    merges,
  };
}

function rowXml(columns: readonly ExportColumn[], row: ExportRow, number: number, totals: number[]): string {
  let cells = '';
  for (const [index, column] of columns.entries()) {
    const value = row[index] ?? null;
    if (typeof value === 'number' && column.total === true) totals[index] = (totals[index] ?? 0) + value;
    cells += cellXml(column, value, index, number);
  }
  return `<row r="${number}">${cells}</row>`;
}

function cellXml({ kind }: ExportColumn, value: string | number | null, column: number, row: number): string {
  const textStyle = kind === 'longText' ? styles.wrapped : styles.text;
  if (value === null || value === '') return blankCellXml(column, row, textStyle);
  if (typeof value === 'number') {
    if (kind === 'money') return numberCellXml(column, row, value / 100, styles.money);
    if (kind === 'integer') return numberCellXml(column, row, value, styles.serial);
    return textCellXml(column, row, String(value), textStyle);
  }
  const serial = kind === 'date' ? dateToSerial(value) : undefined;
  return serial === undefined
    ? textCellXml(column, row, value, textStyle)
    : numberCellXml(column, row, serial, styles.date);
}

function totalRowXml(
  columns: readonly ExportColumn[],
  totals: readonly number[],
  row: number,
  label: string,
): string {
  const cells = columns.map(({ kind, total }, index) => {
    if (index === 0) return textCellXml(0, row, label, styles.total);
    if (total !== true) return blankCellXml(index, row, styles.total);
    const value = totals[index] ?? 0;
    return kind === 'money'
      ? numberCellXml(index, row, value / 100, styles.money)
      : numberCellXml(index, row, value, styles.serial);
  });
  return `<row r="${row}">${cells.join('')}</row>`;
}

function characterWidth({ width, title, kind }: ExportColumn): number {
  const byHeading = title.length * 2 + 2;
  const byKind = kind === 'longText' ? 50 : 12;
  return Math.min(80, Math.max(byHeading, width === undefined ? byKind : Math.round(width / 7)));
}
