/** What lies in the store folder: numbered generations, unfinished files, and the folder for what is set aside. */
import { join, relative } from 'node:path';
import type { ClockDep } from '../deps.ts';
import type { StoreFile } from './api.ts';
import { generationName } from './journal.ts';
import { openSealedFile, readChunk } from './sealed-file.ts';
import type { FileHeader } from './file-header.ts';
import type { Files } from './files.ts';
import type { Keyring } from './keyring.ts';
import type { Store } from './store.ts';

export interface StoreListing {
  /** Ascending. */
  readonly snapshots: readonly number[];
  readonly journals: readonly number[];
  readonly unfinished: readonly string[];
}

export const storeFolder = (folder: string): string => join(folder, 'store');
export const blobFolder = (folder: string): string => join(folder, 'blobs');
const keptFolder = (folder: string): string => join(folder, 'kept');

export const storePath = (folder: string, generation: number, kind: 'snapshot' | 'journal'): string =>
  join(storeFolder(folder), `${generationName(generation)}.${kind}`);

export function listStore(files: Files, folder: string): StoreListing {
  const names = files.list(storeFolder(folder));
  const numbers = (kind: string): number[] =>
    names
      .filter((name) => /^\d{6,}$/.test(name.slice(0, name.indexOf('.'))) && name.endsWith(`.${kind}`))
      .map((name) => Number.parseInt(name, 10))
      .sort((left, right) => left - right);
  return {
    snapshots: numbers('snapshot'),
    journals: numbers('journal'),
    unfinished: names.filter((name) => name.endsWith('.tmp')),
  };
}

/** The whole image, decrypted into one buffer; undefined when anything about the file is wrong. */
export function readSnapshot(
  files: Files,
  keyring: Keyring,
  folder: string,
  generation: number,
): { readonly header: FileHeader; readonly image: Uint8Array } | undefined {
  const handle = files.open(storePath(folder, generation, 'snapshot'), 'read');
  try {
    const reader = openSealedFile(files, handle, keyring, 'snapshot');
    if (reader?.header.generation !== generation) return undefined;
    const image = new Uint8Array(reader.header.size);
    let at = 0;
    for (let chunk = 0; chunk < reader.chunks; chunk += 1) {
      const plain = readChunk(reader, chunk);
      if (!plain) return undefined;
      image.set(plain, at);
      at += plain.length;
    }
    return { header: reader.header, image };
  } finally {
    files.close(handle);
  }
}

/** The files of the store without unfinished ones, and without what is not committed yet in the journal in use. */
export function presentFiles(store: Store): readonly StoreFile[] {
  const { deps, folder, journal } = store;
  const { files } = deps;
  const inUse = journal && `${generationName(journal.generation)}.journal`;
  return files
    .list(storeFolder(folder))
    .filter((name) => !name.endsWith('.tmp'))
    .map((name) => {
      const path = join(storeFolder(folder), name);
      const bytes = journal && name === inUse ? journal.offset : sizeOf(files, path);
      return { name: relative(folder, path), bytes };
    });
}

function sizeOf(files: Files, path: string): number {
  const handle = files.open(path, 'read');
  try {
    return files.size(handle);
  } finally {
    files.close(handle);
  }
}

/** Sets a file aside under `kept/`; the vault itself removes nothing there. */
export function keep(
  deps: ClockDep & { readonly files: Files },
  folder: string,
  from: string,
  name: string,
): void {
  const target = keptPath(deps, folder, name);
  deps.files.rename(from, target);
  deps.files.syncFolder(keptFolder(folder));
}

/** A free name under `kept/`, creating the folder at need. */
export function keptPath(deps: ClockDep & { readonly files: Files }, folder: string, name: string): string {
  const { files } = deps;
  if (!files.exists(keptFolder(folder))) {
    files.makeFolder(keptFolder(folder));
    files.syncFolder(folder);
  }
  for (let copy = 1; ; copy += 1) {
    const path = join(keptFolder(folder), `${name}.${deps.now()}-${copy}`);
    if (!files.exists(path)) return path;
  }
}
