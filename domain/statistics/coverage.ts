/**
 * R-13 全覆盖进度 (reference 3.6, 5): an organisation counts once in a term, in the year its feedback was done. Rounds
 * that were nothing but a special inspection or a look back are counted apart.
 */
import { normalizeLabel } from '../text/normalize.ts';

export interface ListedTarget {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Code of `targetType`. */
  readonly orgType: string;
  /** Whose library it stands in. */
  readonly office: string;
  /** Its county or city; that of the office where nothing is written. */
  readonly region: string;
}

/** One organisation of one group that has been fed back. */
export interface TargetFeedback {
  readonly target: string;
  /** `YYYY-MM-DD`. */
  readonly at: string;
  /** Codes of `inspectionKind` of its round. */
  readonly kinds: readonly string[];
  /** Whose group it was. */
  readonly office: string;
  /** Where the group inspected, when it is written; else the office's own place. */
  readonly region: string;
}

/** How many organisations of a type a plan of the term means to cover. */
export interface PlannedCoverage {
  readonly orgType: string;
  readonly total: number;
  readonly office: string;
}

export interface Coverage {
  /** What the plan says, or where none says anything, the library. */
  readonly planned: number;
  readonly listed: readonly string[];
  /** Ids of the organisations covered, by the year of their first feedback. */
  readonly covered: ReadonlyMap<number, readonly string[]>;
  /** Fed back in special inspections only, and in look backs: no part of {@link covered}. */
  readonly special: readonly string[];
  readonly lookedBack: readonly string[];
}

const apart = { SPECIAL: 'special', LOOKBACK: 'lookedBack' } as const;

export interface CoverageInput {
  readonly targets: readonly ListedTarget[];
  readonly feedbacks: readonly TargetFeedback[];
  readonly planned: readonly PlannedCoverage[];
  /** First and last day, `YYYY-MM-DD`: the term, or a part of it. */
  readonly from: string;
  readonly to: string;
}

/** Coverage by type of organisation, and the names that were fed back and stand in no list. */
export function coverageByType(input: CoverageInput): {
  readonly byType: ReadonlyMap<string, Coverage>;
  readonly unlisted: readonly string[];
} {
  const targets = withoutDoubles(input.targets);
  const known = indexTargets(targets);
  // Another office's plan is about what stands in that office's library.
  const listing = new Set(input.targets.map(({ office }) => office));
  const planned = input.planned.filter(({ office }) => listing.size === 0 || listing.has(office));
  const unlisted = new Set<string>();
  const marks = new Map<string, Marks>();
  const inTerm = input.feedbacks.filter(({ at }) => at >= input.from && at <= input.to);
  for (const feedback of [...inTerm].sort((left, right) => left.at.localeCompare(right.at))) {
    const found = findTarget(known, feedback);
    if (found) mark(marks, found.id, feedback);
    else if (listing.size === 0 || listing.has(feedback.office)) unlisted.add(feedback.target);
  }
  const types = new Set([...targets, ...planned].map(({ orgType }) => orgType));
  const byType = new Map([...types].map((type) => [type, coverageOf(type, { targets, planned }, marks)]));
  return { byType, unlisted: [...unlisted] };
}

interface Marks {
  year?: number;
  special?: true;
  lookedBack?: true;
}

function mark(marks: Map<string, Marks>, id: string, { at, kinds }: TargetFeedback): void {
  const own = marks.get(id) ?? {};
  marks.set(id, own);
  const only = kinds.length > 0 && kinds.every((kind) => kind in apart);
  if (!only) own.year ??= Number(at.slice(0, 4));
  else if (kinds.includes('SPECIAL')) own.special = true;
  else own.lookedBack = true;
}

function coverageOf(
  type: string,
  { targets, planned }: Pick<CoverageInput, 'targets' | 'planned'>,
  marks: ReadonlyMap<string, Marks>,
): Coverage {
  const listed = targets.filter(({ orgType }) => orgType === type).map(({ id }) => id);
  const plans = planned.filter(({ orgType }) => orgType === type);
  const covered = new Map<number, string[]>();
  for (const id of listed) {
    const year = marks.get(id)?.year;
    if (year !== undefined) covered.set(year, [...(covered.get(year) ?? []), id]);
  }
  const only = (key: 'special' | 'lookedBack') => listed.filter((id) => marks.get(id)?.[key] === true);
  return {
    planned: plans.length === 0 ? listed.length : plans.reduce((sum, { total }) => sum + total, 0),
    listed,
    covered,
    special: only('special'),
    lookedBack: only('lookedBack'),
  };
}

/** An organisation that stands in several offices' libraries (the city's and its county's) is one. */
function withoutDoubles(targets: readonly ListedTarget[]): readonly Listed[] {
  const found = new Map<string, Listed>();
  for (const each of targets) {
    const key = `${normalizeLabel(each.name)}/${each.region}`;
    const known = found.get(key);
    if (!known) found.set(key, { ...each, offices: [each.office] });
    else if (known.offices.includes(each.office))
      found.set(`${key}/${each.id}`, { ...each, offices: [each.office] });
    else found.set(key, { ...known, offices: [...known.offices, each.office] });
  }
  return [...found.values()];
}

interface Listed extends ListedTarget {
  readonly offices: readonly string[];
}

type TargetIndex = ReadonlyMap<string, readonly Listed[]>;

/** A name of one organisation wins over a former name of another. */
function indexTargets(targets: readonly Listed[]): readonly [byName: TargetIndex, byAlias: TargetIndex] {
  const byName = new Map<string, Listed[]>();
  const byAlias = new Map<string, Listed[]>();
  const add = (index: Map<string, Listed[]>, name: string, each: Listed): void => {
    const label = normalizeLabel(name);
    index.set(label, [...(index.get(label) ?? []), each]);
  };
  for (const each of targets) {
    add(byName, each.name, each);
    for (const alias of each.aliases) add(byAlias, alias, each);
  }
  return [byName, byAlias];
}

/** Finds the organisation of a library that a group names. */
export function targetFinder(
  targets: readonly ListedTarget[],
): (named: Pick<TargetFeedback, 'target' | 'office' | 'region'>) => ListedTarget | undefined {
  const known = indexTargets(withoutDoubles(targets));
  return (named) => findTarget(known, named);
}

/** Every county has its 民政局: what a group fed back is an organisation of its own office, or one where it inspected. */
function findTarget(
  indexes: readonly TargetIndex[],
  feedback: Pick<TargetFeedback, 'target' | 'office' | 'region'>,
): Listed | undefined {
  const label = normalizeLabel(feedback.target);
  for (const index of indexes) {
    const all = index.get(label) ?? [];
    const there = all.filter(({ region }) => region === feedback.region);
    const hit =
      there.find(({ offices }) => offices.includes(feedback.office)) ??
      there[0] ??
      all.findLast(({ offices }) => offices.includes(feedback.office));
    if (hit) return hit;
  }
  return undefined;
}
