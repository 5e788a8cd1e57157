import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../domain/failure.ts';
import type { Input, Output, ProcedureName } from '../../preload/contract/contract.ts';
import { call, failureOf, onServiceEvent } from './bridge.ts';

/** The procedures that run long: those whose input carries a job id. */
export type JobName = { [N in ProcedureName]: Input<N> extends { job: string } ? N : never }[ProcedureName];
export type JobInput<N extends JobName> = Omit<Input<N>, 'job'>;

export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly text: string;
  readonly startedAt: number;
  readonly at: number;
}

export interface Job<N extends JobName> {
  /** Resolves with the answer, or undefined when it was refused or cancelled; then `failure` says why. */
  readonly run: (input: JobInput<N>) => Promise<Output<N> | undefined>;
  readonly running: boolean;
  readonly progress: JobProgress | null;
  readonly failure: Failure | null;
  readonly cancel: () => void;
  readonly clear: () => void;
}

/** Runs a long procedure with its own job id, progress from events, and cancelling that takes everything back. */
export function useJob<N extends JobName>(name: N): Job<N> {
  const current = useRef<string | null>(null);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(
    () =>
      onServiceEvent((event) => {
        if (event.type !== 'progress' || event.job !== current.current) return;
        const { done, total, text } = event;
        const at = Date.now();
        setProgress((before) => ({ done, total, text, startedAt: before?.startedAt ?? at, at }));
      }),
    [],
  );

  const run = useCallback(
    async (input: JobInput<N>) => {
      const job = crypto.randomUUID();
      current.current = job;
      setRunning(true);
      setFailure(null);
      const startedAt = Date.now();
      setProgress({ done: 0, total: 0, text: '', startedAt, at: startedAt });
      try {
        return await call(name, withJob<N>(input, job));
      } catch (error) {
        setFailure(failureOf(error));
        return undefined;
      } finally {
        if (current.current === job) {
          current.current = null;
          setRunning(false);
          setProgress(null);
        }
      }
    },
    [name],
  );

  const cancel = useCallback(() => {
    const job = current.current;
    if (job) void call('jobs.cancel', { job }).catch((error: unknown) => setFailure(failureOf(error)));
  }, []);
  const clear = useCallback(() => setFailure(null), []);
  return { run, running, progress, failure, cancel, clear };
}

function withJob<N extends JobName>(input: JobInput<N>, job: string): Input<N> {
  return { ...input, job } as Input<N>;
}

/** Seconds that are still to be expected, or null while nothing can be said. */
export function secondsLeft(progress: Omit<JobProgress, 'text'>): number | null {
  if (progress.total <= 0 || progress.done <= 0 || progress.done >= progress.total) return null;
  const spent = (progress.at - progress.startedAt) / 1000;
  if (spent < 1) return null;
  return Math.ceil((spent / progress.done) * (progress.total - progress.done));
}
