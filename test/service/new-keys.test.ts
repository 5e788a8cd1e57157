/**
 * A vault from before the compartment of the leads, opened by this program: who gets the key, and what an interruption
 * at each change of the disk leaves.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { openVault } from '../../main/vault/open.ts';
import { createFailingDisk, failureModes } from '../support/failing-disk.ts';
import { createTestPcs, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';
import { makeFirstFormat } from '../support/older-vault.ts';
import { testVaultDeps } from '../support/vault.ts';

const pcs = createTestPcs();
let now = Date.parse('2026-03-09T09:00:00+08:00');
const folder = join(pcs.folder, 'county', 'vault');
const older = join(pcs.folder, 'older');
let founded: Output<'setup.create'>;

beforeAll(async () => {
  const pc = pcs.pc('county', () => now);
  founded = await foundTestOffice(pc, 'COUNTY');
  await pc.service.stop();
  const [account, password] = ['dir', passwordOf('dir')];
  const vault = await openVault(testVaultDeps(), { folder, account, password });
  vault.transact((tx) => {
    tx.run("DELETE FROM setting WHERE key = 'keys.compartments'");
    tx.run('UPDATE account SET roles = ? WHERE account = ?', ['["OFFICE_DIRECTOR"]', 'dir']);
  });
  await vault.close();
  await makeFirstFormat(folder, account, password);
  cpSync(folder, older, { recursive: true });
}, 60_000);
afterAll(() => pcs.dispose());

/** A PC with the older vault, started anew. */
function olderPc(): TestPc {
  rmSync(folder, { recursive: true });
  cpSync(older, folder, { recursive: true });
  return pcs.pc('county', () => now);
}

/** Who may open leads: by the vault itself, and by the accounts' posts. */
async function holders(): Promise<Record<string, boolean>> {
  const found: [string, boolean][] = [];
  for (const account of ['reg', 'dir', 'sys', 'clue']) {
    const vault = await openVault(testVaultDeps(), { folder, account, password: passwordOf(account) });
    found.push([account, vault.compartments.has('lead')]);
    await vault.close();
  }
  return Object.fromEntries(found);
}

async function log(pc: TestPc): Promise<readonly string[]> {
  await pc.signIn('aud');
  const asked = { offset: 0, limit: 10, action: 'keys.makeCompartment', text: null, from: null, to: null };
  const { entries } = await pc.call('audit.list', asked);
  return entries.map(({ result }) => result);
}

describe('the first opening of an older vault', () => {
  it('gives the key to the custodian and the director, whoever opens it, and says so once', async () => {
    const pc = olderPc();
    const notices = (await pc.signIn('sys')).notices.map(({ text }) => text);
    expect(notices).toEqual(['新设“问题线索内容”的密钥，交恢复单和县dir、县clue。']);
    const director = await pc.signIn('dir');
    expect([director.roles, director.notices]).toEqual([['OFFICE_DIRECTOR', 'LEAD_READER'], []]);
    expect(await log(pc)).toEqual(['成功', '开始']);
    await pc.service.stop();
    expect(await holders()).toEqual({ reg: false, dir: true, sys: false, clue: true });
  });

  it('lets the custodian who opens it use the key at once', async () => {
    const pc = olderPc();
    await pc.signIn('clue');
    await pc.service.stop();
    expect((await holders())['clue']).toBe(true);
  });

  it('by the recovery sheet gives the key to whose password is set anew', async () => {
    const pc = olderPc();
    const [shares, newPassword] = [founded.recoveryShares.slice(1), 'Huifu-2026-Xiansuo'];
    await pc.call('session.recover', { shares, account: 'clue', newPassword });
    await pc.service.stop();
    const vault = await openVault(testVaultDeps(), { folder, account: 'clue', password: newPassword });
    expect([...vault.compartments]).toEqual(['lead']);
    await vault.close();
  });
});

describe('an interruption of the making', { timeout: 300_000 }, () => {
  it.each(failureModes)(
    'leaves no key, or one key that all holders have and the log knows (%s)',
    async (mode) => {
      let steps = 0;
      for (let at = 1, hit = true; hit; at += 1) {
        now += 3_600_000;
        const disk = createFailingDisk();
        await olderPc().service.stop();
        const failing = pcs.pc('county', () => now, undefined, disk.files);
        disk.arm(at, mode);
        await failing.service.call('session.unlock', { account: 'reg', password: passwordOf('reg') }, {});
        await failing.service.stop();
        hit = disk.hit();
        const later = pcs.pc('county', () => now);
        await later.signIn('reg');
        const said = await log(later);
        expect({ at, last: said[0], claims: said.filter((result) => result === '成功').length }).toEqual({
          ...{ at, last: '成功', claims: 1 },
        });
        await later.service.stop();
        expect({ at, ...(await holders()) }).toEqual({ at, reg: false, dir: true, sys: false, clue: true });
        steps = at;
      }
      console.log(`${mode}: ${steps - 1} steps failed in turn`);
      expect(steps).toBeGreaterThan(10);
    },
  );
});
