/** What a group's workstation hands in is its host's, with everything there is to it; twice is once. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  countyId,
  fileToken,
  jobId,
  receivePackageFrom,
  refusedPackage,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { testNetwork } from '../support/network.ts';
import { pdfOf } from '../support/printer.ts';
import { closeWorkstation, foundWorkstation, joinUnder, stationId } from '../support/workstation.ts';
import { get, save, signedLead, voidRecord } from './kinds.ts';
import { letter, saveAnother, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
const station = pcs.pc('station');
let [petition, voided, item, lead, task] = ['', '', '', '', ''];

const handIn = (withAttachments = true) =>
  sendPackage(pcs, station, 'handIn', countyId, null, withAttachments);
const handInLeads = () => sendPackage(pcs, station, 'leads', countyId, null, true, 'clue');
const receipt = async () => receivePackageFrom(station, await sendPackage(pcs, county, 'receipt', stationId));
const missing = async () => {
  await station.signIn('reg');
  return (await station.call('workstation.standing', {})).missing;
};
const kindsMissing = async () => (await missing()).map(({ kind }) => kind);
const historyOf = async (pc: TestPc, register: 'petition' | 'lead', id: string) =>
  (await pc.call('records.history', { register, id })).entries.toReversed();

async function scan(
  register: 'petition' | 'lead' | 'supervisionTask',
  record: string,
  name: string,
): Promise<string> {
  const path = join(pcs.folder, `${name}.pdf`);
  writeFileSync(path, Buffer.concat([pdfOf('<main class="sheet'), Buffer.from(`% ${name}\n`)]));
  const target = { job: jobId(), register, record, files: [fileToken] };
  const { added } = await station.call('attachments.add', target, { [fileToken]: path });
  return added[0]?.id ?? '';
}

beforeAll(async () => {
  await foundWorkstation(station);
  await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
  await station.signInToDisclose('reg');
  petition = (await saveLetter(station, letter)).id;
  const { rev } = await get(station, 'petition', petition);
  const children = { ...letter.children, petitioners: [petitionerOf('王大明')] };
  await saveLetter(station, { id: petition, rev, values: letter.values, children });
  await scan('petition', petition, '信封');
  const what = { register: 'petition', id: petition, child: 'petitioners', reason: '当面核对' } as const;
  await station.call('records.reveal', what);
  voided = (await saveAnother(station, '反映乙镇政府有关问题。', '周某某')).id;
  await voidRecord(station, 'petition', voided);
  await station.signIn('rect');
  const plan = await save(station, 'rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-03-02' });
  item = await save(station, 'rectItem', {
    ...{ plan, statement: '违规发放津贴补贴', type: 'IMMEDIATE', dueAt: '2026-03-20' },
  });
  task = await save(station, 'supervisionTask', {
    ...{ targetId: '县民政局党组', title: '督促整改', supervisorType: 'DISCIPLINE' },
    ...{
      plannedAt: station.today(),
      dueAt: station.today(),
      aspects: ['A1'],
      focuses: ['F01'],
      methods: ['M01'],
    },
  });
  await scan('supervisionTask', task, '本组工作底稿');
  const attachment = await scan('supervisionTask', task, '督查通知');
  await station.call('attachments.sendAlong', {
    register: 'supervisionTask',
    record: task,
    attachment,
    on: true,
  });
  lead = await signedLead(station, { problemIntro: '违规收受礼金的详细情况' });
  await scan('lead', lead, '线索材料');
}, 240_000);

const petitionerOf = (name: string) => ({
  rowId: '',
  values: { name, phone: '13912345678', address: '浙江省衢州市开化县芹阳街道解放路1号' },
});

describe('a hand-in', { timeout: 60_000 }, () => {
  it('is not drawn up before the workstation is closed', async () => {
    await station.signIn('reg');
    const wish = { kind: 'handIn' as const, peer: countyId, period: null, withAttachments: true, remark: '' };
    expect((await station.refusal('packages.prepare', wish)).type).toBe('WorkstationOpen');
    expect(await kindsMissing()).toEqual(['open']);
    await closeWorkstation(station);
    expect(await kindsMissing()).toEqual(['nothingSent', 'nothingSent', 'scans', 'disclosures']);
  });

  it('makes the records the host’s under their numbers, with petitioners sealed again', async () => {
    const path = await handIn(false);
    await county.signIn('clue');
    const { type, next } = await refusedPackage(county, path);
    expect([type, next]).toEqual(['NotAllowed', '请由信访登记员登录后接收；介质请按规定交接。']);
    expect(await receivePackageFrom(county, path)).toMatchObject({ refused: 0 });
    const there = await get(county, 'petition', petition);
    expect(there).toMatchObject({ office: countyId, no: 'XF330824Z01-2026-00001', editable: true });
    expect(there.children['petitioners']?.map(({ values }) => values['name'])).not.toContain('王大明');
    expect((await get(county, 'petition', voided)).void).toMatchObject({
      byName: '组dir',
      reason: '登记有误',
    });
    await county.signInToDisclose('reg');
    const what = { register: 'petition', id: petition, child: 'petitioners', reason: '核对移交' } as const;
    const shown = await county.call('records.reveal', what);
    expect(JSON.stringify(shown)).toContain('王大明');
  });

  it('brings the trail along, before the entry of its arrival, and keeps in it what is hidden', async () => {
    const [before, after] = [
      await historyOf(station, 'petition', petition),
      await historyOf(county, 'petition', petition),
    ];
    expect(after.slice(0, -1)).toEqual(before.map((entry) => ({ ...entry, by: entry.byName })));
    expect(after.at(-1)?.actionLabel).toBe('数据包导入');
    expect(JSON.stringify(after)).not.toContain('王大明');
    const voiding = await historyOf(county, 'petition', voided);
    expect(voiding.map(({ byName, actionLabel, reason }) => [byName, actionLabel, reason])).toEqual([
      ['组reg', '登记', '登记日期超过了收件后的登记时限。确认：补登'],
      ['组reg', '申请作废', '登记有误'],
      ['组dir', '批准作废', '同意'],
      ['县reg', '数据包导入', null],
    ]);
  });

  it('tells the host’s log who looked at whom', async () => {
    await county.signIn('aud');
    const told = await disclosed();
    expect(told.find(({ by }) => by === '组reg')).toEqual({
      ...{ by: '组reg', no: 'XF330824Z01-2026-00001', reason: '当面核对' },
      detail: expect.stringContaining('，查看反映人信息：查看反映人身份，1人') as string,
    });
    expect(told.map(({ by }) => by)).toContain('组clue');
  });

  it('that comes twice changes nothing', async () => {
    const before = [await disclosed(), await trail()];
    expect(await receivePackageFrom(county, await handIn(false))).toMatchObject({ applied: 0, refused: 0 });
    expect([await disclosed(), await trail()]).toEqual(before);
  });

  it('brings what belongs to a whole with it, and leaves both to the host', async () => {
    await county.signIn('rect');
    expect(await get(county, 'rectItem', item)).toMatchObject({ office: countyId, editable: true });
    await save(county, 'rectItem', { progressText: '已清退一半' }, await get(county, 'rectItem', item));
  });

  it('is not whole before a receipt has named every package and every scan is there', async () => {
    expect(await kindsMissing()).toEqual(['unanswered', 'nothingSent', 'scans', 'disclosures']);
    await receipt();
    expect(await kindsMissing()).toEqual(['nothingSent', 'scans']);
    rmSync(await handIn());
    await receivePackageFrom(county, await handIn(false));
    await receipt();
    expect(await kindsMissing()).toEqual(['nothingSent', 'scans']);
    expect(await receivePackageFrom(county, await handIn())).toMatchObject({ applied: 3, refused: 0 });
    await receipt();
    await county.signIn('reg');
    expect((await get(county, 'petition', petition)).attachments.map(({ name }) => name)).toEqual([
      '信封.pdf',
    ]);
    expect(await missing()).toEqual([
      { kind: 'nothingSent', text: '“问题线索”数据包还没有编制、写入介质。请编制后送交派出巡察组的巡察办。' },
      {
        kind: 'scans',
        text: '有1个附件巡察办还没有收到。请再编制移交数据包，勾选附带附件，送交巡察办并导入回执。',
      },
    ]);
  });

  it('keeps of each attachment whether it goes along with the record', async () => {
    await county.signIn('rect');
    const { attachments } = await get(county, 'supervisionTask', task);
    expect(attachments.map(({ name, goesAlong }) => ({ name, goesAlong }))).toEqual([
      { name: '本组工作底稿.pdf', goesAlong: false },
      { name: '督查通知.pdf', goesAlong: true },
    ]);
  });
});

describe('leads', { timeout: 60_000 }, () => {
  it('go by themselves, with their trail, for the keeper of leads alone', async () => {
    const path = await handInLeads();
    await county.signIn('reg');
    const { type, next } = await refusedPackage(county, path);
    expect([type, next]).toEqual(['NotAllowed', '请由线索专管员登录后接收；介质请按规定交接。']);
    expect(await receivePackageFrom(county, path, 'clue')).toMatchObject({ refused: 0 });
    const there = await get(county, 'lead', lead);
    expect(there).toMatchObject({ office: countyId, editable: true });
    expect(there.values['problemIntro']).toBe('违规收受礼金的详细情况');
    expect(there.attachments.map(({ name }) => name)).toEqual(['线索材料.pdf']);
    const [first] = await historyOf(county, 'lead', lead);
    expect(first).toMatchObject({ byName: '组clue', actionLabel: '登记' });
    expect((await historyOf(county, 'lead', lead)).map(({ reason }) => reason)).toContain('理由');
  });

  it('make the hand-in whole with the host’s receipt, until somebody looks at one again', async () => {
    await receipt();
    expect(await missing()).toEqual([]);
    await station.signIn('clue');
    await get(station, 'lead', lead);
    expect(await kindsMissing()).toEqual(['disclosures']);
    await receivePackageFrom(county, await handIn());
    await receipt();
    expect(await missing()).toEqual([]);
  });
});

/** What the host's log says was done on the workstation. */
async function disclosed() {
  await county.signIn('aud');
  const { entries } = await county.call('audit.list', {
    ...{ offset: 0, limit: 50, text: null, from: null, to: null, action: 'workstation.disclosed' },
  });
  return entries.map(({ actorName: by, entityNo: no, detail, reason }) => ({ by, no, detail, reason }));
}

async function trail() {
  await county.signIn('reg');
  return historyOf(county, 'petition', petition);
}
