/** Records as they stand in the tables: reading them whole and writing what differs. */
import type { ChildTable, Field, Register, Values } from '../../domain/register.ts';
import { sealedFields, standsOpen } from '../../domain/sealed.ts';
import type { Reader, SqlRow, SqlValue, Writer } from '../vault/api.ts';
import { compactValues, rowToValues, sameValues, valueToColumn } from './codec.ts';
import {
  isClosed,
  isOpen,
  maskField,
  type Opener,
  openValues,
  type Sealer,
  sealValues,
} from './sealed-record.ts';
import { maskRow, openSeal } from './sealed-rows.ts';
import { childTableName, placeholders, quote, sealColumn, systemColumns } from './sql.ts';

/**
 * A child row; in a compartment `sealed` holds the clear values, and `values` are masked unless the compartment stands open
 * to this session.
 */
export interface StoredRow {
  readonly rowId: string;
  readonly values: Values;
  readonly sealed?: Uint8Array;
}

export interface Mark {
  readonly by: string;
  readonly at: number;
  readonly reason: string;
}

export interface Stored {
  readonly id: string;
  readonly office: string;
  readonly no: string;
  readonly rev: number;
  readonly state: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedBy: string;
  readonly updatedAt: number;
  readonly changedSeq: number;
  readonly void: Mark | null;
  /** Void here because its owner no longer sends it to us (撤回), not because it is void there. */
  readonly withdrawn: boolean;
  readonly voidRequest: Mark | null;
  readonly importedFrom: string | null;
  readonly importedRev: number | null;
  readonly nextDue: string | null;
  readonly searchDoc: number | null;
  /** Sealed fields are in clear where the session holds the key, else masked or absent. */
  readonly values: Values;
  /** The seal of those fields as it lies in the table; null when none is filled, or not sealed yet. */
  readonly sealed: Uint8Array | null;
  readonly children: Readonly<Record<string, readonly StoredRow[]>>;
  /** Columns of a special register beside its fields. */
  readonly extra: Readonly<Record<string, SqlValue>>;
}

interface SystemRow {
  readonly id: string;
  readonly office: string;
  readonly no: string;
  readonly rev: number;
  readonly state: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedBy: string;
  readonly updatedAt: number;
  readonly changedSeq: number;
  readonly voidBy: string | null;
  readonly voidAt: number | null;
  readonly voidReason: string | null;
  readonly withdrawn: number | null;
  readonly voidRequestBy: string | null;
  readonly voidRequestAt: number | null;
  readonly voidRequestReason: string | null;
  readonly importedFrom: string | null;
  readonly importedRev: number | null;
  readonly nextDue: string | null;
  readonly searchDoc: number | null;
}

function toMark(by: string | null, at: number | null, reason: string | null): Mark | null {
  return by === null || at === null ? null : { by, at, reason: reason ?? '' };
}

/** Without children; lists need only the row. */
export function rowToStored(
  opener: Opener,
  register: Register,
  extraNames: readonly string[],
  row: SqlRow,
): Stored {
  const system = row as unknown as SystemRow;
  const sealed = row[sealColumn] instanceof Uint8Array ? row[sealColumn] : null;
  const beside = rowToValues(columnFields(register), row);
  const open = sealed && !isClosed(opener, register);
  return {
    id: system.id,
    office: system.office,
    no: system.no,
    rev: system.rev,
    state: system.state,
    createdBy: system.createdBy,
    createdAt: system.createdAt,
    updatedBy: system.updatedBy,
    updatedAt: system.updatedAt,
    changedSeq: system.changedSeq,
    void: toMark(system.voidBy, system.voidAt, system.voidReason),
    withdrawn: system.withdrawn === 1,
    voidRequest: toMark(system.voidRequestBy, system.voidRequestAt, system.voidRequestReason),
    importedFrom: system.importedFrom,
    importedRev: system.importedRev,
    nextDue: system.nextDue,
    searchDoc: system.searchDoc,
    values: open ? { ...beside, ...openValues(opener, register, system.id, sealed) } : beside,
    sealed,
    children: {},
    extra: Object.fromEntries(extraNames.map((name) => [name, row[name] ?? null])),
  };
}

