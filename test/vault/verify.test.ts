/** 逐个核对 beside everything else that touches the files: it names what is damaged and nothing else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Vault } from '../../main/vault/api.ts';
import { nodeFiles } from '../../main/vault/files.ts';
import { textChunks } from '../crash/workload.ts';
import { createTestVault, testAccount, testPassword } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

let fixture: TestVault;
let vault: Vault;
let afterRename: (to: string) => void;
/** Two generations and some attachments, so that it takes many turns. */
beforeEach(async () => {
  afterRename = () => undefined;
  const rename: typeof nodeFiles.rename = (from, to) => {
    nodeFiles.rename(from, to);
    afterRename(to);
  };
  fixture = await createTestVault({ deps: { files: { ...nodeFiles, rename } } });
  ({ vault } = fixture);
  vault.transact((tx) => tx.run('CREATE TABLE letters (no INTEGER PRIMARY KEY)'));
  for (let no = 1; no <= 20; no += 1) await vault.blobs.put(textChunks(`attachment ${no}`));
  await vault.snapshot();
});
afterEach(() => fixture.dispose());

const add = (no: number): void => vault.transact((tx) => tx.run('INSERT INTO letters VALUES (?)', [no]));

test('files that snapshots retire meanwhile are neither missing nor damaged', async () => {
  const found = vault.verify();
  for (const no of [1, 2, 3]) {
    add(no);
    await vault.snapshot();
  }
  expect(await found).toEqual([]);
});

test('what was kept for a reader goes with the next snapshot', async () => {
  await vault.holdFiles(async () => {
    await vault.snapshot();
    await vault.snapshot();
    expect(storeFiles()).toHaveLength(8);
  });
  await vault.snapshot();
  expect(storeFiles()).toHaveLength(4);
});

test('files under a new master key are whole', async () => {
  const found = vault.verify();
  await vault.slots.rekey();
  for (let no = 21; no <= 40; no += 1) await vault.blobs.put(textChunks(`attachment ${no}`));
  expect(await found).toEqual([]);
});

test('key files of which only the first has been changed yet are no damage', async () => {
  let found: Promise<readonly string[]> | undefined;
  afterRename = (to) => {
    if (to.endsWith('vault.json')) queueMicrotask(() => void (found = vault.verify()));
  };
  await vault.slots.changePassword(testAccount, testPassword, testPassword);
  expect(await found).toEqual([]);
});

test('a vault that is closed meanwhile gives no answer instead of a wrong one', async () => {
  const found = expect(vault.verify()).rejects.toMatchObject({ name: 'AbortError' });
  await vault.close();
  await found;
});

const storeFiles = (): readonly string[] => readdirSync(join(fixture.folder, 'store'));
