/**
 * One key slot: a key pair whose private half is wrapped by a password (Argon2id) or by the recovery secret, and the
 * master and compartment keys sealed to its public half. So keys can be granted to a user who is not present.
 */
import { allCompartments, type Compartment } from '../../domain/register.ts';
import type { RandomDep } from '../deps.ts';
import { base64, fromBase64, hex, utf8 } from './bytes.ts';
import {
  createKeyPair,
  deriveKey,
  hmac,
  keyBytes,
  keyPairFromPrivate,
  onlyNonce,
  seal,
  sealTo,
  unseal,
  unsealWith,
} from './crypto.ts';
import type { KeyPair } from './crypto.ts';
import { refuseCompartment } from './failures.ts';
import { isAuthentic } from './key-file.ts';
import type { KeyFile, Slot, StoredKeyFile, UserSlot } from './key-file.ts';
import { currentMaster } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { passwordToKey, standardKdf } from './password.ts';
import type { KdfDep, KdfParameters } from './password.ts';

/** What a slot is bound to: the vault and itself. */
export type SlotHome = Pick<KeyFile, 'id' | 'accountSalt'>;

/** The account name never stands in the file, only this salted digest of it. */
export function accountToSlotId(home: SlotHome, account: string): string {
  return hex(hmac(fromBase64(home.accountSalt), utf8(account.normalize('NFC'))).subarray(0, 16));
}

export async function createUserSlot(
  deps: RandomDep & KdfDep,
  home: SlotHome,
  account: string,
  password: string,
  keyring: Keyring,
  compartments: readonly Compartment[],
): Promise<UserSlot> {
  const pair = createKeyPair(deps);
  const id = accountToSlotId(home, account);
  const wrapped = await wrapPrivateKey(deps, home, id, pair, password);
  return { kind: 'user', id, ...wrapped, ...sealKeys(deps, home, id, pair.publicKey, keyring, compartments) };
}

/** The parts of a user slot that follow from the password. */
export async function wrapPrivateKey(
  deps: RandomDep & KdfDep,
  home: SlotHome,
  id: string,
  pair: KeyPair,
  password: string,
): Promise<Pick<UserSlot, 'kdf' | 'salt' | 'publicKey' | 'privateKey'>> {
  const kdf = deps.kdf ?? standardKdf;
  const salt = deps.bytes(16);
  const key = await passwordToKey(deps, password, salt, kdf);
  const publicKey = base64(pair.publicKey);
  const aad = wrapContext(home, id, publicKey, kdf);
  const privateKey = base64(seal(wrapKey(key, salt), onlyNonce, aad, pair.privateKey));
  return { kdf, salt: base64(salt), publicKey, privateKey };
}

/** The parts of any slot that are sealed to its public key. */
export function sealKeys(
  deps: RandomDep,
  home: SlotHome,
  id: string,
  publicKey: Buffer,
  keyring: Keyring,
  compartments: readonly Compartment[],
): Pick<Slot, 'master' | 'compartments'> {
  const sealed: Slot['compartments'] = {};
  for (const compartment of compartments) {
    const key = keyring.compartments.get(compartment) ?? refuseCompartment();
    sealed[compartment] = base64(sealTo(deps, publicKey, sealContext(home, id, compartment), key));
  }
  const master = currentMaster(keyring);
  return {
    master: base64(sealTo(deps, publicKey, sealContext(home, id, `master/${keyring.epoch}`), master)),
    compartments: sealed,
  };
}

/** The slot's key pair, or undefined when the password is wrong. */
export async function openUserSlot(
  deps: KdfDep,
  home: SlotHome,
  slot: UserSlot,
  password: string,
): Promise<KeyPair | undefined> {
  const salt = fromBase64(slot.salt);
  const key = await passwordToKey(deps, password, salt, slot.kdf);
  return unwrap(slot, wrapKey(key, salt), wrapContext(home, slot.id, slot.publicKey, slot.kdf));
}

export interface RecoveryTerms {
  readonly set: string;
  readonly shares: number;
  readonly threshold: number;
}

