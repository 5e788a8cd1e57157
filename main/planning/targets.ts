/** Inspected organisations as the avoidance rules look at them, found by whatever name a group writes. */
import type { TargetFacts } from '../../domain/avoidance/facts.ts';
import { targetFacts, unlistedTarget } from '../../domain/avoidance/from-records.ts';
import { likenessOf } from '../../domain/avoidance/findings.ts';
import type { Likeness } from '../../domain/avoidance/units.ts';
import { regionOfUnit } from '../../domain/planning/unit-region.ts';
import { target } from '../../domain/registers/target/target.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { PlanningContext } from './context.ts';

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
  const library = readLibrary(context);
  return (name, side) => {
    const home = homeOf(context, side);
    const told = side.region ?? regionOfUnit(name, context.city, context.counties) ?? home;
    const found = search(context, library, name, told);
    if (found.known.length !== 1)
      return unlistedTarget(name, told, sentenceOf(name, found.known.length, found.near));
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

function readLibrary({ vault, city, counties }: PlanningContext): readonly Listed[] {
  const ids = vault.all<{ id: string }>('SELECT id FROM target WHERE voidAt IS NULL ORDER BY id');
  const records = loadRecords(
    vault,
    vault,
    target,
    ids.map(({ id }) => id),
  );
  return records.map((record) => {
    const facts = targetFacts(record);
    const region = facts.region ?? regionOfUnit(facts.name, city, counties);
    return {
      facts: region === undefined ? facts : { ...facts, region },
      removed: record.state === 'REMOVED',
    };
  });
}

interface Found {
  readonly known: readonly Listed[];
  /** Names that are only like the wanted one. */
  readonly near: readonly string[];
}

/** The same signs first, then the same unit in another spelling; a place that is told decides between several. */
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
  for (const fits of ways) {
    const hits = library.filter(({ facts }) => fits(facts));
    if (hits.length === 0) continue;
    const here = preferred(hits, ({ facts }) => region !== undefined && facts.region === region);
    return { known: preferred(here, ({ removed }) => !removed), near: [] };
  }
  const near = library.filter(({ facts }) => likeness(context, name, region, facts) === 'alike');
  return { known: [], near: near.map(({ facts }) => facts.name) };
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

function sentenceOf(name: string, hits: number, near: readonly string[]): string {
  if (hits > 1) return `“被巡察党组织”中有${hits}个${name}，无从知道是哪一个，请在本组写明全称。`;
  const hint =
    near.length === 0 ? '' : `；名称相近的有${near.slice(0, 3).join('、')}，是同一单位的请改用登记的名称`;
  return `“被巡察党组织”中没有登记${name}，领导班子无从查对，请先登记${hint}。`;
}
