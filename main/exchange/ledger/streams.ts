import type { PackageKind } from '../../../domain/package-kinds.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import type { StreamPlace } from '../manifest.ts';
import { decideIncoming } from '../order.ts';
import type { Decision, Missing, StreamKnowledge } from '../order.ts';
import type { Epoch } from './epoch.ts';

/** Our side of a stream to one recipient. */
export interface OutStream {
  readonly epoch: string;
  readonly sequence: number;
  readonly lastHash: string | null;
  readonly ackSequence: number;
  /** The recipient has taken every change up to this value of the caller's change counter; see moveContentBase. */
  readonly ackCursor: number;
}

/** The stream as it stands in the given epoch; a new epoch starts at nothing sent and nothing acknowledged. */
export function outStream(reader: Reader, recipient: string, kind: PackageKind, epoch: Epoch): OutStream {
  const row = reader.get<OutStream>(
    `SELECT epoch, sequence, lastHash, ackSequence, ackCursor FROM exchangeStreamOut
     WHERE recipient = ? AND kind = ? AND epoch = ?`,
    [recipient, kind, epoch.epoch],
  );
  return row ?? { epoch: epoch.epoch, sequence: 0, lastHash: null, ackSequence: 0, ackCursor: 0 };
}

/** The place the next package takes. `since` is what its content was prepared against. */
export function nextPlace(stream: OutStream, epoch: Epoch, since: number): StreamPlace {
  return {
    epoch: epoch.epoch,
    epochReason: epoch.reason,
    sequence: stream.sequence + 1,
    previousHash: stream.lastHash,
    since,
  };
}

/** Records a sealed package as the newest of its stream. */
export function advanceOut(
  tx: Writer,
  recipient: string,
  kind: PackageKind,
  place: StreamPlace,
  hash: string,
): void {
  tx.run(
    `INSERT INTO exchangeStreamOut (recipient, kind, epoch, sequence, lastHash, ackSequence, ackCursor)
     VALUES (?, ?, ?, ?, ?, 0, 0) ON CONFLICT (recipient, kind) DO UPDATE SET
     ackSequence = CASE WHEN epoch = excluded.epoch THEN ackSequence ELSE 0 END,
     ackCursor = CASE WHEN epoch = excluded.epoch THEN ackCursor ELSE 0 END,
     epoch = excluded.epoch, sequence = excluded.sequence, lastHash = excluded.lastHash`,
    [recipient, kind, place.epoch, place.sequence, hash],
  );
}

export function acknowledgeOut(
  tx: Writer,
  recipient: string,
  kind: PackageKind,
  acknowledged: { readonly sequence: number; readonly at: number },
): void {
  tx.run('UPDATE exchangeStreamOut SET ackSequence = ?, ackAt = ? WHERE recipient = ? AND kind = ?', [
    acknowledged.sequence,
    acknowledged.at,
    recipient,
    kind,
  ]);
}

/**
 * Sets what the next package starts from. A package holds every change since the base it was made from that the recipient
 * is not known to have (see answeredBy), so the newest of which he refused nothing proves that he has all changes up to
 * then; one with a refusal does not, and what was refused goes into every package until it is taken. Without any result the
 * base is the beginning.
 */
export function moveContentBase(
  tx: Writer,
  recipient: string,
  {
    kind,
    epoch,
    contiguous,
  }: { readonly kind: PackageKind; readonly epoch: string; readonly contiguous: number },
): void {
  tx.run(
    `UPDATE exchangeStreamOut SET ackCursor = coalesce((
       SELECT max(p.cursor) FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
       WHERE r.office = ?1 AND p.kind = ?2 AND r.epoch = ?3 AND r.sequence <= ?4 AND r.result ->> 'refused' = 0), 0)
     WHERE recipient = ?1 AND kind = ?2 AND epoch = ?3`,
    [recipient, kind, epoch, contiguous],
  );
}

