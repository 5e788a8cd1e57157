/** People of the pool for the groups of a round: `staffing.propose`. */
import type { PersonFacts } from '../../domain/avoidance/facts.ts';
import type { AvoidanceRule } from '../../domain/avoidance/rules.ts';
import { avoidanceRulesOf } from '../../domain/avoidance/tables.ts';
import {
  judgeAvoidance,
  nonLocalRule,
  roleKey,
  type AvoidanceVerdict,
} from '../../domain/avoidance/verdict.ts';
import { codesOf, type CodeIndex } from '../../domain/codes/lookup.ts';
import { refuse } from '../../domain/failure.ts';
import { rowsAt } from '../../domain/office-tables/office-table.ts';
import { sendingRegions } from '../../domain/planning/senders.ts';
import { seatsOf, skillsOf } from '../../domain/planning/tables.ts';
import type { Candidate, GroupNeed, Seat, StaffingProblem } from '../../domain/planning/staffing/problem.ts';
import { inspectionGroup } from '../../domain/registers/inspection-group/inspection-group.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { Stored } from '../registers/store.ts';
import { peopleOf } from './available.ts';
import { gravest, groundsFinder, judgedGroup, type Grounds } from './avoidance.ts';
import type { PlanningContext } from './context.ts';
import { factsOf, pastRounds, placeOfPerson } from './people.ts';
import { engagedElsewhere } from './engaged.ts';
import { rowFinder } from './seating.ts';
import { listOf, textOf } from '../../domain/text/text-of.ts';

/** What the solver is asked, and what the answer is told with. */
export interface StaffingQuestion {
  readonly problem: StaffingProblem;
  readonly avoidanceNames: ReadonlyMap<string, string>;
  /** What the avoidance rules say of somebody in that part of that group. */
  readonly verdictOf: VerdictOf;
  readonly people: ReadonlyMap<string, Stored>;
  readonly groups: readonly Stored[];
}

export type VerdictOf = (person: string, group: string, role: string) => AvoidanceVerdict;

/** People in the pool, or drawn for this very round, and the round's groups with what stands in them. */
export function staffingQuestion(context: PlanningContext, round: string): StaffingQuestion {
  const { rows, today } = context;
  const groups = groupsToStaff(context, round);
  const people = peopleOf(context, groups);
  const isEngaged = engagedElsewhere(context.vault, round, people.values());
  const seats = seatsOf(rowsAt(rows, 'groupSeat', today), rankIn(context.codes));
  const skills = skillsOf(rowsAt(rows, 'groupSkill', today));
  const past = pastRounds(context, round);
  const facts = new Map([...people].map(([id, person]) => [id, factsOf(context, past, person)] as const));
  const { verdictOf, keyOf } = verdicts(context, groups, facts);
  const blockedBy: StaffingProblem['blockedBy'] = (person, group, role) =>
    verdictOf(person.id, group.id, role)
      .reasons.filter(({ severity, excusedBy }) => severity === 'BLOCK' && excusedBy === undefined)
      .map(({ rule }) => rule);
  return {
    problem: {
      candidates: [...people.values()].map((person) =>
        candidateOf(context, person, facts.get(person.id)?.workRegion, isEngaged(person), past.countOf),
      ),
      groups: groups.map((group): GroupNeed => ({
        id: group.id,
        name: textOf(group.values['name']),
        seats,
        skills,
        senders: group.values['mode'] === 'WHOLE_UNIT' ? sendersOf(context, group) : [],
        mostFromOneCounty: group.values['mode'] === 'MIXED' ? mostOf(seats) : undefined,
      })),
      blockedBy: remembered(blockedBy, keyOf),
      draft: draftOf(context, groups, people),
    },
    avoidanceNames: new Map(
      [...rulesOf(context), nonLocalRule].map(({ code, name }) => [code, name] as const),
    ),
    verdictOf,
    people,
    groups,
  };
}

/** The groups, not dissolved, of a round that is being prepared; refuses where there is none. */
export function groupsToStaff(context: PlanningContext, round: string): readonly Stored[] {
  const found = context.vault.get<{ state: string }>(
    "SELECT state FROM inspectionRound WHERE id = ? AND voidAt IS NULL AND state <> 'PREPARE'",
    [round],
  );
  if (found)
    refuse(
      'RoundUnderWay',
      '这一轮已经进驻，不能再自动编组。',
      '进驻时各组人员已经授权、审查回避，整组重排会使授权和审查落空。',
      '需要换人的，请在巡察组的“组成人员”中修改。',
    );
  const groups = groupsOf(context, round);
  if (groups.length === 0)
    refuse(
      'RoundWithoutGroups',
      '这一轮还没有编组。',
      '自动编组按已登记的巡察组配人。',
      '请先登记巡察组和被巡察党组织。',
    );
  return groups;
}

