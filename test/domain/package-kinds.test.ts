import { expect, it } from 'vitest';
import { directionBetween, recordKinds } from '../../domain/package-kinds.ts';
import { goesThatWay } from '../../domain/packages.ts';

it.each([
  ['CITY', 'COUNTY', 'down'],
  ['CITY', 'GROUP', 'toGroup'],
  ['COUNTY', 'GROUP', 'toGroup'],
  ['COUNTY', 'CITY', 'up'],
  ['GROUP', 'COUNTY', 'fromGroup'],
  ['GROUP', 'CITY', 'fromGroup'],
] as const)('a package from %s to %s goes %s', (from, to, direction) => {
  expect(directionBetween(from, to)).toBe(direction);
});

it('no register goes to a workstation or comes from it because it travels between offices', () => {
  const carried = (way: 'toGroup' | 'fromGroup') => recordKinds.filter((kind) => goesThatWay(kind, way));
  expect([carried('toGroup'), carried('fromGroup')]).toEqual([['configuration'], ['leads', 'handIn']]);
});

it('a workstation is handed the base settings and exchanges receipts, and reports no statistics', () => {
  expect(goesThatWay('settings', 'toGroup')).toBe(true);
  expect(goesThatWay('settings', 'fromGroup')).toBe(false);
  expect(goesThatWay('statistics', 'fromGroup')).toBe(false);
  expect(['toGroup', 'fromGroup'].map((way) => goesThatWay('receipt', way as 'toGroup'))).toEqual([
    true,
    true,
  ]);
});
