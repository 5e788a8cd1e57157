/**
 * Letters that were sent before this office had the network's key say nothing of who petitioned: nobody can compare a paper
 * with these people where they arrived, nor find repeats. Once the key is there they go once more, with their digests.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sealedChildren } from '../../domain/sealed.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { currentSeq, takeSeqs } from './counters.ts';
import { readSetting, writeSetting } from './settings.ts';
import { childTableName, quote } from './sql.ts';
import type { RegisterModule } from './deps.ts';
import type { Chart } from './travelling.ts';

const settingKey = 'travels.identities';
const recordsAtOnce = 500;
/** A package takes 200,000 records and 256 MiB; what changed besides has to find room in it too. */
const mostAtOnce = 20_000;

/** Of the key, which the setting is not to show a second time. */
const markOf = (salt: string): string => createHash('sha256').update(`told by ${salt}`).digest('hex');

/** The mark alone once all have been told. Those that last changed at `below` or before are left, and `until` ends what was raised. */
const underWay = z.strictObject({ mark: z.string(), below: z.int(), until: z.int() });

/**
 * Once for each key: our records that name somebody go with the next packages, in their order, as if they had changed last,
 * no more than `most` at once; {@link retellFurther} goes on. Their revision stays, so whoever has them takes the digests alone.
 * Writes nothing where they have been told by this key, or are being told.
 */
export function* retellIdentities(tx: Writer, chart: Chart, salt: string, most = mostAtOnce): Slices<void> {
  const mark = markOf(salt);
  const known = readSetting(tx, settingKey);
  if (chart.office.level !== 'COUNTY' || known === mark) return;
  if (underWay.safeParse(known).data?.mark === mark) return;
  yield* raiseSome(tx, chart, mark, currentSeq(tx), most);
}

/** The next of them, when the recipient has acknowledged all up to `acknowledged` and what was raised last is among it. */
export function* retellFurther(
  tx: Writer,
  chart: Chart,
  acknowledged: number,
  most = mostAtOnce,
): Slices<void> {
  const { data: rest } = underWay.safeParse(readSetting(tx, settingKey));
  if (rest && acknowledged >= rest.until) yield* raiseSome(tx, chart, rest.mark, rest.below, most);
}

/** The oldest of those left; what has changed since `below` goes with its digests anyway. */
function* raiseSome(
  tx: Writer,
  { modules, office }: Chart,
  mark: string,
  below: number,
  most: number,
): Slices<void> {
  const telling = modules.filter(
    ({ identityKeys, register }) => identityKeys !== undefined && register.travels !== undefined,
  );
  let room = most;
  let isAll = true;
  for (const module of telling) {
    const left = withPeople(tx, module, office.id, below);
    const ids = left.slice(0, room);
    isAll &&= ids.length === left.length;
    room -= ids.length;
    const first = ids.length > 0 ? takeSeqs(tx, ids.length) : 0;
    for (let from = 0; from < ids.length; from += recordsAtOnce) {
      tx.run(
        `UPDATE ${quote(module.register.id)} SET changedSeq = ? + told.key
         FROM json_each(?) told WHERE ${quote(module.register.id)}.id = told.value`,
        [first + from, JSON.stringify(ids.slice(from, from + recordsAtOnce))],
      );
      yield;
    }
  }
  writeSetting(tx, settingKey, isAll ? mark : { mark, below, until: currentSeq(tx) });
}

/** Ids of this office's records that name people under seal and last changed at `below` or before, oldest change first. */
export function withPeople(
  reader: Reader,
  { register }: Pick<RegisterModule, 'register'>,
  office: string,
  below: number,
): readonly string[] {
  const named = sealedChildren(register).map(
    (child) => `SELECT record FROM ${quote(childTableName(register, child.key))}`,
  );
  if (named.length === 0) return [];
  return reader
    .all<{ id: string }>(
      `SELECT id FROM ${quote(register.id)} WHERE office = ? AND changedSeq <= ?
       AND id IN (${named.join(' UNION ')}) ORDER BY changedSeq, id`,
      [office, below],
    )
    .map(({ id }) => id);
}
