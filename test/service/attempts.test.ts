import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { createAttempts, delayAfter } from '../../main/service/attempts.ts';

describe('wrong passwords', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attempts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are free four times, then cost a delay that doubles up to a day', () => {
    expect([1, 4, 5, 6, 7].map(delayAfter)).toEqual([0, 0, 60_000, 120_000, 240_000]);
    expect(delayAfter(60)).toBe(24 * 3_600_000);
  });

  it('still count after the program was started anew', () => {
    const path = join(folder, 'attempts.json');
    for (let count = 0; count < 5; count += 1) createAttempts(path).fail('wang', 1000);
    const fresh = createAttempts(path);
    expect(() => fresh.check('wang', 2000)).toThrow(ExpectedError);
    expect(() => fresh.check('li', 2000)).not.toThrow();
    expect(() => fresh.check('wang', 1000 + 60_001)).not.toThrow();
    expect(fresh.succeed('wang')).toEqual({ count: 5, last: 1000 });
    expect(() => fresh.check('wang', 2000)).not.toThrow();
  });

  it('cannot lock an account for longer than the delay when the clock was set back', () => {
    const attempts = createAttempts(join(folder, 'attempts.json'));
    for (let count = 0; count < 5; count += 1) attempts.fail('wang', 10_000_000);
    try {
      attempts.check('wang', 0);
      expect.unreachable();
    } catch (error) {
      expect(error instanceof ExpectedError && error.failure.next).toMatch('1分钟');
    }
  });

  it('leave no account name on the disk', () => {
    const path = join(folder, 'attempts.json');
    createAttempts(path).fail('zhangsan-mark', 1);
    expect(readFileSync(path, 'utf8')).not.toContain('zhangsan');
  });
});
