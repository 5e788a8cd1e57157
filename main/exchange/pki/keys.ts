import { createPrivateKey, createPublicKey, generateKeyPair, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { bitsOf, childrenOf, expectBytes, integer, parseDer, TAG, unsignedOf } from '../der.ts';
import { malformed } from '../malformed.ts';
import { ALGORITHM } from '../oids.ts';

/** Key size floor, bits. GM/T offices that need SM2 replace this file; see docs/package-format.md. */
export const minimumModulusBits = 3072;
const maximumModulusBits = 8192;

export interface KeyPair {
  /** PKCS#8 PEM, unencrypted: it belongs into the vault and nowhere else. */
  readonly privateKeyPem: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
}

/** A new RSA key pair, made off the main thread (about a second). */
export async function createKeyPair(): Promise<KeyPair> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: minimumModulusBits,
    publicExponent: 0x10001,
  });
  return {
    privateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })),
  };
}

export function publicKeyOf(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }));
}

/**
 * Imports a SubjectPublicKeyInfo: RSA, 3072 to 8192 bits, exponent 65537. The bytes are checked before any library
 * sees them. Throws MalformedError.
 */
export function importPublicKey(spki: Uint8Array): KeyObject {
  const [algorithm, bits] = childrenOf(parseDer(spki), TAG.sequence, 2);
  expectBytes(algorithm, ALGORITHM.rsaKey);
  const [modulusNode, exponentNode] = childrenOf(parseDer(bitsOf(bits)), TAG.sequence, 2);
  const modulus = unsignedOf(modulusNode);
  const size = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (size < minimumModulusBits || size > maximumModulusBits) malformed(`RSA key of ${size} bits`);
  if (((modulus[modulus.length - 1] ?? 0) & 1) === 0) malformed('even modulus');
  expectBytes(exponentNode, integer(0x10001));
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

/** sha256WithRSAEncryption, as certificates, requests and revocation lists are signed. */
export function signStructure(body: Uint8Array, privateKeyPem: string): Uint8Array {
  return new Uint8Array(sign('sha256', body, createPrivateKey(privateKeyPem)));
}

export function isStructureSigned(body: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  return verify('sha256', body, key, signature);
}

/** `SEQUENCE { body, sha256WithRSAEncryption, BIT STRING signature }` taken apart; throws MalformedError. */
export function parseSigned(der: Uint8Array): {
  readonly body: ReturnType<typeof parseDer>;
  readonly signature: Uint8Array;
} {
  const [body, algorithm, signature] = childrenOf(parseDer(der), TAG.sequence, 3);
  expectBytes(algorithm, ALGORITHM.sha256WithRsa);
  if (!body) return malformed('empty structure');
  return { body, signature: bitsOf(signature) };
}
