/** Work that computes without a break runs in a thread of its own: the service has calls to answer meanwhile. */
import type { Worker } from 'node:worker_threads';

/** `solver` runs `planning/solver-worker.ts`, `word` runs `reports/word/word-worker.ts`. */
export type ThreadName = 'solver' | 'word';

export interface ThreadDeps {
  readonly startThread: (name: ThreadName) => Promise<Worker>;
}

/** Runs `work` with a thread that ends with it, whatever happens. Throws the signal's reason when aborted until it stands. */
export async function withThread<T>(
  { startThread }: ThreadDeps,
  name: ThreadName,
  signal: AbortSignal,
  work: (worker: Worker) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const worker = await startThread(name);
  try {
    // It takes a moment to start, in which the job may have been given up.
    signal.throwIfAborted();
    return await work(worker);
  } finally {
    await worker.terminate();
  }
}

/** What the thread answers; throws the signal's reason when aborted, and what `failure` makes where the thread breaks off. */
export function askThread<Answer>(
  worker: Worker,
  question: unknown,
  signal: AbortSignal,
  failure: () => Error,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = (): void => finish(() => reject(signal.reason as Error));
    const failed = (): void => finish(() => reject(failure()));
    const answered = (answer: Answer): void => finish(() => resolve(answer));
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', stop);
      worker.off('message', answered).off('error', failed).off('exit', failed);
      settle();
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', answered).on('error', failed).on('exit', failed);
    worker.postMessage(question);
  });
}
