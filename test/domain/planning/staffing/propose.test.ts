import loadHighs from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Candidate, GroupNeed, StaffingProblem } from '../../../../domain/planning/staffing/problem.ts';
import { proposeStaffing, type Solve } from '../../../../domain/planning/staffing/propose.ts';

let solve: Solve;

beforeAll(async () => {
  const highs = await loadHighs();
  solve = (text) => {
    const answer = highs.solve(text, { output_flag: false, random_seed: 1, mip_rel_gap: 0.05 });
    const status = answer.Status === 'Optimal' ? ('optimal' as const) : ('infeasible' as const);
    const values = new Map(
      Object.entries(answer.Columns).map(([name, column]) => [
        name,
        Number('Primal' in column ? column.Primal : 0),
      ]),
    );
    return Promise.resolve({ status, values });
  };
});

const avoidanceNames = new Map([
  ['A2', '工作地'],
  ['A4', '成长地'],
]);

function person(index: number, more: Partial<Candidate> = {}): Candidate {
  return {
    id: `p${index}`,
    name: `人员${index}`,
    region: ['330802', '330803', '330881'][index % 3],
    majors: [['DISCIPLINE', 'AUDIT', 'WRITING', 'LAW'][index % 4] ?? 'LAW'],
    rank: index % 5,
    rounds: index % 3,
    engaged: false,
    ...more,
  };
}

function group(
  id: string,
  region: string,
  more: Partial<GroupNeed> = {},
): GroupNeed & { readonly region: string } {
  return {
    id,
    name: `第${id}组`,
    region,
    seats: [
      { role: 'LEADER', label: '组长', count: 1, minRank: 4 },
      { role: 'DEPUTY', label: '副组长', count: 1, minRank: 3 },
      { role: 'MEMBER', label: '成员', count: 3, minRank: 0 },
    ],
    skills: [
      { label: '纪检监察', majors: ['DISCIPLINE'], atLeast: 1 },
      { label: '财务（审计）', majors: ['AUDIT', 'ACCOUNTING'], atLeast: 1 },
    ],
    senders: [],
    mostFromOneCounty: undefined,
    ...more,
  };
}

function problemOf(
  candidates: readonly Candidate[],
  groups: readonly (GroupNeed & { readonly region: string })[],
  draft: StaffingProblem['draft'] = new Map(),
): StaffingProblem {
  const regions = new Map(groups.map(({ id, region }) => [id, region]));
  return {
    candidates,
    groups,
    draft,
    blockedBy: (each, { id }) => (each.region === regions.get(id) ? ['A2'] : []),
  };
}

const people = Array.from({ length: 60 }, (_, index) => person(index));
const groups = [group('一', '330802'), group('二', '330803'), group('三', '330881')];

