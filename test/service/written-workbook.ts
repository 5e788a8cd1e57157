/** What stands in a workbook the service wrote. */
import { readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';

/** All text of a written workbook, cell by cell. */
export function cellsOf(path: string): string[] {
  const book = read(readFileSync(path), { type: 'buffer', cellFormula: true });
  return book.SheetNames.flatMap((name) =>
    utils
      .sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 })
      .flat()
      .map(String),
  );
}

/** Its cells that are formulas. */
export function formulasOf(path: string): unknown[] {
  const book = read(readFileSync(path), { type: 'buffer', cellFormula: true });
  return book.SheetNames.flatMap((name) => Object.values(book.Sheets[name] ?? {})).filter(
    (cell) => typeof cell === 'object' && cell !== null && 'f' in cell,
  );
}
