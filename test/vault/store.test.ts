import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import type { Vault } from '../../main/vault/api.ts';
import { nodeFiles } from '../../main/vault/files.ts';
import { createVault } from '../../main/vault/create.ts';
import { keyFileFormat } from '../../main/vault/key-file.ts';
import { inspectVault, openVault } from '../../main/vault/open.ts';
import { createTestVault, testAccount, testPassword, testVaultDeps } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

let fixture: TestVault;
beforeEach(async () => {
  fixture = await createTestVault();
  fixture.vault.transact((tx) => tx.run('CREATE TABLE letters (no INTEGER PRIMARY KEY)'));
});
afterEach(() => fixture.dispose());

const add = (vault: Vault, no: number): void =>
  vault.transact((tx) => tx.run('INSERT INTO letters VALUES (?)', [no]));
const numbers = (vault: Vault): readonly unknown[] =>
  vault.all('SELECT no FROM letters').map((row) => row['no']);
const storeFile = (name: string): string => join(fixture.folder, 'store', name);
const wish = (): { folder: string; account: string; password: string } => ({
  folder: fixture.folder,
  account: testAccount,
  password: testPassword,
});

function damage(name: string, at: number): void {
  const bytes = fs.readFileSync(storeFile(name));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  fs.writeFileSync(storeFile(name), bytes);
}

/** Snapshots 2 and 3 with commits after each: letters 1, 2, 3. */
async function fillGenerations(): Promise<void> {
  add(fixture.vault, 1);
  await fixture.vault.snapshot();
  add(fixture.vault, 2);
  await fixture.vault.snapshot();
  add(fixture.vault, 3);
  await fixture.vault.close();
}

describe('opening', () => {
  test('falls back to the older snapshot without losing a commit, and keeps the damaged one', async () => {
    await fillGenerations();
    damage('000003.snapshot', 500);
    const vault = await fixture.reopen();
    expect(numbers(vault)).toEqual([1, 2, 3]);
    expect(vault.state).toMatchObject({ readOnly: null, notices: [expect.stringContaining('上一份快照')] });
    expect(fs.readdirSync(join(fixture.folder, 'kept'))).toEqual([
      expect.stringMatching(/^000003\.snapshot\./),
    ]);
    add(vault, 4);
    await vault.snapshot();
    expect(numbers(await fixture.reopen())).toEqual([1, 2, 3, 4]);
  });

  test('shows the last good state read-only when an acknowledged commit is damaged, and changes no file', async () => {
    for (const no of [1, 2, 3]) add(fixture.vault, no);
    await fixture.vault.close();
    const { length } = fs.readFileSync(storeFile('000001.journal'));
    damage('000001.journal', length - 150);
    const before = fs.readFileSync(storeFile('000001.journal'));
    const vault = await fixture.reopen();
    expect(vault.state.readOnly).toEqual({ reason: expect.stringContaining('损坏'), lostAfterSequence: 2 });
    expect(numbers(vault)).toEqual([1]);
    expect(() => add(vault, 9)).toThrow('VaultReadOnly');
    await vault.close();
    expect(fs.readFileSync(storeFile('000001.journal'))).toEqual(before);
  });

  test('goes on after a loss only when asked, keeping the damaged files and using no number twice', async () => {
    for (const no of [1, 2, 3]) add(fixture.vault, no);
    await fixture.vault.close();
    damage('000001.journal', fs.readFileSync(storeFile('000001.journal')).length - 150);
    const damaged = fs.readFileSync(storeFile('000001.journal'));
    const vault = await fixture.reopen();
    await vault.continueAfterLoss((tx) => tx.run('INSERT INTO letters VALUES (4)'));
    expect(vault.state).toMatchObject({ readOnly: null, sequence: 5 });
    add(vault, 5);
    const kept = fs.readdirSync(join(fixture.folder, 'kept')).find((name) => name.includes('journal')) ?? '';
    expect(fs.readFileSync(join(fixture.folder, 'kept', kept))).toEqual(damaged);
    const again = await fixture.reopen();
    expect(numbers(again)).toEqual([1, 4, 5]);
    expect(again.state).toMatchObject({ readOnly: null, sequence: 6 });
  });

  test('is read-only when a journal is missing, refused when no snapshot is whole', async () => {
    await fillGenerations();
    fs.renameSync(storeFile('000003.journal'), storeFile('elsewhere'));
    const vault = await fixture.reopen();
    expect(vault.state.readOnly?.reason).toContain('缺少');
    expect(numbers(vault)).toEqual([1, 2]);
    await vault.close();
    fs.renameSync(storeFile('elsewhere'), storeFile('000003.journal'));
    damage('000002.snapshot', 500);
    damage('000003.snapshot', 500);
    await expect(openVault(testVaultDeps(), wish())).rejects.toThrow('VaultDamaged');
    expect(fs.existsSync(storeFile('000002.snapshot'))).toBe(true);
  });

  test('cuts a torn tail, says so and keeps the bytes', async () => {
    add(fixture.vault, 1);
    await fixture.vault.close();
    fs.appendFileSync(storeFile('000001.journal'), 'half a frame');
    const vault = await fixture.reopen();
    expect(vault.state).toMatchObject({ tailRepaired: true, readOnly: null });
    const [kept = ''] = fs.readdirSync(join(fixture.folder, 'kept'));
    expect(fs.readFileSync(join(fixture.folder, 'kept', kept), 'utf8')).toBe('half a frame');
    expect((await fixture.reopen()).state.tailRepaired).toBe(false);
  });

  test('a newer format is refused and not touched', async () => {
    await fixture.vault.close();
    const { createHash } = await import('node:crypto');
    const path = join(fixture.folder, 'vault.json');
    const stored: unknown = JSON.parse(fs.readFileSync(path, 'utf8'));
    const newer = { ...(stored as object), format: keyFileFormat + 1, sum: undefined };
    const text = `${JSON.stringify(newer, null, 2)}\n`;
    const sum = createHash('sha256').update(text).digest('hex');
    const whole = `${JSON.stringify({ ...newer, sum }, null, 2)}\n`;
    fs.writeFileSync(path, whole);
    await expect(openVault(testVaultDeps(), wish())).rejects.toThrow('VaultFormatNewer');
    expect(fs.readFileSync(path, 'utf8')).toBe(whole);
    expect(inspectVault(nodeFiles, fixture.folder).format).toBe('newer');
    fs.rmSync(path);
  });

  test('a folder put back to yesterday is reported', async () => {
    await fixture.vault.close();
    const deps = testVaultDeps({ seenFile: join(fixture.folder, '../seen.json') });
    const yesterday = fs.mkdtempSync(`${fixture.folder}-yesterday-`);
    fs.cpSync(fixture.folder, yesterday, { recursive: true });
    let vault = await openVault(deps, wish());
    add(vault, 1);
    add(vault, 2);
    await vault.close();
    vault = await openVault(deps, wish());
    expect(vault.state.rollback).toBeNull();
    await vault.close();
    fs.rmSync(fixture.folder, { recursive: true });
    fs.cpSync(yesterday, fixture.folder, { recursive: true });
    vault = await openVault(deps, wish());
    expect(vault.state.rollback).toEqual({ seenSequence: 3, openedSequence: 1 });
    await vault.close();
  });

  test('what can be seen without a key is the office and whether it is in use', async () => {
    expect(inspectVault(nodeFiles, fixture.folder)).toMatchObject({
      exists: true,
      office: { name: '测试巡察办' },
      format: 'current',
      locked: true,
    });
    await fixture.vault.close();
    expect(inspectVault(nodeFiles, fixture.folder).locked).toBe(false);
    expect(inspectVault(nodeFiles, join(fixture.folder, 'blobs'))).toMatchObject({
      exists: false,
      format: undefined,
    });
  });
});

