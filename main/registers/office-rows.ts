/** Rows of the tables of the office as this vault holds them. */
import type { OfficeRow } from '../../domain/office-tables/office-table.ts';
import { officeRowSeed } from '../../domain/office-tables/tables.ts';
import type { Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';

interface Row extends Omit<OfficeRow, 'table' | 'verified' | 'values'> {
  readonly tableId: string;
  readonly verified: number;
  readonly content: string;
}

export function readOfficeRows(reader: Reader): readonly OfficeRow[] {
  return reader
    .all<Row>('SELECT * FROM office_row ORDER BY tableId, sort, code')
    .map(({ tableId, verified, content, ...row }) => ({
      ...row,
      table: tableId,
      verified: verified === 1,
      values: JSON.parse(content) as Values,
    }));
}

export function writeOfficeRow(tx: Writer, row: OfficeRow): void {
  tx.run(
    `INSERT INTO office_row (tableId, code, label, sort, basis, verified, validFrom, validTo, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tableId, code) DO UPDATE SET label = excluded.label,
     sort = excluded.sort, basis = excluded.basis, verified = excluded.verified, validFrom = excluded.validFrom,
     validTo = excluded.validTo, content = excluded.content`,
    [
      row.table,
      row.code,
      row.label,
      row.sort,
      row.basis,
      row.verified ? 1 : 0,
      row.validFrom,
      row.validTo,
      JSON.stringify(row.values),
    ],
  );
}

/** Adds the shipped rows that the vault does not have; returns how many. */
export function seedOfficeRows(tx: Writer): number {
  const known = new Set(readOfficeRows(tx).map(({ table, code }) => `${table}/${code}`));
  const missing = officeRowSeed.filter(({ table, code }) => !known.has(`${table}/${code}`));
  for (const row of missing) writeOfficeRow(tx, row);
  return missing.length;
}
