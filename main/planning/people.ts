/** People of the pool as the avoidance rules look at them, found by the names under which other records know them. */
import { personFacts } from '../../domain/avoidance/from-records.ts';
import type { Participation, PersonFacts } from '../../domain/avoidance/facts.ts';
import { codeLabel } from '../../domain/codes/lookup.ts';
import { isWithin, regionOfOffice } from '../../domain/office.ts';
import { regionOfUnit, type Places } from '../../domain/planning/unit-region.ts';
import type { Value } from '../../domain/register.ts';
import { poolPerson } from '../../domain/registers/pool-person/pool-person.ts';
import { normalizeLabel, normalizeName } from '../../domain/text/normalize.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { Stored } from '../registers/store.ts';
import type { PlanningContext } from './context.ts';
import { alikeBy, withoutDoubles, type Identity } from './doubles.ts';

/**
 * Who has that name, without void records; a unit that is named must be the pool's, or it may be somebody else. Of several
 * of one name and unit (县纪委 of two counties) `region` tells which.
 */
export function findPerson(
  context: PlanningContext,
  past: PastRounds,
  name: string,
  unit: string | null,
  region: string | null,
): PersonFacts | 'unknown' | 'several' | 'elsewhere' {
  const found = peopleNamed(context, name);
  const fitting = fittingOf(context, found, unit, region);
  const [only] = fitting;
  if (found.length === 0) return 'unknown';
  if (found.length === 1 && !only) return 'elsewhere';
  if (fitting.length !== 1 || !only) return 'several';
  return factsOf(context, past, only.person);
}

/** Somebody as a row of a group names him. */
export interface NamedPerson {
  readonly name: string;
  readonly unit: string | null;
  readonly region: string | null;
}

/** Whether a row of a group that names somebody means the person of this record, and nobody else of the pool. */
export function isMeant(context: PlanningContext, id: string, named: NamedPerson): boolean {
  return recordsOf(context, named).includes(id);
}

/** Ids of the records, of one office or several, of the one person who is meant; none where it may be several. */
export function recordsOf(context: PlanningContext, { name, unit, region }: NamedPerson): readonly string[] {
  const [only, ...others] = fittingOf(context, peopleNamed(context, name), unit, region);
  return others.length === 0 && only ? only.ids : [];
}

/** One person, and the records of several offices that are about this one. */
interface Somebody {
  readonly person: Stored;
  readonly ids: readonly string[];
}

function peopleNamed(context: PlanningContext, name: string): readonly Somebody[] {
  const { vault, ownOffice } = context;
  const rows = vault.all<{ id: string }>(
    'SELECT id FROM poolPerson WHERE name = ? AND voidAt IS NULL ORDER BY id',
    [name],
  );
  const records = loadRecords(
    vault,
    vault,
    poolPerson,
    rows.map(({ id }) => id),
  );
  const identityOf = identityIn(context);
  return alikeBy(records, identityOf).flatMap(({ alike, areOne }) =>
    (areOne ? [alike] : alike.map((each) => [each])).flatMap((about) =>
      withoutDoubles(ownOffice, about, identityOf).map((person) => ({
        person,
        ids: about.map(({ id }) => id),
      })),
    ),
  );
}

function fittingOf(
  context: PlanningContext,
  found: readonly Somebody[],
  unit: string | null,
  region: string | null,
): readonly Somebody[] {
  const named =
    unit === null ? found : found.filter(({ person }) => isSameLabel(person.values['unit'], unit));
  // What the city keeps without a place may be about the one there as well.
  const there = named.filter(
    ({ person }) => region !== null && isWithin(region, placeOfPerson(context, person)),
  );
  return named.length > 1 && there.length > 0 ? there : named;
}

/** People of the pool by their ids, with whom several offices have in theirs once. */
export function loadPeople(context: PlanningContext, ids: readonly string[]): readonly Stored[] {
  const people = loadRecords(context.vault, context.vault, poolPerson, ids);
  return withoutDoubles(context.ownOffice, people, identityIn(context));
}

function identityIn(places: PlanningContext): (record: Stored) => Identity {
  const regionOf = regionsIn(places);
  return ({ values }) => personIdentity({ name: '', unit: null, workRegion: null, ...values }, regionOf);
}

interface PersonColumns {
  readonly name: Value;
  readonly unit: Value;
  readonly workRegion: Value;
}

