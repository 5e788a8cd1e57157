/** Importing: everything of a package in one transaction, or nothing. Applying twice changes nothing. */
import { refuse } from '../../domain/failure.ts';
import type { ClockDep } from '../deps.ts';
import type { Writer } from '../vault/api.ts';
import { parseEntryName } from './entry-names.ts';
import type { Json } from './json.ts';
import { keepRevocationList } from './ledger/keys.ts';
import { findPackage, insertPackage, nameReceipt } from './ledger/packages.ts';
import { applyReceipt } from './ledger/receipts.ts';
import type { JudgedReceipt } from './ledger/receipts.ts';
import { advanceIn, decidePlace } from './ledger/streams.ts';
import type { ImportCounts } from './ledger/streams.ts';
import type { Person } from './manifest.ts';
import type { OpenedPackage } from './package-reader.ts';
import type { BlobsDep } from './prepare.ts';
import type { Incoming, IncomingDeps } from './receive.ts';
import { countReviews, reviewRecords } from './review.ts';
import type { Classify, RecordOutcome, ReviewedRecord } from './review.ts';

/** How the caller stores what arrives; every function runs inside the one transaction. */
export interface Appliers {
  /**
   * Begins the records of a package, `most` of them. What it returns judges each one that has passed the general
   * rules and stores it at once when it is new or changed, so that the next is judged with it in place.
   */
  readonly startRecords: (tx: Writer, blobIds: ReadonlyMap<string, string>, most: number) => Classify;
  readonly applyDocument: (tx: Writer, name: string, value: Json, incoming: Incoming) => void;
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
 * Stores attachments, then applies everything in one transaction. Throws ExpectedError `SecondPersonNeeded` and whatever the
 * appliers throw; then nothing happened.
 */
export async function applyPackage(
  deps: IncomingDeps,
  incoming: Incoming,
  persons: Importers,
  appliers: Appliers,
): Promise<ImportResult> {
  const { opened } = incoming;
  if (incoming.needsTwoPersons && (!persons.witness || persons.witness.id === persons.importedBy.id))
    secondPerson();
  const blobIds = await storeAttachments(deps, opened);
  return deps.commit((tx) => {
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
    const counts = applyRecords(tx, incoming, place.epoch, blobIds, appliers);
    for (const { name, value } of incoming.documents) appliers.applyDocument(tx, name, value, incoming);
    const imported = { hash: opened.contentSha256, no: manifest.no, at: deps.now(), ...counts };
    advanceIn(tx, sender, manifest.kind, place, imported);
    recordIncoming(deps, tx, incoming, counts, persons);
    return { alreadyImported: false, ...counts, receipt: null };
  });
}

// ---- internals

function applyRecords(
  tx: Writer,
  { records, opened }: Incoming,
  epoch: string,
  blobIds: ReadonlyMap<string, string>,
  appliers: Appliers,
): ImportCounts {
  const sender = opened.manifest.sender.office;
  const store = appliers.startRecords(tx, blobIds, records.length);
  const reviewed = reviewRecords(
    tx,
    { sender, epoch },
    records.map(({ record }) => record),
    store,
  );
  noteApplied(tx, reviewed, { sender, epoch, packageNo: opened.manifest.no });
  const counts = countReviews(reviewed);
  return { accepted: counts.new + counts.changed, unchanged: counts.unchanged, refused: counts.refused };
}

/** Remembers which revision came with which content and in which epoch; revisions the owner has lost are forgotten. */
function noteApplied(
  tx: Writer,
  reviewed: readonly ReviewedRecord[],
  from: { readonly sender: string; readonly epoch: string; readonly packageNo: string },
): void {
  const rowsOf = (...outcomes: readonly RecordOutcome[]): string =>
    JSON.stringify(
      reviewed
        .filter(({ review }) => outcomes.includes(review.outcome))
        .map(({ record: { id, rev, register, hash } }) => [id, rev, register, hash]),
    );
  const stored = rowsOf('new', 'changed');
  tx.run(
    `DELETE FROM exchangeApplied WHERE rowid IN (
       SELECT a.rowid FROM json_each(?) j CROSS JOIN exchangeApplied a
       WHERE a.record = j.value ->> 0 AND a.rev >= j.value ->> 1)`,
    [stored],
  );
  tx.run(
    `INSERT INTO exchangeApplied (record, rev, register, hash, sender, packageNo, epoch)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, ?, ?, ? FROM json_each(?) ORDER BY key`,
    [from.sender, from.packageNo, from.epoch, stored],
  );
  tx.run(
    `UPDATE exchangeApplied SET epoch = ? WHERE sender = ? AND rowid IN (
       SELECT a.rowid FROM json_each(?) j CROSS JOIN exchangeApplied a
       WHERE a.record = j.value ->> 0 AND a.rev = j.value ->> 1)`,
    [from.epoch, from.sender, rowsOf('unchanged')],
  );
  // What stands under another number now is no longer as it came; should its owner have it after all, it is taken anew.
  for (const { review } of reviewed) {
    if (review.displaces === undefined) continue;
    tx.run("UPDATE exchangeApplied SET hash = '' WHERE record = ?", [review.displaces]);
  }
}

async function storeAttachments(deps: BlobsDep, opened: OpenedPackage): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const entry of opened.entries()) {
    const name = parseEntryName(entry.name);
    if (name?.kind !== 'blob') continue;
    const ref = await deps.blobs.put(opened.open(entry.name));
    if (ref.sha256 !== entry.sha256) throw new Error('the vault stored other bytes than the package holds');
    ids.set(entry.sha256, ref.id);
  }
  return ids;
}

function recordIncoming(
  deps: ClockDep,
  tx: Writer,
  { opened }: Incoming,
  counts: ImportCounts,
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
    [at, JSON.stringify(counts), sender.fingerprint, at, importedBy.name, witness?.name ?? null, id],
  );
}

function secondPerson(): never {
  return refuse(
    'SecondPersonNeeded',
    '这个数据包须由两人共同确认后才能导入。',
    '顺序号跳跃过大，或者来文单位恢复过备份。',
    '请另一位有权限的人员输入口令共同确认。',
  );
}
