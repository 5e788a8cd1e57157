/** The questions behind the avoidance rules: each finds what in a person's life touches the organisation, in words. */
import { normalizeName, tidyText } from '../text/normalize.ts';
import type { Assignment, PersonFacts, Post, RegionCode, TargetFacts } from './facts.ts';
import type { AvoidanceRule, Predicate } from './rules.ts';
import type { CompareUnits, Likeness, NamedUnit } from './units.ts';

/** What the questions need besides the two sides. */
export interface FindingContext {
  readonly today: string;
  readonly regionName: (code: RegionCode) => string;
  readonly compare: CompareUnits;
  /** The office's own place where its own groups (本级编组) inspect it: to come from there speaks against nobody. */
  readonly home?: RegionCode | undefined;
}

/** What ties a person to the inspected place, or to the organisation itself. */
export interface Finding {
  readonly of: 'place' | 'organisation';
  readonly text: string;
  /** The records do not say enough to be sure: somebody looks, however strict the rule. */
  readonly unsure?: true;
}

type Finder = (assignment: Assignment, rule: AvoidanceRule, context: FindingContext) => readonly Finding[];

function toPlace(text: string): Finding {
  return { of: 'place', text };
}

/** Nothing for a different unit, and a question where only the names are alike. */
function toOrganisation(text: string, likeness: Likeness = 'same'): readonly Finding[] {
  if (likeness === 'different') return [];
  if (likeness === 'same') return [{ of: 'organisation', text }];
  return [{ of: 'organisation', text: `${text}（名称相近，是否同一单位须核实）`, unsure: true }];
}

/** What speaks against the assignment, in words; empty when nothing does. */
export function findingsOf(
  assignment: Assignment,
  rule: AvoidanceRule,
  context: FindingContext,
): readonly Finding[] {
  return finders[rule.predicate](assignment, rule, context);
}

const finders: Readonly<Record<Predicate, Finder>> = {
  residence: ({ person, target }, _rule, context) =>
    livingPlaces(person.residences, target, context, (place) => `现居住在${place}`),
  workplace: ({ person, target }, _rule, context) => {
    const likeness = likenessOf({ name: person.unit, region: person.workRegion }, target, context);
    const own = toOrganisation(`现在${person.unit}工作`, likeness);
    if (likeness === 'same') return own;
    const place = inSamePlace([person.workRegion ?? ''], target, context);
    return [...own, ...place.map((code) => toPlace(`现在${context.regionName(code)}工作（${person.unit}）`))];
  },
  served: ({ person, target }, rule, context) =>
    person.posts.flatMap((post) => {
      const likeness = likenessOf({ name: post.unit, region: post.region }, target, context);
      const counts = endedWithin(post, rule.yearsUnit, context.today);
      const own = counts ? toOrganisation(`曾在${post.unit}任职${spell(post)}`, likeness) : [];
      if (counts && likeness === 'same') return own;
      if (!endedWithin(post, rule.yearsRegion, context.today)) return own;
      const place = inSamePlace([post.region ?? ''], target, context);
      return [
        ...own,
        ...place.map((code) => toPlace(`曾在${context.regionName(code)}任职（${post.unit}${spell(post)}）`)),
      ];
    }),
  upbringing: ({ person, target }, _rule, context) =>
    livingPlaces(person.upbringing, target, context, (place) => `在${place}成长（籍贯）`),
  kin: ({ person, target }, _rule, context) =>
    person.relatives.flatMap(({ name, relation, unit, post, region }) => {
      if (target.leaders.some((leader) => sameName(leader.name, name)))
        return toOrganisation(`${relation}${name}是该单位领导班子成员`);
      const likeness = likenessOf({ name: unit ?? '', region }, target, context);
      const where = likeness === 'same' ? '该单位' : (unit ?? '');
      const text = `${relation}${name}在${where}工作${post === undefined ? '' : `（${post}）`}`;
      return toOrganisation(text, likeness);
    }),
  together: workedTogether,
  studied: ({ person, target }, _rule, context) =>
    person.education.flatMap(({ school }) =>
      toOrganisation(`曾在${school}就读`, likenessOf({ name: school }, target, context)),
    ),
  interest: ({ person, target }, _rule, context) => [
    ...person.declarations.flatMap((each) =>
      toOrganisation(
        `本人申报：${each.text}（${each.target}）`,
        likenessOf({ name: each.target }, target, context),
      ),
    ),
    ...person.holdings.flatMap((company) =>
      toOrganisation(`本人或家属在${company}有投资`, likenessOf({ name: company }, target, context)),
    ),
  ],
  sameTarget: ({ person, target, role }, _rule, context) =>
    person.participations.flatMap((each) => {
      const likeness = likenessOf({ name: each.target }, target, context);
      if (each.role === role) return toOrganisation(`${each.round}已经巡察过该单位`, likeness);
      if (each.role !== '' || likeness === 'different') return [];
      const text = `${each.round}巡察过该单位，当时的组内职务没有登记，须核实`;
      return [{ of: 'organisation', text, unsure: true } as const];
    }),
};

