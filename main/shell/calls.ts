/**
 * The one door between the window and everything behind it. Every call passes here: who sends it, whether the
 * procedure exists, which chosen files it names; then main or the vault service answers.
 */
import { contract, type ProcedureName, type ShellProcedureName } from '../../preload/contract/contract.ts';
import { shellContract } from '../../preload/contract/shell.ts';
import type { Result } from '../../preload/contract/define.ts';
import { ExpectedError } from '../../domain/failure.ts';
import type { FileTokens } from './file-tokens.ts';
import { describeError, type LogDep } from './log.ts';
import type { ServiceClient } from './service-client.ts';
import { pageOrigin } from './addresses.ts';

/** Who sent a call, as far as it matters. */
export interface Sender {
  readonly windowId: number;
  readonly isTopFrame: boolean;
  readonly origin: string;
}

export interface CallDeps extends LogDep {
  readonly tokens: FileTokens;
  readonly service: Pick<ServiceClient, 'call'>;
  readonly shell: ShellProcedures;
  /** The id of the window's contents now; it changes at each lock. */
  readonly windowId: () => number | undefined;
}

export type ShellProcedures = {
  readonly [N in ShellProcedureName]: (input: never) => Promise<unknown>;
};

export interface Calls {
  readonly answer: (sender: Sender, message: unknown) => Promise<Result<unknown>>;
  /** Whether long work is going on that closing would cut off. */
  readonly isBusy: () => boolean;
}

export function createCalls(deps: CallDeps): Calls {
  const jobs = new Set<symbol>();
  return {
    answer: async (sender, message) => {
      if (!isTrusted(sender, deps.windowId())) {
        deps.log('error', 'call.refusedSender', { origin: sender.origin, topFrame: sender.isTopFrame });
        return refused('SenderRefused', '这个请求不是由本程序的窗口发出的。');
      }
      const request = parseRequest(message);
      if (!request) return refused('CallMalformed', '这个请求的格式不对。');
      const files = deps.tokens.collect(request.input);
      if (!files) return unknownFile;
      const key = Symbol(request.procedure);
      if (contract[request.procedure].job) jobs.add(key);
      try {
        if (isShellProcedure(request.procedure))
          return await runShell(deps, request.procedure, request.input);
        return await deps.service.call(request.procedure, request.input, files);
      } finally {
        jobs.delete(key);
      }
    },
    isBusy: () => jobs.size > 0,
  };
}

export function isTrusted(sender: Sender, windowId: number | undefined): boolean {
  return sender.windowId === windowId && sender.isTopFrame && sender.origin === pageOrigin;
}

interface Request {
  readonly procedure: ProcedureName;
  readonly input: unknown;
}

/** Exactly `{ procedure, input }` with a name of the contract and plain data; anything else is no request. */
export function parseRequest(message: unknown): Request | undefined {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined;
  if (Object.keys(message).some((key) => key !== 'procedure' && key !== 'input')) return undefined;
  const { procedure, input } = message as Partial<Record<'procedure' | 'input', unknown>>;
  if (typeof procedure !== 'string' || !isProcedure(procedure) || !isPlainData(input, 0)) return undefined;
  return { procedure, input };
}

const deepest = 24;

/** Dates, maps, errors and the like cross the process border too, and a schema could take them for empty objects. */
export function isPlainData(value: unknown, depth: number): boolean {
  if (depth > deepest) return false;
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return ['string', 'number', 'boolean'].includes(typeof value);
  if (value instanceof Uint8Array) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((each) => isPlainData(each, depth + 1));
}

function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name);
}

function isShellProcedure(name: ProcedureName): name is ShellProcedureName {
  return Object.hasOwn(shellContract, name);
}

async function runShell(deps: CallDeps, name: ShellProcedureName, input: unknown): Promise<Result<unknown>> {
  const parsed = shellContract[name].input.safeParse(input);
  if (!parsed.success) return refused('CallMalformed', '这个请求的内容不对。');
  try {
    return { ok: true, value: await deps.shell[name](parsed.data as never) };
  } catch (error) {
    if (error instanceof ExpectedError) return { ok: false, error: error.failure };
    deps.log('error', 'shell.failed', { procedure: name, ...describeError(error) });
    return refused('ShellFault', '这一步没有完成。');
  }
}

/** The answer to a message that this program's own window never sends, and to a fault of main itself. */
export function refused(type: string, what: string): Result<never> {
  const why = '程序内部发生故障，或者程序文件被改动过。';
  return { ok: false, error: { type, what, why, next: '请再试一次；仍然不行时请重新启动程序。' } };
}

const unknownFile: Result<never> = {
  ok: false,
  error: {
    type: 'FileForgotten',
    what: '先前选择的文件已经失效。',
    why: '锁定或重新登录后，程序不再保留选择过的文件。',
    next: '请重新选择文件。',
  },
};
