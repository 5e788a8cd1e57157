/** The recovery slot: made together with the shares that open it, put into the key file, and tried with them. */
import type { RecoveryTerms } from './api.ts';
import { allCompartments } from '../../domain/register.ts';
import { fromBase64, hex } from './bytes.ts';
import { keyBytes } from './crypto.ts';
import type { VaultDeps } from './deps.ts';
import { hasKeyOf } from './key-file.ts';
import type { KeyFile, RecoverySlot, Slot, StoredKeyFile } from './key-file.ts';
import { dropKeys } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { formatShare, recoverSecret } from './recovery-sheet.ts';
import { splitSecret } from './shamir.ts';
import { createRecoverySlot, openRecoverySlot, sealKeys } from './slot.ts';
import { toKeyring } from './unlock.ts';

/** A recovery slot holding every key of `keyring`, and the share texts that open it. */
export function createRecovery(
  deps: VaultDeps,
  home: Pick<KeyFile, 'id' | 'accountSalt'>,
  keyring: Keyring,
  { shares, threshold }: RecoveryTerms,
): { readonly slot: Slot; readonly texts: string[] } {
  const secret = deps.bytes(keyBytes);
  const set = hex(deps.bytes(3));
  const slot = createRecoverySlot(deps, home, secret, { set, shares, threshold }, keyring);
  const texts = splitSecret(deps, secret, shares, threshold).map((share) =>
    formatShare({ set, threshold, ...share }),
  );
  secret.fill(0);
  return { slot, texts };
}

/** The key file with `slot` in place of its recovery slot; a re-key since the slot was made changes nothing. */
export function withRecovery(deps: VaultDeps, keyFile: KeyFile, keyring: Keyring, slot: Slot): KeyFile {
  const { master } = sealKeys(deps, keyFile, slot.id, fromBase64(slot.publicKey), keyring, []);
  const users = keyFile.slots.filter((other) => other.kind === 'user');
  return { ...keyFile, slots: [...users, { ...slot, master }] };
}

export function findRecovery(keyFile: KeyFile): RecoverySlot | undefined {
  return keyFile.slots.find((slot): slot is RecoverySlot => slot.kind === 'recovery');
}

/** The keys that `shares` open. Throws as {@link recoverSecret}; undefined when the shares are of another sheet. */
export function openWithShares(stored: StoredKeyFile, shares: readonly string[]): Keyring | undefined {
  const slot = findRecovery(stored.keyFile);
  if (!slot) return undefined;
  const secret = recoverSecret(shares, slot.set, slot.threshold);
  const pair = openRecoverySlot(stored.keyFile, slot, secret);
  secret.fill(0);
  return pair && toKeyring(stored, slot, pair);
}

/** Whether the shares open everything in a key file read back from the disk. */
export function opensWith(stored: StoredKeyFile, shares: readonly string[]): boolean {
  const keyring = openWithShares(stored, shares);
  const whole =
    keyring !== undefined &&
    allCompartments.every(
      (compartment) => keyring.compartments.has(compartment) || !hasKeyOf(stored.keyFile, compartment),
    );
  if (keyring) dropKeys(keyring);
  return whole;
}
