/**
 * Circulars that a later version of the program has begun to send (共性问题): what had been marked for one before lies below
 * what its recipients have acknowledged of that kind, and would go only when it changes again.
 */
import { writeSetting, readSetting } from './settings.ts';
import { quote } from './sql.ts';
import { takeSeqs } from './counters.ts';
import { type Chart, inForceFor, type Journey } from './travelling.ts';
import type { Writer } from '../vault/api.ts';

const settingKey = 'travels.circulars';

interface Circular extends Omit<Journey, 'peer'> {
  readonly name: string;
}

/** What goes to every office below because of a mark of its own. */
function circulars({ modules, office }: Chart): readonly Circular[] {
  if (office.level !== 'CITY') return [];
  return modules.flatMap(({ register }) =>
    (register.travels ?? [])
      .filter(({ which, only, direction }) => which === 'all' && only !== undefined && direction === 'down')
      .map((travel) => ({ name: `${register.id}/${travel.kind}`, register, travel })),
  );
}

/**
 * Once for each circular: everything in force goes with the next package, as if it had changed last. Its revision stays, so
 * whoever has it already takes it for what it is. Writes nothing when all are known.
 */
export function tellOlderCirculars(tx: Writer, chart: Chart): void {
  const stored = readSetting(tx, settingKey);
  const known = new Set<unknown>(Array.isArray(stored) ? stored : []);
  const fresh = circulars(chart).filter(({ name }) => !known.has(name));
  if (fresh.length === 0) return;
  for (const { register, travel } of fresh) {
    const { sql, params } = inForceFor(chart, { register, travel, peer: '' });
    const rows = tx.all<{ id: string }>(`SELECT id FROM (${sql}) ORDER BY seq, id`, params);
    if (rows.length === 0) continue;
    const first = takeSeqs(tx, rows.length);
    for (const [index, { id }] of rows.entries())
      tx.run(`UPDATE ${quote(register.id)} SET changedSeq = ? WHERE id = ?`, [first + index, id]);
  }
  writeSetting(tx, settingKey, [...known, ...fresh.map(({ name }) => name)]);
}