/** At least two counties in a mixed group (reference 3.8). */
function mostOf(seats: readonly { readonly count: number }[]): number {
  return seats.reduce((sum, { count }) => sum + count, 0) - 1;
}

function rulesOf({ rows, today }: PlanningContext): readonly AvoidanceRule[] {
  return avoidanceRulesOf(rowsAt(rows, 'avoidanceRule', today)).filter(({ active }) => active);
}

function verdicts(
  context: PlanningContext,
  groups: readonly Stored[],
  facts: ReadonlyMap<string, PersonFacts>,
): { readonly verdictOf: VerdictOf; readonly keyOf: (group: string, role: string) => string } {
  const groundsOf = groundsFinder(context);
  const grounds = new Map(groups.map((group) => [group.id, groundsOf(judgedGroup(group))] as const));
  const groundsIn = (group: string): Grounds => {
    const found = grounds.get(group);
    if (!found) throw new Error(`no group ${group} in this round`);
    return found;
  };
  return {
    verdictOf: (id, group, role) => {
      const person = facts.get(id);
      if (!person) throw new Error(`nobody ${id} in this pool`);
      const { targets, terms } = groundsIn(group);
      // Who is proposed has not declared for the round yet.
      return gravest(
        targets.map((target) => judgeAvoidance({ person, role, target, declared: false }, terms)),
      );
    },
    keyOf: (group, role) => roleKey(role, groundsIn(group).terms),
  };
}

/** The model asks for every person, group and part, several times over. */
function remembered(
  blockedBy: StaffingProblem['blockedBy'],
  keyOf: (group: string, role: string) => string,
): StaffingProblem['blockedBy'] {
  const known = new Map<string, readonly string[]>();
  return (person, group, role) => {
    const key = `${person.id}/${group.id}/${keyOf(group.id, role)}`;
    const found = known.get(key);
    if (found) return found;
    const answer = blockedBy(person, group, role);
    known.set(key, answer);
    return answer;
  };
}

function groupsOf({ vault }: PlanningContext, round: string): readonly Stored[] {
  const rows = vault.all<{ id: string }>(
    "SELECT id FROM inspectionGroup WHERE round = ? AND voidAt IS NULL AND state = 'FORMED' ORDER BY no",
    [round],
  );
  return loadRecords(
    vault,
    vault,
    inspectionGroup,
    rows.map(({ id }) => id),
  );
}

function candidateOf(
  { codes }: PlanningContext,
  person: Stored,
  region: string | undefined,
  engaged: boolean,
  roundsSat: (name: string) => number,
): Candidate {
  const { values } = person;
  const majors = listOf(values['majors']);
  return {
    id: person.id,
    name: textOf(values['name']),
    region,
    majors,
    rank: rankIn(codes)(textOf(values['rank'])),
    rounds: Number(values['formerRounds'] ?? 0) + roundsSat(textOf(values['name'])),
    engaged,
  };
}

/** The place of a rank in the office's own order; what is not there stands lowest. */
function rankIn(codes: CodeIndex): (code: string) => number {
  const order = codesOf(codes, 'personRank').map(({ code }) => code);
  return (code) => Math.max(0, order.indexOf(code));
}

/** Refuses 派出地 that is missing or not understood: taken for anywhere, it would seat people nobody wanted. */
function sendersOf({ city, counties }: PlanningContext, { values }: Stored): readonly string[] {
  const { codes, unknown } = sendingRegions(textOf(values['sendingRegions']), city, counties);
  if (codes.length > 0 && unknown.length === 0) return codes;
  const what =
    unknown.length === 0 ? '没有填写派出地' : `的派出地“${unknown.join('、')}”认不出是哪个县（市、区）`;
  return refuse(
    'SendersUnknown',
    `${textOf(values['name'])}${what}，没有编组。`,
    '成建制编组只从派出地抽人，软件按本市县（市、区）的名称认定派出地。',
    '请在巡察组的“派出地”中填写县（市、区）名称，几个用顿号隔开；不从固定的地方抽人的，请把编组方式改为“混编”或者“本级编组”。',
  );
}

/** Where the people of the pool sit now. */
function draftOf(
  context: PlanningContext,
  groups: readonly Stored[],
  people: ReadonlyMap<string, Stored>,
): ReadonlyMap<string, Seat> {
  const rowOf = rowFinder(people.values(), (person) => placeOfPerson(context, person));
  return new Map(
    [...people.values()].flatMap((person) =>
      groups.flatMap((group): readonly (readonly [string, Seat])[] => {
        const row = rowOf(group, person);
        return row ? [[person.id, { group: group.id, role: textOf(row.values['role']) }]] : [];
      }),
    ),
  );
}
