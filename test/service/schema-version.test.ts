/** Tables of another version of the program: older ones are brought up, newer ones left alone. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeTables } from '../../domain/office-tables/tables.ts';
import { asRegisterId } from '../../domain/registers/registers.ts';
import { schemaVersion } from '../../main/service/schema-version.ts';
import type { Vault } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { createTestPcs, foundTestOffice, passwordOf, type TestPc } from '../support/office.ts';
import { testVaultDeps } from '../support/vault.ts';

/** When this changes, the tables have: raise `schemaVersion`, then put the new digest here. */
const known = { version: 58, digest: '93a93dcbcfa361be687e05b758cb10f9370aa3de627fbc33aed3d2505c1509b9' };

const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await pc.service.lock('system');
}, 60_000);
afterAll(() => pcs.dispose());

async function inVault<T>(work: (vault: Vault) => T): Promise<T> {
  const files = readdirSync(pc.userData, { recursive: true, encoding: 'utf8' });
  const journal = files.find((name) => name.endsWith('.journal'));
  if (journal === undefined) throw new Error('no vault');
  const folder = dirname(dirname(join(pc.userData, journal)));
  const vault = await openVault(testVaultDeps(), { folder, account: 'reg', password: passwordOf('reg') });
  try {
    return work(vault);
  } finally {
    await vault.close();
  }
}

const versionOf = (vault: Vault): unknown => vault.get('PRAGMA user_version')?.['user_version'];

describe('the version of the tables', { timeout: 60_000 }, () => {
  it('is raised with every change of the tables', async () => {
    const digest = await inVault((vault) => {
      expect(versionOf(vault)).toBe(schemaVersion);
      const tables = vault.all<{ sql: string }>(
        'SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name',
      );
      return createHash('sha256').update(JSON.stringify(tables)).digest('hex');
    });
    expect({ version: schemaVersion, digest }).toEqual(known);
  });

  it('stands in older databases after their first opening', async () => {
    await inVault((vault) => vault.transact((tx) => tx.run('PRAGMA user_version = 0')));
    await pc.signIn('reg');
    await pc.service.lock('system');
    expect(await inVault(versionOf)).toBe(schemaVersion);
  });

  it('brings the registers and tables of plans and groups to an office that was founded before them', async () => {
    const later = [
      'target',
      'inspectionPlan',
      'inspectionRound',
      'crossScheme',
      'inspectionGroup',
      'poolPerson',
      'coordRequest',
      'campaign',
      'supervisionGroup',
      'selfInspection',
      'publicity',
      'coordReply',
      'workstation',
    ];
    await inVault((vault) =>
      vault.transact((tx) => {
        const tables = tx.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
        const search = tables.filter(({ name }) => later.some((each) => name === `${each}_search`));
        const own = tables.filter(({ name }) =>
          later.some((each) => name === each || name.startsWith(`${each}_`)),
        );
        for (const { name } of [...search, ...own, { name: 'office_row' }])
          tx.run(`DROP TABLE IF EXISTS "${name}"`);
        tx.run("DELETE FROM code WHERE list IN ('memberRole', 'major', 'coordMechanism', 'linkedLevel')");
        tx.run('PRAGMA user_version = 20');
      }),
    );
    await pc.signIn('dir');
    const { rows } = await pc.call('tables.all', {});
    expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(officeTables.map(({ id }) => id)));
    const { codes } = await pc.call('codes.all', {});
    expect(codes.filter(({ list }) => list === 'memberRole').length).toBeGreaterThan(0);
    for (const id of later) {
      const register = asRegisterId(id);
      const { total } = await pc.call('records.totals', { register, filters: [], sort: [] });
      expect(total).toBe(0);
    }
    await pc.service.lock('system');
    expect(await inVault(versionOf)).toBe(schemaVersion);
  });

  it('keeps an earlier program out of a later one’s database and changes nothing', async () => {
    await inVault((vault) => vault.transact((tx) => tx.run(`PRAGMA user_version = ${schemaVersion + 1}`)));
    const refused = await pc.refusal('session.unlock', { account: 'reg', password: passwordOf('reg') });
    expect(refused).toMatchObject({ type: 'VaultFormatNewer' });
    expect(refused.next).toContain('新版本');
    expect(await inVault(versionOf)).toBe(schemaVersion + 1);
  });
});
