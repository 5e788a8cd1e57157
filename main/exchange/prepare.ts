/**
 * A package before it is sealed: one person prepares it, another approves it. The content is fixed when it is prepared,
 * so the approver decides about exactly what is sent.
 */
import type { PackageKind } from '../../domain/package-kinds.ts';
import { refuse } from '../../domain/failure.ts';
import { chineseDate, type ClockDep, type RandomDep } from '../deps.ts';
import type { BlobStore, Reader, Writer } from '../vault/api.ts';
import { encodeDocument, encodeLine } from './json.ts';
import type { Identity } from './identity.ts';
import { noteAttachments } from './ledger/attachments.ts';
import { ensureEpoch } from './ledger/epoch.ts';
import { certificateOf, identities } from './ledger/keys.ts';
import { getPackage, insertPackage, movePackage } from './ledger/packages.ts';
import type { PreparedEntry } from './ledger/packages.ts';
import { outStream } from './ledger/streams.ts';
import type { Person } from './manifest.ts';
import type { OfficeCertificate } from './pki/certificate.ts';

export interface BlobsDep {
  readonly blobs: BlobStore;
}

/** What a new package has to start from: everything changed above `cursor` goes in. */
export interface SendingBasis {
  readonly kind: PackageKind;
  readonly recipients: readonly { readonly office: string; readonly since: number }[];
  readonly epoch: string;
  /** The caller's change counter as far as all recipients have acknowledged it. */
  readonly cursor: number;
}

/** Reads the streams. With several recipients the one that is furthest behind decides. */
export function sendingBasis(
  deps: ClockDep & RandomDep,
  tx: Writer,
  kind: PackageKind,
  offices: readonly string[],
): SendingBasis {
  const epoch = ensureEpoch(deps, tx);
  const streams = offices.map((office) => ({ office, ...outStream(tx, office, kind, epoch) }));
  return {
    kind,
    recipients: streams.map(({ office, ackSequence }) => ({ office, since: ackSequence })),
    epoch: epoch.epoch,
    cursor: Math.min(...streams.map((stream) => stream.ackCursor)),
  };
}

/** A file to go along; `blob` puts it into the vault if need be, and says where it lies. */
export interface AttachedFile {
  readonly sha256: string;
  readonly size: number;
  readonly blob: () => Promise<string>;
}

/** What the caller wants sent. Records must be stripped already of everything that may not travel (reference 6.4). */
export interface PackageContent {
  readonly registers: readonly { readonly register: string; readonly records: AsyncIterable<unknown> }[];
  readonly attachments: Iterable<AttachedFile>;
  /** `statistics/…`, `settings/…` or `receipt.json`. */
  readonly documents: readonly { readonly name: string; readonly value: unknown }[];
  /** What the documents count as, e.g. reports; records are counted here. */
  readonly counts?: Readonly<Record<string, number>>;
}