export function createRecoverySlot(
  deps: RandomDep,
  home: SlotHome,
  secret: Uint8Array,
  terms: RecoveryTerms,
  keyring: Keyring,
): Slot {
  const pair = createKeyPair(deps);
  const id = hex(deps.bytes(16));
  const salt = deps.bytes(16);
  const publicKey = base64(pair.publicKey);
  const aad = recoveryContext(home, id, publicKey, terms);
  const privateKey = base64(seal(wrapKey(secret, salt), onlyNonce, aad, pair.privateKey));
  const keys = sealKeys(deps, home, id, pair.publicKey, keyring, [...keyring.compartments.keys()]);
  return { kind: 'recovery', id, ...terms, salt: base64(salt), publicKey, privateKey, ...keys };
}

export function openRecoverySlot(
  home: SlotHome,
  slot: Extract<Slot, { kind: 'recovery' }>,
  secret: Uint8Array,
): KeyPair | undefined {
  const aad = recoveryContext(home, slot.id, slot.publicKey, slot);
  return unwrap(slot, wrapKey(secret, fromBase64(slot.salt)), aad);
}

/** The keys a slot gives, or undefined when the file does not carry what the tag promises. */
export function openKeyring(stored: StoredKeyFile, slot: Slot, pair: KeyPair): Keyring | undefined {
  const { keyFile } = stored;
  const context = sealContext(keyFile, slot.id, `master/${keyFile.epoch}`);
  const master = unsealWith(pair, context, fromBase64(slot.master));
  if (!master || !isAuthentic(stored, master)) return undefined;
  const masters = new Map([[keyFile.epoch, master]]);
  for (const { epoch, sealed } of keyFile.previous) {
    const earlier = unseal(previousKey(master, epoch), onlyNonce, utf8(keyFile.id), fromBase64(sealed));
    if (!earlier) return undefined;
    masters.set(epoch, earlier);
  }
  const compartments = new Map<Compartment, Buffer>();
  for (const compartment of allCompartments) {
    const sealed = slot.compartments[compartment];
    if (sealed === undefined) continue;
    const key = unsealWith(pair, sealContext(keyFile, slot.id, compartment), fromBase64(sealed));
    if (!key) return undefined;
    compartments.set(compartment, key);
  }
  const vaultId = Buffer.from(keyFile.id, 'hex');
  return { vaultId, epoch: keyFile.epoch, masters, compartments, derived: new Map() };
}

/** Earlier master keys, sealed under the present one of `keyring`. */
export function sealPrevious(home: SlotHome, keyring: Keyring): KeyFile['previous'] {
  const master = currentMaster(keyring);
  return [...keyring.masters]
    .filter(([epoch]) => epoch !== keyring.epoch)
    .map(([epoch, earlier]) => ({
      epoch,
      sealed: base64(seal(previousKey(master, epoch), onlyNonce, utf8(home.id), earlier)),
    }));
}

function unwrap(slot: Slot, key: Buffer, aad: Buffer): KeyPair | undefined {
  const privateKey = unseal(key, onlyNonce, aad, fromBase64(slot.privateKey));
  const pair = privateKey?.length === keyBytes ? keyPairFromPrivate(privateKey) : undefined;
  return pair?.publicKey.equals(fromBase64(slot.publicKey)) ? pair : undefined;
}

const wrapKey = (secret: Uint8Array, salt: Uint8Array): Buffer =>
  deriveKey(secret, salt, 'lianxun/1/slot/private-key');

const previousKey = (master: Buffer, epoch: number): Buffer =>
  deriveKey(master, Buffer.alloc(0), `lianxun/1/previous/${epoch}`);

export const sealContext = (home: SlotHome, id: string, what: string): string => `${home.id}/${id}/${what}`;

const wrapContext = (home: SlotHome, id: string, publicKey: string, kdf: KdfParameters): Buffer =>
  utf8(`${home.id}/${id}/${publicKey}/argon2id/${kdf.memoryKiB}/${kdf.passes}/${kdf.lanes}`);

const recoveryContext = (home: SlotHome, id: string, publicKey: string, terms: RecoveryTerms): Buffer =>
  utf8(`${home.id}/${id}/${publicKey}/recovery/${terms.set}/${terms.shares}/${terms.threshold}`);
