/**
 * The trail of a record: who changed what, from what, to what. The entry of a record's creation holds no values:
 * they follow from today's record and the changes since, so nothing is kept twice.
 */
import type { ChildRow, ChildTable, Register, Value, Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { compactValues, sameValue } from './codec.ts';
import { sealReason } from './history-seal.ts';
import type { Sealer } from './sealed-record.ts';
import { sameStoredRow, type Stored, type StoredRow } from './store.ts';

/** A change of one field, of a child table as a whole (rows of a compartment masked), or of `state` and the void mark. */
export type Change =
  | { readonly field: string; readonly before: Value; readonly after: Value }
  | { readonly child: string; readonly before: readonly ChildRow[]; readonly after: readonly ChildRow[] }
  | { readonly field: string; readonly redacted: true };

export interface HistoryEntry {
  readonly rev: number;
  readonly at: number;
  readonly by: string;
  readonly action: string;
  /** null also where it is sealed; see {@link openEntries}. */
  readonly reason: string | null;
  /** null for the entry with which the record began. */
  readonly changes: readonly Change[] | null;
  readonly sealed: Uint8Array | null;
}

const plainRows = (rows: readonly StoredRow[]): readonly ChildRow[] =>
  rows.map(({ rowId, values }) => ({ rowId, values: compactValues(values) }));

/** What differs between two states of a record. */
export function compareRecords(register: Register, before: Stored, after: Stored): readonly Change[] {
  const changes: Change[] = [];
  if (before.state !== after.state)
    changes.push({ field: 'state', before: before.state, after: after.state });
  for (const { key } of register.fields) {
    const [old, now] = [before.values[key], after.values[key]];
    if (!sameValue(old, now)) changes.push({ field: key, before: old ?? null, after: now ?? null });
  }
  for (const child of register.children) {
    const [old, now] = [before.children[child.key] ?? [], after.children[child.key] ?? []];
    if (!sameRows(child, old, now))
      changes.push({ child: child.key, before: plainRows(old), after: plainRows(now) });
  }
  return changes;
}

/** Whether a child table holds the same rows in the same order. */
export function sameRows(child: ChildTable, a: readonly StoredRow[], b: readonly StoredRow[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, index) => sameStoredRow(child, row, b[index] ?? row) && row.rowId === b[index]?.rowId)
  );
}

export function writeHistory(
  tx: Writer,
  vault: Sealer,
  register: Register,
  record: string,
  entry: HistoryEntry,
): void {
  const { reason, sealed } = sealReason(vault, register, record, entry);
  tx.run(
    'INSERT INTO change (register, record, rev, at, by, action, reason, "changes", sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      register.id,
      record,
      entry.rev,
      entry.at,
      entry.by,
      entry.action,
      reason,
      entry.changes === null ? null : JSON.stringify(entry.changes),
      sealed,
    ],
  );
}

interface ChangeRow {
  readonly rev: number;
  readonly at: number;
  readonly by: string;
  readonly action: string;
  readonly reason: string | null;
  readonly changes: string | null;
  readonly sealed: Uint8Array | null;
}

/** Oldest first. */
export function readHistory(reader: Reader, record: string): readonly HistoryEntry[] {
  const rows = reader.all<ChangeRow>(
    'SELECT rev, at, by, action, reason, "changes", sealed FROM change WHERE record = ? ORDER BY rev',
    [record],
  );
  return rows.map((row) => ({
    ...row,
    changes: row.changes === null ? null : (JSON.parse(row.changes) as Change[]),
  }));
}

/** The clear and masked parts of a record at one revision, without its stamps. */
export interface Snapshot {
  readonly state: string;
  readonly values: Values;
  readonly children: Readonly<Record<string, readonly ChildRow[]>>;
}

/** Goes back from today's record to the state after `rev`; what the entries hide is masked. */
export function snapshotAt(stored: Stored, entries: readonly HistoryEntry[], rev: number): Snapshot {
  let state = stored.state;
  const values: Record<string, Value> = { ...stored.values };
  const children = Object.fromEntries(
    Object.entries(stored.children).map(([key, rows]) => [key, plainRows(rows)]),
  );
  for (const entry of entries.toReversed()) {
    if (entry.rev <= rev) break;
    for (const change of entry.changes ?? []) {
      if ('child' in change) children[change.child] = change.before;
      else if ('redacted' in change) delete values[change.field];
      else if (change.field === 'state') state = String(change.before);
      else values[change.field] = change.before;
    }
  }
  return { state, values: compactValues(values), children };
}

/** What the opening entry would list: every field that was filled then. */
export function initialChanges(
  register: Register,
  stored: Stored,
  entries: readonly HistoryEntry[],
): readonly Change[] {
  const [first] = entries;
  if (!first) return [];
  const { values, children } = snapshotAt(stored, entries, first.rev);
  const fields = register.fields
    .filter(({ key }) => values[key] !== undefined)
    .map(({ key }): Change => ({ field: key, before: null, after: values[key] ?? null }));
  const rows = register.children
    .filter(({ key }) => (children[key]?.length ?? 0) > 0)
    .map(({ key }): Change => ({ child: key, before: [], after: children[key] ?? [] }));
  return [...fields, ...rows];
}

/**
 * Blanks what earlier entries say about these fields and child tables: a letter found to be 径送 may leave no
 * trace of its content. That something stood there, when and by whom stays visible.
 */
export function redactHistory(tx: Writer, record: string, kept: ReadonlySet<string>): void {
  for (const entry of readHistory(tx, record)) {
    const changes = entry.changes?.map((change): Change => {
      const key = 'child' in change ? change.child : change.field;
      return kept.has(key) ? change : { field: key, redacted: true };
    });
    tx.run('UPDATE change SET "changes" = ?, sealed = NULL WHERE record = ? AND rev = ?', [
      changes ? JSON.stringify(changes) : null,
      record,
      entry.rev,
    ]);
  }
}

/**
 * Takes one field of a child table out of what the entries say, where it has moved to another record. That its rows changed,
 * when and by whom stays visible.
 */
export function forgetInHistory(tx: Writer, record: string, child: string, field: string): void {
  const without = (rows: readonly ChildRow[]): readonly ChildRow[] =>
    rows.map(({ rowId, values: { [field]: _moved, ...values } }) => ({ rowId, values }));
  for (const { rev, changes } of readHistory(tx, record)) {
    if (!changes?.some((change) => 'child' in change && change.child === child)) continue;
    const kept = changes.map((change): Change => {
      if (!('child' in change) || change.child !== child) return change;
      const [before, after] = [without(change.before), without(change.after)];
      const same = JSON.stringify(before) === JSON.stringify(after);
      return same ? { field: child, redacted: true } : { child, before, after };
    });
    tx.run('UPDATE change SET "changes" = ? WHERE record = ? AND rev = ?', [
      JSON.stringify(kept),
      record,
      rev,
    ]);
  }
}