/** Fields that have a column: all but those of a compartment without a mask. */
export function columnFields({ fields }: Register): readonly Field[] {
  return fields.filter(({ compartment, mask }) => compartment === undefined || mask !== undefined);
}

export function childRowToStored(opener: Opener, child: ChildTable, row: SqlRow): StoredRow {
  const rowId = String(row['rowId']);
  const sealed = row['sealed'];
  if (!child.compartment) return { rowId, values: rowToValues(child.fields, row) };
  if (!(sealed instanceof Uint8Array)) throw new Error(`${child.key}: a sealed row without its seal`);
  if (isOpen(opener, child)) return { ...openSeal(opener, child, { rowId, values: {}, sealed }), sealed };
  return { rowId, values: JSON.parse(String(row['masked'])) as Values, sealed };
}

/** The record with all child rows, or undefined. */
export function loadRecord(
  reader: Reader,
  opener: Opener,
  register: Register,
  extraNames: readonly string[],
  id: string,
): Stored | undefined {
  const row = reader.get(`SELECT * FROM ${quote(register.id)} WHERE id = ?`, [id]);
  if (!row) return undefined;
  const children = Object.fromEntries(
    register.children.map((child) => {
      const table = quote(childTableName(register, child.key));
      // Not sorted by SQLite, which would prepare the statement anew for every id.
      const rows = reader.all(`SELECT * FROM ${table} WHERE record = ?`, [id]);
      const sorted = rows.toSorted((a, b) => Number(a['position']) - Number(b['position']));
      return [child.key, sorted.map((each) => childRowToStored(opener, child, each))];
    }),
  );
  return { ...rowToStored(opener, register, extraNames, row), children };
}

const systemValues = (stored: Stored): SqlValue[] => [
  stored.id,
  stored.office,
  stored.no,
  stored.rev,
  stored.state,
  stored.createdBy,
  stored.createdAt,
  stored.updatedBy,
  stored.updatedAt,
  stored.changedSeq,
  stored.void?.by ?? null,
  stored.void?.at ?? null,
  stored.void?.reason ?? null,
  stored.withdrawn ? 1 : null,
  stored.voidRequest?.by ?? null,
  stored.voidRequest?.at ?? null,
  stored.voidRequest?.reason ?? null,
  stored.importedFrom,
  stored.importedRev,
  stored.nextDue,
  stored.searchDoc,
];

function columnNames(register: Register, stored: Stored): readonly string[] {
  const seal = sealedFields(register.fields).length > 0 ? [sealColumn] : [];
  const keys = columnFields(register).map(({ key }) => key);
  return [...systemColumns, ...keys, ...seal, ...Object.keys(stored.extra)];
}

/** In the order of {@link columnNames}; `seal` is what lies in the column of that name. */
function columnValues(
  sealer: Sealer,
  register: Register,
  stored: Stored,
  seal: Uint8Array | null,
): readonly SqlValue[] {
  const values = systemValues(stored);
  const closed = isClosed(sealer, register);
  for (const field of columnFields(register)) {
    const value = stored.values[field.key];
    values.push(valueToColumn(field, field.compartment && !closed ? maskField(field, value) : value));
  }
  if (sealedFields(register.fields).length > 0) values.push(seal);
  for (const name in stored.extra) values.push(stored.extra[name] ?? null);
  return values;
}

/** Writes records that are not there yet; the statements are put together once for all of them. */
export function createInserter(tx: Writer, sealer: Sealer, register: Register): (stored: Stored) => void {
  const children = register.children.map(
    (child) => [child.key, createChildInserter(tx, sealer, register, child)] as const,
  );
  const sqlByExtra = new Map<string, string>();
  return (stored) => {
    const extra = Object.keys(stored.extra).join(' ');
    const sql = sqlByExtra.get(extra) ?? insertStatement(register.id, columnNames(register, stored));
    sqlByExtra.set(extra, sql);
    tx.run(sql, columnValues(sealer, register, stored, sealOf(sealer, register, undefined, stored)));
    for (const [key, insert] of children) {
      for (const [position, row] of (stored.children[key] ?? []).entries()) insert(stored.id, position, row);
    }
  };
}

