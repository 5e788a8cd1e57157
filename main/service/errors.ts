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

/** `report` receives bugs only, for the log on the developers' side; it must not be shown. */
export function toFailure(error: unknown, report: (error: unknown) => void): Failure {
  if (error instanceof ExpectedError) return error.failure;
  if (error instanceof Error && error.name === 'AbortError') return canceledFailure;
  if (error instanceof z.ZodError) return invalidInput;
  report(error);
  return bugFailure;
}
