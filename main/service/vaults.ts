/** Making and opening vaults for this PC: the one place that knows how the service calls the vault. */
import { join } from 'node:path';
import type { Compartment } from '../../domain/register.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import type { Office, Vault } from '../vault/api.ts';
import { type CreatedVault, createVault } from '../vault/create.ts';
import type { VaultDeps } from '../vault/deps.ts';
import type { WasmDep } from '../vault/engine.ts';
import { type Files, nodeFiles } from '../vault/files.ts';
import { inspectVault, openVault, openVaultWithShares, type VaultInfo } from '../vault/open.ts';
import type { KdfDep } from '../vault/password.ts';

export interface VaultPlaceDep extends ClockDep, RandomDep, WasmDep, KdfDep {
  readonly userData: string;
  /** The real disk when absent. */
  readonly files?: Files;
}

const vaultDeps = (deps: VaultPlaceDep): VaultDeps => ({
  ...deps,
  files: deps.files ?? nodeFiles,
  seenFile: join(deps.userData, 'seen.json'),
});

export interface NewVaultUser {
  readonly account: string;
  readonly password: string;
  readonly compartments: readonly Compartment[];
}

/** Two of three sheets open the vault when passwords are lost. */
export const recovery = { shares: 3, threshold: 2 } as const;

/** Makes a vault in an empty folder and returns it open, with the recovery shares that are kept nowhere. */
export function makeVault(
  deps: VaultPlaceDep,
  folder: string,
  office: Office,
  users: readonly NewVaultUser[],
): Promise<CreatedVault> {
  return createVault(vaultDeps(deps), { folder, office, users, recovery });
}

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
export function lookAtVault(folder: string): VaultInfo {
  return inspectVault(nodeFiles, folder);
}
