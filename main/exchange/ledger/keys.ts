/** Own keys and the certificates of the network, as the vault keeps them. */
import type { Reader, Writer } from '../../vault/api.ts';
import { openIdentity } from '../identity.ts';
import type { Identity } from '../identity.ts';
import { parseOfficeCertificate, parseRootCertificate } from '../pki/certificate.ts';
import type { OfficeCertificate, RootCertificate } from '../pki/certificate.ts';
import { parseRevocationList } from '../pki/revocation.ts';
import type { RevocationList } from '../pki/revocation.ts';

/** `pending` waits for the city's certificate; `retired` keys still open packages made for them. */
export type KeyStatus = 'pending' | 'active' | 'retired';

export interface StoredKey {
  readonly id: string;
  readonly purpose: 'office' | 'root';
  readonly status: KeyStatus;
  readonly privateKeyPem: string;
  readonly certificate: Uint8Array | null;
  readonly root: Uint8Array | null;
  /** The PEM request that was handed to the city. */
  readonly request: string | null;
  readonly createdAt: number;
}

const keyColumns = 'id, purpose, status, privateKeyPem, certificate, root, request, createdAt';

export function insertKey(tx: Writer, key: StoredKey): void {
  tx.run(`INSERT INTO exchangeKey (${keyColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, [
    ...[
      key.id,
      key.purpose,
      key.status,
      key.privateKeyPem,
      key.certificate,
      key.root,
      key.request,
      key.createdAt,
    ],
  ]);
}

export function keysOf(reader: Reader, purpose: StoredKey['purpose']): readonly StoredKey[] {
  return reader.all<StoredKey>(
    `SELECT ${keyColumns} FROM exchangeKey WHERE purpose = ? ORDER BY createdAt DESC, id DESC`,
    [purpose],
  );
}

/** Makes a key the one in use: it gets its certificate, and its predecessor retires. */
export function activateKey(
  tx: Writer,
  id: string,
  certificate: OfficeCertificate,
  root: RootCertificate,
): void {
  tx.run(`UPDATE exchangeKey SET status = 'retired' WHERE purpose = 'office' AND status = 'active'`);
  tx.run(`UPDATE exchangeKey SET status = 'active', certificate = ?, root = ? WHERE id = ?`, [
    certificate.der,
    root.der,
    id,
  ]);
}

/** All our identities, the one in use first; empty before enrolment. */
export function identities(reader: Reader): readonly Identity[] {
  const own = keysOf(reader, 'office').filter((key) => key.status !== 'pending');
  own.sort((a, b) => Number(b.status === 'active') - Number(a.status === 'active'));
  return own.flatMap(({ certificate, root, privateKeyPem }) =>
    certificate && root ? [openIdentity({ certificateDer: certificate, rootDer: root, privateKeyPem })] : [],
  );
}

/** The network's root with its key; only the city has it. */
export function rootKey(
  reader: Reader,
): { readonly root: RootCertificate; readonly privateKeyPem: string } | undefined {
  const key = keysOf(reader, 'root')[0];
  return key?.root ? { root: parseRootCertificate(key.root), privateKeyPem: key.privateKeyPem } : undefined;
}

export interface PeerCertificate {
  readonly certificate: OfficeCertificate;
  readonly status: 'active' | 'superseded' | 'revoked';
  readonly addedAt: number;
  /** Whom the fingerprint was compared with. */
  readonly checkedWith: string;
  readonly reason: string;
}

/**
 * Enters a certificate; an older one of the same office is superseded and no longer written to. One that we hold already
 * changes nothing: it comes in an old answer that was read again.
 */
export function addCertificate(
  tx: Writer,
  certificate: OfficeCertificate,
  addedAt: number,
  checkedWith: string,
): void {
  if (tx.get('SELECT 1 AS found FROM exchangeCertificate WHERE fingerprint = ?', [certificate.fingerprint]))
    return;
  tx.run(`UPDATE exchangeCertificate SET status = 'superseded' WHERE office = ? AND status = 'active'`, [
    certificate.office.office,
  ]);
  tx.run(
    `INSERT INTO exchangeCertificate (fingerprint, office, serial, der, status, addedAt, checkedWith, reason)
     VALUES (?, ?, ?, ?, 'active', ?, ?, '')`,
    [
      certificate.fingerprint,
      certificate.office.office,
      certificate.serial,
      certificate.der,
      addedAt,
      checkedWith,
    ],
  );
}

/** Every certificate we hold of other offices, newest first. */
export function certificates(reader: Reader): readonly PeerCertificate[] {
  return reader
    .all<Omit<PeerCertificate, 'certificate'> & { readonly der: Uint8Array }>(
      'SELECT der, status, addedAt, checkedWith, reason FROM exchangeCertificate ORDER BY addedAt DESC, fingerprint',
    )
    .map(({ der, ...rest }) => ({ certificate: parseOfficeCertificate(der), ...rest }));
}

/** Of every certificate in {@link certificates}, in the same order, without reading them. */
export function fingerprints(reader: Reader): readonly string[] {
  return reader
    .all<{ fingerprint: string }>(
      'SELECT fingerprint FROM exchangeCertificate ORDER BY addedAt DESC, fingerprint',
    )
    .map(({ fingerprint }) => fingerprint);
}

/** The certificate packages to this office are sealed for. */
export function certificateOf(reader: Reader, office: string): OfficeCertificate | undefined {
  const row = reader.get<{ der: Uint8Array }>(
    `SELECT der FROM exchangeCertificate WHERE office = ? AND status = 'active' ORDER BY addedAt DESC LIMIT 1`,
    [office],
  );
  return row && parseOfficeCertificate(row.der);
}

/** Packages signed with a superseded certificate may still be on the way; revoked ones are never taken. */
export function isPeer(reader: Reader, certificate: OfficeCertificate): boolean {
  return (
    reader.get(`SELECT 1 AS found FROM exchangeCertificate WHERE fingerprint = ? AND status <> 'revoked'`, [
      certificate.fingerprint,
    ]) !== undefined
  );
}

export function revocationList(reader: Reader, root: RootCertificate): RevocationList | null {
  const row = reader.get<{ der: Uint8Array }>(
    'SELECT der FROM exchangeRevocation ORDER BY number DESC LIMIT 1',
  );
  return row ? parseRevocationList(row.der, root) : null;
}

/** Keeps a list and marks the certificates on it; an older list than the one we hold changes nothing. */
export function keepRevocationList(tx: Writer, list: RevocationList, reason: string): void {
  const newest =
    tx.get<{ number: number }>('SELECT max(number) AS number FROM exchangeRevocation')?.number ?? 0;
  if (list.number <= newest) return;
  tx.run('INSERT INTO exchangeRevocation (number, der) VALUES (?, ?)', [list.number, list.der]);
  for (const { serial } of list.revoked) {
    tx.run(
      `UPDATE exchangeCertificate SET status = 'revoked', reason = ? WHERE serial = ? AND status <> 'revoked'`,
      [reason, serial],
    );
  }
}
