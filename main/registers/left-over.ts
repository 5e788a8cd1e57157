/**
 * Records of an office that was restored from a backup and has them no longer: it gave their number out anew (renumber.ts), and
 * has sent nothing of them since. Nobody there can void what is not there, so two people here may.
 */
import type { Reader } from '../vault/api.ts';
import type { OfficeInfo } from './deps.ts';
import type { Stored } from './store.ts';

/** What its number bears then, followed by which of several it is and a bracket. */
export const leftOverMark = '（恢复前';

/** What was last heard of a record, or done to its number; `id` is SQL. */
const lastHeard = (id: string): string =>
  `SELECT c.action FROM change c WHERE c.record = ${id} AND c.action IN ('receive', 'renumber') ORDER BY c.rev DESC LIMIT 1`;

/** The condition that a record `p` of any office stands under a suffixed number because its owner lost it. */
export const leftOverSql = `(p.no LIKE '%${leftOverMark}%' AND (${lastHeard('p.id')}) = 'renumber')`;

/** Whether another office's record stands under a suffixed number because its owner lost it. */
export function isLeftOver(
  reader: Reader,
  { id: own }: Pick<OfficeInfo, 'id'>,
  { id, office }: Pick<Stored, 'id' | 'office'>,
): boolean {
  return office !== own && reader.get<{ action: string }>(lastHeard('?'), [id])?.action === 'renumber';
}

/** Whether 恢复 of a void record is this office's: it is its own, or one that its owner lost and two people here voided. */
export function isRestorable(
  reader: Reader,
  own: Pick<OfficeInfo, 'id'>,
  record: Pick<Stored, 'id' | 'office'>,
): boolean {
  if (record.office === own.id) return true;
  // What its owner had voided or withdrawn before he lost it stays as he left it.
  const voided = `SELECT 1 AS found FROM change WHERE record = ? AND action = 'void.approve' AND rev >
    (SELECT max(rev) FROM change WHERE record = ? AND action IN ('receive', 'renumber'))`;
  return isLeftOver(reader, own, record) && reader.get(voided, [record.id, record.id]) !== undefined;
}
