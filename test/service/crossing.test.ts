/** From the counties of a city to the groups of a round: a scheme is arranged, checked, approved and written, on a real vault. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, foundTestOffice, testUsers, type TestPc } from '../support/office.ts';
import { get, save, step } from './kinds.ts';
import { row } from './registered-results.ts';

const pcs = createTestPcs();
const haidong = ['630202', '630203', '630222', '630223', '630224', '630225'];
let now = Date.parse('2026-03-02T02:00:00Z');
let city: TestPc;
let round = '';
let scheme = '';

async function newRound(name: string, roundNo: number): Promise<string> {
  now += 86_400_000;
  return save(city, 'inspectionRound', { name, roundNo, level: 'CITY', kinds: ['CROSS'] });
}

const counties = (codes: readonly string[]) => codes.map((county, index) => row(index, { county }));

async function newScheme(of: string, kind = 'RING', codes: readonly string[] = haidong, values = {}) {
  return save(city, 'crossScheme', { round: of, name: `${kind}方案`, kind, ...values }, undefined, {
    counties: counties(codes),
  });
}

async function adopt(id: string, shift: number, order: readonly string[] = haidong): Promise<void> {
  const { rev } = await get(city, 'crossScheme', id);
  await city.call('crossing.adopt', { id, rev, counties: [...order], shift });
}

/** As the director approves what the planner has checked; the planner is at the desk again. */
async function approve(id: string): Promise<void> {
  await step(city, 'crossScheme', id, 'check');
  await city.signIn('dir');
  await step(city, 'crossScheme', id, 'approve', {
    meeting: '领导小组会议',
    approvedAt: '2026-03-02',
    docNo: null,
  });
  await city.signIn('plan');
}

async function applyAsSeen(id: string) {
  const { rev } = await get(city, 'crossScheme', id);
  const { groups } = await city.call('crossing.plan', { id });
  const seen = groups.map((group) => ({ name: group.name, rev: group.rev }));
  return { id, rev, groups: seen };
}

/** On so many rounds; the office's own row of 计划与编组规则. */
async function lookBack(number: number): Promise<void> {
  await city.signIn('dir');
  const { rows } = await city.call('tables.all', {});
  const rule = rows.find(({ table }) => table === 'crossRule');
  expect(rule).toMatchObject(number === 0 ? { verified: false, values: { number: 2 } } : {});
  if (rule) await city.call('tables.save', { row: { ...rule, values: { number } }, reason: '本办核定' });
  await city.signIn('plan');
}

const groupsOf = async (of: string) => {
  const { rows } = await city.call('records.page', {
    register: 'inspectionGroup',
    filters: [],
    sort: [],
    offset: 0,
    limit: 50,
  });
  const all = await Promise.all(rows.map(({ id }) => get(city, 'inspectionGroup', id)));
  return all.filter(({ values }) => values['round'] === of).toSorted((a, b) => a.no.localeCompare(b.no));
};

beforeAll(async () => {
  city = pcs.pc('city', () => now);
  const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];
  await foundTestOffice(city, 'CITY', '630200', users);
  await city.signIn('plan');
  for (const [name, region, systemTag, area] of [
    ['平安区民政局党组', '630203', '民政系统', '东片区'],
    ['循化县民政局党组', '630225', '民政系统', '西片区'],
    ['互助县水利局党组', '630223', '水利系统', '东片区'],
  ] as const)
    await save(city, 'target', { name, orgType: 'COUNTY_DEPARTMENT', region, systemTag, area });
  round = await newRound('第一轮', 1);
  scheme = await newScheme(round);
}, 60_000);

afterAll(() => pcs.dispose());

