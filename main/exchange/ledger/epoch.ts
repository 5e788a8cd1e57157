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
 * whatever the clock says: recipients tell a restored sender from a late medium by it.
 */
export function beginEpoch(
  deps: ClockDep & RandomDep,
  tx: Writer,
  reason: Epoch['reason'] = 'restored',
): Epoch {
  const previous = currentEpoch(tx);
  const startedAt = Math.max(deps.now(), previous ? timeOf(previous.epoch) + 1 : 0);
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

/** Milliseconds since 1970 of a UUIDv7. */
const timeOf = (id: string) => parseInt(id.replaceAll('-', '').slice(0, 12), 16);
