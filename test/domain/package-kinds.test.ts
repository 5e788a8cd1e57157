import { expect, it } from 'vitest';
import { directionBetween, recordKinds } from '../../domain/package-kinds.ts';
import { goesThatWay, travellingIn } from '../../domain/packages.ts';
import type { Register } from '../../domain/register.ts';
import { registers } from '../../domain/registers/registers.ts';

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

it('a workstation hands every register in but what its host’s own program writes', () => {
  const carried = recordKinds.flatMap((kind) =>
    travellingIn(kind, 'fromGroup').map(({ register }) => register.id),
  );
  const written = registers.flatMap((register: Register) => (register.byProgram ? [] : register.id));
  expect(carried.toSorted()).toEqual(written.toSorted());
});
