/**
 * The few primitives the vault is built from: AES-256-GCM, HKDF-SHA256, HMAC-SHA256 and ECDH on P-256. All of them
 * exist in Electron's BoringSSL; nothing else may be used in this folder.
 */
import { createCipheriv, createDecipheriv, createECDH, createHash, createHmac, hkdfSync } from 'node:crypto';
import type { RandomDep } from '../deps.ts';
import { utf8 } from './bytes.ts';

export const keyBytes = 32;
export const nonceBytes = 12;
export const tagBytes = 16;
const publicKeyBytes = 65;

/** For keys that seal exactly one message in their life. */
export const onlyNonce = Buffer.alloc(nonceBytes);

/** One key per purpose: `info` names the purpose, `salt` the object (a file id, a slot). */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, utf8(info), keyBytes));
}

export function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Ciphertext followed by the 16-byte tag. */
export function seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(aad);
  const body = cipher.update(plain);
  const rest = cipher.final();
  return Buffer.concat([body, rest, cipher.getAuthTag()]);
}

/** The plain bytes, or undefined when anything (key, nonce, aad, ciphertext, tag) does not belong together. */
export function unseal(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Buffer | undefined {
  if (sealed.length < tagBytes) return undefined;
  const split = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(split));
  const body = decipher.update(sealed.subarray(0, split));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return body;
}

/**
 * A nonce that repeats only if the message repeats too, even when a copied machine repeats its random numbers:
 * a keyed digest of fresh randomness and of the message itself.
 */
export function hedgedNonce(
  deps: RandomDep,
  nonceKey: Uint8Array,
  aad: Uint8Array,
  plain: Uint8Array,
): Buffer {
  return hmac(nonceKey, deps.bytes(16), aad, plain).subarray(0, nonceBytes);
}

export interface KeyPair {
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
}

export function createKeyPair(deps: RandomDep): KeyPair {
  for (;;) {
    const pair = keyPairFromPrivate(Buffer.from(deps.bytes(keyBytes)));
    if (pair) return pair;
  }
}

/** Undefined for the (one in 2^32) numbers that are no private key of the curve. */
export function keyPairFromPrivate(privateKey: Buffer): KeyPair | undefined {
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(privateKey);
    return { privateKey, publicKey: curve.getPublicKey() };
  } catch {
    return undefined;
  }
}

/** Seals to whoever holds the private key: ephemeral public key (65 bytes), ciphertext, tag. */
export function sealTo(deps: RandomDep, publicKey: Buffer, context: string, plain: Uint8Array): Buffer {
  const ephemeral = createKeyPair(deps);
  const key = agree(ephemeral.privateKey, publicKey, [ephemeral.publicKey, publicKey], context);
  return Buffer.concat([ephemeral.publicKey, seal(key, onlyNonce, utf8(context), plain)]);
}

export function unsealWith(pair: KeyPair, context: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < publicKeyBytes + tagBytes) return undefined;
  const ephemeral = sealed.subarray(0, publicKeyBytes);
  try {
    const key = agree(pair.privateKey, ephemeral, [ephemeral, pair.publicKey], context);
    return unseal(key, onlyNonce, utf8(context), sealed.subarray(publicKeyBytes));
  } catch {
    return undefined;
  }
}

function agree(privateKey: Buffer, publicKey: Buffer, salt: readonly Buffer[], context: string): Buffer {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return deriveKey(curve.computeSecret(publicKey), Buffer.concat(salt), `lianxun/1/seal/${context}`);
}
