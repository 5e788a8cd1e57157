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

/** `down`: from the city to an office of its network; everything else is `up`. */
export type Direction = 'up' | 'down';

export function directionBetween(fromLevel: string, toLevel: string): Direction {
  return fromLevel === 'CITY' && toLevel !== 'CITY' ? 'down' : 'up';
}
