/** Files the user asked for: written under a temporary name first, so that a full disk leaves no half file behind. */
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../../domain/failure.ts';
import { createNodeFiles } from '../exchange/files.ts';

const reasons: Readonly<Record<string, readonly [why: string, next: string]>> = {
  ENOSPC: ['目标磁盘空间不足。', '请清理空间或换一个位置后重试。'],
  EACCES: ['没有写入该位置的权限。', '请换一个位置后重试。'],
  EPERM: ['没有写入该位置的权限，或文件正被其他程序打开。', '请关闭打开它的程序或换一个文件名后重试。'],
  EBUSY: ['文件正被其他程序打开。', '请在WPS中关闭该文件后重试。'],
  EROFS: ['该介质是只读的。', '请换一个位置后重试。'],
  ENOENT: ['目标文件夹不存在，介质可能已被拔出。', '请重新选择位置后重试。'],
};

const files = createNodeFiles();

/**
 * Streams `content` to `path`; throws ExpectedError `FileNotWritten` and removes what it had written. A file that stood
 * there before stays until the new one is on the disk and `verify` has taken what was read back.
 */
export async function writeOutputFile(
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  verify: (written: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const temporary = `${path}.part`;
  try {
    await pipeline(Readable.from(content), createWriteStream(temporary, { mode: 0o600 }));
    const handle = await open(temporary, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await verify(temporary);
    await rename(temporary, path);
    // A medium pulled out as soon as this is said to be done must hold the name as well.
    await files.syncFolder(dirname(path));
  } catch (error) {
    // A medium that is gone cannot be tidied either; what matters is why it failed.
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const known = reasons[code];
    if (!known) throw error;
    refuse('FileNotWritten', '文件没有保存成功。', known[0], known[1]);
  }
}
