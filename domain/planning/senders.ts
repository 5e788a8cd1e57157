/** 派出地 as clerks write it: 柯城区、江山, 衢州市柯城区 (reference 3.8). */
import { tidyText } from '../text/normalize.ts';
import { regionOfUnit, type NamedRegion } from './unit-region.ts';

export interface SendingRegions {
  readonly codes: readonly string[];
  /** Words that name no county of the list. */
  readonly unknown: readonly string[];
}

/** A name that is not understood is told, because it would leave the group open to people from anywhere. */
export function sendingRegions(
  text: string,
  city: NamedRegion | undefined,
  counties: readonly NamedRegion[],
): SendingRegions {
  const read = tidyText(text)
    .split(/[、，,；;\s]+/u)
    .filter((name) => name !== '')
    .map((name) => ({ name, code: regionOfUnit(name, city, counties) }));
  return {
    codes: [...new Set(read.flatMap(({ code }) => code ?? []))],
    unknown: read.flatMap(({ name, code }) => (code === undefined ? [name] : [])),
  };
}
