/** A lead between a county and a city over media that are lost, repeated and out of order, on the real register engine. */
import { expect } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { directionBetween } from '../../domain/package-kinds.ts';
import { leadPapers } from '../../domain/registers/lead/guards.ts';
import { lead as leadRegister } from '../../domain/registers/lead/lead.ts';
import type { OfficeInfo } from '../../main/registers/deps.ts';
import { notePapers } from '../../main/registers/papers.ts';
import type { SentRecord } from '../../main/registers/sent.ts';
import type { Stored } from '../../main/registers/store.ts';
import { cityOffice, director, office as countyOffice, type Office, openOffice, person } from './office.ts';

const keeper = person('keeper', ['CLUE_MANAGER']);
const register = 'lead' as const;
const today = '2026-03-09';

interface Package {
  readonly id: string;
  readonly cursor: number;
  /** Number and cursor of the package it starts after. */
  readonly since: Point;
  readonly lines: readonly string[];
}
interface Point {
  readonly number: number;
  readonly cursor: number;
}

/** One office with its stream to the other and what it has taken of the other's. */
export interface Side {
  readonly info: OfficeInfo;
  readonly office: Office;
  readonly drafts: Package[];
  readonly sealed: Package[];
  readonly applied: Map<string, Map<number, string>>;
  held: Point;
  acknowledged: Point;
}

export interface World {
  readonly sides: readonly [Side, Side];
  readonly lead: string;
  readonly counts: Record<string, number>;
}

export const acts = [
  ...([
    'work',
    'address',
    'takeBack',
    'draft',
    'takeBackWhileDrafting',
    'seal',
    'send',
    'send',
    'deliver',
    'repeat',
    'answer',
  ] as const),
];
export interface Act {
  readonly act: (typeof acts)[number];
  /** 0 the county, where the lead was registered, 1 the city. */
  readonly side: 0 | 1;
  readonly pick: number;
}

const conditions = { hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE' };
const content = {
  registeredAt: today,
  sourceKind: 'INSPECTION',
  title: '某局李某某有关问题',
  problemIntro: '礼金',
};
const dualReports = ['CITY_GROUP', 'LOCAL'].map((reportedTo) => ({
  ...{ rowId: '', values: { reportedTo, reportedAt: today, summary: '汇报' } },
}));
const steps: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  fastTrack: { fastTrackReason: '紧急', handoverTo: 'UPPER_OFFICE' },
  handOver: {
    ...{
      handoverOrg: '市委巡察办',
      handoverDocNo: '〔2026〕1号',
      handoverAt: today,
      handoverReceiver: '周某',
    },
    receiverSigned: true,
  },
  accept: { acceptedAt: today },
  unaccept: {},
  returned: {},
};

async function openSide(info: OfficeInfo): Promise<Side> {
  const office = await openOffice({ of: info, compartments: ['lead'] });
  const nothing = { number: 0, cursor: 0 };
  return { info, office, drafts: [], sealed: [], applied: new Map(), held: nothing, acknowledged: nothing };
}

export async function createWorld(): Promise<World> {
  const county = await openSide(countyOffice);
  const city = await openSide(cityOffice);
  const persons = [{ rowId: '', values: { name: '李某某', unit: '某局' } }];
  const { id } = county.office.save(keeper, {
    ...{ register, values: { ...content, ...conditions }, children: { persons } },
  });
  take(county, id, 'groupSign', { groupLeader: '王组长', groupSignedAt: today });
  const { rev } = read(county, id);
  county.office.save(keeper, { register, id, rev, values: {}, children: { dualReports } });
  return { sides: [county, city], lead: id, counts: {} };
}

export async function closeWorld({ sides }: World): Promise<void> {
  for (const { office } of sides) await office.dispose();
}

const read = ({ office }: Side, id: string) => office.engine.reads['records.get'](keeper, { register, id });

export function holds({ office }: Side, id: string): Stored | undefined {
  const found = office.vault.get('SELECT id FROM lead WHERE id = ?', [id]);
  return found && office.engine.recordOf(register, id);
}

function take(
  side: Side,
  id: string,
  transition: string,
  values: Readonly<Record<string, string | boolean>>,
): void {
  const { rev } = read(side, id);
  const actor = transition === 'fastTrack' ? director : keeper;
  const confirmed = { paperWithoutNumber: '已手工填写' };
  const input = { register, id, rev, transition, values, confirmed, reason: '理由' };
  side.office.write((tx) => side.office.engine.writes['records.transition'](tx, actor, input));
}

const peerOf = ({ sides }: World, side: Side): Side => (side === sides[0] ? sides[1] : sides[0]);

function address(world: World, side: Side, on: boolean): void {
  const { info } = peerOf(world, side);
  const { rev } = read(side, world.lead);
  const peer = { id: info.id, name: info.name, level: info.level };
  const input = { register, id: world.lead, rev, on, restoredAt: null };
  side.office.write((tx) => side.office.engine.addressRecord(tx, keeper, peer, input));
}

