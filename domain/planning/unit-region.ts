/** In which county a unit works, told by its name: 柯城区民政局 is in 柯城区. */
import { tidyText } from '../text/normalize.ts';

export interface NamedRegion {
  readonly code: string;
  /** 柯城区, 江山市, 景宁畲族自治县. */
  readonly name: string;
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
  const text = tidyText(unit);
  const inner = city !== undefined && text.startsWith(city.name) ? text.slice(city.name.length) : text;
  const hits = counties
    .flatMap((county) => shortened(county.name).map((name) => ({ code: county.code, name })))
    .filter(({ name }) => inner.startsWith(name))
    .sort((left, right) => right.name.length - left.name.length);
  return hits[0]?.code ?? (inner === text ? undefined : city?.code);
}

/** 江山市委组织部 and 江山民政局 both begin with a name of 江山市; one-character names (e.g. 赵县) are not shortened. */
function shortened(name: string): readonly string[] {
  const bare = name.replace(/(?:自治县|自治旗|[县区市旗])$/u, '');
  return bare.length >= 2 && bare !== name ? [name, bare] : [name];
}
