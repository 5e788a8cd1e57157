/**
 * Receipts: what one office has of another's packages. They travel as packages of kind `receipt`, are never receipted
 * themselves, and are read as hostile input: nothing in them is believed that our own ledger contradicts.
 */
import { z } from 'zod';
import { packageKinds } from '../../domain/package-kinds.ts';
import { mostRefusals, refusalSchema } from './refusals.ts';
import { malformed } from './malformed.ts';
import type { Json } from './json.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const numberSchema = z.int().min(0).max(999_999_999);
const placeSchema = z.int().min(1).max(999_999_999);

const streamSchema = z.strictObject({
  kind: z.enum(packageKinds),
  /** The sender's epoch these numbers count in. */
  epoch: z.uuid(),
  /** Everything up to here has arrived. */
  contiguous: numberSchema,
  /** Content hash of the package at `contiguous`; null when that is 0. */
  hash: hashSchema.nullable(),
  /** Numbers a later package referred to and that never came. */
  missing: z.strictObject({ first: placeSchema, last: placeSchema }).nullable(),
  forks: z.array(z.strictObject({ sequence: placeSchema, known: hashSchema, other: hashSchema })).max(100),
  /** The last packages with what became of their records, oldest first. */
  packages: z
    .array(
      z.strictObject({
        sequence: placeSchema,
        hash: hashSchema,
        accepted: numberSchema,
        unchanged: numberSchema,
        refused: numberSchema,
        /** Which, and why: the first of them. Absent when there are none, or the giver's program did not keep them. */
        refusals: z.array(refusalSchema).min(1).max(mostRefusals).optional(),
      }),
    )
    .max(200),
  /** Digest over the newest revision held of every record of this stream; equal on both sides when nothing is lost. */
  root: hashSchema,
});

export const receiptSchema = z.strictObject({
  format: z.literal(1),
  from: z.string().min(1).max(36),
  to: z.string().min(1).max(36),
  /** Epoch of the office that gives the receipt, and the receipt's number in it: an older receipt is recognised. */
  epoch: z.uuid(),
  number: placeSchema,
  /** By kind and epoch: after a restore a stream may be spoken of in two epochs. */
  streams: z.array(streamSchema).max(32),
  /** The giver's audit log as of this receipt, as in every manifest. */
  audit: z.strictObject({ sequence: numberSchema, hash: hashSchema }).nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;
export type ReceiptStream = Receipt['streams'][number];

/** Throws MalformedError. */
export function parseReceipt(value: Json): Receipt {
  const parsed = receiptSchema.safeParse(value);
  if (!parsed.success) return malformed('receipt');
  const streams = parsed.data.streams.map(({ kind, epoch }) => `${kind} ${epoch}`);
  if (new Set(streams).size !== streams.length) malformed('stream named twice');
  if (parsed.data.streams.some(({ kind }) => kind === 'receipt')) malformed('receipts are not receipted');
  for (const stream of parsed.data.streams) checkStream(stream);
  return parsed.data;
}

function checkStream({ contiguous, hash, missing, packages }: ReceiptStream): void {
  if ((contiguous === 0) !== (hash === null)) malformed('receipt hash');
  if (missing && (missing.first > missing.last || missing.first <= contiguous)) malformed('receipt gap');
  let previous = 0;
  for (const each of packages) {
    if (each.sequence <= previous || each.sequence > contiguous) malformed('receipt packages');
    if ((each.refusals?.length ?? 0) > each.refused) malformed('receipt refusals');
    previous = each.sequence;
  }
}

/** Our side of the stream a receipt speaks of. */
export interface SentStream {
  readonly epoch: string;
  readonly sequence: number;
  readonly ackSequence: number;
  /** Content hash of a package we sealed; undefined for numbers we never used. */
  readonly packageAt: (sequence: number) => { readonly hash: string } | undefined;
}

export type ReceiptOutcome =
  /** The recipient holds everything up to `sequence`; `lowered` when it held more before (it was restored). */
  | { readonly kind: 'acknowledged'; readonly sequence: number; readonly lowered: boolean }
  /** Says nothing we do not know. */
  | { readonly kind: 'unchanged' }
  /** Speaks of an epoch that is over. */
  | { readonly kind: 'otherEpoch' }
  /** The recipient holds other content than we sent. */
  | { readonly kind: 'forked'; readonly sequence: number; readonly ours: string; readonly theirs: string }
  /** Speaks of packages of the present epoch that we know nothing of: our vault is older than what the giver has seen. */
  | { readonly kind: 'unsent' }
  /** Comes from an epoch of the giver that a later one has overtaken, and would acknowledge more than we believe. */
  | { readonly kind: 'overtaken' }
  /** Claims what cannot be, e.g. less than the giver acknowledged before without a restore. */
  | { readonly kind: 'impossible'; readonly reason: string };

/** What we know of the line of time a receipt was given in. */
export interface GiverEpoch {
  /** A later epoch of the giver has been heard of. */
  readonly isOvertaken: boolean;
  /** The most the giver has acknowledged of this stream in this epoch; nothing he holds is lost without a new one. */
  readonly acknowledged: number;
}

/**
 * What one stream of a receipt means for us. Believing too little only makes us send again what the giver has; believing
 * too much gets our next package refused for its gap. So an overtaken epoch may lower the acknowledgement but never
 * raise it, and within one epoch it never falls.
 */
export function decideReceipt(
  stream: ReceiptStream,
  sent: SentStream | undefined,
  giver: GiverEpoch,
): ReceiptOutcome {
  if (!sent || stream.epoch !== sent.epoch) return { kind: 'otherEpoch' };
  for (const place of stream.packages) {
    const ours = sent.packageAt(place.sequence);
    if (ours && ours.hash !== place.hash) {
      return { kind: 'forked', sequence: place.sequence, ours: ours.hash, theirs: place.hash };
    }
  }
  if (stream.contiguous > sent.sequence) return { kind: 'unsent' };
  const held = stream.contiguous === 0 ? { hash: null } : sent.packageAt(stream.contiguous);
  if (!held) return { kind: 'impossible', reason: 'a number without a package' };
  if (held.hash !== stream.hash) {
    return { kind: 'forked', sequence: stream.contiguous, ours: held.hash ?? '', theirs: stream.hash ?? '' };
  }
  if (stream.contiguous < giver.acknowledged) {
    return { kind: 'impossible', reason: 'less than acknowledged before' };
  }
  if (stream.contiguous === sent.ackSequence) return { kind: 'unchanged' };
  const lowered = stream.contiguous < sent.ackSequence;
  if (giver.isOvertaken && !lowered) return { kind: 'overtaken' };
  return { kind: 'acknowledged', sequence: stream.contiguous, lowered };
}
