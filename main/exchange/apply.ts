/** Importing: everything of a package in one transaction, or nothing. Applying twice changes nothing. */
import { refuse } from '../../domain/failure.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import type { Slices, Writer } from '../vault/api.ts';
import { parseEntryName } from './entry-names.ts';
import type { Json } from './json.ts';
import { keepCheckpoint } from './ledger/checkpoints.ts';
import { keepRevocationList } from './ledger/keys.ts';
import { findPackage, insertPackage, nameReceipt } from './ledger/packages.ts';
import { applyReceipt } from './ledger/receipts.ts';
import type { JudgedReceipt } from './ledger/receipts.ts';
import type { Job, LongCommitDep } from './ledger/schema.ts';
import { advanceIn, decidePlace } from './ledger/streams.ts';
import type { ImportCounts } from './ledger/streams.ts';
import type { Person } from './manifest.ts';
import type { OpenedPackage } from './package-reader.ts';
import type { Incoming, IncomingDeps } from './receive.ts';
import { type Refusal, refusalsOf } from './refusals.ts';
import { countReviews, reviewRecords } from './review.ts';
import type { Classify, ReviewedRecord } from './review.ts';

/** How the caller stores what arrives; every function but the first runs inside the one transaction. */
export interface Appliers {
  /** Takes a file of the package into the vault before that; `sha256` is that of its content. */
  readonly storeAttachment: (sha256: string, open: () => AsyncIterable<Uint8Array>) => Promise<void>;
  /**
   * Begins the records of a package, `most` of them. What it returns judges each one that has passed the general
   * rules and stores it at once when it is new or changed, so that the next is judged with it in place.
   */
  readonly startRecords: (tx: Writer, most: number) => Receiving;
  readonly applyDocument: (tx: Writer, name: string, value: Json, incoming: Incoming) => Slices<void>;
  /** Bytes of the database that a record takes, see `Vault.transactLong`. */
  readonly roomOfRecord: number;
}

export interface Receiving {
  readonly receive: Classify;
  /** Once, after the last record. */
  readonly finish: () => void;
}

export interface Importers {
  readonly importedBy: Person;
  /** The second person; needed when `needsTwoPersons`. */
  readonly witness: Person | null;
}

export interface ImportResult extends ImportCounts {
  readonly alreadyImported: boolean;
  readonly receipt: JudgedReceipt | null;
}

/**
 * Stores attachments, then applies everything in one transaction, slice by slice. Throws ExpectedError `SecondPersonNeeded`
 * and whatever the appliers and `job` throw; then nothing happened, but that attachments may lie sealed in the vault to
 * which nothing refers.
 */
export async function applyPackage(
  deps: IncomingDeps & LongCommitDep,
  incoming: Incoming,
  persons: Importers,
  appliers: Appliers,
  job: Job,
): Promise<ImportResult> {
  const { opened } = incoming;
  if (incoming.needsTwoPersons && (!persons.witness || persons.witness.id === persons.importedBy.id))
    secondPerson();
  await storeAttachments(opened, appliers, job);
  const room = incoming.records.length * appliers.roomOfRecord;
  return deps.commitLong((tx) => applyAll(deps, tx, incoming, persons, appliers, job), job, room);
}

// ---- internals

function* applyAll(
  deps: ClockDep & RandomDep,
  tx: Writer,
  incoming: Incoming,
  persons: Importers,
  appliers: Appliers,
  job: Job,
): Slices<ImportResult> {
  const { opened } = incoming;
  const { manifest } = opened;
  const sender = manifest.sender.office;
  if (opened.newerRevocations) keepRevocationList(tx, opened.newerRevocations, '吊销名单已公布');
  if (incoming.receipt) {
    const at = deps.now();
    const receipt = applyReceipt(deps, tx, sender, incoming.receipt);
    nameReceipt(tx, sender, manifest.no, at);
    recordIncoming(deps, tx, incoming, { accepted: 0, unchanged: 0, refused: 0 }, persons);
    return { alreadyImported: false, accepted: 0, unchanged: 0, refused: 0, receipt };
  }
  const { place } = incoming;
  if (!place) throw new Error('only receipts have no place');
  const decision = decidePlace(tx, sender, manifest.kind, place, opened.contentSha256);
  if (decision.kind === 'alreadyImported' || decision.kind === 'alreadyCovered') {
    return { alreadyImported: true, accepted: 0, unchanged: 0, refused: 0, receipt: null };
  }
  if (decision.kind !== incoming.decision.kind)
    throw new Error('the stream moved on between inspection and import');
  const { counts, refusals } = yield* applyRecords(tx, incoming, place.epoch, appliers, job);
  for (const { name, value } of incoming.documents) yield* appliers.applyDocument(tx, name, value, incoming);
  const imported = { hash: opened.contentSha256, no: manifest.no, at: deps.now(), ...counts };
  advanceIn(tx, sender, manifest.kind, place, imported);
  recordIncoming(deps, tx, incoming, { ...counts, refusals }, persons);
  return { alreadyImported: false, ...counts, receipt: null };
}

