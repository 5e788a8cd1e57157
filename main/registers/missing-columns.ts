/** Columns that came later than the tables they stand in. */
import type { Writer } from '../vault/api.ts';
import { quote } from './sql.ts';

/** Columns that tables did not have from their first day on. */
export const columnsSince = {
  attachment: ['"sealed" BLOB', '"goesAlong" INTEGER NOT NULL DEFAULT 0'],
  code: [`"guidance" TEXT NOT NULL DEFAULT ''`],
  paper: ['"said" TEXT'],
} as const;

/** Adds the columns a table lacks; never touches what is there. */
export function addMissingColumns(tx: Writer, table: string, columns: readonly string[]): void {
  const rows = tx.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [table]);
  const present = new Set(rows.map((row) => quote(row.name)));
  for (const column of columns) {
    const name = column.slice(0, column.indexOf(' '));
    if (!present.has(name)) tx.run(`ALTER TABLE ${quote(table)} ADD COLUMN ${column}`);
  }
}
