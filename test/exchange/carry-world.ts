/** One city, several counties, and the media between them: lost, doubled, out of order, and offices set back to backups. */
import { expect } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { beginEpoch } from '../../main/exchange/ledger/epoch.ts';
import { createMemoryFiles } from './network.ts';
import type { TestNetwork } from './network.ts';
import { createMemoryVault } from './memory-vault.ts';
import type { MemoryVault } from './memory-vault.ts';
import { createOffice, introduce } from './office.ts';
import type { TestOffice } from './office.ts';

export const counties = 3;
interface Place {
  readonly office: TestOffice;
  readonly vault: MemoryVault;
}

/** What only the simulation knows: the truth about a city's imports and a county's acknowledgements. */
interface Truth {
  /** Numbers of the county's current epoch that the city holds; rolled back when the city is. */
  covered: number;
  acknowledged: number;
}

export interface World {
  /** The counties' clock. The city's stands still, as if it were set back again and again. */
  readonly clock: { now: number };
  readonly city: Place;
  readonly counties: readonly Place[];
  readonly truths: Truth[];
  /** Media on their way: to the city from county i, and back. */
  readonly up: {
    readonly county: number;
    readonly file: Uint8Array;
    /** The county's epoch, and what it believed acknowledged when it made the package. */
    readonly epoch: string;
    readonly since: number;
  }[];
  readonly down: { readonly county: number; readonly file: Uint8Array }[];
  readonly backups: {
    city: { state: Uint8Array; truths: readonly Truth[] } | null;
    counties: (Uint8Array | null)[];
  };
  readonly counts: Record<string, number>;
}

export const actions = [
  'edit',
  'edit',
  'edit',
  'send',
  'send',
  'deliver',
  'deliver',
  'receipt',
  'answer',
  'lose',
  'double',
  'backup',
  'restore',
] as const;
export interface Action {
  readonly action: (typeof actions)[number];
  readonly county: number;
  /** Which record or which medium, whatever there is. */
  readonly pick: number;
  readonly onCity: boolean;
}

export async function createWorld(network: TestNetwork): Promise<World> {
  const clock = { now: network.deps.now() };
  const place = async (index: number): Promise<Place> => {
    const vault = await createMemoryVault();
    const identity = network.office(index);
    const office = createOffice(
      identity.certificate.office.office,
      vault,
      index === 0 ? network.deps : { ...network.deps, now: () => clock.now },
      createMemoryFiles(),
      `/${index}`,
    );
    introduce(
      office,
      identity,
      network.offices.filter((each) => each !== identity),
    );
    return { office, vault };
  };
  const [city, ...rest] = await Promise.all(network.offices.map((_, index) => place(index)));
  if (!city) throw new Error('no city');
  return {
    clock,
    city,
    counties: rest,
    truths: rest.map(() => ({ covered: 0, acknowledged: 0 })),
    up: [],
    down: [],
    backups: { city: null, counties: rest.map(() => null) },
    counts: {},
  };
}

const note = (world: World, what: string) => {
  world.counts[what] = (world.counts[what] ?? 0) + 1;
};

const epochOf = (world: World, county: number) =>
  world.counties[county]?.vault.get<{ epoch: string }>('SELECT epoch FROM exchangeEpoch')?.epoch ?? '';

async function send(world: World, county: number): Promise<World['up'][number]> {
  const place = world.counties[county];
  const truth = world.truths[county];
  if (!place || !truth) throw new Error('no county');
  const { file } = await place.office.send('petitions', [world.city.office.id]);
  return { county, file, epoch: epochOf(world, county), since: truth.acknowledged };
}

async function deliverUp(world: World, { county, file, epoch, since }: World['up'][number]): Promise<void> {
  const truth = world.truths[county];
  if (!truth) throw new Error('no truth');
  const { office } = world.city;
  try {
    const { opened, place } = await office.inspect(file);
    await opened.discard();
    const result = await office.receive(file);
    note(world, result.alreadyImported ? 'again' : 'imported');
    if (!result.alreadyImported && epoch === epochOf(world, county)) truth.covered = place?.sequence ?? 0;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    note(world, error.failure.type);
    if (error.failure.type === 'EpochOver') return;
    expect(error.failure.type).toBe('PackagesMissing');
    const numbers = error.failure.what.match(/第(\d+)(?:至(\d+))?号/);
    const first = Number(numbers?.[1]);
    expect({ first, last: Number(numbers?.[2] ?? first) }).toEqual({
      first: (epoch === epochOf(world, county) ? truth.covered : cityCovers(world, county, epoch)) + 1,
      last: since,
    });
  }
}