async function draft(world: World, side: Side, meanwhile: () => void = () => {}): Promise<void> {
  const { office, info, acknowledged } = side;
  const { engine, vault } = office;
  const peer = peerOf(world, side).info;
  const [journey] = engine.journeys('leads', directionBetween(info.level, peer.level), peer.id);
  if (!journey) throw new Error('leads do not travel');
  const cursor = engine.currentSeq(vault);
  const lines: string[] = [];
  const sent: SentRecord[] = [];
  for await (const record of engine.changedSince(journey, acknowledged.cursor, cursor, {
    identities: 'none',
  })) {
    lines.push(JSON.stringify(record));
    if (!record.withdrawn) sent.push({ register, id: record.id, handsOver: record.handsTo !== undefined });
  }
  meanwhile();
  const id = `${info.id}-${side.drafts.length + side.sealed.length}-${cursor}-${world.counts['draft'] ?? 0}`;
  vault.transact((tx) => engine.noteSent(tx, { package: id, office: peer.id, kind: 'leads', cursor }, sent));
  side.drafts.push({ id, cursor, since: acknowledged, lines });
}

function seal({ drafts, sealed, office }: Side, pick: number): void {
  const [chosen] = drafts.splice(pick % drafts.length, 1);
  if (!chosen) throw new Error('nothing was drafted');
  office.vault.transact((tx) => office.engine.noteSealed(tx, chosen.id));
  sealed.push(chosen);
}

/** As the exchange does: numbers in order, one content to a revision, later revisions only. */
function deliver(world: World, from: Side, number: number): void {
  const to = peerOf(world, from);
  const found = from.sealed[number - 1];
  if (!found || number <= to.held.number || found.since.number > to.held.number) return;
  for (const line of found.lines) {
    const { id, rev } = JSON.parse(line) as { id: string; rev: number };
    const known = to.applied.get(id) ?? new Map<number, string>();
    if (known.has(rev)) expect(line, 'a revision has one line').toBe(known.get(rev));
    else if (Math.max(0, ...known.keys()) < rev) {
      const outcome = receive(from, to, line);
      world.counts[outcome] = (world.counts[outcome] ?? 0) + 1;
      if (outcome !== 'unchanged') to.applied.set(id, known.set(rev, line));
    }
  }
  to.held = { number, cursor: found.cursor };
}

function receive(from: Side, to: Side, line: string): string {
  const { engine, vault } = to.office;
  const delivery = { package: 'BAO', sender: from.info.id, files: new Map() };
  return vault.transact((tx) => {
    const { receive: one, finish } = engine.startReceiving(tx, keeper, register, delivery, 1);
    const { outcome, reason } = one(JSON.parse(line), () => false, false);
    finish();
    expect({ outcome, reason }).not.toMatchObject({ outcome: 'refused' });
    return outcome;
  });
}

function work({ lead }: World, side: Side, pick: number): void {
  const stored = holds(side, lead);
  if (!stored || stored.office !== side.info.id) return;
  const open = read(side, lead).actions.filter(({ blocked }) => blocked === null);
  // The director's step is not among those of the keeper.
  const keys = [...open.map(({ key }) => key), 'fastTrack'].filter((key) => steps[key]);
  const key = keys[pick % keys.length] ?? '';
  side.office.vault.transact((tx) => {
    for (const { form } of leadPapers) notePapers(tx, leadRegister, form, [lead], 1);
  });
  take(side, lead, key, steps[key] ?? {});
}

/** Does one act; what the program refuses is not done. */
export async function act(world: World, { act: what, side: index, pick }: Act): Promise<void> {
  const side = world.sides[index];
  world.counts[what] = (world.counts[what] ?? 0) + 1;
  try {
    if (what === 'work') work(world, side, pick);
    else if (what === 'address' && holds(side, world.lead)) address(world, side, true);
    else if (what === 'takeBack' && holds(side, world.lead)) address(world, side, false);
    else if (what === 'draft') await draft(world, side);
    else if (what === 'takeBackWhileDrafting' && holds(side, world.lead))
      await draft(world, side, () => address(world, side, false));
    else if (what === 'send') await send(world, side);
    else if (what === 'seal' && side.drafts.length > 0) seal(side, pick);
    else if (what === 'deliver') deliver(world, side, side.sealed.length);
    else if (what === 'repeat') deliver(world, side, 1 + (pick % Math.max(1, side.sealed.length)));
    else if (what === 'answer') answer(world, side);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    world.counts[error.failure.type] = (world.counts[error.failure.type] ?? 0) + 1;
  }
  const owners = world.sides.filter((each) => holds(each, world.lead)?.office === each.info.id);
  expect(owners.length, 'nobody owns what another owns').toBeLessThanOrEqual(1);
}

/** A package made and carried at once. */
async function send(world: World, side: Side): Promise<void> {
  await draft(world, side);
  seal(side, side.drafts.length - 1);
  deliver(world, side, side.sealed.length);
}

/** A receipt of `side` reaches the other. */
function answer(world: World, side: Side): void {
  peerOf(world, side).acknowledged = side.held;
}

/** Everything is written and carried until nothing more is told. */
export async function settle(world: World): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const side of world.sides) {
      while (side.drafts.length > 0) seal(side, 0);
      await send(world, side);
      answer(world, peerOf(world, side));
    }
  }
}
