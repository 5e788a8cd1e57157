/** Main's end of the line to the vault service: starts it, numbers the calls, answers what it asks. */
import type { ServiceEvent } from '../../preload/contract/contract.ts';
import type { Result } from '../../preload/contract/define.ts';
import type { FromService, ServiceConfig, ToService } from '../messages.ts';
import { describeError, type LogDep } from './log.ts';

/** The part of Electron's `UtilityProcess` that is used; tests bring their own. */
export interface ServicePort {
  readonly postMessage: (message: ToService) => void;
  readonly onMessage: (listener: (message: FromService) => void) => void;
  readonly onExit: (listener: (code: number) => void) => void;
}

export interface ServiceClientDeps extends LogDep {
  readonly fork: () => ServicePort;
  readonly config: ServiceConfig;
  readonly onEvent: (event: ServiceEvent) => void;
  /** Answers a request of the service, e.g. to turn a sheet into a PDF. */
  readonly onAsk: (ask: string, input: unknown) => Promise<Result<unknown>>;
  /** The process ended by itself; `restarted` is false when it has done so too often. */
  readonly onCrash: (restarted: boolean) => void;
  readonly now: () => number;
}

export interface ServiceClient {
  readonly call: (
    procedure: string,
    input: unknown,
    files: Readonly<Record<string, string>>,
  ) => Promise<Result<unknown>>;
  readonly lock: () => void;
  readonly idle: (seconds: number) => void;
  /** Resolves when the service has closed the vault, or has ended. */
  readonly stop: () => Promise<void>;
}

const stopped: Result<never> = {
  ok: false,
  error: {
    type: 'ServiceStopped',
    what: '数据服务意外停止，本次操作没有完成。',
    why: '程序的数据部分发生了故障；已经提示成功的内容不受影响。',
    next: '请重新登录后核对，再做一次。',
  },
};

const crashWindow = 60_000;
const mostCrashes = 3;

/** Starts the service and keeps it running. */
export function startService(deps: ServiceClientDeps): ServiceClient {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const crashes: number[] = [];
  let nextId = 1;
  let port: ServicePort | undefined;
  let stopping: (() => void) | undefined;

  const start = (): void => {
    const current = deps.fork();
    port = current;
    current.onMessage((message) => receive(current, message));
    current.onExit((code) => ended(code));
    current.postMessage({ kind: 'start', config: deps.config });
  };

  const receive = (from: ServicePort, message: FromService): void => {
    switch (message.kind) {
      case 'result':
        settle(message.id, message.result);
        break;
      case 'event':
        deps.onEvent(message.event);
        break;
      case 'ask':
        void answer(from, message.id, message.ask, message.input);
        break;
      case 'stopped':
        stopping?.();
        break;
    }
  };

  const settle = (id: number, result: Result<unknown>): void => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  };

  const answer = async (to: ServicePort, id: number, ask: string, input: unknown): Promise<void> => {
    const result = await deps.onAsk(ask, input).catch((error: unknown) => {
      deps.log('error', 'ask.failed', { ask, ...describeError(error) });
      return failed;
    });
    if (port === to) to.postMessage({ kind: 'answer', id, result });
  };

  const ended = (code: number): void => {
    port = undefined;
    for (const id of waiting.keys()) settle(id, stopped);
    if (stopping) {
      stopping();
      return;
    }
    deps.log('error', 'service.ended', { code });
    const now = deps.now();
    crashes.push(now);
    const restarts = crashes.filter((at) => now - at < crashWindow).length <= mostCrashes;
    if (restarts) start();
    deps.onCrash(restarts);
  };

  start();
  return {
    call: (procedure, input, files) =>
      new Promise((resolve) => {
        if (!port) {
          resolve(stopped);
          return;
        }
        const id = nextId++;
        waiting.set(id, resolve);
        port.postMessage({ kind: 'call', id, procedure, input, files });
      }),
    lock: () => port?.postMessage({ kind: 'lock', reason: 'system' }),
    idle: (seconds) => port?.postMessage({ kind: 'idle', seconds }),
    stop: () =>
      new Promise((resolve) => {
        stopping = resolve;
        if (port) port.postMessage({ kind: 'stop' });
        else resolve();
      }),
  };
}

const failed: Result<never> = {
  ok: false,
  error: {
    type: 'ShellFault',
    what: '这一步没有完成。',
    why: '程序内部发生故障。',
    next: '请再试一次；仍然不行时请重新启动程序。',
  },
};
