/**
 * The trail of a record: who changed what, from what, to what. The entry of a record's creation holds no values:
 * they follow from today's record and the changes since, so nothing is kept twice.
 */
import type { ChildRow, ChildTable, Compartment, Register, Value, Values } from '../../domain/register.ts';
import { compartmentIn, standingIn } from '../../domain/sealed.ts';
import type { Reader, Vault, Writer } from '../vault/api.ts';
import { compactValues, sameValue } from './codec.ts';
import { isOpen, maskField, type Opener, type Sealer } from './sealed-record.ts';
import { maskRow, openRow } from './sealed-rows.ts';
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

export interface SealedChanges {
  /** As they may stand in clear: what changed in a compartment is masked. */
  readonly changes: readonly Change[];
  /** Clear before and after of what changed in a compartment, for those who may see it; null when nothing did. */
  readonly sealed: Uint8Array | null;
}

/** By the key of the field or child table. */
type Secrets = Record<string, { readonly before: unknown; readonly after: unknown }>;

/** Parts what {@link compareRecords} found into what everybody who reads the record may see, and a seal. */
export function sealChanges(
  vault: Vault,
  register: Register,
  before: Stored,
  after: Stored,
  changes: readonly Change[],
): SealedChanges {
  const secrets: Secrets = {};
  const shown = changes.map((change): Change => {
    if ('redacted' in change) return change;
    if ('child' in change) {
      const child = register.children.find(({ key }) => key === change.child);
      if (!child?.compartment) return change;
      const clear = (stored: Stored): readonly ChildRow[] =>
        (stored.children[child.key] ?? []).map((row) => plainRow(openRow(vault, child, row)));
      secrets[child.key] = { before: clear(before), after: clear(after) };
      return isOpen(vault, child) ? maskRows(child, change) : change;
    }
    const field = register.fields.find(({ key }) => key === change.field);
    if (!field?.compartment) return change;
    secrets[field.key] = { before: change.before, after: change.after };
    return { ...change, before: maskField(field, change.before), after: maskField(field, change.after) };
  });
  if (Object.keys(secrets).length === 0) return { changes, sealed: null };
  const compartment = compartmentIn(register);
  if (!compartment) throw new Error(`${register.id}: something sealed without a compartment`);
  const plain = Buffer.from(JSON.stringify(secrets));
  return {
    changes: shown,
    sealed: vault.sealField(compartment, changeContext(after.id, after.rev), plain),
  };
}

const plainRow = ({ rowId, values }: ChildRow): ChildRow => ({ rowId, values: compactValues(values) });

function maskRows(child: ChildTable, change: Extract<Change, { readonly child: string }>): Change {
  const masked = (rows: readonly ChildRow[]): readonly ChildRow[] =>
    rows.map(({ rowId, values }) => ({ rowId, values: maskRow(child, values) }));
  return { child: child.key, before: masked(change.before), after: masked(change.after) };
}

/** Entries with what they hide put back, where the register's compartment stands open to this session. */
export function openEntries(
  vault: Opener,
  register: Register,
  record: string,
  entries: readonly HistoryEntry[],
): readonly HistoryEntry[] {
  const compartment = standingIn(register);
  if (!compartment || !vault.compartments.has(compartment)) return entries;
  return entries.map((entry) => {
    if (!entry.sealed) return entry;
    const secrets = openSecrets(vault, compartment, changeContext(record, entry.rev), entry.sealed);
    const changes = entry.changes?.map((change) => {
      const secret = secrets['child' in change ? change.child : change.field];
      return secret ? ({ ...change, ...secret } as Change) : change;
    });
    const reason = secrets[reasonKey]?.after;
    return {
      ...entry,
      changes: changes ?? null,
      reason: typeof reason === 'string' ? reason : entry.reason,
    };
  });
}

function openSecrets(vault: Opener, compartment: Compartment, context: string, sealed: Uint8Array): Secrets {
  return JSON.parse(Buffer.from(vault.openField(compartment, context, sealed)).toString()) as Secrets;
}

/** Where the reason lies in the seal of a change; no field is called so. */
const reasonKey = '#reason';

/** Names of files and reasons given at steps say as much as what is sealed; who decides a voiding must read its reason. */
export function isReasonOpen(action: string): boolean {
  return action.startsWith('void');
}

/**
 * The test on rows of `change` for reasons of this register that lie in clear and should be sealed; as an index over them has
 * it, so that looking for them costs nothing while there are none.
 */
export function clearReasons({ id }: Pick<Register, 'id'>): string {
  return `register = '${id}' AND reason IS NOT NULL AND action NOT LIKE 'void%'`;
}

/**
 * The reason put into the seal, where the register's compartment stands open to this session. What somebody without
 * the key writes cannot be sealed by him.
 */
export function sealReason(
  vault: Sealer,
  register: Register,
  record: string,
  entry: Pick<HistoryEntry, 'rev' | 'action' | 'reason' | 'sealed'>,
): Pick<HistoryEntry, 'reason' | 'sealed'> {
  const compartment = standingIn(register);
  if (!compartment || !vault.compartments.has(compartment)) return entry;
  if (entry.reason === null || isReasonOpen(entry.action)) return entry;
  const context = changeContext(record, entry.rev);
  const known = entry.sealed ? openSecrets(vault, compartment, context, entry.sealed) : {};
  const secrets: Secrets = { ...known, [reasonKey]: { before: null, after: entry.reason } };
  const sealed = vault.sealField(compartment, context, Buffer.from(JSON.stringify(secrets)));
  return { reason: null, sealed };
}

/** What a sealed change is bound to. */
export function changeContext(record: string, rev: number): string {
  return `change:${record}:${rev}`;
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
