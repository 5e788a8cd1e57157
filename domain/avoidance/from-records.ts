/** What the records of the pool and of the library of organisations say, as the avoidance rules look at it. */
import type { ChildRowsByKey, RelatedRecord, Values } from '../register.ts';
import { splitNames } from '../text/names.ts';
import type { Participation, PersonFacts, Post, TargetFacts } from './facts.ts';

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
  const unit = text(values, 'unit');
  const workRegion = text(values, 'workRegion') || regionOfUnit(unit);
  return {
    id,
    name: text(values, 'name'),
    unit,
    ...(workRegion && { workRegion }),
    residences: filled(text(values, 'residence')),
    upbringing: filled(text(values, 'upbringing')),
    posts: rows(children, 'posts').map((row) => postOf(row, regionOfUnit)),
    relatives: rows(children, 'relatives').map((row) => ({
      name: text(row, 'name'),
      relation: kinship(text(row, 'relation')),
      ...optional('unit', text(row, 'unit')),
      ...optional('post', text(row, 'post')),
      ...optional('region', text(row, 'region') || (regionOfUnit(text(row, 'unit')) ?? '')),
    })),
    education: rows(children, 'education').map((row) => ({ school: text(row, 'school') })),
    holdings: rows(children, 'holdings').map((row) => text(row, 'company')),
    declarations: rows(children, 'declarations').map((row) => ({
      text: text(row, 'text'),
      target: text(row, 'target'),
    })),
    participations,
  };
}

/** An organisation that is in the library. */
export function targetFacts({ values, children }: Content): TargetFacts {
  const region = text(values, 'region');
  return {
    name: text(values, 'name'),
    aliases: splitNames(text(values, 'aliases')).names,
    ...(region !== '' && { region }),
    leaders: rows(children, 'leaders').map((row) => ({
      name: text(row, 'name'),
      posts: filled(text(row, 'formerUnit')).map((unit) => ({
        unit,
        ...optional('from', text(row, 'formerFrom')),
        ...optional('to', text(row, 'formerTo')),
      })),
    })),
  };
}

/** One that nobody has entered in the library, or that could be several: its name tells what it can. */
export function unlistedTarget(name: string, region: string | undefined, unlisted: string): TargetFacts {
  return { name, aliases: [], leaders: [], unlisted, ...(region !== undefined && { region }) };
}

function postOf(row: Values, regionOfUnit: RecordTexts['regionOfUnit']): Post {
  const unit = text(row, 'unit');
  const region = text(row, 'region') || regionOfUnit(unit);
  return {
    unit,
    ...optional('post', text(row, 'post')),
    ...optional('from', text(row, 'from')),
    ...optional('to', text(row, 'to')),
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

function text(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'string' ? value.trim() : '';
}
