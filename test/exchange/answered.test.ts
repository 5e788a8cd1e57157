/** How much of a large content goes at a time where more is refused than a receipt names. */
import { expect, it } from 'vitest';
import { answeredBy } from '../../main/exchange/ledger/answered.ts';
import { migrateExchange } from '../../main/exchange/ledger/schema.ts';
import { mostRefusals } from '../../main/exchange/refusals.ts';
import { mostAtOnce } from '../../main/registers/portion.ts';
import { createMemoryVault } from './memory-vault.ts';

const changes = 100_000;
const between = (first: number, last: number, step = 1): readonly number[] =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step);

/** An office with so many changes, each of a record named like it, and a recipient who refuses those in `bad`. */
async function correspondence(bad: Set<number>) {
  const vault = await createMemoryVault();
  vault.transact((tx) => {
    migrateExchange(tx);
  });
  let top = changes;
  let sequence = 0;
  const gone = new Set<number>();
  const standing = () => {
    const stream = { epoch: 'e', sequence, lastHash: null, ackSequence: sequence, ackCursor: 0 };
    return answeredBy(vault, 'city', 'petitions', stream);
  };
  /** A package and its receipt, as main/service/exchange/portions.ts cuts it. */
  const round = (): void => {
    const { cursor: from, refused, few = mostAtOnce } = standing();
    const most = from + mostAtOnce < top ? Math.min(few, mostAtOnce) : mostAtOnce;
    const until = Math.min(top, from + most);
    const sent = [...refused.map(Number), ...between(from + 1, until)].filter((record) => !gone.has(record));
    const refusals = sent
      .filter((record) => bad.has(record))
      .map((record) => ({
        register: 'petition',
        id: `${record}`,
        no: '',
        code: 'malformed',
        reason: '不对。',
      }));
    const counts = { accepted: sent.length - refusals.length, unchanged: 0, refused: refusals.length };
    const result = JSON.stringify({ ...counts, refusals: refusals.slice(0, mostRefusals) });
    sequence += 1;
    vault.transact((tx) => {
      tx.run(
        `INSERT INTO exchangePackage (id, no, direction, kind, state, sender, period, mark, counts, entries, cursor,
         createdById, createdByName, createdAt)
         VALUES (?, '', 'out', 'petitions', 'RECEIPTED', '', '', '', '', '', ?, '', '', 0)`,
        [`${sequence}`, until],
      );
      tx.run(
        `INSERT INTO exchangeRecipient (package, office, fingerprint, epoch, sequence, since, sinceEpoch, result)
         VALUES (?, 'city', '', 'e', ?, 0, 'e', ?)`,
        [`${sequence}`, sequence, result],
      );
    });
  };
  return {
    standing,
    /** Until everything has been answered for, or nothing moves any more. */
    finish: (): boolean => {
      for (let left = 40; left > 0 && standing().cursor < top; left -= 1) round();
      return standing().cursor === top;
    },
    /** The records are changed so that they are taken: that is what they are from now on. */
    correct: (records: readonly number[]): void => {
      for (const record of records) {
        bad.delete(record);
        gone.add(record);
        top += 1;
      }
    },
  };
}

const sorted = (records: Iterable<number | string>): readonly number[] =>
  [...records].map(Number).sort((a, b) => a - b);

it('beside what stays refused ever fewer go at a time until a receipt names all, and then more again', async () => {
  // More than there is room for, until the last are corrected.
  const early = between(100, 11_000, 100);
  const passing = between(40_201, 40_203);
  const bad = new Set([...early, ...between(40_001, 40_089), ...passing]);
  const { standing, finish, correct } = await correspondence(bad);
  expect(finish()).toBe(false);
  expect(standing().refused).toHaveLength(mostRefusals);
  expect(standing().cursor).toBe(40_201);
  correct(passing);
  expect(finish()).toBe(true);
  expect(sorted(standing().refused)).toEqual(sorted(bad));
});

it('where what stays refused is spread evenly, all of it comes to be named too', async () => {
  const bad = new Set([...between(250, 40_000, 250), ...between(60_000, 60_039)]);
  expect(bad.size).toBe(mostRefusals);
  const { standing, finish } = await correspondence(bad);
  expect(finish()).toBe(true);
  expect(sorted(standing().refused)).toEqual(sorted(bad));
});
