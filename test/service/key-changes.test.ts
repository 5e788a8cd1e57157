/**
 * A changed password is two writes, the key slot and the database. Each place where the disk is changed is made to fail
 * in turn, once alone and once with everything after it, as in a power cut: one password must open the vault, and the
 * audit log must say which.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { createFailingDisk, type FailureMode, failureModes } from '../support/failing-disk.ts';
import { createTestPcs, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
let now = Date.parse('2026-03-09T09:00:00+08:00');
let founded: Output<'setup.create'>;

beforeAll(async () => {
  const pc = pcs.pc('county', () => now);
  founded = await foundTestOffice(pc, 'COUNTY');
  await pc.service.stop();
}, 60_000);
afterAll(() => pcs.dispose());

const opens = async (pc: TestPc, account: string, password: string): Promise<boolean> => {
  const result = await pc.service.call('session.unlock', { account, password }, {});
  return result.ok;
};

/** What the auditor reads of the last act of this kind, and what the account's row says. */
async function onRecord(pc: TestPc, action: string, account: string) {
  await pc.signIn('aud');
  const { entries } = await pc.call('audit.list', {
    offset: 0,
    limit: 3,
    action,
    text: null,
    from: now,
    to: null,
  });
  await pc.signIn('sec');
  const { accounts } = await pc.call('accounts.list', {});
  const row = accounts.find((each) => each.account === account);
  return { results: entries.map(({ result }) => result), set: row?.passwordSetAt };
}

interface Attempt {
  readonly account: string;
  readonly action: string;
  /** Makes the change with the disk armed; resolves to whether it was acknowledged. */
  readonly change: (pc: TestPc, current: string, next: string, arm: () => void) => Promise<boolean>;
}

/** Fails one change after the other until none is left; returns how many there were. */
async function failEach(attempt: Attempt, mode: FailureMode, first: string): Promise<number> {
  let valid = first;
  for (let at = 1; ; at += 1) {
    now += 60_000;
    const disk = createFailingDisk();
    const pc = pcs.pc('county', () => now, undefined, disk.files);
    const next = `Xinkou-${mode.length}-${at}-${attempt.action.length}a`;
    const acknowledged = await attempt.change(pc, valid, next, () => disk.arm(at, mode));
    await pc.service.stop();
    expect({ at, bugs: pc.bugs }).toEqual({ at, bugs: [] });
    const later = pcs.pc('county', () => now);
    const [byOld, byNew] = [
      await opens(later, attempt.account, valid),
      await opens(later, attempt.account, next),
    ];
    expect({ at, opened: [byOld, byNew].filter(Boolean).length }).toEqual({ at, opened: 1 });
    if (acknowledged) expect({ at, byNew }).toEqual({ at, byNew: true });
    const { results, set } = await onRecord(later, attempt.action, attempt.account);
    if (byNew) expect({ at, result: results[0], set }).toEqual({ at, result: '成功', set: now });
    else {
      expect({ at, claimed: results.includes('成功'), open: results[0] === '开始' }).toEqual({
        at,
        claimed: false,
        open: false,
      });
      expect(set).not.toBe(now);
    }
    await later.service.stop();
    if (byNew) valid = next;
    if (!disk.hit()) return at - 1;
  }
}

describe('an interruption at any step', { timeout: 300_000 }, () => {
  it.each(failureModes)(
    'of changing one’s own password leaves one that works and a truthful log (%s)',
    async (mode) => {
      const account = mode === 'once' ? 'reg' : 'clue';
      const change: Attempt['change'] = async (pc, current, next, arm) => {
        await pc.call('session.unlock', { account, password: current });
        arm();
        return (await pc.service.call('session.changePassword', { current, next }, {})).ok;
      };
      const steps = await failEach(
        { account, action: 'session.changePassword', change },
        mode,
        passwordOf(account),
      );
      console.log(`${mode}: ${steps} steps failed in turn`);
      expect(steps).toBeGreaterThan(10);
    },
  );

  it.each(failureModes)('of a recovery leaves one that works and a truthful log (%s)', async (mode) => {
    const account = mode === 'once' ? 'dir' : 'sys';
    const change: Attempt['change'] = async (pc, _current, next, arm) => {
      arm();
      const shares = founded.recoveryShares.slice(0, 2);
      return (await pc.service.call('session.recover', { shares, account, newPassword: next }, {})).ok;
    };
    const steps = await failEach({ account, action: 'session.recover', change }, mode, passwordOf(account));
    console.log(`${mode}: ${steps} steps failed in turn`);
    expect(steps).toBeGreaterThan(10);
  });
});