export interface FixedContent {
  readonly entries: readonly PreparedEntry[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Fixes the content as sealed blobs of the vault, so that what is approved is what is sent. */
export async function fixContent({ blobs }: BlobsDep, content: PackageContent): Promise<FixedContent> {
  const entries: PreparedEntry[] = [];
  const counts: Record<string, number> = { ...content.counts };
  for (const { register, records } of content.registers) {
    let count = 0;
    async function* lines() {
      for await (const record of records) {
        count += 1;
        yield new TextEncoder().encode(`${encodeLine(record)}\n`);
      }
    }
    const ref = await blobs.put(lines());
    counts[register] = count;
    entries.push({ name: `records/${register}.ndjson`, size: ref.size, sha256: ref.sha256, blob: ref.id });
  }
  for (const { name, value } of content.documents) {
    const ref = await blobs.put(once(encodeDocument(value)));
    entries.push({ name, size: ref.size, sha256: ref.sha256, blob: ref.id });
  }
  const attached = new Map(Array.from(content.attachments, (file) => [file.sha256, file]));
  for (const [sha256, { size, blob }] of attached)
    entries.push({ name: `blobs/${sha256}`, size, sha256, blob: await blob() });
  return { entries, counts };
}

export interface NewDraft extends FixedContent {
  readonly id: string;
  /** 包编号, drawn by the caller in the same transaction. */
  readonly no: string;
  readonly basis: SendingBasis;
  /** Changes up to this value are inside. */
  readonly cursor: number;
  readonly period: string;
  readonly mark: string;
  readonly createdBy: Person;
  /** Ids of lines inside that go once: scans, and what else is remembered until it is acknowledged. */
  readonly attachments?: readonly string[];
}

/** Throws ExpectedError `NotEnrolled`, `CertificateExpired`, `PeerUnknown`. */
export function draftPackage(deps: ClockDep, tx: Writer, draft: NewDraft): void {
  const own = requireIdentityInForce(deps, tx);
  const { basis } = draft;
  insertPackage(
    tx,
    {
      ...draft,
      direction: 'out',
      kind: basis.kind,
      state: 'DRAFT',
      sender: own.certificate.office.office,
      createdAt: deps.now(),
      approvedBy: null,
      approvedAt: null,
      bytes: null,
      fileSha256: null,
      contentSha256: null,
    },
    basis.recipients.map(({ office, since }) => ({
      office,
      since,
      sinceEpoch: basis.epoch,
      fingerprint: requireCertificate(tx, office).fingerprint,
      epoch: null,
      sequence: null,
      previousHash: null,
      acknowledgedAt: null,
      result: null,
    })),
  );
  noteAttachments(tx, draft.id, draft.attachments ?? []);
}

/** The second person's consent. Throws ExpectedError `SamePerson`, `PackageStateWrong`. */
export function approvePackage(deps: ClockDep, tx: Writer, id: string, approver: Person): void {
  if (getPackage(tx, id).createdBy.id === approver.id) {
    refuse(
      'SamePerson',
      '制作人不能批准自己制作的数据包。',
      '数据包须由两人分别制作和批准。',
      '请由另一位有批准权限的人员登录后批准。',
    );
  }
  movePackage(tx, id, 'approve', deps.now());
  tx.run('UPDATE exchangePackage SET approvedById = ?, approvedByName = ?, approvedAt = ? WHERE id = ?', [
    approver.id,
    approver.name,
    deps.now(),
    id,
  ]);
}

/** Throws ExpectedError `NotEnrolled`. */
export function requireIdentity(reader: Reader): Identity {
  return (
    identities(reader)[0] ??
    refuse(
      'NotEnrolled',
      '本单位尚未加入交换网络。',
      '还没有市级巡察办签发的证书，不能签名、加密或者接收数据包。',
      '请先在“网络与证书”中办理入网。',
    )
  );
}

/** For what is signed anew; what comes in is opened with an expired certificate too. Throws `CertificateExpired` also. */
export function requireIdentityInForce(deps: ClockDep, reader: Reader): Identity {
  const identity = requireIdentity(reader);
  const { notAfter, office } = identity.certificate;
  const act = office.level === 'CITY' ? '更新本办证书' : '换发证书';
  if (deps.now() <= notAfter) return identity;
  return refuse(
    'CertificateExpired',
    '本单位的证书已经过期，不能再制作数据包。',
    `按本机时钟，证书有效期到${chineseDate(notAfter)}为止。`,
    `请先核对本机日期；日期无误的，请安全保密管理员在“网络与证书”中${act}。`,
  );
}

/** The certificate packages to an office are sealed for. Throws ExpectedError `PeerUnknown`. */
export function requireCertificate(reader: Reader, office: string): OfficeCertificate {
  return (
    certificateOf(reader, office) ??
    refuse(
      'PeerUnknown',
      '没有接收单位的有效证书。',
      '该单位尚未入网，或者证书已被吊销。',
      '请先在“网络与证书”中核对该单位的证书。',
    )
  );
}

// ---- internals

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
