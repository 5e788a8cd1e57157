/** Counters that only rise, kept in the database so that they move with the transaction that used them. */
import type { Reader, Writer } from '../vault/api.ts';

export function readCounter(reader: Reader, mask: string, scope: string): number {
  const row = reader.get<{ last: number }>('SELECT last FROM counter WHERE mask = ? AND scope = ?', [
    mask,
    scope,
  ]);
  return row?.last ?? 0;
}

export function writeCounter(tx: Writer, mask: string, scope: string, last: number): void {
  tx.run(
    'INSERT INTO counter (mask, scope, last) VALUES (?, ?, ?) ON CONFLICT (mask, scope) DO UPDATE SET last = excluded.last',
    [mask, scope, last],
  );
}

/** The next value, already recorded. */
export function takeNext(tx: Writer, mask: string, scope: string): number {
  const next = readCounter(tx, mask, scope) + 1;
  writeCounter(tx, mask, scope, next);
  return next;
}

const changes = ['change sequence', ''] as const;

/** Rises with every change of any record; a package since N carries what is above N. */
export function currentSeq(reader: Reader): number {
  return readCounter(reader, ...changes);
}

export function takeSeq(tx: Writer): number {
  return takeNext(tx, ...changes);
}

/** Hands out many values and writes the counter once, for imports. */
export function takeSeqs(tx: Writer, count: number): number {
  const first = currentSeq(tx) + 1;
  writeCounter(tx, ...changes, first + count - 1);
  return first;
}
