/**
 * Whether two ways of writing a unit mean the same one. A name that is only like another one is never passed over: somebody
 * looks at it.
 */
import { cityBefore, type PlacedUnit } from '../planning/unit-region.ts';
import { normalizeText } from '../text/normalize.ts';
import type { RegionCode } from './facts.ts';

export type Likeness = 'same' | 'alike' | 'different';

export interface NamedUnit {
  readonly name: string;
  /** Where it is said to be, for a name that does not tell. */
  readonly region?: RegionCode | undefined;
}

export type CompareUnits = (left: NamedUnit, right: NamedUnit) => Likeness;

/** Where a unit is by its name, or by the region it is said to be in. */
export type PlaceOf = (unit: string, said: RegionCode) => PlacedUnit;

function reformsOfNames(
  reforms: readonly (readonly string[])[],
  place: PlaceOf,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const [at, names] of reforms.entries())
    for (const name of names) {
      const { rest } = readingOf(name, '', place);
      found.set(rest, [...(found.get(rest) ?? []), at]);
    }
  return found;
}

/**
 * One comparison for a whole run: every name is taken apart once and every pair compared once, since a round asks millions
 * of times. `reforms`: names that authorities have borne before and after a reform, without their places; they are alike.
 */
export function createUnitComparison(
  place: PlaceOf,
  reforms: readonly (readonly string[])[] = [],
): CompareUnits {
  let byName: ReadonlyMap<string, readonly number[]> | undefined;
  // Not before a name is compared: some only ask where units are.
  const reformsByName = (): ReadonlyMap<string, readonly number[]> =>
    (byName ??= reformsOfNames(reforms, place));
  const readings = new Map<string, Map<string, Reading>>();
  let count = 0;
  const read = ({ name, region = '' }: NamedUnit): Reading => {
    const byRegion = readings.get(name) ?? new Map<string, Reading>();
    const known = byRegion.get(region);
    if (known) return known;
    readings.set(name, byRegion);
    const parts = readingOf(name, region, place);
    const found = {
      ...parts,
      reforms: reformsByName().get(parts.rest) ?? [],
      id: (count += 1),
      answers: new Map<number, Likeness>(),
    };
    byRegion.set(region, found);
    return found;
  };
  return (left, right) => {
    const here = read(left);
    const there = read(right);
    const known = here.answers.get(there.id);
    if (known) return known;
    const answer = compare(here, there);
    here.answers.set(there.id, answer);
    return answer;
  };
}

interface Reading {
  readonly id: number;
  /** What it was compared with, by the other's id. */
  readonly answers: Map<number, Likeness>;
  /** The whole name, evened out. */
  readonly whole: string;
  /** The place the name itself tells, else the county it is said to be in. */
  readonly region: string | undefined;
  /** Whether it is the name that tells the place: where somebody works says little of whose the unit is. */
  readonly tells: boolean;
  /** The name without its place. */
  readonly rest: string;
  readonly ending: Ending;
  /** The reforms it has come through under this name. */
  readonly reforms: readonly number[];
}

/** What a name ends with, which changes with every reform and every way of shortening it. */
interface Ending {
  readonly kind: 'authority' | 'company' | undefined;
  /** 发改委 of 发改委员会: the end written short. */
  readonly body: string;
  /** 发改 of it: without the end. */
  readonly stem: string;
}

function readingOf(
  name: string,
  said: RegionCode,
  place: PlaceOf,
): Omit<Reading, 'id' | 'answers' | 'reforms'> {
  const even = normalizeText(name)
    .replace(/\([^)]*\)?|\[[^\]]*\]?/gu, '')
    .replace(/[\p{P}\p{S}]/gu, '');
  const { region, rest, isSaid } = place(even, said);
  const own =
    region === undefined ? rest.replace(/^[本我该]?[县区](?=.{2})/u, '').replace(cityBefore, '') : rest;
  const bare = core(own).replace(/^(?:委员会|委)$/u, '');
  return {
    whole: core(even),
    region: region ?? countyOf(said),
    tells: region !== undefined && isSaid !== true,
    rest: bare,
    ending: endingOf(bare),
  };
}

