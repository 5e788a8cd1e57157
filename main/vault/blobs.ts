/** Sealed attachments, each a file of its own named by a keyed hash of its content. */
import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { BlobRef, BlobStore } from './api.ts';
import { hex } from './bytes.ts';
import { refuseBlobDamaged, refuseBlobMissing, refuseBlobWrite } from './failures.ts';
import type { Files } from './files.ts';
import { purposeKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { chunkBytes, inPieces } from './sealed-chunks.ts';
import { createSealedFile, finishSealedFile, openSealedFile, readChunk, writeChunk } from './sealed-file.ts';
import type { SealedReader } from './sealed-file.ts';
import { blobFolder, keep } from './store-files.ts';
import type { VaultDeps } from './deps.ts';

export interface BlobContext {
  readonly deps: VaultDeps;
  readonly folder: string;
  /** The keys at this moment; throws once the vault is closed. */
  readonly keyring: () => Keyring;
  readonly assertWritable: () => void;
}

const unfinished = /^put-[0-9a-f]{32}\.tmp$/;

export function createBlobStore(context: BlobContext): BlobStore {
  return {
    put: (source) => put(context, source),
    read: (id) => read(context, id),
    has: (id) => context.deps.files.exists(blobPath(context.folder, id)),
    remove: (id) => remove(context, id),
  };
}

/** Removes what interrupted puts left behind. */
export function clearUnfinishedBlobs(files: Files, folder: string): void {
  for (const name of files.list(blobFolder(folder))) {
    if (unfinished.test(name)) files.remove(join(blobFolder(folder), name));
  }
}

async function put(context: BlobContext, source: AsyncIterable<Uint8Array>): Promise<BlobRef> {
  const { deps, folder } = context;
  context.assertWritable();
  const temporary = join(blobFolder(folder), `put-${hex(deps.bytes(16))}.tmp`);
  try {
    remakeFolder(deps.files, folder);
    const ref = await writeTemporary(context, temporary, source);
    moveIntoPlace(context, temporary, ref.id);
    return ref;
  } catch (error) {
    if (deps.files.exists(temporary)) discard(deps.files, temporary);
    return refuseBlobWrite(error);
  }
}

/** Somebody tidying up may have removed it: what lay there is missed where it is read, and nothing new is held up. */
function remakeFolder(files: Files, folder: string): void {
  if (files.exists(blobFolder(folder))) return;
  files.makeFolder(blobFolder(folder));
  files.syncFolder(folder);
}

async function writeTemporary(
  context: BlobContext,
  path: string,
  source: AsyncIterable<Uint8Array>,
): Promise<BlobRef> {
  const { deps } = context;
  const keyring = context.keyring();
  const sha256 = createHash('sha256');
  const name = createHmac('sha256', purposeKey(keyring, 'blob-name'));
  const writer = createSealedFile(deps, keyring, path, 'blob');
  try {
    for await (const chunk of inPieces(source, chunkBytes)) {
      context.assertWritable();
      sha256.update(chunk);
      name.update(chunk);
      writeChunk(writer, chunk);
    }
    context.assertWritable();
    const id = name.digest();
    finishSealedFile(writer, { generation: 0, sequence: 0, link: id });
    return { id: hex(id), size: writer.size, sha256: sha256.digest('hex') };
  } finally {
    deps.files.close(writer.handle);
  }
}

/** An equal blob that is already there stays, unless it has been damaged since: then it is kept aside. */
function moveIntoPlace(context: BlobContext, temporary: string, id: string): void {
  const { deps, folder } = context;
  const { files } = deps;
  const path = blobPath(folder, id);
  const parent = join(blobFolder(folder), id.slice(0, 2));
  if (files.exists(path)) {
    if (isWhole(files, context.keyring(), path, id)) {
      files.remove(temporary);
      // Whoever put it there may have been interrupted before its name was durable.
      files.syncFolder(parent);
      files.syncFolder(blobFolder(folder));
      return;
    }
    keep(deps, folder, path, id);
  }
  if (!files.exists(parent)) files.makeFolder(parent);
  files.syncFolder(blobFolder(folder));
  files.rename(temporary, path);
  files.syncFolder(parent);
  files.syncFolder(blobFolder(folder));
}

async function* read(context: BlobContext, id: string): AsyncIterable<Uint8Array> {
  const { files } = context.deps;
  const path = blobPath(context.folder, id);
  if (!files.exists(path)) refuseBlobMissing();
  const handle = files.open(path, 'read');
  try {
    const reader = openBlob(files, context.keyring(), handle, id) ?? refuseBlobDamaged();
    for (let chunk = 0; chunk < reader.chunks; chunk += 1) {
      yield readChunk(reader, chunk) ?? refuseBlobDamaged();
    }
  } finally {
    files.close(handle);
  }
}

/** When it returns, the blob does not come back after a power cut. */
function remove(context: BlobContext, id: string): void {
  const { files } = context.deps;
  context.assertWritable();
  const path = blobPath(context.folder, id);
  if (!files.exists(path)) return;
  files.remove(path);
  files.syncFolder(join(blobFolder(context.folder), id.slice(0, 2)));
}

/** Paths of the blobs that do not authenticate. `keyring` gives the keys of the moment and throws once they are gone. */
export async function verifyBlobs(
  files: Files,
  keyring: () => Keyring,
  folder: string,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const parent of files.list(blobFolder(folder))) {
    if (!/^[0-9a-f]{2}$/.test(parent)) continue;
    for (const id of files.list(join(blobFolder(folder), parent))) {
      const path = join(blobFolder(folder), parent, id);
      if (!isWhole(files, keyring(), path, id)) damaged.push(path);
      await setImmediate();
    }
  }
  return damaged;
}

function isWhole(files: Files, keyring: Keyring, path: string, id: string): boolean {
  const handle = files.open(path, 'read');
  try {
    const reader = openBlob(files, keyring, handle, id);
    if (!reader) return false;
    for (let chunk = 0; chunk < reader.chunks; chunk += 1) {
      if (!readChunk(reader, chunk)) return false;
    }
    return true;
  } finally {
    files.close(handle);
  }
}

function openBlob(files: Files, keyring: Keyring, handle: number, id: string): SealedReader | undefined {
  const reader = openSealedFile(files, handle, keyring, 'blob');
  return reader && hex(reader.header.link) === id ? reader : undefined;
}

function blobPath(folder: string, id: string): string {
  if (!/^[0-9a-f]{64}$/.test(id)) refuseBlobMissing();
  return join(blobFolder(folder), id.slice(0, 2), id);
}

/** The first error is the one to report. */
function discard(files: Files, path: string): void {
  try {
    files.remove(path);
  } catch {
    return;
  }
}
