/**
 * What of a trail is sealed: before and after of what lies in a compartment, and reasons where it stands open to its
 * keepers. Beside the seal stand masks.
 */
import type { ChildRow, ChildTable, Compartment, Register } from '../../domain/register.ts';
import { compartmentIn, standingIn } from '../../domain/sealed.ts';
import type { Vault } from '../vault/api.ts';
import { compactValues } from './codec.ts';
import type { Change, HistoryEntry } from './history.ts';
import { maskField, type Opener, type Sealer } from './sealed-record.ts';
import { maskRow, openRow } from './sealed-rows.ts';
import type { Stored } from './store.ts';

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
  const clear = changes.map((change): Change => {
    const child = 'child' in change && register.children.find(({ key }) => key === change.child);
    if (!child || !child.compartment) return change;
    const rows = (stored: Stored): readonly ChildRow[] =>
      (stored.children[child.key] ?? []).map((row) => plainRow(openRow(vault, child, row)));
    return { child: child.key, before: rows(before), after: rows(after) };
  });
  return sealClear(vault, register, after, clear);
}

/**
 * As {@link sealChanges}, of changes that are in clear; they led to the revision `rev` of the record. What the register's
 * description has no longer, or not yet, may have been sealed where it comes from: beside a compartment it is.
 */
export function sealClear(
  vault: Sealer,
  register: Register,
  { id, rev }: Pick<Stored, 'id' | 'rev'>,
  changes: readonly Change[],
): SealedChanges {
  const secrets: Secrets = {};
  const compartment = compartmentIn(register);
  const shown = changes.map((change): Change => {
    if ('redacted' in change) return change;
    if ('child' in change) {
      const child = register.children.find(({ key }) => key === change.child);
      if (!(child ? child.compartment : compartment)) return change;
      secrets[change.child] = { before: change.before, after: change.after };
      return child ? maskRows(child, change) : { child: change.child, before: [], after: [] };
    }
    if (change.field === 'state') return change;
    const field = register.fields.find(({ key }) => key === change.field);
    if (!(field ? field.compartment : compartment)) return change;
    secrets[change.field] = { before: change.before, after: change.after };
    if (!field) return { ...change, before: null, after: null };
    return { ...change, before: maskField(field, change.before), after: maskField(field, change.after) };
  });
  if (Object.keys(secrets).length === 0) return { changes, sealed: null };
  if (!compartment) throw new Error(`${register.id}: something sealed without a compartment`);
  const plain = Buffer.from(JSON.stringify(secrets));
  return { changes: shown, sealed: vault.sealField(compartment, changeContext(id, rev), plain) };
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
  return entries.map((entry) =>
    entry.sealed ? openEntry(vault, compartment, record, entry, entry.sealed) : entry,
  );
}

function openEntry(
  vault: Opener,
  compartment: Compartment,
  record: string,
  entry: HistoryEntry,
  sealed: Uint8Array,
): HistoryEntry {
  const secrets = openSecrets(vault, compartment, changeContext(record, entry.rev), sealed);
  const changes = entry.changes?.map((change) => {
    const secret = secrets['child' in change ? change.child : change.field];
    return secret && !('redacted' in change) ? ({ ...change, ...secret } as Change) : change;
  });
  const reason = secrets[reasonKey]?.after;
  return {
    ...entry,
    changes: changes ?? null,
    reason: typeof reason === 'string' ? reason : entry.reason,
  };
}

/**
 * Entries with everything they hide put back, whichever compartment it lies in: for a recipient who is to have all of it.
 * Throws ExpectedError `CompartmentClosed`.
 */
export function clearChanges(
  vault: Opener,
  register: Register,
  record: string,
  entries: readonly HistoryEntry[],
): readonly HistoryEntry[] {
  const compartment = compartmentIn(register);
  return entries.map((entry) =>
    entry.sealed && compartment ? openEntry(vault, compartment, record, entry, entry.sealed) : entry,
  );
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
