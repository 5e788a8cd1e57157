/** What our recipients have refused and not taken since: what an office must be told wherever it looks. */
import { isRecordKind, type PackageKind } from '../../../domain/package-kinds.ts';
import type { Reader } from '../../vault/api.ts';
import { type Refusal, refusalsIn } from '../refusals.ts';
import { resultIn } from './packages.ts';

/** Of one stream. A package carries whatever the one before was refused, so the newest answered one tells what stands. */
export interface StandingRefusals {
  readonly recipient: string;
  readonly kind: PackageKind;
  /** The package that was refused in part: its id, its number, when the receipt came. */
  readonly package: string;
  readonly packageNo: string;
  readonly at: number;
  readonly count: number;
  /** As far as a receipt has named them: one on paper gives their number alone. */
  readonly refusals: readonly Refusal[];
  /** The newest package sealed since, which brings them once more; null when none is on its way. */
  readonly againNo: string | null;
}

interface StreamRow {
  readonly recipient: string;
  readonly kind: PackageKind;
  readonly epoch: string;
  readonly sequence: number;
  readonly ackSequence: number;
}

interface AnsweredRow {
  readonly id: string;
  readonly no: string;
  readonly at: number;
  readonly result: string;
}

/** How many answered packages are looked through for one whose receipt names the records. */
const mostLookedAt = 20;

/** Of the streams of these kinds, to one office or to all. */
export function standingRefusals(
  reader: Reader,
  { recipient, isKind = isRecordKind }: { recipient?: string; isKind?: (kind: PackageKind) => boolean } = {},
): readonly StandingRefusals[] {
  return reader
    .all<StreamRow>(
      `SELECT recipient, kind, epoch, sequence, ackSequence FROM exchangeStreamOut
       WHERE ackSequence > 0 AND recipient = coalesce(?, recipient) ORDER BY recipient, kind`,
      [recipient ?? null],
    )
    .filter(({ kind }) => isKind(kind))
    .flatMap((stream) => {
      const [newest] = answered(reader, stream, 1);
      const count = refusedIn(newest);
      if (newest === undefined || count === 0) return [];
      const since = answered(reader, stream, mostLookedAt);
      const clean = since.findIndex((each) => refusedIn(each) === 0);
      const unsettled = clean < 0 ? since : since.slice(0, clean);
      const told = unsettled.find(({ result }) => refusalsIn(result) !== undefined) ?? newest;
      return [
        {
          recipient: stream.recipient,
          kind: stream.kind,
          package: told.id,
          packageNo: told.no,
          at: told.at,
          count,
          refusals: refusalsIn(told.result) ?? [],
          againNo: sealedSince(reader, stream),
        },
      ];
    });
}

const refusedIn = (row: AnsweredRow | undefined): number => resultIn(row?.result ?? null)?.refused ?? 0;

/** The newest packages of which a receipt gave the result. */
function answered(
  reader: Reader,
  { recipient, kind, epoch, ackSequence }: StreamRow,
  limit: number,
): readonly AnsweredRow[] {
  return reader.all<AnsweredRow>(
    `SELECT p.id, p.no, r.acknowledgedAt AS at, r.result FROM exchangeRecipient r JOIN exchangePackage p ON p.id = r.package
     WHERE r.office = ? AND r.epoch = ? AND r.sequence <= ? AND p.kind = ? AND r.result IS NOT NULL
     ORDER BY r.sequence DESC LIMIT ?`,
    [recipient, epoch, ackSequence, kind, limit],
  );
}

function sealedSince(
  reader: Reader,
  { recipient, kind, epoch, sequence, ackSequence }: StreamRow,
): string | null {
  if (sequence <= ackSequence) return null;
  const row = reader.get<{ no: string }>(
    `SELECT p.no FROM exchangeRecipient r JOIN exchangePackage p ON p.id = r.package
     WHERE r.office = ? AND r.epoch = ? AND r.sequence = ? AND p.kind = ?`,
    [recipient, epoch, sequence, kind],
  );
  return row?.no ?? null;
}
