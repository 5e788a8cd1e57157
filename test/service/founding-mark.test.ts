/** A founding that did not end: begun again where nobody has seen it yet, and never at the cost of what else lies there. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const markName = 'founding.unfinished';
afterAll(() => pcs.dispose());

const vaultOf = (pc: TestPc): string => join(pc.userData, 'vault');
const pick = (folder: string): Readonly<Record<string, string>> => ({ [fileToken]: folder });

/** A PC on which the power failed during the founding, after the vault's key files were written. */
async function halfFounded(name: string): Promise<TestPc> {
  const pc = pcs.pc(name);
  await foundTestOffice(pc, 'COUNTY');
  const keyFile = JSON.parse(readFileSync(join(vaultOf(pc), 'vault.json'), 'utf8')) as {
    readonly id: string;
  };
  writeFileSync(join(vaultOf(pc), markName), keyFile.id);
  for (const each of ['place.json', 'vault/store/000002.snapshot']) rmSync(join(pc.userData, each));
  return pcs.pc(name);
}

async function foundAndSignIn(pc: TestPc): Promise<void> {
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  expect(readdirSync(vaultOf(pc))).not.toContain(markName);
}

describe('a founding that a power cut interrupted', { timeout: 60_000 }, () => {
  it('is begun again in the same folder, and is not taken for a vault', async () => {
    const pc = await halfFounded('interrupted');
    const files = pick(vaultOf(pc));
    expect((await pc.call('app.status', {})).vault).toBe('none');
    expect(await pc.call('setup.inspectFolder', { folder: fileToken }, files)).toMatchObject({
      usable: true,
      existingVault: false,
    });
    expect((await pc.refusal('setup.openExisting', { folder: fileToken }, files)).type).toBe('NotAVault');
    await foundAndSignIn(pc);
    expect(existsSync(join(vaultOf(pc), 'kept'))).toBe(false);
  });

  it('before there was a key file is begun again too', async () => {
    const pc = await halfFounded('early');
    writeFileSync(join(vaultOf(pc), markName), '');
    for (const name of ['vault.json', 'vault.copy.json']) rmSync(join(vaultOf(pc), name));
    await foundAndSignIn(pc);
  });

  it('after this PC knew the vault, but before anybody saw the recovery sheet, is no office to sign in to', async () => {
    const pc = await halfFounded('late');
    const place = { vault: vaultOf(pc), practice: null, adopted: false, agreed: null };
    writeFileSync(join(pc.userData, 'place.json'), JSON.stringify(place));
    expect(await pc.call('app.status', {})).toMatchObject({ vault: 'none', officeName: null });
    const signIn = { account: 'reg', password: passwordOf('reg') };
    expect((await pc.refusal('session.unlock', signIn)).type).toBe('VaultMissing');
    await foundAndSignIn(pc);
  });
});

describe('a founding that cannot be noted on this PC', { timeout: 60_000 }, () => {
  it('leaves nothing, and is done again in the same folder', async () => {
    const pc = pcs.pc('no-place');
    mkdirSync(join(pc.userData, 'place.json.new'), { recursive: true });
    await expect(foundTestOffice(pc, 'COUNTY')).rejects.toThrow();
    expect(pc.bugs.splice(0)).toHaveLength(1);
    expect(readdirSync(vaultOf(pc))).toEqual([]);
    rmSync(join(pc.userData, 'place.json.new'), { recursive: true });
    await foundAndSignIn(pc);
  });
});

describe('a backup copied into the folder of an unfinished founding', { timeout: 60_000 }, () => {
  let backup: string;
  const bytesOf = (folder: string): Buffer => readFileSync(join(folder, 'vault.json'));

  beforeAll(async () => {
    const old = pcs.pc('old');
    await foundTestOffice(old, 'COUNTY');
    await old.signIn('reg');
    await saveLetter(old, letter);
    await old.service.stop();
    backup = vaultOf(old);
  }, 60_000);

  it.each(['named', 'not yet named'])(
    'whose vault was %s is neither deleted nor mixed with it',
    async (mark) => {
      const pc = await halfFounded(mark === 'named' ? 'mixed' : 'mixed-early');
      const folder = vaultOf(pc);
      if (mark !== 'named') writeFileSync(join(folder, markName), '');
      cpSync(backup, folder, { recursive: true });
      const before = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
      const inspected = await pc.call('setup.inspectFolder', { folder: fileToken }, pick(folder));
      expect(inspected).toMatchObject({ usable: false, existingVault: true });
      await expect(foundTestOffice(pc, 'COUNTY')).rejects.toThrow('FolderUnusable');
      const refused = await pc.refusal('setup.openExisting', { folder: fileToken }, pick(folder));
      expect(refused).toMatchObject({ type: 'FolderMixed', next: expect.stringContaining('另一个空文件夹') });
      expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()).toEqual(before);
      expect(bytesOf(folder)).toEqual(bytesOf(backup));
    },
  );

  it('whose key files alone are missing yet is set aside by the next founding', async () => {
    const pc = await halfFounded('half-copied');
    const scan = join(vaultOf(pc), 'blobs', 'ab');
    cpSync(join(backup, 'store'), join(vaultOf(pc), 'store'), { recursive: true });
    writeFileSync(scan, 'a scan');
    const journals = readdirSync(join(backup, 'store'));
    await foundAndSignIn(pc);
    const kept = join(vaultOf(pc), 'kept');
    const aside = readdirSync(kept, { recursive: true, encoding: 'utf8' });
    for (const name of [...journals, 'ab'])
      expect(aside.filter((each) => each.endsWith(name))).toHaveLength(1);
  });
});

describe('another file in the folder of an unfinished founding', { timeout: 60_000 }, () => {
  it('keeps the folder from being used, and stays', async () => {
    const pc = await halfFounded('other-file');
    const file = join(vaultOf(pc), '说明.docx');
    writeFileSync(file, 'x');
    const inspected = await pc.call('setup.inspectFolder', { folder: fileToken }, pick(vaultOf(pc)));
    expect(inspected).toMatchObject({ usable: false, problem: expect.stringContaining('不会删除') });
    await expect(foundTestOffice(pc, 'COUNTY')).rejects.toThrow('FolderUnusable');
    expect(readFileSync(file, 'utf8')).toBe('x');
  });
});

describe('a mark that strays into the vault in use', { timeout: 60_000 }, () => {
  it('shuts nobody out', async () => {
    const pc = pcs.pc('stray');
    await foundTestOffice(pc, 'COUNTY');
    writeFileSync(join(vaultOf(pc), markName), '0'.repeat(32));
    expect((await pc.call('app.status', {})).vault).toBe('locked');
    await pc.signIn('reg');
    await expect(foundTestOffice(pc, 'COUNTY')).rejects.toThrow('AlreadySetUp');
  });
});
