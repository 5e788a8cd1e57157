/** A composition of all groups, or the smallest set of rules that stand against each other. */
import { allHard, buildModel, type Shortlist, type StaffingModel, type Strictness } from './model.ts';
import {
  countyRule,
  engagedRule,
  onceRule,
  rankRule,
  seatRule,
  senderRule,
  skillRule,
  type Candidate,
  type GroupNeed,
  type Seat,
  type StaffingProblem,
  type StaffingRule,
} from './problem.ts';

export interface SolverAnswer {
  readonly status: 'optimal' | 'infeasible';
  readonly values: ReadonlyMap<string, number>;
}

/** Solves a model in CPLEX LP text; the same text has the same answer. Throws when it is stopped. */
export type Solve = (text: string) => Promise<SolverAnswer>;

export type Staffing =
  | { readonly possible: true; readonly seats: readonly { readonly person: string; readonly seat: Seat }[] }
  | { readonly possible: false; readonly conflict: readonly StaffingRule[] };

/** Groups each person is looked at for, at first; doubled until there is an answer. */
const firstSpread = 4;

/**
 * Most models are solved with a part of the people for each group, which is much faster; only where that fails everybody
 * is looked at, and only then a conflict is spoken of. `avoidanceNames` are the names of the avoidance rules by code.
 */
export async function proposeStaffing(
  problem: StaffingProblem,
  avoidanceNames: ReadonlyMap<string, string>,
  solve: Solve,
): Promise<Staffing> {
  for (const spread of [firstSpread, firstSpread * 3]) {
    if (spread >= problem.groups.length) break;
    const model = buildModel(problem, allHard, spreadShortlist(problem, spread));
    const answer = await solve(model.text);
    if (answer.status === 'optimal') return { possible: true, seats: model.read(answer.values) };
  }
  const whole = buildModel(problem, allHard, everybody);
  const answer = await solve(whole.text);
  if (answer.status === 'optimal') return { possible: true, seats: whole.read(answer.values) };
  return { possible: false, conflict: await smallestConflict(problem, avoidanceNames, solve) };
}

const everybody: Shortlist = () => true;

/**
 * Each person for the next `spread` groups that may take the person at all, and for the drafted one. People of a kind are
 * dealt round the groups like a suit of cards: every group is offered of each, in whatever order the pool is listed.
 */
function spreadShortlist(problem: StaffingProblem, spread: number): Shortlist {
  const chosen = new Set<string>();
  const order = [...problem.candidates].sort((left, right) => left.rounds - right.rounds);
  const size = problem.groups.length;
  const nextByKind = new Map<string, number>();
  for (const person of order) {
    const kind = JSON.stringify([person.rank, person.region ?? '', [...person.majors].sort()]);
    const first = nextByKind.get(kind) ?? nextByKind.size;
    let [taken, step] = [0, 0];
    for (; step < size && taken < spread; step += 1) {
      const group = problem.groups[(first + step) % size];
      if (!group || !fits(problem, person, group)) continue;
      chosen.add(`${person.id}/${group.id}`);
      taken += 1;
    }
    nextByKind.set(kind, (first + step) % size);
    const drafted = problem.draft.get(person.id);
    if (drafted) chosen.add(`${person.id}/${drafted.group}`);
  }
  return (person, group) => chosen.has(`${person.id}/${group.id}`);
}

function fits(problem: StaffingProblem, person: Candidate, group: GroupNeed): boolean {
  if (person.engaged) return false;
  if (group.senders.length > 0 && !group.senders.includes(person.region ?? '')) return false;
  return group.seats.some(({ role }) => problem.blockedBy(person, group, role).length === 0);
}

/**
 * First the needs that cannot all be met are gathered (each round makes those hard that fell short), then one rule after
 * the other is dropped as long as the rest still cannot be met: what stays is a smallest set.
 */
async function smallestConflict(
  problem: StaffingProblem,
  avoidanceNames: ReadonlyMap<string, string>,
  solve: Solve,
): Promise<readonly StaffingRule[]> {
  const needs = needRules(problem);
  const limits = limitRules(problem, avoidanceNames);
  const limitKeys = new Set(limits.map(({ key }) => key));
  const enforced = new Set<string>();
  for (;;) {
    const strictness: Strictness = {
      hard: (rule) => enforced.has(rule) || limitKeys.has(rule),
      elastic: (rule) => !enforced.has(rule) && !limitKeys.has(rule),
    };
    const model: StaffingModel = buildModel(problem, strictness, everybody);
    const answer = await solve(model.text);
    if (answer.status === 'infeasible') break;
    const short = model.short(answer.values);
    if (short.length === 0) break;
    for (const rule of short) enforced.add(rule);
  }
  const kept = new Set([...enforced, ...limitKeys]);
  for (const rule of [...limitKeys, ...enforced]) {
    const without = new Set([...kept].filter((each) => each !== rule));
    const model = buildModel(problem, { hard: (each) => without.has(each), elastic: () => false }, everybody);
    if ((await solve(model.text)).status === 'infeasible') kept.delete(rule);
  }
  return [...needs, ...limits].filter(({ key }) => kept.has(key));
}

function needRules({ groups }: StaffingProblem): readonly StaffingRule[] {
  return groups.flatMap((group) => [
    ...group.seats.map((seat) => seatRule(group, seat)),
    ...group.skills.map((skill) => skillRule(group, skill)),
  ]);
}

function limitRules(
  { candidates, groups }: StaffingProblem,
  avoidanceNames: ReadonlyMap<string, string>,
): readonly StaffingRule[] {
  const ranks = new Map(
    groups.flatMap(({ seats }) =>
      seats.filter(({ minRank }) => minRank > 0).map((seat) => [seat.label, rankRule(seat)] as const),
    ),
  );
  return [
    ...[...avoidanceNames].map(([code, name]) => ({
      key: `avoidance/${code}`,
      sentence: `回避规则“${name}”。`,
    })),
    ...groups.filter(({ senders }) => senders.length > 0).map(senderRule),
    ...groups.filter(({ mostFromOneCounty }) => mostFromOneCounty !== undefined).map(countyRule),
    ...ranks.values(),
    ...(candidates.some(({ engaged }) => engaged) ? [engagedRule] : []),
    onceRule,
  ];
}
