/** In which county a unit works, told by its name: 柯城区民政局 is in 柯城区. */
import { tidyText } from '../text/normalize.ts';

export interface NamedRegion {
  readonly code: string;
  /** 柯城区, 江山市, 景宁畲族自治县. */
  readonly name: string;
}

/** The places an office knows by name. */
export interface Places {
  /** The city the office belongs to, and its counties. */
  readonly city: NamedRegion | undefined;
  readonly counties: readonly NamedRegion[];
  /** 柯城区 for 330802. */
  readonly regionName: (code: string) => string;
}

/** A unit's name with the place before it taken off. */
export interface PlacedUnit {
  readonly region: string | undefined;
  /** 民政局 of 浙江省衢州市柯城区民政局; the whole name where it tells no place. */
  readonly rest: string;
  /** The name does not tell the place alone: it was said to be somewhere. */
  readonly isSaid?: true;
}

/**
 * The region of the list whose name a unit's name begins with, the longest name first; a name of the city before it
 * (衢州市柯城区民政局) is passed over. Undefined where the name tells nothing: people from there are asked.
 */
export function regionOfUnit(
  unit: string,
  city: NamedRegion | undefined,
  counties: readonly NamedRegion[],
): string | undefined {
  return placeUnit(unit, city, counties).region;
}

/** As {@link regionOfUnit}, and with what is left of the name. */
export function placeUnit(
  unit: string,
  city: NamedRegion | undefined,
  counties: readonly NamedRegion[],
): PlacedUnit {
  const text = tidyText(unit).replace(/^(?:中国共产党|中共)/u, '');
  const inner = withoutCity(text, city);
  const county = countyAtStart(inner ?? text, counties);
  if (county) return county;
  if (inner !== undefined) return { region: city?.code, rest: inner };
  // 浙江省江山市民政局, and 衢州柯城区民政局 where the city is called by its short name.
  const shortCity = city && shortened(city.name).at(-1);
  const wider = [text.replace(/^\p{Script=Han}{2,3}省/u, '')];
  if (shortCity !== undefined && text.startsWith(shortCity)) wider.push(text.slice(shortCity.length));
  for (const each of wider) {
    const found = countyAtStart(each, counties);
    if (found) return found;
  }
  return { region: undefined, rest: text };
}

/**
 * As {@link placeUnit}, of a unit that is said to be in that region: 市民政局 in 柯城区 is the city's, for a district has none; in
 * 江山市 it is that county's own.
 */
export function placeUnitIn(
  said: string,
  unit: string,
  city: NamedRegion | undefined,
  counties: readonly NamedRegion[],
): PlacedUnit {
  const found = placeUnit(unit, city, counties);
  const county = counties.find(({ code }) => code === said.slice(0, 6));
  const rest = found.rest.replace(cityBefore, '');
  const isCitys = found.region === undefined && county?.name.endsWith('市') === false && rest !== found.rest;
  return isCitys ? { region: city?.code, rest, isSaid: true } : found;
}

/** The 市 of 市民政局, which is none of 市场监督管理局 and 市政工程公司. */
export const cityBefore = /^[本我该]?市(?!场|容|政(?:公用|园林|工程|设施|管理|建设)|民(?:中心|卡))(?=.{2})/u;

/** How far into a name the city's may stand: after 浙江省, or after 国家税务总局. */
const farthestCity = 8;

function withoutCity(text: string, city: NamedRegion | undefined): string | undefined {
  if (city === undefined) return undefined;
  const at = text.indexOf(city.name);
  return at >= 0 && at <= farthestCity ? text.slice(at + city.name.length) : undefined;
}

function countyAtStart(text: string, counties: readonly NamedRegion[]): PlacedUnit | undefined {
  const [hit] = counties
    .flatMap((county) => shortened(county.name).map((name) => ({ code: county.code, name })))
    .filter(({ name }) => text.startsWith(name))
    .sort((left, right) => right.name.length - left.name.length);
  return hit && { region: hit.code, rest: text.slice(hit.name.length) };
}

/**
 * 江山市委组织部 and 江山民政局 both begin with a name of 江山市, 互助县民政局 and 互助民政局 with one of 互助土族自治县;
 * one-character names (e.g. 赵县) are not shortened.
 */
function shortened(name: string): readonly string[] {
  const short = shortCounty(name);
  const bare = name.replace(/(?:自治县|自治旗|[县区市旗])$/u, '');
  const each = [name, bare, short, ...(bare === short ? [] : [`${short}${name.slice(-1)}`])];
  return [...new Set(each)].filter((candidate) => candidate.length >= 2);
}

/** 乐都 of 乐都区, 互助 of 互助土族自治县: as maps and tables call a county. */
export function shortCounty(name: string): string {
  return /^(.{2,}?)(?:(?:[^族]{1,4}族)+自治[县旗]|自治[县旗]|[县区市旗])$/u.exec(name)?.[1] ?? name;
}
