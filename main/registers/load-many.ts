/** Several records of a register at once: one statement for them and one for each child table. */
import type { ChildTable, Register } from '../../domain/register.ts';
import { sealedFields } from '../../domain/sealed.ts';
import type { Reader } from '../vault/api.ts';
import type { Opener } from './sealed-record.ts';
import { childTableName, quote, sealColumn, systemColumns } from './sql.ts';
import { childRowToStored, columnFields, rowToStored, type Stored, type StoredRow } from './store.ts';

/**
 * With all child rows, in the order of the ids; ids that are not there are left out. Of a description with fewer fields or
 * child tables only those are read.
 */
export function loadRecords(
  reader: Reader,
  opener: Opener,
  register: Register,
  ids: readonly string[],
): readonly Stored[] {
  if (ids.length === 0) return [];
  const wanted = JSON.stringify(ids);
  const seal = sealedFields(register.fields).length > 0 ? [sealColumn] : [];
  const columns = [...systemColumns, ...columnFields(register).map(({ key }) => key), ...seal];
  const rows = reader.all(
    `SELECT ${columns.map((name) => `p.${quote(name)}`).join(', ')} FROM json_each(?) AS wanted CROSS JOIN ${quote(register.id)} AS p ON p.id = wanted.value
     ORDER BY wanted.key`,
    [wanted],
  );
  const tables = register.children.map(
    (child) => [child.key, rowsByRecord(reader, opener, register, child, wanted)] as const,
  );
  return rows.map((row) => {
    const stored = rowToStored(opener, register, [], row);
    const children = Object.fromEntries(tables.map(([key, found]) => [key, found.get(stored.id) ?? []]));
    return { ...stored, children };
  });
}

function rowsByRecord(
  reader: Reader,
  opener: Opener,
  register: Register,
  child: ChildTable,
  wanted: string,
): ReadonlyMap<string, readonly StoredRow[]> {
  const rows = reader.all(
    `SELECT * FROM ${quote(childTableName(register, child.key))}
     WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, position`,
    [wanted],
  );
  const found = new Map<string, StoredRow[]>();
  for (const row of rows) {
    const record = String(row['record']);
    const own = found.get(record) ?? [];
    own.push(childRowToStored(opener, child, row));
    found.set(record, own);
  }
  return found;
}
