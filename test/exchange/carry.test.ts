/**
 * Media carried between one city and several counties. However it goes, everything arrives, nothing is applied twice,
 * and missing numbers are named exactly.
 */
import { fc, seed } from '../support/property.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { act, actions, counties, createWorld, settle } from './carry-world.ts';
import type { Action, World } from './carry-world.ts';
import { createNetwork } from './network.ts';
import type { TestNetwork } from './network.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(counties);
}, 60_000);
afterAll(() => network.dispose());

const actionArb: fc.Arbitrary<Action> = fc.record({
  action: fc.constantFrom(...actions),
  county: fc.nat({ max: counties - 1 }),
  pick: fc.nat({ max: 1000 }),
  onCity: fc.boolean(),
});

async function live(script: readonly Action[]): Promise<World> {
  const world = await createWorld(network);
  for (const action of script) await act(world, action);
  await settle(world);
  const applied = world.city.vault.all('SELECT record, rev FROM exchangeApplied');
  expect(new Set(applied.map((row) => JSON.stringify(row))).size).toBe(applied.length);
  expect(world.city.vault.all('SELECT 1 AS found FROM exchangeFork')).toEqual([]);
  return world;
}

/** `deliver 1` delivers the second medium on its way; `!` after the action means the city. */
const script = (text: string): readonly Action[] =>
  text.split(',').map((step) => {
    const [name = '', pick = '0'] = step.trim().split(' ');
    const action = actions.find((each) => each === name.replace('!', ''));
    if (!action) throw new Error(`no action ${name}`);
    return { action, county: 0, pick: Number(pick), onCity: name.endsWith('!') };
  });

it.each([
  [
    'a restored city that first says nothing of a stream and then that it holds nothing',
    'backup!, edit, send, deliver, receipt, answer, restore!, receipt, answer',
  ],
  [
    'a receipt from before a restore of the city that comes after the first since',
    'backup!, edit, send, deliver, receipt, restore!, receipt, answer 1, answer',
  ],
  [
    'a city restored twice whose first word of each time comes in the wrong order',
    'edit, send, backup!, deliver, receipt, answer, restore!, receipt, restore!, receipt, answer 1, answer',
  ],
  [
    'a package from before a restore of the county that comes after the first since',
    'backup, edit, send, edit, restore, edit, send, deliver 1, deliver',
  ],
  [
    'a package from before a second restore of the county that comes after the first since',
    'send, deliver, backup, edit, restore, edit, send, restore, edit, send, deliver 1, deliver',
  ],
  [
    'a county set back to a revision before the one the city holds',
    'edit, backup, edit 6, edit 12, send, deliver, restore',
  ],
  [
    'a county that corrects a letter after losing two of its revisions',
    'edit, backup, edit 6, edit 12, send, deliver, receipt, answer, restore, edit 18, send, deliver',
  ],
  [
    'a county that uses a lost revision again for another content',
    'edit, backup, edit 6, send, deliver, restore, edit 12, send, deliver, restore, edit 18',
  ],
])('heals after %s', async (_name, text) => {
  await live(script(text));
});

const runs = process.env['SLOW'] ? 300 : 6;

it(`brings ${runs} worlds of lost, doubled, late and restored packages together`, async () => {
  const totals: Record<string, number> = {};
  const property = fc.asyncProperty(
    fc.array(actionArb, { minLength: 30, maxLength: 90, size: 'max' }),
    async (steps) => {
      const { counts } = await live(steps);
      for (const [what, count] of Object.entries(counts)) totals[what] = (totals[what] ?? 0) + count;
    },
  );
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: !process.env['SLOW'] });
  console.log(`carry: ${runs} worlds, seed ${seed}`, totals);
}, 14_400_000);
