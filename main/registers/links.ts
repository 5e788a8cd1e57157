/**
 * Which records name which: every id in a `record` or `records` field is also a row of the `link` table, written in the
 * same transaction, so that a page shows both directions without searching (decision 013).
 */
import type { Register } from '../../domain/register.ts';
import type { Writer } from '../vault/api.ts';
import { isReference, namedIds } from './related.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';

type Linked = Pick<Stored, 'id' | 'values'>;

const insertion =
  'INSERT OR IGNORE INTO link (register, record, field, targetRegister, target) VALUES (?, ?, ?, ?, ?)';

/** Brings the rows of a record up to what its fields name now; `before` is null for a new record. */
export function writeLinks(tx: Writer, register: Register, before: Linked | null, after: Linked): void {
  for (const { key, list } of register.fields.filter(isReference)) {
    const old = namedIds(before?.values[key]);
    const now = namedIds(after.values[key]);
    for (const id of old.filter((each) => !now.includes(each)))
      tx.run('DELETE FROM link WHERE record = ? AND field = ? AND target = ?', [after.id, key, id]);
    for (const id of now.filter((each) => !old.includes(each)))
      tx.run(insertion, [register.id, after.id, key, list ?? register.id, id]);
  }
}

/** For a vault that held records before links were kept. */
export function linkStored(tx: Writer, register: Register): void {
  for (const { key, list, type } of register.fields.filter(isReference)) {
    const field = quote(key);
    const [source, target] =
      type === 'record' ? ['', `r.${field}`] : [`, json_each(r.${field}) AS named`, 'named.value'];
    tx.run(
      `INSERT OR IGNORE INTO link (register, record, field, targetRegister, target)
       SELECT ?, r.id, ?, ?, ${target} FROM ${quote(register.id)} AS r${source} WHERE r.${field} IS NOT NULL`,
      [register.id, key, list ?? register.id],
    );
  }
}
