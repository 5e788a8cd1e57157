/** The real disk, until a chosen change of it fails. */
import { type Files, nodeFiles } from '../../main/vault/files.ts';

/** One call fails, or everything after it too, as in a power cut. */
export const failureModes = ['once', 'from then on'] as const;
export type FailureMode = (typeof failureModes)[number];

export interface FailingDisk {
  readonly files: Files;
  /** The `at`-th change from now on fails, counted from 1. */
  readonly arm: (at: number, mode: FailureMode) => void;
  /** Whether a change has failed since. */
  readonly hit: () => boolean;
}

const changing = ['write', 'sync', 'dataSync', 'truncate', 'rename', 'remove', 'syncFolder'] as const;

export function createFailingDisk(): FailingDisk {
  let left = Infinity;
  let mode: FailureMode = 'once';
  let hit = false;
  const mayFail = <A extends unknown[], R>(work: (...given: A) => R): ((...given: A) => R) => {
    return (...given) => {
      left -= 1;
      if (left === 0 || (left < 0 && mode === 'from then on')) {
        hit = true;
        throw Object.assign(new Error('the disk fails'), { code: 'EIO' });
      }
      return work(...given);
    };
  };
  const failing = Object.fromEntries(changing.map((name) => [name, mayFail(nodeFiles[name] as never)]));
  return {
    files: { ...nodeFiles, ...failing },
    arm: (at, next) => {
      left = at;
      mode = next;
    },
    hit: () => hit,
  };
}
