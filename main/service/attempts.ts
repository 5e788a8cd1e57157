/**
 * Wrong passwords, kept outside the vault because they happen while it is shut. Account names are not written down,
 * only a salted digest. Deleting the file forgets the delays but gains little: each guess still costs an Argon2id run.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { refuse } from '../../domain/failure.ts';

const attemptsFile = z.strictObject({
  salt: z.string(),
  failures: z.record(
    z.string(),
    z.strictObject({ count: z.number().int(), last: z.number(), until: z.number() }),
  ),
});
type AttemptsFile = z.infer<typeof attemptsFile>;

export interface Attempts {
  /** Refuses while a delay runs; says how long it still lasts. */
  readonly check: (account: string, now: number) => void;
  /** Whether a delay runs, which a security administrator may end. */
  readonly isDelayed: (account: string, now: number) => boolean;
  /** Records a wrong password; returns how many there were in a row. */
  readonly fail: (account: string, now: number) => number;
  /** Forgets the account's failures; returns how many there were and when the last one was. */
  readonly succeed: (account: string) => { readonly count: number; readonly last: number };
}

/** Free tries before delays begin; from then on each further failure doubles the delay, up to a day. */
const freeTries = 5;
const firstDelay = 60_000;
const longestDelay = 24 * 3_600_000;

/** Milliseconds to wait after the `count`-th wrong password in a row. */
export function delayAfter(count: number): number {
  if (count < freeTries) return 0;
  return Math.min(firstDelay * 2 ** (count - freeTries), longestDelay);
}

function waitText(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return minutes < 60 ? `${minutes}分钟` : `${Math.ceil(minutes / 60)}小时`;
}

export function createAttempts(path: string): Attempts {
  const read = (): AttemptsFile => {
    try {
      return attemptsFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return { salt: randomBytes(16).toString('hex'), failures: {} };
    }
  };
  const write = (file: AttemptsFile): void => {
    writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  };
  const digest = (file: AttemptsFile, account: string): string =>
    createHash('sha256').update(`${file.salt}\u0000${account}`).digest('hex').slice(0, 32);
  const delayOf = (account: string, now: number): { readonly count: number; readonly wait: number } => {
    const file = read();
    const failure = file.failures[digest(file, account)];
    if (!failure) return { count: 0, wait: 0 };
    // A clock that was set back must not lengthen the wait beyond the delay itself.
    return { count: failure.count, wait: Math.min(failure.until - now, delayAfter(failure.count)) };
  };
  return {
    isDelayed: (account, now) => delayOf(account, now).wait > 0,
    check: (account, now) => {
      const { count, wait } = delayOf(account, now);
      if (wait > 0) {
        refuse(
          'TooManyAttempts',
          `口令连续输错${count}次，暂时不能登录。`,
          '为防止他人试探口令，每次输错后的等待时间会加倍。',
          `请在${waitText(wait)}后再试，或请安全保密管理员解锁。`,
        );
      }
    },
    fail: (account, now) => {
      const file = read();
      const key = digest(file, account);
      const count = (file.failures[key]?.count ?? 0) + 1;
      file.failures[key] = { count, last: now, until: now + delayAfter(count) };
      write(file);
      return count;
    },
    succeed: (account) => {
      const file = read();
      const key = digest(file, account);
      const failure = file.failures[key];
      if (failure) {
        delete file.failures[key];
        write(file);
      }
      return { count: failure?.count ?? 0, last: failure?.last ?? 0 };
    },
  };
}
