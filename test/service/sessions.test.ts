/** Signing in and out: what a wrong password costs, who may not enter, and what a lock leaves behind. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
} from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { letter, saveLetter } from './letters.ts';

const minute = 60_000;
const day = 24 * 3_600_000;
const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const pcs = createTestPcs();
let now = Date.parse('2026-03-09T09:00:00+08:00');
let pc: TestPc;
let founded: Output<'setup.create'>;

const start = (): TestPc => pcs.pc('county', () => now, createTestPrinter().ask);

beforeAll(async () => {
  pc = start();
  founded = await foundTestOffice(pc, 'COUNTY');
}, 60_000);
afterAll(() => pcs.dispose());
/** Each test comes an hour later, so that no delay of an earlier one is running. */
beforeEach(() => {
  now += 60 * minute;
});

async function restart(): Promise<void> {
  await pc.service.stop();
  pc = start();
}

const wrong = (account: string) => pc.refusal('session.unlock', { account, password: 'Kouling-0000-0' });

describe('a wrong password', () => {
  it('is refused in the same words as an unknown account', async () => {
    const [known, unknown] = [await wrong('reg'), await wrong('nobody')];
    expect(known.type).toBe('WrongPassword');
    expect(unknown).toEqual(known);
    await pc.signIn('reg');
  });

  it('makes everyone wait from the fifth on, after a restart too, and the wait ends by itself', async () => {
    for (let count = 0; count < 5; count += 1) expect((await wrong('dir')).type).toBe('WrongPassword');
    await restart();
    const right = { account: 'dir', password: passwordOf('dir') };
    expect((await pc.refusal('session.unlock', right)).type).toBe('TooManyAttempts');
    now += minute + 1;
    await pc.call('session.unlock', right);
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      offset: 0,
      limit: 5,
      action: 'session.fail',
      text: null,
      from: null,
      to: null,
    });
    expect(entries[0]?.detail).toContain('5次');
  });

  it('of someone who does not exist costs the same wait', async () => {
    for (let count = 0; count < 5; count += 1) await wrong('ghost');
    expect((await wrong('ghost')).type).toBe('TooManyAttempts');
  });

  it('ends the wait early when the security administrator unlocks the account', async () => {
    for (let count = 0; count < 6; count += 1) await wrong('dir');
    await pc.signIn('sec');
    const { accounts } = await pc.call('accounts.list', {});
    const userId = accounts.find(({ account }) => account === 'dir')?.userId ?? '';
    await pc.call('accounts.unlock', { userId, reason: '本人到场' });
    await pc.signIn('dir');
  });

  it('ends the session that was at the desk before the new one is tried', async () => {
    await pc.signIn('reg');
    await wrong('reg');
    expect(await pc.call('session.current', {})).toBeNull();
  });
});

describe('a second person', () => {
  const clueId = async () => {
    const { accounts } = await pc.call('accounts.list', {});
    return accounts.find(({ account }) => account === 'clue')?.userId ?? '';
  };
  const confirm = async (account: string, act?: string) =>
    pc.call('session.witness', {
      account,
      password: passwordOf(account),
      act: act ?? `accounts.grant:${await clueId()}`,
    });

  /** The director hands the petitioners' key on; needs a witness who holds it. */
  const grant = async (witness: string | null) => {
    const userId = await clueId();
    const roles = ['REGISTRAR', 'CLUE_MANAGER'] as const;
    return { userId, roles: [...roles], reason: '兼岗', witness };
  };

  it('confirms once, for one act, within two minutes', async () => {
    await pc.signIn('sec');
    expect((await pc.refusal('accounts.grant', await grant(null))).type).toBe('WitnessNeeded');
    const other = await confirm('dir', 'accounts.grant:another');
    expect((await pc.refusal('accounts.grant', await grant(other.witness))).type).toBe('WitnessExpired');
    const late = await confirm('dir');
    now += 2 * minute + 1;
    expect((await pc.refusal('accounts.grant', await grant(late.witness))).type).toBe('WitnessExpired');
    const used = await confirm('dir');
    await pc.call('accounts.grant', await grant(used.witness));
    expect((await pc.refusal('accounts.grant', await grant(used.witness))).type).toBe('WitnessExpired');
  });

  it('is another person, with a business post and the right password', async () => {
    await pc.signIn('dir');
    const ask = (account: string, password = passwordOf(account)) =>
      pc.refusal('session.witness', { account, password, act: 'packages.apply' });
    expect((await ask('dir')).type).toBe('WitnessUnfit');
    expect((await ask('sys')).type).toBe('WitnessUnfit');
    expect((await ask('clue', 'Kouling-0000-0')).type).toBe('WrongPassword');
    expect((await ask('ghost', 'Kouling-0000-0')).type).toBe('WrongPassword');
    expect(await pc.call('session.current', {})).toMatchObject({ account: 'dir' });
  });

  it('cannot be tried without end either', async () => {
    await pc.signIn('dir');
    const guess = () =>
      pc.refusal('session.witness', { account: 'clue', password: 'Kouling-0000-0', act: 'packages.apply' });
    for (let count = 0; count < 5; count += 1) await guess();
    expect((await guess()).type).toBe('TooManyAttempts');
  });

  it('is forgotten when the desk is left', async () => {
    await pc.signIn('sec');
    const { witness } = await confirm('dir');
    await pc.signIn('sec');
    expect((await pc.refusal('accounts.grant', await grant(witness))).type).toBe('WitnessExpired');
  });
});

