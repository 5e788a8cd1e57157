/** What an interrupted act on an account leaves behind can be completed, and nobody slips in between. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestPcs, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
let pc: TestPc;

/** The log's entries need the time; without it no act can be committed. */
let clockBroken = false;
const clock = (): number => {
  if (clockBroken) throw new Error('no time');
  return Date.now();
};

beforeAll(async () => {
  pc = pcs.pc('county', clock);
  await foundTestOffice(pc, 'COUNTY');
}, 60_000);
afterAll(() => pcs.dispose());

async function idOf(account: string): Promise<string> {
  const { accounts } = await pc.call('accounts.list', {});
  return accounts.find((each) => each.account === account)?.userId ?? '';
}

it('A password that could not be reset whole does not open the account with its posts', async () => {
  await pc.signIn('sys');
  const userId = await idOf('clue');
  const password = 'Chongshe-2026-1';
  clockBroken = true;
  const reset = await pc.service.call('accounts.reset', { userId, password, reason: '忘记口令' }, {});
  clockBroken = false;
  expect(reset.ok).toBe(false);
  expect(pc.bugs.splice(0)).toHaveLength(1);
  expect((await pc.refusal('session.unlock', { account: 'clue', password })).type).toBe('WrongPassword');
  await pc.signIn('clue');
});

it('A disabled account stays disabled whoever unlocks it, and disabling it again completes what was left', async () => {
  await pc.signIn('sys');
  const userId = await idOf('clue');
  await pc.call('accounts.disable', { userId, reason: '调离' });
  await pc.call('accounts.disable', { userId, reason: '再办一次' });
  await pc.signIn('sec');
  expect((await pc.refusal('accounts.unlock', { userId, reason: '试' })).type).toBe('PasswordNeeded');
  await pc.signIn('sys');
  await pc.call('accounts.reset', { userId, password: 'Fanhui-2026-1', reason: '返岗' });
  const back = { account: 'clue', password: 'Fanhui-2026-1' };
  expect((await pc.refusal('session.unlock', back)).type).toBe('AccountNotActive');
  expect((await pc.refusal('session.unlock', { ...back, password: passwordOf('clue') })).type).toBe(
    'WrongPassword',
  );
});
