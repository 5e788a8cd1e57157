/** Long work: progress, cancelling, and giving other calls their turn. */
import { setImmediate } from 'node:timers/promises';

export interface JobControl {
  readonly signal: AbortSignal;
  /** Tells the window how far the work is; `total` 0 when it is not known. */
  readonly progress: (done: number, total: number, text: string) => void;
  /** Lets waiting calls run and throws `AbortError` when the user has cancelled. */
  readonly breathe: () => Promise<void>;
}

export interface Jobs {
  /** Starts a job under the id the window chose; refuses an id that is already running. */
  readonly start: (id: string) => JobControl & { readonly end: () => void };
  readonly cancel: (id: string) => void;
  readonly cancelAll: () => void;
  readonly running: () => number;
  /** Grows with every sign of life; work that hangs gives none. */
  readonly signs: () => number;
}

/** Work without a window behind it: nothing listens and nobody cancels. */
export const quietJob: JobControl = {
  signal: new AbortController().signal,
  progress: () => undefined,
  breathe: async () => {
    await setImmediate();
  },
};

export function createJobs(
  emit: (event: { type: 'progress'; job: string; done: number; total: number; text: string }) => void,
): Jobs {
  const controllersById = new Map<string, AbortController>();
  let signs = 0;
  return {
    start: (id) => {
      if (controllersById.has(id)) throw new Error(`job ${id} is already running`);
      const controller = new AbortController();
      controllersById.set(id, controller);
      signs += 1;
      return {
        signal: controller.signal,
        progress: (done, total, text) => {
          signs += 1;
          emit({ type: 'progress', job: id, done, total, text });
        },
        breathe: async () => {
          signs += 1;
          await setImmediate();
          controller.signal.throwIfAborted();
        },
        end: () => controllersById.delete(id),
      };
    },
    cancel: (id) => controllersById.get(id)?.abort(),
    cancelAll: () => {
      for (const controller of controllersById.values()) controller.abort();
    },
    running: () => controllersById.size,
    signs: () => signs,
  };
}