describe('a lock', () => {
  it('drops previews, imports and verified packages, and tells the window', async () => {
    await pc.signIn('dir');
    const form = await pc.call('paper.form', {
      job: jobId(),
      form: 'F01',
      records: [],
      query: null,
      package: null,
      blank: true,
      reveal: null,
      extra: {},
    });
    await pc.call('paper.pdf', { document: form.document });
    await pc.call('session.lock', {});
    expect(pc.events.at(-1)).toEqual({ type: 'locked', reason: 'user' });
    expect((await pc.refusal('paper.pdf', { document: form.document })).type).toBe('DocumentGone');
    await pc.signIn('dir');
    expect((await pc.refusal('paper.pdf', { document: form.document })).type).toBe('DocumentGone');
  });

  it('ends an import that was being prepared', async () => {
    const reg = { account: 'reg', password: passwordOf('reg') };
    await pc.call('session.unlock', reg);
    const opened = await pc.call(
      'import.open',
      { job: jobId(), register: 'petition', file: fileToken },
      { [fileToken]: fixture },
    );
    const page = {
      import: opened.import,
      verdicts: ['new' as const],
      onlyProblems: false,
      offset: 0,
      limit: 1,
    };
    await pc.call('import.rows', page);
    await pc.service.lock('system');
    expect(pc.events.at(-1)).toEqual({ type: 'locked', reason: 'system' });
    await pc.call('session.unlock', reg);
    expect((await pc.refusal('import.rows', page)).type).toBe('ImportGone');
  });

  it('stops work that is under way', async () => {
    await pc.signIn('sys');
    const target = join(pcs.folder, 'unwritten');
    const backup = pc.service.call(
      'vault.backup',
      { job: jobId(), folder: fileToken },
      { [fileToken]: target },
    );
    await pc.service.lock('system');
    expect(await backup).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    expect(await pc.call('session.current', {})).toBeNull();
  });

  it('comes by itself after the office’s minutes of stillness, and not before', async () => {
    await pc.signIn('dir');
    await pc.service.idle(10 * 60 - 1);
    expect(await pc.call('session.current', {})).not.toBeNull();
    await pc.service.idle(10 * 60);
    expect(await pc.call('session.current', {})).toBeNull();
    expect(pc.events.at(-1)).toEqual({ type: 'locked', reason: 'idle' });
    await pc.service.idle(10 * 60);
    expect((await pc.call('app.status', {})).lockedBy).toBe('idle');
    await pc.signIn('dir');
    expect((await pc.call('app.status', {})).lockedBy).toBeNull();
    const { docWord, masks } = await pc.call('settings.office', {});
    await pc.call('settings.saveOffice', { docWord, masks, idleLockMinutes: 3, witness: null });
    await pc.service.idle(3 * 60);
    expect(await pc.call('session.current', {})).toBeNull();
  });

  it('leaves a trace of every way in and out', async () => {
    await pc.signIn('aud');
    const everything = { action: null, text: null, from: null, to: null };
    const { actions } = await pc.call('audit.list', { offset: 0, limit: 1, ...everything });
    const seen = actions.map(({ action }) => action);
    for (const action of ['session.unlock', 'session.fail', 'session.lock', 'session.witness']) {
      expect(seen).toContain(action);
    }
  });
});

