/** Opens what a crash left and holds it against what had been acknowledged. */
import { ExpectedError } from '../../domain/failure.ts';
import type { Vault } from '../../main/vault/api.ts';
import type { VaultDeps } from '../../main/vault/deps.ts';
import { openVaultWithShares } from '../../main/vault/open.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { Image } from './disk-image.ts';
import type { DiskHooks, MemoryDisk } from './memory-disk.ts';
import { open, transaction, transactionsIn, vaultFolder } from './workload.ts';
import type { Acknowledged } from './workload.ts';

export interface Checked {
  readonly disk: MemoryDisk;
  readonly transactions: number;
}

/**
 * Throws when anything acknowledged is missing, anything is half there, or the vault does not open. With `goOn` it
 * also commits, closes and opens once more. The recovery sheet opens when there is one and `goOn` is not asked for
 * (it costs no Argon2), else the password does.
 */
export async function checkImage(
  makeDeps: (disk: MemoryDisk) => VaultDeps,
  image: Image,
  acknowledged: Acknowledged,
  goOn: boolean,
  hooks: DiskHooks = {},
): Promise<Checked | undefined> {
  const disk = createMemoryDisk(image, hooks);
  const deps = makeDeps(disk);
  const { shares } = acknowledged;
  const vault =
    shares && !goOn ? await openWithSheet(deps, shares, acknowledged) : await openAsAnna(deps, acknowledged);
  if (!vault) return undefined;
  const transactions = checkContent(vault, acknowledged);
  for (const { id, text } of acknowledged.blobs) await checkBlob(vault, id, text);
  if (goOn) {
    transaction(vault, transactions + 1);
    await vault.snapshot();
    const damaged = await vault.verify();
    if (damaged.length > 0) throw new Error(`after recovery damaged: ${damaged.join(' ')}`);
  }
  await vault.close();
  if (goOn) await checkAgain(deps, acknowledged, transactions + 1);
  return { disk, transactions };
}

/** With the new password too while it is being changed; undefined when there may be no vault yet. */
export async function openAsAnna(deps: VaultDeps, acknowledged: Acknowledged): Promise<Vault | undefined> {
  const passwords = [acknowledged.password, acknowledged.nextPassword].filter((one) => one !== undefined);
  let refusal: unknown;
  for (const password of passwords) {
    try {
      return await open(deps, 'anna', password);
    } catch (error) {
      refusal = error;
    }
  }
  const missing = refusal instanceof ExpectedError && refusal.failure.type === 'VaultMissing';
  if (!acknowledged.shares && missing) return undefined;
  throw refusal;
}

/** By exactly one sheet: the one before or the one after while it is being renewed, and never by a retired one. */
async function openWithSheet(
  deps: VaultDeps,
  shares: readonly string[],
  { nextShares, retiredShares }: Acknowledged,
): Promise<Vault> {
  for (const retired of retiredShares) {
    if (await opensWithSheet(deps, retired)) throw new Error('a retired recovery sheet opens the vault');
  }
  const isRenewed = nextShares !== undefined && (await opensWithSheet(deps, nextShares));
  if (isRenewed && (await opensWithSheet(deps, shares)))
    throw new Error('two recovery sheets open the vault');
  return await bySheet(deps, isRenewed ? nextShares : shares);
}

const bySheet = (deps: VaultDeps, sheet: readonly string[]): Promise<Vault> =>
  openVaultWithShares(deps, { folder: vaultFolder, shares: sheet.slice(1) });

async function opensWithSheet(deps: VaultDeps, sheet: readonly string[]): Promise<boolean> {
  try {
    await (await bySheet(deps, sheet)).close();
    return true;
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.type.startsWith('Recovery')) return false;
    throw error;
  }
}

export function checkContent(vault: Vault, acknowledged: Acknowledged): number {
  if (vault.state.readOnly) throw new Error(`read-only: ${vault.state.readOnly.reason}`);
  const transactions = transactionsIn(vault);
  const done = acknowledged.transactions;
  if (transactions < done || transactions > done + 1) {
    throw new Error(`${done} transactions acknowledged, ${transactions} found`);
  }
  return transactions;
}

async function checkBlob(vault: Vault, id: string, text: string): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const part of vault.blobs.read(id)) parts.push(part);
  if (Buffer.concat(parts).toString() !== text) throw new Error('an attachment has changed');
}

async function checkAgain(deps: VaultDeps, acknowledged: Acknowledged, transactions: number): Promise<void> {
  const vault = await openAsAnna(deps, acknowledged);
  if (!vault || transactionsIn(vault) !== transactions)
    throw new Error('not the same after opening once more');
  await vault.close();
  if (acknowledged.boris === 'changing') return;
  const boris = await open(deps, 'boris', 'boris').then(
    async (session) => {
      await session.close();
      return 'present';
    },
    () => 'absent',
  );
  if (boris !== acknowledged.boris) throw new Error(`the account boris is ${boris}`);
}
