/** CMS SignedData (RFC 5652): the inner layer of a package, opaque, one RSA-PSS signer with signed attributes. */
import { constants, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { compareBytes, concatBytes, equalBytes } from '../bytes.ts';
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
  time,
  timeOf,
  tlv,
} from '../der.ts';
import type { DerNode } from '../der.ts';
import { malformed } from '../malformed.ts';
import { ALGORITHM, OID } from '../oids.ts';
import { issuerAndSerial, parseOfficeCertificate } from '../pki/certificate.ts';
import type { OfficeCertificate, RootCertificate } from '../pki/certificate.ts';
import { createCursor } from './enveloped.ts';

/** Header and trailer of the largest SignedData stay below this. */
export const maximumSignedHeaderBytes = 128;
export const maximumSignedTrailerBytes = 65_536;

export interface SignedLayout {
  readonly contentOffset: number;
  readonly contentLength: number;
}

export interface SignerStatement {
  readonly certificate: OfficeCertificate;
  /** DER of the certificates that came along beside the signer's. */
  readonly otherCertificates: readonly Uint8Array[];
  readonly messageDigest: Uint8Array;
  readonly signingTime: number;
  /** Whether the signature over the attributes verifies under the certificate's key. */
  readonly verified: boolean;
}

export interface TrailerMaker {
  /** Known before the content is, so that every length can be written first. */
  readonly length: number;
  readonly make: (contentDigest: Uint8Array) => Uint8Array;
}

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

/** Everything before the content. */
export function encodeSignedHeader(contentLength: number, trailerLength: number): Uint8Array {
  const content = concatBytes(derHeader(TAG.octetString, contentLength));
  const wrapped = concatBytes(derHeader(0xa0, content.length + contentLength), content);
  const encapsulated = concatBytes(
    derHeader(TAG.sequence, OID.data.length + wrapped.length + contentLength),
    OID.data,
    wrapped,
  );
  const body = concatBytes(integer(1), setOf(ALGORITHM.sha256), encapsulated);
  const signed = concatBytes(derHeader(TAG.sequence, body.length + contentLength + trailerLength), body);
  const explicit = concatBytes(derHeader(0xa0, signed.length + contentLength + trailerLength), signed);
  const outer = concatBytes(OID.signedData, explicit);
  return concatBytes(derHeader(TAG.sequence, outer.length + contentLength + trailerLength), outer);
}

/** Everything after the content: certificates and the signature. */
export function createTrailerMaker(
  certificate: OfficeCertificate,
  key: KeyObject,
  root: RootCertificate,
  signingTime: number,
): TrailerMaker {
  const certificates = tlv(0xa0, ...[certificate.der, root.der].sort(compareBytes));
  const trailer = (digest: Uint8Array, makeSignature: (attributes: Uint8Array) => Uint8Array) => {
    const attributes = setOf(
      sequence(OID.contentType, setOf(OID.data)),
      sequence(OID.signingTime, setOf(time(signingTime))),
      sequence(OID.messageDigest, setOf(octetString(digest))),
    );
    const signerInfo = sequence(
      integer(1),
      issuerAndSerial(certificate),
      ALGORITHM.sha256,
      concatBytes(Uint8Array.of(0xa0), attributes.subarray(1)),
      ALGORITHM.pss,
      octetString(makeSignature(attributes)),
    );
    return concatBytes(certificates, setOf(signerInfo));
  };
  const modulusBytes = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  return {
    length: trailer(new Uint8Array(32), () => new Uint8Array(modulusBytes)).length,
    make: (digest) => trailer(digest, (attributes) => sign('sha256', attributes, { key, ...pss })),
  };
}

