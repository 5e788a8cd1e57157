/** Plans, groups and people between a city and its counties: who gets them, who owns them, and what of people never leaves. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cityId,
  countyId,
  createTestPcs,
  enrolOverStick,
  foundNetwork,
  foundTestOffice,
  inspectPackage,
  receivePackageFrom,
  refusedPackage,
  testUsers,
} from '../support/office.ts';
import { contentOfPackages } from '../support/vault-of.ts';
import { address, addressing, get, save, send as sendKind, step } from './kinds.ts';
import { letter, saveLetter } from './letters.ts';
import { row } from './registered-results.ts';

const pcs = createTestPcs();
const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];
const [city, county, other] = [pcs.pc('city'), pcs.pc('county'), pcs.pc('other')];
const otherId = '330825XCB';
const send = (from: typeof city, to: string) => sendKind(pcs, from, 'planning', to, 'plan');
let round = '';
let group = '';
let elsewhere = '';

beforeAll(async () => {
  const fingerprint = await foundNetwork(pcs, city, county, users);
  await foundTestOffice(other, 'COUNTY', '330825', users);
  await enrolOverStick(pcs, city, other, fingerprint);
  await city.signIn('plan');
  round = await save(city, 'inspectionRound', {
    ...{ name: '市县联动第三轮', roundNo: 3, level: 'COUNTY', kinds: ['CROSS'], schemeNo: '方案甲号' },
    remark: '内部备注不外传',
  });
  const members = [
    row(1, {
      ...{ role: 'LEADER', name: '洪组长', unit: '江山市审计局', avoidance: 'CLEAR' },
      avoidanceReason: '其弟在外地经商',
    }),
  ];
  group = await save(
    city,
    'inspectionGroup',
    {
      ...{ round, name: '第一巡察组', mode: 'WHOLE_UNIT', targetRegion: '330824', sendingRegions: '龙游县' },
      ...{ phone: '0570-1234567', smsPhone: '13900001111', inCharge: '分管某某' },
    },
    undefined,
    { members, targets: [row(2, { targetId: '县民政局党组' })] },
  );
  elsewhere = await save(city, 'inspectionGroup', { round, name: '第二巡察组', mode: 'WHOLE_UNIT' });
  await save(city, 'poolPerson', { name: '洪组长', unit: '江山市审计局' }, undefined, {
    appraisals: [row(9, { round: '市县联动第三轮', opinion: '鉴定为优秀' })],
  });
}, 240_000);
afterAll(() => pcs.dispose());

const standing = async (register: 'inspectionRound' | 'inspectionGroup', id: string) =>
  (await get(county, register, id)).withdrawn;

describe('a group of the city', { timeout: 120_000 }, () => {
  let path = '';

  it('reaches the county it is addressed to with its round, read-only, and no other group of the round does', async () => {
    await address(city, 'inspectionGroup', group, countyId);
    const { addressees } = await city.call('records.addressees', { register: 'inspectionRound', id: round });
    expect(addressees.map(({ office }) => office)).toEqual([countyId]);
    path = await send(city, countyId);
    expect(await receivePackageFrom(county, path, 'plan')).toMatchObject({ applied: 2, refused: 0 });
    const there = await get(county, 'inspectionGroup', group);
    expect(there).toMatchObject({ office: cityId, editable: false, actions: [] });
    expect(there.values['phone']).toBe('0570-1234567');
    expect(there.children['members']?.map(({ values }) => values)).toEqual([
      { role: 'LEADER', name: '洪组长', unit: '江山市审计局' },
    ]);
    const missing = { register: 'inspectionGroup' as const, id: elsewhere };
    expect((await county.refusal('records.get', missing)).type).toBe('NoSuchRecord');
  });

  it('says nothing of its people beyond name, part, unit and where they come from, in none of the bytes sent', async () => {
    const content = await contentOfPackages(city, 'plan', 'planning');
    expect(content).toContain('洪组长');
    for (const secret of ['其弟在外地', '鉴定为优秀', '13900001111', '分管某某', '方案甲号', '内部备注'])
      expect(content).not.toContain(secret);
  });

  it('is opened by nobody else, by nobody once a byte of it has changed, and twice by nobody', async () => {
    await other.signIn('plan');
    expect((await refusedPackage(other, path)).type).toBe('WrongRecipient');
    const forged = readFileSync(path);
    forged[forged.length - 200] = (forged.at(-200) ?? 0) ^ 1;
    const forgedPath = `${path.slice(0, -4)}x.lxp`;
    writeFileSync(forgedPath, forged);
    await county.signIn('plan');
    expect((await refusedPackage(county, forgedPath)).type).toBe('PackageDamaged');
    expect(await inspectPackage(county, path)).toMatchObject({ verdict: 'alreadyImported' });
  });

  it('stands behind the names that letters of the county write', async () => {
    await county.signIn('reg');
    const asked = { register: 'inspectionRound' as const, text: '第三轮' };
    const { records } = await county.call('records.find', asked);
    expect(records.map(({ title }) => title)).toEqual(['市县联动第三轮']);
    const values = { ...letter.values, roundId: '市县联动第三轮', groupId: '第一巡察组' };
    const { id } = await saveLetter(county, { values, children: letter.children });
    expect((await get(county, 'petition', id)).values['roundId']).toBe('市县联动第三轮');
  });

  it('does not move to another round while an office has it, and is withdrawn together with its round', async () => {
    await city.signIn('plan');
    const next = await save(city, 'inspectionRound', {
      ...{ name: '第四轮', roundNo: 4, level: 'COUNTY', kinds: ['CROSS'] },
    });
    const { rev } = await get(city, 'inspectionGroup', group);
    const moved = { register: 'inspectionGroup' as const, id: group, rev, values: { round: next } };
    const rest = { children: {}, draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
    expect((await city.refusal('records.save', { ...moved, ...rest })).type).toBe('StillAddressed');
    await address(city, 'inspectionRound', round, countyId, false);
    expect(await receivePackageFrom(county, await send(city, countyId), 'plan')).toMatchObject({
      ...{ applied: 2, refused: 0 },
    });
    expect([await standing('inspectionRound', round), await standing('inspectionGroup', group)]).toEqual([
      true,
      true,
    ]);
    await city.signIn('plan');
    await address(city, 'inspectionGroup', group, countyId);
    expect(await receivePackageFrom(county, await send(city, countyId), 'plan')).toMatchObject({
      ...{ applied: 2, refused: 0 },
    });
    expect([await standing('inspectionRound', round), await standing('inspectionGroup', group)]).toEqual([
      false,
      false,
    ]);
  });
});

describe('a plan', { timeout: 120_000 }, () => {
  it('goes down only once it has been approved', async () => {
    await city.signIn('plan');
    const values = {
      title: '五年规划',
      kind: 'TERM',
      term: '七届市委',
      from: '2022-01-01',
      to: '2026-12-31',
    };
    const coverage = [row(1, { orgType: 'COUNTY_DEPARTMENT', total: 40 as never })];
    const plan = await save(city, 'inspectionPlan', values, undefined, { coverage });
    const early = await addressing(city, 'inspectionPlan', plan, otherId, true);
    expect((await city.refusal('records.address', early)).type).toBe('NotAddressable');
    await city.signIn('dir');
    await step(city, 'inspectionPlan', plan, 'approve', { meeting: '市委常委会', approvedAt: '2026-01-05' });
    await city.signIn('plan');
    await address(city, 'inspectionPlan', plan, otherId);
    const path = await send(city, otherId);
    expect(await receivePackageFrom(other, path, 'plan')).toMatchObject({ applied: 1, refused: 0 });
    expect((await get(other, 'inspectionPlan', plan)).children['coverage']).toHaveLength(1);
  });
});

describe('a county', { timeout: 120_000 }, () => {
  let offered = '';

  it('sends its organisations and rounds, and of its pool those it has chosen, without what identifies and judges them', async () => {
    await county.signIn('plan');
    const leaders = [row(1, { name: '胡局长', post: '局长' })];
    const factors = [row(2, { factor: 'CONCERN', points: 9 as never, note: '信访集中' })];
    await save(
      county,
      'target',
      { name: '县民政局党组', orgType: 'COUNTY_DEPARTMENT', region: '330824', superiorLeader: '分管县长' },
      undefined,
      { leaders, factors },
    );
    const person = {
      ...{ unit: '开化县审计局', political: 'MEMBER', idNo: '330824198507120018', phone: '13700002222' },
      ...{ birth: '1985-07', residence: '330824', workRegion: '330824' },
    };
    const details = {
      relatives: [row(1, { name: '胡局长', relation: 'SPOUSE', unit: '县民政局' })],
      appraisals: [row(2, { round: '前一轮', opinion: '评语不外传' })],
    };
    const made: string[] = [];
    for (const name of ['推荐某', '留用某']) {
      const id = await save(county, 'poolPerson', { ...person, name }, undefined, details);
      await step(county, 'poolPerson', id, 'check', { qualified: true });
      made.push(id);
    }
    [offered = ''] = made;
    await county.signIn('dir');
    const admitted = { pools: ['TALENT'], admittedAt: county.today(), admittedBy: null };
    for (const id of made) await step(county, 'poolPerson', id, 'admit', admitted);
    await county.signIn('plan');
    await address(county, 'poolPerson', offered, cityId);
    const path = await send(county, cityId);
    expect(await receivePackageFrom(city, path, 'plan')).toMatchObject({ applied: 2, refused: 0 });
    const there = await get(city, 'poolPerson', offered);
    expect(there).toMatchObject({ office: countyId, editable: false });
    expect(there.children['relatives']).toHaveLength(1);
    const content = await contentOfPackages(county, 'plan', 'planning');
    for (const secret of [
      '留用某',
      '330824198507120018',
      '13700002222',
      '1985-07',
      '评语不外传',
      '信访集中',
      '分管县长',
    ])
      expect(content).not.toContain(secret);
  });

  it('is judged by the city with what it has sent, also where both offices keep the same person', async () => {
    await city.signIn('plan');
    const asked = {
      members: [
        { key: 'a', name: '推荐某', unit: '开化县审计局', region: null, role: 'MEMBER', declared: true },
      ],
      ...{ targets: ['县民政局党组'], region: '330824', mode: 'WHOLE_UNIT', round: null, profile: null },
    };
    const judged = async () => (await city.call('avoidance.judge', asked)).verdicts[0];
    const sentence = expect.stringContaining('胡局长') as string;
    expect(await judged()).toMatchObject({ result: 'AVOID' });
    const values = { name: '推荐某', unit: '开化县审计局', political: 'MEMBER', residence: '330881' };
    await save(city, 'poolPerson', values);
    const again = await judged();
    expect(again).toMatchObject({ result: 'AVOID' });
    expect(again?.reasons).toContainEqual(expect.objectContaining({ sentence }));
  });

  it('withdraws a person it no longer offers', async () => {
    await county.signIn('plan');
    await address(county, 'poolPerson', offered, cityId, false);
    await receivePackageFrom(city, await send(county, cityId), 'plan');
    const there = await get(city, 'poolPerson', offered);
    expect(there).toMatchObject({ withdrawn: true, values: { name: '推荐某', unit: '开化县审计局' } });
    expect(there.children['relatives'] ?? []).toEqual([]);
    const told = await city.call('records.history', { register: 'poolPerson', id: offered });
    for (const secret of ['胡局长', '衢州市开化县'])
      expect(JSON.stringify([there, told])).not.toContain(secret);
  });

  it('knows again whom the county offers again', async () => {
    await county.signIn('plan');
    await address(county, 'poolPerson', offered, cityId);
    await receivePackageFrom(city, await send(county, cityId), 'plan');
    const there = await get(city, 'poolPerson', offered);
    expect(there).toMatchObject({ withdrawn: false, values: { residence: '330824' } });
    expect(there.children['relatives']).toHaveLength(1);
  });
});

describe('a campaign', { timeout: 120_000 }, () => {
  it('reaches the county that takes part once it is approved, without what was found and what it was worth', async () => {
    await city.signIn('plan');
    const layers = [
      row(1, { level: 'CITY', office: '衢州市', mode: 'SYNCHRONOUS', targetId: '市民政局党组' }),
      row(2, { level: 'COUNTY', office: '开化县', mode: 'SYNCHRONOUS', targetId: '县民政局党组' }),
    ];
    const focuses = [row(3, { focus: '低保审核把关不严', source: 'OWN', found: '发现情况不外传' })];
    const reused = [
      row(4, { result: '上轮报告', producedBy: '某县', usedBy: '市办', remark: '质量评价不外传' }),
    ];
    const values = {
      name: '民政系统市县同步巡察',
      modes: ['SYNCHRONOUS'],
      linkage: ['TASK'],
      from: '2026-03-02',
    };
    const campaign = await save(city, 'campaign', values, undefined, { layers, focuses, reused });
    const early = await addressing(city, 'campaign', campaign, countyId, true);
    expect((await city.refusal('records.address', early)).type).toBe('NotAddressable');
    await city.signIn('dir');
    const approval = { meeting: '市委巡察工作领导小组会议', approvedAt: '2026-03-01', schemeNo: null };
    await step(city, 'campaign', campaign, 'approve', approval);
    await city.signIn('plan');
    await address(city, 'campaign', campaign, countyId);
    const path = await send(city, countyId);
    expect(await receivePackageFrom(county, path, 'plan')).toMatchObject({ applied: 1, refused: 0 });
    const there = await get(county, 'campaign', campaign);
    expect(there).toMatchObject({ office: cityId, editable: false, actions: [] });
    expect(there.children['layers']).toHaveLength(2);
    expect(there.children['focuses']?.map(({ values: { focus } }) => focus)).toEqual(['低保审核把关不严']);
    const content = await contentOfPackages(city, 'plan', 'planning');
    for (const secret of ['发现情况不外传', '质量评价不外传']) expect(content).not.toContain(secret);

    const own = await save(county, 'inspectionRound', {
      ...{ name: '县委第六轮', roundNo: 6, level: 'COUNTY', kinds: ['SYNCHRONOUS'], campaign },
    });
    expect((await get(county, 'inspectionRound', own)).values['campaign']).toBe(campaign);
    const { groups } = await county.call('records.links', { register: 'campaign', id: campaign });
    expect(JSON.stringify(groups)).toContain('县委第六轮');
  });
});
