/**
 * A copy of the sealed vault: every file is read back and compared before the copy gets its name. The copy is as
 * unreadable as the vault itself and opens with the same passwords and recovery sheets.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { createNodeFiles } from '../exchange/files.ts';
import type { StoreFile } from '../vault/api.ts';
import { type JobControl, quietJob } from './jobs.ts';

const files = createNodeFiles();

/** A file to be copied, by its name in the vault; the whole of it when `bytes` is not given. */
interface Wanted {
  readonly name: string;
  readonly bytes?: number;
}

async function blobsOf(folder: string): Promise<readonly Wanted[]> {
  const entries = await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map((entry) => ({ name: relative(folder, join(entry.parentPath, entry.name)) }));
}

/** Not the lock, and of the folders only those that are copied by themselves. */
async function keyFilesOf(folder: string): Promise<readonly Wanted[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/^lock|\.tmp$/.test(entry.name))
    .map(({ name }) => ({ name }));
}

/**
 * In this order, because work goes on meanwhile: attachments that the store speaks of are there when it has been copied,
 * and the newest key file opens whatever was written before it.
 */
const parts = (
  folder: string,
  store: readonly StoreFile[],
): readonly (() => Promise<readonly Wanted[]>)[] => [
  () => Promise.resolve(store),
  () => blobsOf(folder),
  () => keyFilesOf(folder),
];

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Returns the digest of what was read, and its length. */
async function copyFile(
  from: string,
  to: string,
  length: number | undefined,
  signal: AbortSignal,
): Promise<{ digest: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const source = createReadStream(from, length === undefined ? {} : { end: length - 1 });
  source.on('data', (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  await pipeline(source, createWriteStream(to, { mode: 0o600 }), { signal });
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { digest: hash.digest('hex'), bytes };
}

function refuseBackup(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof ExpectedError || code === 'ABORT_ERR' || code === '') throw error;
  refuse(
    'BackupFailed',
    '备份没有完成，目标位置未留下半份备份。',
    code === 'ENOSPC' ? '目标磁盘空间不足。' : '写入目标位置时出错，介质可能已被拔出或写保护。',
    '请检查目标介质后重新备份。原保险库不受影响。',
  );
}

/** Copies one file and compares what is read back. Returns its length. */
async function copyChecked(
  from: string,
  to: string,
  length: number | undefined,
  job: JobControl,
): Promise<number> {
  const { digest, bytes } = await copyFile(from, to, length, job.signal);
  if ((await digestOf(to)) !== digest) {
    refuse(
      'BackupFailed',
      '备份没有完成。',
      '写入的内容与回读的内容不一致，介质可能已损坏。',
      '请更换介质后重新备份。',
    );
  }
  return bytes;
}

/**
 * Makes folders of the copy, each once and never the one it is to be in: where a medium has been pulled out, its folder
 * may be made anew on the PC's own disk, and nobody would notice.
 */
function createFolders(root: string) {
  const made: string[] = [];
  const add = async (folder: string): Promise<void> => {
    if (made.includes(folder)) return;
    if (folder !== '.') await add(dirname(folder));
    await mkdir(join(root, folder), { mode: 0o700 });
    made.push(folder);
  };
  /** The names as well: a medium pulled out right after "done" must hold the whole copy. */
  const sync = async (): Promise<void> => {
    for (const folder of made) await files.syncFolder(join(root, folder));
  };
  return { add, sync };
}

/**
 * Copies the vault in `folder`, whose files are held, to `target/name`. What is there afterwards opens with everything
 * that was acknowledged before it was begun. Refuses with `BackupFailed` and removes the unfinished copy.
 */
export async function backupVault(
  folder: string,
  store: readonly StoreFile[],
  target: string,
  name: string,
  job: JobControl,
): Promise<Copied> {
  const about = store.length + (await blobsOf(folder)).length;
  return copyParts(folder, parts(folder, store), about, target, name, job);
}

/**
 * The same without the attachments, which are never changed or removed: what the vault is made of besides them. A copy that
 * is there already under that name is left as it is; the target folder is made at need.
 */
export async function copyStore(
  folder: string,
  store: readonly StoreFile[],
  target: string,
  name: string,
): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  await files.syncFolder(dirname(target));
  if ((await readdir(target)).includes(name)) return;
  const lists = [() => Promise.resolve(store), () => keyFilesOf(folder)];
  await copyParts(folder, lists, store.length, target, name, quietJob);
}

interface Copied {
  readonly files: number;
  readonly bytes: number;
}

async function copyParts(
  folder: string,
  lists: readonly (() => Promise<readonly Wanted[]>)[],
  about: number,
  target: string,
  name: string,
  job: JobControl,
): Promise<Copied> {
  const unfinished = join(target, `${name}.part`);
  try {
    await rm(unfinished, { recursive: true, force: true });
    const folders = createFolders(unfinished);
    let [copied, bytes] = [0, 0];
    for (const list of lists) {
      for (const wanted of await list()) {
        job.progress(copied, Math.max(about, copied), '正在复制并逐个回读核对');
        await folders.add(dirname(wanted.name));
        const to = join(unfinished, wanted.name);
        bytes += await copyChecked(join(folder, wanted.name), to, wanted.bytes, job);
        copied += 1;
        await job.breathe();
      }
    }
    await folders.sync();
    await rename(unfinished, join(target, name));
    await files.syncFolder(target);
    return { files: copied, bytes };
  } catch (error) {
    // A medium that is gone cannot be tidied either; what matters is why the backup failed.
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    return refuseBackup(error);
  }
}
