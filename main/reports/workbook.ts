/** A report as a workbook: the same headings, numbers, 统计口径, notes and checks as on paper. */
import { chineseDateTime } from '../deps.ts';
import { headingLines } from '../registers/spreadsheet/export-view.ts';
import { columnLetter } from '../registers/spreadsheet/sheets.ts';
import { styles, type StyleNumber } from '../registers/spreadsheet/xlsx-styles.ts';
import { numberCellXml, textCellXml } from '../registers/spreadsheet/xlsx-text.ts';
import { sheetName, writeXlsx } from '../registers/spreadsheet/xlsx-writer.ts';
import { issuedLine, type IssuedMark } from './issued-mark.ts';
import type { ReportTable } from './table.ts';

export interface WorkbookMeta {
  readonly officeName: string;
  /** Heads the first column. */
  readonly rowTitle: string;
  readonly exporter: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** Secrecy mark, '' for none. */
  readonly mark: string;
  /** Where it is the copy of a report that was issued. */
  readonly issued: IssuedMark | null;
}

/** The report as a streamed workbook; numbers are number cells, so that the office can go on calculating. */
export function reportToWorkbook(report: ReportTable, meta: WorkbookMeta): AsyncGenerator<Uint8Array> {
  const columns = [
    { title: meta.rowTitle },
    ...report.columns.map(({ group, label }) => (group === '' ? { title: label } : { title: label, group })),
  ];
  const head = headLines(report, meta, columns.length);
  const headings = headingLines(columns, head.length + 1);
  const firstRow = head.length + headings.rows.length + 1;
  const foot = footLines(report, meta, firstRow + report.rows.length, columns.length);
  const sheet = {
    name: sheetName(report.title),
    widths: [28, ...report.columns.map((column, at) => widthOf(column.label, wordsIn(report, at)))],
    frozenRows: firstRow - 1,
    frozenColumns: 1,
    landscape: true,
    printTitles: [head.length + 1, firstRow - 1],
    rows: [
      ...head.map((line) => line.xml),
      ...headings.rows,
      ...report.rows.map((row, index) => rowXml(row, firstRow + index)),
      ...foot.map((line) => line.xml),
    ],
    tail: () => ({
      merges: [...head.map((line) => line.merge), ...headings.merges, ...foot.map((line) => line.merge)],
    }),
  } as const;
  return writeXlsx([sheet], { title: report.title, creator: meta.exporter, created: meta.time });
}

/** In characters of a figure; words wrap beyond a limit. */
function widthOf(label: string, words: readonly string[]): number {
  const longest = Math.max(0, ...words.map((text) => text.length * 2 + 2));
  return Math.max(8, label.length * 2 + 2, Math.min(mostWide, longest));
}

const mostWide = 44;

/** What of a column is no number. */
function wordsIn({ rows }: ReportTable, at: number): readonly string[] {
  return rows.flatMap(({ cells }) => (cells[at]?.value === null ? [cells[at].text] : []));
}

interface Line {
  readonly xml: string;
  readonly merge: string;
}

function headLines(report: ReportTable, meta: WorkbookMeta, columns: number): readonly Line[] {
  const facts = [
    `填报单位：${meta.officeName}`,
    `统计期：${report.period}`,
    `制表人：${meta.exporter}`,
    `制表时间：${chineseDateTime(meta.time).slice(0, 16)}`,
    `单位：${report.unit}`,
  ].join('    ');
  const lines: readonly (readonly [string, StyleNumber, number])[] = [
    ...(meta.mark === '' ? [] : [[meta.mark, styles.mark, 18] as const]),
    [report.title, styles.title, 28],
    [facts, styles.line, 18],
  ];
  return lines.map(([text, style, height], index) => lineOf(text, style, height, index + 1, columns));
}

function footLines(
  report: ReportTable,
  { issued }: WorkbookMeta,
  firstRow: number,
  columns: number,
): readonly Line[] {
  const texts = [
    ...(issued ? [issuedLine(issued)] : []),
    ...report.rules.map((rule, index) => `${index === 0 ? '统计口径：' : '　　　　　'}${index + 1}. ${rule}`),
    ...report.notes.map((note) => `说　　明：${note}`),
    ...report.checks.map((check) => `核　　对：${check.text}${check.ok ? '，相符' : ''}`),
  ];
  return texts.map((text, index) => lineOf(text, styles.line, 18, firstRow + index, columns));
}

function lineOf(text: string, style: StyleNumber, height: number, row: number, columns: number): Line {
  return {
    xml: `<row r="${row}" ht="${height}" customHeight="1">${textCellXml(0, row, text, style)}</row>`,
    merge: `A${row}:${columnLetter(columns - 1)}${row}`,
  };
}

function rowXml(row: ReportTable['rows'][number], number: number): string {
  const label = textCellXml(0, number, row.label, row.total ? styles.total : styles.text);
  const cells = row.cells.map((cell, index) =>
    cell.value === null
      ? textCellXml(index + 1, number, cell.text, styles.text)
      : numberCellXml(index + 1, number, cell.value, styles.serial),
  );
  return `<row r="${number}">${label}${cells.join('')}</row>`;
}
