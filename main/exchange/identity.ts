import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { bytesToPem, equalBytes, pemToBytes } from './bytes.ts';
import { isIssuedBy, parseOfficeCertificate, parseRootCertificate } from './pki/certificate.ts';
import type { OfficeCertificate, RootCertificate } from './pki/certificate.ts';
import { publicKeyOf } from './pki/keys.ts';

/** An office's own certificate with its key, and the root both belong to. */
export interface Identity {
  readonly certificate: OfficeCertificate;
  readonly privateKey: KeyObject;
  readonly root: RootCertificate;
}

export const certificateToPem = (certificate: OfficeCertificate | RootCertificate) =>
  bytesToPem('CERTIFICATE', certificate.der);
export const pemToCertificateDer = (pem: string) => pemToBytes('CERTIFICATE', pem);

/** Puts an identity together from what the vault stores; throws when the parts do not belong together. */
export function openIdentity(stored: {
  readonly certificateDer: Uint8Array;
  readonly privateKeyPem: string;
  readonly rootDer: Uint8Array;
}): Identity {
  const certificate = parseOfficeCertificate(stored.certificateDer);
  const root = parseRootCertificate(stored.rootDer);
  if (!isIssuedBy(certificate, root)) throw new Error('certificate does not belong to the root');
  const privateKey = createPrivateKey(stored.privateKeyPem);
  if (!equalBytes(publicKeyOf(privateKey), certificate.publicKey)) throw new Error('key does not fit');
  return { certificate, privateKey, root };
}
