/** What was sent and is to be had no longer reaches whoever has it: taken back, no longer addressed, or void. */
import { describe, expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import { approveAndWrite, cityId, countyId, inspectPackage, receivePackageFrom } from '../support/office.ts';
import { address, fedBackProblem, get, save, send as sendKind, step, voidRecord } from './kinds.ts';

const { pcs, city, county } = testNetwork();
const send = sendKind.bind(undefined, pcs);

const toCounty = async (kind: Parameters<typeof send>[1]) =>
  receivePackageFrom(county, await send(city, kind, countyId), 'rect');
const toCity = async (kind: Parameters<typeof send>[1]) =>
  receivePackageFrom(city, await send(county, kind, cityId), 'rect');

async function withdraw(id: string): Promise<void> {
  await city.signIn('dir');
  await step(city, 'problem', id, 'correct');
  await city.signIn('rect');
}

describe('a problem taken back after it was fed back', { timeout: 60_000 }, () => {
  let id = '';

  it('is shown as withdrawn where it had been sent, and nothing of its new wording is told', async () => {
    id = await fedBackProblem(city, '违规发放津贴补贴');
    await address(city, 'problem', id, countyId);
    await toCounty('problems');
    await withdraw(id);
    await save(city, 'problem', { statement: '重新拟提出的说法' }, await get(city, 'problem', id));

    const path = await send(city, 'problems', countyId);
    await county.signIn('rect');
    const { details } = await inspectPackage(county, path);
    expect(details).toMatchObject([{ result: '更新', reason: expect.stringContaining('已撤回') as string }]);
    await receivePackageFrom(county, path, 'rect');
    const there = await get(county, 'problem', id);
    expect(there).toMatchObject({ withdrawn: true, state: 'FED_BACK', actions: [], editable: false });
    expect(there.values['statement']).toBe('违规发放津贴补贴');
    const history = await county.call('records.history', { register: 'problem', id });
    expect(JSON.stringify([there, history])).not.toContain('重新拟提出');
    expect(history.entries[0]).toMatchObject({ actionLabel: '数据包导入' });
    expect(history.entries).toHaveLength(2);
  });

  it('is in force again when it has been fed back anew', async () => {
    await city.signIn('dir');
    await step(city, 'problem', id, 'confirm', { confirmedAt: '2026-03-03' });
    await city.signIn('rect');
    await step(city, 'problem', id, 'feedBack', { feedbackAt: '2026-03-04' });
    expect(await toCounty('problems')).toMatchObject({ applied: 1, refused: 0 });
    const there = await get(county, 'problem', id);
    expect(there).toMatchObject({ withdrawn: false, void: null, state: 'FED_BACK' });
    expect(there.values['statement']).toBe('重新拟提出的说法');
  });

  it('is told to nobody who never had it, also when a package with it was drafted and voided', async () => {
    const kept = await fedBackProblem(city, '没有发出的问题');
    await address(city, 'problem', kept, countyId);
    const asked = { kind: 'problems' as const, peer: countyId, period: null };
    const whole = { ...asked, withAttachments: false, remark: '' };
    const { package: drafted } = await city.call('packages.prepare', whole);
    await city.signIn('dir');
    await city.call('packages.void', { package: drafted, reason: '内容有误' });
    await withdraw(kept);
    await receivePackageFrom(county, await send(city, 'problems', countyId), 'rect');
    const missing = { register: 'problem' as const, id: kept };
    expect((await county.refusal('records.get', missing)).type).toBe('NoSuchRecord');
    await city.signIn('rect');
    const { counts } = await city.call('packages.preview', asked);
    expect(counts).toEqual({ problem: 1 });
  });

  it('is told also when it was taken back between drafting and sealing, and another package was made meanwhile', async () => {
    const late = await fedBackProblem(city, '封装前撤回的问题');
    await address(city, 'problem', late, countyId);
    const asked = { kind: 'problems' as const, peer: countyId, period: null };
    const whole = { ...asked, withAttachments: false, remark: '' };
    const { package: drafted } = await city.call('packages.prepare', whole);
    await withdraw(late);
    await toCounty('problems');
    const path = await approveAndWrite(pcs, city, drafted);
    await receivePackageFrom(county, path, 'rect');
    expect(await get(county, 'problem', late)).toMatchObject({ withdrawn: false });
    await toCounty('problems');
    expect(await get(county, 'problem', late)).toMatchObject({ withdrawn: true });
  });
});

describe('a plan no longer addressed', { timeout: 60_000 }, () => {
  it('is withdrawn with its items and measures, and comes back with them', async () => {
    await city.signIn('rect');
    const plan = await save(city, 'rectPlan', { targetId: '某镇党委', feedbackAt: '2026-03-02' });
    const item = await save(city, 'rectItem', { plan, statement: '某问题', type: 'IMMEDIATE' });
    const measure = await save(city, 'rectMeasure', { item, content: '立即整改' });
    const standings = async () => [
      (await get(county, 'rectPlan', plan)).withdrawn,
      (await get(county, 'rectItem', item)).withdrawn,
      (await get(county, 'rectMeasure', measure)).withdrawn,
    ];
    await address(city, 'rectPlan', plan, countyId);
    expect(await toCounty('rectification')).toMatchObject({ applied: 3, refused: 0 });
    await city.signIn('rect');
    await address(city, 'rectPlan', plan, countyId, false);
    expect(await toCounty('rectification')).toMatchObject({ applied: 3, refused: 0 });
    expect(await standings()).toEqual([true, true, true]);
    await city.signIn('rect');
    await address(city, 'rectPlan', plan, countyId);
    expect(await toCounty('rectification')).toMatchObject({ applied: 3, refused: 0 });
    expect(await standings()).toEqual([false, false, false]);
  });
});

describe('a reply', { timeout: 60_000 }, () => {
  let notice = '';
  let reply = '';
  const replied = async () => (await get(city, 'urgeNotice', notice)).values['answeredAt'];

  it('taken back and voided reaches the office that gave the notice with its reason, and counts no longer there', async () => {
    await city.signIn('rect');
    const values = { targetId: '县民政局党组', kind: 'URGE', matter: '进度滞后', demand: '加快整改' };
    notice = await save(city, 'urgeNotice', { ...values, toOrg: '某县巡察办', draftedAt: city.today() });
    await city.signIn('dir');
    await step(city, 'urgeNotice', notice, 'approve');
    await city.signIn('rect');
    const sent = { sentAt: city.today(), docNo: '〔2026〕1号', replyDueAt: '2099-01-01' };
    await step(city, 'urgeNotice', notice, 'send', sent);
    await address(city, 'urgeNotice', notice, countyId);
    await toCounty('instructions');
    await county.signIn('rect');
    reply = await save(county, 'noticeReply', { notice, content: '已加快' });
    await county.signIn('dir');
    const day = county.today();
    await step(county, 'noticeReply', reply, 'confirm');
    await toCity('instructions');
    expect(await replied()).toBe(day);

    await county.signIn('dir');
    await step(county, 'noticeReply', reply, 'withdraw');
    await toCity('instructions');
    expect(await get(city, 'noticeReply', reply)).toMatchObject({ withdrawn: true });
    expect(await replied()).toBeUndefined();

    await county.signIn('rect');
    await voidRecord(county, 'noticeReply', reply);
    await toCity('instructions');
    const there = await get(city, 'noticeReply', reply);
    expect(there).toMatchObject({ withdrawn: false, void: { reason: '登记有误' } });
    expect(there.values['content']).toBe('已加快');
  });

  it('stays with the notice it was made for when that is withdrawn, but none is added', async () => {
    await county.signIn('rect');
    const second = await save(county, 'noticeReply', { notice, content: '第二次回复' });
    await city.signIn('rect');
    await address(city, 'urgeNotice', notice, countyId, false);
    await toCounty('instructions');
    expect(await get(county, 'urgeNotice', notice)).toMatchObject({ withdrawn: true });
    expect((await get(county, 'noticeReply', second)).values['content']).toBe('第二次回复');
    const more = await county.refusal('records.save', {
      ...{ register: 'noticeReply', id: null, rev: null, values: { notice, content: '再回复' } },
      ...{ children: {}, draft: null, confirmed: {}, duplicate: null, sealedDirect: false },
    });
    expect(JSON.stringify(more)).toContain('作废');
  });
});
