import { describe, expect, it } from 'vitest';
import { secondsLeft } from '../../../renderer/app/jobs.ts';

describe('the rest time of a job', () => {
  it('follows from what has been done so far', () => {
    expect(secondsLeft({ done: 25, total: 100, startedAt: 0, at: 10_000 })).toBe(30);
  });

  it('is not guessed in the first second, at the start, at the end or without a total', () => {
    expect(secondsLeft({ done: 25, total: 100, startedAt: 0, at: 500 })).toBeNull();
    expect(secondsLeft({ done: 0, total: 100, startedAt: 0, at: 10_000 })).toBeNull();
    expect(secondsLeft({ done: 100, total: 100, startedAt: 0, at: 10_000 })).toBeNull();
    expect(secondsLeft({ done: 5, total: 0, startedAt: 0, at: 10_000 })).toBeNull();
  });
});
