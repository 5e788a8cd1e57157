/**
 * Files of registers whose compartment stands open to holders of its key (问题线索): the bytes are sealed under a key of
 * their own before they go into the blob store, and that key lies with name, type, digest and the reason of a removal in
 * the seal of the row. So the blob's own key, which everybody in the office has, opens nothing.
 */
import { createHash } from 'node:crypto';
import type { Register } from '../../domain/register.ts';
import { standingIn } from '../../domain/sealed.ts';
import type { RandomDep } from '../deps.ts';
import type { Vault } from '../vault/api.ts';
import { refuseBlobDamaged, refuseCompartment } from '../vault/failures.ts';
import { openStream, sealStream } from '../vault/sealed-chunks.ts';
import { isClosed, type Opener, type Sealer } from './sealed-record.ts';

/** Where the bytes of a file lie; `key` is null where they lie in the blob as they are. */
export interface StoredFile {
  readonly blob: string;
  /** Of the blob's content. */
  readonly blobSha256: string;
  readonly key: Uint8Array | null;
  /** Of the file. */
  readonly size: number;
  readonly sha256: string;
}

/** A row as it lies in its table: `sealed` holds what the other columns do not. */
export interface AttachmentRow {
  readonly id: string;
  readonly register: string;
  readonly record: string;
  readonly name: string;
  readonly mediaType: string;
  readonly blob: string;
  readonly size: number;
  readonly sha256: string;
  readonly pages: number | null;
  readonly addedBy: string;
  readonly addedAt: number;
  readonly removedReason: string | null;
  /** 1 where its owner said that it goes along with the record; see `Sends.attachments`. */
  readonly goesAlong: number;
  readonly sealed: Uint8Array | null;
}

/** What this session may know of a row; `key` as in {@link StoredFile}. */
export interface OpenAttachment extends AttachmentRow {
  readonly key: Uint8Array | null;
}

interface Secrets {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  /** Base64. */
  readonly key: string;
  readonly removedReason: string | null;
}

const keyBytes = 32;

/** Stores a file of the register, sealed where its compartment stands open. Throws what `BlobStore.put` throws. */
export async function storeFile(
  { vault, bytes }: RandomDep & { readonly vault: Pick<Vault, 'blobs'> },
  register: Register,
  source: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  if (standingIn(register) === undefined) {
    const { id, size, sha256 } = await vault.blobs.put(source);
    return { blob: id, blobSha256: sha256, key: null, size, sha256 };
  }
  const hash = createHash('sha256');
  let size = 0;
  async function* watched(): AsyncGenerator<Uint8Array, void, void> {
    for await (const piece of source) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  }
  const key = bytes(keyBytes);
  const { id, sha256: blobSha256 } = await vault.blobs.put(sealStream(key, watched()));
  return { blob: id, blobSha256, key, size, sha256: hash.digest('hex') };
}

/** Plain chunks. Throws ExpectedError `BlobDamaged`, `BlobMissing`. */
export function readFile(
  { blobs }: Pick<Vault, 'blobs'>,
  { blob, key, size }: Pick<OpenAttachment, 'blob' | 'key' | 'size'>,
): AsyncIterable<Uint8Array> {
  return key ? openStream(key, size, blobs.read(blob)) : blobs.read(blob);
}

const contextOf = ({ record, id }: Pick<AttachmentRow, 'record' | 'id'>): string =>
  `attachment:${record}:${id}`;

/** The row as it may lie in its table. */
export function sealAttachment(
  vault: Sealer,
  register: Register,
  row: OpenAttachment,
  blobSha256: string,
): AttachmentRow {
  const { key, name, mediaType, size, sha256, removedReason, ...rest } = row;
  if (key === null) return row;
  const secrets: Secrets = {
    name,
    mediaType,
    size,
    sha256,
    key: Buffer.from(key).toString('base64'),
    removedReason,
  };
  const compartment = standingIn(register) ?? refuseCompartment();
  const sealed = vault.sealField(compartment, contextOf(row), Buffer.from(JSON.stringify(secrets)));
  return { ...rest, name: '', mediaType: '', size, sha256: blobSha256, removedReason: null, sealed };
}

/** Throws ExpectedError `CompartmentClosed`, `FieldDamaged`. */
export function openAttachment(vault: Opener, register: Register, row: AttachmentRow): OpenAttachment {
  if (!row.sealed) return { ...row, key: null };
  const compartment = standingIn(register) ?? refuseCompartment();
  const plain = vault.openField(compartment, contextOf(row), row.sealed);
  const { key, ...secrets } = JSON.parse(Buffer.from(plain).toString()) as Secrets;
  return { ...row, ...secrets, key: new Uint8Array(Buffer.from(key, 'base64')) };
}

/** What everybody who may read the record is told of its files, older ones that lie in clear included. */
export function shownAttachments(
  vault: Opener,
  register: Register,
  rows: readonly AttachmentRow[],
): readonly OpenAttachment[] {
  if (!isClosed(vault, register)) return rows.map((row) => openAttachment(vault, register, row));
  return rows.map((row, index) => ({
    ...row,
    name: `附件${index + 1}（内容密封）`,
    mediaType: '',
    sha256: '',
    removedReason: null,
    key: null,
  }));
}

/** A copy in clear in the blob store, for a package: its file is sealed by who need not hold the key. */
export async function clearBlob(vault: Pick<Vault, 'blobs'>, row: OpenAttachment): Promise<string> {
  if (row.key === null) return row.blob;
  const { id, sha256 } = await vault.blobs.put(readFile(vault, row));
  return sha256 === row.sha256 ? id : refuseBlobDamaged();
}
