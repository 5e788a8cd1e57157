/** What a group's workstation is configured with: its group, the round, the organisations it inspects, and no other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyId, createTestPcs, foundNetwork, receivePackageFrom, testUsers } from '../support/office.ts';
import { foundWorkstation, joinUnder, stationId } from '../support/workstation.ts';
import { contentOfPackages } from '../support/vault-of.ts';
import { address, addressing, get, save, send as sendKind, voidRecord } from './kinds.ts';
import { row } from './registered-results.ts';

const pcs = createTestPcs();
const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];
const [city, county, station] = [pcs.pc('city'), pcs.pc('county'), pcs.pc('station')];
const configure = () => sendKind(pcs, county, 'configuration', stationId, 'plan');
let [round, group, second, inspected, other] = ['', '', '', '', ''];

beforeAll(async () => {
  await foundNetwork(pcs, city, county, users);
  await foundWorkstation(station);
  await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
  await county.signIn('plan');
  const target = (name: string) =>
    save(county, 'target', { name, orgType: 'COUNTY_DEPARTMENT', region: '330824' });
  [inspected, other] = [await target('县民政局党组'), await target('县水利局党组')];
  round = await save(county, 'inspectionRound', {
    ...{ name: '第五轮巡察', roundNo: 5, level: 'COUNTY', kinds: ['REGULAR'], schemeNo: '方案甲号' },
  });
  const members = [
    row(1, {
      ...{ role: 'LEADER', name: '洪组长', unit: '江山市审计局', duty: '全面负责', avoidance: 'CLEAR' },
      avoidanceReason: '其弟在外地经商',
    }),
  ];
  group = await save(
    county,
    'inspectionGroup',
    { round, name: '第一巡察组', mode: 'WHOLE_UNIT', smsPhone: '13900001111' },
    undefined,
    { members, targets: [row(2, { targetId: '县民政局党组' })] },
  );
  second = await save(
    county,
    'inspectionGroup',
    { round, name: '第二巡察组', mode: 'WHOLE_UNIT' },
    undefined,
    { members: [], targets: [row(3, { targetId: '县水利局党组' })] },
  );
  await save(county, 'poolPerson', { name: '洪组长', unit: '江山市审计局' }, undefined, {
    appraisals: [row(9, { round: '第五轮巡察', opinion: '鉴定为优秀' })],
  });
}, 240_000);
afterAll(() => pcs.dispose());

const goneThere = async (register: 'inspectionGroup' | 'target', id: string) =>
  (await station.refusal('records.get', { register, id })).type;

describe('a workstation’s configuration', { timeout: 120_000 }, () => {
  it('holds the group that was addressed to it with its round, the organisations it inspects and the base settings', async () => {
    await address(county, 'inspectionGroup', group, stationId);
    await county.signIn('dir');
    const [code] = (await county.call('codes.all', {})).codes;
    if (!code) throw new Error('an office has codes');
    const changed = { ...code, label: '本县叫法', verified: true };
    await county.call('codes.save', { code: changed, reason: '按本县实际' });
    const result = await receivePackageFrom(station, await configure());
    expect((await station.call('codes.all', {})).codes).toContainEqual(changed);
    expect(result).toMatchObject({ applied: 3, refused: 0 });
    expect(await get(station, 'inspectionRound', round)).toMatchObject({ office: countyId, editable: false });
    expect((await get(station, 'target', inspected)).values['name']).toBe('县民政局党组');
    const there = await get(station, 'inspectionGroup', group);
    expect(there.values['smsPhone']).toBe('13900001111');
    expect(there.children['members']?.map(({ values }) => values)).toEqual([
      { role: 'LEADER', name: '洪组长', unit: '江山市审计局', duty: '全面负责' },
    ]);
    expect([await goneThere('inspectionGroup', second), await goneThere('target', other)]).toEqual([
      'NoSuchRecord',
      'NoSuchRecord',
    ]);
  });

  it('says nothing of how people were checked and appraised, nor of the round what others are not told', async () => {
    const content = await contentOfPackages(county, 'plan', 'configuration');
    expect(content).toContain('全面负责');
    for (const secret of ['其弟在外地', '鉴定为优秀', '方案甲号', '第二巡察组', '县水利局'])
      expect(content).not.toContain(secret);
  });

  it('is of one group alone', async () => {
    await county.signIn('plan');
    const input = await addressing(county, 'inspectionGroup', second, stationId, true);
    expect((await county.refusal('records.address', input)).type).toBe('OneOnly');
  });

  it('follows what the office changes in it, and keeps an organisation that is inspected no longer', async () => {
    await county.signIn('plan');
    const { rev, values, children } = await get(county, 'inspectionGroup', group);
    await county.call('records.save', {
      ...{ register: 'inspectionGroup', id: group, rev, values },
      children: { ...children, targets: [row(4, { targetId: '县水利局党组' })] },
      ...{ draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
    });
    expect(await receivePackageFrom(station, await configure())).toMatchObject({ refused: 0 });
    const there = await get(station, 'inspectionGroup', group);
    expect(there.children['targets']?.map((each) => each.values['targetId'])).toEqual(['县水利局党组']);
    expect((await get(station, 'target', other)).values['name']).toBe('县水利局党组');
    expect((await get(station, 'target', inspected)).withdrawn).toBe(false);
  });

  it('may be of another group once the first was voided', async () => {
    await county.signIn('plan');
    await voidRecord(county, 'inspectionGroup', group);
    await county.signIn('plan');
    await address(county, 'inspectionGroup', second, stationId);
    expect(await receivePackageFrom(station, await configure())).toMatchObject({ refused: 0 });
    expect((await get(station, 'inspectionGroup', second)).values['name']).toBe('第二巡察组');
  });
});
