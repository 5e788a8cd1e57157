/** Accounts: one creates, another grants, nobody does both; keys follow the posts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access/permissions.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { createTestPcs, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
let pc: TestPc;
let saved: Output<'records.save'>;
const firstPassword = 'Chushi-2026-1';
const ownPassword = 'Benren-2026-1';

beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  saved = await saveLetter(pc, letter);
}, 60_000);
afterAll(() => pcs.dispose());

async function userId(account: string): Promise<string> {
  const { accounts } = await pc.call('accounts.list', {});
  const found = accounts.find((each) => each.account === account);
  if (!found) throw new Error(`no account ${account}`);
  return found.userId;
}

async function create(account: string): Promise<string> {
  await pc.signIn('sys');
  const made = await pc.call('accounts.create', { account, name: `新人${account}`, password: firstPassword });
  return made.userId;
}

/** By the security administrator, with the director as the witness who holds the keys. */
async function grant(id: string, roles: Role[]): Promise<void> {
  await pc.signIn('sec');
  const { witness } = await pc.call('session.witness', {
    account: 'dir',
    password: passwordOf('dir'),
    act: `accounts.grant:${id}`,
  });
  await pc.call('accounts.grant', { userId: id, roles, reason: '到岗', witness });
}

async function takeOver(account: string): Promise<void> {
  await pc.call('session.unlock', { account, password: firstPassword });
  await pc.call('session.changePassword', { current: firstPassword, next: ownPassword });
}

const reveal = { register: 'petition' as const, child: 'petitioners', reason: '核对反映人' };

describe('a new account', () => {
  it('cannot enter before the security administrator has granted a post', async () => {
    const id = await create('first');
    const early = await pc.refusal('session.unlock', { account: 'first', password: firstPassword });
    expect(early.type).toBe('AccountNotActive');
    await grant(id, ['CLUE_MANAGER']);
    await takeOver('first');
    const session = await pc.call('session.current', {});
    expect(session?.permissions).toContain('petition.convert');
    expect(session?.mustChangePassword).toBe(false);
  });

  it('needs its own name and a password that is strong enough', async () => {
    await create('second');
    const again = { account: 'second', name: '另一人', password: firstPassword };
    expect((await pc.refusal('accounts.create', again)).type).toBe('AccountTaken');
    expect(
      (await pc.refusal('accounts.create', { ...again, account: 'third', password: 'short' })).type,
    ).toBe('WeakPassword');
    const { accounts } = await pc.call('accounts.list', {});
    expect(accounts.filter(({ account }) => ['second', 'third'].includes(account))).toHaveLength(1);
  });

  it('really opens the petitioners once a holder has witnessed the grant, and not a minute longer than the post', async () => {
    const id = await create('newreg');
    await pc.signIn('sec');
    const alone = { userId: id, roles: ['REGISTRAR' as const], reason: '到岗', witness: null };
    expect((await pc.refusal('accounts.grant', alone)).type).toBe('WitnessNeeded');
    await grant(id, ['REGISTRAR']);
    await takeOver('newreg');
    await pc.call('session.confirmSelf', { password: ownPassword });
    const shown = await pc.call('records.reveal', { ...reveal, id: saved.id });
    expect(shown.rows[0]?.values['name']).toBe('王小明');

    await grant(id, ['CLUE_MANAGER']);
    await pc.call('session.unlock', { account: 'newreg', password: ownPassword });
    expect((await pc.refusal('records.reveal', { ...reveal, id: saved.id })).type).toBe('NotAllowed');
    // The key has left the slot too: as a witness it can hand on nothing.
    const other = await create('heir');
    await pc.signIn('sec');
    const { witness } = await pc.call('session.witness', {
      account: 'newreg',
      password: ownPassword,
      act: `accounts.grant:${other}`,
    });
    const keyless = { userId: other, roles: ['REGISTRAR' as const], reason: '到岗', witness };
    expect((await pc.refusal('accounts.grant', keyless)).type).toBe('WitnessUnfit');
  });
});

