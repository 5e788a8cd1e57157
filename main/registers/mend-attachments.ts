/**
 * A file of a closed record that cannot be read any more, and comes again with a package: sealed anew under a new key, it
 * lies in another blob than the damaged one. A file that lies in clear is mended by the blob store itself.
 */
import { ExpectedError } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import {
  type OpenAttachment,
  openAttachment,
  readFile,
  sealAttachment,
  type StoredFile,
} from './attachment-seal.ts';
import { attachmentRows } from './attachment-table.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { packagedAttachment } from './packaged-attachments.ts';
import { replaceFile } from './replaced-blobs.ts';

/** Whether the file of this line, which is here already, cannot be read. Reads the whole of it. */
export async function isFileDamaged(context: EngineContext, line: unknown): Promise<boolean> {
  const here = rowOf(context.vault, context, line);
  if (!here) return false;
  try {
    for await (const chunk of readFile(context.vault, here.row)) void chunk;
    return false;
  } catch (error) {
    if (error instanceof ExpectedError && ['BlobDamaged', 'BlobMissing'].includes(error.failure.type))
      return true;
    throw error;
  }
}

/** Lets the row lead to the file as it has been stored again, by the digest of its content. */
export function mendAttachment(
  tx: Writer,
  context: EngineContext,
  line: unknown,
  storedBySha256: ReadonlyMap<string, StoredFile> | undefined,
): void {
  const here = rowOf(tx, context, line);
  const stored = here && storedBySha256?.get(here.row.sha256);
  if (!stored) return;
  const { row, register } = here;
  const { blob, key, blobSha256 } = stored;
  const sealed = sealAttachment(context.vault, register, { ...row, blob, key }, blobSha256);
  replaceFile(tx, row, sealed, context.now());
}

function rowOf(
  reader: Reader,
  context: EngineContext,
  line: unknown,
): { readonly register: Register; readonly row: OpenAttachment } | undefined {
  const { data } = packagedAttachment.safeParse(line);
  if (!data) return undefined;
  const { register } = moduleOf(context, data.register);
  const row = attachmentRows(reader, data.record)
    .map((each) => openAttachment(context.vault, register, each))
    .find(({ sha256 }) => sha256 === data.sha256);
  return row && { register, row };
}
