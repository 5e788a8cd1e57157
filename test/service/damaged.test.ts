/** A database that can only be looked at: who may still do what, and how the rescue is reached. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
} from '../support/office.ts';
import { damageJournal } from './damage.ts';

const pcs = createTestPcs();
const day = 24 * 3_600_000;
let now = Date.parse('2026-03-09T09:00:00+08:00');
let pc: TestPc;

beforeAll(async () => {
  const whole = pcs.pc('damaged', () => now);
  const { recoveryShares } = await foundTestOffice(whole, 'COUNTY');
  const [one = '', two = ''] = recoveryShares;
  await whole.call('session.recover', { shares: [one, two], account: 'reg', newPassword: 'Daishe-2026-1' });
  for (const account of ['dir', 'sys', 'aud', 'sys', 'dir']) await whole.signIn(account);
  await whole.service.stop();
  damageJournal(whole.userData);
  pc = pcs.pc('damaged', () => now);
}, 60_000);

afterAll(() => pcs.dispose());

const texts = (notices: readonly { readonly text: string }[]): string =>
  notices.map(({ text }) => text).join('\n');

describe('a damaged database', { timeout: 60_000 }, () => {
  it('shows letters to nobody whose password somebody else has set', async () => {
    const session = await pc.call('session.unlock', { account: 'reg', password: 'Daishe-2026-1' });
    expect(session).toMatchObject({ mustChangePassword: false, readOnly: true, permissions: [] });
    expect(texts(session.notices)).toContain('他人代设');
    const query = { register: 'petition' as const, filters: [], sort: [] };
    expect((await pc.refusal('records.totals', query)).type).toBe('NotAllowed');
  });

  it('is checked, backed up and gone on with by an administrator whose password has expired meanwhile', async () => {
    now += 400 * day;
    const session = await pc.signIn('sys');
    expect(session.mustChangePassword).toBe(false);
    expect(texts(session.notices)).toContain('只能查看');
    expect(texts(session.notices)).not.toContain('口令已过期');
    expect((await pc.call('vault.health', {})).readOnly).not.toBeNull();
    expect((await pc.call('vault.verify', { job: jobId() })).damaged).toHaveLength(1);
    await pc.call('vault.backup', { job: jobId(), folder: fileToken }, { [fileToken]: pcs.stick });
    await pc.call('vault.continueAfterLoss', { reason: '无可用备份，经主任同意' });
  });

  it('asks for the overdue password once it can be written again', async () => {
    expect((await pc.call('session.current', {}))?.mustChangePassword).toBe(true);
    expect((await pc.refusal('vault.health', {})).type).toBe('PasswordExpired');
    await pc.call('session.changePassword', { current: passwordOf('sys'), next: 'Xinkouling-2027-9' });
    expect((await pc.call('vault.health', {})).readOnly).toBeNull();
    expect((await pc.call('session.current', {}))?.readOnly).toBe(false);
  });
});
