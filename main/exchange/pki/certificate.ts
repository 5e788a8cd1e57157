import type { KeyObject } from 'node:crypto';
import { bytesToHex, equalBytes, sha256, sha256Hex } from '../bytes.ts';
import {
  bitString,
  childrenOf,
  expectBytes,
  explicit,
  implicit,
  integer,
  octetString,
  sequence,
  TAG,
  time,
  timeOf,
  trueValue,
  unsignedOf,
} from '../der.ts';
import { malformed } from '../malformed.ts';
import { ALGORITHM, OID } from '../oids.ts';
import { importPublicKey, isStructureSigned, parseSigned, signStructure } from './keys.ts';
import { encodeOfficeName, encodeRootName, parseOfficeName, parseRootName } from './office-name.ts';
import type { OfficeName, RootName } from './office-name.ts';

interface CertificateBase {
  readonly der: Uint8Array;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  /** Hex, without sign octet. */
  readonly serial: string;
  /** Names as DER. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly key: KeyObject;
  /** Epoch ms. Clocks of PCs without a network are wrong: on what comes in this is a warning, own signing ends with it. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** The network's trust anchor, made by the city office. Signs certificates and revocation lists, nothing else. */
export interface RootCertificate extends CertificateBase {
  readonly kind: 'root';
  readonly root: RootName;
}

/** Certificate of one office: signs packages and receives them. */
export interface OfficeCertificate extends CertificateBase {
  readonly kind: 'office';
  readonly office: OfficeName;
}

export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Self-signed; `serial` is 16 random bytes. */
export function issueRoot(
  name: RootName,
  publicKey: Uint8Array,
  privateKeyPem: string,
  serial: Uint8Array,
  validity: Validity,
): RootCertificate {
  const subject = encodeRootName(name);
  const body = encodeBody({
    serial,
    issuer: subject,
    subject,
    publicKey,
    issuerKey: publicKey,
    ...validity,
    kind: 'root',
  });
  return parseRootCertificate(encodeSigned(body, privateKeyPem));
}

export function issueOffice(
  root: RootCertificate,
  rootPrivateKeyPem: string,
  office: OfficeName,
  publicKey: Uint8Array,
  serial: Uint8Array,
  validity: Validity,
): OfficeCertificate {
  const body = encodeBody({
    serial,
    issuer: root.subject,
    subject: encodeOfficeName(office),
    publicKey,
    issuerKey: root.publicKey,
    ...validity,
    kind: 'office',
  });
  return parseOfficeCertificate(encodeSigned(body, rootPrivateKeyPem));
}

/** Takes only what {@link issueRoot} could have written, and checks its own signature. Throws MalformedError. */
export function parseRootCertificate(der: Uint8Array): RootCertificate {
  const { base, subjectNode, body, signature } = parseCertificate(der, 'root');
  if (!equalBytes(base.issuer, base.subject)) malformed('root is not self-issued');
  if (!isStructureSigned(body, signature, base.key)) malformed('root does not sign itself');
  return { ...base, kind: 'root', root: parseRootName(subjectNode) };
}

/** Takes only what {@link issueOffice} could have written. The chain is checked by {@link isIssuedBy}. Throws MalformedError. */
export function parseOfficeCertificate(der: Uint8Array): OfficeCertificate {
  const { base, subjectNode } = parseCertificate(der, 'office');
  return { ...base, kind: 'office', office: parseOfficeName(subjectNode) };
}

/** True when `root` signed exactly these bytes. Says nothing about revocation. */
export function isIssuedBy(certificate: OfficeCertificate, root: RootCertificate): boolean {
  const { body, signature } = parseSigned(certificate.der);
  return (
    equalBytes(certificate.issuer, root.subject) &&
    // The authority key identifier inside must be the root's: rebuilt with the root's key, the body is the same.
    equalBytes(
      body.bytes,
      encodeBody({
        ...certificate,
        serial: Buffer.from(certificate.serial, 'hex'),
        issuerKey: root.publicKey,
      }),
    ) &&
    isStructureSigned(body.bytes, signature, root.key)
  );
}

/**
 * The fingerprint as people compare it in person, by telephone or on paper: the first 128 bits of the SHA-256, eight
 * groups of five digits. Digits only, because b, d and e are easily misheard.
 */
export function fingerprintToText(fingerprint: string): string {
  const groups = fingerprint.slice(0, 32).match(/.{4}/g) ?? [];
  return groups.map((group) => String(Number.parseInt(group, 16)).padStart(5, '0')).join(' ');
}

/** Compares what a clerk typed (spaces, dashes and full-width digits do not matter) with a certificate's fingerprint. */
export function isFingerprintText(typed: string, fingerprint: string): boolean {
  const digits = typed.normalize('NFKC').replace(/[\s\-‐–—]/g, '');
  return digits === fingerprintToText(fingerprint).replaceAll(' ', '');
}

export function issuerAndSerial(certificate: CertificateBase): Uint8Array {
  return sequence(certificate.issuer, integer(Buffer.from(certificate.serial, 'hex')));
}

// ---- internals

interface Body extends Validity {
  readonly kind: 'root' | 'office';
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly issuerKey: Uint8Array;
}

/** Key identifier: the first 20 bytes of SHA-256 over the SubjectPublicKeyInfo (RFC 7093, method 4 in spirit). */
export const keyId = (publicKey: Uint8Array) => sha256(publicKey).subarray(0, 20);

function encodeBody(body: Body): Uint8Array {
  return sequence(
    explicit(0, integer(2)),
    integer(body.serial),
    ALGORITHM.sha256WithRsa,
    body.issuer,
    sequence(time(body.notBefore), time(body.notAfter)),
    body.subject,
    body.publicKey,
    explicit(3, sequence(...encodeExtensions(body))),
  );
}

function encodeExtensions(body: Body): readonly Uint8Array[] {
  const subjectKey = sequence(OID.subjectKeyId, octetString(octetString(keyId(body.publicKey))));
  const critical = (oid: Uint8Array, value: Uint8Array) => sequence(oid, trueValue(), octetString(value));
  if (body.kind === 'root') {
    return [
      critical(OID.basicConstraints, sequence(trueValue(), integer(0))),
      critical(OID.keyUsage, bitString(Uint8Array.of(0x06), 1)),
      subjectKey,
    ];
  }
  return [
    critical(OID.basicConstraints, sequence()),
    critical(OID.keyUsage, bitString(Uint8Array.of(0xa0), 5)),
    sequence(OID.extendedKeyUsage, octetString(sequence(OID.emailProtection))),
    subjectKey,
    sequence(OID.authorityKeyId, octetString(sequence(implicit(0, keyId(body.issuerKey))))),
  ];
}

export function encodeSigned(body: Uint8Array, privateKeyPem: string): Uint8Array {
  return sequence(body, ALGORITHM.sha256WithRsa, bitString(signStructure(body, privateKeyPem)));
}

function parseCertificate(der: Uint8Array, kind: 'root' | 'office') {
  if (der.length > 8192) malformed('certificate too long');
  const { body, signature } = parseSigned(der);
  const [version, serialNode, algorithm, issuer, validity, subject, spki] = childrenOf(body, TAG.sequence, 8);
  expectBytes(version, explicit(0, integer(2)));
  expectBytes(algorithm, ALGORITHM.sha256WithRsa);
  const serial = unsignedOf(serialNode);
  if (serial.length > 20) malformed('serial too long');
  const [notBefore, notAfter] = childrenOf(validity, TAG.sequence, 2);
  if (!issuer || !subject || !spki) return malformed('incomplete certificate');
  const base: CertificateBase = {
    der,
    fingerprint: sha256Hex(der),
    serial: bytesToHex(serial),
    issuer: issuer.bytes,
    subject: subject.bytes,
    publicKey: spki.bytes,
    key: importPublicKey(spki.bytes),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
  };
  if (kind === 'root') {
    expectBytes(body, encodeBody({ ...base, kind, serial, issuerKey: base.publicKey }));
  }
  return { base, subjectNode: subject, body: body.bytes, signature };
}
