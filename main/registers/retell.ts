/**
 * A part goes to other offices, and stops going, with its whole. Each line that tells of it is a revision of its own, or
 * the recipient would take the second one for the first; so the parts are written anew with what was done to the whole.
 */
import type { Register } from '../../domain/register.ts';
import { sealedChildren } from '../../domain/sealed.ts';
import type { Writer } from '../vault/api.ts';
import { type EngineContext, type Entry, findRecord, writeRevision } from './commands.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';

interface Whole {
  readonly register: Register;
  readonly id: string;
}

/** Only parts that an office may have, or all: what is being put into a package at this moment is not noted yet. */
export type Which = 'sent' | 'all';

/** Whether a register's records go with what they are part of. */
export function goesWithWhole({ travels = [] }: Register): boolean {
  return travels.some(({ which }) => which === 'withWhole');
}

/** Writes our parts of a whole, and their parts, with no more than a new revision. */
export function retellParts(
  tx: Writer,
  context: EngineContext,
  { register: whole, id }: Whole,
  which: Which,
  entry: Pick<Entry, 'by' | 'at' | 'reason'>,
): void {
  for (const module of context.modules) {
    const { register } = module;
    const { partOf } = register;
    if (partOf?.register !== whole.id || !goesWithWhole(register)) continue;
    const rows = tx.all<{ id: string }>(
      `SELECT id FROM ${quote(register.id)} WHERE ${quote(partOf.field)} = ? AND office = ? ORDER BY no`,
      [id, context.office.id],
    );
    const sent = 'SELECT 1 AS found FROM sentRecord WHERE record = ? LIMIT 1';
    for (const row of rows.filter((each) => which === 'all' || tx.get(sent, [each.id]))) {
      const before = findRecord(tx, context.vault, module, row.id);
      const next = { ...before, rev: before.rev + 1 };
      writeRevision(tx, context, module, before, next, context.reference(tx), { ...entry, action: 'retell' });
      retellParts(tx, context, { register, id: row.id }, which, entry);
    }
  }
}

/**
 * Somebody now stands in a visit, which never travels itself: what our records that name it have told (nobody petitioned)
 * holds no longer. Each that names nobody of its own is a revision further, which tells that this office cannot say.
 */
export function retellNaming(
  tx: Writer,
  context: EngineContext,
  register: Register,
  [before, after]: readonly [Stored, Stored],
  by: Pick<Entry, 'by' | 'at'>,
): void {
  if (register.travels !== undefined || hasPeople(register, before) || !hasPeople(register, after)) return;
  for (const module of context.modules) {
    if (!module.identityKeys || module.register.travels === undefined) continue;
    const rows = tx.all<{ id: string }>(
      'SELECT DISTINCT record AS id FROM link WHERE targetRegister = ? AND target = ? AND register = ? ORDER BY id',
      [register.id, after.id, module.register.id],
    );
    for (const { id } of rows) {
      const named = findRecord(tx, context.vault, module, id);
      if (named.office !== context.office.id || hasPeople(module.register, named)) continue;
      const next = { ...named, rev: named.rev + 1 };
      const entry = { ...by, action: 'retell', reason: `${after.no}登记了反映人` };
      writeRevision(tx, context, module, named, next, context.reference(tx), entry);
    }
  }
}

const hasPeople = (register: Register, { children }: Pick<Stored, 'children'>): boolean =>
  sealedChildren(register).some(({ key }) => (children[key] ?? []).length > 0);