/** The newest package of which the recipient refused nothing. */
export interface ContentBase {
  /** 0 when there is none. */
  readonly sequence: number;
  /** How much he refused of the newest one he acknowledged. */
  readonly refused: number;
}

/** What {@link moveContentBase} found, by its number. */
export function contentBase(
  reader: Reader,
  recipient: string,
  kind: PackageKind,
  { epoch, ackSequence }: Pick<OutStream, 'epoch' | 'ackSequence'>,
): ContentBase {
  const row = reader.get<{ sequence: number | null; refused: number | null }>(
    `SELECT max(r.sequence) FILTER (WHERE r.result ->> 'refused' = 0) AS sequence,
       max(r.result ->> 'refused') FILTER (WHERE r.sequence = ?4) AS refused
     FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ?1 AND p.kind = ?2 AND r.epoch = ?3 AND r.sequence <= ?4`,
    [recipient, kind, epoch, ackSequence],
  );
  return { sequence: row?.sequence ?? 0, refused: row?.refused ?? 0 };
}

/** One incoming stream in its current epoch. */
export interface InStream {
  readonly kind: PackageKind;
  readonly epoch: string;
  readonly contiguous: number;
  readonly lastHash: string | null;
  readonly lastAt: number;
}

export function inStreams(reader: Reader, sender: string): readonly InStream[] {
  return reader.all<InStream>(
    `SELECT kind, epoch, contiguous, lastHash, lastAt FROM exchangeStreamIn
     WHERE sender = ? AND superseded = 0 ORDER BY kind`,
    [sender],
  );
}

export function decidePlace(
  reader: Reader,
  sender: string,
  kind: PackageKind,
  place: StreamPlace,
  hash: string,
): Decision {
  return decideIncoming(
    place,
    hash,
    knowledgeOf(reader, sender, kind, place.epoch),
    presentEpoch(reader, sender, kind),
  );
}

/** The number of the imported package that brought what stands at a place that was skipped. */
export function coveredBy(
  reader: Reader,
  sender: string,
  kind: PackageKind,
  { epoch, sequence }: StreamPlace,
): number | undefined {
  const row = reader.get<{ sequence: number | null }>(
    `SELECT min(sequence) AS sequence FROM exchangePlace
     WHERE sender = ? AND kind = ? AND epoch = ? AND sequence > ? AND imported = 1`,
    [sender, kind, epoch, sequence],
  );
  return row?.sequence ?? undefined;
}

