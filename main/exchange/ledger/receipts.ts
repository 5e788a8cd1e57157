import { createHash } from 'node:crypto';
import { isRecordKind, type PackageKind } from '../../../domain/package-kinds.ts';
import { registersOf } from '../../../domain/packages.ts';
import type { ClockDep, RandomDep } from '../../deps.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import type { Manifest } from '../manifest.ts';
import { decideReceipt } from '../receipt.ts';
import { type Refusal, refusalsIn } from '../refusals.ts';
import { unansweredStates } from '../package-state.ts';
import type { Receipt, ReceiptOutcome, ReceiptStream, SentStream } from '../receipt.ts';
import { forgetResults } from './attachments.ts';
import { beginEpoch, currentEpoch, ensureEpoch, forgottenEpoch, takeReceiptNumber } from './epoch.ts';
import type { Epoch } from './epoch.ts';
import { getPackage, movePackage, recipientsOf } from './packages.ts';
import { heardOf, noteAcknowledged, noteReceipt, standingOf } from './receipt-order.ts';
import type { ReceiptStanding } from './receipt-order.ts';
import { acknowledgeOut, inStreams, missingFrom, moveContentBase, outStream, recordFork } from './streams.ts';
import type { InStream } from './streams.ts';

const packagesInReceipt = 200;
/** Of one stream. */
const refusalsInReceipt = 1000;

/** What we hold of `sender`'s packages, under the next receipt number. */
export function makeReceipt(
  deps: ClockDep & RandomDep,
  tx: Writer,
  own: string,
  sender: string,
  audit: Manifest['audit'],
): Receipt {
  const { epoch } = ensureEpoch(deps, tx);
  const number = takeReceiptNumber(tx);
  const known = inStreams(tx, sender);
  // Of an epoch of which nothing could be imported we only know what is missing; the sender must hear of that too.
  const unknown = missingFrom(tx, sender)
    .filter(({ kind, epoch: of }) => !known.some((stream) => stream.kind === kind && stream.epoch === of))
    .map(({ kind, epoch: of }) => ({ kind, epoch: of, contiguous: 0, lastHash: null, lastAt: 0 }));
  const streams = [...known, ...unknown].map((stream) => describeStream(tx, sender, stream));
  return { format: 1, from: own, to: sender, epoch, number, streams, audit };
}

export interface JudgedStream {
  readonly stream: ReceiptStream;
  readonly outcome: ReceiptOutcome;
}

export interface JudgedReceipt {
  /** An older receipt than one we have: changes nothing. */
  readonly outdated: boolean;
  readonly streams: readonly JudgedStream[];
}

export interface ReceiptReading {
  /**
   * False for a receipt on paper, of which a part may be missing; otherwise the giver holds nothing of a stream he does not
   * name, and that stream is among the judged ones as well.
   */
  readonly namesAll?: boolean;
}

/** What {@link applyReceipt} would do, without doing it. */
export function judgeReceipt(
  reader: Reader,
  sender: string,
  receipt: Receipt,
  reading: ReceiptReading = {},
): JudgedReceipt {
  const own = currentEpoch(reader);
  const standing = standingOf(reader, sender, receipt, own);
  if (standing === 'outdated') return { outdated: true, streams: [] };
  return { outdated: false, streams: judgeStreams(reader, sender, receipt, { own, standing, ...reading }) };
}

/** Packages of ours that a stream of a receipt acknowledges and no receipt has before, oldest first. */
export function newlyAcknowledged(
  reader: Reader,
  sender: string,
  { epoch, kind, contiguous }: ReceiptStream,
): readonly { readonly no: string; readonly sequence: number }[] {
  return reader.all<{ no: string; sequence: number }>(
    `SELECT p.no, r.sequence FROM exchangeRecipient r JOIN exchangePackage p ON p.id = r.package
     WHERE r.office = ? AND r.epoch = ? AND r.sequence <= ? AND p.kind = ? AND r.acknowledgedAt IS NULL
     ORDER BY r.sequence`,
    [sender, epoch, contiguous, kind],
  );
}

/** A state of ours that is lost: what was sent from it is with the giver of a receipt, and nothing of it is here. */
export interface LostState {
  /** The epoch we had then, when it is a later one than the present. */
  readonly epoch: string | null;
}

/**
 * What a receipt shows of a vault that was set back without anybody here noticing, together with all that the PC
 * remembers: a later epoch of ours, packages of the present one that we have not sent, or another content under one of
 * our numbers. The giver would refuse what we send in the present epoch, so another has to begin.
 */
export function lostState(reader: Reader, sender: string, receipt: Receipt): LostState | undefined {
  const { outdated, streams } = judgeReceipt(reader, sender, receipt);
  if (outdated) return undefined;
  const epoch = forgottenEpoch(
    reader,
    receipt.streams.map((each) => each.epoch),
  );
  if (epoch !== undefined) return { epoch };
  const own = currentEpoch(reader)?.epoch;
  const isStrange =
    streams.some(({ outcome }) => outcome.kind === 'unsent' || outcome.kind === 'forked') ||
    receipt.streams.some((each) => each.epoch === own && each.forks.length > 0);
  return isStrange ? { epoch: null } : undefined;
}

