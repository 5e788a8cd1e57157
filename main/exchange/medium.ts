import { join } from 'node:path';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { errorCode } from './files.ts';
import type { ByteSink, ByteSource, FilesDep } from './files.ts';

export interface MediumWrite {
  /** Folder on the removable medium. */
  readonly folder: string;
  /** Final name, from `packageFileName`. */
  readonly fileName: string;
  /** What the file is called in a refusal; 数据包 when left out. */
  readonly noun?: string;
  readonly write: (sink: ByteSink) => Promise<void>;
  /** Reads the file back as its recipient will, and throws when it is not exactly what it should be. */
  readonly verify: (source: ByteSource) => Promise<void>;
}

/**
 * Puts one file on a removable medium: temporary name, write, fsync, open again and verify, rename, fsync. When it
 * resolves the medium may be removed (可以取下). Pulled out or full at any moment, the final name exists only for a file
 * that has been verified. Throws ExpectedError `NameTaken`, `MediumFull`, `MediumRemoved`, `MediumReadOnly`,
 * `MediumUnreliable`.
 *
 * The operating system may answer the reading back from its own memory; a medium that lies about fsync is found out by
 * the recipient, whose checks are the same.
 */
export async function writeToMedium(deps: FilesDep, request: MediumWrite): Promise<void> {
  const { files } = deps;
  const { noun = '数据包' } = request;
  const target = join(request.folder, request.fileName);
  const temporary = `${target}.part`;
  try {
    if (await files.exists(target)) return nameTaken(request.fileName, noun);
    await files.remove(temporary);
    await writeFile(deps, temporary, request.write);
    await verifyFile(deps, temporary, { noun, verify: request.verify });
    await files.rename(temporary, target);
    await files.syncFolder(request.folder);
  } catch (error) {
    await files.remove(temporary).catch(() => undefined);
    return explain(error, noun);
  }
}

async function writeFile({ files }: FilesDep, path: string, write: MediumWrite['write']): Promise<void> {
  const file = await files.create(path);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function verifyFile(
  { files }: FilesDep,
  path: string,
  { noun, verify }: Required<Pick<MediumWrite, 'noun' | 'verify'>>,
): Promise<void> {
  const file = await files.openForReading(path);
  try {
    await verify(file);
  } catch (error) {
    if (error instanceof ExpectedError) return refuseUnreliable(noun);
    throw error;
  } finally {
    await file.close();
  }
}

function nameTaken(fileName: string, noun: string): never {
  return refuse(
    'NameTaken',
    `介质上已有同名的${noun}。`,
    `文件“${fileName}”已经存在，程序不会覆盖任何已有文件。`,
    `它就是以前写入的这份${noun}的，可以直接送出；不是的，请把它移到介质的其他文件夹后重新写入，或者换一个介质。`,
  );
}

/** What was read back is not what was written. */
export function refuseUnreliable(noun: string): never {
  return refuse(
    'MediumUnreliable',
    `写入后回读核验不符，${noun}没有写成。`,
    '介质可能有坏块或者接触不良，回读的内容与写入的不一致。',
    '请停用该介质并登记，换一个介质重新写入。',
  );
}

function explain(error: unknown, noun: string): never {
  if (error instanceof ExpectedError) throw error;
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return refuse(
        'MediumFull',
        `介质空间不足，${noun}没有写成。`,
        `剩余空间放不下整个${noun}，未写完的部分已经删除。`,
        '请换一个空间足够的介质，重新写入。',
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return refuse(
        'MediumReadOnly',
        '介质不能写入。',
        '介质处于写保护状态，或者本机策略禁止写入。',
        '请检查写保护开关和本机介质管理策略，然后重新写入。',
      );
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EBADF':
      return refuse(
        'MediumRemoved',
        `写入中断，${noun}没有写成。`,
        '介质可能在提示“可以取下”之前被拔出，或者读写出错。',
        '请重新插入介质，待识别后重新写入；仍然失败时换一个介质。',
      );
    default:
      throw error;
  }
}
