import { useRef, useState } from 'react';
import type { Values } from '../../../domain/register.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { call, failureOf } from '../../app/bridge.ts';
import type { JobProgress } from '../../app/jobs.ts';
import { useInvalidate } from '../../app/queries.ts';
import { takeForEach, type SharedStep, type Taken } from './step-for-each.ts';

export interface StepForEach {
  /** Null before and after. */
  readonly progress: JobProgress | null;
  /** What became of it, once it is through or was stopped. */
  readonly taken: Taken | null;
  readonly start: (step: SharedStep, content: { values: Values; reason: string }) => void;
  readonly stop: () => void;
}

/** Takes a step on many records, and says how far it is. */
export function useStepForEach(id: RegisterId): StepForEach {
  const invalidate = useInvalidate();
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const stopped = useRef(false);
  const run = async (...[step, content]: Parameters<StepForEach['start']>): Promise<void> => {
    const startedAt = Date.now();
    const watch = {
      onHandled: (done: number) => {
        const at = Date.now();
        setProgress({ done, total: step.records.length, text: step.label, startedAt, at });
      },
      isStopped: () => stopped.current,
    };
    setTaken(
      await takeForEach(id, step, content, (input) => call('records.transition', input), failureOf, watch),
    );
    setProgress(null);
    await invalidate([id]);
  };
  return {
    progress,
    taken,
    start: (step, content) => void run(step, content),
    stop: () => {
      stopped.current = true;
    },
  };
}