/**
 * Applies a receipt whose package has been verified as coming from `sender`. Acknowledged packages become RECEIPTED.
 * Begins another epoch when the receipt shows a {@link lostState}.
 */
export function applyReceipt(
  deps: ClockDep & RandomDep,
  tx: Writer,
  sender: string,
  receipt: Receipt,
  reading: ReceiptReading = {},
): JudgedReceipt {
  const own = currentEpoch(tx);
  const standing = standingOf(tx, sender, receipt, own);
  if (standing === 'outdated') return { outdated: true, streams: [] };
  const lost = lostState(tx, sender, receipt);
  const streams = judgeStreams(tx, sender, receipt, { own, standing, ...reading });
  const now = deps.now();
  const isRestored = noteReceipt(tx, sender, receipt, standing, own, now);
  // What it said of single packages before may have gone with what it lost, whatever number it has reached again.
  if (isRestored && own) forgetResults(tx, sender, own.epoch);
  for (const { stream, outcome } of streams) {
    if (outcome.kind === 'acknowledged' || outcome.kind === 'unchanged')
      noteAcknowledged(tx, sender, receipt.epoch, stream);
    act(tx, sender, standing === 'overtaken' ? { ...stream, packages: [] } : stream, outcome, now);
  }
  if (lost) beginEpoch(deps, tx, 'restored', lost.epoch);
  return { outdated: false, streams };
}

/** Digest over `record rev hash`, sorted by record; the same on both sides when the same revisions are held. */
export function rootHash(
  records: Iterable<{ readonly record: string; readonly rev: number; readonly hash: string }>,
): string {
  const hash = createHash('sha256');
  const lines = Array.from(records, ({ record, rev, hash: content }) => `${record} ${rev} ${content}\n`);
  for (const line of lines.sort()) hash.update(line);
  return hash.digest('hex');
}

/** What we applied of a sender's records of that kind, scans left aside: the newest revision of each. */
export function appliedRoot(reader: Reader, sender: string, kind: PackageKind): string {
  if (!isRecordKind(kind)) return rootHash([]);
  return rootHash(
    reader.all<{ record: string; rev: number; hash: string }>(
      `SELECT record, max(rev) AS rev, hash FROM exchangeApplied WHERE sender = ?
       AND register IN (SELECT value FROM json_each(?)) GROUP BY record`,
      [sender, JSON.stringify([...registersOf(kind)])],
    ),
  );
}

// ---- internals

function describeStream(reader: Reader, sender: string, stream: InStream): ReceiptStream {
  const { kind, epoch, contiguous, lastHash } = stream;
  const places = reader.all<Omit<ReceiptStream['packages'][number], 'refusals'>>(
    `SELECT sequence, hash, accepted, unchanged, refused FROM exchangePlace
     WHERE sender = ? AND kind = ? AND epoch = ? AND imported = 1 ORDER BY sequence DESC LIMIT ?`,
    [sender, kind, epoch, packagesInReceipt],
  );
  // What was refused comes again, so the newest packages tell it best.
  let room = refusalsInReceipt;
  const packages = places.map((place) => {
    const told = withRefusals(reader, sender, place);
    const count = told.refusals?.length ?? 0;
    if (count > room) return place;
    room -= count;
    return told;
  });
  const forks = reader.all<ReceiptStream['forks'][number]>(
    `SELECT sequence, knownHash AS known, otherHash AS other FROM exchangeFork
     WHERE sender = ? AND kind = ? AND epoch = ? ORDER BY sequence LIMIT 100`,
    [sender, kind, epoch],
  );
  const missing = missingFrom(reader, sender).find((each) => each.kind === kind && each.epoch === epoch);
  return {
    kind,
    epoch,
    contiguous,
    hash: contiguous === 0 ? null : lastHash,
    missing: missing ? { first: missing.first, last: missing.last } : null,
    forks,
    packages: packages.toReversed(),
    root: appliedRoot(reader, sender, kind),
  };
}

/** With the records that were refused, as they were kept when the package was imported. */
function withRefusals<T extends { readonly hash: string; readonly refused: number }>(
  reader: Reader,
  sender: string,
  place: T,
): T & { readonly refusals?: Refusal[] } {
  if (place.refused === 0) return place;
  const row = reader.get<{ result: string | null }>(
    `SELECT result FROM exchangePackage WHERE direction = 'in' AND sender = ? AND contentSha256 = ?`,
    [sender, place.hash],
  );
  const refusals = refusalsIn(row?.result ?? null) ?? [];
  return refusals.length === 0 ? place : { ...place, refusals: [...refusals] };
}

