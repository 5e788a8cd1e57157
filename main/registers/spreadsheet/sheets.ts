/**
 * A table file as the rest of the import sees it, whatever format it came in. Rows are numbered from 1, as the clerk
 * sees them on screen; columns from 0, as arrays are.
 */
export type CellKind = 'blank' | 'text' | 'number' | 'date' | 'boolean' | 'error';

export interface Cell {
  readonly kind: CellKind;
  /** What the clerk reads in the cell, with its own spaces and line breaks. */
  readonly text: string;
  readonly number?: number;
  /** `YYYY-MM-DD` when the cell is formatted as a date. */
  readonly date?: string;
  readonly formula?: true;
  /** The row meant by 同上, whose content this is. */
  readonly sameAs?: number;
  /** Struck through, as offices strike what no longer holds. */
  readonly struck?: 'whole' | 'part';
}

export const blankCell: Cell = { kind: 'blank', text: '' };

export interface SheetRow {
  readonly row: number;
  /** Sparse rows are filled with {@link blankCell} up to the last cell with content. */
  readonly cells: readonly Cell[];
  readonly hidden: boolean;
}

/** Both ends inclusive. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** Rows with content, in order; a number that is missing is a blank row. */
  readonly rows: readonly SheetRow[];
  readonly merges: readonly MergedRange[];
  readonly hiddenColumns: ReadonlySet<number>;
  readonly columnCount: number;
  readonly date1904: boolean;
  readonly asides: SheetAsides;
}

/** What stands beside the text of the cells. None of it can be imported, so the clerk has to hear of it. */
export interface SheetAsides {
  /** The row of each cell with a comment. */
  readonly comments: readonly number[];
  /** The row in which each picture begins. */
  readonly pictures: readonly number[];
  /** Whether pictures and struck-through text can be told from this format at all. */
  readonly complete: boolean;
}

export type SheetVisibility = 'visible' | 'hidden' | 'veryHidden';

export interface SheetInfo {
  readonly name: string;
  readonly visibility: SheetVisibility;
}

export type WorkbookFormat = 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'csv' | 'html' | 'xml';

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Between 0 and 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface Workbook {
  readonly name: string;
  readonly format: WorkbookFormat;
  readonly sheets: readonly SheetInfo[];
  /** Reads one sheet by its position. Throws ExpectedError `SpreadsheetBroken` or `SpreadsheetTooLarge`. */
  readonly readSheet: (index: number, options?: ReadOptions) => Promise<Sheet>;
}

/** `A` for 0, `AA` for 26. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Column number of a reference such as `AB12`; -1 when there is none. */
export function columnOfReference(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** A range such as `B2:D5`, or undefined when it is none. */
export function parseRange(reference: string): MergedRange | undefined {
  const match = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/i.exec(reference);
  const [, left = '', top = '', right = '', bottom = ''] = match ?? [];
  if (!match) return undefined;
  return {
    top: Number(top),
    bottom: Number(bottom),
    left: columnOfReference(left),
    right: columnOfReference(right),
  };
}

/** Rows and merges of one sheet by position, with the value of a merged range readable from each of its cells. */
export interface SheetGrid {
  readonly lastRow: number;
  readonly row: (row: number) => SheetRow | undefined;
  /** The cell itself; blank inside a merged range except at its top left. */
  readonly own: (row: number, column: number) => Cell;
  /** The cell, or the top left cell of the merged range it belongs to. */
  readonly merged: (row: number, column: number) => Cell;
  readonly mergeAt: (row: number, column: number) => MergedRange | undefined;
}

export function sheetGrid(sheet: Sheet): SheetGrid {
  const rowsByNumber = new Map(sheet.rows.map((row) => [row.row, row]));
  const lastRow = sheet.rows.at(-1)?.row ?? 0;
  const mergesByRow = new Map<number, MergedRange[]>();
  for (const merge of sheet.merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, lastRow); row += 1) {
      const merges = mergesByRow.get(row);
      if (merges) merges.push(merge);
      else mergesByRow.set(row, [merge]);
    }
  }
  const own = (row: number, column: number): Cell => rowsByNumber.get(row)?.cells[column] ?? blankCell;
  const mergeAt = (row: number, column: number): MergedRange | undefined =>
    mergesByRow.get(row)?.find((merge) => merge.left <= column && column <= merge.right);
  return {
    lastRow,
    row: (row) => rowsByNumber.get(row),
    own,
    mergeAt,
    merged: (row, column) => {
      const merge = mergeAt(row, column);
      return merge ? own(merge.top, merge.left) : own(row, column);
    },
  };
}
