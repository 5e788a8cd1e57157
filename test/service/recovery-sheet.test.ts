/** A new recovery sheet: who may make one, when the old one stops working, and what an interruption leaves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFailingDisk, failureModes } from '../support/failing-disk.ts';
import { createTestPcs, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
let now = Date.parse('2026-03-09T09:00:00+08:00');
let pc: TestPc;
/** The sheet in force. */
let valid: readonly string[];
let letterId: string;
let passwords = 0;
let ofDirector = passwordOf('dir');

beforeAll(async () => {
  pc = pcs.pc('county', () => now);
  valid = (await foundTestOffice(pc, 'COUNTY')).recoveryShares;
  await pc.signIn('reg');
  letterId = (await saveLetter(pc, letter)).id;
}, 60_000);
afterAll(() => pcs.dispose());
beforeEach(() => {
  now += 3_600_000;
});

const act = 'keys.newRecovery';
/** The director, who holds every compartment's key. */
const witnessed = (on = pc) => on.call('session.witness', { account: 'dir', password: ofDirector, act });

async function make(on = pc): Promise<readonly string[]> {
  await on.signIn('sec');
  const { witness } = await witnessed(on);
  const made = await on.call('keys.newRecovery', { reason: '第2份保管人调离', witness });
  expect(made.recoveryShares).toHaveLength(3);
  return made.recoveryShares;
}

/** Whether these shares set a new password; on a PC where nobody is signed in. */
async function recovers(shares: readonly string[], on = pc): Promise<boolean> {
  await on.call('session.lock', {});
  passwords += 1;
  const newPassword = `Huifu-Xin-${passwords}`;
  const input = { shares: shares.slice(0, 2), account: 'clue', newPassword };
  const result = await on.service.call('session.recover', input, {});
  if (!result.ok) expect(result.error).toMatchObject({ type: 'RecoverySharesMixed' });
  return result.ok;
}

async function entries(on = pc) {
  await on.signIn('aud');
  const asked = { offset: 0, limit: 10, action: null, text: '恢复单', from: now - 600_000, to: null };
  const { entries: found } = await on.call('audit.list', asked);
  return found.filter(({ action }) => action.startsWith('keys.'));
}

describe('a new recovery sheet', () => {
  it('comes into force only when it is confirmed; from then on the old one opens nothing', async () => {
    const shares = await make();
    expect(await recovers(shares)).toBe(false);
    expect(await recovers(valid)).toBe(true);
    const again = await make();
    await pc.call('keys.enactRecovery', {});
    const at = now;
    expect((await pc.call('keys.status', {})).recovery).toEqual({ madeAt: at, shares: 3, threshold: 2 });
    expect(await recovers(valid)).toBe(false);
    expect(await recovers(shares)).toBe(false);
    expect(await recovers(again)).toBe(true);
    valid = again;
    expect((await entries()).map(({ action, result }) => [action, result])).toEqual([
      ['keys.enactRecovery', '成功'],
      ['keys.enactRecovery', '开始'],
      ['keys.newRecovery', '成功'],
      ['keys.newRecovery', '成功'],
    ]);
  });

  it('recovers the petitioners too, although the administrator has never held their key', async () => {
    const shares = await make();
    await pc.call('keys.enactRecovery', {});
    valid = shares;
    await pc.call('session.lock', {});
    const password = 'Huifu-2026-Zhuren';
    ofDirector = 'Huifu-2026-Zhuren2';
    const input = { shares: shares.slice(1), account: 'dir', newPassword: password };
    await pc.call('session.recover', input);
    await pc.call('session.unlock', { account: 'dir', password });
    await pc.call('session.changePassword', { current: password, next: ofDirector });
    await pc.call('session.confirmSelf', { password: ofDirector });
    const shown = await pc.call('records.reveal', {
      register: 'petition',
      child: 'petitioners',
      reason: '核对反映人',
      id: letterId,
    });
    expect(shown.rows[0]?.values['name']).toBe('王小明');
  });

  it('names in the log who was there and why', async () => {
    await make();
    const [entry] = await entries();
    expect(entry?.detail).toContain('县dir在场确认');
    expect(entry?.reason).toBe('第2份保管人调离');
    expect(entry?.actorName).toBe('县sec');
  });

  it('is refused without a witness who holds every key', async () => {
    await pc.signIn('sec');
    const refusedAs = async (account: string) => {
      const input = { account, password: passwordOf(account), act };
      return (await pc.refusal('session.witness', input)).type;
    };
    expect(await refusedAs('sys')).toBe('WitnessUnfit');
    expect(await refusedAs('sec')).toBe('WitnessUnfit');
    const registrar = await pc.call('session.witness', { account: 'reg', password: passwordOf('reg'), act });
    const refused = await pc.refusal('keys.newRecovery', { reason: '试', witness: registrar.witness });
    expect(refused).toMatchObject({ type: 'WitnessUnfit', why: expect.stringContaining('问题线索内容') });
    const other = await pc.call('session.witness', {
      account: 'reg',
      password: passwordOf('reg'),
      act: 'packages.apply:1',
    });
    const input = { reason: '试', witness: other.witness };
    expect((await pc.refusal('keys.newRecovery', input)).type).toBe('WitnessExpired');
  });

  it('that was given up or left on the desk never comes into force', async () => {
    await make();
    await pc.call('keys.dropRecovery', {});
    expect((await pc.refusal('keys.enactRecovery', {})).type).toBe('RecoveryGone');
    await make();
    await pc.call('session.lock', {});
    await pc.signIn('sec');
    expect((await pc.refusal('keys.enactRecovery', {})).type).toBe('RecoveryGone');
    expect((await entries()).map(({ action }) => action)).toContain('keys.dropRecovery');
    expect(await recovers(valid)).toBe(true);
  });
});

describe('an interruption of the change', { timeout: 300_000 }, () => {
  it.each(failureModes)('leaves one sheet that works and a log that says which (%s)', async (mode) => {
    await pc.service.stop();
    for (let at = 1, hit = true; hit; at += 1) {
      now += 3_600_000;
      const disk = createFailingDisk();
      const failing = pcs.pc('county', () => now, undefined, disk.files);
      const shares = await make(failing);
      disk.arm(at, mode);
      const answer = await failing.service.call('keys.enactRecovery', {}, {});
      await failing.service.stop();
      pc = pcs.pc('county', () => now);
      const log = await entries();
      const [byOld, byNew] = [await recovers(valid), await recovers(shares)];
      expect({ at, works: [byOld, byNew].filter(Boolean).length }).toEqual({ at, works: 1 });
      if (answer.ok) expect({ at, byNew }).toEqual({ at, byNew: true });
      const said = log.filter(({ action }) => action === 'keys.enactRecovery').map(({ result }) => result)[0];
      if (byNew) expect({ at, said }).toEqual({ at, said: '成功' });
      else
        expect({ at, said, known: [undefined, '未完成'].includes(said) }).toEqual({ at, said, known: true });
      await pc.service.stop();
      if (byNew) valid = shares;
      hit = disk.hit();
    }
    pc = pcs.pc('county', () => now);
  });
});