const companyEnd = /(?<=.)(?:集团|(?:股份)?有限(?:责任)?公司|公司)+$/u;
const authorityEnd = /[局委办部联协]$/u;

function endingOf(rest: string): Ending {
  const stem = rest.replace(companyEnd, '');
  if (stem !== rest) return { kind: 'company', body: stem, stem };
  const body = rest
    .replace(/(?<=.)机关$/u, '')
    .replace(/(?<=.)(?:委员会|委会)$/u, '委')
    .replace(/(?<=.)办公室$/u, '办')
    .replace(/(?<=.)联合会$/u, '联')
    .replace(/(?<=.)协会$/u, '协');
  const kind = authorityEnd.test(body) ? 'authority' : undefined;
  return { kind, body, stem: body.replace(/(?<=.)[局委办部]$/u, '') };
}

/** Without what is written or left out at will: 中共, 党组, 人民, and that a town is governed. */
function core(text: string): string {
  return text
    .replace(/^(?:中国共产党|中共)/u, '')
    .replace(/(?:机关|直属)?(?:党组织|党组|党工委|党委会?|党总支|党支部)$/u, '')
    .replaceAll('人民', '')
    .replace(/(?<=[镇乡])(?:委员会|委|政府)$/u, '')
    .replace(/(?<=街道)(?:工委|办事处|办)$/u, '')
    .replace(/(?<=村)(?:村?民委员会|村?委会|两委)$/u, '')
    .replace(/(?<=社区)(?:居民委员会|居委会)$/u, '');
}

function compare(left: Reading, right: Reading): Likeness {
  if (left.whole === '' || right.whole === '') return 'different';
  const known = left.region !== undefined && right.region !== undefined;
  const apart = known && left.region !== right.region;
  if (left.whole === right.whole) return apart ? 'alike' : 'same';
  if (apart && left.tells && right.tells) return 'different';
  if (left.rest === right.rest) return known && !apart ? 'same' : 'alike';
  const reformed = left.reforms.some((each) => right.reforms.includes(each));
  return reformed || resembles(left.rest, right.rest) || shortens(left.ending, right.ending)
    ? 'alike'
    : 'different';
}

/** That somebody works in the city says nothing of what a county's unit with the same name is. */
function countyOf(said: RegionCode): RegionCode | undefined {
  return said === '' || said.endsWith('00') ? undefined : said.slice(0, 6);
}

/** A part of it (民政局婚姻登记处), or the same with something before it. */
function resembles(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short === '') return /^(?:委|纪委|监委|政府|人大|政协)/u.test(long);
  if (short.length >= 2 && long.startsWith(short)) return true;
  return short.length >= 3 && long.includes(short);
}

/** 住建局 for 住房和城乡建设局, 发改委 for 发展和改革局, 城投 for 城市建设投资集团有限公司; no bureau for a company. */
function shortens(left: Ending, right: Ending): boolean {
  const [short, long] = left.stem.length <= right.stem.length ? [left, right] : [right, left];
  if (short.kind !== undefined && short.kind !== long.kind) return false;
  const begin = short.stem[0] === long.stem[0];
  if (long.kind !== undefined && begin && short.stem.length >= 2 && within(short.stem, long.stem))
    return true;
  const bureaus = short.kind === 'authority' && long.kind === 'authority';
  return (
    (bureaus || (begin && short.body.length >= 3)) &&
    short.body.at(-1) === long.body.at(-1) &&
    within(short.body, long.body)
  );
}

/** Whether the signs of one stand in the other in the same order. */
function within(short: string, long: string): boolean {
  let at = -1;
  return [...short].every((sign) => {
    at = long.indexOf(sign, at + 1);
    return at >= 0;
  });
}