describe('posts', () => {
  it('that may not meet in one person are refused', async () => {
    await pc.signIn('sec');
    const clue = await userId('clue');
    const forbidden: Role[][] = [
      ['AUDITOR', 'SYS_ADMIN'],
      ['AUDITOR', 'CLUE_MANAGER'],
      ['SYS_ADMIN', 'CLUE_MANAGER'],
      ['SEC_ADMIN', 'CLUE_MANAGER'],
    ];
    for (const roles of forbidden) {
      const refused = await pc.refusal('accounts.grant', {
        userId: clue,
        roles,
        reason: '试',
        witness: null,
      });
      expect(refused.type).toBe('RoleConflict');
    }
    expect(
      (
        await pc.refusal('accounts.grant', {
          userId: await userId('sec'),
          roles: ['SYS_ADMIN', 'SEC_ADMIN'],
          reason: '试',
          witness: null,
        })
      ).type,
    ).toBe('OwnAccount');
  });

  it('of the three administrators never stand empty', async () => {
    await pc.signIn('sec');
    for (const account of ['sys', 'aud']) {
      const refused = await pc.refusal('accounts.grant', {
        userId: await userId(account),
        roles: ['CLUE_MANAGER'],
        reason: '调岗',
        witness: null,
      });
      expect(refused.type).toBe('PostEmpty');
    }
    await pc.signIn('sys');
    for (const account of ['sec', 'aud']) {
      const refused = await pc.refusal('accounts.disable', { userId: await userId(account), reason: '离岗' });
      expect(refused.type).toBe('PostEmpty');
    }
    const own = await pc.refusal('accounts.disable', { userId: await userId('sys'), reason: '离岗' });
    expect(own.type).toBe('OwnAccount');
  });

  it('taken away end at the next sign-in, whatever the window still shows', async () => {
    const id = await create('leaver');
    await grant(id, ['CLUE_MANAGER']);
    await takeOver('leaver');
    await pc.signIn('sec');
    await pc.call('accounts.grant', { userId: id, roles: [], reason: '离岗', witness: null });
    const session = await pc.call('session.unlock', { account: 'leaver', password: ownPassword });
    expect(session.permissions).toEqual([]);
    const query = { register: 'petition' as const, filters: [], sort: [] };
    expect((await pc.refusal('records.totals', query)).type).toBe('NotAllowed');
  });
});

describe('an account that must wait after wrong passwords', () => {
  it('is shown as locked to the security administrator, who lets it in again at once', async () => {
    const wrong = { account: 'clue', password: 'Cuowu-2026-1' };
    for (let turn = 0; turn < 5; turn += 1)
      expect((await pc.refusal('session.unlock', wrong)).type).toBe('WrongPassword');
    const right = { account: 'clue', password: passwordOf('clue') };
    expect((await pc.refusal('session.unlock', right)).type).toBe('TooManyAttempts');
    await pc.signIn('sec');
    const { accounts } = await pc.call('accounts.list', {});
    expect(accounts.filter(({ status }) => status === 'LOCKED')).toMatchObject([{ account: 'clue' }]);
    await pc.call('accounts.unlock', { userId: await userId('clue'), reason: '本人到场核实' });
    await pc.call('session.unlock', right);
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ offset: 0, limit: 5, action: 'session.fail', text: null, from: null, to: null },
    });
    expect(entries[0]?.detail).toContain('口令输错5次');
  });
});

describe('posts that may not meet in one person', () => {
  it('are refused before the witness’s key has gone to the account', async () => {
    const keys = (): number =>
      readFileSync(join(pc.userData, 'vault', 'vault.json'), 'utf8').split('"petitioner"').length;
    await pc.signIn('sec');
    const id = await userId('sys');
    const { witness } = await pc.call('session.witness', {
      account: 'dir',
      password: passwordOf('dir'),
      act: `accounts.grant:${id}`,
    });
    const before = keys();
    const wish = { userId: id, roles: ['SYS_ADMIN', 'REGISTRAR'] as Role[], reason: '试', witness };
    expect((await pc.refusal('accounts.grant', wish)).type).toBe('RoleConflict');
    expect(keys()).toBe(before);
  });
});

describe('a disabled account', () => {
  it('opens nothing, says so to nobody, and comes back only with a new password and a new grant', async () => {
    const id = await create('gone');
    await grant(id, ['CLUE_MANAGER']);
    await takeOver('gone');
    await pc.signIn('sys');
    await pc.call('accounts.disable', { userId: id, reason: '调离' });
    const closed = await pc.refusal('session.unlock', { account: 'gone', password: ownPassword });
    expect(['AccountNotActive', 'WrongPassword']).toContain(closed.type);
    await pc.signIn('sys');
    const { accounts } = await pc.call('accounts.list', {});
    expect(accounts.find(({ userId: each }) => each === id)?.status).toBe('DISABLED');
    expect((await pc.refusal('accounts.enable', { userId: id, reason: '返岗' })).type).toBe('PasswordNeeded');
    // The others still open what was sealed before and after.
    await pc.signInToDisclose('reg');
    await saveLetter(pc, { ...letter, values: { ...letter.values, summary: '反映另一局的另一件事情。' } });
    expect((await pc.call('records.reveal', { ...reveal, id: saved.id })).rows).toHaveLength(1);
    await pc.signIn('sys');
    await pc.call('accounts.reset', { userId: id, password: 'Fanhui-2026-1', reason: '返岗' });
    const back = { account: 'gone', password: 'Fanhui-2026-1' };
    expect((await pc.refusal('session.unlock', back)).type).toBe('AccountNotActive');
    await grant(id, ['CLUE_MANAGER']);
    expect((await pc.call('session.unlock', back)).mustChangePassword).toBe(true);
    await pc.signIn('sys');
    await pc.call('accounts.disable', { userId: id, reason: '再次调离' });
  });

  it('keeps its name in what it did', async () => {
    await pc.signIn('reg');
    const { users } = await pc.call('accounts.names', {});
    expect(users.find(({ name }) => name === '新人gone')).toMatchObject({ active: false });
  });
});

