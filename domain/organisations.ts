/** Names under which one organisation stands in different registers: as a party organisation, as a unit, in part. */
import { unitMatch } from './duplicates.ts';
import { normalizeLabel } from './text/normalize.ts';

const partyBody = /(?:党组|机关党委|党工委|党委|党总支|党支部|党组织|工委)$/u;

/** 县民政局党组 and 中共某县民政局委员会 are told as the unit they lead; for comparing, not for reading. */
export function unitOf(name: string): string {
  const label = normalizeLabel(name);
  const unit = label.replace(/^中共/u, '').replace(partyBody, '');
  const bare = label.startsWith('中共') ? unit.replace(/委员会$/u, '') : unit;
  return bare === '' ? label : bare;
}

/**
 * Tells of other names whether they may mean this organisation, one that it is part of, or a part of it. Deliberately
 * suspicious: 民政局 is taken for every 民政局, and a village for its township.
 */
export function sameOrganisation(name: string): (other: string) => boolean {
  const unit = unitOf(name);
  return (other) => mayBeOne(unit, unitOf(other));
}

/** A name of two signs counts where it ends the other, as the smallest place of an address does (某镇李庄). */
function mayBeOne(left: string, right: string): boolean {
  if (unitMatch(left, right) > 0) return true;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length === 2 && long.endsWith(short);
}
