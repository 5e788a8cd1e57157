/** A backup is used on a PC only when two administrators, or two holders of recovery sheets, have agreed to it. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  agreeToRestored,
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
} from '../support/office.ts';
import { damageJournal } from './damage.ts';
import { letter, saveLetter } from './letters.ts';

const minute = 60_000;
const pcs = createTestPcs();
let now = Date.parse('2026-03-09T09:00:00+08:00');
let shares: readonly string[];
let backup: string;
let copies = 0;

beforeAll(async () => {
  const pc = pcs.pc('lost', () => now);
  shares = (await foundTestOffice(pc, 'COUNTY')).recoveryShares;
  await pc.signIn('reg');
  await saveLetter(pc, letter);
  await pc.signIn('sys');
  const target = join(pcs.folder, 'medium');
  mkdirSync(target);
  const made = await pc.call('vault.backup', { job: jobId(), folder: fileToken }, { [fileToken]: target });
  backup = join(target, made.name);
  await pc.call('session.lock', {});
}, 60_000);
afterAll(() => pcs.dispose());

/** A new PC on which the backup has been chosen; `spoil` may damage the copy first. */
async function restoring(spoil?: (folder: string) => void): Promise<TestPc> {
  copies += 1;
  now += 60 * minute;
  const folder = join(pcs.folder, `copy-${copies}`);
  cpSync(backup, folder, { recursive: true });
  spoil?.(folder);
  const pc = pcs.pc(`replacement-${copies}`, () => now);
  await pc.call('setup.openExisting', { folder: fileToken }, { [fileToken]: folder });
  return pc;
}
const signInRefused = async (pc: TestPc, account: string) =>
  (await pc.refusal('session.unlock', { account, password: passwordOf(account) })).type;
const both = (one: string, other: string) => ({
  administrators: [one, other].map((account) => ({ account, password: passwordOf(account) })),
});
const agreements = async (pc: TestPc) => {
  await pc.signIn('aud');
  const page = { offset: 0, limit: 9, action: 'vault.restore', text: null, from: null, to: null };
  return (await pc.call('audit.list', page)).entries.map(({ detail }) => detail);
};

describe('a backup chosen on a PC', () => {
  it('lets nobody in until two administrators have agreed, and the log names both', async () => {
    const pc = await restoring();
    expect((await pc.call('app.status', {})).awaitsAgreement).toBe(true);
    for (const account of ['sys', 'reg', 'aud'])
      expect(await signInRefused(pc, account)).toBe('RestoreNotAgreed');
    await agreeToRestored(pc);
    expect((await pc.call('app.status', {})).awaitsAgreement).toBe(false);
    expect(await agreements(pc)).toEqual([expect.stringContaining('县sys、县aud两名管理员确认')]);
    expect((await pc.refusal('session.agreeToRestored', both('sys', 'sec'))).type).toBe('NothingToAgree');
  });

  it('is not opened by one administrator alone, nor with somebody who is none', async () => {
    const pc = await restoring();
    expect((await pc.refusal('session.agreeToRestored', both('sys', 'sys'))).type).toBe('SamePerson');
    expect((await pc.refusal('session.agreeToRestored', both('sys', 'reg'))).type).toBe('WitnessUnfit');
    expect((await pc.refusal('session.agreeToRestored', both('dir', 'aud'))).type).toBe('WitnessUnfit');
    expect(await signInRefused(pc, 'sys')).toBe('RestoreNotAgreed');
  });

  it('says whose password was wrong, and wrong ones cost the delays of signing in', async () => {
    const pc = await restoring();
    const [sys, aud] = both('sys', 'aud').administrators;
    const wrong = { account: 'aud', password: 'Kouling-0000-0' };
    if (!sys || !aud) throw new Error('two administrators');
    const input = { administrators: [sys, wrong] };
    for (let count = 0; count < 5; count += 1) {
      const refused = await pc.refusal('session.agreeToRestored', input);
      expect(refused).toMatchObject({ type: 'WrongPassword', what: '第二名管理员：账号或口令不正确。' });
    }
    const late = await pc.refusal('session.agreeToRestored', { administrators: [sys, aud] });
    expect(late.type).toBe('TooManyAttempts');
    expect(await signInRefused(pc, 'aud')).toBe('RestoreNotAgreed');
  });

  it('is agreed to by two recovery sheets as well, of which one is not enough', async () => {
    const pc = await restoring();
    const [one = '', , three = ''] = shares;
    const refused = await pc.refusal('session.agreeBySheets', { shares: [one] });
    expect(refused.type).not.toBe('NothingToAgree');
    expect(await signInRefused(pc, 'reg')).toBe('RestoreNotAgreed');
    await pc.call('session.agreeBySheets', { shares: [one, three] });
    expect(await agreements(pc)).toEqual([expect.stringContaining('两份恢复单的保管人确认')]);
  });

  it('is agreed to by resetting a forgotten password with the sheets', async () => {
    const pc = await restoring();
    const [one = '', two = ''] = shares;
    await pc.call('session.recover', { shares: [one, two], account: 'sys', newPassword: 'Huifu-2026-1' });
    await pc.call('session.unlock', { account: 'sys', password: 'Huifu-2026-1' });
    expect(await agreements(pc)).toHaveLength(1);
  });

  it('can be given back for another one, which leaves the folder as it was', async () => {
    const pc = await restoring();
    await pc.call('session.declineRestored', {});
    expect((await pc.call('app.status', {})).vault).toBe('none');
    expect((await pc.refusal('session.declineRestored', {})).type).toBe('NothingToAgree');
    const folder = join(pcs.folder, `copy-${copies}`);
    await pc.call('setup.openExisting', { folder: fileToken }, { [fileToken]: folder });
    expect((await pc.call('app.status', {})).awaitsAgreement).toBe(true);
  });
});

describe('a damaged backup', () => {
  it('is rescued by one administrator when two sheets stand for the second', async () => {
    const pc = await restoring(damageJournal);
    const [one = '', two = ''] = shares;
    await pc.call('session.agreeBySheets', { shares: [one, two] });
    const session = await pc.signIn('sys');
    expect(session.readOnly).toBe(true);
    await pc.call('vault.continueAfterLoss', { reason: '没有更好的备份' });
    await pc.call('session.lock', {});
    expect(await agreements(pc)).toEqual([expect.stringContaining('两份恢复单的保管人确认')]);
    expect((await pc.signIn('reg')).readOnly).toBe(false);
  });
});

describe('after a restore', () => {
  it('registrars read for a week up to when the contents go, and nobody else does', async () => {
    const pc = await restoring();
    await agreeToRestored(pc);
    const told = async (account: string) =>
      (await pc.signIn(account)).notices
        .filter(({ text }) => text.includes('由备份恢复'))
        .map(({ text }) => text);
    expect(await told('reg')).toEqual([expect.stringContaining('内容截至2026-03-09 09:00')]);
    expect(await told('reg')).toHaveLength(1);
    expect(await told('dir')).toEqual([]);
    now += 8 * 24 * 60 * minute;
    expect(await told('reg')).toEqual([]);
  });
});
