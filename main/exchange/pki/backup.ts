/**
 * PKCS#12 (RFC 7292) key backup: the only form in which a private key leaves its vault. Key bag under PBES2
 * (PBKDF2-HMAC-SHA-256, AES-256-CBC), SHA-256 MAC; `openssl pkcs12 -in` opens it.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  pbkdf2,
} from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { refuse } from '../../../domain/failure.ts';
import type { RandomDep } from '../../deps.ts';
import { bytesToPem, concatBytes, equalBytes, pemToBytes, sha256 } from '../bytes.ts';
import {
  childrenOf,
  expectBytes,
  expectTag,
  explicit,
  integer,
  nullValue,
  objectId,
  octetString,
  parseDer,
  sequence,
  setOf,
  TAG,
} from '../der.ts';
import type { DerNode } from '../der.ts';
import { MalformedError, malformed } from '../malformed.ts';
import { OID } from '../oids.ts';
import type { OfficeCertificate, RootCertificate } from './certificate.ts';
import { publicKeyOf } from './keys.ts';

export interface KeyBackup {
  readonly certificateDer: Uint8Array;
  readonly rootDer: Uint8Array;
  readonly privateKeyPem: string;
}

/** PBKDF2 rounds of the key bag, and hash rounds of the MAC so that it is no cheaper way to guess the password. */
const keyRounds = 600_000;
const macRounds = 300_000;
const saltBytes = 16;

const PBES2 = objectId('1.2.840.113549.1.5.13');
const PBKDF2 = objectId('1.2.840.113549.1.5.12');
const HMAC_SHA256 = sequence(objectId('1.2.840.113549.2.9'), nullValue());
const AES_256_CBC = objectId('2.16.840.1.101.3.4.1.42');
const SHA256 = sequence(OID.sha256, nullValue());
const KEY_BAG = objectId('1.2.840.113549.1.12.10.1.2');
const CERTIFICATE_BAG = objectId('1.2.840.113549.1.12.10.1.3');
const X509_CERTIFICATE = objectId('1.2.840.113549.1.9.22.1');
const LOCAL_KEY_ID = objectId('1.2.840.113549.1.9.21');

/**
 * The key, its certificate and the root. The service asks two administrators for one half of `password` each; it must
 * not be empty. Takes about a second, without blocking for long.
 */
export async function createKeyBackup(
  deps: RandomDep,
  backup: {
    readonly certificate: OfficeCertificate | RootCertificate;
    readonly privateKeyPem: string;
    readonly root: RootCertificate;
  },
  password: string,
): Promise<Uint8Array> {
  const { certificate, root } = backup;
  const salt = deps.bytes(saltBytes);
  const iv = deps.bytes(16);
  const cipher = createCipheriv('aes-256-cbc', await deriveKey(password, salt), iv);
  const sealed = Buffer.concat([
    cipher.update(pemToBytes('PRIVATE KEY', backup.privateKeyPem)),
    cipher.final(),
  ]);
  const link = setOf(sequence(LOCAL_KEY_ID, setOf(octetString(sha256(certificate.publicKey)))));
  const keyBag = sequence(
    KEY_BAG,
    explicit(0, sequence(encryptionAlgorithm(salt, iv), octetString(sealed))),
    link,
  );
  const bags = [keyBag, certificateBag(certificate.der, link)];
  if (certificate.fingerprint !== root.fingerprint) bags.push(certificateBag(root.der));
  const safe = sequence(dataContent(sequence(...bags)));
  const macSalt = deps.bytes(saltBytes);
  const mac = createHmac('sha256', await deriveMacKey(password, macSalt))
    .update(safe)
    .digest();
  return sequence(
    integer(3),
    dataContent(safe),
    sequence(sequence(SHA256, octetString(mac)), octetString(macSalt), integer(macRounds)),
  );
}

/** Takes only what {@link createKeyBackup} writes. Throws ExpectedError `KeyBackupUnreadable`. */
export async function openKeyBackup(file: Uint8Array, password: string): Promise<KeyBackup> {
  try {
    if (file.length > 65_536) malformed('backup too long');
    const [version, content, macData] = childrenOf(parseDer(file), TAG.sequence, 3);
    expectBytes(version, integer(3));
    const safe = parseDataContent(content);
    await checkMac(macData, safe, password);
    const [inner] = childrenOf(parseDer(safe), TAG.sequence, 1);
    const [keyBag, ownBag, rootBag] = childrenOf(parseDer(parseDataContent(inner)), TAG.sequence);
    const privateKeyPem = await openKeyBag(keyBag, password);
    const certificateDer = parseCertificateBag(ownBag);
    const rootDer = rootBag ? parseCertificateBag(rootBag) : certificateDer;
    const [, , link] = childrenOf(keyBag, TAG.sequence, 3);
    expectBytes(
      link,
      setOf(sequence(LOCAL_KEY_ID, setOf(octetString(sha256(publicKeyOf(createPrivateKey(privateKeyPem))))))),
    );
    return { certificateDer, rootDer, privateKeyPem };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return refuse(
      'KeyBackupUnreadable',
      '密钥备份文件打不开。',
      '口令不正确，或者文件已经损坏。',
      '请两名管理员重新输入各自的半段口令；仍打不开时换用另一份备份。',
    );
  }
}

