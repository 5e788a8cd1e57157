/** For good: key files are overwritten before their names go, everything else is only removed, because without a key it is noise. */
import { basename, dirname, join } from 'node:path';
import { type Files, writeAll } from './files.ts';
import { isKeyFileName } from './key-file.ts';

const bytesAtOnce = 65_536;

/** Overwrites the file where it lies, makes that durable, then removes it; nothing when it is not there. */
export function eraseFile(files: Files, path: string): void {
  if (!files.exists(path)) return;
  const handle = files.open(path, 'update');
  try {
    const size = files.size(handle);
    const zeros = new Uint8Array(Math.min(size, bytesAtOnce));
    for (let at = 0; at < size; at += zeros.length)
      writeAll(files, handle, zeros.subarray(0, Math.min(zeros.length, size - at)), at);
    files.sync(handle);
  } finally {
    files.close(handle);
  }
  files.remove(path);
  files.syncFolder(dirname(path));
}

/** Everything under the path, the path included; nothing when it is not there. */
export function removeTree(files: Files, path: string): void {
  if (!files.exists(path)) return;
  if (!files.isFolder(path)) {
    files.remove(path);
    return;
  }
  for (const name of files.list(path)) removeTree(files, join(path, name));
  files.syncFolder(path);
  files.removeFolder(path);
}

/**
 * Paths of a vault's key files, the valid ones first, then those of what it has set aside: they open with the passwords of their
 * day. What else somebody put into the folder is not the vault's.
 */
export function keyFilesOf(files: Files, folder: string): readonly string[] {
  return [...keyFilesIn(files, folder), ...keyFilesUnder(files, join(folder, 'kept'))];
}

function keyFilesIn(files: Files, folder: string): readonly string[] {
  if (!files.isFolder(folder)) return [];
  const paths = files.list(folder).map((name) => join(folder, name));
  return paths.filter((path) => isKeyFileName(basename(path)) && !files.isFolder(path));
}

function keyFilesUnder(files: Files, folder: string): readonly string[] {
  if (!files.isFolder(folder)) return [];
  const folders = files.list(folder).map((name) => join(folder, name));
  return [...keyFilesIn(files, folder), ...folders.flatMap((path) => keyFilesUnder(files, path))];
}
