/**
 * R-11 交叉与常规对比 (reference 2.4, 5, Annex B 1): what cross inspections bring to light beside regular ones, in all and
 * for each inspected organisation.
 */
import { formatGrowth, formatMean, noNumber } from './numbers.ts';
import {
  among,
  contentKnown,
  letters,
  problemsFedBack,
  type CountMeasure,
  type PersonsMeasure,
  type Source,
} from './measures.ts';

export const models = { regular: '常规巡察', cross: '交叉巡察' } as const;
export type Model = keyof typeof models;

/** A round is compared as a cross inspection when it is one among other things, and not at all when it is neither. */
export function modelOf(kinds: readonly string[]): Model | undefined {
  if (kinds.includes('CROSS')) return 'cross';
  return kinds.includes('REGULAR') ? 'regular' : undefined;
}

export type ComparedMeasure = (CountMeasure | PersonsMeasure) & { readonly of: Source };

/** `visits` are the codes of the ways in which somebody comes in person. */
export function comparedMeasures(visits: readonly string[]): readonly ComparedMeasure[] {
  const inPerson = [contentKnown, among('channel', visits)];
  return [
    { kind: 'count', key: 'letters', group: '信访', label: '信访件（件）', where: [], of: letters },
    { kind: 'count', key: 'visits', group: '信访', label: '其中来访（批）', where: inPerson, of: letters },
    { kind: 'persons', key: 'persons', group: '信访', label: '来访（人次）', where: inPerson, of: letters },
    {
      ...{ kind: 'count', key: 'problems', group: '问题', label: '反馈问题（个）', where: [] },
      of: problemsFedBack,
    },
    {
      ...{ kind: 'count', key: 'leads', group: '线索', label: '移交线索（件）', where: [] },
      of: { register: 'lead', dateField: 'handoverAt' },
    },
  ];
}

/** Of these the report also says how much falls to each organisation. */
export const meansOf: readonly string[] = ['letters', 'problems', 'leads'];

/** A number of each model, and of the organisations each inspected; all whole. */
export interface Compared {
  readonly number: Readonly<Record<Model, number>>;
  readonly units: Readonly<Record<Model, number>>;
}

/** 5.0倍: how often the regular figure goes into the cross one; — where there is nothing to compare with. */
export function timesOf({ number }: Pick<Compared, 'number'>): string {
  return withUnit(formatMean(number.cross, number.regular), '倍');
}

export function growthOf({ number }: Pick<Compared, 'number'>): string {
  return formatGrowth(number.cross, number.regular);
}

/** For each organisation. Multiplied out, so that nothing is rounded twice; — where a model inspected none. */
export function meanOf({ number, units }: Compared): Pick<Compared, 'number'> {
  if (units.cross === 0 || units.regular === 0) return { number: { cross: 0, regular: 0 } };
  return { number: { cross: number.cross * units.regular, regular: number.regular * units.cross } };
}

function withUnit(text: string, unit: string): string {
  return text === noNumber ? text : `${text}${unit}`;
}
