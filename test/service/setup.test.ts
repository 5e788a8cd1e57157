/** The first start, the place of the vault, its copy and its way back. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access/permissions.ts';
import { mountOf, parseMounts } from '../../main/service/drives.ts';
import type { Input, Output } from '../../preload/contract/contract.ts';
import {
  agreeToRestored,
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  testUsers,
  type TestPc,
} from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const now = Date.parse('2026-03-09T09:00:00+08:00');
afterAll(() => pcs.dispose());

type Founding = Input<'setup.create'>;
const founding = (own: Partial<Founding> = {}): Founding => ({
  job: jobId(),
  folder: null,
  level: 'COUNTY',
  name: '测试县委巡察办',
  region: '330824',
  docWord: '测巡办',
  profile: 'WORK',
  users: testUsers.map(({ account, role }) => ({
    account,
    name: `县${account}`,
    roles: [role],
    password: passwordOf(account),
  })),
  ...own,
});

/** The founding users with one of them changed. */
function usersWith(account: string, change: Partial<Founding['users'][number]>): Founding['users'] {
  return founding().users.map((user) => (user.account === account ? { ...user, ...change } : user));
}

describe('an office whose database is damaged from its first entry on', () => {
  it('says that nothing is left to be looked at and what to do', async () => {
    const pc = pcs.pc('nothing-left');
    await foundTestOffice(pc, 'COUNTY');
    const store = join(pc.userData, 'vault', 'store');
    const [first = ''] = readdirSync(store).filter((name) => name.endsWith('.journal'));
    expect(readdirSync(store).filter((name) => name.endsWith('.snapshot'))).toHaveLength(2);
    for (const name of readdirSync(store).filter((each) => each > '000001.snapshot'))
      rmSync(join(store, name));
    const bytes = readFileSync(join(store, first));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(join(store, first), bytes);
    const again = pcs.pc('nothing-left');
    const refused = await again.refusal('session.unlock', { account: 'reg', password: passwordOf('reg') });
    expect(refused).toMatchObject({ type: 'VaultDamaged', next: expect.stringContaining('备份') });
  });
});

describe('the division of an office', () => {
  it('is of the level of the office, so that no county bears the name of its city', async () => {
    const county = await pcs.pc('as-city').refusal('setup.create', founding({ region: '330800' }));
    expect(county).toMatchObject({ type: 'DivisionOfOtherLevel', fields: { region: '与层级不一致' } });
    const city = await pcs.pc('as-county').refusal('setup.create', founding({ level: 'CITY' }));
    expect(city.type).toBe('DivisionOfOtherLevel');
  });
});

const optionalPosts: readonly string[] = ['CLUE_MANAGER', 'RECT_OFFICER'];

describe('the first people of an office', () => {
  const refusedFor = async (users: Founding['users'], profile: Founding['profile'] = 'WORK') => {
    const pc = pcs.pc('unfounded');
    const refused = await pc.refusal('setup.create', founding({ users, profile }));
    expect(existsSync(join(pc.userData, 'vault'))).toBe(false);
    expect((await pc.call('app.status', {})).vault).toBe('none');
    return refused;
  };

  it('are at least the three administrators, a registrar and a director', async () => {
    for (const { account, role } of testUsers.filter(({ role: each }) => !optionalPosts.includes(each))) {
      const users = founding().users.filter((user) => user.account !== account);
      expect([role, (await refusedFor(users)).type]).toEqual([role, 'PostsMissing']);
    }
  });

  it('hold no posts that exclude each other', async () => {
    const conflicts: Role[][] = [
      ['AUDITOR', 'SYS_ADMIN'],
      ['SYS_ADMIN', 'REGISTRAR'],
      ['AUDITOR', 'REGISTRAR'],
    ];
    for (const roles of conflicts) {
      const refused = await refusedFor([
        ...founding().users,
        { account: 'extra', name: '另一人', roles, password: 'Kouling-2026-9' },
      ]);
      expect(refused.type).toBe('FirstUsersInvalid');
      expect(Object.keys(refused.fields ?? {})).toEqual([`users.${testUsers.length}.roles`]);
    }
  });

  it('have each their own account and a password that suits the office’s profile', async () => {
    const doubled = await refusedFor(usersWith('dir', { account: 'reg' }));
    expect(doubled.fields).toHaveProperty('users.1.account');
    const shared = await refusedFor(usersWith('dir', { password: passwordOf('reg') }));
    expect(shared.fields).toHaveProperty('users.1.password');
    for (const [profile, password] of [
      ['WORK', 'abcdefgh'],
      ['SECRET', 'abcdefg1'],
      ['CONFIDENTIAL', 'Abcdef-12'],
      ['WORK', 'aud-2026-aud'],
    ] as const) {
      const account = password.startsWith('aud') ? 'aud' : 'dir';
      const weak = await refusedFor(usersWith(account, { password }), profile);
      expect([password, Object.keys(weak.fields ?? {}).some((key) => key.endsWith('.password'))]).toEqual([
        password,
        true,
      ]);
    }
  });

  it('are told one by one what is wrong with a password before they send it', async () => {
    const pc = pcs.pc('unfounded');
    const check = (password: string) =>
      pc.call('setup.checkPassword', { profile: 'WORK', account: 'wanglei', password });
    expect((await check('short')).weakness).toContain('8位');
    expect((await check('wanglei-2026')).weakness).toContain('账号');
    expect((await check('Aaaa1111')).weakness).toContain('连续');
    expect((await check('Kouling-2026')).weakness).toBeNull();
  });
});

