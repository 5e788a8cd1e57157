/**
 * What a package is for (reference 3.16). Each kind has its own stream between two offices, and its place in this list
 * stands in printed receipts: new kinds are added at the end.
 */
export const packageKinds = [
  'settings',
  'petitions',
  'statistics',
  'receipt',
  'problems',
  'rectification',
  'leads',
  'commonProblems',
  'instructions',
  'planning',
  'coordination',
] as const;
export type PackageKind = (typeof packageKinds)[number];

/** Kinds that carry records and their scans; which ones, the registers say (`travels`). */
export const recordKinds = [
  'petitions',
  'problems',
  'rectification',
  'leads',
  'commonProblems',
  'instructions',
  'planning',
  'coordination',
] as const satisfies readonly PackageKind[];
export type RecordKind = (typeof recordKinds)[number];

export function isRecordKind(kind: PackageKind): kind is RecordKind {
  return recordKinds.some((each) => each === kind);
}

/** `down`: to an office that stands below; everything else is `up`. */
export type Direction = 'up' | 'down';

/** City, county, and the stand-alone workstation of a group under either. */
const ranks: readonly string[] = ['CITY', 'COUNTY', 'GROUP'];

export function directionBetween(fromLevel: string, toLevel: string): Direction {
  return ranks.indexOf(fromLevel) < ranks.indexOf(toLevel) ? 'down' : 'up';
}
