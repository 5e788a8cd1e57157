/** Going on after damage that no file can make good: an act of a person, never of the program. */
import { join } from 'node:path';
import type { Writer } from './api.ts';
import { hex } from './bytes.ts';
import { closeEngine, exportImage, openEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { refuseNothingLost, refusePoisoned, refuseWrite } from './failures.ts';
import { readWhole, writeAll } from './files.ts';
import { createJournal } from './journal.ts';
import { readSeen } from './seen.ts';
import { writeSnapshot } from './snapshot.ts';
import type { Store } from './store.ts';
import { keptPath, storeFolder } from './store-files.ts';
import { createTransactor, transactInMemory } from './transact.ts';

/**
 * What `work` writes is in the snapshot whose name decides that the vault goes on: it is there whenever the loss has
 * been accepted, and only then. Done on a copy, so that nobody reads of a decision that the disk has refused. Throws
 * what `work` throws, with nothing done, and ExpectedError `NothingLost`, `VaultPoisoned`, `DiskFull`.
 */
export async function continueAfterLoss(store: Store, work: (tx: Writer) => void): Promise<void> {
  if (store.poisoned) refusePoisoned();
  const lost = store.readOnly ?? refuseNothingLost();
  const engine = openEngine(store.sqlJs, exportImage(store.engine));
  try {
    transactInMemory(createTransactor({ ...store, engine }), work);
    await startAfresh(store, highestKnown(store, lost.laterSequence) + 1, engine);
  } catch (error) {
    closeEngine(engine);
    throw error;
  }
}

/** What this PC has seen counts too: a journal that is gone tells nothing of its numbers. */
function highestKnown({ deps, keyring, position }: Store, laterSequence: number): number {
  const seen = readSeen(deps.files, deps.seenFile, hex(keyring.vaultId));
  return Math.max(position.sequence, laterSequence, seen.sequence);
}

/** `sequence` is the number of the decision itself; those of the lost commits are not used again. */
async function startAfresh(store: Store, sequence: number, engine: Engine): Promise<void> {
  const { deps, folder, keyring } = store;
  const at = { sequence, chain: store.position.chain };
  const generation = store.newest + 1;
  try {
    setAside(store);
    const journal = createJournal(deps, keyring, storeFolder(folder), generation, at);
    try {
      store.newest = generation;
      await writeSnapshot(deps, keyring, folder, generation, at, exportImage(engine));
    } catch (error) {
      deps.files.close(journal.handle);
      throw error;
    }
    closeEngine(store.engine);
    store.engine = engine;
    store.journal = journal;
    store.position = { sequence, chain: journal.chain };
    store.base = generation;
    store.earlierJournalBytes = 0;
    store.readOnly = null;
    store.notices.push('已从最后一次完好的保存继续，损坏的文件已另行保存。');
  } catch (error) {
    store.poisoned = true;
    refuseWrite(error);
  }
}

/** Unfinished files, which an earlier try may have left, are of no use and would be in the way. */
function setAside(store: Store): void {
  const { files } = store.deps;
  const folder = storeFolder(store.folder);
  for (const name of files.list(folder)) {
    if (name.endsWith('.tmp')) files.remove(join(folder, name));
    else copyToKept(store, name);
  }
}

function copyToKept(store: Store, name: string): void {
  const { deps, folder } = store;
  const { files } = deps;
  const bytes = readWhole(files, join(storeFolder(folder), name));
  if (!bytes) return;
  const path = keptPath(deps, folder, name);
  const handle = files.open(path, 'create');
  try {
    writeAll(files, handle, bytes, 0);
    files.sync(handle);
  } finally {
    files.close(handle);
  }
  files.syncFolder(join(folder, 'kept'));
}