describe('the place of the vault', () => {
  it('is an empty folder or a new one', async () => {
    const pc = pcs.pc('placed');
    const full = join(pcs.folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, '照片.jpg'), 'x');
    const inspected = await pc.call('setup.inspectFolder', { folder: fileToken }, { [fileToken]: full });
    expect(inspected).toMatchObject({ name: 'full', usable: false, existingVault: false });
    const into = { [fileToken]: full };
    expect((await pc.refusal('setup.create', founding({ folder: fileToken }), into)).type).toBe(
      'FolderUnusable',
    );
    expect(readdirSync(full)).toEqual(['照片.jpg']);
    const fresh = { [fileToken]: join(pcs.folder, 'fresh', 'vault') };
    expect(await pc.call('setup.inspectFolder', { folder: fileToken }, fresh)).toMatchObject({
      usable: true,
    });
    await pc.call('setup.create', founding({ folder: fileToken }), fresh);
    expect(await pc.call('setup.inspectFolder', { folder: fileToken }, fresh)).toMatchObject({
      usable: false,
      existingVault: true,
      officeName: '测试县委巡察办',
    });
  });

  it('is one for each PC', async () => {
    const pc = pcs.pc('placed');
    expect((await pc.refusal('setup.create', founding())).type).toBe('AlreadySetUp');
  });

  it('can be pointed at again, but at a vault only', async () => {
    const pc = pcs.pc('moved');
    const open = (folder: string) => ({ [fileToken]: folder });
    const wrong = await pc.refusal(
      'setup.openExisting',
      { folder: fileToken },
      open(join(pcs.folder, 'full')),
    );
    expect(wrong.type).toBe('NotAVault');
    await pc.call('setup.openExisting', { folder: fileToken }, open(join(pcs.folder, 'fresh', 'vault')));
    expect(await pc.call('app.status', {})).toMatchObject({ vault: 'locked', officeName: '测试县委巡察办' });
    await agreeToRestored(pc);
    await pc.signIn('aud');
    await pc.call('session.lock', {});
  });

  it('is said to be missing when it is', async () => {
    const pc = pcs.pc('lost');
    await pc.call('setup.create', founding());
    rmSync(join(pc.userData, 'vault'), { recursive: true });
    const refused = await pc.refusal('session.unlock', { account: 'reg', password: passwordOf('reg') });
    expect(refused.type).toBe('VaultMissing');
  });

  it('is told from removable media and network shares by the mounts', () => {
    const text = [
      String.raw`22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw`,
      String.raw`30 22 8:17 / /media/clerk/U\040盘 rw,nosuid shared:2 - vfat /dev/sdb1 rw`,
      String.raw`31 22 0:50 / /home/share rw - cifs //server/share rw`,
      String.raw`32 22 8:2 / /home rw - ext4 /dev/sda2 rw`,
      String.raw`33 32 0:51 / /home/share rw - ext4 /dev/sda3 rw`,
      'too short',
    ].join('\n');
    const mounts = parseMounts(text);
    const typeOf = (path: string): string | undefined => mountOf(mounts, path)?.type;
    expect(mounts).toHaveLength(5);
    expect(mountOf(mounts, '/media/clerk/U 盘/vault')).toMatchObject({ device: '8:17', type: 'vfat' });
    expect(mountOf(mounts, '/media/clerk/U 盘2')).toMatchObject({ device: '8:1' });
    expect(mountOf(mounts, '/home/wang')).toMatchObject({ device: '8:2' });
    // Mounted later over the same point: that one is seen.
    expect(typeOf('/home/share/x')).toBe('ext4');
    expect(typeOf('/')).toBe('ext4');
    expect(mountOf([], '/x')).toBeUndefined();
  });
});

