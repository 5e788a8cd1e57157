/** The composition of groups as a linear model with yes/no variables, written as the text solvers read (CPLEX LP). */
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
  type SeatNeed,
  type StaffingProblem,
} from './problem.ts';

/** One possible seat of one person: a variable of the model. */
interface Choice {
  readonly name: string;
  readonly person: Candidate;
  readonly seat: Seat;
  readonly need: SeatNeed;
  readonly cost: number;
}

interface Row {
  readonly rule: string;
  readonly terms: readonly string[];
  readonly relation: '=' | '>=' | '<=';
  readonly bound: number;
}

/** How the rules are taken; a rule that is neither hard nor elastic is left out. */
export interface Strictness {
  readonly hard: (rule: string) => boolean;
  /** May fall short, at a price: for finding which needs cannot all be met. */
  readonly elastic: (rule: string) => boolean;
}

export interface StaffingModel {
  /** CPLEX LP text. */
  readonly text: string;
  /** Seats by the variables that are one. */
  readonly read: (
    values: ReadonlyMap<string, number>,
  ) => readonly { readonly person: string; readonly seat: Seat }[];
  /** Rules that fell short, by the slack of their rows. */
  readonly short: (values: ReadonlyMap<string, number>) => readonly string[];
}

export const allHard: Strictness = { hard: () => true, elastic: () => false };

/** A seat outside the draft, and one in the drafted group but in another part. */
const changeCost = 100;
const otherPartCost = 30;
const roundCost = 10;
const shortfallCost = 100_000;

/** Which people are looked at for which group; leaving out most of them keeps a large model small. */
export type Shortlist = (person: Candidate, group: GroupNeed) => boolean;

export function buildModel(
  problem: StaffingProblem,
  strictness: Strictness,
  shortlist: Shortlist,
): StaffingModel {
  const choices = choicesOf(problem, strictness, shortlist);
  const rows = [
    ...problem.groups.flatMap((group) =>
      groupRows(
        group,
        choices.filter(({ seat }) => seat.group === group.id),
      ),
    ),
    ...onceRows(choices),
  ];
  const kept = rows.filter(({ rule }) => strictness.hard(rule) || strictness.elastic(rule));
  const slacks = new Map<string, string>();
  const lines = kept.map((row, index) => {
    const elastic = !strictness.hard(row.rule);
    const slack = elastic ? `s${index}` : undefined;
    if (slack !== undefined) slacks.set(slack, row.rule);
    const sign = row.relation === '<=' ? '-' : '+';
    const left = [
      ...row.terms.map((term) => `+ ${term}`),
      ...(slack === undefined ? [] : [`${sign} ${slack}`]),
    ];
    return `r${index}: ${left.length === 0 ? '0 none' : left.join(' ')} ${row.relation} ${row.bound}`;
  });
  const objective = [
    ...choices.map(({ name, cost }) => `+ ${cost} ${name}`),
    ...[...slacks.keys()].map((slack) => `+ ${shortfallCost} ${slack}`),
    '+ 0 none',
  ];
  const text = [
    'Minimize',
    ...wrapped(`obj: ${objective.join(' ')}`),
    'Subject To',
    ...lines.flatMap(wrapped),
    'Bounds',
    'none = 0',
    'Binary',
    ...wrapped(choices.map(({ name }) => name).join(' ')),
    'End',
  ].join('\n');
  return {
    text,
    read: (values) =>
      choices
        .filter(({ name }) => (values.get(name) ?? 0) > 0.5)
        .map(({ person, seat }) => ({ person: person.id, seat })),
    short: (values) => [
      ...new Set([...slacks].filter(([slack]) => (values.get(slack) ?? 0) > 1e-6).map(([, rule]) => rule)),
    ],
  };
}

/** Lines of the LP format may not grow without end. */
function wrapped(line: string): readonly string[] {
  const words = line.split(' ');
  const lines: string[] = [];
  for (let at = 0; at < words.length; at += 40) lines.push(words.slice(at, at + 40).join(' '));
  return lines;
}

function choicesOf(
  problem: StaffingProblem,
  strictness: Strictness,
  shortlist: Shortlist,
): readonly Choice[] {
  return problem.groups.flatMap((group, groupIndex) =>
    problem.candidates.flatMap((person, personIndex) => {
      if (!shortlist(person, group)) return [];
      return group.seats
        .filter((seat) => mayTake(problem, strictness, person, group, seat))
        .map((seat) => ({
          name: `x${personIndex}_${groupIndex}_${group.seats.indexOf(seat)}`,
          person,
          seat: { group: group.id, role: seat.role },
          need: seat,
          cost: costOf(problem, person, group, seat) + (personIndex % 97) / 100,
        }));
    }),
  );
}

function mayTake(
  problem: StaffingProblem,
  { hard }: Strictness,
  person: Candidate,
  group: GroupNeed,
  seat: SeatNeed,
): boolean {
  if (person.engaged && hard(engagedRule.key)) return false;
  if (person.rank < seat.minRank && hard(rankRule(seat).key)) return false;
  const fromSender =
    group.senders.length === 0 || (person.region !== undefined && group.senders.includes(person.region));
  if (!fromSender && hard(senderRule(group).key)) return false;
  return !problem.blockedBy(person, group, seat.role).some((rule) => hard(`avoidance/${rule}`));
}

function costOf({ draft }: StaffingProblem, person: Candidate, group: GroupNeed, seat: SeatNeed): number {
  const drafted = draft.get(person.id);
  const change = drafted?.group !== group.id ? changeCost : drafted.role === seat.role ? 0 : otherPartCost;
  return change + roundCost * Math.min(person.rounds, 9);
}

function groupRows(group: GroupNeed, choices: readonly Choice[]): readonly Row[] {
  const names = (test: (choice: Choice) => boolean): readonly string[] =>
    choices.filter(test).map(({ name }) => name);
  const seats = group.seats.map((seat): Row => ({
    rule: seatRule(group, seat).key,
    terms: names(({ need }) => need === seat),
    relation: '=',
    bound: seat.count,
  }));
  const skills = group.skills.map((skill): Row => ({
    rule: skillRule(group, skill).key,
    terms: names(({ person }) => person.majors.some((major) => skill.majors.includes(major))),
    relation: '>=',
    bound: skill.atLeast,
  }));
  return [...seats, ...skills, ...countyRows(group, choices)];
}

function countyRows(group: GroupNeed, choices: readonly Choice[]): readonly Row[] {
  const most = group.mostFromOneCounty;
  if (most === undefined) return [];
  const byCounty = new Map<string, string[]>();
  for (const { name, person } of choices) {
    const county = person.region ?? '';
    byCounty.set(county, [...(byCounty.get(county) ?? []), name]);
  }
  return [...byCounty.values()]
    .filter((terms) => terms.length > most)
    .map((terms): Row => ({ rule: countyRule(group).key, terms, relation: '<=', bound: most }));
}

function onceRows(choices: readonly Choice[]): readonly Row[] {
  const byPerson = new Map<string, string[]>();
  for (const { name, person } of choices) {
    const names = byPerson.get(person.id);
    if (names) names.push(name);
    else byPerson.set(person.id, [name]);
  }
  return [...byPerson.values()]
    .filter((terms) => terms.length > 1)
    .map((terms): Row => ({ rule: onceRule.key, terms, relation: '<=', bound: 1 }));
}
