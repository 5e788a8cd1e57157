/** Models solved by HiGHS in a worker thread, one after the other, cancellable at any moment. */
import { ExpectedError } from '../../domain/failure.ts';
import type { Solve } from '../../domain/planning/staffing/propose.ts';
import { askThread, type ThreadDeps, withThread } from '../threads.ts';

interface Answer {
  readonly status: string;
  readonly filled: readonly (readonly [name: string, value: number])[];
}

/**
 * Runs `work` with a solver that ends with it, whatever happens. Throws the signal's reason when aborted, and refuses
 * `SolverFailed` where a model is beyond the solver.
 */
export function withSolver<T>(
  deps: ThreadDeps,
  signal: AbortSignal,
  work: (solve: Solve) => Promise<T>,
): Promise<T> {
  return withThread(deps, 'solver', signal, (worker) =>
    work(async (text) => {
      const { status, filled } = await askThread<Answer>(worker, text, signal, unsolved);
      if (status !== 'Optimal' && status !== 'Infeasible') throw unsolved();
      return {
        status: status === 'Optimal' ? 'optimal' : 'infeasible',
        values: new Map(filled),
      };
    }),
  );
}

function unsolved(): ExpectedError {
  return new ExpectedError({
    type: 'SolverFailed',
    what: '这次没有算出编组方案。',
    why: '求解时内存不足，或者方案的条件超出了计算范围。',
    next: '请减少一次编组的组数或者备选人数后再试；已有的编组没有改动。',
  });
}
