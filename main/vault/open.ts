/** Opening an existing vault: by account and password, by recovery shares, or only looking at it from outside. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Office, Vault, VaultState } from './api.ts';
import { clearUnfinishedBlobs } from './blobs.ts';
import type { VaultDeps } from './deps.ts';
import { loadSqlJs } from './engine.ts';
import {
  refuseDamaged,
  refuseLocked,
  refuseNewer,
  refuseNoVault,
  refuseSharesMixed,
  refuseOpening,
} from './failures.ts';
import type { Files } from './files.ts';
import { readKeyFiles, repairKeyFile } from './key-file.ts';
import type { KeyFileCopies, StoredKeyFile } from './key-file.ts';
import { currentMaster, dropKeys } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import type { Lock } from './lock.ts';
import { openWithShares } from './recovery.ts';
import { readSeen } from './seen.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';
import { keep } from './store-files.ts';
import { unlock } from './unlock.ts';
import { createVaultSession } from './vault.ts';

const lockAttempts = 30;
const lockPauseMs = 100;

export interface VaultInfo {
  readonly exists: boolean;
  /** Undefined when there is no vault, or its key file is damaged or of a newer format. */
  readonly id: string | undefined;
  readonly office: Office | undefined;
  readonly format: 'current' | 'newer' | 'damaged' | undefined;
  /** Another process (or another session of this one) has it open. */
  readonly locked: boolean;
}

/** What can be known without any key. Nothing is changed and nothing here is authenticated. */
export function inspectVault(files: Files, folder: string): VaultInfo {
  const copies = readKeyFiles(files, folder);
  const keyFile = copies.newest?.keyFile;
  const format = copies.newer ? 'newer' : keyFile ? 'current' : copies.present ? 'damaged' : undefined;
  const known = format === 'current' ? keyFile : undefined;
  return {
    exists: copies.present,
    id: known?.id,
    office: known?.office,
    format,
    locked: files.isLocked(folder),
  };
}

/**
 * Throws ExpectedError `VaultMissing`, `VaultLocked`, `VaultFormatNewer`, `WrongPassword` (unknown account alike),
 * `VaultTampered`, `VaultDamaged`, `VaultUnreachable`. Damage inside the store does not throw: see `Vault.state.readOnly`.
 */
export async function openVault(
  deps: VaultDeps,
  wish: { readonly folder: string; readonly account: string; readonly password: string },
): Promise<Vault> {
  return await open(deps, wish.folder, async (stored) => {
    const { keyring } = await unlock(deps, stored, wish.account, wish.password);
    return keyring;
  });
}

/**
 * Opens with the printed recovery sheet; the session holds every compartment and can then set new passwords through
 * `slots`. Throws as {@link openVault}, and `RecoveryShareInvalid`, `RecoverySharesTooFew`, `RecoverySharesMixed`.
 */
export async function openVaultWithShares(
  deps: VaultDeps,
  wish: { readonly folder: string; readonly shares: readonly string[] },
): Promise<Vault> {
  return await open(
    deps,
    wish.folder,
    (stored) => openWithShares(stored, wish.shares) ?? refuseSharesMixed(),
  );
}

async function open(
  deps: VaultDeps,
  folder: string,
  toKeys: (stored: StoredKeyFile) => Promise<Keyring> | Keyring,
): Promise<Vault> {
  const { files } = deps;
  let lock: Lock | undefined;
  let keyring: Keyring | undefined;
  try {
    if (!readKeyFiles(files, folder).present) refuseNoVault();
    lock = (await lockPatiently(files, folder)) ?? refuseLocked();
    const { release } = lock;
    const copies = readKeyFiles(files, folder);
    if (copies.newer) refuseNewer();
    const stored = copies.newest ?? refuseDamaged('密钥文件的两份副本都已损坏。');
    keyring = await toKeys(stored);
    const store = openStore(deps, await loadSqlJs(deps), keyring, folder);
    if (!store.readOnly) await tidy(deps, store, copies, stored, keyring);
    const rollback = findRollback(deps, store, stored);
    return createVaultSession({ store, stored, rollback, releaseLock: release });
  } catch (error) {
    if (keyring) dropKeys(keyring);
    lock?.release();
    return refuseOpening(error);
  }
}

/** The service of a program that was just killed ends a moment later; whoever starts anew must not be sent away for it. */
async function lockPatiently(files: Files, folder: string): Promise<Lock | undefined> {
  for (let attempt = 1; attempt < lockAttempts; attempt += 1) {
    const lock = files.lock(folder);
    if (lock) return lock;
    await pause(lockPauseMs);
  }
  return files.lock(folder);
}

async function tidy(
  deps: VaultDeps,
  store: Store,
  copies: KeyFileCopies,
  stored: StoredKeyFile,
  keyring: Keyring,
): Promise<void> {
  const { files } = deps;
  const { folder } = store;
  for (const name of copies.damaged) {
    keep(deps, folder, join(folder, name), name);
    store.notices.push('密钥文件的一份副本已损坏，已用另一份恢复，损坏的文件已另行保存。');
  }
  for (const name of copies.stale) await repairKeyFile(files, folder, name, stored, currentMaster(keyring));
  for (const name of files.list(folder)) {
    if (name.endsWith('.json.tmp')) files.remove(join(folder, name));
  }
  clearUnfinishedBlobs(files, folder);
}

function findRollback(deps: VaultDeps, store: Store, stored: StoredKeyFile): VaultState['rollback'] {
  const seen = readSeen(deps.files, deps.seenFile, stored.keyFile.id);
  const older = store.position.sequence < seen.sequence || stored.keyFile.revision < seen.revision;
  return older ? { seenSequence: seen.sequence, openedSequence: store.position.sequence } : null;
}
