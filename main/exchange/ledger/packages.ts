import { z } from 'zod';
import type { PackageKind } from '../../../domain/package-kinds.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import type { ManifestEntry, Person } from '../manifest.ts';
import { nextPackageState, unansweredStates } from '../package-state.ts';
import type { PackageEvent, PackageState } from '../package-state.ts';

/** One file of a prepared package; its bytes rest sealed in the vault's blob store. */
export interface PreparedEntry extends ManifestEntry {
  readonly blob: string;
}

export interface PackageRecord {
  readonly id: string;
  readonly no: string;
  readonly direction: 'out' | 'in';
  readonly kind: PackageKind;
  readonly state: PackageState;
  /** Office id. */
  readonly sender: string;
  readonly period: string;
  readonly mark: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly PreparedEntry[];
  /** Changes up to this value of the caller's counter are inside. */
  readonly cursor: number;
  readonly createdBy: Person;
  readonly createdAt: number;
  readonly approvedBy: Person | null;
  readonly approvedAt: number | null;
  readonly sealedAt: number | null;
  readonly bytes: number | null;
  readonly fileName: string | null;
  /** SHA-256 of the file: what the hand-over slip shows. */
  readonly fileSha256: string | null;
  /** SHA-256 of the signed content: the package's identity in its stream. */
  readonly contentSha256: string | null;
  /** The medium it was written to last; each writing stands in the log. */
  readonly mediumId: string | null;
  readonly handoverId: string | null;
  readonly movedAt: number | null;
  /** Of a package that came in: {@link ImportCounts} as JSON. */
  readonly result: string | null;
  readonly reason: string | null;
  /** Fingerprint of the certificate it is signed with; null before it is sealed. */
  readonly signer: string | null;
  /** When and by whom a package was taken in, and who confirmed it. */
  readonly importedAt: number | null;
  readonly importedByName: string | null;
  readonly witnessName: string | null;
  /** Of a package that came in: number of our receipt that answered it. Those of ours are answered one by one. */
  readonly receiptNo: string | null;
  /** 1 while its texts have yet to be read for petitioners, by whoever approves it; see main/service/exchange/named.ts. */
  readonly namesDue: number;
}

export interface PackageRecipientRecord {
  readonly office: string;
  readonly fingerprint: string;
  readonly epoch: string | null;
  readonly sequence: number | null;
  readonly previousHash: string | null;
  /** Acknowledged sequence the content was prepared against, and the epoch it counts in. */
  readonly since: number;
  readonly sinceEpoch: string;
  readonly acknowledgedAt: number | null;
  readonly result: string | null;
  /** Number of the receipt he gave for it. */
  readonly receiptNo: string | null;
}

interface PackageRow extends Omit<PackageRecord, 'counts' | 'entries' | 'createdBy' | 'approvedBy'> {
  readonly counts: string;
  readonly entries: string;
  readonly createdById: string;
  readonly createdByName: string;
  readonly approvedById: string | null;
  readonly approvedByName: string | null;
}

export type NewPackage = Pick<
  PackageRecord,
  | 'id'
  | 'no'
  | 'direction'
  | 'kind'
  | 'state'
  | 'sender'
  | 'period'
  | 'mark'
  | 'counts'
  | 'entries'
  | 'cursor'
> &
  Pick<
    PackageRecord,
    'createdBy' | 'createdAt' | 'approvedBy' | 'approvedAt' | 'bytes' | 'fileSha256' | 'contentSha256'
  >;

export function insertPackage(
  tx: Writer,
  each: NewPackage,
  recipients: readonly Omit<PackageRecipientRecord, 'receiptNo'>[],
): void {
  tx.run(
    `INSERT INTO exchangePackage (id, no, direction, kind, state, sender, period, mark, counts, entries, cursor,
     createdById, createdByName, createdAt, approvedById, approvedByName, approvedAt, bytes, fileSha256, contentSha256)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[each.id, each.no, each.direction, each.kind, each.state, each.sender, each.period, each.mark],
      ...[JSON.stringify(each.counts), JSON.stringify(each.entries), each.cursor],
      ...[each.createdBy.id, each.createdBy.name, each.createdAt],
      ...[each.approvedBy?.id ?? null, each.approvedBy?.name ?? null, each.approvedAt],
      ...[each.bytes, each.fileSha256, each.contentSha256],
    ],
  );
  for (const recipient of recipients) {
    tx.run(
      `INSERT INTO exchangeRecipient (package, office, fingerprint, epoch, sequence, previousHash, since, sinceEpoch)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[each.id, recipient.office, recipient.fingerprint, recipient.epoch, recipient.sequence],
        ...[recipient.previousHash, recipient.since, recipient.sinceEpoch],
      ],
    );
  }
}

