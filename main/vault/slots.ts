/** Changing who may open the vault. Changes run one after the other; each is opened from the disk before it counts. */
import { allCompartments, type Compartment } from '../../domain/register.ts';
import type { Announce, NewRecovery, RecoveryTerms, SlotStore, Witness } from './api.ts';
import { base64, fromBase64 } from './bytes.ts';
import { keyBytes, sealTo } from './crypto.ts';
import {
  refuseAccountExists,
  refuseAccountMissing,
  refuseCompartment,
  refuseLastHolder,
  refusePasswordEmpty,
  refusePoisoned,
  refuseReadOnly,
  refuseWrite,
} from './failures.ts';
import { blindToken, openField } from './fields.ts';
import { hasKeyOf, keyFileFormat, writeKeyFiles } from './key-file.ts';
import type { KeyFile, Slot, StoredKeyFile, UserSlot } from './key-file.ts';
import { currentMaster, dropKeys } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { createRecovery, opensWith, withRecovery } from './recovery.ts';
import { accountToSlotId, createUserSlot, sealContext, sealKeys, sealPrevious } from './slot.ts';
import type { VaultDeps } from './deps.ts';
import type { Store } from './store.ts';
import { unlock } from './unlock.ts';

export interface SlotContext {
  readonly store: Store;
  stored: StoredKeyFile;
  /** The end of the last change; the next one waits for it. */
  queue: Promise<unknown>;
  readonly takeSnapshot: () => Promise<void>;
  /** What this session holds; grows when it takes part in the making of a key. */
  readonly compartments: Set<Compartment>;
}

/** Runs one edit after the others and writes what it makes of the key file. */
type Change = <T>(edit: () => Promise<Edit & { readonly result: T }>) => Promise<T>;

type Edit = {
  readonly keyFile: KeyFile;
  /** Proves on what was read back that the change does what it should. */
  readonly check?: (readBack: StoredKeyFile) => Promise<boolean> | boolean;
};

export function createSlotStore(context: SlotContext): SlotStore {
  const { deps } = context.store;
  const change: Change = (edit) =>
    inTurn(context, async () => {
      const { result, ...next } = await edit();
      await write(context, next);
      return result;
    });
  return {
    list: () =>
      context.stored.keyFile.slots.map(({ id, kind, compartments }) => ({
        id,
        kind,
        compartments: allCompartments.filter((compartment) => compartments[compartment] !== undefined),
      })),
    add: (account, password, compartments) => change(() => add(context, account, password, compartments)),
    mark: (account) => {
      const id = account === null ? undefined : accountToSlotId(context.stored.keyFile, account);
      const isWanted = (slot: Slot): boolean =>
        id === undefined ? slot.kind === 'recovery' : slot.id === id;
      return context.stored.keyFile.slots.find(isWanted)?.publicKey;
    },
    changePassword: (account, current, next, announce) =>
      change(() => changePassword(context, account, current, next, announce)),
    reset: (account, password, compartments, announce) =>
      change(async () => {
        const old = findUser(context, account);
        const { keyring } = context.store;
        const slot = await userSlot(deps, context, account, password, keyring, compartments);
        announce?.();
        return { ...replaced(context, old, slot), check: opens(deps, account, password), result: undefined };
      }),
    remove: (account) =>
      change(async () => ({
        ...replaced(context, findUser(context, account), undefined),
        result: undefined,
      })),
    grant: (account, compartment) =>
      change(async () => ({
        ...granted(context, context.store.keyring, account, compartment),
        result: undefined,
      })),
    revoke: (account, compartment) =>
      change(async () => {
        const old = findUser(context, account);
        const { [compartment]: _revoked, ...compartments } = old.compartments;
        return { ...replaced(context, old, { ...old, compartments }), result: undefined };
      }),
    missingKeys: () =>
      allCompartments.filter((compartment) => !hasKeyOf(context.stored.keyFile, compartment)),
    makeKey: (compartment, accounts, own, announce) =>
      inTurn(context, () => makeKey(context, compartment, accounts, own, announce)),
    openWitness: (account, password) => openWitness(context, account, password, change),
    rekey: () => inTurn(context, () => rekey(context)),
  };
}

