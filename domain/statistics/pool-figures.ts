/** R-14 人才库 (reference 3.7, 5): who is in the pools, what they are good at, how often they have been out. */
import { normalizeLabel, normalizeName } from '../text/normalize.ts';

export interface PoolMember {
  readonly id: string;
  readonly office: string;
  readonly name: string;
  readonly unit: string;
  /** Where the record says that this is; '' where it does not. */
  readonly workRegion: string;
  /** Codes of `pool`, `major` and `gender`. */
  readonly pools: readonly string[];
  readonly majors: readonly string[];
  readonly sex: string;
  /** `YYYY-MM` or `YYYY-MM-DD`; '' where unknown. */
  readonly birth: string;
  readonly joinPartyAt: string;
  readonly removed: boolean;
}

export interface Seat {
  /** The office whose group it is. */
  readonly office: string;
  readonly name: string;
  readonly unit: string;
  /** Code of `memberRole`. */
  readonly role: string;
}

interface Band {
  readonly key: string;
  readonly label: string;
  /** Whole years, both included. */
  readonly from: number;
  readonly to: number;
}

export const ageBands: readonly Band[] = [
  { key: 'age.35', label: '35岁以下', from: 0, to: 35 },
  { key: 'age.45', label: '36—45岁', from: 36, to: 45 },
  { key: 'age.55', label: '46—55岁', from: 46, to: 55 },
  { key: 'age.more', label: '56岁以上', from: 56, to: 200 },
];

export const partyBands: readonly Band[] = [
  { key: 'party.10', label: '不满10年', from: 0, to: 9 },
  { key: 'party.20', label: '10—19年', from: 10, to: 19 },
  { key: 'party.30', label: '20—29年', from: 20, to: 29 },
  { key: 'party.more', label: '30年以上', from: 30, to: 200 },
];

/** Whole years from a day (or month) to another; undefined where it is unknown or lies behind it. */
export function yearsBetween(since: string, until: string): number | undefined {
  if (!/^\d{4}-\d{2}/u.test(since) || since > until) return undefined;
  const years = Number(until.slice(0, 4)) - Number(since.slice(0, 4));
  return until.slice(5, since.length) < since.slice(5) ? years - 1 : years;
}

export function bandOf(bands: readonly Band[], years: number | undefined): string | undefined {
  return years === undefined ? undefined : bands.find(({ from, to }) => years >= from && years <= to)?.key;
}

/**
 * Whose seat it was: the one of that name, and of that unit where several have it or a unit is written; of several such the
 * one in the pool of the group's own office. Undefined for somebody of another unit, or where it could be several.
 */
export function seatHolder(members: readonly PoolMember[]): (seat: Seat) => PoolMember | undefined {
  const byName = new Map<string, PoolMember[]>();
  for (const member of members) {
    const key = normalizeName(member.name);
    byName.set(key, [...(byName.get(key) ?? []), member]);
  }
  return ({ office, name, unit }) => {
    const found = byName.get(normalizeName(name)) ?? [];
    const fitting =
      unit === '' ? found : found.filter((each) => normalizeLabel(each.unit) === normalizeLabel(unit));
    const own = fitting.length > 1 ? fitting.filter((each) => each.office === office) : fitting;
    return own.length === 1 ? own[0] : undefined;
  };
}
