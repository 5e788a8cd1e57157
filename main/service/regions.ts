/** Administrative divisions for choosing the office's region; the table ships with the program. */
import {
  createDivisionIndex,
  type Division,
  type DivisionIndex,
  findRegions,
  regionName,
} from '../../domain/office.ts';
import type { Places } from '../../domain/planning/unit-region.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import divisions from '../../resources/divisions/2023-06-30.json' with { type: 'json' };

let index: DivisionIndex | undefined;

/** Built at first use: the table is only needed while choosing. */
export function divisionIndex(): DivisionIndex {
  index ??= createDivisionIndex(divisions);
  return index;
}

const mostShown = 30;

/** Cities and counties whose full name or code holds the text; an exact name comes first. */
export function searchRegions(
  text: string,
): { readonly code: string; readonly name: string; readonly path: string }[] {
  const wanted = normalizeLabel(text);
  if (wanted === '') return [];
  const hits: Division[] = [];
  for (const division of divisionIndex().byCode.values()) {
    if (division.level === 'PROVINCE') continue;
    if (normalizeLabel(division.fullName).includes(wanted) || division.code.startsWith(wanted))
      hits.push(division);
  }
  const rank = (division: Division): number =>
    normalizeLabel(division.name).startsWith(wanted) ? 0 : division.level === 'CITY' ? 1 : 2;
  return hits
    .sort((left, right) => rank(left) - rank(right) || left.code.localeCompare(right.code))
    .slice(0, mostShown)
    .map(({ code, name, fullName }) => ({ code, name, path: fullName }));
}

/** 浙江省衢州市开化县, or the code itself when no table knows it. */
export function regionLabel(code: string): string {
  return regionName(divisionIndex(), code);
}

/** Whether a code is in the table; of towns and villages (9 or 12 digits) the county they lie in. */
export function isRegion(code: string): boolean {
  return divisionIndex().byCode.has(code.slice(0, 6));
}

/** The code of the one division a clerk means by a code or a name; undefined when none is meant, or several are called so. */
export function regionCode(text: string): string | undefined {
  if (/^\d+$/u.test(text)) return isRegion(text) ? text : undefined;
  const found = findRegions(divisionIndex(), text);
  return found.length === 1 ? found[0]?.code : undefined;
}

/** The city of a region with its counties; within it a county is called by its name alone. */
export function placesOf(region: string): Places {
  const index = divisionIndex();
  const city = index.byCode.get(`${region.slice(0, 4)}00`);
  const counties = city === undefined ? [] : (index.byParent.get(city.code) ?? []);
  return {
    city,
    counties,
    regionName: (code) => counties.find((county) => county.code === code)?.name ?? regionLabel(code),
  };
}
