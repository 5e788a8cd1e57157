/**
 * A new generation: first a new journal takes over (so commits go on while the image is written), then the image of
 * that moment is written, read back, compared and given its name; only then are generations older than the previous
 * snapshot removed. Until the new snapshot has its name, the previous one plus both journals hold everything.
 */
import { setImmediate } from 'node:timers/promises';
import type { Files } from './files.ts';
import { exportImage } from './engine.ts';
import { refuseSnapshot, refuseWrite } from './failures.ts';
import { toLink } from './file-header.ts';
import { createJournal } from './journal.ts';
import type { Position } from './journal.ts';
import type { Keyring } from './keyring.ts';
import { chunkBytes } from './sealed-chunks.ts';
import { createSealedFile, finishSealedFile, openSealedFile, readChunk, writeChunk } from './sealed-file.ts';
import type { VaultDeps } from './deps.ts';
import type { Store } from './store.ts';
import { listStore, storeFolder, storePath } from './store-files.ts';
import type { Transactor } from './transact.ts';

const chunksPerTurn = 8;

/** Throws ExpectedError `SnapshotFailed` (all commits are safe, writing goes on) or `VaultPoisoned`. */
export async function takeSnapshot({ store, open, long }: Transactor): Promise<void> {
  if (open || long) throw new Error('a snapshot inside a transaction');
  const image = exportImage(store.engine);
  const generation = store.newest + 1;
  const at = store.position;
  const { keyring } = store;
  switchJournal(store, generation);
  try {
    await writeSnapshot(store.deps, keyring, store.folder, generation, at, image);
  } catch {
    removeQuietly(store.deps.files, `${storePath(store.folder, generation, 'snapshot')}.tmp`);
    refuseSnapshot();
  }
  const previous = store.base;
  store.base = generation;
  store.earlierJournalBytes = 0;
  retireBefore(store, previous);
}

/** Writes, verifies and names one snapshot. Also used for the first one of a new vault. */
export async function writeSnapshot(
  deps: VaultDeps,
  keyring: Keyring,
  folder: string,
  generation: number,
  at: Position,
  image: Uint8Array,
): Promise<void> {
  const { files } = deps;
  const path = storePath(folder, generation, 'snapshot');
  const writer = createSealedFile(deps, keyring, `${path}.tmp`, 'snapshot');
  try {
    for (let start = 0; start < image.length; start += chunkBytes) {
      if (writer.chunk % chunksPerTurn === chunksPerTurn - 1) await setImmediate();
      writeChunk(writer, image.subarray(start, start + chunkBytes));
    }
    finishSealedFile(writer, { generation, sequence: at.sequence, link: toLink(at.chain) });
    if (!(await holds(files, writer.handle, keyring, image)))
      throw new Error('snapshot differs from the database');
  } finally {
    files.close(writer.handle);
  }
  files.rename(`${path}.tmp`, path);
  files.syncFolder(storeFolder(folder));
}

/** Bytes of journal that an opening would replay now. */
export function journalBytes(store: Store): number {
  return store.earlierJournalBytes + (store.journal?.offset ?? 0);
}

/** Past 64 MiB, or a quarter of the database but at least 4 MiB. */
export function isSnapshotDue(store: Store, databaseBytes: number): boolean {
  const { journalLimit } = store.deps;
  const limit = journalLimit ?? Math.min(64 * 1_048_576, Math.max(4 * 1_048_576, databaseBytes / 4));
  return journalBytes(store) > limit;
}

/** A re-key was interrupted before the first file under the new master key. */
export const isRekeyPending = (store: Store): boolean =>
  store.journal !== undefined && store.journal.header.readUInt32LE(12) < store.keyring.epoch;

function switchJournal(store: Store, generation: number): void {
  const { deps, keyring, folder, journal, position } = store;
  if (!journal) throw new Error('a read-only store has no journal');
  try {
    const next = createJournal(deps, keyring, storeFolder(folder), generation, position);
    store.earlierJournalBytes += journal.offset;
    store.journal = next;
    store.newest = generation;
    store.position = { sequence: next.sequence, chain: next.chain };
    deps.files.close(journal.handle);
  } catch (error) {
    store.poisoned = true;
    refuseWrite(error);
  }
}

async function holds(files: Files, handle: number, keyring: Keyring, image: Uint8Array): Promise<boolean> {
  const reader = openSealedFile(files, handle, keyring, 'snapshot');
  if (reader?.header.size !== image.length) return false;
  for (let chunk = 0; chunk < reader.chunks; chunk += 1) {
    if (chunk % chunksPerTurn === chunksPerTurn - 1) await setImmediate();
    const start = chunk * chunkBytes;
    if (!readChunk(reader, chunk)?.equals(image.subarray(start, start + chunkBytes))) return false;
  }
  return true;
}

/**
 * Snapshots first, so that what a crash leaves over is never a snapshot without its journals. What somebody is reading
 * stays until the next snapshot.
 */
function retireBefore(store: Store, generation: number): void {
  const { deps, folder } = store;
  if (store.held > 0) return;
  const { snapshots, journals } = listStore(deps.files, folder);
  for (const old of snapshots) {
    if (old < generation) removeQuietly(deps.files, storePath(folder, old, 'snapshot'));
  }
  for (const old of journals) {
    if (old < generation) removeQuietly(deps.files, storePath(folder, old, 'journal'));
  }
}

/** What could not be removed is only in the way; the next snapshot or opening tries again. */
function removeQuietly(files: Files, path: string): void {
  try {
    files.remove(path);
  } catch {
    return;
  }
}
