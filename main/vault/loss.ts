/** Going on after damage that no file can make good: an act of a person, never of the program. */
import { join } from 'node:path';
import { exportImage } from './engine.ts';
import { refusePoisoned, refuseWrite } from './failures.ts';
import { readWhole, writeAll } from './files.ts';
import { createJournal } from './journal.ts';
import { writeSnapshot } from './snapshot.ts';
import type { Store } from './store.ts';
import { keptPath, storeFolder } from './store-files.ts';

/** Throws a plain Error when nothing is lost; ExpectedError when the disk refuses. */
export async function continueAfterLoss(store: Store): Promise<void> {
  const { deps, folder, readOnly } = store;
  if (store.poisoned) refusePoisoned();
  if (!readOnly) throw new Error('nothing has been lost');
  try {
    for (const name of deps.files.list(storeFolder(folder))) {
      if (!name.endsWith('.tmp')) copyToKept(store, name);
    }
    const generation = store.newest + 1;
    const sequence = Math.max(store.position.sequence, readOnly.laterSequence);
    const at = { sequence, chain: store.position.chain };
    const journal = createJournal(deps, store.keyring, storeFolder(folder), generation, at);
    store.newest = generation;
    await writeSnapshot(deps, store.keyring, folder, generation, at, exportImage(store.engine));
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
