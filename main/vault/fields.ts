/** Single values sealed under a compartment's key, bound to the record they stand in. */
import type { Compartment } from '../../domain/register.ts';
import type { RandomDep } from '../deps.ts';
import { hex, utf8 } from './bytes.ts';
import { hedgedNonce, hmac, nonceBytes, seal, unseal } from './crypto.ts';
import { refuseFieldDamaged } from './failures.ts';
import { compartmentKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';

const fieldFormat = 1;

/** Format byte, nonce, ciphertext, tag. */
export function sealField(
  deps: RandomDep,
  keyring: Keyring,
  compartment: Compartment,
  context: string,
  plain: Uint8Array,
): Uint8Array {
  const key = compartmentKey(keyring, compartment, 'field');
  const aad = utf8(context);
  const nonce = hedgedNonce(deps, compartmentKey(keyring, compartment, 'field-nonce'), aad, plain);
  return new Uint8Array(Buffer.concat([Buffer.of(fieldFormat), nonce, seal(key, nonce, aad, plain)]));
}

/** Throws ExpectedError `CompartmentClosed`, or `FieldDamaged` when the bytes do not belong to `context`. */
export function openField(
  keyring: Keyring,
  compartment: Compartment,
  context: string,
  sealed: Uint8Array,
): Uint8Array {
  const key = compartmentKey(keyring, compartment, 'field');
  if (sealed[0] !== fieldFormat || sealed.length < 1 + nonceBytes) refuseFieldDamaged();
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  return new Uint8Array(
    unseal(key, nonce, utf8(context), sealed.subarray(1 + nonceBytes)) ?? refuseFieldDamaged(),
  );
}

/** 32 hex digits that are equal exactly when the texts are equal. */
export function blindToken(keyring: Keyring, compartment: Compartment, text: string): string {
  return hex(hmac(compartmentKey(keyring, compartment, 'blind'), utf8(text)).subarray(0, 16));
}