describe('a password', () => {
  const change = (current: string, next: string) => pc.refusal('session.changePassword', { current, next });

  it('expires by the office’s profile and then opens nothing but its change', async () => {
    now += 91 * day;
    const session = await pc.signIn('dir');
    expect(session.mustChangePassword).toBe(true);
    const query = { register: 'petition' as const, filters: [], sort: [] };
    expect((await pc.refusal('records.totals', query)).type).toBe('PasswordExpired');
    expect((await change('Kouling-0000-0', 'Genghuan-2026-0')).type).toBe('WrongPassword');
    expect((await change(passwordOf('dir'), 'kurz')).type).toBe('WeakPassword');
    await pc.call('session.changePassword', { current: passwordOf('dir'), next: 'Genghuan-2026-0' });
    await pc.call('records.totals', query);
  });

  it('is none of the last five', async () => {
    let current = 'Genghuan-2026-0';
    await pc.call('session.unlock', { account: 'dir', password: current });
    for (let turn = 1; turn < 5; turn += 1) {
      const next = `Genghuan-2026-${turn}`;
      await pc.call('session.changePassword', { current, next });
      current = next;
      expect((await change(current, 'Genghuan-2026-0')).type).toBe('PasswordReused');
      expect((await change(current, current)).type).toBe('PasswordReused');
    }
    await pc.call('session.changePassword', { current, next: 'Genghuan-2026-5' });
    await pc.call('session.changePassword', { current: 'Genghuan-2026-5', next: 'Genghuan-2026-0' });
    await pc.call('session.changePassword', { current: 'Genghuan-2026-0', next: passwordOf('dir') });
    await pc.signIn('dir');
  });

  it('says days before that it will expire', async () => {
    now += 88 * day;
    const { notices, mustChangePassword } = await pc.signIn('dir');
    expect(mustChangePassword).toBe(false);
    expect(notices.map(({ text }) => text).join()).toContain('到期');
    now -= 88 * day;
  });

  it('lost by everyone is set anew with two of the three recovery sheets, for an account that exists', async () => {
    await pc.call('session.lock', {});
    const [one = '', two = '', three = ''] = founded.recoveryShares;
    const recover = { account: 'reg', newPassword: 'Huifu-2026-1' };
    expect(founded.recoveryThreshold).toBe(2);
    for (const shares of [
      [one],
      [one, one],
      [one, two.replace(/.$/u, (sign) => (sign === 'a' ? 'b' : 'a'))],
    ]) {
      const result = await pc.service.call('session.recover', { ...recover, shares }, {});
      expect(result.ok).toBe(false);
    }
    expect(pc.bugs.splice(0)).toEqual([]);
    const nobody = await pc.refusal('session.recover', { ...recover, account: 'ghost', shares: [one, two] });
    expect(nobody.type).toBe('NoSuchAccount');
    await pc.call('session.recover', { ...recover, shares: [three, one] });
    expect((await pc.refusal('session.unlock', { account: 'reg', password: passwordOf('reg') })).type).toBe(
      'WrongPassword',
    );
    const session = await pc.call('session.unlock', { account: 'reg', password: 'Huifu-2026-1' });
    expect(session.mustChangePassword).toBe(true);
    await pc.call('session.changePassword', { current: 'Huifu-2026-1', next: 'Zixuan-2026-1' });
    const saved = await saveLetter(pc, letter);
    await pc.call('session.confirmSelf', { password: 'Zixuan-2026-1' });
    const shown = await pc.call('records.reveal', {
      register: 'petition',
      id: saved.id,
      child: 'petitioners',
      reason: '核对恢复',
    });
    expect(shown.rows[0]?.values['name']).toBe('王小明');
  });
});

describe('a sign-in', () => {
  it('says when the clock stands before the last entry of the audit log', async () => {
    await pc.signIn('aud');
    now -= 3 * day;
    const { notices } = await pc.signIn('aud');
    expect(notices.map(({ text }) => text).join()).toContain('时钟');
    now += 3 * day;
  });
});

describe('the file beside the vault', () => {
  it('that is damaged costs the delays and nothing else', async () => {
    await pc.service.stop();
    writeFileSync(join(pc.userData, 'attempts.json'), '{"salt":');
    pc = start();
    expect((await wrong('aud')).type).toBe('WrongPassword');
    await pc.signIn('aud');
  });
});
