import { bitString, childrenOf, expectBytes, explicit, integer, sequence, TAG } from '../der.ts';
import { bytesToPem, pemToBytes, sha256Hex } from '../bytes.ts';
import { malformed } from '../malformed.ts';
import { ALGORITHM } from '../oids.ts';
import { importPublicKey, isStructureSigned, parseSigned, signStructure } from './keys.ts';
import type { KeyPair } from './keys.ts';
import { encodeOfficeName, parseOfficeName } from './office-name.ts';
import type { OfficeName } from './office-name.ts';

/** A PKCS#10 certification request as an office hands it to the city. */
export interface EnrolmentRequest {
  readonly office: OfficeName;
  readonly publicKey: Uint8Array;
  /** SHA-256 of the request, hex; read out by telephone before the city issues. */
  readonly fingerprint: string;
}

const pemLabel = 'CERTIFICATE REQUEST';

/** PEM text of a request signed with the key it asks a certificate for. */
export function createRequest(office: OfficeName, keys: KeyPair): string {
  const body = encodeBody(office, keys.publicKey);
  const signature = bitString(signStructure(body, keys.privateKeyPem));
  return bytesToPem(pemLabel, sequence(body, ALGORITHM.sha256WithRsa, signature));
}

/** Takes only what {@link createRequest} writes, and checks that the sender holds the key. Throws MalformedError. */
export function parseRequest(pem: string): EnrolmentRequest {
  if (pem.length > 16_384) malformed('request too long');
  const der = pemToBytes(pemLabel, pem);
  const { body, signature } = parseSigned(der);
  const [, subject, spki] = childrenOf(body, TAG.sequence, 4);
  const office = parseOfficeName(subject);
  if (!spki) return malformed('request without key');
  const key = importPublicKey(spki.bytes);
  expectBytes(body, encodeBody(office, spki.bytes));
  if (!isStructureSigned(body.bytes, signature, key)) malformed('request not signed by its key');
  return { office, publicKey: spki.bytes, fingerprint: sha256Hex(der) };
}

function encodeBody(office: OfficeName, publicKey: Uint8Array): Uint8Array {
  return sequence(integer(0), encodeOfficeName(office), publicKey, explicit(0));
}