export function findPackage(reader: Reader, id: string): PackageRecord | undefined {
  const row = reader.get<PackageRow>('SELECT * FROM exchangePackage WHERE id = ?', [id]);
  return row && rowToPackage(row);
}

/** Throws ExpectedError `PackageMissing`. */
export function getPackage(reader: Reader, id: string): PackageRecord {
  return (
    findPackage(reader, id) ??
    refuse('PackageMissing', '找不到这个数据包。', '台账中没有它的记录。', '请刷新列表后重新选择。')
  );
}

/** Of ours the one that bore this number at that moment: a restored office may have given it once more since. */
export function sentUnder(reader: Reader, no: string, at: number): PackageRecord | undefined {
  const row = reader.get<PackageRow>(
    `SELECT * FROM exchangePackage WHERE direction = 'out' AND no = ? AND createdAt <= ?
      ORDER BY createdAt DESC, id DESC LIMIT 1`,
    [no, at],
  );
  return row && rowToPackage(row);
}

/** Of a package that came in and was taken in or refused: when, and by whom. */
export interface TakenIn extends Pick<PackageRecord, 'no' | 'kind' | 'mark' | 'sender'> {
  readonly at: number;
  /** '' from before it was noted. */
  readonly by: string;
}

/** Oldest first. */
export function packagesTakenIn(reader: Reader): readonly TakenIn[] {
  return reader.all<TakenIn & Record<string, string | number>>(
    `SELECT no, kind, mark, sender, coalesce(importedAt, movedAt) AS at, coalesce(importedByName, '') AS "by"
       FROM exchangePackage WHERE direction = 'in' AND coalesce(importedAt, movedAt) IS NOT NULL ORDER BY at, id`,
  );
}

