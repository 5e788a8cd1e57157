/** The first sign-in after an update changes the tables for good: what is kept of them before, and what is not risked. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemaVersion } from '../../main/service/schema-version.ts';
import type { Vault, Writer } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
} from '../support/office.ts';
import { testVaultDeps } from '../support/vault.ts';
import { damageJournal } from './damage.ts';

let pcs: ReturnType<typeof createTestPcs>;
let pc: TestPc;
let folder: string;

beforeEach(async () => {
  pcs = createTestPcs();
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await pc.service.lock('system');
  const names = readdirSync(pc.userData, { recursive: true, encoding: 'utf8' });
  folder = dirname(join(pc.userData, names.find((name) => name.endsWith('vault.json')) ?? ''));
}, 60_000);
afterEach(() => pcs.dispose());

async function inVault<T>(at: string, work: (vault: Vault) => T | Promise<T>): Promise<T> {
  const vault = await openVault(testVaultDeps(), {
    folder: at,
    account: 'reg',
    password: passwordOf('reg'),
  });
  try {
    return await work(vault);
  } finally {
    await vault.close();
  }
}

/** As a program of an earlier version left them: one register less. */
function makeOlder(tx: Writer): void {
  for (const { name } of tx.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('rectMeasure', 'rectMeasure_search', 'rectMeasure_search_text', 'rectMeasure_token')",
  ))
    tx.run(`DROP TABLE "${name}"`);
  tx.run(`PRAGMA user_version = ${schemaVersion - 1}`);
}

const older = () => inVault(folder, (vault) => vault.transact(makeOlder));
const versionOf = (vault: Vault): unknown => vault.get('PRAGMA user_version')?.['user_version'];
const hasMeasures = (vault: Vault): boolean =>
  vault.get("SELECT 1 FROM sqlite_master WHERE name = 'rectMeasure'") !== undefined;
const copies = (): readonly string[] =>
  readdirSync(folder).includes('kept')
    ? readdirSync(join(folder, 'kept')).filter((name) => name.startsWith('tables-'))
    : [];
const textsOf = ({ notices }: { readonly notices: readonly { readonly text: string }[] }): string =>
  notices.map(({ text }) => text).join('\n');
const storeBytes = (): readonly (readonly [string, string])[] =>
  readdirSync(join(folder, 'store')).map((name) => [
    name,
    readFileSync(join(folder, 'store', name)).toString('base64'),
  ]);

describe('a database with the tables of an earlier program', { timeout: 60_000 }, () => {
  it('is set aside as it was, whole and sealed, before its tables are changed', async () => {
    await older();
    const session = await pc.signIn('reg');
    expect(textsOf(session)).toContain('升级前的数据库已加密留存');
    await pc.service.lock('system');
    expect(await inVault(folder, hasMeasures)).toBe(true);
    const [copy = '', ...others] = copies();
    expect(others).toEqual([]);
    expect(textsOf(session)).toContain(copy);
    const place = mkdtempSync(join(tmpdir(), 'lianxun-earlier-'));
    try {
      cpSync(join(folder, 'kept', copy), place, { recursive: true });
      await inVault(place, async (vault) => {
        expect([versionOf(vault), hasMeasures(vault)]).toEqual([schemaVersion - 1, false]);
        expect(vault.get('SELECT count(*) AS count FROM account')).toMatchObject({
          count: expect.any(Number),
        });
        expect(await vault.verify()).toEqual([]);
      });
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  it('is set aside once, and whoever can make a backup is reminded until there is one', async () => {
    await older();
    await pc.signIn('reg');
    expect(textsOf(await pc.signIn('sys'))).toContain('数据库升级之后还没有备份');
    const { checks } = await pc.call('vault.health', {});
    expect(checks.find(({ name }) => name === '备份')).toMatchObject({ ok: false });
    expect(textsOf(await pc.signIn('reg'))).not.toContain('备份');
    expect(copies()).toHaveLength(1);
    await pc.signIn('sys');
    await pc.call('vault.backup', { job: jobId(), folder: fileToken }, { [fileToken]: pcs.stick });
    expect(textsOf(await pc.signIn('sys'))).not.toContain('备份');
    expect(copies()).toEqual([]);
  });

  it('is set aside no longer than until a key is changed, because it opens with every password of its day', async () => {
    await older();
    const session = await pc.signIn('sys');
    expect(copies()).toHaveLength(1);
    const { accounts } = await pc.call('accounts.list', {});
    const leaving = accounts.find(({ account }) => account === 'rect')?.userId ?? '';
    await pc.call('accounts.disable', { userId: leaving, reason: '调离' });
    expect(copies()).toEqual([]);
    expect(textsOf(session)).toContain('升级前的数据库已加密留存');
  });

  it.each(['accounts.reset', 'accounts.grant'] as const)(
    'is set aside no longer than until a key is taken back by %s',
    async (act) => {
      await older();
      await pc.signIn('sys');
      expect(copies()).toHaveLength(1);
      const { users } = await pc.call('accounts.names', {});
      const userId = users.find(({ name }) => name === '县reg')?.userId ?? '';
      if (act === 'accounts.reset') {
        await pc.call(act, { userId, password: 'Chongshe-2026-1', reason: '忘记口令' });
      } else {
        await pc.signIn('sec');
        await pc.call(act, { userId, roles: ['RECT_OFFICER'], reason: '转岗', witness: null });
      }
      expect(copies()).toEqual([]);
    },
  );

  it('is left as it is and not opened when it cannot be set aside', async () => {
    await older();
    const before = storeBytes();
    writeFileSync(join(folder, 'kept'), 'no folder');
    const refused = await pc.refusal('session.unlock', { account: 'reg', password: passwordOf('reg') });
    expect(refused).toMatchObject({ type: 'CopyBeforeUpgradeFailed' });
    expect(storeBytes()).toEqual(before);
    rmSync(join(folder, 'kept'));
    expect(await inVault(folder, (vault) => [versionOf(vault), hasMeasures(vault)])).toEqual([
      schemaVersion - 1,
      false,
    ]);
  });

  it('can be looked at and searched when it is damaged, with nothing written', async () => {
    await older();
    await inVault(folder, (vault) => vault.snapshot());
    await inVault(folder, (vault) => {
      for (let no = 0; no < 20; no += 1)
        vault.transact((tx) => tx.run("INSERT OR REPLACE INTO setting VALUES ('x', '1')"));
    });
    damageJournal(folder);
    const before = storeBytes();
    const session = await pc.signIn('dir');
    expect(session.readOnly).toBe(true);
    expect((await pc.call('dashboard.todo', {})).queues).toEqual([]);
    expect((await pc.call('search.global', { text: '补贴' })).groups).toEqual([]);
    const query = { register: 'rectMeasure' as const, filters: [], sort: [] };
    expect(await pc.call('records.totals', query)).toMatchObject({ total: 0 });
    await pc.service.lock('system');
    expect(storeBytes()).toEqual(before);
    expect(copies()).toEqual([]);
  });

  it('has this program’s tables when the office goes on after the damage', async () => {
    await older();
    await inVault(folder, (vault) => vault.snapshot());
    damageJournal(folder);
    await pc.signIn('sys');
    await pc.call('vault.continueAfterLoss', { reason: '无可用备份，经主任同意' });
    await pc.service.lock('system');
    expect(await inVault(folder, (vault) => [versionOf(vault), hasMeasures(vault)])).toEqual([
      schemaVersion,
      true,
    ]);
  });
});
