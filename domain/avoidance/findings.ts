/** The questions behind the avoidance rules: each finds what in a person's life touches the organisation, in words. */
import { tidyText } from '../text/normalize.ts';
import type { Assignment, PersonFacts, Post, RegionCode, TargetFacts } from './facts.ts';
import type { AvoidanceRule, Predicate } from './rules.ts';

/** What the questions need besides the two sides. */
export interface FindingContext {
  readonly today: string;
  readonly regionName: (code: RegionCode) => string;
}

/** What ties a person to the inspected place, or to the organisation itself. */
export interface Finding {
  readonly of: 'place' | 'organisation';
  readonly text: string;
}

type Finder = (assignment: Assignment, rule: AvoidanceRule, context: FindingContext) => readonly Finding[];

function toPlace(text: string): Finding {
  return { of: 'place', text };
}

function toOrganisation(text: string): Finding {
  return { of: 'organisation', text };
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
  residence: ({ person, target }, _rule, { regionName }) =>
    inSamePlace(person.residences, target).map((code) => toPlace(`现居住在${regionName(code)}`)),
  workplace: ({ person, target }, _rule, { regionName }) => {
    if (isOrganisation(person.unit, target)) return [toOrganisation(`现在${person.unit}工作`)];
    return inSamePlace([person.workRegion ?? ''], target).map((code) =>
      toPlace(`现在${regionName(code)}工作（${person.unit}）`),
    );
  },
  served: ({ person, target }, rule, { today, regionName }) =>
    person.posts.flatMap((post) => {
      if (isOrganisation(post.unit, target))
        return endedWithin(post, rule.yearsUnit, today)
          ? [toOrganisation(`曾在${post.unit}任职${spell(post)}`)]
          : [];
      const here = inSamePlace([post.region ?? ''], target);
      if (here.length === 0 || !endedWithin(post, rule.yearsRegion, today)) return [];
      return here.map((code) => toPlace(`曾在${regionName(code)}任职（${post.unit}${spell(post)}）`));
    }),
  upbringing: ({ person, target }, _rule, { regionName }) =>
    inSamePlace(person.upbringing, target).map((code) => toPlace(`在${regionName(code)}成长（籍贯）`)),
  kin: ({ person, target }) =>
    person.relatives.flatMap(({ name, relation, unit, post }) => {
      if (target.leaders.some((leader) => same(leader.name, name)))
        return [toOrganisation(`${relation}${name}是该单位领导班子成员`)];
      return unit !== undefined && isOrganisation(unit, target)
        ? [toOrganisation(`${relation}${name}在该单位工作${post === undefined ? '' : `（${post}）`}`)]
        : [];
    }),
  together: workedTogether,
  studied: ({ person, target }) =>
    person.education
      .filter(({ school }) => isOrganisation(school, target))
      .map(({ school }) => toOrganisation(`曾在${school}就读`)),
  interest: ({ person, target }) => [
    ...person.declarations
      .filter((each) => isOrganisation(each.target, target))
      .map(({ text }) => toOrganisation(`本人申报：${text}`)),
    ...person.holdings
      .filter((company) => isOrganisation(company, target))
      .map((company) => toOrganisation(`本人或家属在${company}有投资`)),
  ],
  sameTarget: ({ person, target, role }) =>
    person.participations
      .filter((each) => each.role === role && isOrganisation(each.target, target))
      .map(({ round }) => toOrganisation(`${round}已经巡察过该单位`)),
};

/** With somebody of the leading body in one unit at the same time, within the years the rule looks back. */
function workedTogether(
  { person, target }: Assignment,
  { yearsUnit }: AvoidanceRule,
  { today }: FindingContext,
): readonly Finding[] {
  const posts: readonly Post[] = [...person.posts, { unit: person.unit }];
  return target.leaders.flatMap((leader) =>
    leader.posts.flatMap((theirs) =>
      posts
        .filter((mine) => same(mine.unit, theirs.unit) && overlap(mine, theirs))
        .filter((mine) => endedWithin(mine, yearsUnit, today) && endedWithin(theirs, yearsUnit, today))
        .map((mine) => toOrganisation(`曾与${leader.name}在${mine.unit}共事`)),
    ),
  );
}

/** County codes that are the organisation's own county; places of a whole city do not count as one place. */
function inSamePlace(codes: readonly RegionCode[], { region }: TargetFacts): readonly RegionCode[] {
  if (region === undefined || region.endsWith('00')) return [];
  return [...new Set(codes.filter((code) => code.slice(0, 6) === region.slice(0, 6)))];
}

/** Whether a unit is the organisation, whether one writes 县民政局 or 县民政局党组. */
export function isOrganisation(unit: string, { name, aliases }: TargetFacts): boolean {
  const wanted = bare(unit);
  return wanted !== '' && [name, ...aliases].some((each) => bare(each) === wanted);
}

const partyWords = /(?:党组|党委|党工委|党总支|党支部|党组织)(?:（[^）]*）)?$/u;

function bare(unit: string): string {
  return tidyText(unit).replace(partyWords, '');
}

function same(left: string, right: string): boolean {
  return tidyText(left) === tidyText(right) && tidyText(left) !== '';
}

function endedWithin({ to }: Post, years: number | null, today: string): boolean {
  if (years === null || to === undefined || to === '') return true;
  const year = Number(today.slice(0, 4)) - years;
  return to >= `${String(year).padStart(4, '0')}${today.slice(4)}`;
}

function overlap(left: Post, right: Post): boolean {
  const begins = (post: Post): string => post.from ?? '0000';
  const ends = (post: Post): string => post.to ?? '9999';
  return begins(left) <= ends(right) && begins(right) <= ends(left);
}

function spell({ from, to }: Post): string {
  if (from === undefined && to === undefined) return '';
  return `，${from?.slice(0, 7) ?? ''}至${to?.slice(0, 7) ?? '今'}`;
}

/** Whether the person belongs to the inspected place by any of the four rules of place; what “local” means to a profile. */
export function isLocal(person: PersonFacts, target: TargetFacts): boolean {
  return (
    inSamePlace([person.workRegion ?? '', ...person.residences, ...person.upbringing], target).length > 0 ||
    isOrganisation(person.unit, target)
  );
}
