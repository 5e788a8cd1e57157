import type { OfficeLevel } from './office.ts';

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
  'configuration',
  'handIn',
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
  'configuration',
  'handIn',
] as const satisfies readonly PackageKind[];
export type RecordKind = (typeof recordKinds)[number];

/** Kinds of records that carry the base settings too. */
export function carriesSettings(kind: PackageKind): boolean {
  return kind === 'settings' || kind === 'configuration';
}

export function isRecordKind(kind: PackageKind): kind is RecordKind {
  return recordKinds.some((each) => each === kind);
}

/**
 * Between two inspection offices `down` goes to the one below, `up` is everything else. A group's workstation belongs to
 * neither way: what a county gets or reports is not for it to have or to send, so its ways are named on their own and
 * nothing goes them but what says so (decision 022).
 */
export const directions = ['up', 'down', 'toGroup', 'fromGroup'] as const;
export type Direction = (typeof directions)[number];

export function directionBetween(from: OfficeLevel, to: OfficeLevel): Direction {
  if (to === 'GROUP') return 'toGroup';
  if (from === 'GROUP') return 'fromGroup';
  return from === 'CITY' && to === 'COUNTY' ? 'down' : 'up';
}