function* applyRecords(
  tx: Writer,
  { records, opened }: Incoming,
  epoch: string,
  appliers: Appliers,
  job: Job,
): Slices<{ readonly counts: ImportCounts; readonly refusals: readonly Refusal[] }> {
  const sender = opened.manifest.sender.office;
  const { receive, finish } = appliers.startRecords(tx, records.length);
  const incoming = records.map(({ record }) => record);
  const reviewed = yield* reviewRecords(tx, { sender, epoch }, incoming, receive, (done) => {
    job.progress(done, records.length, '正在写入');
  });
  finish();
  yield* noteApplied(tx, reviewed, { sender, epoch, packageNo: opened.manifest.no });
  const { unchanged, refused, ...taken } = countReviews(reviewed);
  const counts = { accepted: taken.new + taken.changed, unchanged, refused };
  return { counts, refusals: refusalsOf(reviewed) };
}

interface Origin {
  readonly sender: string;
  readonly epoch: string;
  readonly packageNo: string;
}

/** Some milliseconds. */
const notedAtOnce = 500;

/** Remembers which revision came with which content and in which epoch; revisions the owner has lost are forgotten. */
function* noteApplied(tx: Writer, reviewed: readonly ReviewedRecord[], from: Origin): Slices<void> {
  for (let start = 0; start < reviewed.length; start += notedAtOnce) {
    const some = reviewed.slice(start, start + notedAtOnce);
    const stored = some.filter(({ review: { outcome } }) => outcome === 'new' || outcome === 'changed');
    forgetLater(
      tx,
      stored.filter(({ isKnown }) => isKnown),
    );
    noteStored(tx, stored, from);
    noteUnchanged(
      tx,
      some.filter(({ review }) => review.outcome === 'unchanged'),
      from,
    );
    yield;
  }
  // What stands under another number now is no longer as it came; should its owner have it after all, it is taken anew.
  for (const { review } of reviewed) {
    if (review.displaces === undefined) continue;
    tx.run("UPDATE exchangeApplied SET hash = '' WHERE record = ?", [review.displaces]);
  }
}

const rowsOf = (some: readonly ReviewedRecord[]): string =>
  JSON.stringify(some.map(({ record: { id, rev, register, hash } }) => [id, rev, register, hash]));

function forgetLater(tx: Writer, some: readonly ReviewedRecord[]): void {
  if (some.length === 0) return;
  tx.run(
    `DELETE FROM exchangeApplied WHERE rowid IN (
       SELECT a.rowid FROM json_each(?) j CROSS JOIN exchangeApplied a
       WHERE a.record = j.value ->> 0 AND a.rev >= j.value ->> 1)`,
    [rowsOf(some)],
  );
}

function noteStored(tx: Writer, some: readonly ReviewedRecord[], from: Origin): void {
  if (some.length === 0) return;
  tx.run(
    `INSERT INTO exchangeApplied (record, rev, register, hash, sender, packageNo, epoch)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, ?, ?, ? FROM json_each(?) ORDER BY key`,
    [from.sender, from.packageNo, from.epoch, rowsOf(some)],
  );
}

function noteUnchanged(tx: Writer, some: readonly ReviewedRecord[], from: Origin): void {
  if (some.length === 0) return;
  tx.run(
    `UPDATE exchangeApplied SET epoch = ? WHERE sender = ? AND rowid IN (
       SELECT a.rowid FROM json_each(?) j CROSS JOIN exchangeApplied a
       WHERE a.record = j.value ->> 0 AND a.rev = j.value ->> 1)`,
    [from.epoch, from.sender, rowsOf(some)],
  );
}

async function storeAttachments(
  opened: OpenedPackage,
  { storeAttachment }: Appliers,
  job: Job,
): Promise<void> {
  const attachments = opened.entries().filter((entry) => parseEntryName(entry.name)?.kind === 'blob');
  for (const [done, { name, sha256 }] of attachments.entries()) {
    job.progress(done, attachments.length, '正在加密存入附件');
    await job.breathe();
    await storeAttachment(sha256, () => opened.open(name));
  }
}

function recordIncoming(
  deps: ClockDep,
  tx: Writer,
  { opened }: Incoming,
  { refusals = [], ...counts }: ImportCounts & { readonly refusals?: readonly Refusal[] },
  { importedBy, witness }: Importers,
): void {
  const { manifest, sender, contentSha256, fileSha256 } = opened;
  if (findPackage(tx, manifest.packageId)) return;
  const { packageId: id, no, kind, period, mark, createdBy, createdAt, approvedBy } = manifest;
  const state = counts.refused > 0 ? 'PARTIAL' : 'IMPORTED';
  const about = { id, no, kind, period, mark, createdBy, createdAt, approvedBy, fileSha256, contentSha256 };
  insertPackage(
    tx,
    {
      ...about,
      direction: 'in',
      state,
      sender: sender.office.office,
      counts: manifest.counts,
      entries: [],
      cursor: 0,
      approvedAt: null,
      bytes: opened.manifest.entries.reduce((sum, entry) => sum + entry.size, 0),
    },
    [],
  );
  const at = deps.now();
  tx.run(
    `UPDATE exchangePackage SET movedAt = ?, result = ?, signer = ?, importedAt = ?, importedByName = ?, witnessName = ?
     WHERE id = ?`,
    [
      at,
      JSON.stringify(refusals.length > 0 ? { ...counts, refusals } : counts),
      sender.fingerprint,
      at,
      importedBy.name,
      witness?.name ?? null,
      id,
    ],
  );
  keepCheckpoint(tx, id, manifest.audit);
}

function secondPerson(): never {
  return refuse(
    'SecondPersonNeeded',
    '这个数据包须由两人共同确认后才能导入。',
    '顺序号跳跃过大，或者来文单位恢复过备份。',
    '请另一位有权限的人员输入口令共同确认。',
  );
}