describe('a reset account', () => {
  it('starts again with a first password and without posts', async () => {
    await pc.signIn('sys');
    const id = await userId('newreg');
    await pc.call('accounts.reset', { userId: id, password: 'Chongshe-2026-1', reason: '忘记口令' });
    for (const password of [ownPassword, 'Chongshe-2026-1']) {
      const refused = await pc.refusal('session.unlock', { account: 'newreg', password });
      expect(['WrongPassword', 'AccountNotActive']).toContain(refused.type);
    }
    await grant(id, ['CLUE_MANAGER']);
    const session = await pc.call('session.unlock', { account: 'newreg', password: 'Chongshe-2026-1' });
    expect(session.mustChangePassword).toBe(true);
  });

  it('is never one’s own', async () => {
    await pc.signIn('sys');
    const own = { userId: await userId('sys'), password: 'Chongshe-2026-1', reason: '试' };
    expect((await pc.refusal('accounts.reset', own)).type).toBe('OwnAccount');
  });
});

describe('every act on accounts', () => {
  it('stands in the audit log with who, whom and why, and no password', async () => {
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      offset: 0,
      limit: 200,
      action: null,
      text: null,
      from: null,
      to: null,
    });
    const acts = new Set(entries.map(({ action }) => action));
    for (const act of ['accounts.create', 'accounts.grant', 'accounts.disable', 'accounts.reset']) {
      expect(acts).toContain(act);
    }
    const granted = entries.find(
      ({ action, detail }) => action === 'accounts.grant' && detail.includes('登记员'),
    );
    expect(granted).toMatchObject({ actorName: '县sec', reason: '到岗' });
    expect(JSON.stringify(entries)).not.toMatch(/2026-1/u);
  });
});

describe('the key of the leads', () => {
  it('is held by the director from the founding, and goes with the posts that open it', async () => {
    const heir = await create('custodian');
    await pc.signIn('sec');
    const act = `accounts.grant:${heir}`;
    const alone = { userId: heir, roles: ['CLUE_MANAGER' as const], reason: '到岗', witness: null };
    const refused = await pc.refusal('accounts.grant', alone);
    expect(refused).toMatchObject({ type: 'WitnessNeeded', why: expect.stringContaining('问题线索内容') });
    const { witness } = await pc.call('session.witness', {
      account: 'reg',
      password: passwordOf('reg'),
      act,
    });
    expect((await pc.refusal('accounts.grant', { ...alone, witness })).type).toBe('WitnessUnfit');
    await grant(heir, ['CLUE_MANAGER']);
    await takeOver('custodian');
    expect((await pc.call('session.current', {}))?.permissions).toContain('lead.open');
  });

  it('never loses its last holder', async () => {
    await pc.signIn('sys');
    const { accounts } = await pc.call('accounts.list', {});
    const open = (roles: readonly Role[]): boolean => roles.some((role) => /^(CLUE|LEAD)_/.test(role));
    const holders = accounts.filter(({ roles, status }) => status !== 'DISABLED' && open(roles));
    expect(holders.length).toBeGreaterThan(1);
    const last = holders.find(({ account }) => account === 'dir')?.userId ?? '';
    for (const { userId } of holders.filter((each) => each.userId !== last)) {
      await pc.call('accounts.disable', { userId, reason: '调离' });
    }
    const wish = { userId: last, reason: '试' };
    expect((await pc.refusal('accounts.disable', wish)).type).toBe('LastHolder');
    const reset = { ...wish, password: 'Chongshe-2026-9' };
    expect((await pc.refusal('accounts.reset', reset)).type).toBe('LastHolder');
    await pc.signIn('sec');
    const posts = { ...wish, roles: ['OFFICE_DIRECTOR' as const], witness: null };
    expect((await pc.refusal('accounts.grant', posts)).type).toBe('LastHolder');
  });
});
