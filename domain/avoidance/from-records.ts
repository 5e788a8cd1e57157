/** What the records of the pool and of the library of organisations say, as the avoidance rules look at it. */
import type { ChildRowsByKey, RelatedRecord, Values } from '../register.ts';
import { splitNames } from '../text/names.ts';
import type { Participation, PersonFacts, Post, TargetFacts } from './facts.ts';
import { trimmedTextOf } from '../text/text-of.ts';

export interface RecordTexts {
  /** The county a unit's name tells, if it does. */
  readonly regionOfUnit: (unit: string) => string | undefined;
  /** 配偶 for the code of a kinship. */
  readonly kinship: (code: string) => string;
}

type Content = Pick<RelatedRecord, 'values' | 'children'>;

/** `id` tells people of one name apart; `participations` are read from the groups of earlier rounds. */
export function personFacts(
  id: string,
  { values, children }: Content,
  participations: readonly Participation[],
  { regionOfUnit, kinship }: RecordTexts,
): PersonFacts {
  const unit = trimmedTextOf(values['unit']);
  const workRegion = trimmedTextOf(values['workRegion']) || regionOfUnit(unit);
  return {
    id,
    name: trimmedTextOf(values['name']),
    unit,
    ...(workRegion && { workRegion }),
    residences: filled(trimmedTextOf(values['residence'])),
    upbringing: filled(trimmedTextOf(values['upbringing'])),
    posts: rows(children, 'posts').map((row) => postOf(row, regionOfUnit)),
    relatives: rows(children, 'relatives').map((row) => ({
      name: trimmedTextOf(row['name']),
      relation: kinship(trimmedTextOf(row['relation'])),
      ...optional('unit', trimmedTextOf(row['unit'])),
      ...optional('post', trimmedTextOf(row['post'])),
      ...optional('region', trimmedTextOf(row['region']) || (regionOfUnit(trimmedTextOf(row['unit'])) ?? '')),
    })),
    education: rows(children, 'education').map((row) => ({ school: trimmedTextOf(row['school']) })),
    holdings: rows(children, 'holdings').map((row) => trimmedTextOf(row['company'])),
    declarations: rows(children, 'declarations').map((row) => ({
      text: trimmedTextOf(row['text']),
      target: trimmedTextOf(row['target']),
    })),
    participations,
  };
}

/** An organisation that is in the library. */
export function targetFacts({ values, children }: Content): TargetFacts {
  const region = trimmedTextOf(values['region']);
  return {
    name: trimmedTextOf(values['name']),
    aliases: splitNames(trimmedTextOf(values['aliases'])).names,
    ...(region !== '' && { region }),
    leaders: rows(children, 'leaders').map((row) => ({
      name: trimmedTextOf(row['name']),
      posts: filled(trimmedTextOf(row['formerUnit'])).map((unit) => ({
        unit,
        ...optional('from', trimmedTextOf(row['formerFrom'])),
        ...optional('to', trimmedTextOf(row['formerTo'])),
      })),
    })),
  };
}

/** One that nobody has entered in the library, or that could be several: its name tells what it can. */
export function unlistedTarget(name: string, region: string | undefined, unlisted: string): TargetFacts {
  return { name, aliases: [], leaders: [], unlisted, ...(region !== undefined && { region }) };
}

function postOf(row: Values, regionOfUnit: RecordTexts['regionOfUnit']): Post {
  const unit = trimmedTextOf(row['unit']);
  const region = trimmedTextOf(row['region']) || regionOfUnit(unit);
  return {
    unit,
    ...optional('post', trimmedTextOf(row['post'])),
    ...optional('from', trimmedTextOf(row['from'])),
    ...optional('to', trimmedTextOf(row['to'])),
    ...(region && { region }),
  };
}

function optional<K extends string>(key: K, value: string): { readonly [P in K]?: string } {
  return value === '' ? {} : ({ [key]: value } as { readonly [P in K]?: string });
}

function filled(value: string): readonly string[] {
  return value === '' ? [] : [value];
}

function rows(children: ChildRowsByKey, key: string): readonly Values[] {
  return (children[key] ?? []).map(({ values }) => values);
}
