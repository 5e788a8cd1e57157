/** However media are carried and whatever is done meanwhile, a lead has one owner, and both offices know who and what. */
import { fc } from '../support/property.ts';
import { expect, it } from 'vitest';
import { lead } from '../../domain/registers/lead/lead.ts';
import {
  act,
  acts,
  type Act,
  closeWorld,
  createWorld,
  holds,
  settle,
  type World,
} from './ownership-world.ts';

const travellingStates: readonly string[] = lead.travels.flatMap(({ states }) => states);

const actArb: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom(...acts),
  side: fc.constantFrom(0 as const, 1 as const),
  pick: fc.nat({ max: 1000 }),
});

/** To where the county may hand the lead over. */
const begin: readonly Act[] = [0, 0].map((pick) => ({ act: 'work', side: 0, pick }));

async function live(script: readonly Act[]): Promise<World['counts']> {
  const world = await createWorld();
  try {
    for (const each of script) await act(world, each);
    await settle(world);
    const [county, city] = world.sides.map((side) => holds(side, world.lead));
    if (!city) {
      expect(county?.office).toBe(world.sides[0].info.id);
      return world.counts;
    }
    expect(city.office).toBe(county?.office);
    const [owner, copy] = county?.office === world.sides[0].info.id ? [county, city] : [city, county];
    if (owner?.state === copy?.state) expect(copy?.values['acceptedAt']).toBe(owner?.values['acceptedAt']);
    else expect(copy?.withdrawn).toBe(true);
    // Both have owned it: who does no longer is told what becomes of it wherever it may be told.
    if (travellingStates.includes(owner?.state ?? ''))
      expect(copy).toMatchObject({ withdrawn: false, void: null });
    return world.counts;
  } finally {
    await closeWorld(world);
  }
}

const script = (text: string): readonly Act[] =>
  text.split(',').map((each) => {
    const [name = '', side = '0', pick = '0'] = each.trim().split(' ');
    const known = acts.find((one) => one === name);
    if (!known) throw new Error(`no act ${name}`);
    return { act: known, side: side === '1' ? 1 : 0, pick: Number(pick) };
  });

it.each([
  ['taken back before it leaves', 'address, takeBack, draft, seal, deliver'],
  [
    'handed back while its hand-over is told once more',
    'address, send, work 1, send 1, address 1, draft 1, seal 1, send, deliver 1',
  ],
  ['taken back while its package is being made', 'address, takeBackWhileDrafting, seal, deliver'],
  ['taken back while a package with it is drafted', 'address, draft, takeBack, seal, deliver'],
  [
    'handed back by mistake and taken back, of which its former owner has been told',
    'address, send, work 1, send 1, address 1, takeBack 1, send 1',
  ],
  ['nobody may stop telling its former owner of', 'address, send, work 1, send 1, takeBack 1, send 1'],
  [
    'handed to and fro, with the first medium carried again',
    'address, draft, seal, deliver, address 1, draft 1, seal 1, deliver 1, address, draft, seal, deliver, repeat 0 0',
  ],
])('a lead %s has one owner', async (_what, text) => {
  await live([...begin, ...script(text)]);
});

it('a lead has one owner whatever is done and however it is carried', { timeout: 300_000 }, async () => {
  const seen: Record<string, number> = {};
  const property = fc.asyncProperty(
    fc.array(actArb, { minLength: 80, maxLength: 120, size: 'max' }),
    async (some) => {
      const counts = await live([...begin, ...some]);
      for (const [what, count] of Object.entries(counts)) seen[what] = (seen[what] ?? 0) + count;
    },
  );
  await fc.assert(property, { numRuns: process.env['SLOW'] ? 200 : 4, seed: 20260309 });
  for (const outcome of ['new', 'changed', 'takeBack', 'HandOverLeft', 'StaysTold'])
    expect(seen[outcome]).toBeGreaterThan(0);
});
