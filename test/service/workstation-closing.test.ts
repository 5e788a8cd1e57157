/** 收尾 of a group's workstation: what is handed in afterwards is all there is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { countyId, passwordOf, receivePackageFrom, refusedPackage, sendPackage } from '../support/office.ts';
import { testNetwork } from '../support/network.ts';
import { foundWorkstation, joinUnder, stationId } from '../support/workstation.ts';
import { get } from './kinds.ts';
import { letter, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
const station = pcs.pc('station');
let petition = '';

const witness = async (account = 'dir') => {
  const confirmed = { account, password: passwordOf(account), act: 'workstation.close' };
  return (await station.call('session.witness', confirmed)).witness;
};

beforeAll(async () => {
  await foundWorkstation(station);
  await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
  await station.signIn('reg');
  petition = (await saveLetter(station, letter)).id;
}, 120_000);
describe('a group’s workstation', { timeout: 60_000 }, () => {
  it('is not closed by one person, nor while a draft or a request to void waits', async () => {
    const own = await station.refusal('session.witness', {
      ...{ account: 'reg', password: passwordOf('reg'), act: 'workstation.close' },
    });
    expect(own.type).toBe('WitnessUnfit');
    const content = { values: letter.values, children: {} };
    const rest = { draft: null, record: null, rev: null };
    const { draft } = await station.call('drafts.save', { register: 'petition', content, ...rest });
    const { rev } = await get(station, 'petition', petition);
    const wish = { register: 'petition' as const, id: petition, rev };
    await station.call('records.requestVoid', { ...wish, reason: '重复登记' });
    const refused = await station.refusal('workstation.close', { witness: await witness() });
    expect([refused.type, refused.why]).toEqual([
      'Unfinished',
      '组reg有1份草稿没有保存；XF330824Z01-2026-00001的作废申请没有审批。收尾以后就不能再办，也不会移交。',
    ]);
    expect(await station.call('workstation.standing', {})).toEqual({
      closed: null,
      drafts: [{ name: '组reg', count: 1 }],
      voidRequests: ['XF330824Z01-2026-00001'],
      missing: [{ kind: 'open', text: '本机还没有收尾。请先办理收尾，再编制移交数据包。' }],
    });
    await station.call('drafts.discard', { draft });
  });

  it('is freed of drafts of a stopped account by an administrator, before a second person and by name', async () => {
    await station.signIn('rect');
    const values = { statement: '违规发放津贴补贴' };
    const rest = { draft: null, record: null, rev: null };
    await station.call('drafts.save', { register: 'problem', content: { values, children: {} }, ...rest });
    await station.signIn('sys');
    const { accounts } = await station.call('accounts.list', {});
    const userId = accounts.find(({ account }) => account === 'rect')?.userId ?? '';
    const act = `workstation.dropDrafts:${userId}`;
    const confirmed = async () =>
      (await station.call('session.witness', { account: 'dir', password: passwordOf('dir'), act })).witness;
    const wish = async (reason: string) => ({ userId, reason, witness: await confirmed() });
    expect((await station.call('workstation.leftDrafts', {})).owners).toEqual([]);
    expect((await station.refusal('workstation.dropDrafts', await wish('调离'))).type).toBe('OwnerAtWork');
    await station.call('accounts.disable', { userId, reason: '调离' });
    expect((await station.call('workstation.leftDrafts', {})).owners).toEqual([
      {
        userId,
        name: '组rect',
        count: 1,
        what: expect.stringMatching(/^反馈问题1份，最后填写于/u) as string,
      },
    ]);
    expect((await station.refusal('workstation.dropDrafts', await wish(' '))).type).toBe('ReasonMissing');
    await station.call('workstation.dropDrafts', await wish('已调离，经核对内容已另行登记'));
    expect((await station.call('workstation.leftDrafts', {})).owners).toEqual([]);
    await station.signIn('aud');
    const { entries } = await station.call('audit.list', {
      ...{ offset: 0, limit: 5, text: null, from: null, to: null, action: 'workstation.dropDrafts' },
    });
    expect(entries.map(({ detail, reason }) => [detail.replace(/，最后填写于[^）]*/u, ''), reason])).toEqual([
      ['丢弃已停用账号组rect没有保存的草稿1份（反馈问题1份），组dir在场确认', '已调离，经核对内容已另行登记'],
    ]);
  });

  it('registers nothing from the moment it is closed, whoever signs in, and shows what is there', async () => {
    await station.signIn('dir');
    const { rev } = await get(station, 'petition', petition);
    const wish = { register: 'petition' as const, id: petition, rev };
    await station.call('records.decideVoid', { ...wish, approve: false, reason: '不是重复' });
    await station.signIn('reg');
    await station.call('workstation.close', { witness: await witness() });
    const input = { register: 'petition' as const, id: null, rev: null, draft: null, ...letter };
    const rest = { confirmed: {}, duplicate: null, sealedDirect: false };
    for (const account of ['reg', 'dir', 'clue']) {
      expect((await station.refusal('records.save', { ...input, ...rest })).type).toBe('NotAllowed');
      await station.signIn(account);
    }
    await station.signIn('dir');
    const now = await get(station, 'petition', petition);
    expect(now.actions).toEqual([]);
    const approve = { register: 'petition' as const, id: petition, rev: now.rev, approve: true, reason: '' };
    expect((await station.refusal('records.decideVoid', approve)).type).toBe('NotAllowed');
    expect((await station.call('workstation.standing', {})).closed).toMatchObject({
      byName: '组reg',
      witnessName: '组dir',
    });
  });

  it('takes in nothing but receipts then, and is not closed twice', async () => {
    const settings = await sendPackage(pcs, county, 'settings', stationId);
    await station.signIn('reg');
    expect((await refusedPackage(station, settings)).type).toBe('WorkstationClosed');
    await receivePackageFrom(county, await sendPackage(pcs, station, 'receipt', countyId));
    await receivePackageFrom(station, await sendPackage(pcs, county, 'receipt', stationId));
    expect((await station.refusal('workstation.close', { witness: await witness() })).type).toBe(
      'WorkstationClosed',
    );
  });

  it('is the only kind of PC that is closed', async () => {
    await county.signIn('reg');
    expect((await county.refusal('workstation.standing', {})).type).toBe('NotAWorkstation');
  });
});