describe('one process at a time', () => {
  test('a new vault is not created over an old one, nor over what remains of one', async () => {
    const office = { id: 'o', name: 'o' };
    const users = [{ account: 'a', password: 'a', compartments: [] }];
    const { folder } = fixture;
    await fixture.vault.close();
    await expect(createVault(testVaultDeps(), { folder, office, users })).rejects.toThrow('VaultExists');
    const snapshot = fs.readFileSync(storeFile('000001.snapshot'));
    fs.rmSync(join(folder, 'vault.json'));
    fs.rmSync(join(folder, 'vault.copy.json'));
    const { vault } = await createVault(testVaultDeps(), { folder, office, users });
    await vault.close();
    const [kept = ''] = fs.readdirSync(join(folder, 'kept'));
    expect(fs.readFileSync(join(folder, 'kept', kept, '000001.snapshot'))).toEqual(snapshot);
  });
});

describe('a transaction', () => {
  const refused = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      return error instanceof ExpectedError ? error.failure.type : String(error);
    }
    return 'nothing';
  };

  test('is refused inside another, when asynchronous, and after its end', () => {
    const { vault } = fixture;
    expect(refused(() => vault.transact(() => add(vault, 1)))).toContain('inside');
    expect(refused(() => vault.transact(async () => Promise.resolve()))).toContain('synchronous');
    const late = vault.transact((tx) => tx);
    expect(refused(() => late.run('INSERT INTO letters VALUES (7)'))).toContain('over');
    expect(numbers(vault)).toEqual([]);
  });

  test('may catch a failed statement and go on; replay sees the same', async () => {
    fixture.vault.transact((tx) => {
      tx.run('INSERT INTO letters VALUES (?)', [1]);
      expect(() => tx.run('INSERT INTO letters VALUES (?)', [1])).toThrow('UNIQUE');
      tx.run('INSERT INTO letters VALUES (?)', [2]);
    });
    expect(numbers(await fixture.reopen())).toEqual([1, 2]);
  });

  test('without a change writes nothing', () => {
    const { journalBytes } = fixture.vault.state;
    fixture.vault.transact((tx) => tx.all('SELECT * FROM letters'));
    expect(fixture.vault.state).toMatchObject({ journalBytes, sequence: 1 });
  });

  test('of many parts is there as a whole, and its snapshot is taken in the background', async () => {
    fixture.vault.transact((tx) => {
      tx.run('CREATE TABLE big (no INTEGER PRIMARY KEY, text TEXT NOT NULL)');
      for (let no = 0; no < 20_000; no += 1) tx.run('INSERT INTO big VALUES (?, ?)', [no, '信'.repeat(120)]);
    });
    const again = await fixture.reopen();
    expect(again.get('SELECT count(*) AS n, sum(length(text)) AS length FROM big')).toEqual({
      n: 20_000,
      length: 2_400_000,
    });
    expect(again.state.journalBytes).toBeLessThan(1000);
  });

  test('stores text that is no valid Unicode the way replay will', async () => {
    fixture.vault.transact((tx) => {
      tx.run('CREATE TABLE texts (text TEXT)');
      tx.run('INSERT INTO texts VALUES (?)', ['a\ud800b\u0000c😀']);
    });
    const texts = fixture.vault.all('SELECT text FROM texts');
    expect(texts).toEqual([{ text: 'a\ufffdb\u0000c😀' }]);
    expect((await fixture.reopen()).all('SELECT text FROM texts')).toEqual(texts);
  });
});
