import { refuseBroken } from './refusals.ts';
import { reasonHeading } from './column-mapping.ts';
import type { CellProblem } from './row-conversion.ts';
import { columnLetter, type Sheet, type WorkbookFormat } from './sheets.ts';
import type { SpreadsheetSource } from './source.ts';
import { markSheet, type CellMark, type MarkedRows } from './sheet-marks.ts';
import { createStyleMarks } from './style-marks.ts';
import { numberText } from './cell-values.ts';
import { styles } from './xlsx-styles.ts';
import { textCellXml } from './xlsx-text.ts';
import { sheetName, writeXlsx } from './xlsx-writer.ts';
import { readXlsxParts } from './xlsx-workbook.ts';
import { openZip, type ZipEntry, type ZipReader } from './zip-reader.ts';
import { writeZip, type ZipPart } from './zip-writer.ts';

export interface ErrorWorkbookInput {
  readonly source: SpreadsheetSource;
  readonly format: WorkbookFormat;
  /** Position of the imported sheet in the file; undefined when it was put together from several. */
  readonly sheetIndex: number | undefined;
  readonly sheet: Sheet;
  /** Last row of the headings; 错误原因 is written there. */
  readonly headingRow: number;
  readonly problems: readonly CellProblem[];
  /** Who asked for it and when (epoch milliseconds); used where a new file has to be made. */
  readonly creator: string;
  readonly time: number;
}

/**
 * The clerk's own file with the faulty cells coloured (red: must be corrected, yellow: doubtful) and a last column
 * 错误原因. Of an xlsx file only the imported sheet and the style table change; every other part is taken over byte for
 * byte. Other formats cannot carry colours safely, so their sheet, like one put together from several, is written as a new xlsx file.
 */
export async function* writeErrorWorkbook(input: ErrorWorkbookInput): AsyncGenerator<Uint8Array> {
  if (input.format !== 'xlsx' || input.sheetIndex === undefined) {
    yield* rewriteSheet(input);
    return;
  }
  const zip = await openZip(input.source);
  const parts = await readXlsxParts(zip);
  const path = parts.sheets[input.sheetIndex]?.path;
  if (path === undefined) throw new Error(`no sheet ${input.sheetIndex}`);
  if (parts.stylesPath === undefined || !zip.entriesByName.has(parts.stylesPath)) {
    yield* rewriteSheet(input);
    return;
  }
  const marks = createStyleMarks(await readText(zip, parts.stylesPath));
  const sheetXml = markSheet(await readText(zip, path), markedRows(input), marks);
  const changed = new Map([
    [path, sheetXml],
    [parts.stylesPath, [marks.xml()]],
  ]);
  yield* writeZip(takeOver(zip, changed));
}

async function* takeOver(
  zip: ZipReader,
  changed: ReadonlyMap<string, readonly string[]>,
): AsyncGenerator<ZipPart> {
  for (const entry of zip.entriesByName.values()) {
    const pieces = changed.get(entry.name);
    if (pieces) yield { name: entry.name, content: slices(pieces) };
    else yield await packedPart(zip, entry);
  }
}

async function packedPart(zip: ZipReader, entry: ZipEntry): Promise<ZipPart> {
  const { name, method, crc, size } = entry;
  return { name, method, crc, size, packed: await zip.packed(entry) };
}

/** Cuts long pieces, never inside a surrogate pair. */
function* slices(pieces: readonly string[]): Generator<string> {
  const length = 1 << 18;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      let end = Math.min(at + length, piece.length);
      if (end < piece.length && (piece.charCodeAt(end - 1) & 0xfc00) === 0xd800) end -= 1;
      yield piece.slice(at, end);
      at = end;
    }
  }
}

async function readText(zip: ZipReader, path: string): Promise<string> {
  const entry = zip.entriesByName.get(path) ?? refuseBroken('文件内容缺失。');
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  for await (const chunk of zip.stream(entry)) pieces.push(decoder.decode(chunk, { stream: true }));
  pieces.push(decoder.decode());
  return pieces.join('');
}

/** Marks and reasons by row; the reason column follows the last column with content. */
function markedRows({ sheet, headingRow, problems }: ErrorWorkbookInput): MarkedRows {
  const byRow = new Map<number, { cells: Map<number, CellMark>; reasons: string[]; mark: CellMark }>();
  for (const { row, column, severity, message } of problems) {
    const marked = byRow.get(row) ?? { cells: new Map<number, CellMark>(), reasons: [], mark: 'warning' };
    if (severity === 'error') marked.mark = 'error';
    if (column !== undefined && marked.cells.get(column) !== 'error') marked.cells.set(column, severity);
    const place = column === undefined ? '' : `${columnLetter(column)}${row}：`;
    marked.reasons.push(`${severity === 'error' ? '' : '（提示）'}${place}${message}`);
    byRow.set(row, marked);
  }
  return {
    reasonColumn: sheet.columnCount,
    headingRow,
    heading: reasonHeading,
    byRow: new Map(
      [...byRow].map(([row, { cells, reasons, mark }]) => [
        row,
        { cells, reason: reasons.join('；\n'), mark },
      ]),
    ),
  };
}

function rewriteSheet(input: ErrorWorkbookInput): AsyncGenerator<Uint8Array> {
  const { sheet, headingRow } = input;
  const { byRow, reasonColumn } = markedRows(input);
  const styleOf = { error: styles.errorCell, warning: styles.warningCell };
  const rows = function* (): Generator<string> {
    for (const { row, cells } of sheet.rows) {
      const marked = byRow.get(row);
      let xml = '';
      for (let column = 0; column < reasonColumn; column += 1) {
        const cell = cells[column];
        const mark = marked?.cells.get(column);
        const isHeading = row <= headingRow;
        if ((!cell || cell.text === '') && mark === undefined) continue;
        const style = mark ? styleOf[mark] : isHeading ? styles.heading : styles.wrapped;
        const text =
          cell?.kind === 'number' && cell.number !== undefined ? numberText(cell.number) : (cell?.text ?? '');
        xml += textCellXml(column, row, text, style);
      }
      if (row === headingRow) xml += textCellXml(reasonColumn, row, reasonHeading, styles.requiredHeading);
      else if (marked) xml += textCellXml(reasonColumn, row, marked.reason, styles.errorReason);
      yield `<row r="${row}">${xml}</row>`;
    }
  };
  const merges = sheet.merges.map(
    ({ top, bottom, left, right }) => `${columnLetter(left)}${top}:${columnLetter(right)}${bottom}`,
  );
  const widths = [...Array.from({ length: reasonColumn }, () => 16), 60];
  const target = {
    name: sheetName(sheet.name),
    widths,
    frozenRows: headingRow,
    landscape: true,
    rows: rows(),
    tail: () => ({ merges }),
  };
  return writeXlsx([target], { title: sheet.name, creator: input.creator, created: input.time });
}
