/** CMS AuthEnvelopedData (RFC 5083): the outer layer of a package. Header, ciphertext, 16-byte tag; all of it DER. */
import { constants, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { concatBytes, equalBytes, sha256Hex } from '../bytes.ts';
import {
  childrenOf,
  derHeader,
  expectBytes,
  expectTag,
  integer,
  octetString,
  parseDer,
  readDerHeader,
  sequence,
  setOf,
  TAG,
} from '../der.ts';
import { malformed } from '../malformed.ts';
import { ALGORITHM, gcmAlgorithm, OID } from '../oids.ts';
import { issuerAndSerial } from '../pki/certificate.ts';
import type { OfficeCertificate } from '../pki/certificate.ts';

export const nonceBytes = 12;
export const tagBytes = 16;
/** The header of the largest package (64 recipients, RSA-8192) stays below this. */
export const maximumHeaderBytes = 131_072;
const maximumRecipients = 64;
const trailerBytes = 2 + tagBytes;

export interface RecipientInfo {
  /** IssuerAndSerialNumber, DER. */
  readonly id: Uint8Array;
  readonly encryptedKey: Uint8Array;
}

export interface Envelope {
  readonly recipients: readonly RecipientInfo[];
  readonly nonce: Uint8Array;
  readonly contentOffset: number;
  readonly contentLength: number;
  /**
   * SHA-256 over recipient infos and nonce. CMS authenticates neither; our manifest, signed inside, repeats this value,
   * so nobody can re-address a package or change a key block that another recipient needs.
   */
  readonly binding: string;
}

/** The file is shorter than its own header says: pulled out too early or copied in part. */
export class TruncatedError extends Error {}

/** RecipientInfos as DER: one RSA-OAEP block per certificate. */
export function encodeRecipients(
  contentKey: Uint8Array,
  recipients: readonly OfficeCertificate[],
): Uint8Array {
  return setOf(
    ...recipients.map((certificate) =>
      sequence(
        integer(0),
        issuerAndSerial(certificate),
        ALGORITHM.oaep,
        octetString(publicEncrypt({ key: certificate.key, ...oaep }, contentKey)),
      ),
    ),
  );
}

export function envelopeBinding(recipientInfos: Uint8Array, nonce: Uint8Array): string {
  return sha256Hex(recipientInfos, gcmAlgorithm(nonce));
}

/** Everything before the ciphertext of `contentLength` bytes. */
export function encodeEnvelopeHeader(
  recipientInfos: Uint8Array,
  nonce: Uint8Array,
  contentLength: number,
): Uint8Array {
  const content = concatBytes(OID.data, gcmAlgorithm(nonce), derHeader(0x80, contentLength));
  const contentInfo = concatBytes(derHeader(TAG.sequence, content.length + contentLength), content);
  const body = concatBytes(integer(0), recipientInfos, contentInfo);
  const enveloped = concatBytes(derHeader(TAG.sequence, body.length + contentLength + trailerBytes), body);
  const wrapped = concatBytes(derHeader(0xa0, enveloped.length + contentLength + trailerBytes), enveloped);
  const outer = concatBytes(OID.authEnvelopedData, wrapped);
  return concatBytes(derHeader(TAG.sequence, outer.length + contentLength + trailerBytes), outer);
}

/** Everything after the ciphertext. */
export const encodeEnvelopeTrailer = (tag: Uint8Array) => octetString(tag);

/**
 * Reads the header from the first bytes of a file of `fileSize` bytes. Only what {@link encodeEnvelopeHeader} writes is
 * taken. Throws {@link TruncatedError} when the file ends early, MalformedError otherwise.
 */
export function parseEnvelopeHeader(prefix: Uint8Array, fileSize: number): Envelope {
  const cursor = createCursor(prefix);
  const outer = cursor.enter(TAG.sequence);
  if (outer.end > fileSize) throw new TruncatedError();
  if (outer.end < fileSize) malformed('bytes after the package');
  cursor.skip(OID.authEnvelopedData);
  cursor.enter(0xa0);
  cursor.enter(TAG.sequence);
  cursor.skip(integer(0));
  const infos = cursor.take(TAG.set);
  cursor.enter(TAG.sequence);
  cursor.skip(OID.data);
  const nonce = parseNonce(cursor.take(TAG.sequence));
  const content = cursor.enter(0x80);
  const header = prefix.subarray(0, cursor.position());
  if (content.end + trailerBytes !== fileSize) malformed('content length');
  const contentLength = content.end - header.length;
  if (!equalBytes(header, encodeEnvelopeHeader(infos, nonce, contentLength)))
    malformed('envelope not canonical');
  return {
    recipients: parseRecipients(infos),
    nonce,
    contentOffset: header.length,
    contentLength,
    binding: envelopeBinding(infos, nonce),
  };
}

/** The tag from the last 18 bytes of the file. */
export function parseEnvelopeTrailer(suffix: Uint8Array): Uint8Array {
  const node = expectTag(parseDer(suffix), TAG.octetString);
  if (node.content.length !== tagBytes) malformed('tag length');
  return node.content;
}

/** The content key sealed for this certificate, or undefined when the package is not addressed to it. */
export function unwrapContentKey(
  envelope: Envelope,
  certificate: OfficeCertificate,
  privateKey: KeyObject,
): Uint8Array | undefined {
  const id = issuerAndSerial(certificate);
  const info = envelope.recipients.find((recipient) => equalBytes(recipient.id, id));
  return info && unwrapKeyBlock(info.encryptedKey, privateKey);
}

/** Throws MalformedError when the block does not open under this key. */
export function unwrapKeyBlock(encryptedKey: Uint8Array, privateKey: KeyObject): Uint8Array {
  let key: Uint8Array;
  try {
    key = privateDecrypt({ key: privateKey, ...oaep }, encryptedKey);
  } catch {
    return malformed('key block does not open');
  }
  return key.length === 32 ? key : malformed('content key length');
}

// ---- internals

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

function parseRecipients(infos: Uint8Array): readonly RecipientInfo[] {
  const nodes = childrenOf(parseDer(infos), TAG.set);
  if (nodes.length === 0 || nodes.length > maximumRecipients) malformed('number of recipients');
  const recipients = nodes.map((node) => {
    const [version, id, algorithm, encryptedKey] = childrenOf(node, TAG.sequence, 4);
    expectBytes(version, integer(0));
    expectBytes(algorithm, ALGORITHM.oaep);
    childrenOf(id, TAG.sequence, 2);
    return {
      id: expectTag(id, TAG.sequence).bytes,
      encryptedKey: expectTag(encryptedKey, TAG.octetString).content,
    };
  });
  const ids = new Set(recipients.map((recipient) => sha256Hex(recipient.id)));
  if (ids.size !== recipients.length) malformed('recipient named twice');
  return recipients;
}

function parseNonce(algorithm: Uint8Array): Uint8Array {
  const [, parameters] = childrenOf(parseDer(algorithm), TAG.sequence, 2);
  const nonce = expectTag(childrenOf(parameters, TAG.sequence, 2)[0], TAG.octetString).content;
  if (nonce.length !== nonceBytes) malformed('nonce length');
  if (!equalBytes(algorithm, gcmAlgorithm(nonce))) malformed('content encryption algorithm');
  return nonce;
}

/** Walks nested headers without needing the content they announce. */
export function createCursor(bytes: Uint8Array) {
  let at = 0;
  const header = (tag: number) => {
    const found = readDerHeader(bytes, at);
    if (!found) return malformed('ends inside the header');
    if (found.tag !== tag) malformed(`expected tag ${tag}`);
    return found;
  };
  return {
    position: () => at,
    enter: (tag: number) => {
      const found = header(tag);
      at += found.headerLength;
      return { end: at + found.length };
    },
    take: (tag: number) => {
      const found = header(tag);
      const end = at + found.headerLength + found.length;
      if (end > bytes.length) malformed('header too long');
      const taken = bytes.subarray(at, end);
      at = end;
      return taken;
    },
    skip: (expected: Uint8Array) => {
      if (!equalBytes(bytes.subarray(at, at + expected.length), expected)) malformed('unexpected value');
      at += expected.length;
    },
  };
}
