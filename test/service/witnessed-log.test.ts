/** A log that was rewritten and closed again by someone who has the whole vault: other offices hold what it was. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { appendAudit, genesisHash, type StoredAuditEntry } from '../../main/audit/chain.ts';
import type { Writer } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { testNetwork } from '../support/network.ts';
import {
  cityId,
  countyId,
  fileToken,
  jobId,
  passwordOf,
  receivePackageFrom,
  sendPackage,
} from '../support/office.ts';
import { testVaultDeps } from '../support/vault.ts';
import { letter, saveLetter } from './letters.ts';

const network = testNetwork();
const { pcs, city } = network;
let { county } = network;

beforeAll(async () => {
  await county.signIn('reg');
  await saveLetter(county, letter);
  await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
});

/** Changes the county's vault as a program of one's own would, and starts the PC again. */
async function tamper(change: (tx: Writer) => void): Promise<void> {
  await county.service.stop();
  const vault = await openVault(testVaultDeps(), {
    ...{ folder: join(county.userData, 'vault'), account: 'aud', password: passwordOf('aud') },
  });
  vault.transact(change);
  await vault.close();
  county = pcs.pc('county');
}

/** Leaves one entry out and numbers and chains all that follow anew. */
function leaveOut(tx: Writer, gone: (entry: StoredAuditEntry) => boolean): void {
  const entries = tx.all<StoredAuditEntry>('SELECT * FROM audit ORDER BY seq');
  tx.run('DELETE FROM audit WHERE seq > 0');
  for (const entry of entries.filter((each) => !gone(each))) appendAudit(tx, entry);
}

async function verdict(): Promise<boolean> {
  await county.signIn('aud');
  return (await county.call('audit.verify', { job: jobId() })).ok;
}

it('a rewritten log is found by what a package carried away, once its receipt has come', async () => {
  expect(await verdict()).toBe(true);
  await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
  expect(await verdict()).toBe(true);
  await tamper((tx) => leaveOut(tx, ({ action }) => action === 'records.create'));
  expect(await verdict()).toBe(false);
}, 120_000);

it('the recipient is told before the import that the sender’s log has become shorter', async () => {
  await tamper((tx) => {
    tx.run('DELETE FROM audit WHERE seq > 0');
    expect(tx.get<{ hash: string }>('SELECT hash FROM audit')?.hash ?? genesisHash).toBe(genesisHash);
  });
  const path = await sendPackage(pcs, county, 'petitions', cityId);
  await city.signIn('reg');
  const look = { job: jobId(), file: fileToken };
  const { notices } = await city.call('packages.inspect', look, { [fileToken]: path });
  expect(notices.join('')).toContain('审计日志比其以前的数据包所记的短');
}, 120_000);