describe('the composition of groups', () => {
  it('fills every seat, nobody twice, nobody against a rule, with the skills every group needs', async () => {
    const problem = problemOf(people, groups);
    const answer = await proposeStaffing(problem, avoidanceNames, solve);
    if (!answer.possible) throw new Error('no composition');
    expect(answer.seats).toHaveLength(15);
    expect(new Set(answer.seats.map((each) => each.person)).size).toBe(15);
    for (const each of groups) {
      const members = answer.seats
        .filter(({ seat }) => seat.group === each.id)
        .map(({ person: id, seat }) => ({ seat, who: people.find((one) => one.id === id) }));
      expect(members.every(({ who }) => who?.region !== each.region)).toBe(true);
      expect(members.filter(({ seat }) => seat.role === 'LEADER').map(({ who }) => who?.rank)).toEqual([4]);
      expect(members.some(({ who }) => who?.majors.includes('DISCIPLINE'))).toBe(true);
      expect(members.some(({ who }) => who?.majors.includes('AUDIT'))).toBe(true);
    }
  });

  it('gives the same answer to the same question', async () => {
    const problem = problemOf(people, groups);
    expect(await proposeStaffing(problem, avoidanceNames, solve)).toEqual(
      await proposeStaffing(problem, avoidanceNames, solve),
    );
  });

  it('keeps a draft that breaks no rule as it is', async () => {
    const first = await proposeStaffing(problemOf(people, groups), avoidanceNames, solve);
    if (!first.possible) throw new Error('no composition');
    const draft = new Map(first.seats.map(({ person: id, seat }) => [id, seat]));
    const again = await proposeStaffing(problemOf(people, groups, draft), avoidanceNames, solve);
    expect(again).toMatchObject({ possible: true });
    if (again.possible) expect(new Map(again.seats.map(({ person: id, seat }) => [id, seat]))).toEqual(draft);
  });

  it('names the need and the rule that stand against each other, and no others', async () => {
    const onlyLocalAuditors = people.map((each) =>
      each.majors.includes('AUDIT') ? { ...each, region: '330802' } : each,
    );
    const answer = await proposeStaffing(problemOf(onlyLocalAuditors, groups), avoidanceNames, solve);
    expect(answer).toEqual({
      possible: false,
      conflict: [
        { key: 'skill/一/财务（审计）', sentence: '第一组至少要有财务（审计）专业1人。' },
        { key: 'avoidance/A2', sentence: '回避规则“工作地”。' },
      ],
    });
  });

  it('names the groups that compete for the only leader', async () => {
    const oneLeader = people.map((each, index) => ({ ...each, rank: index === 1 ? 4 : 3, region: '330824' }));
    const answer = await proposeStaffing(problemOf(oneLeader, groups.slice(0, 2)), avoidanceNames, solve);
    expect(answer.possible).toBe(false);
    if (!answer.possible)
      expect(answer.conflict.map(({ key }) => key)).toEqual([
        'seat/一/组长',
        'seat/二/组长',
        'rank/组长',
        'once',
      ]);
  });

  it('fills two kinds of seats of one part, each with its own rank', async () => {
    const [one] = groups;
    const seats = [
      { role: 'MEMBER', label: '骨干', count: 2, minRank: 4 },
      { role: 'MEMBER', label: '成员', count: 3, minRank: 0 },
    ];
    const answer = await proposeStaffing(
      problemOf(people, one ? [{ ...one, seats }] : []),
      avoidanceNames,
      solve,
    );
    if (!answer.possible) throw new Error('no composition');
    expect(answer.seats.map(({ seat }) => seat.role)).toEqual(Array.from({ length: 5 }, () => 'MEMBER'));
    const ranks = answer.seats.map((each) => people.find(({ id }) => id === each.person)?.rank);
    expect(ranks.filter((rank) => rank === 4).length).toBeGreaterThanOrEqual(2);
  });

  it('takes nobody out of another round, and says so where nobody else is left', async () => {
    const answer = await proposeStaffing(
      problemOf(
        people.map((each) => ({ ...each, engaged: each.majors.includes('AUDIT') })),
        groups.slice(0, 1),
      ),
      avoidanceNames,
      solve,
    );
    expect(answer).toMatchObject({
      possible: false,
      conflict: [{ key: 'skill/一/财务（审计）' }, { key: 'engaged' }],
    });
  });

  it('mixes counties where a group takes no more than so many from one', async () => {
    const mixed = groups.map((each) => ({ ...each, mostFromOneCounty: 3 }));
    const answer = await proposeStaffing(problemOf(people, mixed), avoidanceNames, solve);
    if (!answer.possible) throw new Error('no composition');
    for (const { id } of mixed) {
      const regions = answer.seats
        .filter(({ seat }) => seat.group === id)
        .map((each) => people.find((one) => one.id === each.person)?.region);
      for (const region of new Set(regions))
        expect(regions.filter((one) => one === region).length).toBeLessThanOrEqual(3);
    }
  });

  it.each([4, 5, 12, 15])(
    'finds its people at the first look in a pool listed in turns of %i',
    async (turn) => {
      const many = Array.from({ length: 30 }, (_, index) => group(`${index}`, '330899'));
      const listed = Array.from({ length: 600 }, (_, index) =>
        person(index % turn, {
          id: `p${index}`,
          majors: [index % turn === 0 ? 'DISCIPLINE' : 'AUDIT'],
          rank: 4,
          rounds: 0,
        }),
      );
      const asked: string[] = [];
      const answer = await proposeStaffing(problemOf(listed, many), avoidanceNames, (text) => {
        asked.push(text);
        return solve(text);
      });
      expect(answer.possible).toBe(true);
      expect(asked).toHaveLength(1);
    },
  );
});
