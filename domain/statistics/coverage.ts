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
}

/** One organisation of one group that has been fed back. */
export interface TargetFeedback {
  readonly target: string;
  /** `YYYY-MM-DD`. */
  readonly at: string;
  /** Codes of `inspectionKind` of its round. */
  readonly kinds: readonly string[];
}

/** How many organisations of a type a plan of the term means to cover. */
export interface PlannedCoverage {
  readonly orgType: string;
  readonly total: number;
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
  const known = indexTargets(input.targets);
  const unlisted = new Set<string>();
  const marks = new Map<string, Marks>();
  const inTerm = input.feedbacks.filter(({ at }) => at >= input.from && at <= input.to);
  for (const feedback of [...inTerm].sort((left, right) => left.at.localeCompare(right.at))) {
    const found = known.get(normalizeLabel(feedback.target));
    if (found) mark(marks, found.id, feedback);
    else unlisted.add(feedback.target);
  }
  const types = new Set([...input.targets, ...input.planned].map(({ orgType }) => orgType));
  const byType = new Map([...types].map((type) => [type, coverageOf(type, input, marks)]));
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
  { targets, planned }: CoverageInput,
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

/** By name and by former names; a name of one organisation wins over a former name of another. */
function indexTargets(targets: readonly ListedTarget[]): ReadonlyMap<string, ListedTarget> {
  const aliases = targets.flatMap((each) =>
    each.aliases.map((name) => [normalizeLabel(name), each] as const),
  );
  const names = targets.map((each) => [normalizeLabel(each.name), each] as const);
  return new Map([...aliases, ...names]);
}
