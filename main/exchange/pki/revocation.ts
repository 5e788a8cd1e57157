import { bytesToHex } from '../bytes.ts';
import {
  childrenOf,
  expectBytes,
  explicit,
  implicit,
  integer,
  numberOf,
  octetString,
  parseDer,
  sequence,
  TAG,
  time,
  timeOf,
  unsignedOf,
} from '../der.ts';
import { malformed } from '../malformed.ts';
import { ALGORITHM, OID } from '../oids.ts';
import { encodeSigned, keyId } from './certificate.ts';
import type { RootCertificate } from './certificate.ts';
import { isStructureSigned, parseSigned } from './keys.ts';

export interface Revocation {
  /** Certificate serial, hex. */
  readonly serial: string;
  readonly at: number;
}

/** An X.509 CRL. It travels in every package; whoever receives a higher number than he holds keeps it. */
export interface RevocationList {
  readonly der: Uint8Array;
  readonly number: number;
  readonly issuedAt: number;
  readonly revoked: readonly Revocation[];
}

const maximumBytes = 65_536;

export function issueRevocationList(
  root: RootCertificate,
  rootPrivateKeyPem: string,
  list: Omit<RevocationList, 'der'>,
): RevocationList {
  return parseRevocationList(encodeSigned(encodeBody(root, list), rootPrivateKeyPem), root);
}

/** Takes only a list that {@link issueRevocationList} could have written and that `root` signed. Throws MalformedError. */
export function parseRevocationList(der: Uint8Array, root: RootCertificate): RevocationList {
  if (der.length > maximumBytes) malformed('revocation list too long');
  const { body, signature } = parseSigned(der);
  const parts = childrenOf(body, TAG.sequence);
  const revoked = parts.length === 6 ? childrenOf(parts[4], TAG.sequence).map(parseRevocation) : [];
  const [, number] = childrenOf(childrenOf(parts.at(-1), 0xa0, 1)[0], TAG.sequence, 2);
  const [, numberValue] = childrenOf(number, TAG.sequence, 2);
  const list = {
    number: numberOf(parseDer((numberValue ?? malformed('no list number')).content)),
    issuedAt: timeOf(parts[3]),
    revoked,
  };
  expectBytes(body, encodeBody(root, list));
  if (!isStructureSigned(body.bytes, signature, root.key))
    malformed('revocation list not signed by the root');
  return { der, ...list };
}

export function isRevoked(list: RevocationList | null, serial: string): boolean {
  return list?.revoked.some((entry) => entry.serial === serial) ?? false;
}

function encodeBody(root: RootCertificate, list: Omit<RevocationList, 'der'>): Uint8Array {
  const entries = list.revoked.map((entry) =>
    sequence(integer(Buffer.from(entry.serial, 'hex')), time(entry.at)),
  );
  return sequence(
    integer(1),
    ALGORITHM.sha256WithRsa,
    root.subject,
    time(list.issuedAt),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(
      0,
      sequence(
        sequence(OID.authorityKeyId, octetString(sequence(implicit(0, keyId(root.publicKey))))),
        sequence(OID.crlNumber, octetString(integer(list.number))),
      ),
    ),
  );
}

function parseRevocation(node: Parameters<typeof childrenOf>[0]): Revocation {
  const [serial, at] = childrenOf(node, TAG.sequence, 2);
  return { serial: bytesToHex(unsignedOf(serial)), at: timeOf(at) };
}
