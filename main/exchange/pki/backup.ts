import { createPrivateKey } from 'node:crypto';
import forge from 'node-forge';
import { bytesToPem } from '../bytes.ts';
import { refuse } from '../../../domain/failure.ts';
import { publicKeyOf } from './keys.ts';
import type { OfficeCertificate, RootCertificate } from './certificate.ts';

/** PBKDF2-HMAC-SHA-256 rounds of the key bag. */
const rounds = 600_000;

export interface KeyBackup {
  readonly certificateDer: Uint8Array;
  readonly privateKeyPem: string;
}

/**
 * PKCS#12 (AES-256-CBC, PBES2) with the key, its certificate and the root: the only form in which a private key leaves
 * its vault. The service asks two administrators for one half of `password` each. `openssl pkcs12 -in` opens it.
 */
export function createKeyBackup(
  certificate: OfficeCertificate | RootCertificate,
  privateKeyPem: string,
  root: RootCertificate,
  password: string,
): Uint8Array {
  const certificates = certificate.fingerprint === root.fingerprint ? [root] : [certificate, root];
  const options = { algorithm: 'aes256' as const, count: rounds, prfAlgorithm: 'sha256', friendlyName: 'lianxun' };
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(privateKeyPem),
    certificates.map((each) => forge.pki.certificateFromPem(bytesToPem('CERTIFICATE', each.der))),
    password,
    options,
  );
  return new Uint8Array(Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary'));
}

/** Throws ExpectedError `KeyBackupUnreadable` for a wrong password or a damaged file. */
export function openKeyBackup(file: Uint8Array, password: string): KeyBackup {
  if (file.length > 65_536) return unreadable();
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary')));
    const bags = forge.pkcs12.pkcs12FromAsn1(asn1, true, password);
    const keyType = forge.pki.oids['pkcs8ShroudedKeyBag'] ?? '';
    const certType = forge.pki.oids['certBag'] ?? '';
    const key = bags.getBags({ bagType: keyType })[keyType]?.[0]?.key;
    const certs = bags.getBags({ bagType: certType })[certType] ?? [];
    if (!key) return unreadable();
    const privateKeyPem = createPrivateKey(forge.pki.privateKeyToPem(key)).export({ type: 'pkcs8', format: 'pem' }).toString();
    const publicKey = Buffer.from(publicKeyOf(privateKeyPem)).toString('binary');
    for (const bag of certs) {
      if (!bag.cert) continue;
      const spki = forge.asn1.toDer(forge.pki.publicKeyToAsn1(bag.cert.publicKey)).getBytes();
      const der = forge.asn1.toDer(forge.pki.certificateToAsn1(bag.cert)).getBytes();
      if (spki === publicKey) return { certificateDer: new Uint8Array(Buffer.from(der, 'binary')), privateKeyPem };
    }
    return unreadable();
  } catch {
    return unreadable();
  }
}

function unreadable(): never {
  return refuse(
    'KeyBackupUnreadable',
    '密钥备份文件打不开。',
    '口令不正确，或者文件已经损坏。',
    '请两名管理员重新输入各自的半段口令；仍打不开时换用另一份备份。',
  );
}