/** What was done with one package. */
export interface ImportCounts {
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** Moves the stream on after an import; a new epoch supersedes the ones before. */
export function advanceIn(
  tx: Writer,
  sender: string,
  kind: PackageKind,
  place: StreamPlace,
  imported: { readonly hash: string; readonly no: string; readonly at: number } & ImportCounts,
): void {
  const key = [sender, kind, place.epoch] as const;
  tx.run('UPDATE exchangeStreamIn SET superseded = 1 WHERE sender = ? AND kind = ? AND epoch <> ?', key);
  tx.run(
    `INSERT INTO exchangeStreamIn (sender, kind, epoch, contiguous, lastHash, lastAt, superseded)
     VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (sender, kind, epoch) DO UPDATE SET
     contiguous = excluded.contiguous, lastHash = excluded.lastHash, lastAt = excluded.lastAt`,
    [...key, place.sequence, imported.hash, imported.at],
  );
  tx.run('DELETE FROM exchangeMissing WHERE sender = ? AND kind = ?', [sender, kind]);
  const insertPlace = `INSERT INTO exchangePlace
    (sender, kind, epoch, sequence, hash, imported, packageNo, accepted, unchanged, refused)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const { hash, no, accepted, unchanged, refused } = imported;
  tx.run(
    `${insertPlace} ON CONFLICT (sender, kind, epoch, sequence) DO UPDATE SET imported = 1,
     packageNo = excluded.packageNo, accepted = excluded.accepted, unchanged = excluded.unchanged,
     refused = excluded.refused`,
    [...key, place.sequence, hash, 1, no, accepted, unchanged, refused],
  );
  if (place.previousHash === null) return;
  tx.run(`${insertPlace} ON CONFLICT (sender, kind, epoch, sequence) DO NOTHING`, [
    ...key,
    place.sequence - 1,
    place.previousHash,
    0,
    '',
    0,
    0,
    0,
  ]);
}

/** Keeps the numbers a refused package showed to be missing, for the receipt and the board. */
export function recordMissing(
  tx: Writer,
  sender: string,
  kind: PackageKind,
  epoch: string,
  missing: Missing,
  at: number,
): void {
  tx.run(
    `INSERT INTO exchangeMissing (sender, kind, epoch, first, last, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (sender, kind, epoch) DO UPDATE SET first = excluded.first, last = max(last, excluded.last),
     at = excluded.at`,
    [sender, kind, epoch, missing.first, missing.last, at],
  );
}

export interface MissingIn extends Missing {
  readonly kind: PackageKind;
  readonly epoch: string;
}

export function missingFrom(reader: Reader, sender: string): readonly MissingIn[] {
  return reader.all<MissingIn>(
    'SELECT kind, epoch, first, last FROM exchangeMissing WHERE sender = ? ORDER BY kind, at DESC, epoch LIMIT 16',
    [sender],
  );
}

export interface Fork {
  readonly sender: string;
  readonly recipient: string;
  readonly kind: PackageKind;
  readonly epoch: string;
  readonly sequence: number;
  readonly knownHash: string;
  readonly otherHash: string;
  readonly at: number;
}

/** Keeps the evidence of two contents in one place; both sides show it until people have cleared it up. */
export function recordFork(tx: Writer, fork: Fork): void {
  const place = [fork.sender, fork.recipient, fork.kind, fork.epoch, fork.sequence] as const;
  const isKnown = tx.get(
    `SELECT 1 AS found FROM exchangeFork WHERE sender = ? AND recipient = ? AND kind = ? AND epoch = ? AND sequence = ?
     AND ? IN (knownHash, otherHash) AND ? IN (knownHash, otherHash)`,
    [...place, fork.knownHash, fork.otherHash],
  );
  if (isKnown) return;
  tx.run(
    `INSERT INTO exchangeFork (sender, recipient, kind, epoch, sequence, knownHash, otherHash, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [...place, fork.knownHash, fork.otherHash, fork.at],
  );
}

export function forks(reader: Reader): readonly Fork[] {
  return reader.all<Fork>(
    `SELECT sender, recipient, kind, epoch, sequence, knownHash, otherHash, at FROM exchangeFork
     ORDER BY at, sender, kind, sequence`,
  );
}

function knowledgeOf(
  reader: Reader,
  sender: string,
  kind: PackageKind,
  epoch: string,
): StreamKnowledge | undefined {
  const row = reader.get<{ contiguous: number; superseded: number }>(
    'SELECT contiguous, superseded FROM exchangeStreamIn WHERE sender = ? AND kind = ? AND epoch = ?',
    [sender, kind, epoch],
  );
  if (!row) return undefined;
  return {
    superseded: row.superseded === 1,
    contiguous: row.contiguous,
    hashAt: (sequence) => {
      const place = reader.get<{ hash: string; imported: number }>(
        'SELECT hash, imported FROM exchangePlace WHERE sender = ? AND kind = ? AND epoch = ? AND sequence = ?',
        [sender, kind, epoch, sequence],
      );
      return place && { hash: place.hash, imported: place.imported === 1 };
    },
  };
}

function presentEpoch(reader: Reader, sender: string, kind: PackageKind): string | null {
  const row = reader.get<{ epoch: string }>(
    'SELECT epoch FROM exchangeStreamIn WHERE sender = ? AND kind = ? AND superseded = 0',
    [sender, kind],
  );
  return row?.epoch ?? null;
}
