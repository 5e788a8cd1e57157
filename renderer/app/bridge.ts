/** The only way out of the window: the procedures of the contract behind `window.lianxun`. */
import type { Failure } from '../../domain/failure.ts';
import type { Bridge, Input, Output, ProcedureName, ServiceEvent } from '../../preload/contract/contract.ts';
import type { Result } from '../../preload/contract/define.ts';

declare global {
  interface Window {
    readonly lianxun: Bridge;
  }
}

/** A refusal the service answered with; `failure` is written for the clerk. */
export class CallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.type}: ${failure.what}`);
    this.name = 'CallError';
    this.failure = failure;
  }
}

const brokenBridge: Failure = {
  type: 'Unreachable',
  what: '数据服务没有应答。',
  why: '窗口与数据服务之间的联系中断。',
  next: '请稍候重试；仍不成功时请退出程序后重新打开，已保存的内容不会丢失。',
};

/** Calls one procedure. Throws {@link CallError} for refusals, also when the answer does not come. */
export async function call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
  const procedure: (input: Input<N>) => Promise<Result<Output<N>>> = window.lianxun.call[name];
  return valueOf(procedure(input));
}

/** Tokens for files the user dropped on the window, as `shell.pickOpen` gives them. Throws like {@link call}. */
export async function takeDropped(files: readonly File[]): Promise<Output<'shell.pickOpen'>> {
  return valueOf(window.lianxun.takeDropped(files));
}

async function valueOf<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer.catch((error: unknown) => {
    throw new CallError({ ...brokenBridge, why: `${brokenBridge.why}（${nameOf(error)}）` });
  });
  if (result.ok) return result.value;
  const { fields, ...failure } = result.error;
  throw new CallError(fields ? { ...failure, fields } : failure);
}

/** Listens to pushed events until the returned function is called. */
export function onServiceEvent(listener: (event: ServiceEvent) => void): () => void {
  return window.lianxun.onEvent(listener);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** What to show for anything thrown: a refusal as it is, a bug as a sentence without its data. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) return error.failure;
  return {
    type: 'Bug',
    what: '程序出现意外错误，这一步没有完成。',
    why: `程序内部错误（${nameOf(error)}）。`,
    next: '请重试一次；仍出现时请点“复制详情”，交系统管理员处理。',
  };
}