async function add(
  context: SlotContext,
  account: string,
  password: string,
  compartments: readonly Compartment[],
): Promise<Edit & { readonly result: string }> {
  const { deps, keyring } = context.store;
  const { keyFile } = context.stored;
  const id = accountToSlotId(keyFile, account);
  if (keyFile.slots.some((slot) => slot.id === id)) refuseAccountExists();
  const slot = await userSlot(deps, context, account, password, keyring, compartments);
  const next = { ...keyFile, slots: [...keyFile.slots, slot] };
  return { keyFile: next, check: opens(deps, account, password), result: id };
}

/** A new key pair as well, so that whoever had the old password and an old file gets nothing new. */
async function changePassword(
  context: SlotContext,
  account: string,
  current: string,
  next: string,
  announce?: () => void,
): Promise<Edit & { readonly result: undefined }> {
  const { deps } = context.store;
  const { slot: old, keyring } = await unlock(deps, context.stored, account, current);
  const slot = await userSlot(deps, context, account, next, keyring, [...keyring.compartments.keys()]);
  dropKeys(keyring);
  announce?.();
  return { ...replaced(context, old, slot), check: opens(deps, account, next), result: undefined };
}

async function openWitness(
  context: SlotContext,
  account: string,
  password: string,
  change: Change,
): Promise<Witness> {
  const { keyring } = await unlock(context.store.deps, context.stored, account, password);
  const compartments = new Set(keyring.compartments.keys());
  let released = false;
  return {
    compartments,
    openField: (compartment, where, sealed) => openField(keyring, compartment, where, sealed),
    blindToken: (compartment, text) => blindToken(keyring, compartment, text),
    grant: (receiver, compartment) =>
      change(async () => {
        if (released) throw new Error('the witness has been released');
        return { ...granted(context, keyring, receiver, compartment), result: undefined };
      }),
    newRecovery: (terms) => newRecovery(context, keyring, terms, change),
    release: () => {
      released = true;
      compartments.clear();
      dropKeys(keyring);
    },
  };
}

/**
 * A new key, sealed to the recovery slot and to those of `accounts` that have a slot; nobody need be present, because
 * every slot shows its public key.
 */
async function makeKey(
  context: SlotContext,
  compartment: Compartment,
  accounts: readonly string[],
  own: string | null,
  announce: Announce,
): Promise<void> {
  const { store, stored } = context;
  const { keyFile } = stored;
  if (hasKeyOf(keyFile, compartment)) throw new Error(`${compartment} has a key already`);
  const key = Buffer.from(store.deps.bytes(keyBytes));
  const receivers = new Set(accounts.map((account) => accountToSlotId(keyFile, account)));
  const slots = keyFile.slots.map((slot) => {
    if (slot.kind !== 'recovery' && !receivers.has(slot.id)) return slot;
    const where = sealContext(keyFile, slot.id, compartment);
    const sealed = base64(sealTo(store.deps, fromBase64(slot.publicKey), where, key));
    return { ...slot, compartments: { ...slot.compartments, [compartment]: sealed } };
  });
  announce();
  await write(context, { keyFile: { ...keyFile, format: keyFileFormat, slots } });
  if (own === null || accounts.includes(own)) {
    const compartments = new Map([...store.keyring.compartments, [compartment, key]]);
    store.keyring = { ...store.keyring, compartments };
    context.compartments.add(compartment);
  } else key.fill(0);
}

/** Sealed while the holder's keys are there; what is sealed is put into the file when the paper is safe. */
function newRecovery(
  context: SlotContext,
  holder: Keyring,
  terms: RecoveryTerms,
  change: Change,
): NewRecovery {
  const { deps } = context.store;
  if (allCompartments.some((compartment) => !holder.compartments.has(compartment))) refuseCompartment();
  const { slot, texts } = createRecovery(deps, context.stored.keyFile, holder, terms);
  return {
    shares: texts,
    enact: (announce) =>
      change(() => {
        announce();
        const { keyring } = context.store;
        const keyFile = withRecovery(deps, context.stored.keyFile, keyring, slot);
        return Promise.resolve({
          keyFile,
          check: (readBack) => opensWith(readBack, texts),
          result: undefined,
        });
      }),
  };
}

