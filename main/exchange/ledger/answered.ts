/** How far a recipient has answered for what we sent, and what he refused of it. */
import type { PackageKind } from '../../../domain/package-kinds.ts';
import type { Reader } from '../../vault/api.ts';
import { refusalsIn } from '../refusals.ts';
import { resultIn } from './packages.ts';
import type { OutStream } from './streams.ts';

export interface Answered {
  /** The caller's change counter up to which receipts have told what became of the changes; at least the content's base. */
  readonly cursor: number;
  /**
   * Ids of all he may lack of these changes: what was refused of the newest package that went so far, which brought whatever
   * the ones before it had been refused. Undefined where no receipt names every one.
   */
  readonly refused: readonly string[] | undefined;
}

/** How the content of a stream stands with its recipient. */
export function answeredBy(
  reader: Reader,
  recipient: string,
  kind: PackageKind,
  { epoch, ackSequence, ackCursor }: OutStream,
): Answered {
  const furthest = reader.get<{ cursor: number; result: string }>(
    `SELECT p.cursor, r.result FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ? AND p.kind = ? AND r.epoch = ? AND r.sequence <= ? AND r.result IS NOT NULL AND p.cursor > ?
     ORDER BY p.cursor DESC, r.sequence DESC LIMIT 1`,
    [recipient, kind, epoch, ackSequence, ackCursor],
  );
  if (!furthest) return { cursor: ackCursor, refused: [] };
  const { cursor, result } = furthest;
  const named = refusalsIn(result) ?? [];
  const areAllNamed = named.length === resultIn(result)?.refused;
  return { cursor, refused: areAllNamed ? named.map(({ id }) => id) : undefined };
}
