/**
 * Working space for bytes that may not lie on the disk in the clear: a file sealed in chunks of 1 MiB under a key that
 * exists in this object only. Discarding the key makes the file unreadable even where it cannot be overwritten.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { join } from 'node:path';
import type { RandomDep } from '../deps.ts';
import { bytesToHex } from './bytes.ts';
import { chunkBytes } from './files.ts';
import type { ByteSink, ByteSource, FilesDep, SourceFile } from './files.ts';

/** Being written; {@link SealedScratch.finish} turns it into something to read. */
export interface SealedScratch extends ByteSink {
  finish(): Promise<FinishedScratch>;
  discard(): Promise<void>;
}

/** Every chunk is authenticated before a byte of it is returned. */
export interface FinishedScratch extends ByteSource {
  /** Forgets the key and removes the file. */
  discard(): Promise<void>;
}

const tagBytes = 16;
/** Most packages are small; what holds readable bytes grows with need, up to a chunk. */
const firstBytes = 65_536;

export async function createScratch(deps: RandomDep & FilesDep, folder: string): Promise<SealedScratch> {
  const key = deps.bytes(32);
  const path = join(folder, `${bytesToHex(deps.bytes(16))}.scratch`);
  const file = await deps.files.create(path);
  let pending = Buffer.alloc(firstBytes);
  let filled = 0;
  let size = 0;
  let chunks = 0;
  let closed = false;

  const close = async () => {
    if (closed) return;
    closed = true;
    await file.close();
  };
  const discard = async () => {
    key.fill(0);
    pending.fill(0);
    await close();
    await deps.files.remove(path);
  };
  const makeRoom = (bytes: number) => {
    if (filled + bytes <= pending.length || pending.length === chunkBytes) return;
    const roomier = Buffer.alloc(Math.min(Math.max(2 * pending.length, filled + bytes), chunkBytes));
    roomier.set(pending.subarray(0, filled));
    pending.fill(0);
    pending = roomier;
  };
  const flush = async () => {
    if (filled === 0) return;
    await file.write(sealChunk(key, chunks, pending.subarray(0, filled)));
    chunks += 1;
    filled = 0;
  };

  return {
    discard,
    write: async (bytes) => {
      makeRoom(bytes.length);
      for (let done = 0; done < bytes.length;) {
        const part = bytes.subarray(done, done + chunkBytes - filled);
        pending.set(part, filled);
        filled += part.length;
        done += part.length;
        if (filled === chunkBytes) await flush();
      }
      size += bytes.length;
    },
    finish: async () => {
      await flush();
      pending.fill(0);
      await close();
      return openScratch(deps, path, key, size);
    },
  };
}

async function openScratch(
  deps: FilesDep,
  path: string,
  key: Uint8Array,
  size: number,
): Promise<FinishedScratch> {
  const file = await deps.files.openForReading(path);
  let cached: { readonly index: number; readonly bytes: Uint8Array } | undefined;

  const chunk = async (index: number) => {
    if (cached?.index === index) return cached.bytes;
    const bytes = await readChunk(file, key, index, Math.min(chunkBytes, size - index * chunkBytes));
    cached = { index, bytes };
    return bytes;
  };
  return {
    size,
    read: async (position, length) => {
      if (position < 0 || length < 0 || position + length > size) throw new Error('read outside the scratch');
      const out = new Uint8Array(length);
      for (let done = 0; done < length;) {
        const index = Math.floor((position + done) / chunkBytes);
        const start = (position + done) % chunkBytes;
        const part = (await chunk(index)).subarray(start, start + length - done);
        out.set(part, done);
        done += part.length;
      }
      return out;
    },
    discard: async () => {
      key.fill(0);
      cached?.bytes.fill(0);
      cached = undefined;
      await file.close();
      await deps.files.remove(path);
    },
  };
}

/** The nonce is the chunk's number: the key belongs to one file, so no pair of key and nonce repeats. */
function chunkNonce(index: number): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 6, 6);
  return nonce;
}

function sealChunk(key: Uint8Array, index: number, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, chunkNonce(index));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

async function readChunk(
  file: SourceFile,
  key: Uint8Array,
  index: number,
  length: number,
): Promise<Uint8Array> {
  const sealed = await file.read(index * (chunkBytes + tagBytes), length + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, chunkNonce(index), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(length));
  const plain = decipher.update(sealed.subarray(0, length));
  decipher.final();
  return plain;
}