describe('a backup', () => {
  let pc: TestPc;
  let saved: Output<'records.save'>;
  const query = { register: 'petition' as const, filters: [], sort: [] };
  const page = { ...query, offset: 0, limit: 50 };

  beforeAll(async () => {
    pc = pcs.pc('kept', () => now);
    await foundTestOffice(pc, 'COUNTY');
    await pc.signIn('reg');
    saved = await saveLetter(pc, letter);
    const scan = join(pcs.folder, '来信.pdf');
    writeFileSync(scan, '%PDF-1.7\n% 一页\n%%EOF\n');
    const input = { job: jobId(), register: 'petition' as const, record: saved.id, files: [fileToken] };
    await pc.call('attachments.add', input, { [fileToken]: scan });
  }, 60_000);

  const backup = (target: string) =>
    pc.call('vault.backup', { job: jobId(), folder: fileToken }, { [fileToken]: target });

  it('opens elsewhere with the same passwords and holds the same letters, scans and log', async () => {
    const before = await pc.call('records.page', page);
    await pc.signIn('sys');
    const target = mkdtempSync(join(pcs.folder, 'medium-'));
    const done = await backup(target);
    expect(readdirSync(target)).toEqual([done.name]);
    await pc.signIn('reg');
    await saveLetter(pc, { ...letter, values: { ...letter.values, summary: '备份之后登记的一件。' } });
    await pc.call('session.lock', {});

    const other = pcs.pc('replacement', () => now);
    const restored = join(pcs.folder, 'restored');
    cpSync(join(target, done.name), restored, { recursive: true });
    await other.call('setup.openExisting', { folder: fileToken }, { [fileToken]: restored });
    await agreeToRestored(other);
    await other.signInToDisclose('reg');
    expect(await other.call('records.page', page)).toEqual(before);
    const record = await other.call('records.get', { register: 'petition', id: saved.id });
    const [attachment] = record.attachments;
    const read = { register: 'petition' as const, record: saved.id, attachment: attachment?.id ?? '' };
    expect(Buffer.from((await other.call('attachments.read', read)).content).toString()).toContain('一页');
    const reveal = { register: 'petition' as const, id: saved.id, child: 'petitioners', reason: '演练' };
    expect((await other.call('records.reveal', reveal)).rows[0]?.values['name']).toBe('王小明');
    await other.signIn('aud');
    expect((await other.call('audit.verify', { job: jobId() })).ok).toBe(true);
    await other.signIn('sys');
    expect((await other.call('vault.verify', { job: jobId() })).damaged).toEqual([]);
  });

  it('is counted by the self-check from then on', async () => {
    await pc.signIn('sys');
    const { checks } = await pc.call('vault.health', {});
    expect(checks.find(({ name }) => name === '备份')).toMatchObject({ ok: true });
    expect(checks.find(({ name }) => name === '存放位置')?.ok).toBe(true);
  });

  it('that finds the medium full, gone or closed leaves nothing there and the vault as it was', async () => {
    await pc.signIn('sys');
    const { sequence } = await pc.call('vault.health', {});
    const name = `联巡备份-330824-2026-03-09-${sequence}`;
    const full = mkdtempSync(join(pcs.folder, 'medium-'));
    const file = join(pcs.folder, 'no-folder');
    writeFileSync(file, '');
    for (const [target, why] of [
      [full, '空间不足'],
      [file, '拔出'],
    ] as const) {
      const refusal = pc.refusal(
        'vault.backup',
        { job: jobId(), folder: fileToken },
        { [fileToken]: target },
      );
      if (target === full) await fillUp(join(full, `${name}.part`));
      const refused = await refusal;
      expect(refused.type).toBe('BackupFailed');
      expect(refused.why).toContain(why);
    }
    expect(readdirSync(full)).toEqual([]);
    expect((await pc.call('vault.health', {})).sequence).toBe(sequence);
  });

  it('that is cancelled leaves nothing either', async () => {
    const target = mkdtempSync(join(pcs.folder, 'medium-'));
    const job = jobId();
    const running = pc.service.call('vault.backup', { job, folder: fileToken }, { [fileToken]: target });
    await pc.call('jobs.cancel', { job });
    expect(await running).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    expect(readdirSync(target)).toEqual([]);
  });
});

/** Leaves no room for the key files, which are copied last, once the copy has been begun. */
async function fillUp(unfinished: string): Promise<void> {
  while (!existsSync(unfinished)) await new Promise((resolve) => setImmediate(resolve));
  symlinkSync('/dev/full', join(unfinished, 'vault.json'));
}
