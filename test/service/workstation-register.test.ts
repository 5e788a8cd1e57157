/** The office's register of its groups’ workstations, which nobody keeps by hand. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestPc } from '../support/office.ts';
import {
  countyId,
  createTestPcs,
  foundNetwork,
  receivePackageFrom,
  sendPackage,
  testUsers,
} from '../support/office.ts';
import { foundWorkstation, joinUnder, stationId } from '../support/workstation.ts';
import { address, get, save, send, voidRecord } from './kinds.ts';
import { row } from './registered-results.ts';

const pcs = createTestPcs();
const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];
const [city, county, station] = [pcs.pc('city'), pcs.pc('county'), pcs.pc('station')];
let [round, group] = ['', ''];

const known = async (pc: TestPc = county) => {
  await pc.signIn('plan');
  const page = { register: 'workstation' as const, filters: [], sort: [], offset: 0, limit: 20 };
  return (await pc.call('records.page', page)).rows;
};
const only = async () => {
  const rows = await known();
  expect(rows).toHaveLength(1);
  return get(county, 'workstation', rows[0]?.id ?? '');
};

beforeAll(async () => {
  await foundNetwork(pcs, city, county, users);
  await foundWorkstation(station);
  await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
  await county.signIn('plan');
  const target = { name: '县民政局党组', orgType: 'COUNTY_DEPARTMENT', region: '330824' };
  await save(county, 'target', target);
  round = await save(county, 'inspectionRound', {
    ...{ name: '第五轮巡察', roundNo: 5, level: 'COUNTY', kinds: ['REGULAR'] },
  });
  const member = (at: number, name: string, to: string) =>
    row(at, { role: at === 1 ? 'LEADER' : 'MEMBER', name, unit: '审计局', borrowedTo: to });
  const children = {
    members: [member(1, '洪组长', '2020-03-31'), member(2, '周组员', '2020-04-10')],
    targets: [row(3, { targetId: '县民政局党组' })],
  };
  const values = { round, name: '第一巡察组', mode: 'WHOLE_UNIT' };
  group = await save(county, 'inspectionGroup', values, undefined, children);
}, 240_000);

describe('the register of workstations', { timeout: 120_000 }, () => {
  it('is empty until a configuration goes out, and nobody writes in it', async () => {
    expect(await known()).toEqual([]);
    const rest = { draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
    const typed = { register: 'workstation' as const, id: null, rev: null, values: {}, children: {} };
    expect((await county.refusal('records.save', { ...typed, ...rest })).type).toBe('NotAllowed');
  });

  it('gets its record from the configuration package, with who made it and until when the group has its people', async () => {
    await address(county, 'inspectionGroup', group, stationId);
    const file = await send(pcs, county, 'configuration', stationId, 'plan');
    const { state, values, editable, actions, deadlines } = await only();
    expect([state, editable, actions]).toEqual(['CONFIGURED', false, []]);
    expect(values).toMatchObject({
      ...{ code: stationId, group, round, loanEndsAt: '2020-04-10' },
      ...{ configuredBy: '县plan', configurationApprovedBy: '县dir' },
    });
    expect(deadlines).toMatchObject([{ rule: 'W_WIPE', start: '2020-04-10' }]);
    await receivePackageFrom(station, file);
  });

  it('follows the group when its people stay longer', async () => {
    await county.signIn('plan');
    const { rev, values, children } = await get(county, 'inspectionGroup', group);
    const [leader, ...others] = children['members'] ?? [];
    await county.call('records.save', {
      ...{ register: 'inspectionGroup', id: group, rev, values },
      children: {
        ...children,
        members: [
          { rowId: leader?.rowId ?? '', values: { ...leader?.values, borrowedTo: '2020-05-20' } },
          ...others,
        ],
      },
      ...{ draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
    });
    expect((await only()).values['loanEndsAt']).toBe('2020-05-20');
  });

  it('knows from the first receipt that the PC is in use', async () => {
    await station.signIn('reg');
    await receivePackageFrom(county, await sendPackage(pcs, station, 'receipt', countyId));
    const { state, values } = await only();
    expect(state).toBe('IN_USE');
    expect(values['inUseSince']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('stands on the first page from the end of the loan, with its light', async () => {
    await county.signIn('plan');
    const { items } = await county.call('dashboard.todo', {});
    expect(items.find(({ register }) => register === 'workstation')).toMatchObject({
      ...{ rule: 'W_WIPE', title: '测试330824县委第一巡察组单机', light: 'RED' },
    });
  });

  it('keeps the PC when its group turns out to have been entered by mistake', async () => {
    await county.signIn('plan');
    await voidRecord(county, 'inspectionGroup', group);
    expect((await only()).void).toBeNull();
  });
});
