/** Who may take which part in a group, and who could be drawn: from the pool to the proposal, on a real vault. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, foundTestOffice, jobId, testUsers, type TestPc } from '../support/office.ts';
import { describeDoubts } from './doubtful-avoidance.ts';
import { get, save, step } from './kinds.ts';
import { asked, describeRegisteredResults, member, row, unitOf } from './registered-results.ts';

const pcs = createTestPcs();
const majors = ['DISCIPLINE', 'AUDIT', 'WRITING', 'LAW'];
let city: TestPc;
let round = '';
let group = '';

beforeAll(async () => {
  city = pcs.pc('city', () => Date.parse('2026-11-22T02:00:00Z'));
  const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];
  await foundTestOffice(city, 'CITY', '330800', users);
  await city.signIn('plan');
  await save(
    city,
    'target',
    { name: '柯城区民政局党组', aliases: '柯城区民政局', orgType: 'COUNTY_DEPARTMENT', region: '330802' },
    undefined,
    { leaders: [row(1, { name: '甲某某', formerUnit: '柯城区民政局' })] },
  );
  const checked: string[] = [];
  for (let index = 0; index < 16; index += 1) {
    const saved = await save(
      city,
      'poolPerson',
      {
        name: `人员${index}`,
        unit: unitOf(index),
        residence: '330881',
        upbringing: '330881',
        political: 'MEMBER',
        rank: index < 3 ? 'SECTION' : 'SECTION_DEPUTY',
        majors: [majors[index % 4] ?? 'LAW'],
        ...(index === 13 && { formerRounds: 2 }),
      },
      undefined,
      index === 14 ? { relatives: [row(1, { name: '甲某某', relation: 'SPOUSE' })] } : {},
    );
    await step(city, 'poolPerson', saved, 'check', { qualified: true });
    checked.push(saved);
  }
  round = await save(city, 'inspectionRound', {
    name: '十四届区委第三轮',
    roundNo: 3,
    level: 'COUNTY',
    kinds: ['CROSS'],
  });
  group = await save(
    city,
    'inspectionGroup',
    { round, name: '第一巡察组', mode: 'NORMAL', targetRegion: '330802' },
    undefined,
    { targets: [row(1, { targetId: '柯城区民政局党组' })] },
  );
  await city.signIn('dir');
  for (const person of checked)
    await step(city, 'poolPerson', person, 'admit', {
      pools: ['TALENT'],
      admittedAt: '2026-11-22',
      admittedBy: null,
    });
  await city.signIn('plan');
}, 120_000);

afterAll(() => pcs.dispose());

describe('avoidance in a group', () => {
  it('is told for each member with the reason, also for one nobody knows', async () => {
    const { profile, verdicts } = await city.call('avoidance.judge', {
      ...asked,
      members: ['人员1', '人员14', '人员15', '无此人'].map((name) => member(name)),
    });
    expect(verdicts.map(({ key, result }) => [key, result])).toEqual([
      ['人员1', 'CLEAR'],
      ['人员14', 'AVOID'],
      ['人员15', 'AVOID'],
      ['无此人', 'CHECK'],
    ]);
    expect(profile).toBe('四回避（三明）');
    expect(verdicts[1]?.reasons[0]?.sentence).toContain('配偶甲某某是该单位领导班子成员');
    expect(verdicts[2]?.reasons[0]?.sentence).toContain('现在柯城区工作');
  });

  it('lets a local deputy in under the mixed profile with its reason', async () => {
    const { verdicts } = await city.call('avoidance.judge', {
      ...asked,
      members: [member('人员15', 'DEPUTY')],
      profile: '混编（龙岩）',
    });
    expect(verdicts[0]?.result).toBe('EXCEPTION');
    expect(verdicts[0]?.reasons[0]?.excusedBy?.profile).toBe('混编（龙岩）');
  });

  it.each([
    ['nobody has entered', ['柯城区水利局党组'], '“被巡察党组织”中没有登记柯城区水利局党组'],
    ['only a similar name is entered for', ['柯城区民政局婚姻登记处'], '名称相近的有柯城区民政局党组'],
    ['the group does not name', [], '本组没有登记被巡察党组织'],
  ])('is never cleared against an organisation %s', async (_, targets, sentence) => {
    const { verdicts } = await city.call('avoidance.judge', {
      ...asked,
      region: '330802',
      targets: [...targets],
      members: [member('人员1')],
    });
    expect(verdicts[0]?.result).toBe('CHECK');
    expect(verdicts[0]?.reasons[0]?.sentence).toContain(sentence);
  });

  it.each(['衢州市柯城区民政局', '中共柯城区 民政局党组', '柯城民政局（本级）'])(
    'is told for %s as for the name in the library',
    async (name) => {
      const { verdicts } = await city.call('avoidance.judge', {
        ...asked,
        targets: [name],
        members: [member('人员14'), member('人员1')],
      });
      expect(verdicts.map(({ result }) => result)).toEqual(['AVOID', 'CLEAR']);
    },
  );

  it('waits for the declaration, which the records of the pool do not replace', async () => {
    const { verdicts } = await city.call('avoidance.judge', {
      ...asked,
      members: [member('人员1', 'MEMBER', false)],
    });
    expect(verdicts[0]?.result).toBe('CHECK');
    expect(verdicts[0]?.reasons[0]?.sentence).toContain('在本组登记“回避申报日期”');
  });

  it('is closed to who may not see the pool', async () => {
    await city.signIn('reg');
    const refused = await city.refusal('avoidance.judge', { ...asked, members: [] });
    expect(refused.type).toBe('NotAllowed');
    await city.signIn('plan');
  });
});

describe('the proposal for a round', () => {
  it('fills the seats with people nothing speaks against, and says why each', async () => {
    const answer = await city.call('staffing.propose', { job: jobId(), round });
    expect(answer.conflict).toEqual([]);
    expect(answer.seats).toHaveLength(7);
    expect(answer.seats.map(({ name }) => name)).not.toContain('人员14');
    expect(answer.seats.map(({ name }) => name)).not.toContain('人员15');
    expect(answer.seats.map(({ seat }) => seat.role)).toEqual(
      expect.arrayContaining(['LEADER', 'DEPUTY', 'LIAISON', 'PETITION', 'FINANCE']),
    );
    expect(answer.seats[0]?.why).toContain('回避待核');
    expect(answer.seats[0]?.why).not.toContain('没有须回避的情形');
  });

  it('keeps who sits there already', async () => {
    const members = [row(2, { role: 'MEMBER', name: '人员7', unit: '江山市审计局' })];
    const targets = [row(1, { targetId: '柯城区民政局党组' })];
    await save(
      city,
      'inspectionGroup',
      { round, name: '第一巡察组', mode: 'NORMAL', targetRegion: '330802' },
      await get(city, 'inspectionGroup', group),
      { members, targets },
    );
    const answer = await city.call('staffing.propose', { job: jobId(), round });
    expect(answer.seats.find(({ name }) => name === '人员7')).toMatchObject({
      kept: true,
      seat: { group, role: 'MEMBER' },
    });
  });

  it('refuses a round without groups', async () => {
    const refused = await city.refusal('staffing.propose', { job: jobId(), round: 'none' });
    expect(refused.type).toBe('RoundWithoutGroups');
  });

  const elsewhere = { avoidance: 'CLEAR', declaredAt: '2026-11-20', borrowedFrom: '2026-11-21' };

  it('is written into the groups with one entry each, and says before whom it takes out', async () => {
    await save(city, 'inspectionGroup', {}, await get(city, 'inspectionGroup', group), {
      members: [
        row(2, { role: 'MEMBER', name: '人员7', unit: '江山市审计局', duty: '负责财务' }),
        row(3, { role: 'MEMBER', name: '外请专家' }),
        row(4, { ...elsewhere, role: 'APPOINTMENT', name: '人员10', unit: '江山市审计局' }),
      ],
    });
    const answer = await city.call('staffing.propose', { job: jobId(), round });
    expect(answer.leaving).toEqual([{ group, name: '外请专家', role: 'MEMBER' }]);
    const applied = await city.call('staffing.apply', {
      round,
      groups: answer.groups.map(({ id, rev }) => ({ id, rev })),
      seats: answer.seats.map(({ person, seat }) => ({ person, seat })),
    });
    expect(applied).toEqual({ groups: 1, members: 7 });
    const { children } = await get(city, 'inspectionGroup', group);
    const members = (children['members'] ?? []).map(({ values }) => values);
    expect(new Set(members.map(({ name }) => name))).toEqual(new Set(answer.seats.map(({ name }) => name)));
    expect(members.find(({ name }) => name === '人员7')?.['duty']).toBe('负责财务');
    // No seat of that kind: the part is another one, and only the verdict was on the old one.
    const moved = members.find(({ name }) => name === '人员10');
    expect(moved).toMatchObject({ declaredAt: '2026-11-20', borrowedFrom: '2026-11-21' });
    expect(moved?.['role']).not.toBe('APPOINTMENT');
    expect(moved?.['avoidance'] ?? null).toBeNull();
    await city.signIn('aud');
    const page = { offset: 0, limit: 9, action: null, text: null, from: null, to: null };
    const { entries } = await city.call('audit.list', page);
    const written = entries.filter(({ action }) => !action.startsWith('session.'));
    expect(written.slice(0, 2).map(({ action }) => action)).toEqual(['staffing.apply', 'records.update']);
    expect(written[0]?.detail).toBe('按编组方案编入1个组共7人');
    await city.signIn('plan');
  });

  it('is not written over what somebody changed meanwhile', async () => {
    const answer = await city.call('staffing.propose', { job: jobId(), round });
    await save(city, 'inspectionGroup', { phone: '0000-1' }, await get(city, 'inspectionGroup', group));
    const refused = await city.refusal('staffing.apply', {
      round,
      groups: answer.groups.map(({ id, rev }) => ({ id, rev })),
      seats: [],
    });
    expect(refused.type).toBe('Changed');
    const { children } = await get(city, 'inspectionGroup', group);
    expect(children['members']).toHaveLength(7);
  });
});

describe('a second round', () => {
  const prepare = async (name: string, group: Record<string, string>, children = {}) => {
    const basics = { roundNo: 4, level: 'COUNTY', kinds: ['CROSS'] };
    const id = await save(city, 'inspectionRound', { name, ...basics });
    const values = { round: id, name: `${name}一组`, mode: 'NORMAL', targetRegion: '330825', ...group };
    await save(city, 'inspectionGroup', values, undefined, {
      targets: [row(1, { targetId: '龙游县水利局党组' })],
      ...children,
    });
    return id;
  };

  it('takes nobody out of the first', async () => {
    const second = await prepare('第四轮', {});
    const answer = await city.call('staffing.propose', { job: jobId(), round: second });
    const taken = (await city.call('staffing.propose', { job: jobId(), round })).seats;
    const [first] = taken;
    expect(answer.seats).toHaveLength(7);
    const proposed = new Set(answer.seats.map(({ person }) => person));
    expect(taken.filter(({ person }) => proposed.has(person))).toEqual([]);
    // Nobody has entered the bureau: said once for the group, not once for each of its people.
    expect(answer.groups[0]?.shared.join('')).toContain('没有登记龙游县水利局党组');
    expect(answer.seats.filter(({ why }) => why.includes('没有登记龙游县水利局党组'))).toEqual([]);
    expect(answer.seats.every(({ why }) => why.includes('回避待核'))).toBe(true);
    const refused = await city.refusal('staffing.apply', {
      round: second,
      groups: answer.groups.map(({ id, rev }) => ({ id, rev })),
      seats: [{ person: first?.person ?? '', seat: { group: answer.groups[0]?.id ?? '', role: 'MEMBER' } }],
    });
    expect(refused.type).toBe('StaffingStale');
  });

  it('is not staffed from anywhere because nobody knows where its people are to come from', async () => {
    for (const [name, sendingRegions] of [
      ['第五轮', '甲县、乙县'],
      ['第六轮', ''],
    ] as const) {
      const id = await prepare(name, { mode: 'WHOLE_UNIT', sendingRegions });
      expect((await city.refusal('staffing.propose', { job: jobId(), round: id })).type).toBe(
        'SendersUnknown',
      );
    }
    const known = await prepare('第七轮', { mode: 'WHOLE_UNIT', sendingRegions: '衢州市江山市、开化' });
    const answer = await city.call('staffing.propose', { job: jobId(), round: known });
    expect(answer.possible).toBe(false);
  });

  it('that has entered keeps the people it entered with', async () => {
    const entered = await prepare(
      '第八轮',
      {},
      {
        members: [
          row(1, {
            ...{ role: 'LEADER', name: '人员0', unit: '衢江区审计局' },
            ...{ avoidance: 'EXCEPTION', avoidanceReason: '领导小组同意' },
          }),
        ],
        authorizations: [
          row(1, { kind: 'OWN', person: '人员0', role: 'LEADER', docNo: '1号', date: '2026-11-20' }),
        ],
      },
    );
    await step(city, 'inspectionRound', entered, 'enter', {
      ...{
        schemeNo: '1号',
        schemeApprovedAt: '2026-11-18',
        authorizationNo: '1号',
        authorizedAt: '2026-11-20',
      },
      ...{ trainedAt: '2026-11-20', startAt: '2026-11-21', stayFrom: '2026-11-22' },
      ...{ taskPlanApprover: null, informedAt: null, entryNoticeAt: null },
    });
    const refused = await city.refusal('staffing.propose', { job: jobId(), round: entered });
    expect(refused.type).toBe('RoundUnderWay');
  });
});

describeRegisteredResults(() => ({ city, round }));
describeDoubts(() => city);