function judgeStreams(
  reader: Reader,
  sender: string,
  receipt: Receipt,
  {
    own,
    standing,
    namesAll = true,
  }: ReceiptReading & { readonly own: Epoch | undefined; readonly standing: ReceiptStanding },
): readonly JudgedStream[] {
  const unnamed = namesAll ? unnamedStreams(reader, sender, receipt, own) : [];
  return [...receipt.streams, ...unnamed].map((stream) => {
    const { acknowledged } = heardOf(reader, sender, receipt.epoch, stream);
    const giver = { isOvertaken: standing === 'overtaken', acknowledged };
    return { stream, outcome: decideReceipt(stream, sentStream(reader, sender, stream.kind, own), giver) };
  });
}

/** What we sent of which the giver, who tells all he holds, says nothing: he was set back to before he had any of it. */
function unnamedStreams(
  reader: Reader,
  recipient: string,
  receipt: Receipt,
  own: Epoch | undefined,
): readonly ReceiptStream[] {
  if (!own) return [];
  return reader
    .all<{ kind: PackageKind }>(
      'SELECT kind FROM exchangeStreamOut WHERE recipient = ? AND epoch = ? AND ackSequence > 0 ORDER BY kind',
      [recipient, own.epoch],
    )
    .filter(({ kind }) => !receipt.streams.some((each) => each.kind === kind && each.epoch === own.epoch))
    .map(({ kind }) => ({
      ...{ kind, epoch: own.epoch, contiguous: 0, hash: null, missing: null, forks: [], packages: [] },
      root: rootHash([]),
    }));
}

function sentStream(
  reader: Reader,
  recipient: string,
  kind: PackageKind,
  epoch: Epoch | undefined,
): SentStream | undefined {
  if (!epoch) return undefined;
  const stream = outStream(reader, recipient, kind, epoch);
  return {
    ...stream,
    packageAt: (sequence) =>
      reader.get<{ hash: string }>(
        `SELECT p.contentSha256 AS hash FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
         WHERE r.office = ? AND r.epoch = ? AND r.sequence = ? AND p.kind = ? AND p.contentSha256 IS NOT NULL`,
        [recipient, stream.epoch, sequence, kind],
      ),
  };
}

function act(tx: Writer, sender: string, stream: ReceiptStream, outcome: ReceiptOutcome, at: number): void {
  const own = stream.epoch;
  if (outcome.kind === 'acknowledged') {
    acknowledgeOut(tx, sender, stream.kind, { sequence: outcome.sequence, at });
    if (outcome.lowered) forgetResults(tx, sender, own, { kind: stream.kind, above: outcome.sequence });
  }
  // A printed receipt may have come first: the one on the medium adds the results.
  if (outcome.kind === 'acknowledged' || outcome.kind === 'unchanged') {
    settlePackages(tx, sender, stream, at);
    moveContentBase(tx, sender, stream);
  }
  if (outcome.kind === 'forked') {
    const { sequence, ours, theirs } = outcome;
    const fork = { kind: stream.kind, epoch: own, sequence, knownHash: ours, otherHash: theirs, at };
    recordFork(tx, { sender: '', recipient: sender, ...fork });
  }
  for (const { sequence, known, other } of stream.forks) {
    const fork = { kind: stream.kind, epoch: own, sequence, knownHash: known, otherHash: other, at };
    recordFork(tx, { sender: '', recipient: sender, ...fork });
  }
}

/** Notes the recipient's result on every package up to the acknowledged one; a package is done when all have answered. */
function settlePackages(tx: Writer, recipient: string, stream: ReceiptStream, at: number): void {
  const results = new Map(stream.packages.map((each) => [each.sequence, each]));
  const open = tx.all<{ package: string; sequence: number; isAnswered: number }>(
    `SELECT r.package, r.sequence, r.acknowledgedAt IS NOT NULL AND r.result IS NOT NULL AS isAnswered FROM exchangeRecipient r JOIN exchangePackage p ON p.id = r.package
     WHERE r.office = ? AND r.epoch = ? AND r.sequence <= ? AND p.kind = ?
     AND (r.acknowledgedAt IS NULL OR r.result IS NULL
       OR (r.result ->> 'refused' > 0 AND r.result ->> 'refusals' IS NULL))
     ORDER BY r.sequence`,
    [recipient, stream.epoch, stream.contiguous, stream.kind],
  );
  for (const { package: id, sequence, isAnswered } of open) {
    const result = results.get(sequence);
    // Answered on paper, which gives numbers alone, or by a program that named no records.
    if (isAnswered && !result?.refusals) continue;
    tx.run(
      'UPDATE exchangeRecipient SET acknowledgedAt = ?, result = coalesce(?, result) WHERE package = ? AND office = ?',
      [at, result ? JSON.stringify(result) : null, id, recipient],
    );
    if (recipientsOf(tx, id).some((each) => each.acknowledgedAt === null)) continue;
    if (unansweredStates.includes(getPackage(tx, id).state)) movePackage(tx, id, 'receipt', at);
  }
}
