import { serialFate, type ColumnFate } from './column-mapping.ts';
import type { SheetLayout } from './header-detection.ts';
import { blankCell, type Cell, type SheetGrid } from './sheets.ts';

/**
 * Gathers data rows into records: a letter with several persons takes several rows, of which the later ones leave
 * the columns of the letter itself blank or merged with the row above.
 */
export function groupRecords(
  grid: SheetGrid,
  layout: SheetLayout,
  fates: ReadonlyMap<number, ColumnFate>,
): readonly (readonly number[])[] {
  const childColumns: number[] = [];
  const mainColumns: number[] = [];
  for (const [column, fate] of fates) {
    if (fate.startsWith('#')) continue;
    (fate.includes('.') ? childColumns : mainColumns).push(column);
  }
  const serialColumn = [...fates].find(([, fate]) => fate === serialFate)?.[0] ?? layout.serialColumn;
  const firstDataRow = layout.dataRows[0] ?? 0;

  const isContinuation = (row: number): boolean => {
    const serial = serialColumn === undefined ? undefined : stateAt(grid, row, serialColumn, firstDataRow);
    if (serial === 'own') return false;
    if (serial === 'above') return true;
    const states = mainColumns.map((column) => stateAt(grid, row, column, firstDataRow));
    if (states.includes('own')) return false;
    if (serialColumn === undefined && states.includes('above')) return true;
    if (serialColumn === undefined && mainColumns.length < 3) return false;
    return childColumns.some((column) => stateAt(grid, row, column, firstDataRow) === 'own');
  };

  const records: number[][] = [];
  for (const row of layout.dataRows) {
    const current = records.at(-1);
    if (current && isContinuation(row)) current.push(row);
    else records.push([row]);
  }
  return records;
}

/** Whether a cell holds something itself, through a merge with a data row above it, or not at all. */
function stateAt(
  grid: SheetGrid,
  row: number,
  column: number,
  firstDataRow: number,
): 'own' | 'above' | 'blank' {
  const merge = grid.mergeAt(row, column);
  if (merge && merge.left === column && merge.top < row && merge.top >= firstDataRow) {
    return grid.own(merge.top, column).text.trim() === '' ? 'blank' : 'above';
  }
  return grid.own(row, column).text.trim() === '' ? 'blank' : 'own';
}

/** The cell as the first row of a record sees it: a value merged down over several records belongs to each of them. */
export function dataCell(grid: SheetGrid, row: number, column: number, firstDataRow: number): Cell {
  const from = sourceRow(grid, row, column, firstDataRow);
  return from === row || grid.mergeAt(row, column)?.left === column ? grid.own(from, column) : blankCell;
}

/** The row in which that cell's text stands. */
export function sourceRow(grid: SheetGrid, row: number, column: number, firstDataRow: number): number {
  const merge = grid.mergeAt(row, column);
  return !merge || merge.top >= row || merge.top < firstDataRow ? row : merge.top;
}
