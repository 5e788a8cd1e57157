/** How far a recipient has answered for what we sent, whatever he refused of it. */
import type { PackageKind } from '../../../domain/package-kinds.ts';
import type { Reader } from '../../vault/api.ts';
import type { OutStream } from './streams.ts';

/** The caller's change counter up to which receipts have told what became of the changes; at least the content's base. */
export function answeredCursor(
  reader: Reader,
  recipient: string,
  kind: PackageKind,
  { epoch, ackSequence, ackCursor }: OutStream,
): number {
  const row = reader.get<{ cursor: number | null }>(
    `SELECT max(p.cursor) AS cursor FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ? AND p.kind = ? AND r.epoch = ? AND r.sequence <= ? AND r.result IS NOT NULL`,
    [recipient, kind, epoch, ackSequence],
  );
  return Math.max(ackCursor, row?.cursor ?? 0);
}
