/** Making and opening vaults for this PC: the one place that knows how the service calls the vault. */
import { join } from 'node:path';
import type { ClockDep, RandomDep } from '../deps.ts';
import type { Vault } from '../vault/api.ts';
import { createVault } from '../vault/create.ts';
import { nodeFiles } from '../vault/files.ts';
import { inspectVault, openVault, openVaultWithShares } from '../vault/open.ts';

export interface VaultPlaceDep extends ClockDep, RandomDep {
  readonly userData: string;
  readonly wasm: () => Promise<Uint8Array>;
}

const vaultDeps = (deps: VaultPlaceDep) => ({
  files: nodeFiles,
  now: deps.now,
  bytes: deps.bytes,
  wasm: deps.wasm,
  seenFile: join(deps.userData, 'seen.json'),
});

export interface NewVaultUser {
  readonly account: string;
  readonly password: string;
  readonly compartments: readonly 'petitioner'[];
}

/** Makes a vault in an empty folder and returns it open, with the recovery shares that are kept nowhere. */
export function makeVault(
  deps: VaultPlaceDep,
  folder: string,
  officeName: string,
  users: readonly NewVaultUser[],
): Promise<{ readonly vault: Vault; readonly recoveryShares: readonly string[] }> {
  return createVault(vaultDeps(deps), {
    folder,
    office: officeName,
    users,
    recovery: { shares: recovery.shares, threshold: recovery.threshold },
  });
}

/** Two of three sheets open the vault when passwords are lost. */
export const recovery = { shares: 3, threshold: 2 } as const;

export function openVaultAt(
  deps: VaultPlaceDep,
  folder: string,
  account: string,
  password: string,
): Promise<Vault> {
  return openVault(vaultDeps(deps), { folder, account, password });
}

export function recoverVaultAt(
  deps: VaultPlaceDep,
  folder: string,
  shares: readonly string[],
): Promise<Vault> {
  return openVaultWithShares(vaultDeps(deps), { folder, shares });
}

/** What can be said about a folder without any key. */
export function lookAtVault(folder: string): ReturnType<typeof inspectVault> {
  return inspectVault(nodeFiles, folder);
}