describe.sequential('a ring of six counties', () => {
  it('is arranged one place on, and refuses half a turn with the shifts that are open', async () => {
    const best = await city.call('crossing.propose', { id: scheme, counties: haidong, shift: null });
    expect(best.chosen?.shift).toBe(1);
    expect(best.crossings[2]).toEqual({ group: '第三交叉巡察组', senders: ['630222'], target: '630223' });
    const { counties: named } = await city.call('crossing.judge', { id: scheme });
    expect(named.map(({ short }) => short)).toEqual(['乐都', '平安', '民和', '互助', '化隆', '循化']);
    const half = await city.call('crossing.propose', { id: scheme, counties: haidong, shift: 3 });
    expect(half.chosen).toBeNull();
    expect(half.stopped?.next).toContain('1、2、4、5');
    expect(half.variants.map(({ usable }) => usable)).toEqual([true, true, false, true, true]);
  });

  it('cannot be checked before it says who goes where, nor when somebody has written a mutual pair', async () => {
    await expect(step(city, 'crossScheme', scheme, 'check')).rejects.toThrow('CrossNothingAssigned');
    await adopt(scheme, 1);
    const adopted = await get(city, 'crossScheme', scheme);
    expect(adopted.values['findings']).toBe('没有发现不符合编组规则的情形。');
    const assignments = (adopted.children['assignments'] ?? []).map((each, index) =>
      index === 1 ? { ...each, values: { ...each.values, targetRegion: '630202' } } : each,
    );
    await save(city, 'crossScheme', {}, adopted, { assignments });
    const { findings } = await city.call('crossing.judge', { id: scheme });
    expect(findings.map(({ type }) => type)).toContain('CrossReciprocal');
    expect((await get(city, 'crossScheme', scheme)).values['findings']).toContain(
      '不能采用：乐都区与平安区互相巡察',
    );
    await expect(step(city, 'crossScheme', scheme, 'check')).rejects.toThrow('CrossReciprocal');
    await adopt(scheme, 1);
  });

  it('is not written into groups before it is approved by another person', async () => {
    const input = await applyAsSeen(scheme);
    expect(await city.refusal('crossing.apply', input)).toMatchObject({ type: 'CrossNotApproved' });
    await approve(scheme);
    expect((await get(city, 'crossScheme', scheme)).state).toBe('APPROVED');
  });

  it('tells what it will write, writes it once, and the second time nothing', async () => {
    const plan = await city.call('crossing.plan', { id: scheme });
    expect(plan.ready).toBe(true);
    expect(plan.groups.map(({ action }) => action)).toEqual(Array.from({ length: 6 }, () => 'create'));
    expect(plan.groups[0]?.changes).toContain('派出地：乐都区');
    expect(await city.call('crossing.apply', await applyAsSeen(scheme))).toEqual({ created: 6, changed: 0 });
    const groups = await groupsOf(round);
    expect(
      groups.map(({ values }) => [values['name'], values['sendingRegions'], values['targetRegion']]),
    ).toContainEqual(['第六交叉巡察组', '循化撒拉族自治县', '630202']);
    expect(groups.every(({ values }) => values['mode'] === 'WHOLE_UNIT')).toBe(true);
    expect((await get(city, 'crossScheme', scheme)).state).toBe('APPLIED');
    expect(await city.call('crossing.apply', await applyAsSeen(scheme))).toEqual({ created: 0, changed: 0 });
    expect(await groupsOf(round)).toHaveLength(6);
  });

  it('puts a changed group back as approved, tells so first, and refuses when it changed meanwhile', async () => {
    const [first] = await groupsOf(round);
    if (!first) throw new Error('no group');
    const seen = await applyAsSeen(scheme);
    await save(city, 'inspectionGroup', { targetRegion: '630225' }, first);
    expect(await city.refusal('crossing.apply', seen)).toMatchObject({ type: 'CrossStale' });
    const { groups } = await city.call('crossing.plan', { id: scheme });
    expect(groups[0]).toMatchObject({ action: 'change', changes: ['被巡察地：循化撒拉族自治县→平安区'] });
    expect(await city.call('crossing.apply', await applyAsSeen(scheme))).toEqual({ created: 0, changed: 1 });
  });

  it('keeps its groups to itself: another scheme of the round cannot write them', async () => {
    const second = await newScheme(round, 'SYSTEM', haidong, { systemTag: '民政系统' });
    await adopt(second, 2);
    const { findings } = await city.call('crossing.judge', { id: second });
    expect(findings.map(({ type }) => type)).toContain('CrossGroupTaken');
    await expect(step(city, 'crossScheme', second, 'check')).rejects.toThrow('CrossGroupTaken');
  });

  it('may not repeat its pairs in the next round, and turns on', async () => {
    const next = await newScheme(await newRound('第二轮', 2));
    const again = await city.call('crossing.propose', { id: next, counties: haidong, shift: 1 });
    expect(again.stopped?.what).toContain('乐都区在第一轮已经巡察过平安区');
    const best = await city.call('crossing.propose', { id: next, counties: haidong, shift: null });
    expect(best.chosen?.shift).toBe(2);
    expect(
      await city.refusal('crossing.adopt', { id: next, rev: 1, counties: haidong, shift: 1 }),
    ).toMatchObject({
      type: 'CrossRepeated',
    });
  });

  it('may not repeat what a round has done that began after this one was registered', async () => {
    const waiting = await newScheme(await newRound('筹备轮', 8));
    now += 10 * 86_400_000;
    const begun = { name: '先行轮', roundNo: 9, level: 'CITY', kinds: ['CROSS'], startAt: city.today() };
    await save(city, 'inspectionGroup', {
      ...{ round: await save(city, 'inspectionRound', begun), name: '先行组', mode: 'WHOLE_UNIT' },
      ...{ sendingRegions: '乐都区', targetRegion: '630222' },
    });
    const again = await city.call('crossing.propose', { id: waiting, counties: haidong, shift: 2 });
    expect(again.stopped?.what).toContain('乐都区在先行轮已经巡察过民和回族土族自治县');
  });

  it('may repeat them once the office looks back on no round', async () => {
    const later = await newScheme(await newRound('第三轮', 3));
    await lookBack(0);
    const best = await city.call('crossing.propose', { id: later, counties: haidong, shift: null });
    expect(best.chosen?.shift).toBe(1);
  });
});