/** Newest first. */
export function listPackages(
  reader: Reader,
  filter: { readonly direction?: 'out' | 'in'; readonly office?: string },
  offset: number,
  limit: number,
): { readonly packages: readonly PackageRecord[]; readonly total: number } {
  const conditions: string[] = [];
  const params: string[] = [];
  if (filter.direction) {
    conditions.push('direction = ?');
    params.push(filter.direction);
  }
  if (filter.office) {
    conditions.push('(sender = ? OR id IN (SELECT package FROM exchangeRecipient WHERE office = ?))');
    params.push(filter.office, filter.office);
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = reader.all<PackageRow>(
    `SELECT * FROM exchangePackage ${where} ORDER BY createdAt DESC, id DESC LIMIT ? OFFSET ?`,
    [...params, limit, offset],
  );
  const total = reader.get<{ total: number }>(
    `SELECT count(*) AS total FROM exchangePackage ${where}`,
    params,
  )?.total;
  return { packages: rows.map(rowToPackage), total: total ?? 0 };
}

/** A package we made that can be read from its sealed file alone, and the blobs it was made of. */
export interface PackedBlobs {
  readonly id: string;
  readonly blobs: readonly string[];
}

/**
 * The blobs our packages were made of: `needed` while one may still be sealed, `done` once those of these kinds were sealed
 * or given up and until {@link noteBlobsGone}; what goes onto a medium after that is the sealed file.
 */
export function blobsOfSent(
  reader: Reader,
  kinds: readonly PackageKind[],
): { readonly needed: ReadonlySet<string>; readonly done: readonly PackedBlobs[] } {
  const isOpen = `direction = 'out' AND contentSha256 IS NULL AND state <> 'VOID'`;
  const packagesWhere = (condition: string, params: readonly string[] = []): readonly PackedBlobs[] => {
    const sql = `SELECT id, entries FROM exchangePackage WHERE ${condition}`;
    const packages = reader.all<Pick<PackageRow, 'id' | 'entries'>>(sql, params);
    // Written by insertPackage only.
    return packages.map(({ id, entries }) => ({
      id,
      blobs: (JSON.parse(entries) as readonly PreparedEntry[]).map(({ blob }) => blob),
    }));
  };
  const isDone = `direction = 'out' AND blobsGone = 0 AND NOT (${isOpen})`;
  return {
    needed: new Set(packagesWhere(isOpen).flatMap(({ blobs }) => blobs)),
    done: packagesWhere(`${isDone} AND kind IN (SELECT value FROM json_each(?))`, [JSON.stringify(kinds)]),
  };
}

/** Nothing of what these packages were made of is left: nobody looks for it again. */
export function noteBlobsGone(tx: Writer, packages: readonly string[]): void {
  tx.run('UPDATE exchangePackage SET blobsGone = 1 WHERE id IN (SELECT value FROM json_each(?))', [
    JSON.stringify(packages),
  ]);
}

export function recipientsOf(reader: Reader, packageId: string): readonly PackageRecipientRecord[] {
  return reader.all<PackageRecipientRecord>(
    `SELECT office, fingerprint, epoch, sequence, previousHash, since, sinceEpoch, acknowledgedAt, result, receiptNo
     FROM exchangeRecipient WHERE package = ? ORDER BY office`,
    [packageId],
  );
}

const resultSchema = z.object({ accepted: z.number(), unchanged: z.number(), refused: z.number() });

/**
 * How many records of a package were taken and refused where it arrived, from its own `result` or from a recipient's;
 * undefined while nothing speaks of this very package.
 */
export function resultIn(result: string | null): z.infer<typeof resultSchema> | undefined {
  return resultSchema.safeParse(JSON.parse(result ?? 'null')).data;
}

/** Its place in the stream; 0 before it is sealed, and for receipts, which have none. */
export function sequenceOf(reader: Reader, record: PackageRecord): number {
  if (record.direction === 'out') return recipientsOf(reader, record.id)[0]?.sequence ?? 0;
  const place = reader.get<{ sequence: number }>(
    'SELECT sequence FROM exchangePlace WHERE sender = ? AND kind = ? AND hash = ? AND imported = 1',
    [record.sender, record.kind, record.contentSha256],
  );
  return place?.sequence ?? 0;
}

/** Packages on their way to an office without its receipt, oldest first: what one click writes again. */
export function unacknowledged(reader: Reader, office: string): readonly PackageRecord[] {
  return reader
    .all<PackageRow>(
      `SELECT p.* FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
       WHERE r.office = ? AND r.acknowledgedAt IS NULL AND p.direction = 'out' AND p.kind <> 'receipt'
       AND p.state IN (SELECT value FROM json_each(?)) ORDER BY p.sealedAt, p.id`,
      [office, JSON.stringify(unansweredStates)],
    )
    .map(rowToPackage);
}

/** Remembers which receipt of an office acknowledged packages of ours, those acknowledged since `at`. */
export function nameReceipt(tx: Writer, office: string, no: string, at: number): void {
  tx.run(
    `UPDATE exchangeRecipient SET receiptNo = ? WHERE receiptNo IS NULL AND office = ? AND acknowledgedAt >= ?
     AND package IN (SELECT id FROM exchangePackage WHERE direction = 'out')`,
    [no, office, at],
  );
}

/** Numbers of the receipts that answered a package, ours or theirs; null while none has. */
export function receiptNoOf(
  { direction, receiptNo }: Pick<PackageRecord, 'direction' | 'receiptNo'>,
  recipients: readonly Pick<PackageRecipientRecord, 'receiptNo'>[],
): string | null {
  if (direction === 'in') return receiptNo;
  return recipients.flatMap((each) => each.receiptNo ?? []).join('、') || null;
}

/** What became of a package's records at all of its recipients who have said so; null while none has. */
export function outcomeOf(
  recipients: readonly Pick<PackageRecipientRecord, 'result'>[],
): z.infer<typeof resultSchema> | null {
  const known = recipients.flatMap(({ result }) => resultIn(result) ?? []);
  if (known.length === 0) return null;
  return known.reduce((sum, each) => ({
    accepted: sum.accepted + each.accepted,
    unchanged: sum.unchanged + each.unchanged,
    refused: sum.refused + each.refused,
  }));
}

/** Takes one step of the package's life and returns its new state. Throws `PackageStateWrong`. */
export function movePackage(
  tx: Writer,
  id: string,
  event: PackageEvent,
  at: number,
  reason: string | null = null,
): PackageState {
  const state = nextPackageState(getPackage(tx, id).state, event);
  tx.run('UPDATE exchangePackage SET state = ?, movedAt = ?, reason = coalesce(?, reason) WHERE id = ?', [
    state,
    at,
    reason,
    id,
  ]);
  return state;
}

function rowToPackage(row: PackageRow): PackageRecord {
  const { counts, entries, createdById, createdByName, approvedById, approvedByName, ...rest } = row;
  return {
    ...rest,
    // Both columns are written by insertPackage only.
    counts: JSON.parse(counts) as PackageRecord['counts'],
    entries: JSON.parse(entries) as PackageRecord['entries'],
    createdBy: { id: createdById, name: createdByName },
    approvedBy: approvedById === null ? null : { id: approvedById, name: approvedByName ?? '' },
  };
}
