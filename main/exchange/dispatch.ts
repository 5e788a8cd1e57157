/**
 * An approved package on its way out: sealed once into the outbox, then copied to a medium, as often as needed. A
 * resend (补发) is the same bytes.
 */
import { join } from 'node:path';
import { refuse } from '../../domain/failure.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { readRange } from './files.ts';
import type { ByteSource, FilesDep } from './files.ts';
import type { Identity } from './identity.ts';
import { keepCheckpoint } from './ledger/checkpoints.ts';
import { currentEpoch } from './ledger/epoch.ts';
import { identities, revocationList } from './ledger/keys.ts';
import { checkMediumFor, getMedium } from './ledger/media.ts';
import { getPackage, movePackage, recipientsOf } from './ledger/packages.ts';
import type { PackageRecord } from './ledger/packages.ts';
import type { CommitDep, LedgerDep } from './ledger/schema.ts';
import { advanceOut, nextPlace, outStream } from './ledger/streams.ts';
import { packageFileName } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { writeToMedium } from './medium.ts';
import { nextPackageState, unansweredStates } from './package-state.ts';
import { defaultLimits, readPackage } from './package-reader.ts';
import { writePackage } from './package-writer.ts';
import type { ManifestParts, PackageRecipient, WrittenPackage } from './package-writer.ts';
import { requireCertificate, requireIdentityInForce } from './prepare.ts';
import type { BlobsDep } from './prepare.ts';

export type OutgoingDeps = ClockDep & RandomDep & FilesDep & LedgerDep & CommitDep & BlobsDep;

/** Sealed files waiting to be copied, and working space; both lie in the office's own folder. */
export interface ExchangeFolders {
  readonly outbox: string;
  readonly quarantine: string;
}

/**
 * Signs and encrypts an approved package into the outbox, reads it back, and only then uses up its number in the
 * stream. A crash before that leaves a file nobody has seen, which the next attempt replaces.
 * Throws ExpectedError `PackageOutdated` when the vault began a new epoch after the package was prepared.
 */
export async function sealPackage(
  deps: OutgoingDeps,
  folders: ExchangeFolders,
  id: string,
  audit: Manifest['audit'],
): Promise<PackageRecord> {
  const record = getPackage(deps.ledger, id);
  if (record.contentSha256 !== null) return record;
  nextPackageState(record.state, 'write');
  const identity = requireIdentityInForce(deps, deps.ledger);
  const recipients = planRecipients(deps.ledger, record);
  await deps.files.createFolder(folders.outbox);
  await deps.files.createFolder(folders.quarantine);
  const path = outboxPath(folders, id);
  await deps.files.remove(path);
  const file = await deps.files.create(path);
  let written: WrittenPackage;
  try {
    written = await writePackage(deps, {
      sink: file,
      identity,
      recipients,
      parts: manifestParts(deps.ledger, identity, record, audit),
      entries: record.entries.map(({ blob, ...entry }) => ({ ...entry, open: () => deps.blobs.read(blob) })),
    });
    await file.sync();
  } finally {
    await file.close();
  }
  await deps.files.syncFolder(folders.outbox);
  await withFile(deps, path, (source) => verifyFile(deps, folders, source, written));
  return deps.commit((tx) => {
    if (!isSamePlan(planRecipients(tx, getPackage(tx, id)), recipients)) return outdated();
    recordSealed(deps, tx, record, recipients, {
      ...written,
      signer: identity.certificate.fingerprint,
    });
    keepCheckpoint(tx, id, audit);
    return getPackage(tx, id);
  });
}

export interface Delivery {
  readonly folder: string;
  /** Its entry in 介质台账: nothing goes onto a medium that nobody answers for. */
  readonly mediumId: string;
}

/**
 * Copies a sealed package to a removable medium; when it resolves the medium may be removed. May be repeated (补发): the
 * bytes are the same each time. Throws what {@link writeToMedium} and {@link checkMediumFor} throw.
 */
export async function deliverPackage(
  deps: OutgoingDeps,
  folders: ExchangeFolders,
  id: string,
  delivery: Delivery,
): Promise<PackageRecord> {
  const record = getPackage(deps.ledger, id);
  const { fileSha256, contentSha256 } = record;
  if (fileSha256 === null || contentSha256 === null) throw new Error('the package is not sealed yet');
  nextPackageState(record.state, 'write');
  checkMediumFor(getMedium(deps.ledger, delivery.mediumId), record.mark);
  const fileName = packageFileName(record);
  await withFile(deps, outboxPath(folders, id), (sealed) =>
    writeToMedium(deps, {
      folder: delivery.folder,
      fileName,
      write: async (sink) => {
        for await (const chunk of readRange(sealed, 0, sealed.size)) await sink.write(chunk);
      },
      verify: (copy) => verifyFile(deps, folders, copy, { fileSha256, contentSha256 }),
    }),
  );
  return deps.commit((tx) => {
    movePackage(tx, id, 'write', deps.now());
    if (record.kind === 'receipt') settleReceipted(tx, record, deps.now());
    tx.run('UPDATE exchangePackage SET fileName = ?, mediumId = ? WHERE id = ?', [
      fileName,
      delivery.mediumId,
      id,
    ]);
    return getPackage(tx, id);
  });
}