/** The same for records of several offices about one person, who works where the record or the name of the unit says. */
export function personIdentity(
  { name, unit, workRegion }: PersonColumns,
  regionOf: (unit: string) => string | undefined,
): Identity {
  const region = typeof workRegion === 'string' ? workRegion : '';
  const told = typeof unit === 'string' ? regionOf(unit) : undefined;
  return {
    label: `${normalizeName(String(name ?? ''))}/${labelOf(unit)}`,
    place: told ?? (region || undefined),
  };
}

/** 330802 of 柯城区民政局, as far as these places tell. */
export function regionsIn({
  city,
  counties,
}: Pick<Places, 'city' | 'counties'>): (unit: string) => string | undefined {
  return (unit) => regionOfUnit(unit, city, counties);
}

/** Where somebody works, else where the office is that keeps the record. */
export function placeOfPerson(places: PlanningContext, person: Stored): string {
  return identityIn(places)(person).place ?? regionOfOffice(person.office);
}

/** Whether two records write the same unit, but for blanks and signs. */
export function isSameLabel(left: Value | undefined, right: Value | undefined): boolean {
  return labelOf(left) === labelOf(right);
}

function labelOf(value: Value | undefined): string {
  return typeof value === 'string' ? normalizeLabel(value) : '';
}

export function factsOf(
  { codes, city, counties }: PlanningContext,
  past: PastRounds,
  person: Stored,
): PersonFacts {
  const name = String(person.values['name'] ?? '');
  const untold = Number(person.values['formerRounds'] ?? 0) > past.formerOf(name) ? [beforePool] : [];
  return personFacts(person.id, person, [...past.seatsOf(name), ...untold], {
    regionOfUnit: (unit) => regionOfUnit(unit, city, counties),
    kinship: (code) => codeLabel(codes, 'kinship', code),
  });
}

/** Rounds of which no more is known than that there were some. */
const beforePool: Participation = { round: '入库前', target: '', role: '' };

/** What people have done in other rounds: from the groups, and from what was noted when joining the pool. */
export interface PastRounds {
  readonly seatsOf: (name: string) => readonly Participation[];
  /** In how many rounds somebody of that name sat. */
  readonly countOf: (name: string) => number;
  /** Of how many rounds from before the pool it is noted what they inspected. */
  readonly formerOf: (name: string) => number;
}

interface Seat {
  readonly name: string;
  readonly round: string;
  readonly target: string | null;
  readonly role: string | null;
}

/** Every round that has entered its organisations, but the one that is being staffed. */
export function pastRounds({ vault }: PlanningContext, except: string | null): PastRounds {
  const rows = vault.all<Seat>(
    `SELECT m.name AS name, r.name AS round, t.targetId AS target, m.role AS role
       FROM inspectionGroup_members AS m
       JOIN inspectionGroup AS g ON g.id = m.record AND g.voidAt IS NULL
       JOIN inspectionRound AS r ON r.id = g.round AND r.voidAt IS NULL AND r.state <> 'PREPARE' AND r.id <> ?
       LEFT JOIN inspectionGroup_targets AS t ON t.record = g.id
      UNION SELECT p.name, a.round, a.target, a.role
       FROM poolPerson_appraisals AS a JOIN poolPerson AS p ON p.id = a.record AND p.voidAt IS NULL
      WHERE a.round NOT IN (SELECT name FROM inspectionRound WHERE id = ?)`,
    [except ?? '', except ?? ''],
  );
  const byName = new Map<string, Seat[]>();
  for (const row of rows) {
    const key = normalizeName(row.name);
    byName.set(key, [...(byName.get(key) ?? []), row]);
  }
  const rowsOf = (name: string): readonly Seat[] => byName.get(normalizeName(name)) ?? [];
  const own = new Set(
    vault
      .all<{ name: string }>('SELECT name FROM inspectionRound WHERE voidAt IS NULL')
      .map(({ name }) => normalizeLabel(name)),
  );
  const isTold = ({ target }: Seat): boolean => target !== null && target !== '';
  const roundsIn = (seats: readonly Seat[]) => new Set(seats.map(({ round }) => normalizeLabel(round)));
  return {
    seatsOf: (name) => {
      const seats = rowsOf(name);
      const told = roundsIn(seats.filter(isTold));
      // An appraisal that names no organisation leaves nothing open where the group of the round names them.
      return seats
        .filter((seat) => isTold(seat) || !told.has(normalizeLabel(seat.round)))
        .map(({ round, target, role }) => ({ round, target: target ?? '', role: role ?? '' }));
    },
    countOf: (name) => roundsIn(rowsOf(name)).size,
    formerOf: (name) => [...roundsIn(rowsOf(name).filter(isTold))].filter((round) => !own.has(round)).length,
  };
}
