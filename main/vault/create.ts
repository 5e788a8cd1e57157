/** A new vault in an empty folder. vault.json comes last: without it there is no vault, whatever a crash left. */
import { dirname, join } from 'node:path';
import { allCompartments, type Compartment } from '../../domain/register.ts';
import type { Office, RecoveryTerms, Vault } from './api.ts';
import { base64, hex } from './bytes.ts';
import { keyBytes, tagBytes } from './crypto.ts';
import type { VaultDeps } from './deps.ts';
import { loadSqlJs } from './engine.ts';
import { refuseExists, refuseLocked, refusePasswordEmpty, refuseOpening } from './failures.ts';
import { createJournal } from './journal.ts';
import { keyFileFormat, readKeyFiles, writeKeyFiles } from './key-file.ts';
import type { KeyFile, StoredKeyFile, UserSlot } from './key-file.ts';
import { currentMaster } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import type { Lock } from './lock.ts';
import { createRecovery } from './recovery.ts';
import { accountToSlotId, createUserSlot } from './slot.ts';
import { writeSnapshot } from './snapshot.ts';
import { openStore } from './store.ts';
import { blobFolder, keep, storeFolder } from './store-files.ts';
import { unlock } from './unlock.ts';
import { createVaultSession } from './vault.ts';

export interface NewVault {
  /** Created when missing; its parent must exist. */
  readonly folder: string;
  readonly office: Office;
  readonly users: readonly {
    readonly account: string;
    readonly password: string;
    readonly compartments: readonly Compartment[];
  }[];
  /** 2 of 3 when absent. */
  readonly recovery?: RecoveryTerms;
}

export interface CreatedVault {
  /** Open, holding every compartment key: meant for setting up, then closed. */
  readonly vault: Vault;
  /** To be printed and handed to different people; they exist nowhere else. */
  readonly recoveryShares: readonly string[];
}

/** Throws ExpectedError `VaultExists`, `VaultLocked`, `PasswordEmpty`, `VaultUnreachable`. */
export async function createVault(deps: VaultDeps, wish: NewVault): Promise<CreatedVault> {
  const { files } = deps;
  const { folder } = wish;
  if (wish.users.length === 0) throw new Error('a vault needs a user');
  if (wish.users.some((user) => user.password === '')) refusePasswordEmpty();
  let lock: Lock | undefined;
  try {
    if (!files.exists(folder)) {
      files.makeFolder(folder);
      files.syncFolder(dirname(folder));
    }
    lock = files.lock(folder) ?? refuseLocked();
    const { release } = lock;
    if (readKeyFiles(files, folder).present) refuseExists();
    const keyring = createKeyring(deps);
    await createStore(deps, keyring, folder);
    const { keyFile, recoveryShares } = await createKeyFile(deps, keyring, wish);
    const stored = await writeFirst(deps, keyring, wish, keyFile);
    const store = openStore(deps, await loadSqlJs(deps), keyring, folder);
    const vault = createVaultSession({ store, stored, rollback: null, releaseLock: release });
    return { vault, recoveryShares };
  } catch (error) {
    lock?.release();
    return refuseOpening(error);
  }
}

function createKeyring(deps: VaultDeps): Keyring {
  const vaultId = Buffer.from(deps.bytes(16));
  const masters = new Map([[1, Buffer.from(deps.bytes(keyBytes))]]);
  const compartments = new Map(
    allCompartments.map((compartment) => [compartment, Buffer.from(deps.bytes(keyBytes))] as const),
  );
  return { vaultId, epoch: 1, masters, compartments, derived: new Map() };
}

/** What an interrupted creation (or a lost vault.json) left behind is set aside, never overwritten. */
async function createStore(deps: VaultDeps, keyring: Keyring, folder: string): Promise<void> {
  const { files } = deps;
  for (const [path, name] of [
    [storeFolder(folder), 'store'],
    [blobFolder(folder), 'blobs'],
  ] as const) {
    if (files.list(path).length > 0) keep(deps, folder, path, name);
    files.makeFolder(path);
  }
  files.syncFolder(folder);
  const start = { sequence: 0, chain: Buffer.alloc(tagBytes) };
  const journal = createJournal(deps, keyring, storeFolder(folder), 1, start);
  files.close(journal.handle);
  await writeSnapshot(deps, keyring, folder, 1, start, new Uint8Array(0));
}

async function createKeyFile(
  deps: VaultDeps,
  keyring: Keyring,
  wish: NewVault,
): Promise<{ readonly keyFile: KeyFile; readonly recoveryShares: readonly string[] }> {
  const home = { id: hex(keyring.vaultId), accountSalt: base64(deps.bytes(32)) };
  const users: UserSlot[] = [];
  for (const { account, password, compartments } of wish.users) {
    if (users.some((user) => user.id === accountToSlotId(home, account)))
      throw new Error('an account stands twice');
    users.push(await createUserSlot(deps, home, account, password, keyring, compartments));
  }
  const recovery = createRecovery(deps, home, keyring, wish.recovery ?? { shares: 3, threshold: 2 });
  const keyFile: KeyFile = {
    format: keyFileFormat,
    id: home.id,
    office: { id: wish.office.id, name: wish.office.name },
    revision: 1,
    epoch: keyring.epoch,
    accountSalt: home.accountSalt,
    previous: [],
    slots: [...users, recovery.slot],
  };
  return { keyFile, recoveryShares: recovery.texts };
}

async function writeFirst(
  deps: VaultDeps,
  keyring: Keyring,
  wish: NewVault,
  keyFile: KeyFile,
): Promise<StoredKeyFile> {
  let stored: StoredKeyFile | undefined;
  await writeKeyFiles(deps.files, wish.folder, keyFile, currentMaster(keyring), async (readBack) => {
    stored = readBack;
    for (const { account, password } of wish.users) await unlock(deps, readBack, account, password);
    return true;
  });
  if (!stored) throw new Error(`${join(wish.folder, 'vault.json')} was not read back`);
  return stored;
}
