/**
 * Points of an office's audit log that have left its machine inside a package. Whoever shortens or rewrites the log and
 * closes the chain again behind it cannot reach what lies with another office.
 */
import type { PackageKind } from '../../../domain/package-kinds.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import type { Manifest, StreamPlace } from '../manifest.ts';

type Checkpoint = NonNullable<Manifest['audit']>;

/** Keeps what a package says of its sender's log, be it ours or another office's. */
export function keepCheckpoint(tx: Writer, packageId: string, audit: Manifest['audit']): void {
  if (!audit) return;
  tx.run('INSERT OR REPLACE INTO exchangeCheckpoint (package, sequence, hash) VALUES (?, ?, ?)', [
    packageId,
    audit.sequence,
    audit.hash,
  ]);
}

/** Points of our own log in packages that a receipt says, by their hash, another office holds. */
export function witnessedCheckpoints(reader: Reader): readonly Checkpoint[] {
  return reader.all<Checkpoint>(
    `SELECT c.sequence, c.hash FROM exchangeCheckpoint c JOIN exchangePackage p ON p.id = c.package
     WHERE p.direction = 'out' AND EXISTS (
       SELECT 1 FROM exchangeRecipient r WHERE r.package = p.id AND r.acknowledgedAt IS NOT NULL)
     ORDER BY c.sequence`,
  );
}

/** Whether a package speaks of a shorter log than an earlier one of its stream: something was cut off at the sender's. */
export function isLogShorter(
  reader: Reader,
  sender: string,
  kind: PackageKind,
  place: StreamPlace,
  audit: Manifest['audit'],
): boolean {
  const before = reader.get<{ sequence: number | null }>(
    `SELECT max(c.sequence) AS sequence FROM exchangePlace e
     JOIN exchangePackage p ON p.direction = 'in' AND p.sender = e.sender AND p.no = e.packageNo
     JOIN exchangeCheckpoint c ON c.package = p.id
     WHERE e.sender = ? AND e.kind = ? AND e.epoch = ? AND e.sequence < ? AND e.imported = 1`,
    [sender, kind, place.epoch, place.sequence],
  );
  return audit !== null && (before?.sequence ?? 0) > audit.sequence;
}
