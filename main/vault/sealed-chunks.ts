/**
 * Bytes sealed in chunks of 1 MiB under a key that seals nothing else: each chunk on its own, its nonce the number of the
 * chunk. How many bytes there are is kept and authenticated elsewhere, so that a chunk can be neither dropped nor added.
 */
import { u64, utf8 } from './bytes.ts';
import { nonceBytes, seal, tagBytes, unseal } from './crypto.ts';
import { refuseBlobDamaged } from './failures.ts';

export const chunkBytes = 1_048_576;
export const sealedChunkBytes = chunkBytes + tagBytes;

export const chunksOf = (size: number): number => Math.ceil(size / chunkBytes);
/** How long `size` bytes are when they are sealed. */
export const sealedSize = (size: number): number => size + chunksOf(size) * tagBytes;

/** `plain` must be a full chunk, except the last one. */
export function sealChunk(key: Uint8Array, chunk: number, aad: Uint8Array, plain: Uint8Array): Buffer {
  return seal(key, chunkNonce(chunk), aad, plain);
}

/** The plain bytes of one chunk, or undefined when it is damaged. */
export function unsealChunk(
  key: Uint8Array,
  chunk: number,
  aad: Uint8Array,
  sealed: Uint8Array,
): Buffer | undefined {
  return unseal(key, chunkNonce(chunk), aad, sealed);
}

function chunkNonce(chunk: number): Buffer {
  return Buffer.concat([u64(chunk), Buffer.alloc(nonceBytes - 8)]);
}

/** The same bytes in pieces of `length`, the last one shorter. A piece is good until the next one is asked for. */
export async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Buffer, void, void> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length;) {
      const count = Math.min(length - filled, piece.length - at);
      buffer.set(piece.subarray(at, at + count), filled);
      filled += count;
      at += count;
      if (filled < length) continue;
      yield buffer;
      filled = 0;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}

const streamAad = utf8('lianxun/1/attachment');

/** Seals a stream under a key made for it alone. */
export async function* sealStream(
  key: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  let chunk = 0;
  for await (const plain of inPieces(source, chunkBytes)) {
    yield sealChunk(key, chunk, streamAad, plain);
    chunk += 1;
  }
}

/** Plain chunks, each authenticated before it is yielded. Throws ExpectedError `BlobDamaged` when there are not `size` bytes. */
export async function* openStream(
  key: Uint8Array,
  size: number,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  let [chunk, read] = [0, 0];
  for await (const sealed of inPieces(source, sealedChunkBytes)) {
    const plain = unsealChunk(key, chunk, streamAad, sealed) ?? refuseBlobDamaged();
    chunk += 1;
    read += plain.length;
    if (read > size) refuseBlobDamaged();
    yield plain;
  }
  if (read !== size) refuseBlobDamaged();
}
