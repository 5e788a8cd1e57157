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
import type { JobControl } from './jobs.ts';

const files = createNodeFiles();

/** Files of a vault that belong into a copy: not the lock, not what recovery has put aside. */
async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !/^(?:lock|kept|quarantine)/.test(name))
    .sort();
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Copies up to the present end of the file and returns the digest of what was read. */
async function copyFile(
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<{ digest: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const source = createReadStream(from);
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

/** Copies the vault in `folder` to `target/name`; refuses with `BackupFailed` and removes the unfinished copy. */
export async function backupVault(
  folder: string,
  target: string,
  name: string,
  job: JobControl,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const unfinished = join(target, `${name}.part`);
  try {
    const names = await filesOf(folder);
    await mkdir(unfinished, { recursive: true });
    let bytes = 0;
    for (const [index, file] of names.entries()) {
      job.progress(index, names.length, '正在复制并逐个回读核对');
      const to = join(unfinished, file);
      await mkdir(join(to, '..'), { recursive: true });
      const copied = await copyFile(join(folder, file), to, job.signal);
      if ((await digestOf(to)) !== copied.digest) {
        refuse(
          'BackupFailed',
          '备份没有完成。',
          '写入的内容与回读的内容不一致，介质可能已损坏。',
          '请更换介质后重新备份。',
        );
      }
      bytes += copied.bytes;
      await job.breathe();
    }
    // The names as well: a medium pulled out right after "done" must hold the whole copy.
    const folders = new Set(names.map((file) => dirname(join(unfinished, file))));
    for (const each of [...folders, unfinished]) await files.syncFolder(each);
    await rename(unfinished, join(target, name));
    await files.syncFolder(target);
    return { files: names.length, bytes };
  } catch (error) {
    // A medium that is gone cannot be tidied either; what matters is why the backup failed.
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    return refuseBackup(error);
  }
}
