/** How far a recipient has answered for what we sent, and what he refused of it. */
import type { PackageKind } from '../../../domain/package-kinds.ts';
import type { Reader } from '../../vault/api.ts';
import { mostRefusals, refusalsIn } from '../refusals.ts';
import { resultIn } from './packages.ts';
import type { OutStream } from './streams.ts';

export interface Answered {
  /** The caller's change counter up to which it is known what became of every change; at least the content's base. */
  readonly cursor: number;
  /**
   * Ids of all he may lack of these changes: what was refused of the newest package that went so far, which brought whatever
   * the ones before it had been refused.
   */
  readonly refused: readonly string[];
  /**
   * Where a package that went further was refused more than a receipt names: so many changes at a time are few enough that
   * the next receipt can be expected to name all, what is refused again included. Fewer after each that does not, more again after each that does.
   */
  readonly few?: number;
}

/**
 * How the content of a stream stands with its recipient. Of a package of which not every refusal is named nobody knows what he
 * lacks; what changed since the furthest one of which all are named goes once more, and what is left out of it is nothing.
 */
export function answeredBy(
  reader: Reader,
  recipient: string,
  kind: PackageKind,
  { epoch, ackSequence, ackCursor }: OutStream,
): Answered {
  const answered = reader.all<{ cursor: number; sequence: number; result: string }>(
    `SELECT p.cursor, r.sequence, r.result FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ? AND p.kind = ? AND r.epoch = ? AND r.sequence <= ? AND r.result IS NOT NULL AND p.cursor > ?
     ORDER BY p.cursor DESC, r.sequence DESC`,
    [recipient, kind, epoch, ackSequence, ackCursor],
  );
  const furthest = answered.find(({ result }) => areAllNamed(result));
  const refused = refusalsIn(furthest?.result ?? null)?.map(({ id }) => id) ?? [];
  const [unnamed] = answered
    .slice(0, furthest && answered.indexOf(furthest))
    .sort((one, other) => other.sequence - one.sequence);
  const content = { cursor: furthest?.cursor ?? ackCursor, refused };
  if (!unnamed) return content;
  const few = fewEnough(unnamed.result, refused.length);
  const wentWell = furthest && furthest.sequence > unnamed.sequence ? takenOf(furthest.result) : 0;
  return { ...content, few: Math.max(few, 2 * wentWell) };
}

function areAllNamed(result: string): boolean {
  return (refusalsIn(result) ?? []).length === resultIn(result)?.refused;
}

function takenOf(result: string): number {
  const { accepted = 0, unchanged = 0 } = resultIn(result) ?? {};
  return accepted + unchanged;
}

/**
 * As many as had half of the refusals that a receipt can name beside those that stand, were they spread evenly. Where it
 * can name no more, what has been corrected meanwhile makes room: it is a new change and goes last.
 */
function fewEnough(result: string, standing: number): number {
  const { refused = 1 } = resultIn(result) ?? {};
  const share = (takenOf(result) + refused) / Math.max(refused, 1);
  return Math.ceil((share * Math.max(mostRefusals - standing, 1)) / 2);
}