function insertStatement(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${quote(table)} (${columns.map(quote).join(', ')}) VALUES ${placeholders(columns.length)}`;
}

/** The seal to store; without the key it stays as it was, and so it does when nothing sealed has changed. */
function sealOf(
  sealer: Sealer,
  register: Register,
  before: Stored | undefined,
  after: Stored,
): Uint8Array | null {
  const fields = sealedFields(register.fields);
  if (fields.length === 0) return null;
  const kept = before?.sealed ?? null;
  if (isClosed(sealer, register)) return kept;
  if (before && sameValues(fields, before.values, after.values)) return kept;
  return sealValues(sealer, register, after.id, after.values);
}

/** Writes the columns and child rows in which the two differ. */
export function updateRecord(
  tx: Writer,
  sealer: Sealer,
  register: Register,
  before: Stored,
  after: Stored,
): void {
  const names = columnNames(register, before);
  const stood = columnValues(sealer, register, before, before.sealed);
  const old = new Map(stood.map((value, index) => [names[index], value]));
  const now = columnValues(sealer, register, after, sealOf(sealer, register, before, after));
  const changed = columnNames(register, after).flatMap((name, index): (readonly [string, SqlValue])[] => {
    const value = now[index] ?? null;
    return (old.get(name) ?? null) === value ? [] : [[name, value]];
  });
  if (changed.length > 0) {
    const assignments = changed.map(([name]) => `${quote(name)} = ?`).join(', ');
    const values = changed.map(([, value]) => value);
    tx.run(`UPDATE ${quote(register.id)} SET ${assignments} WHERE id = ?`, [...values, after.id]);
  }
  for (const child of register.children) updateChildren(tx, sealer, register, child, before, after);
}

function updateChildren(
  tx: Writer,
  sealer: Sealer,
  register: Register,
  child: ChildTable,
  before: Stored,
  after: Stored,
): void {
  const table = quote(childTableName(register, child.key));
  const oldRows = before.children[child.key] ?? [];
  const newRows = after.children[child.key] ?? [];
  const kept = new Set(newRows.map((row) => row.rowId));
  const insert = createChildInserter(tx, sealer, register, child);
  for (const row of oldRows) {
    if (!kept.has(row.rowId)) tx.run(`DELETE FROM ${table} WHERE rowId = ?`, [row.rowId]);
  }
  for (const [position, row] of newRows.entries()) {
    const oldPosition = oldRows.findIndex((old) => old.rowId === row.rowId);
    const old = oldRows[oldPosition];
    if (old && oldPosition === position && sameStoredRow(child, old, row)) continue;
    if (old) tx.run(`DELETE FROM ${table} WHERE rowId = ?`, [row.rowId]);
    insert(after.id, position, row);
  }
}

/** Masked rows are the same only when the seal itself was carried over. */
export function sameStoredRow(child: ChildTable, a: StoredRow, b: StoredRow): boolean {
  const sameSeal = standsOpen(child.compartment) || a.sealed === b.sealed;
  return a.rowId === b.rowId && sameSeal && sameValues(child.fields, a.values, b.values);
}

type InsertChildRow = (record: string, position: number, row: StoredRow) => void;

function createChildInserter(
  tx: Writer,
  sealer: Sealer,
  register: Register,
  child: ChildTable,
): InsertChildRow {
  const table = childTableName(register, child.key);
  const system = ['rowId', 'record', 'position'];
  if (child.compartment) {
    const sql = insertStatement(table, [...system, 'sealed', 'masked']);
    return (record, position, row) => {
      if (!row.sealed) throw new Error(`${child.key}: a row of a compartment must be sealed`);
      const masked = isOpen(sealer, child) ? maskRow(child, row.values) : row.values;
      tx.run(sql, [row.rowId, record, position, row.sealed, JSON.stringify(compactValues(masked))]);
    };
  }
  const sql = insertStatement(table, [...system, ...child.fields.map(({ key }) => key)]);
  return (record, position, row) => {
    const values = child.fields.map((field) => valueToColumn(field, row.values[field.key]));
    tx.run(sql, [row.rowId, record, position, ...values]);
  };
}
