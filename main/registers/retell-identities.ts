/**
 * Letters that were sent before this office had the network's key say nothing of who petitioned: nobody can compare a paper
 * with these people where they arrived, nor find repeats. Once the key is there they go once more, with their digests.
 */
import { createHash } from 'node:crypto';
import { sealedChildren } from '../../domain/sealed.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { currentSeq, takeSeqs } from './counters.ts';
import { readSetting, writeSetting } from './settings.ts';
import { childTableName, quote } from './sql.ts';
import type { RegisterModule } from './deps.ts';
import type { Chart } from './travelling.ts';

const settingKey = 'travels.identities';
const recordsAtOnce = 500;

/** Of the key, which the setting is not to show a second time. */
const markOf = (salt: string): string => createHash('sha256').update(`told by ${salt}`).digest('hex');

/**
 * Once for each key: our records that name somebody go with the next package, in their order, as if they had changed last.
 * Their revision stays, so whoever has them takes the digests alone. Writes nothing where they have been told by this key.
 */
export function* retellIdentities(tx: Writer, { modules, office }: Chart, salt: string): Slices<void> {
  if (office.level !== 'COUNTY' || readSetting(tx, settingKey) === markOf(salt)) return;
  const telling = modules.filter(
    ({ identityKeys, register }) => identityKeys !== undefined && register.travels !== undefined,
  );
  const raise = currentSeq(tx);
  // Every one of them rises by as much, so that they keep their order above all there are.
  if (raise > 0) takeSeqs(tx, raise);
  for (const module of telling) {
    const ids = withPeople(tx, module, office.id);
    for (let from = 0; from < ids.length; from += recordsAtOnce) {
      tx.run(
        `UPDATE ${quote(module.register.id)} SET changedSeq = changedSeq + ?
         WHERE id IN (SELECT value FROM json_each(?))`,
        [raise, JSON.stringify(ids.slice(from, from + recordsAtOnce))],
      );
      yield;
    }
  }
  writeSetting(tx, settingKey, markOf(salt));
}

/** Ids of this office's records that name people under seal. */
export function withPeople(
  reader: Reader,
  { register }: Pick<RegisterModule, 'register'>,
  office: string,
): readonly string[] {
  const named = sealedChildren(register).map(
    (child) => `SELECT record FROM ${quote(childTableName(register, child.key))}`,
  );
  if (named.length === 0) return [];
  return reader
    .all<{ id: string }>(
      `SELECT id FROM ${quote(register.id)} WHERE office = ? AND id IN (${named.join(' UNION ')}) ORDER BY id`,
      [office],
    )
    .map(({ id }) => id);
}
