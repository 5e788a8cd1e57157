import { expect, it } from 'vitest';
import { directionBetween } from '../../domain/package-kinds.ts';

it.each([
  ['CITY', 'COUNTY', 'down'],
  ['CITY', 'GROUP', 'down'],
  ['COUNTY', 'GROUP', 'down'],
  ['COUNTY', 'CITY', 'up'],
  ['GROUP', 'COUNTY', 'up'],
  ['GROUP', 'CITY', 'up'],
] as const)('a package from %s to %s goes %s', (from, to, direction) => {
  expect(directionBetween(from, to)).toBe(direction);
});