/** Finds the content from the first bytes of a SignedData of `totalLength` bytes. Throws MalformedError. */
export function parseSignedHeader(prefix: Uint8Array, totalLength: number): SignedLayout {
  const cursor = createCursor(prefix);
  if (cursor.enter(TAG.sequence).end !== totalLength) malformed('signed data length');
  cursor.skip(OID.signedData);
  cursor.enter(0xa0);
  cursor.enter(TAG.sequence);
  cursor.skip(integer(1));
  cursor.skip(setOf(ALGORITHM.sha256));
  cursor.enter(TAG.sequence);
  cursor.skip(OID.data);
  cursor.enter(0xa0);
  const content = cursor.enter(TAG.octetString);
  const contentOffset = cursor.position();
  const contentLength = content.end - contentOffset;
  const trailerLength = totalLength - content.end;
  if (trailerLength < 0 || trailerLength > maximumSignedTrailerBytes) malformed('signature length');
  const header = encodeSignedHeader(contentLength, trailerLength);
  if (!equalBytes(prefix.subarray(0, contentOffset), header)) malformed('signed data not canonical');
  return { contentOffset, contentLength };
}

/** Reads certificates and signature. The caller compares digest, chain and recipients. Throws MalformedError. */
export function parseSignedTrailer(trailer: Uint8Array): SignerStatement {
  const split = readDerHeader(trailer);
  if (!split) return malformed('no certificates');
  const end = split.headerLength + split.length;
  const certificates = childrenOf(parseDer(trailer.subarray(0, end)), 0xa0).map((node) => node.bytes);
  if (!isSortedSet(certificates)) malformed('certificates not in order');
  const signerInfos = childrenOf(parseDer(trailer.subarray(end)), TAG.set, 1);
  const [version, id, digestAlgorithm, attributesNode, algorithm, signatureNode] = childrenOf(
    signerInfos[0],
    TAG.sequence,
    6,
  );
  expectBytes(version, integer(1));
  expectBytes(digestAlgorithm, ALGORITHM.sha256);
  expectBytes(algorithm, ALGORITHM.pss);
  const attributes = concatBytes(Uint8Array.of(TAG.set), expectTag(attributesNode, 0xa0).bytes.subarray(1));
  const signature = expectTag(signatureNode, TAG.octetString).content;
  const parsed = certificates.map((der) => ({ der, certificate: tryOfficeCertificate(der) }));
  const signer = parsed.find(
    ({ certificate }) =>
      certificate && equalBytes(issuerAndSerial(certificate), id?.bytes ?? new Uint8Array()),
  );
  if (!signer?.certificate) return malformed('signer certificate missing');
  return {
    certificate: signer.certificate,
    otherCertificates: certificates.filter((der) => der !== signer.der),
    ...parseAttributes(parseDer(attributes)),
    verified: verify('sha256', attributes, { key: signer.certificate.key, ...pss }, signature),
  };
}

// ---- internals

function parseAttributes(set: DerNode): { readonly messageDigest: Uint8Array; readonly signingTime: number } {
  let contentType: Uint8Array | undefined;
  let messageDigest: Uint8Array | undefined;
  let signingTime: number | undefined;
  for (const attribute of childrenOf(set, TAG.set)) {
    const [type, values] = childrenOf(attribute, TAG.sequence, 2);
    const [value] = childrenOf(values, TAG.set, 1);
    const is = (oid: Uint8Array) => type !== undefined && equalBytes(type.bytes, oid);
    if (is(OID.contentType) && contentType === undefined) contentType = expectTag(value, TAG.oid).bytes;
    else if (is(OID.messageDigest) && messageDigest === undefined) {
      messageDigest = expectTag(value, TAG.octetString).content;
    } else if (is(OID.signingTime) && signingTime === undefined) signingTime = timeOf(value);
    // OpenSSL adds it unless told not to; it says nothing that matters here.
    else if (!is(OID.smimeCapabilities)) malformed('unexpected signed attribute');
  }
  if (!contentType || !equalBytes(contentType, OID.data)) malformed('content type');
  if (messageDigest?.length !== 32 || signingTime === undefined) return malformed('signed attributes');
  return { messageDigest, signingTime };
}

function tryOfficeCertificate(der: Uint8Array): OfficeCertificate | undefined {
  try {
    return parseOfficeCertificate(der);
  } catch {
    return undefined;
  }
}

const isSortedSet = (values: readonly Uint8Array[]) =>
  values.every((value, index) => {
    const previous = values[index - 1];
    return previous === undefined || compareBytes(previous, value) < 0;
  });
