/**
 * What the place of an incoming package in its stream means. Pure: the same rules serve the ledger, the tests and the
 * carry simulation. Numbers that are missing are named exactly, as ranges.
 */
import type { StreamPlace } from './manifest.ts';

/** Inclusive. */
export interface Missing {
  readonly first: number;
  readonly last: number;
}

/** What we know of a stream (one sender, one kind, one epoch). */
export interface StreamKnowledge {
  /** The epoch has been replaced by a later one. */
  readonly superseded: boolean;
  /** Everything up to here has been imported or was carried by a later package; 0 before the first. */
  readonly contiguous: number;
  /** Content hash known for a sequence, imported or announced by its successor. */
  readonly hashAt: (sequence: number) => { readonly hash: string; readonly imported: boolean } | undefined;
}

export type Decision =
  /** Import it. `skipped` numbers never came, but this package carries their changes. */
  | { readonly kind: 'new'; readonly newEpoch: boolean; readonly skipped: Missing | null }
  | { readonly kind: 'alreadyImported' }
  /** A late package whose changes a later one has already brought. */
  | { readonly kind: 'alreadyCovered' }
  /** Same place, other content: someone's vault was restored without a new epoch, or something worse. */
  | {
      readonly kind: 'forked';
      readonly sequence: number;
      readonly knownHash: string;
      readonly otherHash: string;
    }
  /** The sender believes we have these numbers; we do not. */
  | { readonly kind: 'gap'; readonly missing: Missing }
  /** The numbers leap further than lost media explain: two people must look at it. */
  | { readonly kind: 'jump'; readonly from: number; readonly to: number }
  /** From before the sender's restore; what it holds may exist nowhere else, so people must talk. */
  | { readonly kind: 'oldEpoch' };

/** A leap of more than this many numbers is confirmed by two persons. */
export const jumpLimit = 1000;

/**
 * `known` is undefined for an epoch never seen. `present` is the sender's epoch we know as his latest, null before the
 * first contact: an unknown epoch with a later UUIDv7 is that of a restored sender, with an earlier one a late medium from
 * before. Taking that for news would shut out everything the sender makes now.
 */
export function decideIncoming(
  place: StreamPlace,
  contentHash: string,
  known: StreamKnowledge | undefined,
  present: string | null,
): Decision {
  const seen = known?.hashAt(place.sequence);
  if (seen && seen.hash !== contentHash) {
    return { kind: 'forked', sequence: place.sequence, knownHash: seen.hash, otherHash: contentHash };
  }
  if (seen?.imported) return { kind: 'alreadyImported' };
  const before = known?.hashAt(place.sequence - 1);
  if (before && place.previousHash !== null && before.hash !== place.previousHash) {
    return {
      kind: 'forked',
      sequence: place.sequence - 1,
      knownHash: before.hash,
      otherHash: place.previousHash,
    };
  }
  const isLate = known ? known.superseded : present !== null && place.epoch < present;
  if (isLate) return { kind: 'oldEpoch' };
  const contiguous = known?.contiguous ?? 0;
  if (place.sequence <= contiguous) return { kind: 'alreadyCovered' };
  if (place.since > contiguous) return { kind: 'gap', missing: { first: contiguous + 1, last: place.since } };
  if (place.sequence - contiguous > jumpLimit) return { kind: 'jump', from: contiguous, to: place.sequence };
  const skipped =
    place.sequence > contiguous + 1 ? { first: contiguous + 1, last: place.sequence - 1 } : null;
  return { kind: 'new', newEpoch: known === undefined && present !== null, skipped };
}

/** `第3号` or `第3至7号`, for messages and receipts. */
export function missingToText({ first, last }: Missing): string {
  return first === last ? `第${first}号` : `第${first}至${last}号`;
}
