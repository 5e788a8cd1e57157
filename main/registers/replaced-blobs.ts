/** Files that lie elsewhere since: the row leads to another blob, and the one before waits to be removed. */
import type { Reader, Writer } from '../vault/api.ts';
import type { AttachmentRow } from './attachment-seal.ts';

/** Lets a row of before lead to the file as it has been sealed anew; nothing about the file itself changes. */
export function replaceFile(tx: Writer, before: AttachmentRow, sealed: AttachmentRow, at: number): void {
  tx.run(
    `UPDATE attachment SET name = ?, mediaType = ?, blob = ?, sha256 = ?, removedReason = ?, sealed = ? WHERE id = ?`,
    [
      ...[sealed.name, sealed.mediaType, sealed.blob, sealed.sha256],
      ...[sealed.removedReason, sealed.sealed, before.id],
    ],
  );
  tx.run('INSERT OR IGNORE INTO replacedBlob (blob, at) VALUES (?, ?)', [before.blob, at]);
}

export function replacedBlobs(reader: Reader): readonly string[] {
  return reader.all<{ blob: string }>('SELECT blob FROM replacedBlob ORDER BY blob').map(({ blob }) => blob);
}

export function forgetReplaced(tx: Writer, blobs: readonly string[]): void {
  tx.run('DELETE FROM replacedBlob WHERE blob IN (SELECT value FROM json_each(?))', [JSON.stringify(blobs)]);
}

/** Which of these blobs the files of records lie in, removed ones included. */
export function namedBlobs(reader: Reader, blobs: readonly string[]): ReadonlySet<string> {
  const rows = reader.all<{ blob: string }>(
    'SELECT DISTINCT blob FROM attachment WHERE blob IN (SELECT value FROM json_each(?))',
    [JSON.stringify(blobs)],
  );
  return new Set(rows.map(({ blob }) => blob));
}
