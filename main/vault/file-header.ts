/**
 * The 136 bytes before every sealed file. The first 64 identify the file and choose its key; the tag at the end
 * authenticates the whole header under that key, so nothing after the header is believed before it fits.
 */
import { readU64, u32, u64, utf8 } from './bytes.ts';
import { nonceBytes, seal, tagBytes, unseal } from './crypto.ts';
import { fileKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';

export const headerBytes = 136;
export const identityBytes = 64;
const storeFormat = 1;
const magic = utf8('LIANXUN\0');
const kinds = { snapshot: 1, journal: 2, blob: 3 } as const;

export type FileKind = keyof typeof kinds;

export interface FileHeader {
  readonly kind: FileKind;
  /** Epoch of the master key the file is sealed under. */
  readonly epoch: number;
  /** 32 random bytes; with the epoch's master key they give the file's key. */
  readonly fileId: Buffer;
  /** Snapshot and journal number; 0 for blobs. */
  readonly generation: number;
  /** Last commit inside (snapshot) or before (journal) the file; 0 for blobs. */
  readonly sequence: number;
  /** Plain bytes in the file; 0 for journals. */
  readonly size: number;
  /** Snapshot and journal: tag of the commit `sequence`, zero-padded to 32 bytes. Blob: its id. */
  readonly link: Buffer;
}

/** Chunks count up from 0, so the header takes the nonce that no chunk can have. */
const headerNonce = Buffer.alloc(nonceBytes, 0xff);

export function encodeHeader(keyring: Keyring, header: FileHeader): Buffer {
  const body = Buffer.concat([
    magic,
    Buffer.of(storeFormat, 0, kinds[header.kind], 0),
    u32(header.epoch),
    keyring.vaultId,
    header.fileId,
    u64(header.generation),
    u64(header.sequence),
    u64(header.size),
    header.link,
  ]);
  return Buffer.concat([body, seal(headerKey(keyring, header), headerNonce, body, Buffer.alloc(0))]);
}

/** Undefined when the bytes are not an authentic header of this kind in this vault. */
export function decodeHeader(keyring: Keyring, kind: FileKind, bytes: Buffer): FileHeader | undefined {
  if (bytes.length !== headerBytes || !bytes.subarray(0, 8).equals(magic)) return undefined;
  if (bytes.readUInt16LE(8) !== storeFormat || bytes.readUInt16LE(10) !== kinds[kind]) return undefined;
  if (!bytes.subarray(16, 32).equals(keyring.vaultId)) return undefined;
  const epoch = bytes.readUInt32LE(12);
  const [generation, sequence, size] = [readU64(bytes, 64), readU64(bytes, 72), readU64(bytes, 80)];
  if (!keyring.masters.has(epoch)) return undefined;
  if (generation === undefined || sequence === undefined || size === undefined) return undefined;
  const fileId = Buffer.from(bytes.subarray(32, 64));
  const header = {
    kind,
    epoch,
    fileId,
    generation,
    sequence,
    size,
    link: Buffer.from(bytes.subarray(88, 120)),
  };
  const body = bytes.subarray(0, headerBytes - tagBytes);
  const tag = bytes.subarray(headerBytes - tagBytes);
  return unseal(headerKey(keyring, header), headerNonce, body, tag) ? header : undefined;
}

/** A chain tag in the header's 32-byte field. */
export function toLink(chain: Buffer): Buffer {
  return Buffer.concat([chain, Buffer.alloc(32 - chain.length)]);
}

const headerKey = (keyring: Keyring, header: Pick<FileHeader, 'epoch' | 'kind' | 'fileId'>): Buffer =>
  fileKey(keyring, header.epoch, header.kind, header.fileId);
