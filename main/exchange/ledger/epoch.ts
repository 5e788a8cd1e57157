import { createHash } from 'node:crypto';
import type { ClockDep, RandomDep } from '../../deps.ts';
import { createId } from '../../deps.ts';
import type { Reader, Writer } from '../../vault/api.ts';

export interface Epoch {
  /** UUIDv7. */
  readonly epoch: string;
  readonly reason: 'first' | 'restored';
  readonly startedAt: number;
}

export function currentEpoch(reader: Reader): Epoch | undefined {
  return reader.get<Epoch>('SELECT epoch, reason, startedAt FROM exchangeEpoch WHERE id = 1');
}

/** The epoch packages are sent in; begins the first one. */
export function ensureEpoch(deps: ClockDep & RandomDep, tx: Writer): Epoch {
  return currentEpoch(tx) ?? beginEpoch(deps, tx, 'first');
}

/**
 * Starts a new line of numbering for every outgoing stream. To be called in the first transaction after a vault was
 * restored from a backup or found to be older than what the PC has seen: numbers after the backup were used already,
 * and using them again for other contents would fork the streams for ever. The id is later than that of the epoch before,
 * whatever the clock says: recipients tell a restored sender from a late medium by it. So is it later than `after`, an
 * epoch of ours that a backup does not know of.
 */
export function beginEpoch(
  deps: ClockDep & RandomDep,
  tx: Writer,
  reason: Epoch['reason'] = 'restored',
  after: string | null = null,
): Epoch {
  const earlier = [currentEpoch(tx)?.epoch ?? null, after].flatMap((id) => (id === null ? [] : [id]));
  const startedAt = Math.max(deps.now(), ...earlier.map((id) => timeOf(id) + 1));
  const epoch: Epoch = { epoch: createId({ ...deps, now: () => startedAt }), reason, startedAt };
  tx.run(
    `INSERT INTO exchangeEpoch (id, epoch, reason, startedAt, receipts) VALUES (1, ?, ?, ?, 0)
     ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, reason = excluded.reason, startedAt = excluded.startedAt,
     receipts = 0`,
    [epoch.epoch, epoch.reason, epoch.startedAt],
  );
  return epoch;
}

/** Number of the next receipt in this epoch, counted from 1. */
export function takeReceiptNumber(tx: Writer): number {
  tx.run('UPDATE exchangeEpoch SET receipts = receipts + 1 WHERE id = 1');
  return tx.get<{ receipts: number }>('SELECT receipts FROM exchangeEpoch WHERE id = 1')?.receipts ?? 0;
}

/**
 * Marks package numbers given out after a restore: the ones the backup does not know of were used already, and nobody can
 * say which. Four characters that differ from restore to restore.
 */
export function restoreMark(epoch: string): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const bytes = createHash('sha256').update(epoch).digest().subarray(0, 3);
  return `R${Array.from(bytes, (byte) => letters[byte % letters.length] ?? '').join('')}`;
}

/** Nobody's clock is a century ahead: what says so was made up, and would leave no room for later epochs. */
const latestBelievable = Date.UTC(2100, 0, 1);

/** The latest of these epochs of ours when it is later than our present one: a backup put us back behind it. */
export function forgottenEpoch(reader: Reader, named: readonly string[]): string | undefined {
  const present = currentEpoch(reader)?.epoch ?? '';
  return named
    .filter((epoch) => epoch > present && timeOf(epoch) < latestBelievable)
    .sort()
    .at(-1);
}

/** Milliseconds since 1970 of a UUIDv7. */
const timeOf = (id: string) => parseInt(id.replaceAll('-', '').slice(0, 12), 16);