async function deliverDown(world: World, { county, file }: World['down'][number]): Promise<void> {
  const place = world.counties[county];
  const truth = world.truths[county];
  if (!place || !truth) throw new Error('no county');
  const { receipt } = await place.office.receive(file);
  for (const { stream, outcome } of receipt?.streams ?? []) {
    note(world, `receipt ${outcome.kind}`);
    expect(stream.kind).toBe('petitions');
    expect(['acknowledged', 'unchanged', 'otherEpoch', 'overtaken', 'impossible']).toContain(outcome.kind);
    if (outcome.kind === 'acknowledged') truth.acknowledged = outcome.sequence;
    // Only a city that was set back can be behind its own words, and it then speaks in a new epoch.
    if (outcome.kind === 'impossible') throw new Error(outcome.reason);
  }
}

export async function act(world: World, { action, county, pick, onCity }: Action): Promise<void> {
  const place = world.counties[county];
  if (!place) return;
  world.clock.now += 60_000;
  const queue = onCity ? world.down : world.up;
  const at = queue.length === 0 ? -1 : pick % queue.length;
  switch (action) {
    case 'edit':
      place.office.edit(`${county}-${pick % 6}`, `第${pick}次修改`);
      return;
    case 'send':
      world.up.push(await send(world, county));
      return note(world, 'sent');
    case 'receipt':
      world.down.push({ county, file: (await world.city.office.sendReceipt(place.office.id)).file });
      return note(world, 'receipts');
    case 'lose':
      if (at >= 0) queue.splice(at, 1);
      return note(world, 'lost');
    case 'double':
      if (queue[at]) queue.push(queue[at]);
      return note(world, 'doubled');
    case 'deliver':
    case 'answer': {
      const [up] =
        action === 'deliver' && world.up.length > 0 ? world.up.splice(pick % world.up.length, 1) : [];
      if (up) await deliverUp(world, up);
      const [down] =
        action === 'answer' && world.down.length > 0 ? world.down.splice(pick % world.down.length, 1) : [];
      if (down) await deliverDown(world, down);
      return;
    }
    case 'backup':
      if (onCity)
        world.backups.city = {
          state: world.city.vault.save(),
          truths: world.truths.map((each) => ({ ...each })),
        };
      else world.backups.counties[county] = place.vault.save();
      return;
    case 'restore':
      return restore(world, county, onCity);
  }
}

function restore(world: World, county: number, onCity: boolean): void {
  const place = world.counties[county];
  const truth = world.truths[county];
  if (onCity && world.backups.city) {
    world.city.vault.restore(world.backups.city.state);
    for (const [index, each] of world.truths.entries()) {
      each.covered = cityCovers(world, index, epochOf(world, index));
    }
    world.city.office.vault.transact((tx) => beginEpoch(world.city.office.deps, tx));
    note(world, 'city restored');
  }
  const backup = world.backups.counties[county];
  if (!onCity && backup && place && truth) {
    place.vault.restore(backup);
    place.office.vault.transact((tx) => beginEpoch(place.office.deps, tx));
    truth.covered = 0;
    truth.acknowledged = 0;
    note(world, 'county restored');
  }
}

/** What the city has of one of the county's epochs, from the packages themselves rather than the stream. */
function cityCovers(world: World, county: number, epoch: string): number {
  const row = world.city.vault.get<{ last: number | null }>(
    'SELECT max(sequence) AS last FROM exchangePlace WHERE sender = ? AND epoch = ? AND imported = 1',
    [world.counties[county]?.office.id ?? '', epoch],
  );
  return row?.last ?? 0;
}

/** From now on nothing gets lost: two quiet rounds must bring both sides together. */
export async function settle(world: World): Promise<void> {
  for (const [county, { office }] of world.counties.entries()) {
    // A receipt first, as the board advises after a restore. Nothing is edited any more: what a restored county holds
    // must reach the city as it is.
    for (let round = 0; round < 2; round++) {
      await deliverDown(world, { county, file: (await world.city.office.sendReceipt(office.id)).file });
      await deliverUp(world, await send(world, county));
    }
    await deliverDown(world, { county, file: (await world.city.office.sendReceipt(office.id)).file });
    const held = new Map(world.city.office.records(office.id).map((record) => [record.id, record]));
    for (const record of office.records()) expect(held.get(record.id)).toEqual(record);
    const stream = office.vault.get<{ sequence: number; ackSequence: number }>(
      'SELECT sequence, ackSequence FROM exchangeStreamOut',
    );
    expect(stream?.ackSequence).toBe(stream?.sequence);
  }
}
