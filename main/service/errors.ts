/** Turns whatever was thrown into what may cross to the window. */
import { z } from 'zod';
import { ExpectedError, type Failure } from '../../domain/failure.ts';

/** A fault of ours: the clerk is told that nothing was changed, never what the fault was about. */
export const bugFailure: Failure = {
  type: 'Bug',
  what: '操作没有完成。',
  why: '程序内部出现了预料之外的问题，本次操作没有写入任何内容。',
  next: '请重试一次；如再次出现，请记下时间并联系系统管理员。已填写的内容仍保留在屏幕上。',
};

export const canceledFailure: Failure = {
  type: 'Canceled',
  what: '操作已取消。',
  why: '您选择了取消，未写入任何内容。',
  next: '需要时可重新开始。',
};

const invalidInput: Failure = {
  type: 'InvalidInput',
  what: '提交的内容不符合要求。',
  why: '有的项目超出长度或格式不对。',
  next: '请检查填写内容后重试。',
};

/** Media are pulled out, filled up and worn out while the clerk works; that is no fault of the program. */
const fileFailure: Failure = {
  type: 'FileUnreachable',
  what: '所选的文件或文件夹不能读写。',
  why: '介质可能已被拔出、写满或损坏，或文件已被移走、被其他程序占用。',
  next: '请检查介质和文件后重试；仍不行的，请换一个位置或介质。',
};

const fileCodes = new Set(
  'ENOENT EACCES EPERM EBUSY EIO ENXIO ENODEV ENOSPC EROFS EISDIR ENOTDIR EMFILE ENAMETOOLONG'.split(' '),
);

/** Whether the system refused to read or write what the clerk chose for this call, rather than a file of ours. */
function isAboutChosenFile(error: unknown, chosen: readonly string[]): boolean {
  if (!(error instanceof Error) || !('code' in error) || !fileCodes.has(String(error.code))) return false;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return chosen.length > 0 && (path === undefined || chosen.some((each) => path.startsWith(each)));
}

/**
 * `chosen` are the paths behind the file tokens of the call. `report` receives bugs only, for the log on the
 * developers' side; it must not be shown.
 */
export function toFailure(
  error: unknown,
  chosen: readonly string[],
  report: (error: unknown) => void,
): Failure {
  if (error instanceof ExpectedError) return error.failure;
  if (error instanceof Error && error.name === 'AbortError') return canceledFailure;
  if (error instanceof z.ZodError) return invalidInput;
  if (isAboutChosenFile(error, chosen)) return fileFailure;
  report(error);
  return bugFailure;
}
