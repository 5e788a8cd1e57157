/** Authenticates every file of the store, those of older generations included. */
import { setImmediate } from 'node:timers/promises';
import { headerBytes, decodeHeader } from './file-header.ts';
import { readWhole } from './files.ts';
import { fileKey } from './keyring.ts';
import { scanJournal } from './journal-scan.ts';
import { openSealedFile, readChunk } from './sealed-file.ts';
import type { Store } from './store.ts';
import { listStore, storePath } from './store-files.ts';
import { tagBytes } from './crypto.ts';

/**
 * Paths of the damaged files. Yields between chunks, so the service stays responsive; `goOn` throws after such a turn
 * when the store has been closed meanwhile. The caller holds the files.
 */
export async function verifyStore(store: Store, goOn: () => void): Promise<readonly string[]> {
  const { files } = store.deps;
  const listing = listStore(files, store.folder);
  const damaged: string[] = [];
  for (const generation of listing.snapshots) {
    const path = storePath(store.folder, generation, 'snapshot');
    if (!(await isSnapshotWhole(store, path, generation, goOn))) damaged.push(path);
  }
  for (const generation of listing.journals) {
    const path = storePath(store.folder, generation, 'journal');
    if (!isJournalWhole(store, path, generation)) damaged.push(path);
    await setImmediate();
    goOn();
  }
  return damaged;
}

async function isSnapshotWhole(
  store: Store,
  path: string,
  generation: number,
  goOn: () => void,
): Promise<boolean> {
  const { files } = store.deps;
  const handle = files.open(path, 'read');
  try {
    const reader = openSealedFile(files, handle, store.keyring, 'snapshot');
    if (reader?.header.generation !== generation) return false;
    for (let chunk = 0; chunk < reader.chunks; chunk += 1) {
      if (!readChunk(reader, chunk)) return false;
      await setImmediate();
      goOn();
    }
    return true;
  } finally {
    files.close(handle);
  }
}

function isJournalWhole(store: Store, path: string, generation: number): boolean {
  const whole = readWhole(store.deps.files, path);
  if (!whole) return false;
  const { journal } = store;
  // What lies behind the last whole transaction of the journal in use belongs to one that is still being written.
  const end = generation === journal?.generation ? journal.offset : whole.length;
  if (whole.length < end) return false;
  const bytes = whole.subarray(0, end);
  const raw = bytes.subarray(0, headerBytes);
  const header = decodeHeader(store.keyring, 'journal', raw);
  if (header?.generation !== generation) return false;
  const key = fileKey(store.keyring, header.epoch, 'journal', header.fileId);
  const from = { sequence: header.sequence, chain: raw.subarray(headerBytes - tagBytes) };
  return scanJournal({ bytes, header: raw, key }, from, () => true).tail.kind === 'none';
}
