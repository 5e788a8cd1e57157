/**
 * Writing the journal: each transaction is one or more frames (parts) of bounded size; the last part carries the
 * final mark. Each frame names the tag of the frame before it, so frames form a chain and yet each can be
 * authenticated when its neighbour is damaged.
 *
 * Frame: length of the ciphertext (4), sequence (8), part number with the final mark in bit 31 (4), tag of the frame
 * before (16), nonce (12), ciphertext, tag (16).
 */
import { join } from 'node:path';
import type { RandomDep } from '../deps.ts';
import type { SqlParams } from './api.ts';
import { u32, u64 } from './bytes.ts';
import { hedgedNonce, hmac, seal, tagBytes } from './crypto.ts';
import { encodeHeader, headerBytes, toLink } from './file-header.ts';
import { writeAll } from './files.ts';
import type { Files } from './files.ts';
import { fileKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { createEncoder, encodeStatement, takeFrame } from './statements.ts';
import type { StatementEncoder } from './statements.ts';

export const frameHeadBytes = 44;
export const finalMark = 0x8000_0000;

/** A journal open for appending. */
export interface Journal {
  readonly files: Files;
  readonly handle: number;
  readonly generation: number;
  readonly header: Buffer;
  readonly key: Buffer;
  readonly nonceKey: Buffer;
  /** End of the last whole transaction. */
  offset: number;
  /** Tag of the last frame, or of the header. */
  chain: Buffer;
  sequence: number;
}

/** Where a store stands: number and tag of its last commit. */
export interface Position {
  readonly sequence: number;
  readonly chain: Buffer;
}

/** Durable (content, then name) when it returns; may throw at any point, leaving at most an unused file. */
export function createJournal(
  deps: RandomDep & { readonly files: Files },
  keyring: Keyring,
  folder: string,
  generation: number,
  at: Position,
): Journal {
  const { files } = deps;
  const random = deps.bytes(32);
  const fileId = hmac(random, u64(generation), u64(at.sequence), at.chain);
  const { epoch } = keyring;
  const header = encodeHeader(keyring, {
    kind: 'journal',
    epoch,
    fileId,
    generation,
    sequence: at.sequence,
    size: 0,
    link: toLink(at.chain),
  });
  const path = join(folder, `${generationName(generation)}.journal`);
  const handle = files.open(`${path}.tmp`, 'create');
  try {
    writeAll(files, handle, header, 0);
    files.sync(handle);
    files.rename(`${path}.tmp`, path);
    files.syncFolder(folder);
  } catch (error) {
    files.close(handle);
    throw error;
  }
  return openForAppend(files, keyring, { handle, generation, header, epoch, fileId }, headerBytes, {
    sequence: at.sequence,
    chain: header.subarray(headerBytes - tagBytes),
  });
}

export function openForAppend(
  files: Files,
  keyring: Keyring,
  file: Pick<Journal, 'handle' | 'generation' | 'header'> & {
    readonly epoch: number;
    readonly fileId: Buffer;
  },
  offset: number,
  at: Position,
): Journal {
  return {
    files,
    handle: file.handle,
    generation: file.generation,
    header: file.header,
    key: fileKey(keyring, file.epoch, 'journal', file.fileId),
    nonceKey: fileKey(keyring, file.epoch, 'journal-nonce', file.fileId),
    offset,
    chain: at.chain,
    sequence: at.sequence,
  };
}

export const generationName = (generation: number): string => String(generation).padStart(6, '0');

/** The frame's associated data: the journal's header and the frame's head. */
export function frameContext(header: Buffer, head: Buffer): Buffer {
  return Buffer.concat([header, head]);
}

/** A transaction on its way into the journal. */
export interface PendingCommit {
  readonly journal: Journal;
  readonly encoder: StatementEncoder;
  readonly partBytes: number;
  offset: number;
  chain: Buffer;
  part: number;
}

export function beginCommit(journal: Journal, partBytes: number): PendingCommit {
  const { offset, chain } = journal;
  return { journal, encoder: createEncoder(), partBytes, offset, chain, part: 0 };
}

/** Writes a part once enough has been collected; parts without the final mark never count. */
export function recordStatement(
  deps: RandomDep,
  pending: PendingCommit,
  sql: string,
  params: SqlParams,
): void {
  encodeStatement(pending.encoder, sql, params);
  if (pending.encoder.bytes >= pending.partBytes) writePart(deps, pending, 0);
}

/** What was written so far need not be waited for at the end. */
export function syncParts(pending: PendingCommit): void {
  pending.journal.files.dataSync(pending.journal.handle);
}

export const isEmpty = (pending: PendingCommit): boolean => pending.part === 0 && pending.encoder.bytes === 0;

/** Durable when it returns. When it throws, the journal must not be written to again. */
export function finishCommit(deps: RandomDep, pending: PendingCommit): void {
  const { journal } = pending;
  writePart(deps, pending, finalMark);
  journal.files.dataSync(journal.handle);
  journal.offset = pending.offset;
  journal.chain = pending.chain;
  journal.sequence += 1;
}

/** Takes back parts that were written for a transaction that did not come to its end. */
export function abandonCommit(pending: PendingCommit): void {
  const { journal } = pending;
  if (pending.part > 0) journal.files.truncate(journal.handle, journal.offset);
}

function writePart(deps: RandomDep, pending: PendingCommit, mark: number): void {
  const { journal } = pending;
  const plain = takeFrame(pending.encoder);
  const place = [u32(plain.length), u64(journal.sequence + 1), u32(pending.part + mark), pending.chain];
  const nonce = hedgedNonce(deps, journal.nonceKey, Buffer.concat(place), plain);
  const head = Buffer.concat([...place, nonce]);
  const sealed = seal(journal.key, nonce, frameContext(journal.header, head), plain);
  pending.part += 1;
  writeAll(journal.files, journal.handle, Buffer.concat([head, sealed]), pending.offset);
  pending.offset += frameHeadBytes + sealed.length;
  pending.chain = sealed.subarray(sealed.length - tagBytes);
}
