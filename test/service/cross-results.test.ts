/** What a group of the city that crosses into a county finds: for the city and the inspected county, not for who lent people. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countyId,
  createTestPcs,
  enrolOverStick,
  foundNetwork,
  foundTestOffice,
  receivePackageFrom,
  testUsers,
} from '../support/office.ts';
import {
  address,
  addressing,
  approveLead,
  fedBackProblem,
  get,
  save,
  send as sendKind,
  signedLead,
} from './kinds.ts';

const pcs = createTestPcs();
const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];
const [city, inspected, sending] = [pcs.pc('city'), pcs.pc('inspected'), pcs.pc('sending')];
const senderId = '330825XCB';
const send = sendKind.bind(undefined, pcs);
const found = { roundId: '联动第三轮', groupId: '第一巡察组' };

beforeAll(async () => {
  const fingerprint = await foundNetwork(pcs, city, inspected, users);
  await foundTestOffice(sending, 'COUNTY', '330825', users);
  await enrolOverStick(pcs, city, sending, fingerprint);
  await city.signIn('plan');
  for (const [name, targetRegion, sendingRegions] of [
    ['联动第三轮', '330824', '龙游县'],
    ['联动第二轮', '330825', '开化县'],
  ] as const) {
    const values = { name, roundNo: 1, level: 'COUNTY', kinds: ['CROSS'] };
    const round = await save(city, 'inspectionRound', values);
    const group = { round, name: '第一巡察组', mode: 'WHOLE_UNIT', targetRegion, sendingRegions };
    await save(city, 'inspectionGroup', group);
  }
}, 240_000);
afterAll(() => pcs.dispose());

describe('a problem a cross group has found', { timeout: 120_000 }, () => {
  it('is offered to the inspected county alone and reaches it, while the city keeps it as its own', async () => {
    const id = await fedBackProblem(city, '违规发放津贴补贴', found);
    const { choices } = await city.call('records.addressees', { register: 'problem', id });
    expect(choices.map(({ office, part }) => [office, part])).toEqual([[countyId, 'inspected']]);
    const wrong = await addressing(city, 'problem', id, senderId, true);
    expect(await city.refusal('records.address', wrong)).toMatchObject({ type: 'GoesNotToSender' });
    await address(city, 'problem', id, countyId);
    const path = await send(city, 'problems', countyId);
    expect(await receivePackageFrom(inspected, path, 'rect')).toMatchObject({ applied: 1, refused: 0 });
    expect(await get(inspected, 'problem', id)).toMatchObject({ office: '330800XCB', state: 'FED_BACK' });
    expect((await get(city, 'problem', id)).office).toBe('330800XCB');
    await city.signIn('rect');
    const common = await city.call('packages.preview', { kind: 'problems', peer: senderId, period: null });
    expect(common.counts).toEqual({ problem: 0 });
  });

  it('goes where its own round inspected, though groups of other rounds are called alike', async () => {
    const id = await fedBackProblem(city, '另一轮的问题', { ...found, roundId: '联动第二轮' });
    const { choices } = await city.call('records.addressees', { register: 'problem', id });
    expect(choices.map(({ office }) => office)).toEqual([senderId]);
    const unknown = await fedBackProblem(city, '没有写轮次的问题', { groupId: '第一巡察组' });
    const open = await city.call('records.addressees', { register: 'problem', id: unknown });
    expect(open.choices.map(({ part }) => part)).toEqual([null, null]);
  });
});

describe('a lead a cross group has found', { timeout: 120_000 }, () => {
  it('is handed to the inspected county and never to who lent people, and the city hears what becomes of it', async () => {
    const id = await signedLead(city, { problemIntro: '违规收受礼金', ...found });
    await approveLead(city, id);
    const wrong = await addressing(city, 'lead', id, senderId, true);
    expect(await city.refusal('records.address', wrong)).toMatchObject({ type: 'GoesNotToSender' });
    await address(city, 'lead', id, countyId);
    const path = await send(city, 'leads', countyId, 'clue');
    expect(await receivePackageFrom(inspected, path, 'clue')).toMatchObject({ applied: 1, refused: 0 });
    expect(await get(inspected, 'lead', id)).toMatchObject({ office: countyId });
    const back = await send(inspected, 'leads', '330800XCB', 'clue');
    await receivePackageFrom(city, back, 'clue');
    expect((await get(city, 'lead', id)).office).toBe(countyId);
  });
});
