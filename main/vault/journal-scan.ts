/**
 * Reading the journal back. Whole transactions are handed over in order; what follows the last whole one is judged:
 * a torn tail (a crash before the acknowledgement) or damage to something that had been acknowledged.
 */
import { readU64 } from './bytes.ts';
import { tagBytes, unseal } from './crypto.ts';
import { finalMark, frameContext, frameHeadBytes } from './journal.ts';
import type { Position } from './journal.ts';

export interface JournalBytes {
  /** The whole file, header included. */
  readonly bytes: Buffer;
  readonly header: Buffer;
  readonly key: Buffer;
}

interface Frame {
  readonly sequence: number;
  readonly part: number;
  readonly final: boolean;
  readonly plain: Buffer;
  /** Tag of the frame before, as this frame names it. */
  readonly previous: Buffer;
  readonly tag: Buffer;
  readonly end: number;
}

export interface JournalScan extends Position {
  /** End of the last whole transaction. */
  readonly end: number;
  /** Start of the last whole transaction, or `end` when there is none. */
  readonly lastStart: number;
  readonly tail:
    | { readonly kind: 'none' }
    /** Never acknowledged; may be cut. */
    | { readonly kind: 'torn' }
    /** A whole frame of a later transaction follows, the highest having this sequence. */
    | { readonly kind: 'damaged'; readonly laterSequence: number };
}

/** Calls `apply` with the frames of each whole transaction; what it refuses (false) counts as damaged. */
export function scanJournal(
  journal: JournalBytes,
  from: Position,
  apply: (frames: readonly Buffer[]) => boolean,
): JournalScan {
  const { bytes, header } = journal;
  let { sequence, chain } = from;
  let [end, lastStart] = [header.length, header.length];
  let [cursor, link] = [end, chain];
  let frames: Buffer[] = [];
  for (;;) {
    const frame = readFrame(journal, cursor);
    if (frame?.sequence !== sequence + 1 || frame.part !== frames.length || !frame.previous.equals(link))
      break;
    frames.push(frame.plain);
    cursor = frame.end;
    link = frame.tag;
    if (!frame.final) continue;
    if (!apply(frames)) {
      return { sequence, chain, end, lastStart, tail: { kind: 'damaged', laterSequence: frame.sequence } };
    }
    frames = [];
    lastStart = end;
    end = cursor;
    chain = link;
    sequence = frame.sequence;
  }
  const laterSequence = end === bytes.length ? 0 : findLater(journal, cursor, sequence + 1);
  const kind = end === bytes.length ? 'none' : 'torn';
  return {
    sequence,
    chain,
    end,
    lastStart,
    tail: laterSequence > 0 ? { kind: 'damaged', laterSequence } : { kind },
  };
}

function readFrame(journal: JournalBytes, at: number): Frame | undefined {
  const { bytes } = journal;
  if (at + frameHeadBytes + tagBytes > bytes.length) return undefined;
  const head = bytes.subarray(at, at + frameHeadBytes);
  const end = at + frameHeadBytes + head.readUInt32LE(0) + tagBytes;
  const sequence = readU64(head, 4);
  if (end > bytes.length || sequence === undefined) return undefined;
  const sealed = bytes.subarray(at + frameHeadBytes, end);
  const plain = unseal(journal.key, head.subarray(32), frameContext(journal.header, head), sealed);
  if (!plain) return undefined;
  const mark = head.readUInt32LE(12);
  const final = mark >= finalMark;
  const tag = Buffer.from(bytes.subarray(end - tagBytes, end));
  return {
    sequence,
    part: final ? mark - finalMark : mark,
    final,
    plain,
    previous: head.subarray(16, 32),
    tag,
    end,
  };
}

/**
 * The highest sequence above `sequence` of any authentic frame behind `from`, or 0. A commit is only begun when the
 * one before it is durable, so such a frame proves that `sequence` had been acknowledged.
 */
function findLater(journal: JournalBytes, from: number, sequence: number): number {
  const { bytes } = journal;
  const least = frameHeadBytes + tagBytes;
  let highest = 0;
  for (let at = from + 1; at + least <= bytes.length; at += 1) {
    const candidate = readU64(bytes, at + 4);
    if (candidate === undefined || candidate <= sequence || candidate > sequence + bytes.length / least)
      continue;
    if (at + least + bytes.readUInt32LE(at) > bytes.length) continue;
    const frame = readFrame(journal, at);
    if (!frame) continue;
    highest = frame.sequence;
    at = frame.end - 1;
  }
  return highest;
}
