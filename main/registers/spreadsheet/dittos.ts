import type { Cell, SheetGrid } from './sheets.ts';

const dittoWords = /^\s*(同上|同前|上同|〃|″|＂|"|”|“)\s*$/u;

export function isDitto(text: string): boolean {
  return dittoWords.test(text);
}

export interface Dittos {
  /** The cell itself, or for 同上 the nearest one above that says something else; `corrected` knows the clerk's changes. */
  readonly resolve: (
    cell: Cell,
    row: number,
    column: number,
    corrected: (row: number) => string | undefined,
  ) => Cell;
}

/** 同上 and 〃 mean what the data row above says; stored as they stand they would mean nothing. */
export function createDittos(grid: SheetGrid, dataRows: readonly number[]): Dittos {
  const placeByRow = new Map(dataRows.map((row, place) => [row, place]));
  return {
    resolve: (cell, row, column, corrected) => {
      if (cell.kind !== 'text' || !dittoWords.test(cell.text)) return cell;
      for (let place = (placeByRow.get(row) ?? 0) - 1; place >= 0; place -= 1) {
        const above = dataRows[place] ?? 0;
        const text = corrected(above);
        const found: Cell = text === undefined ? grid.merged(above, column) : { kind: 'text', text };
        if (found.text.trim() === '') return cell;
        if (!dittoWords.test(found.text)) return { ...found, sameAs: above };
      }
      return cell;
    },
  };
}
