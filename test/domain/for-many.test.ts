/** What may be done with all that match a list, chosen without a look at each. */
import { expect, it } from 'vitest';
import { travelForMany } from '../../domain/for-many.ts';
import { registers } from '../../domain/registers/registers.ts';

it('nothing that was found in one county is addressed to an office without a look at whose it is', () => {
  const goes = registers.flatMap((register) =>
    (['up', 'down'] as const).flatMap((direction) => {
      const travel = travelForMany(register, direction);
      return travel ? [[register.id, direction, travel.foundByGroup === true] as const] : [];
    }),
  );
  expect(goes.filter(([, , found]) => found)).toEqual([]);
  expect(goes).toContainEqual(['poolPerson', 'up', false]);
  for (const id of ['problem', 'rectPlan', 'urgeNotice', 'supervisionTask', 'lead'])
    expect(goes.filter(([register]) => register === id)).toEqual([]);
});
