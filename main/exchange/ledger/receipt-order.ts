/**
 * Which of two receipts of an office is the later one, when it may have been restored in between. Its epochs never
 * overlap, but a medium with a receipt of an earlier one may come last, and clocks of PCs without a network are not to be
 * trusted. What cannot lie is our own numbering: who acknowledges a package that was sealed after we had heard of another
 * epoch is later than that epoch. Where nothing proves it, the time in the epoch's id has to do.
 */
import type { PackageKind } from '../../../domain/package-kinds.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import type { Receipt, ReceiptStream } from '../receipt.ts';
import type { Epoch } from './epoch.ts';

/** `outdated`: says nothing new. `overtaken`: from an epoch that has been replaced. `present`: the latest word. */
export type ReceiptStanding = 'outdated' | 'overtaken' | 'present';

/** `own` is our present epoch, in which alone packages can still be acknowledged. */
export function standingOf(
  reader: Reader,
  giver: string,
  receipt: Receipt,
  own: Epoch | undefined,
): ReceiptStanding {
  const known = reader.get<{ number: number; superseded: number }>(
    'SELECT number, superseded FROM exchangeReceiptIn WHERE sender = ? AND epoch = ?',
    [giver, receipt.epoch],
  );
  if (known && receipt.number < known.number) return 'outdated';
  if (known?.superseded === 0) return 'present';
  // Only the present epoch's last receipt is taken twice: it may come on paper and on a medium.
  if (known && receipt.number === known.number) return 'outdated';
  const present = reader.get<{ epoch: string }>(
    'SELECT epoch FROM exchangeReceiptIn WHERE sender = ? AND superseded = 0',
    [giver],
  );
  if (!present) return 'present';
  const isProven = receipt.streams.some(
    (stream) =>
      stream.epoch === own?.epoch &&
      stream.contiguous > heardOf(reader, giver, present.epoch, stream).heard &&
      wasSent(reader, giver, stream),
  );
  return isProven || (!known && receipt.epoch > present.epoch) ? 'present' : 'overtaken';
}

/**
 * Remembers the receipt as heard; a `present` one makes its epoch the giver's latest. True when that takes another's place:
 * the giver was restored since he last gave one.
 */
export function noteReceipt(
  tx: Writer,
  giver: string,
  receipt: Receipt,
  standing: ReceiptStanding,
  own: Epoch | undefined,
  at: number,
): boolean {
  const key = [giver, receipt.epoch] as const;
  const isPresent = standing === 'present';
  let isRestored = false;
  if (isPresent) {
    // An epoch that comes back after having been thought overtaken is measured from here on.
    const isNew = !tx.get(
      'SELECT 1 AS found FROM exchangeReceiptIn WHERE sender = ? AND epoch = ? AND superseded = 0',
      key,
    );
    if (isNew) noteHeard(tx, giver, receipt.epoch, own);
    const others =
      'SELECT 1 AS found FROM exchangeReceiptIn WHERE sender = ? AND epoch <> ? AND superseded = 0';
    isRestored = tx.get(others, key) !== undefined;
    tx.run('UPDATE exchangeReceiptIn SET superseded = 1 WHERE sender = ? AND epoch <> ?', key);
  }
  tx.run(
    `INSERT INTO exchangeReceiptIn (sender, epoch, number, superseded, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (sender, epoch) DO UPDATE SET number = excluded.number, superseded = excluded.superseded,
     at = excluded.at`,
    [...key, receipt.number, isPresent ? 0 : 1, at],
  );
  return isRestored;
}

/** Zeros where the epoch had not been heard of when the stream began. */
export function heardOf(
  reader: Reader,
  giver: string,
  giverEpoch: string,
  { kind, epoch }: { readonly kind: PackageKind; readonly epoch: string },
): { readonly heard: number; readonly acknowledged: number } {
  return (
    reader.get<{ heard: number; acknowledged: number }>(
      'SELECT heard, acknowledged FROM exchangeHeard WHERE giver = ? AND giverEpoch = ? AND kind = ? AND epoch = ?',
      [giver, giverEpoch, kind, epoch],
    ) ?? { heard: 0, acknowledged: 0 }
  );
}

export function noteAcknowledged(
  tx: Writer,
  giver: string,
  giverEpoch: string,
  { kind, epoch, contiguous }: ReceiptStream,
): void {
  tx.run(
    `INSERT INTO exchangeHeard (giver, giverEpoch, kind, epoch, heard, acknowledged) VALUES (?, ?, ?, ?, 0, ?)
     ON CONFLICT (giver, giverEpoch, kind, epoch) DO UPDATE SET acknowledged = max(acknowledged, excluded.acknowledged)`,
    [giver, giverEpoch, kind, epoch, contiguous],
  );
}

// ---- internals

function noteHeard(tx: Writer, giver: string, giverEpoch: string, own: Epoch | undefined): void {
  tx.run(
    `INSERT INTO exchangeHeard (giver, giverEpoch, kind, epoch, heard, acknowledged)
     SELECT recipient, ?, kind, epoch, sequence, 0 FROM exchangeStreamOut WHERE recipient = ? AND epoch = ?
     ON CONFLICT (giver, giverEpoch, kind, epoch) DO UPDATE SET heard = excluded.heard`,
    [giverEpoch, giver, own?.epoch ?? ''],
  );
}

function wasSent(
  reader: Reader,
  recipient: string,
  { kind, epoch, contiguous, hash }: ReceiptStream,
): boolean {
  const found = reader.get(
    `SELECT 1 AS found FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ? AND r.epoch = ? AND r.sequence = ? AND p.kind = ? AND p.contentSha256 = ?`,
    [recipient, epoch, contiguous, kind, hash],
  );
  return found !== undefined;
}
