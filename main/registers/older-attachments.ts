/**
 * Files of closed records that lie in clear, put there by an earlier program: bytes under the key everybody has, name and
 * reason of removal in their columns. The next holder who opens the office seals them, some at each sign-in.
 */
import { standingIn } from '../../domain/sealed.ts';
import type { Register } from '../../domain/register.ts';
import { ExpectedError } from '../../domain/failure.ts';
import { type AttachmentRow, sealAttachment, storeFile } from './attachment-seal.ts';
import { attachmentColumns } from './attachment-table.ts';
import type { EngineContext } from './commands.ts';
import { replaceFile } from './replaced-blobs.ts';
import { isClosed } from './sealed-record.ts';

/** The test on rows of `attachment` that lie in clear; as an index over them has it. */
export function clearAttachments({ id }: Pick<Register, 'id'>): string {
  return `register = '${id}' AND sealed IS NULL AND name <> ''`;
}

/** What one sign-in seals at most, unless the first file alone is larger: some seconds on a slow disk. */
const bytesAtOnce = 128 * 1024 * 1024;

/**
 * Seals files of this register that lie in clear. One that cannot be read stays as it is, for the self-check to name; when
 * the disk takes no more, the rest waits, and who signs in goes on. The earlier blob is removed at a later sign-in: an outgoing
 * package or the state before may need it (main/service/clear-blobs.ts).
 */
export async function sealOlderAttachments(context: EngineContext, register: Register): Promise<void> {
  const { vault } = context;
  if (standingIn(register) === undefined || isClosed(vault, register)) return;
  const rows = vault.all<AttachmentRow>(
    `SELECT ${attachmentColumns('attachment')} FROM attachment WHERE ${clearAttachments(register)} ORDER BY record, id`,
  );
  let bytes = 0;
  for (const row of rows) {
    if (bytes > 0 && bytes + row.size > bytesAtOnce) continue;
    const failure = await failureOf(() => sealOlder(context, register, row));
    if (failure === 'BlobNotSaved') return;
    if (failure === undefined) bytes += row.size;
  }
}

/** Why a blob could not be read or written. */
async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const type = error instanceof ExpectedError ? error.failure.type : '';
    if (['BlobDamaged', 'BlobMissing', 'BlobNotSaved'].includes(type)) return type;
    throw error;
  }
}

async function sealOlder(context: EngineContext, register: Register, row: AttachmentRow): Promise<void> {
  const { vault } = context;
  const file = await storeFile(context, register, vault.blobs.read(row.blob));
  const { blob, key, size, sha256 } = file;
  const sealed = sealAttachment(vault, register, { ...row, blob, key, size, sha256 }, file.blobSha256);
  vault.transact((tx) => replaceFile(tx, row, sealed, context.now()));
}
