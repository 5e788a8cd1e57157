import { describe, expect, it } from 'vitest';
import { withSolver } from '../../main/planning/solver.ts';
import type { ThreadDeps } from '../../main/threads.ts';
import { startThread } from '../../scripts/threads.ts';

const deps: ThreadDeps = { startThread };
const small = 'Minimize\n obj: x + 2 y\nSubject To\n a: x + y >= 1\nBinary\n x y\nEnd';

describe('the solver', () => {
  it('answers a model from its own thread', async () => {
    const answer = await withSolver(deps, new AbortController().signal, (solve) => solve(small));
    expect(answer).toEqual({ status: 'optimal', values: new Map([['x', 1]]) });
  });

  it('tells a model that has no solution from one that cannot be read', async () => {
    const impossible = small.replace('>= 1', '>= 3');
    const never = new AbortController().signal;
    expect((await withSolver(deps, never, (solve) => solve(impossible))).status).toBe('infeasible');
    await expect(withSolver(deps, never, (solve) => solve('nonsense ::: ='))).rejects.toMatchObject({
      failure: { type: 'SolverFailed' },
    });
  });

  it('runs the WebAssembly it is given, and reads no file of its own', async () => {
    const broken: ThreadDeps = { startThread: (name) => startThread(name, new Uint8Array([0, 1, 2])) };
    const never = new AbortController().signal;
    await expect(withSolver(broken, never, (solve) => solve(small))).rejects.toMatchObject({
      failure: { type: 'SolverFailed' },
    });
  });

  it('stops at once when it is cancelled', async () => {
    const controller = new AbortController();
    const stopped = withSolver(deps, controller.signal, async (solve) => {
      const first = solve(small);
      controller.abort();
      return await first;
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });
});