// ---- internals

const dataContent = (bytes: Uint8Array) => sequence(OID.data, explicit(0, octetString(bytes)));

function parseDataContent(node: DerNode | undefined): Uint8Array {
  const [type, wrapped] = childrenOf(node, TAG.sequence, 2);
  expectBytes(type, OID.data);
  return expectTag(childrenOf(wrapped, 0xa0, 1)[0], TAG.octetString).content;
}

function certificateBag(der: Uint8Array, ...attributes: readonly Uint8Array[]): Uint8Array {
  const value = sequence(X509_CERTIFICATE, explicit(0, octetString(der)));
  return sequence(CERTIFICATE_BAG, explicit(0, value), ...attributes);
}

function parseCertificateBag(node: DerNode | undefined): Uint8Array {
  const [type, wrapped] = childrenOf(node, TAG.sequence);
  expectBytes(type, CERTIFICATE_BAG);
  const [kind, value] = childrenOf(childrenOf(wrapped, 0xa0, 1)[0], TAG.sequence, 2);
  expectBytes(kind, X509_CERTIFICATE);
  return expectTag(childrenOf(value, 0xa0, 1)[0], TAG.octetString).content;
}

function encryptionAlgorithm(salt: Uint8Array, iv: Uint8Array): Uint8Array {
  const derivation = sequence(PBKDF2, sequence(octetString(salt), integer(keyRounds), HMAC_SHA256));
  return sequence(PBES2, sequence(derivation, sequence(AES_256_CBC, octetString(iv))));
}

async function openKeyBag(node: DerNode | undefined, password: string): Promise<string> {
  const [type, wrapped] = childrenOf(node, TAG.sequence, 3);
  expectBytes(type, KEY_BAG);
  const [algorithm, sealed] = childrenOf(childrenOf(wrapped, 0xa0, 1)[0], TAG.sequence, 2);
  const [derivation, cipher] = childrenOf(childrenOf(algorithm, TAG.sequence, 2)[1], TAG.sequence, 2);
  const salt = expectTag(
    childrenOf(childrenOf(derivation, TAG.sequence, 2)[1], TAG.sequence, 3)[0],
    TAG.octetString,
  );
  const iv = expectTag(childrenOf(cipher, TAG.sequence, 2)[1], TAG.octetString);
  // Rounds are ours or the file is not: a hostile file cannot make the PC calculate for hours.
  expectBytes(algorithm, encryptionAlgorithm(salt.content, iv.content));
  if (iv.content.length !== 16) malformed('initialisation vector');
  const decipher = createDecipheriv('aes-256-cbc', await deriveKey(password, salt.content), iv.content);
  try {
    const der = Buffer.concat([
      decipher.update(expectTag(sealed, TAG.octetString).content),
      decipher.final(),
    ]);
    const pem = bytesToPem('PRIVATE KEY', der);
    createPrivateKey(pem);
    return pem;
  } catch {
    return malformed('key bag');
  }
}

async function checkMac(node: DerNode | undefined, safe: Uint8Array, password: string): Promise<void> {
  const [digest, salt, rounds] = childrenOf(node, TAG.sequence, 3);
  const [algorithm, value] = childrenOf(digest, TAG.sequence, 2);
  expectBytes(algorithm, SHA256);
  expectBytes(rounds, integer(macRounds));
  const key = await deriveMacKey(password, expectTag(salt, TAG.octetString).content);
  const mac = createHmac('sha256', key).update(safe).digest();
  if (!equalBytes(mac, expectTag(value, TAG.octetString).content)) malformed('password or file');
}

function deriveKey(password: string, salt: Uint8Array): Promise<Buffer> {
  return promisify(pbkdf2)(password.normalize('NFC'), salt, keyRounds, 32, 'sha256');
}

/** RFC 7292, appendix B.2, for SHA-256 and a 32-byte key, where it comes down to one repeated hash. */
async function deriveMacKey(password: string, salt: Uint8Array): Promise<Uint8Array> {
  const text = Buffer.from(`${password.normalize('NFC')}\0`, 'utf16le').swap16();
  let value: Uint8Array = concatBytes(new Uint8Array(64).fill(3), fill64(salt), fill64(text));
  for (let round = 0; round < macRounds; round++) {
    value = createHash('sha256').update(value).digest();
    if (round % 20_000 === 0) await setImmediate();
  }
  return value;
}

function fill64(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes.length / 64) * 64);
  for (let i = 0; i < out.length; i++) out[i] = bytes[i % bytes.length] ?? 0;
  return out;
}
