/**
 * A part goes to other offices, and stops going, with its whole. Each line that tells of it is a revision of its own, or
 * the recipient would take the second one for the first; so the parts are written anew with what was done to the whole.
 */
import type { Register } from '../../domain/register.ts';
import type { Writer } from '../vault/api.ts';
import { type EngineContext, type Entry, findRecord, writeRevision } from './commands.ts';
import { quote } from './sql.ts';

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
