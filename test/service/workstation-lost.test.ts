/** A group's PC that is lost or stolen: nothing is taken from it or sent to it until it is found. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  countyId,
  createTestPcs,
  fileToken,
  jobId,
  mediumOf,
  passwordOf,
  receivePackageFrom,
  refusedPackage,
  sendPackage,
} from '../support/office.ts';
import { stationId } from '../support/workstation.ts';
import { handedIn } from './handed-in.ts';
import { get } from './kinds.ts';

const pcs = createTestPcs();
const [city, county, station] = [pcs.pc('city'), pcs.pc('county'), pcs.pc('station')];
let [record, drafted] = ['', ''];

const witnessOf = async (act: string) => {
  const person = { account: 'dir', password: passwordOf('dir'), act };
  return (await county.call('session.witness', person)).witness;
};
const loss = { lostOn: '2026-05-06', toldBy: '洪组长', how: '返程途中在车站遗失，口令没有随机存放' };
const reporting = async (more: Partial<typeof loss> = {}) => ({
  record,
  ...loss,
  ...more,
  witness: await witnessOf(`workstation.reportLost:${record}`),
});
const lifting = async (reason: string) => ({
  record,
  reason,
  witness: await witnessOf(`workstation.liftLoss:${record}`),
});
const known = () => get(county, 'workstation', record);
const alarms = async () => {
  const { queues, items } = await county.call('dashboard.todo', {});
  const queued = queues.find(({ register }) => register === 'workstation');
  return [queued?.label, queued?.count, items.filter(({ rule }) => rule === 'W_WIPE').length];
};
const wish = {
  kind: 'receipt' as const,
  peer: stationId,
  period: null,
  withAttachments: false,
  remark: '',
};

beforeAll(async () => {
  await handedIn({ pcs, city, county, station }, () => undefined);
  await county.signIn('reg');
  const page = { register: 'workstation' as const, filters: [], sort: [], offset: 0, limit: 20 };
  record = (await county.call('records.page', page)).rows[0]?.id ?? '';
  drafted = (await county.call('packages.prepare', wish)).package;
}, 300_000);

describe('a workstation that is lost', { timeout: 120_000 }, () => {
  it('is reported with what happened, by two people, once it has happened', async () => {
    await county.signIn('reg');
    expect(await alarms()).toEqual([undefined, undefined, 1]);
    const untold = await county.refusal('workstation.reportLost', await reporting({ how: ' ' }));
    expect([untold.type, untold.fields]).toEqual(['LossUntold', { how: '请填写' }]);
    const future = await county.refusal('workstation.reportLost', await reporting({ lostOn: '2199-01-01' }));
    expect(future.type).toBe('LostInFuture');
    const alone = { ...(await reporting()), witness: await witnessOf('workstation.close') };
    expect((await county.refusal('workstation.reportLost', alone)).type).toBe('WitnessExpired');
    expect((await known()).state).toBe('HANDED_IN');
    await county.call('workstation.reportLost', await reporting());
    const { state, values } = await known();
    expect([
      state,
      values['lostOn'],
      values['lostToldBy'],
      values['lostNotedBy'],
      values['lostNotedWith'],
    ]).toEqual(['LOST', '2026-05-06', '洪组长', '县reg', '县dir']);
    expect((await county.refusal('workstation.reportLost', await reporting())).type).toBe('LostAlready');
  });

  it('stands on the first page as lost, and on F55', async () => {
    expect(await alarms()).toEqual(['组工作站丢失、被盗，已挂失', 1, 0]);
    await county.signIn('plan');
    const form = { form: 'F55' as const, records: [record], query: null, package: null, blank: false };
    const rest = { reveal: null, extra: {}, witness: null };
    expect((await county.call('paper.form', { job: jobId(), ...form, ...rest })).pages).toBeGreaterThan(0);
  });

  it('hands in nothing, gets nothing, and what was drawn up for it before does not leave', async () => {
    const path = await sendPackage(pcs, station, 'handIn', countyId);
    await county.signIn('reg');
    const refused = await refusedPackage(county, path);
    expect([refused.type, refused.why]).toEqual([
      'WorkstationLost',
      '报告于2026-05-06丢失、被盗；以后用它的密钥签名的，可能不是巡察组所作。',
    ]);
    expect((await county.refusal('packages.prepare', wish)).type).toBe('WorkstationLost');
    await county.signIn('dir');
    await county.call('packages.approve', { package: drafted, approve: true, reason: '' });
    await county.signIn('reg');
    const medium = await mediumOf(county);
    const writing = { job: jobId(), package: drafted, folder: fileToken, medium };
    const onStick = { [fileToken]: pcs.stick };
    expect((await county.refusal('packages.write', writing, onStick)).type).toBe('WorkstationLost');
  });

  it('is taken for lost also when its record is void', async () => {
    await county.signIn('plan');
    const before = await known();
    const about = { register: 'workstation' as const, id: record };
    await county.call('records.requestVoid', { ...about, rev: before.rev, reason: '丢失，已按规定报告' });
    await county.signIn('dir');
    const asked = await known();
    await county.call('records.decideVoid', { ...about, rev: asked.rev, approve: true, reason: '' });
    await county.signIn('reg');
    expect((await county.refusal('packages.prepare', wish)).type).toBe('WorkstationLost');
    await county.signIn('dir');
    const { rev, void: isVoid } = await known();
    expect(isVoid).toMatchObject({ byName: '县dir' });
    await county.call('records.restoreVoided', { ...about, rev, reason: '等待处理结果' });
  });

  it('is dealt with again when it has been found, and only then', async () => {
    await county.signIn('reg');
    expect((await county.refusal('workstation.liftLoss', await lifting(''))).type).toBe('ReasonMissing');
    await county.call('workstation.liftLoss', await lifting('在车站失物招领处找回，封条完好'));
    const { state, values } = await known();
    expect([state, values['lostOn'], values['lostHow']]).toEqual(['HANDED_IN', undefined, undefined]);
    const { entries } = await county.call('records.history', { register: 'workstation', id: record });
    expect(entries[0]?.reason).toBe('解除挂失：在车站失物招领处找回，封条完好');
    expect((await county.refusal('workstation.liftLoss', await lifting('再次'))).type).toBe('NotLost');
    await receivePackageFrom(county, await sendPackage(pcs, station, 'handIn', countyId));
    await receivePackageFrom(station, await sendPackage(pcs, county, 'receipt', stationId));
    expect((await known()).state).toBe('RECEIPT_GIVEN');
    await station.signIn('reg');
    expect((await station.call('workstation.standing', {})).missing).toEqual([]);
  });

  it('makes no statement of wiping believed', async () => {
    const witness = (
      await station.call('session.witness', {
        ...{ account: 'dir', password: passwordOf('dir'), act: 'workstation.declareWiping' },
      })
    ).witness;
    const declaring = { job: jobId(), witness, folder: fileToken };
    const { fileName } = await station.call('workstation.declareWiping', declaring, {
      [fileToken]: pcs.stick,
    });
    await county.signIn('reg');
    await county.call('workstation.reportLost', await reporting());
    const inspecting = { job: jobId(), file: fileToken };
    const onStick = { [fileToken]: join(pcs.stick, fileName) };
    expect((await county.refusal('workstation.inspectStatement', inspecting, onStick)).type).toBe(
      'WorkstationLost',
    );
  });
});
