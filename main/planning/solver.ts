/** Models solved by HiGHS in a worker thread, one after the other, cancellable at any moment. */
import type { Worker } from 'node:worker_threads';
import type { Solve } from '../../domain/planning/staffing/propose.ts';
import { refuse } from '../../domain/failure.ts';

export interface SolverDeps {
  /** A thread that runs `solver-worker.ts`. */
  readonly startSolver: () => Promise<Worker>;
}

interface Answer {
  readonly status: string;
  readonly filled: readonly (readonly [name: string, value: number])[];
}

/**
 * Runs `work` with a solver that ends with it, whatever happens. Throws the signal's reason when aborted, and refuses
 * `SolverFailed` where a model is beyond the solver.
 */
export async function withSolver<T>(
  deps: SolverDeps,
  signal: AbortSignal,
  work: (solve: Solve) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const worker = await deps.startSolver();
  try {
    return await work(async (text) => {
      const { status, filled } = await ask(worker, text, signal);
      if (status !== 'Optimal' && status !== 'Infeasible') refuseUnsolved();
      return {
        status: status === 'Optimal' ? 'optimal' : 'infeasible',
        values: new Map(filled),
      };
    });
  } finally {
    await worker.terminate();
  }
}

function ask(worker: Worker, text: string, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = (): void => finish(() => reject(signal.reason as Error));
    const failed = (): void => finish(() => reject(unsolved()));
    const answered = (answer: Answer): void => finish(() => resolve(answer));
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', stop);
      worker.off('message', answered).off('error', failed).off('exit', failed);
      settle();
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', answered).on('error', failed).on('exit', failed);
    worker.postMessage(text);
  });
}

function unsolved(): Error {
  try {
    return refuseUnsolved();
  } catch (error) {
    return error as Error;
  }
}

function refuseUnsolved(): never {
  return refuse(
    'SolverFailed',
    '这次没有算出编组方案。',
    '求解时内存不足，或者方案的条件超出了计算范围。',
    '请减少一次编组的组数或者备选人数后再试；已有的编组没有改动。',
  );
}
