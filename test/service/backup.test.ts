/** Backups made while work goes on: every copy opens with what was acknowledged before it was begun, and is whole. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupVault } from '../../main/service/backup.ts';
import { type JobControl, quietJob } from '../../main/service/jobs.ts';
import { writeOutputFile } from '../../main/service/output-file.ts';
import type { Slices, Vault, Writer } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { textChunks } from '../crash/workload.ts';
import {
  createTestVault,
  testAccount,
  testPassword,
  testVaultDeps,
  type TestVault,
} from '../support/vault.ts';

let fixture: TestVault;
let vault: Vault;
let target: string;
let written = 0;

/** A letter with an attachment, as one act of a clerk. */
async function addLetter(): Promise<void> {
  written += 1;
  const { id } = await vault.blobs.put(textChunks(`attachment ${written}`));
  vault.transact((tx) => tx.run('INSERT INTO letters VALUES (?, ?)', [written, id]));
}

beforeEach(async () => {
  fixture = await createTestVault({ deps: { partBytes: 4000 } });
  ({ vault } = fixture);
  target = mkdtempSync(join(tmpdir(), 'lianxun-backup-'));
  vault.transact((tx) => tx.run('CREATE TABLE letters (no INTEGER PRIMARY KEY, attachment TEXT)'));
  written = 0;
  for (let no = 0; no < 5; no += 1) await addLetter();
  await vault.snapshot();
  await addLetter();
});
afterEach(async () => {
  await fixture.dispose();
  rmSync(target, { recursive: true, force: true });
});

/** `turn` is what others do after each copied file. */
const jobWith = (turn: () => void | Promise<void>): JobControl => ({
  ...quietJob,
  breathe: async () => {
    await turn();
    await quietJob.breathe();
  },
});

const backUp = (turn: () => void | Promise<void>): Promise<unknown> =>
  vault.holdFiles((files) => backupVault(vault.folder, files, target, 'copy', jobWith(turn)));

async function letterCountOfCopy(password = testPassword): Promise<number> {
  const folder = join(target, 'copy');
  const copy = await openVault(testVaultDeps(), { folder, account: testAccount, password });
  expect(copy.state).toMatchObject({ readOnly: null, tailRepaired: false, notices: [] });
  expect(await copy.verify()).toEqual([]);
  const letters = copy.all<{ attachment: string }>('SELECT attachment FROM letters');
  for (const { attachment } of letters) expect(copy.blobs.has(attachment)).toBe(true);
  await copy.close();
  return letters.length;
}

/** Writes many parts into the journal, then is cancelled. */
function* givenUp(tx: Writer): Slices<void> {
  for (let no = 0; no < 100; no += 1) {
    tx.run('INSERT INTO letters VALUES (?, ?)', [1000 + no, 'never '.repeat(700)]);
    yield;
  }
  throw new Error('given up');
}

describe('a backup', () => {
  it('beside letters that are saved speaks of no attachment that it has not', async () => {
    await backUp(addLetter);
    expect(await letterCountOfCopy()).toBeGreaterThanOrEqual(6);
  });

  it('beside snapshots that retire generations is whole', async () => {
    await backUp(() => vault.snapshot());
    expect(await letterCountOfCopy()).toBe(6);
  });

  it('beside an import that is given up, and letters after it, is neither torn nor damaged', async () => {
    let once = true;
    await backUp(async () => {
      if (!once) return;
      once = false;
      const pace = { signal: new AbortController().signal, breathe: () => Promise.resolve() };
      await vault.transactLong(givenUp, pace).catch(() => undefined);
      for (let no = 0; no < 20; no += 1) await addLetter();
    });
    expect(await letterCountOfCopy()).toBeGreaterThanOrEqual(6);
  });

  it('beside a new master key and a new password opens with one of the passwords', async () => {
    let once = true;
    await backUp(async () => {
      if (!once) return;
      once = false;
      await vault.slots.rekey();
      await vault.slots.changePassword(testAccount, testPassword, 'another');
      await addLetter();
    });
    expect(await letterCountOfCopy('another')).toBeGreaterThanOrEqual(6);
  });

  it('takes nothing over from one under the same name that was cut off', async () => {
    mkdirSync(join(target, 'copy.part', 'store'), { recursive: true });
    writeFileSync(join(target, 'copy.part', 'store', '000009.snapshot'), 'half');
    await backUp(() => undefined);
    expect(await letterCountOfCopy()).toBe(6);
  });

  it('on a medium that is pulled out says so, and does not go on where the medium was', async () => {
    const medium = join(target, 'medium');
    mkdirSync(medium);
    const gone = jobWith(() => rmSync(medium, { recursive: true, force: true }));
    const refused = vault.holdFiles((files) => backupVault(vault.folder, files, medium, 'copy', gone));
    await expect(refused).rejects.toThrow('BackupFailed');
    expect(existsSync(medium)).toBe(false);
  });
});

describe('a file that is written for the user', () => {
  it('replaces the one that stood there only when what was read back is right', async () => {
    const path = join(target, 'key.p12');
    await writeOutputFile(path, [Buffer.from('old')]);
    const refused = writeOutputFile(path, [Buffer.from('new')], () =>
      Promise.reject(new Error('not the same')),
    );
    await expect(refused).rejects.toThrow('not the same');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(target)).toEqual(['key.p12']);
  });
});
