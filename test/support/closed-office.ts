/** The vault of an office between two sign-ins, as an earlier program might have left it. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Vault } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { passwordOf, type TestPc } from './office.ts';
import { testVaultDeps } from './vault.ts';

/** Locks the office, works on its vault with the keys of that account, and closes it again. */
export async function inClosedOffice<T>(
  pc: TestPc,
  account: string,
  work: (vault: Vault) => T | Promise<T>,
): Promise<T> {
  await pc.service.lock('system');
  const names = readdirSync(pc.userData, { recursive: true, encoding: 'utf8' });
  const folder = dirname(join(pc.userData, names.find((name) => name.endsWith('vault.json')) ?? ''));
  const vault = await openVault(testVaultDeps(), { folder, account, password: passwordOf(account) });
  try {
    return await work(vault);
  } finally {
    await vault.close();
  }
}
