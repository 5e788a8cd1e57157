/** The vault of a test PC, opened beside the application while nobody works there. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listPackages } from '../../main/exchange/ledger/packages.ts';
import type { Vault } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { passwordOf, type TestPc } from './office.ts';
import { testVaultDeps } from './vault.ts';

export async function inVaultOf<T>(
  pc: TestPc,
  account: string,
  work: (vault: Vault) => Promise<T> | T,
): Promise<T> {
  await pc.service.lock('system');
  return inVaultBelow(pc.userData, { account, password: passwordOf(account) }, work);
}

/** Of the vault somewhere below a folder, which nobody has open. */
export async function inVaultBelow<T>(
  place: string,
  person: { readonly account: string; readonly password: string },
  work: (vault: Vault) => Promise<T> | T,
): Promise<T> {
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  const folder = dirname(join(place, names.find((name) => name.endsWith('vault.json')) ?? ''));
  const { account, password } = person;
  const vault = await openVault(testVaultDeps(), { folder, account, password });
  try {
    return await work(vault);
  } finally {
    await vault.close();
  }
}

/** Everything that stands in clear inside the packages of one kind that a PC has made, as one text. */
export function contentOfPackages(pc: TestPc, account: string, kind: string): Promise<string> {
  return inVaultOf(pc, account, async (vault) => {
    const { packages } = listPackages(vault, { direction: 'out' }, 0, 100);
    const parts: Uint8Array[] = [];
    for (const { blob } of packages.filter((each) => each.kind === kind).flatMap(({ entries }) => entries))
      for await (const chunk of vault.blobs.read(blob)) parts.push(chunk);
    return Buffer.concat(parts).toString('utf8');
  });
}