describe('other ways to cross', () => {
  it('makes a ring of those counties that have something of the system, with its organisations', async () => {
    const of = await newRound('系统轮', 5);
    const id = await newScheme(of, 'SYSTEM', haidong, { systemTag: '民政系统' });
    await adopt(id, 1);
    const { children } = await get(city, 'crossScheme', id);
    expect(children['assignments']?.map(({ values }) => values['targetRegion'])).toEqual([
      '630203',
      '630225',
    ]);
    expect(children['targets']?.map(({ values }) => values['targetId'])).toEqual([
      '平安区民政局党组',
      '循化县民政局党组',
    ]);
    const none = await newScheme(of, 'AREA', haidong, { area: '南片区' });
    const { stopped } = await city.call('crossing.propose', { id: none, counties: haidong, shift: null });
    expect(stopped).toMatchObject({ type: 'CrossNoOrganisations' });
  });

  it('keeps the organisations of a system apart that several counties call alike, also when it is arranged anew', async () => {
    const of = await newRound('同名系统轮', 10);
    const systemTag = '医保系统';
    for (const region of haidong.slice(0, 3))
      await save(city, 'target', { name: '医疗保障局党组', orgType: 'COUNTY_DEPARTMENT', region, systemTag });
    const id = await newScheme(of, 'SYSTEM', haidong, { systemTag });
    for (const shift of [1, 2]) {
      await adopt(id, shift);
      const { children } = await get(city, 'crossScheme', id);
      const groups = children['assignments']?.map(({ values }) => values['group']);
      expect(groups).toHaveLength(3);
      expect(children['targets']?.map(({ values }) => values['targetId'])).toEqual(
        Array.from({ length: 3 }, () => '医疗保障局党组'),
      );
      expect(children['targets']?.map(({ values }) => values['group'])).toEqual(groups);
    }
  });

  it('takes what plans have set down for the round along to the county it lies in', async () => {
    const of = await newRound('计划轮', 6);
    await save(
      city,
      'inspectionPlan',
      { title: '年度计划', kind: 'TERM', term: '第一届', from: '2026-01-01', to: '2026-12-31' },
      undefined,
      { targets: [row(1, { targetId: '互助县水利局党组', mode: 'CROSS', roundId: '计划轮' })] },
    );
    const id = await newScheme(of, 'MIXED');
    const { targets, crossings } = await city.call('crossing.propose', { id, counties: haidong, shift: 1 });
    const to = crossings.find(({ target }) => target === '630223');
    expect(targets).toEqual([{ group: to?.group, targetId: '互助县水利局党组' }]);
    expect(to?.senders).toHaveLength(2);
  });

  it('forms one group of the city that goes to all of them', async () => {
    const of = await newRound('机动轮', 7);
    const id = await newScheme(of, 'MOBILE', haidong.slice(0, 3));
    await adopt(id, 1, haidong.slice(0, 3));
    await approve(id);
    await city.call('crossing.apply', await applyAsSeen(id));
    const groups = await groupsOf(of);
    expect(
      groups.map(({ values }) => [values['name'], values['mode'], values['targetRegion'] ?? null]),
    ).toEqual([['机动巡察组', 'NORMAL', null]]);
  });
});

describe('a ring with a county of another city', { timeout: 60_000 }, () => {
  beforeAll(() => lookBack(2));

  it('says what of earlier rounds it could not compare, and whose rounds lie with other offices', async () => {
    await save(city, 'inspectionGroup', {
      ...{ round: await newRound('含糊轮', 11), name: '含糊组', mode: 'WHOLE_UNIT' },
      ...{ sendingRegions: '某某县', targetRegion: '630203' },
    });
    const codes = [...haidong.slice(0, 2), '330802'];
    const id = await newScheme(await newRound('跨市轮', 12), 'RING', codes);
    const { chosen } = await city.call('crossing.propose', { id, counties: codes, shift: null });
    const said = chosen?.findings.map(({ what }) => what).join('');
    expect(said).toContain('含糊轮中由“某某县”派人巡察平安区');
    expect(said).toContain('柯城区不在本办所辖范围内');
    await adopt(id, chosen?.shift ?? 1, codes);
    expect((await get(city, 'crossScheme', id)).values['findings']).toContain('提请注意：');

    // What a scheme wrote with the county's name in full is read, and may not be repeated.
    await approve(id);
    await city.call('crossing.apply', await applyAsSeen(id));
    const next = await newScheme(await newRound('跨市下一轮', 13), 'RING', codes);
    const again = await city.call('crossing.propose', {
      ...{ id: next, counties: codes, shift: chosen?.shift ?? 1 },
    });
    expect(JSON.stringify(again.stopped)).toContain('在跨市轮已经巡察过');
  });
});

describe('who may not', () => {
  it('read plans sees no scheme, and who only reads writes none', async () => {
    await city.signIn('aud');
    expect(await city.refusal('crossing.judge', { id: scheme })).toMatchObject({ type: 'NotAllowed' });
    await city.signIn('reg');
    expect((await city.call('crossing.judge', { id: scheme })).findings).toEqual([]);
    expect(await city.refusal('crossing.apply', { id: scheme, rev: 1, groups: [] })).toMatchObject({
      type: 'NotAllowed',
    });
    await city.signIn('plan');
  });
});