/** With somebody of the leading body in one unit at the same time, within the years the rule looks back. */
function workedTogether(
  { person, target }: Assignment,
  { yearsUnit }: AvoidanceRule,
  { today, compare }: FindingContext,
): readonly Finding[] {
  const present: Post = { unit: person.unit, ...(person.workRegion && { region: person.workRegion }) };
  const within = (post: Post): boolean => endedWithin(post, yearsUnit, today);
  const posts = [...person.posts, present].filter(within).map((post) => ({ ...post, name: post.unit }));
  const found: Finding[] = [];
  // Everybody with everybody: nothing is put into words before it is needed.
  for (const leader of target.leaders)
    for (const theirs of leader.posts) {
      if (!within(theirs)) continue;
      const there = { name: theirs.unit, region: theirs.region };
      for (const mine of posts) {
        const likeness = overlap(mine, theirs) ? compare(mine, there) : 'different';
        if (likeness !== 'different')
          found.push(...toOrganisation(`曾与${leader.name}在${mine.unit}共事`, likeness));
      }
    }
  return found;
}

/** Whether where somebody comes from can matter: not at home, and the whole city is not one place. */
export function placeMatters({ region }: TargetFacts, { home }: Pick<FindingContext, 'home'>): boolean {
  return region === undefined || !(region.endsWith('00') || region === home);
}

/** County codes that are the organisation's own county. */
function inSamePlace(
  codes: readonly RegionCode[],
  target: TargetFacts,
  context: FindingContext,
): readonly RegionCode[] {
  const { region } = target;
  if (region === undefined || !placeMatters(target, context)) return [];
  return [...new Set(codes.filter((code) => code.slice(0, 6) === region.slice(0, 6)))];
}

/** Where of a home no more is written than the city or the province, it may be the county. */
function widerThanPlace(
  codes: readonly RegionCode[],
  target: TargetFacts,
  context: FindingContext,
): readonly RegionCode[] {
  const { region } = target;
  if (region === undefined || !placeMatters(target, context)) return [];
  return codes.filter((code) => code.endsWith('00') && region.startsWith(code.replace(/(?:00)+$/u, '')));
}

function livingPlaces(
  codes: readonly RegionCode[],
  target: TargetFacts,
  context: FindingContext,
  tell: (place: string) => string,
): readonly Finding[] {
  return [
    ...inSamePlace(codes, target, context).map((code) => toPlace(tell(context.regionName(code)))),
    ...widerThanPlace(codes, target, context).map((code): Finding => ({
      of: 'place',
      text: `${tell(context.regionName(code))}（没有登记到县，须核实）`,
      unsure: true,
    })),
  ];
}

/** How like a unit is to the organisation, under any of its names: 县民政局 or 县民政局党组. */
export function likenessOf(
  unit: NamedUnit,
  { name, aliases, region }: TargetFacts,
  { compare }: FindingContext,
): Likeness {
  let found = compare(unit, { name, region });
  for (const alias of aliases) {
    if (found === 'same') break;
    const likeness = compare(unit, { name: alias, region });
    if (likeness !== 'different') found = likeness;
  }
  return found;
}

function sameName(left: string, right: string): boolean {
  return tidyText(left) !== '' && normalizeName(left) === normalizeName(right);
}

/** Whether a post counts for a rule that looks back so many years; one without an end may still be held. */
export function endedWithin({ to }: Post, years: number | null, today: string): boolean {
  if (years === null || to === undefined || to === '') return true;
  const year = Number(today.slice(0, 4)) - years;
  return to >= `${String(year).padStart(4, '0')}${today.slice(4)}`;
}

function overlap(left: Post, right: Post): boolean {
  return (left.from ?? '0000') <= (right.to ?? '9999') && (right.from ?? '0000') <= (left.to ?? '9999');
}

function spell({ from, to }: Post): string {
  if (from === undefined && to === undefined) return '';
  return `，${from?.slice(0, 7) ?? ''}至${to?.slice(0, 7) ?? '今'}`;
}

/** Whether the person belongs to the inspected place by any of the rules of place, or to the organisation itself. */
export function localness(
  person: PersonFacts,
  target: TargetFacts,
  context: FindingContext,
): 'local' | 'unsure' | 'foreign' {
  if (context.home !== undefined && target.region === context.home) return 'foreign';
  const homes = [...person.residences, ...person.upbringing];
  const unit = likenessOf({ name: person.unit, region: person.workRegion }, target, context);
  if (unit === 'same' || inSamePlace([person.workRegion ?? '', ...homes], target, context).length > 0)
    return 'local';
  return unit === 'alike' || widerThanPlace(homes, target, context).length > 0 ? 'unsure' : 'foreign';
}
