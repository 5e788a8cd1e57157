/**
 * The mark of a founding under way: a file beside the new vault that says its id as soon as that is known. A vault is
 * the office's only once its mark is gone; until then it can be begun again in the same folder. What is cleared away for
 * that is told by the id every file carries, so that a backup copied there in the meantime is never touched.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { nodeFiles } from '../vault/files.ts';
import { lookAtVault } from './vaults.ts';

const markName = 'founding.unfinished';
const ownNames = /^(?:founding\.unfinished|vault(?:\.copy)?\.json(?:\.tmp)?|store|blobs|kept|lock(?:-.+)?)$/u;

/** Where a store file names its vault (docs/vault-format.md). */
const idAt = 16;
const idBytes = 16;

/** Marks the folder before the first file of the vault is made. */
export function beginFounding(folder: string): void {
  writeMark(folder, '');
}

/** Notes which vault the mark stands for. */
export function nameFounding(folder: string, vault: string): void {
  writeMark(folder, vault);
}

/** From here on the vault is the office's. */
export function finishFounding(folder: string): void {
  rmSync(join(folder, markName));
  nodeFiles.syncFolder(folder);
}

/** Whether nothing but a founding that never ended lies there: nobody has seen its recovery sheet or signed in. */
export function isUnfinished(folder: string): boolean {
  if (!isMarked(folder)) return false;
  const found = lookAtVault(folder);
  return !found.exists || found.id === markedVault(folder);
}

/** A mark beside a vault it does not name: a backup copied over what a founding left, or a cut before the id was noted. */
export function isMixed(folder: string): boolean {
  return isMarked(folder) && !isUnfinished(folder);
}

/** Whether an office works, or may work, in this folder. */
export function holdsVault(folder: string): boolean {
  return lookAtVault(folder).exists && !isUnfinished(folder);
}

/** Names in the folder that no founding makes. */
export function otherNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => !ownNames.test(name));
}

/**
 * Removes the key files and store files of the vault the mark names. The mark stays; files of an unfinished founding whose
 * id was never noted stay as well, and the next one sets them aside.
 */
export function clearFounding(folder: string): void {
  const vault = isMarked(folder) ? markedVault(folder) : '';
  if (vault === '') return;
  const store = join(folder, 'store');
  for (const name of listNames(store)) {
    const path = join(store, name);
    if (statSync(path).isFile() && storeFileVault(path) === vault) rmSync(path);
  }
  for (const name of ['store', 'blobs']) {
    const path = join(folder, name);
    if (existsSync(path) && listNames(path).length === 0) rmdirSync(path);
  }
  if (lookAtVault(folder).id !== vault) return;
  for (const name of ['vault.copy.json', 'vault.json', 'lock']) rmSync(join(folder, name), { force: true });
}

/** After a founding that failed: the folder is as empty as it was before. */
export function giveUpFounding(folder: string): void {
  clearFounding(folder);
  if (listNames(folder).every((name) => name === markName)) finishFounding(folder);
}

const isMarked = (folder: string): boolean => existsSync(join(folder, markName));

const markedVault = (folder: string): string => readFileSync(join(folder, markName), 'utf8');

const listNames = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

function writeMark(folder: string, text: string): void {
  writeFileSync(join(folder, markName), text, { mode: 0o600, flush: true });
  nodeFiles.syncFolder(folder);
}

/** The id of the vault a store file says it belongs to; nothing here is authenticated. */
function storeFileVault(path: string): string {
  const id = Buffer.alloc(idBytes);
  const handle = openSync(path, 'r');
  try {
    return readSync(handle, id, 0, idBytes, idAt) === idBytes ? id.toString('hex') : '';
  } finally {
    closeSync(handle);
  }
}
