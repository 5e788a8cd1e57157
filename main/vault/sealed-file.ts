/**
 * Snapshots and blobs: a header, then chunks of 1 MiB of plain bytes, each sealed on its own. The header carries the
 * plain size, so a chunk can be neither dropped nor added; the nonce is the chunk's number.
 */
import type { RandomDep } from '../deps.ts';
import { decodeHeader, encodeHeader, headerBytes, identityBytes } from './file-header.ts';
import type { FileHeader, FileKind } from './file-header.ts';
import { readFully, writeAll } from './files.ts';
import type { Files } from './files.ts';
import { fileKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import {
  chunkBytes,
  chunksOf,
  sealChunk,
  sealedChunkBytes,
  sealedSize,
  unsealChunk,
} from './sealed-chunks.ts';

/** A file being written: chunks in order, the header last, because only then is the size known. */
export interface SealedWriter {
  readonly files: Files;
  readonly handle: number;
  readonly keyring: Keyring;
  readonly kind: FileKind;
  readonly fileId: Buffer;
  readonly key: Buffer;
  readonly identity: Buffer;
  chunk: number;
  size: number;
}

export function createSealedFile(
  deps: RandomDep & { readonly files: Files },
  keyring: Keyring,
  path: string,
  kind: FileKind,
): SealedWriter {
  const fileId = Buffer.from(deps.bytes(32));
  const header = {
    kind,
    epoch: keyring.epoch,
    fileId,
    generation: 0,
    sequence: 0,
    size: 0,
    link: Buffer.alloc(32),
  };
  const identity = encodeHeader(keyring, header).subarray(0, identityBytes);
  const key = fileKey(keyring, keyring.epoch, kind, fileId);
  const handle = deps.files.open(path, 'create');
  return { files: deps.files, handle, keyring, kind, fileId, key, identity, chunk: 0, size: 0 };
}

/** `plain` must be a full chunk, except the last one. */
export function writeChunk(writer: SealedWriter, plain: Uint8Array): void {
  const sealed = sealChunk(writer.key, writer.chunk, writer.identity, plain);
  writeAll(writer.files, writer.handle, sealed, headerBytes + writer.chunk * sealedChunkBytes);
  writer.chunk += 1;
  writer.size += plain.length;
}

/** Writes the header and makes the file durable under its present name; the handle stays open. */
export function finishSealedFile(
  writer: SealedWriter,
  place: Pick<FileHeader, 'generation' | 'sequence' | 'link'>,
): void {
  const { keyring, kind, fileId, size } = writer;
  const header = encodeHeader(keyring, { kind, epoch: keyring.epoch, fileId, size, ...place });
  writeAll(writer.files, writer.handle, header, 0);
  writer.files.sync(writer.handle);
}

export interface SealedReader {
  readonly files: Files;
  readonly handle: number;
  readonly header: FileHeader;
  readonly key: Buffer;
  readonly identity: Buffer;
  readonly chunks: number;
}

/** Undefined when header or length are wrong; the handle stays the caller's to close. */
export function openSealedFile(
  files: Files,
  handle: number,
  keyring: Keyring,
  kind: FileKind,
): SealedReader | undefined {
  const bytes = Buffer.alloc(headerBytes);
  const header = readFully(files, handle, bytes, 0) ? decodeHeader(keyring, kind, bytes) : undefined;
  if (!header) return undefined;
  const chunks = chunksOf(header.size);
  if (files.size(handle) !== headerBytes + sealedSize(header.size)) return undefined;
  const key = fileKey(keyring, header.epoch, kind, header.fileId);
  return { files, handle, header, key, identity: bytes.subarray(0, identityBytes), chunks };
}

/** The plain bytes of one chunk, or undefined when it is damaged. */
export function readChunk(reader: SealedReader, chunk: number): Buffer | undefined {
  const plainBytes = Math.min(chunkBytes, reader.header.size - chunk * chunkBytes);
  const sealed = Buffer.allocUnsafe(sealedSize(plainBytes));
  const place = headerBytes + chunk * sealedChunkBytes;
  if (!readFully(reader.files, reader.handle, sealed, place)) return undefined;
  return unsealChunk(reader.key, chunk, reader.identity, sealed);
}
