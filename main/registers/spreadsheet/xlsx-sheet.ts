import { createCellPool, decodeEscapes, numberCell, textCell } from './cell-values.ts';
import { limits, refuseBroken, refuseTooLarge } from './refusals.ts';
import {
  blankCell,
  columnOfReference,
  parseRange,
  type Cell,
  type MergedRange,
  type ReadOptions,
  type Sheet,
  type SheetInfo,
  type SheetRow,
} from './sheets.ts';
import { readAsides } from './xlsx-asides.ts';
import { createTextCollector } from './xlsx-strings.ts';
import { parseXml } from './xml-events.ts';
import type { ZipReader } from './zip-reader.ts';

export interface XlsxTables {
  readonly dateStyles: readonly boolean[];
  readonly struckStyles: readonly boolean[];
  readonly date1904: boolean;
  readonly strings: readonly Cell[];
}

/** Rows that a hostile file may claim to merge, over all merged ranges. */
const mostMergedRows = 2_000_000;

/** Streams one sheet. Throws ExpectedError `SpreadsheetBroken` or `SpreadsheetTooLarge`. */
export async function readXlsxSheet(
  zip: ZipReader,
  part: SheetInfo & { readonly path: string },
  tables: XlsxTables,
  options: ReadOptions,
): Promise<Sheet> {
  const entry = zip.entriesByName.get(part.path);
  if (!entry) refuseBroken(`工作表“${part.name}”的内容缺失。`);
  const builder = createSheetBuilder(tables);
  await parseXml(zip.stream(entry), builder, {
    signal: options.signal,
    onBytes: (bytes) => options.onProgress?.(Math.min(1, bytes / entry.size)),
  });
  const { pictureRows, ...content } = builder.finish();
  const { comments, pictures } = await readAsides(zip, part.path);
  return {
    name: part.name,
    visibility: part.visibility,
    date1904: tables.date1904,
    ...content,
    asides: { comments, pictures: [...pictures, ...pictureRows].toSorted((a, b) => a - b), complete: true },
  };
}

function createSheetBuilder(tables: XlsxTables) {
  const rows: SheetRow[] = [];
  const merges: MergedRange[] = [];
  const pictureRows: number[] = [];
  const hiddenColumns = new Set<number>();
  const inline = createTextCollector();
  const pooled = createCellPool();
  let mergedRows = 0;
  let row = 0;
  let rowHidden = false;
  let cells: Cell[] = [];
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let collecting = false;
  let formula = false;
  let richValue = false;
  let columnCount = 0;

  const openRow = (attributes: Readonly<Record<string, string>>): void => {
    const number = attributes['r'] === undefined ? row + 1 : Number(attributes['r']);
    if (!Number.isInteger(number) || number <= row || number > 1_048_576)
      refuseBroken('工作表的行次序错乱。');
    row = number;
    rowHidden = attributes['hidden'] === '1' || attributes['hidden'] === 'true';
    cells = [];
    column = -1;
  };

  const openCell = (attributes: Readonly<Record<string, string>>): void => {
    const reference = attributes['r'];
    const at = reference === undefined ? column + 1 : columnOfReference(reference);
    if (at <= column) refuseBroken('工作表的列次序错乱。');
    column = at;
    type = attributes['t'] ?? 'n';
    style = Number(attributes['s'] ?? 0);
    value = '';
    formula = false;
    richValue = attributes['vm'] !== undefined;
    inline.start();
  };

  const closeCell = (): void => {
    const { text, struck } = type === 'inlineStr' ? inline.take() : { text: value, struck: undefined };
    const plain = (type === 'inlineStr' || type === 'str') && !formula;
    if (isPicture(type, text, richValue)) {
      pictureRows.push(row);
      return;
    }
    const cell = plain
      ? pooled(type === 'str' ? decodeEscapes(text) : text)
      : cellOf(tables, { type, style, text, formula });
    if (cell.kind === 'blank' && !cell.formula) return;
    if (column >= limits.columns) refuseTooLarge(`工作表有内容的列超过 ${limits.columns} 列。`);
    while (cells.length < column) cells.push(blankCell);
    const marked = cell.struck ?? struck ?? (tables.struckStyles[style] === true ? 'whole' : undefined);
    cells.push(marked === undefined || marked === cell.struck ? cell : { ...cell, struck: marked });
  };

  const closeRow = (): void => {
    if (cells.length === 0) return;
    if (rows.length >= limits.rows) refuseTooLarge(`工作表有内容的行超过 ${limits.rows} 行。`);
    columnCount = Math.max(columnCount, cells.length);
    rows.push({ row, cells, hidden: rowHidden });
  };

  return {
    open: (name: string, attributes: Readonly<Record<string, string>>): void => {
      if (name === 'c') openCell(attributes);
      else if (name === 'v') collecting = true;
      else if (name === 'f') formula = true;
      else if (name === 'row') openRow(attributes);
      else if (name === 'col') addHiddenColumns(hiddenColumns, attributes);
      else if (name === 'mergeCell') {
        const merge = parseRange(attributes['ref'] ?? '');
        if (!merge) return;
        merges.push(merge);
        mergedRows += Math.min(merge.bottom, row) - merge.top + 1;
        if (mergedRows > mostMergedRows) refuseTooLarge('工作表合并的单元格太多。');
      } else inline.open(name, attributes);
    },
    text: (piece: string): void => {
      if (collecting) value += piece;
      else inline.text(piece);
    },
    close: (name: string): void => {
      if (name === 'v') collecting = false;
      else if (name === 'c') closeCell();
      else if (name === 'row') closeRow();
      else inline.close(name);
    },
    finish: () => ({ rows, merges, hiddenColumns, columnCount, pictureRows }),
  };
}

/** A picture inside a cell: WPS keeps a call of DISPIMG in its place, Excel an error with a rich value behind it. */
function isPicture(type: string, text: string, richValue: boolean): boolean {
  return (
    (type === 'str' && /^=?(_xlfn\.)?DISPIMG\(/iu.test(text)) ||
    (type === 'e' && text === '#VALUE!' && richValue)
  );
}

function cellOf(
  { strings, dateStyles, date1904 }: XlsxTables,
  { type, style, text, formula }: { type: string; style: number; text: string; formula: boolean },
): Cell {
  switch (type) {
    case 's':
      if (text === '') return textCell('', formula);
      return strings[Number(text)] ?? refuseBroken('文件中的文字缺失。');
    case 'inlineStr':
      return textCell(text, formula);
    case 'str':
      return textCell(decodeEscapes(text), formula);
    case 'b':
      return text === '' ? blankCell : { kind: 'boolean', text: text === '1' ? '是' : '否' };
    case 'e':
      return { kind: 'error', text };
    case 'd':
      return { kind: 'date', text: text.slice(0, 10), date: text.slice(0, 10) };
    default: {
      const number = Number(text);
      if (text.trim() === '') return textCell('', formula);
      if (!Number.isFinite(number)) refuseBroken(`单元格里的数“${text.slice(0, 20)}”无法识别。`);
      return numberCell(number, dateStyles[style] ?? false, date1904, formula);
    }
  }
}

function addHiddenColumns(hidden: Set<number>, attributes: Readonly<Record<string, string>>): void {
  if (attributes['hidden'] !== '1' && attributes['hidden'] !== 'true') return;
  const last = Math.min(Number(attributes['max']), limits.columns);
  for (let column = Number(attributes['min']); column <= last; column += 1) hidden.add(column - 1);
}