async function rekey(context: SlotContext): Promise<void> {
  const { store } = context;
  const { keyFile } = context.stored;
  const epoch = keyFile.epoch + 1;
  const masters = new Map([...store.keyring.masters, [epoch, Buffer.from(store.deps.bytes(keyBytes))]]);
  const keyring = { ...store.keyring, epoch, masters };
  const slots = keyFile.slots.map((slot) => ({
    ...slot,
    master: sealKeys(store.deps, keyFile, slot.id, fromBase64(slot.publicKey), keyring, []).master,
  }));
  await write(
    context,
    { keyFile: { ...keyFile, epoch, previous: sealPrevious(keyFile, keyring), slots } },
    keyring,
  );
  store.keyring = keyring;
  await context.takeSnapshot();
}

async function write(context: SlotContext, edit: Edit, keyring = context.store.keyring): Promise<void> {
  const { store } = context;
  if (store.poisoned) refusePoisoned();
  if (store.readOnly) refuseReadOnly();
  const next = { ...edit.keyFile, revision: context.stored.keyFile.revision + 1 };
  try {
    await writeKeyFiles(store.deps.files, store.folder, next, currentMaster(keyring), async (readBack) => {
      context.stored = readBack;
      return edit.check ? await edit.check(readBack) : true;
    });
  } catch (error) {
    store.poisoned = true;
    refuseWrite(error);
  }
}

function granted(context: SlotContext, holder: Keyring, account: string, compartment: Compartment): Edit {
  const old = findUser(context, account);
  const key = holder.compartments.get(compartment) ?? refuseCompartment();
  const { keyFile } = context.stored;
  const where = sealContext(keyFile, old.id, compartment);
  const sealed = base64(sealTo(context.store.deps, fromBase64(old.publicKey), where, key));
  return replaced(context, old, { ...old, compartments: { ...old.compartments, [compartment]: sealed } });
}

/** The key file with one slot replaced or removed, if everything can still be opened by someone. */
function replaced(context: SlotContext, old: Slot, slot: Slot | undefined): Edit {
  const { keyFile } = context.stored;
  const slots = keyFile.slots.flatMap((other) => (other.id === old.id ? (slot ?? []) : other));
  const next = { ...keyFile, slots };
  const isLost = (compartment: Compartment): boolean =>
    hasKeyOf(keyFile, compartment) && !hasKeyOf(next, compartment);
  if (!slots.some((other) => other.kind === 'user') || allCompartments.some(isLost)) refuseLastHolder();
  return { keyFile: next };
}

function findUser(context: SlotContext, account: string): UserSlot {
  const id = accountToSlotId(context.stored.keyFile, account);
  const slot = context.stored.keyFile.slots.find((other) => other.id === id);
  return slot?.kind === 'user' ? slot : refuseAccountMissing();
}

async function userSlot(
  deps: VaultDeps,
  context: SlotContext,
  account: string,
  password: string,
  keyring: Keyring,
  compartments: readonly Compartment[],
): Promise<UserSlot> {
  if (password === '') refusePasswordEmpty();
  return await createUserSlot(deps, context.stored.keyFile, account, password, keyring, compartments);
}

function opens(
  deps: VaultDeps,
  account: string,
  password: string,
): (readBack: StoredKeyFile) => Promise<boolean> {
  return async (readBack) => {
    const { keyring } = await unlock(deps, readBack, account, password);
    dropKeys(keyring);
    return true;
  };
}

function inTurn<T>(context: SlotContext, work: () => Promise<T>): Promise<T> {
  const result = context.queue.then(work);
  context.queue = result.catch(() => undefined);
  return result;
}
