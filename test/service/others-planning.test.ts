/** Organisations, plans and people of a county that the city holds too: what the city plans with, and what is not its own to plan. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cityId, createTestPcs, foundNetwork, receivePackageFrom, testUsers } from '../support/office.ts';
import { address, get, save, send, step } from './kinds.ts';
import { row } from './registered-results.ts';

const pcs = createTestPcs();
const [city, county] = [pcs.pc('city'), pcs.pc('county')];
const sheet = { text: '', orgTypes: [], sort: 'name', descending: false, offset: 0, limit: 50 } as const;
const listed = { orgType: 'COUNTY_DEPARTMENT', systemTag: '民政系统' };
const person = { name: '推荐某', unit: '开化县审计局', political: 'MEMBER', residence: '330881' };
let round = '';
let offered = '';

async function admitted(pc: typeof city): Promise<string> {
  await pc.signIn('plan');
  const id = await save(pc, 'poolPerson', person);
  await step(pc, 'poolPerson', id, 'check', { qualified: true });
  await pc.signIn('dir');
  await step(pc, 'poolPerson', id, 'admit', {
    ...{ pools: ['TALENT'], admittedAt: pc.today(), admittedBy: null },
  });
  await pc.signIn('plan');
  return id;
}

async function toCity(): Promise<void> {
  const path = await send(pcs, county, 'planning', cityId, 'plan');
  expect(await receivePackageFrom(city, path, 'plan')).toMatchObject({ refused: 0 });
  await city.signIn('plan');
}

beforeAll(async () => {
  await foundNetwork(pcs, city, county, [...testUsers, { account: 'plan', role: 'PLANNER' as const }]);
  await city.signIn('plan');
  for (const name of ['市民政局党组', '市水利局党组']) await save(city, 'target', { ...listed, name });
  const basics = { roundNo: 1, level: 'CITY', kinds: ['CROSS'] };
  round = await save(city, 'inspectionRound', { ...basics, name: '第一轮' });
  await county.signIn('plan');
  await save(county, 'target', { ...listed, name: '开化县民政局党组', region: '330824' });
  await save(county, 'target', { orgType: 'TOWNSHIP', name: '城关镇党委' });
  const term = { title: '县五年规划', kind: 'TERM', term: '县委', from: '2022-01-01', to: '2026-12-31' };
  const plan = await save(county, 'inspectionPlan', term, undefined, {
    coverage: [row(9, { orgType: 'COUNTY_DEPARTMENT', total: 1 as never })],
    targets: ['开化县民政局党组', '市水利局党组'].map((targetId, index) =>
      row(index, { targetId, mode: 'CROSS', roundId: '第一轮' }),
    ),
  });
  await county.signIn('dir');
  await step(county, 'inspectionPlan', plan, 'approve', { meeting: '县委常委会', approvedAt: '2026-01-05' });
  offered = await admitted(county);
  await address(county, 'poolPerson', offered, cityId);
  await toCity();
}, 240_000);
afterAll(() => pcs.dispose());

describe('the selection sheet of a city', { timeout: 60_000 }, () => {
  it('lists and counts what is its own, all of which can be entered into a plan', async () => {
    const { rows, total } = await city.call('selection.page', { ...sheet, orgTypes: [] });
    expect(rows.map(({ name, plans }) => [name, plans])).toEqual([
      ['市民政局党组', []],
      ['市水利局党组', []],
    ]);
    expect(total).toBe(2);
    const sameKind = rows[0]?.lines.find(({ code }) => code === 'SAME_KIND');
    expect(sameKind?.points ?? 0).toBe(0);
    const year = { title: '年度计划', kind: 'YEAR', term: '市委', year: 2026 };
    const plan = await save(city, 'inspectionPlan', { ...year, from: '2026-01-01', to: '2026-12-31' });
    const input = { plan, mode: 'REGULAR', round: null, basis: null };
    expect(await city.call('selection.enter', { ...input, targets: rows.map(({ id }) => id) })).toEqual({
      added: 2,
      known: 0,
    });
  });
});

describe('a scheme of the city', { timeout: 60_000 }, () => {
  it('takes along nothing that a county has planned for a round of the same name', async () => {
    const counties = ['330802', '330824', '330825'];
    const scheme = await save(city, 'crossScheme', { round, name: '混编方案', kind: 'MIXED' }, undefined, {
      counties: counties.map((each, index) => row(index, { county: each })),
    });
    const { chosen, targets } = await city.call('crossing.propose', { id: scheme, counties, shift: null });
    expect(chosen).not.toBeNull();
    expect(targets).toEqual([]);
  });
});

describe('somebody in the pools of a city and of a county', { timeout: 120_000 }, () => {
  it('is seated only where neither speaks against it', async () => {
    const group = await save(city, 'inspectionGroup', { round, name: '第一组', mode: 'NORMAL' });
    const apply = async (id: string) => {
      const { rev } = await get(city, 'inspectionGroup', group);
      const seats = [{ person: id, seat: { group, role: 'MEMBER' } }];
      return { round, groups: [{ id: group, rev }], seats };
    };
    const own = await admitted(city);
    const leftReason = '正在核查';
    await step(city, 'poolPerson', own, 'suspend', { leftReason });
    for (const id of [own, offered])
      expect(await city.refusal('staffing.apply', await apply(id))).toMatchObject({ type: 'StaffingStale' });

    await step(city, 'poolPerson', own, 'resume');
    await county.signIn('plan');
    await step(county, 'poolPerson', offered, 'draw');
    await toCity();
    expect(await city.refusal('staffing.apply', await apply(own))).toMatchObject({ type: 'StaffingStale' });

    // Drawn for this very group.
    await save(city, 'inspectionGroup', {}, await get(city, 'inspectionGroup', group), {
      members: [row(1, { role: 'MEMBER', name: person.name, unit: person.unit })],
    });
    expect(await city.call('staffing.apply', await apply(own))).toEqual({ groups: 1, members: 1 });
  });
});

describe('names that several counties use', { timeout: 60_000 }, () => {
  const judge = async (region: string, member: { readonly unit: string; readonly region: string | null }) => {
    const members = [{ key: 'a', name: '同名某', role: 'MEMBER', declared: true, ...member }];
    const group = { targets: ['城关镇党委'], region, mode: 'WHOLE_UNIT', round: null, profile: null };
    const { verdicts } = await city.call('avoidance.judge', { ...group, members });
    return verdicts[0]?.reasons.map(({ sentence }) => sentence).join('') ?? '';
  };

  it('never stand for the organisation of another county, though its office has not written where it is', async () => {
    await city.signIn('plan');
    for (const workRegion of ['330802', '330803'])
      await save(city, 'poolPerson', { name: '同名某', unit: '县审计局', political: 'MEMBER', workRegion });
    const member = { unit: '县审计局', region: '330802' };
    expect(await judge('330802', member)).toContain('城关镇党委登记在开化县');
    expect(await judge('330824', member)).not.toContain('城关镇党委登记在');
  });

  it('tell which person sits in a group together with where he comes from', async () => {
    expect(await judge('330824', { unit: '县审计局', region: null })).toContain('分不清是哪一个');
    expect(await judge('330824', { unit: '县审计局', region: '330803' })).not.toContain('分不清是哪一个');
  });
});