/** What a receipt answers is done on our side once the receipt stands on a medium or on paper. */
export function settleReceipted(tx: Writer, receipt: PackageRecord, at: number): void {
  for (const { office } of recipientsOf(tx, receipt.id)) {
    const answered = tx.all<{ id: string }>(
      `SELECT id FROM exchangePackage WHERE direction = 'in' AND sender = ? AND kind <> 'receipt'
       AND state IN ('IMPORTED', 'PARTIAL') AND movedAt <= ? ORDER BY id`,
      [office, receipt.createdAt],
    );
    for (const { id } of answered) {
      movePackage(tx, id, 'receipt', at);
      tx.run('UPDATE exchangePackage SET receiptNo = ? WHERE id = ?', [receipt.no, id]);
    }
  }
}

/** Removes sealed files that nobody will ask for again. */
export async function cleanOutbox(deps: FilesDep & LedgerDep, { outbox }: ExchangeFolders): Promise<void> {
  await deps.files.createFolder(outbox);
  for (const name of await deps.files.list(outbox)) {
    const row = deps.ledger.get<{ state: string; contentSha256: string | null }>(
      'SELECT state, contentSha256 FROM exchangePackage WHERE id = ?',
      [name.replace(/\.lxp$/, '')],
    );
    const isNeeded = row?.contentSha256 && ['APPROVED', 'PRINTED', ...unansweredStates].includes(row.state);
    if (!isNeeded) await deps.files.remove(join(outbox, name));
  }
}

// ---- internals

const outboxPath = (folders: ExchangeFolders, id: string) => join(folders.outbox, `${id}.lxp`);

function outdated(): never {
  return refuse(
    'PackageOutdated',
    '这个数据包需要重新制作。',
    '制作之后发送次序有了变化（例如保险库做过恢复），原来的内容已不适用。',
    '请作废这个数据包，按现在的情况重新制作并批准。',
  );
}

function planRecipients(reader: Reader, record: PackageRecord): readonly PackageRecipient[] {
  const epoch = currentEpoch(reader);
  return recipientsOf(reader, record.id).map(({ office, since, sinceEpoch }) => {
    const certificate = requireCertificate(reader, office);
    if (record.kind === 'receipt') return { certificate, stream: null };
    if (!epoch || epoch.epoch !== sinceEpoch) return outdated();
    return { certificate, stream: nextPlace(outStream(reader, office, record.kind, epoch), epoch, since) };
  });
}

/** Another package of the same stream may have been sealed meanwhile. */
function isSamePlan(a: readonly PackageRecipient[], b: readonly PackageRecipient[]): boolean {
  const places = (plan: readonly PackageRecipient[]) => JSON.stringify(plan.map(({ stream }) => stream));
  return places(a) === places(b);
}

function manifestParts(
  reader: Reader,
  { root }: Identity,
  record: PackageRecord,
  audit: Manifest['audit'],
): ManifestParts {
  const { approvedBy } = record;
  if (!approvedBy) throw new Error('an approved package names its approver');
  const list = revocationList(reader, root);
  return {
    packageId: record.id,
    no: record.no,
    kind: record.kind,
    createdBy: record.createdBy,
    approvedBy,
    createdAt: record.createdAt,
    mark: record.mark,
    period: record.period,
    counts: record.counts,
    audit,
    revocations: list && Buffer.from(list.der).toString('base64'),
  };
}

function recordSealed(
  deps: ClockDep,
  tx: Writer,
  record: PackageRecord,
  recipients: readonly PackageRecipient[],
  written: WrittenPackage & { readonly signer: string },
): void {
  tx.run(
    `UPDATE exchangePackage SET sealedAt = ?, bytes = ?, fileSha256 = ?, contentSha256 = ?, signer = ?
     WHERE id = ?`,
    [deps.now(), written.bytes, written.fileSha256, written.contentSha256, written.signer, record.id],
  );
  for (const { certificate, stream } of recipients) {
    const { office } = certificate.office;
    tx.run(
      `UPDATE exchangeRecipient SET fingerprint = ?, epoch = ?, sequence = ?, previousHash = ?
       WHERE package = ? AND office = ?`,
      [
        ...[
          certificate.fingerprint,
          stream?.epoch ?? null,
          stream?.sequence ?? null,
          stream?.previousHash ?? null,
        ],
        ...[record.id, office],
      ],
    );
    if (stream) advanceOut(tx, office, record.kind, stream, written.contentSha256);
  }
}

/** Opens the file as its sender, which takes every step a recipient takes, and compares the hashes. */
async function verifyFile(
  deps: OutgoingDeps,
  folders: ExchangeFolders,
  source: ByteSource,
  expected: { readonly fileSha256: string; readonly contentSha256: string },
): Promise<void> {
  const own = identities(deps.ledger);
  const opened = await readPackage(deps, {
    source,
    identities: own,
    isPeer: (sender) => own.some(({ certificate }) => certificate.fingerprint === sender.fingerprint),
    revocations: null,
    limits: defaultLimits,
    quarantineFolder: folders.quarantine,
  });
  await opened.discard();
  if (opened.fileSha256 === expected.fileSha256 && opened.contentSha256 === expected.contentSha256) return;
  refuse(
    'PackageDamaged',
    '回读的数据包与写入的不一致。',
    '文件的摘要与台账记载不符。',
    '请换一个介质重新写入。',
  );
}

async function withFile<T>(
  deps: FilesDep,
  path: string,
  work: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const file = await deps.files.openForReading(path);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
