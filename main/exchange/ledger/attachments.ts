/**
 * Which attachments an office holds, as far as it has told us. A package with scans may be lost and a later one without
 * them acknowledged, so that the acknowledged number alone says nothing of scans: only the receipt's result for the very
 * package does, and only when nothing of it was refused.
 */
import type { Reader, Writer } from '../../vault/api.ts';

/** Remembers what travels with a package that has just been drafted. */
export function noteAttachments(tx: Writer, packageId: string, attachments: readonly string[]): void {
  tx.run('INSERT INTO exchangePackageAttachment (package, attachment) SELECT ?, value FROM json_each(?)', [
    packageId,
    JSON.stringify([...new Set(attachments)]),
  ]);
}

/** Ids of our attachments that an office holds. In a new epoch of ours it holds none: everything is sent again. */
export function heldAttachments(reader: Reader, epoch: string, office: string): ReadonlySet<string> {
  const rows = reader.all<{ attachment: string }>(
    `SELECT DISTINCT a.attachment FROM exchangePackageAttachment a
     JOIN exchangeRecipient r ON r.package = a.package
     WHERE r.office = ? AND r.epoch = ? AND r.result IS NOT NULL AND r.result ->> 'refused' = 0`,
    [office, epoch],
  );
  return new Set(rows.map(({ attachment }) => attachment));
}

/**
 * What an office that was set back has said of packages of this epoch of ours is no longer true: of all, or of some. Nor does
 * it know the receipts it said it with.
 */
export function forgetResults(
  tx: Writer,
  office: string,
  epoch: string,
  some?: { readonly kind: string; readonly above: number },
): void {
  const which = [office, epoch, some?.above ?? 0, some?.kind ?? null];
  tx.run(
    `UPDATE exchangeRecipient SET result = NULL, receiptNo = NULL WHERE office = ? AND epoch = ? AND sequence > ?
     AND package IN (SELECT id FROM exchangePackage WHERE kind = coalesce(?, kind))`,
    which,
  );
}
