/** Object identifiers and the fixed algorithm identifiers of the package format: one suite, nothing is negotiated. */
import { explicit, integer, nullValue, objectId, octetString, sequence } from './der.ts';

export const OID = {
  data: objectId('1.2.840.113549.1.7.1'),
  signedData: objectId('1.2.840.113549.1.7.2'),
  authEnvelopedData: objectId('1.2.840.113549.1.9.16.1.23'),
  contentType: objectId('1.2.840.113549.1.9.3'),
  messageDigest: objectId('1.2.840.113549.1.9.4'),
  signingTime: objectId('1.2.840.113549.1.9.5'),
  extensionRequest: objectId('1.2.840.113549.1.9.14'),
  smimeCapabilities: objectId('1.2.840.113549.1.9.15'),
  rsaEncryption: objectId('1.2.840.113549.1.1.1'),
  rsaOaep: objectId('1.2.840.113549.1.1.7'),
  mgf1: objectId('1.2.840.113549.1.1.8'),
  rsaPss: objectId('1.2.840.113549.1.1.10'),
  sha256WithRsa: objectId('1.2.840.113549.1.1.11'),
  sha256: objectId('2.16.840.1.101.3.4.2.1'),
  aes256Gcm: objectId('2.16.840.1.101.3.4.1.46'),
  country: objectId('2.5.4.6'),
  organization: objectId('2.5.4.10'),
  organizationalUnit: objectId('2.5.4.11'),
  locality: objectId('2.5.4.7'),
  commonName: objectId('2.5.4.3'),
  basicConstraints: objectId('2.5.29.19'),
  keyUsage: objectId('2.5.29.15'),
  extendedKeyUsage: objectId('2.5.29.37'),
  subjectKeyId: objectId('2.5.29.14'),
  authorityKeyId: objectId('2.5.29.35'),
  crlNumber: objectId('2.5.29.20'),
  emailProtection: objectId('1.3.6.1.5.5.7.3.4'),
} as const;

const sha256 = sequence(OID.sha256);
const sha256WithNull = sequence(OID.sha256, nullValue());

/** Algorithm identifiers, byte for byte as OpenSSL writes them. */
export const ALGORITHM = {
  sha256,
  rsaKey: sequence(OID.rsaEncryption, nullValue()),
  sha256WithRsa: sequence(OID.sha256WithRsa, nullValue()),
  /** RSA-OAEP with SHA-256 and MGF1-SHA-256, empty label. */
  oaep: sequence(OID.rsaOaep, sequence(explicit(0, sha256), explicit(1, sequence(OID.mgf1, sha256)))),
  /** RSA-PSS with SHA-256, MGF1-SHA-256 and a salt of 32 bytes. */
  pss: sequence(
    OID.rsaPss,
    sequence(
      explicit(0, sha256WithNull),
      explicit(1, sequence(OID.mgf1, sha256WithNull)),
      explicit(2, integer(32)),
    ),
  ),
} as const;

/** AES-256-GCM with this 12-byte nonce and a 16-byte tag. */
export function gcmAlgorithm(nonce: Uint8Array): Uint8Array {
  return sequence(OID.aes256Gcm, sequence(octetString(nonce), integer(16)));
}
