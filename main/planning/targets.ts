/** Inspected organisations as the avoidance rules look at them, found by whatever name a group writes. */
import type { TargetFacts } from '../../domain/avoidance/facts.ts';
import { targetFacts, unlistedTarget } from '../../domain/avoidance/from-records.ts';
import { likenessOf } from '../../domain/avoidance/findings.ts';
import type { Likeness } from '../../domain/avoidance/units.ts';
import { regionLevel, regionOfOffice } from '../../domain/office.ts';
import { regionOfUnit } from '../../domain/planning/unit-region.ts';
import { target } from '../../domain/registers/target/target.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { SqlParams } from '../vault/api.ts';
import type { PlanningContext } from './context.ts';
import { withoutDoubles } from './doubles.ts';

/** How a group names what it inspects, and where. */
export interface TargetSide {
  readonly mode: string | null;
  /** The inspected county, for organisations whose place nobody knows otherwise. */
  readonly region: string | null;
}

export type FindTarget = (name: string, side: TargetSide) => TargetFacts;

/**
 * The organisation as the library knows it under its own, a former or another spelling of its name; else what the name
 * alone tells, and why it is not more. The library is read once.
 */
export function targetFinder(context: PlanningContext): FindTarget {
  const library = readLibrary(context, 'voidAt IS NULL');
  return (name, side) => {
    const home = homeOf(context, side);
    const told = side.region ?? regionOfUnit(name, context.city, context.counties) ?? home;
    const found = search(context, library, name, told);
    if (found.known.length !== 1) return unlistedTarget(name, told, sentenceOf(context, name, found));
    const [{ facts }] = found.known as readonly [Listed];
    const region = facts.region ?? told;
    return { ...facts, aliases: [...facts.aliases, name], ...(region !== undefined && { region }) };
  };
}

/** The office's own place where its own groups (本级编组) inspect it; undefined for groups that cross. */
export function homeOf({ ownRegion }: PlanningContext, { mode }: TargetSide): string | undefined {
  return mode === 'NORMAL' ? ownRegion : undefined;
}

interface Listed {
  readonly facts: TargetFacts;
  readonly removed: boolean;
}

/**
 * Organisations of a system (系统) or an area (片区), each in its county: several counties call theirs alike. `region` is
 * undefined where nobody has written it.
 */
export function targetsTagged(
  context: PlanningContext,
  column: 'systemTag' | 'area',
  wanted: string,
): readonly Pick<TargetFacts, 'name' | 'region'>[] {
  const listed = `voidAt IS NULL AND state = 'LISTED' AND "${column}" = ?`;
  return readLibrary(context, listed, [wanted]).map(({ facts }) => facts);
}

function readLibrary(
  { vault, city, counties, ownOffice }: PlanningContext,
  where: string,
  params: SqlParams = [],
): readonly Listed[] {
  const ids = vault.all<{ id: string }>(`SELECT id FROM target WHERE ${where} ORDER BY no, id`, params);
  const records = loadRecords(
    vault,
    vault,
    target,
    ids.map(({ id }) => id),
  );
  const regionOf = ({ name, region }: TargetFacts): string | undefined =>
    region ?? regionOfUnit(name, city, counties);
  const once = withoutDoubles(ownOffice, records, (record) => {
    const facts = targetFacts(record);
    return { label: normalizeLabel(facts.name), place: regionOf(facts) };
  });
  return once.map((record) => {
    const facts = targetFacts(record);
    const region = regionOf(facts) ?? countyOf(record.office, ownOffice);
    return {
      facts: region === undefined ? facts : { ...facts, region },
      removed: record.state === 'REMOVED',
    };
  });
}

/** Of what another county's office keeps without a place nothing lies elsewhere; a city's may lie in any county. */
function countyOf(office: string, ownOffice: string): string | undefined {
  const region = regionOfOffice(office);
  return office === ownOffice || regionLevel(region) !== 'COUNTY' ? undefined : region;
}

interface Found {
  readonly known: readonly Listed[];
  /** Names that are only like the wanted one. */
  readonly near: readonly string[];
  /** Those of the wanted name that are in another place. */
  readonly elsewhere: readonly Listed[];
}

/**
 * The same signs first, then the same unit in another spelling; a place that is told decides between several, and an
 * organisation that is registered in another place is never taken, though it be the only one of that name.
 */
function search(
  context: PlanningContext,
  library: readonly Listed[],
  name: string,
  region: string | undefined,
): Found {
  const label = normalizeLabel(name);
  const ways: readonly ((facts: TargetFacts) => boolean)[] = [
    (facts) => normalizeLabel(facts.name) === label,
    ({ aliases }) => aliases.some((alias) => normalizeLabel(alias) === label),
    (facts) => likeness(context, name, region, facts) === 'same',
  ];
  const isHere = ({ facts }: Listed): boolean => mayLieIn(facts.region, region);
  for (const fits of ways) {
    const hits = library.filter((each) => fits(each.facts) && isHere(each));
    if (hits.length === 0) continue;
    const here = preferred(hits, ({ facts }) => region !== undefined && facts.region === region);
    return { known: preferred(here, ({ removed }) => !removed), near: [], elsewhere: [] };
  }
  const elsewhere = library.filter((each) => !isHere(each) && ways.some((fits) => fits(each.facts)));
  const near = library.filter(
    (each) => !elsewhere.includes(each) && likeness(context, name, region, each.facts) === 'alike',
  );
  return { known: [], near: near.map(({ facts }) => facts.name), elsewhere };
}

/** Whether a registered place is the told one or in it: a county's organisation is in its city, no city's in a county. */
function mayLieIn(registered: string | undefined, told: string | undefined): boolean {
  if (registered === undefined || told === undefined) return true;
  return registered.startsWith(told.slice(0, 6).replace(/(?:00)+$/u, ''));
}

function likeness(
  context: PlanningContext,
  name: string,
  region: string | undefined,
  facts: TargetFacts,
): Likeness {
  return likenessOf({ name, region }, facts, context);
}

function preferred(hits: readonly Listed[], wish: (hit: Listed) => boolean): readonly Listed[] {
  const wished = hits.filter(wish);
  return hits.length > 1 && wished.length > 0 ? wished : hits;
}

function sentenceOf(
  { regionName }: PlanningContext,
  name: string,
  { known, near, elsewhere: [other] }: Found,
): string {
  if (known.length > 1)
    return `“被巡察党组织”中有${known.length}个${name}，无从知道是哪一个，请在本组写明全称。`;
  if (other)
    return `“被巡察党组织”中的${other.facts.name}登记在${regionName(other.facts.region ?? '')}，与本组的被巡察地不一致，无从知道是否同一单位，请核对所在地和被巡察地，不是同一单位的另行登记。`;
  const hint =
    near.length === 0 ? '' : `；名称相近的有${near.slice(0, 3).join('、')}，是同一单位的请改用登记的名称`;
  return `“被巡察党组织”中没有登记${name}，领导班子无从查对，请先登记${hint}。`;
}
