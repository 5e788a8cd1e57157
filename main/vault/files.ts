/**
 * The only door between the vault and the disk. Every write, sync, rename, truncate and removal passes through an
 * injected `Files`, so that the crash harness can record, cut short and fail each of them.
 */
import * as fs from 'node:fs';
import { lockFolder, isFolderLocked } from './lock.ts';
import type { Lock } from './lock.ts';

/** Handles are the numbers that `open` returned. All calls are synchronous and throw the system's error. */
export interface Files {
  /** `create` fails when the file exists; `update` and `read` fail when it does not. */
  open(path: string, mode: 'read' | 'create' | 'update'): number;
  size(handle: number): number;
  /** Number of bytes read, 0 at the end. */
  read(handle: number, target: Uint8Array, position: number): number;
  /** Number of bytes written; may be fewer than asked for. */
  write(handle: number, source: Uint8Array, position: number): number;
  sync(handle: number): void;
  dataSync(handle: number): void;
  truncate(handle: number, length: number): void;
  close(handle: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Creates the folder if it is missing; its parent must exist. */
  makeFolder(path: string): void;
  /** Makes creations, renames and removals inside the folder durable. Nothing to do on Windows. */
  syncFolder(path: string): void;
  /** Names in a folder; empty when there is no such folder. */
  list(path: string): readonly string[];
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  /** Fails while something lies in it. */
  removeFolder(path: string): void;
  /** Takes the folder for this process until `release`, or returns undefined when another process has it. */
  lock(folder: string): Lock | undefined;
  isLocked(folder: string): boolean;
}

const openFlags = { read: 'r', create: 'wx+', update: 'r+' } as const;

/** The real disk. */
export const nodeFiles: Files = {
  open: (path, mode) => fs.openSync(path, openFlags[mode], 0o600),
  size: (handle) => fs.fstatSync(handle).size,
  read: (handle, target, position) => fs.readSync(handle, target, 0, target.length, position),
  write: (handle, source, position) => fs.writeSync(handle, source, 0, source.length, position),
  sync: (handle) => fs.fsyncSync(handle),
  dataSync: (handle) => fs.fdatasyncSync(handle),
  truncate: (handle, length) => fs.ftruncateSync(handle, length),
  close: (handle) => fs.closeSync(handle),
  rename: renameWithPatience,
  remove: (path) => fs.unlinkSync(path),
  makeFolder: (path) => {
    if (!fs.existsSync(path)) fs.mkdirSync(path, { mode: 0o700 });
  },
  syncFolder: (path) => {
    if (process.platform === 'win32') return;
    const handle = fs.openSync(path, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  },
  list: (path) => (fs.existsSync(path) ? fs.readdirSync(path) : []),
  exists: (path) => fs.existsSync(path),
  isFolder: (path) => fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  removeFolder: (path) => fs.rmdirSync(path),
  lock: (folder) => lockFolder(folder),
  isLocked: (folder) => isFolderLocked(folder),
};

/** Virus scanners on Windows hold fresh files open for a moment; elsewhere the first error is final. */
function renameWithPatience(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error));
      if (process.platform !== 'win32' || !passing || attempt === 8) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25 * attempt);
    }
  }
}

/** The system's error name (`ENOSPC`), or the empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function writeAll(files: Files, handle: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    const count = files.write(handle, bytes.subarray(done), position + done);
    if (count <= 0) throw Object.assign(new Error('the disk took no more bytes'), { code: 'ENOSPC' });
    done += count;
  }
}

/** Fills `target`; false when the file ends before. */
export function readFully(files: Files, handle: number, target: Uint8Array, position: number): boolean {
  let done = 0;
  while (done < target.length) {
    const count = files.read(handle, target.subarray(done), position + done);
    if (count <= 0) return false;
    done += count;
  }
  return true;
}

/** The whole file, or undefined when there is none. */
export function readWhole(files: Files, path: string): Buffer | undefined {
  if (!files.exists(path)) return undefined;
  const handle = files.open(path, 'read');
  try {
    const bytes = Buffer.allocUnsafe(files.size(handle));
    return readFully(files, handle, bytes, 0) ? bytes : undefined;
  } finally {
    files.close(handle);
  }
}

/**
 * Replaces or creates `path` so that a crash at any moment leaves the old or the new content: temporary file, fsync,
 * `check` on what was read back, rename, folder fsync. A failure before the rename leaves the old file untouched.
 */
export async function replaceFile(
  files: Files,
  folder: string,
  path: string,
  bytes: Uint8Array,
  check: (readBack: Buffer) => Promise<boolean> | boolean,
): Promise<void> {
  const readBack = writeTemporary(files, path, bytes);
  if (!readBack || !(await check(readBack))) throw new Error(differs(path));
  putInPlace(files, folder, path);
}

/** As {@link replaceFile}, for who cannot wait; throws `EIO` when the disk gives back something else. */
export function replaceFileAtOnce(files: Files, folder: string, path: string, bytes: Uint8Array): void {
  if (!writeTemporary(files, path, bytes)) throw Object.assign(new Error(differs(path)), { code: 'EIO' });
  putInPlace(files, folder, path);
}

/** What was read back; undefined when it differs. */
function writeTemporary(files: Files, path: string, bytes: Uint8Array): Buffer | undefined {
  const temporary = `${path}.tmp`;
  if (files.exists(temporary)) files.remove(temporary);
  const handle = files.open(temporary, 'create');
  try {
    writeAll(files, handle, bytes, 0);
    files.sync(handle);
  } finally {
    files.close(handle);
  }
  const readBack = readWhole(files, temporary);
  return readBack?.equals(bytes) === true ? readBack : undefined;
}

function putInPlace(files: Files, folder: string, path: string): void {
  files.rename(`${path}.tmp`, path);
  files.syncFolder(folder);
}

const differs = (path: string): string => `${path}: what was read back differs from what was written`;
