/** Opening a slot by password, with the same work and the same answer for a wrong password and an unknown account. */
import type { KeyPair } from './crypto.ts';
import { hmac } from './crypto.ts';
import { base64, fromBase64, utf8 } from './bytes.ts';
import { refuseTampered, refuseWrongPassword } from './failures.ts';
import type { Slot, StoredKeyFile, UserSlot } from './key-file.ts';
import type { Keyring } from './keyring.ts';
import type { KdfDep } from './password.ts';
import { accountToSlotId, openKeyring, openUserSlot } from './slot.ts';

export interface Unlocked {
  readonly slot: Slot;
  readonly keyring: Keyring;
}

/** Throws ExpectedError `WrongPassword`, `VaultTampered`, or `VaultDamaged` (parameters out of bounds). */
export async function unlock(
  deps: KdfDep,
  stored: StoredKeyFile,
  account: string,
  password: string,
): Promise<Unlocked> {
  const { keyFile } = stored;
  const id = accountToSlotId(keyFile, account);
  const users = keyFile.slots.filter((slot) => slot.kind === 'user');
  const slot = users.find((user) => user.id === id);
  const tried = slot ?? decoy(stored, id, users[0]);
  const pair = tried && (await openUserSlot(deps, keyFile, tried, password));
  if (!pair || !slot) return refuseWrongPassword();
  return { slot, keyring: toKeyring(stored, slot, pair) };
}

/** The slot opened, so a key file that does not fit it has been changed. */
export function toKeyring(stored: StoredKeyFile, slot: Slot, pair: KeyPair): Keyring {
  return openKeyring(stored, slot, pair) ?? refuseTampered();
}

/** A slot like the others that no password opens. */
function decoy(stored: StoredKeyFile, id: string, model: UserSlot | undefined): UserSlot | undefined {
  const salt = hmac(fromBase64(stored.keyFile.accountSalt), utf8(`decoy/${id}`)).subarray(0, 16);
  return model && { ...model, id, salt: base64(salt) };
}
