/** The office's own keys: what it signs with, and what the city issues from. */
import { createPrivateKey } from 'node:crypto';
import { refuse } from '../../domain/failure.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import { createId } from '../deps.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { activateKey, insertKey, keysOf, rootKey } from './ledger/keys.ts';
import { issueOffice } from './pki/certificate.ts';
import type { OfficeCertificate, RootCertificate, Validity } from './pki/certificate.ts';
import { publicKeyOf } from './pki/keys.ts';
import type { KeyPair } from './pki/keys.ts';
import { requireIdentity } from './prepare.ts';

const dayMs = 86_400_000;
export const rootYears = 30;
export const officeYears = 10;

/** One day back, because the other PC's clock may be behind. */
export function validity(deps: ClockDep, years: number): Validity {
  const start = Math.floor(deps.now() / 1000) * 1000;
  return { notBefore: start - dayMs, notAfter: start + years * 365 * dayMs };
}

/** The root's key; throws ExpectedError `NotTheRoot` at every office but the city's. */
export function requireRoot(tx: Reader): { readonly root: RootCertificate; readonly privateKeyPem: string } {
  return (
    rootKey(tx) ??
    refuse(
      'NotTheRoot',
      '本单位不能签发或者吊销证书。',
      '只有建立交换网络的市级巡察办持有根证书密钥。',
      '请联系市级巡察办办理。',
    )
  );
}

/** The key pair packages are signed with now. Throws ExpectedError `NotEnrolled`. */
export function keyPairInUse(reader: Reader): KeyPair {
  requireIdentity(reader);
  const key = keysOf(reader, 'office').find(({ status }) => status === 'active');
  if (!key) throw new Error('the identity in use has no key');
  const { privateKeyPem } = key;
  return { privateKeyPem, publicKey: publicKeyOf(createPrivateKey(privateKeyPem)) };
}

/**
 * City: a new certificate for its own key in use. The counties learn it from an answer made for them again; the old one
 * still opens what was sealed for it.
 */
export function renewOwnCertificate(deps: ClockDep & RandomDep, tx: Writer): OfficeCertificate {
  const { root, privateKeyPem } = requireRoot(tx);
  const { certificate: old } = requireIdentity(tx);
  const keys = keyPairInUse(tx);
  const certificate = issueOffice(
    root,
    privateKeyPem,
    old.office,
    keys.publicKey,
    deps.bytes(16),
    validity(deps, officeYears),
  );
  const id = createId(deps);
  insertKey(tx, {
    ...{ id, purpose: 'office', status: 'pending', certificate: null, root: null, request: null },
    privateKeyPem: keys.privateKeyPem,
    createdAt: deps.now(),
  });
  activateKey(tx, id, certificate, root);
  return certificate;
}
