/** What another office's paper asks of this one by a day: the clock runs where the answer is due, until it is given. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/dates.ts';
import { openVault } from '../../main/vault/open.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, passwordOf, receivePackageFrom, type TestPc } from '../support/office.ts';
import { testVaultDeps } from '../support/vault.ts';
import { address, get, save, send, step } from './kinds.ts';

const { pcs, city, county } = testNetwork();
let notice = '';
let reply = '';

/** What a PC shows of the notice: on the first page, in the list and on its own page. */
async function shown(pc: TestPc) {
  const todo = await pc.call('dashboard.todo', {});
  const of = <T extends { readonly register: string }>(rows: readonly T[]): readonly T[] =>
    rows.filter(({ register }) => register === 'urgeNotice');
  const queue = of(todo.queues).find(({ label }) => label.startsWith('待回复'));
  const page = { register: 'urgeNotice' as const, sort: [], offset: 0, limit: 9 };
  const { rows } = await pc.call('records.page', { ...page, filters: [] });
  const behind = queue ? await pc.call('records.page', { ...page, filters: queue.filters }) : { rows: [] };
  return {
    items: of(todo.items).map(({ due, label }) => `${label} ${due}`),
    queue: queue?.count ?? 0,
    behind: behind.rows.map(({ id }) => id),
    due: todo.buckets.flatMap(({ registers }) => of(registers)).reduce((sum, { count }) => sum + count, 0),
    list: rows.map(({ nextDue }) => nextDue?.due ?? null),
    page: (await get(pc, 'urgeNotice', notice)).deadlines.map(({ state, due, met }) => ({ state, due, met })),
  };
}

describe('a notice with a day for the reply', { timeout: 60_000 }, () => {
  const day = addDays(city.today(), 1);
  const open = {
    ...{ items: [`回复 ${day}`], due: 1, list: [day] },
    page: [{ state: 'open', due: day, met: null }],
  };
  const done = { items: [], queue: 0, behind: [], due: 0, list: [null] };

  it('waits at the county that was sent it, as at the city that sent it', async () => {
    await city.signIn('rect');
    const values = { targetId: '县民政局党组', kind: 'URGE', matter: '进度滞后', demand: '加快整改' };
    const draftedAt = city.today();
    notice = await save(city, 'urgeNotice', { ...values, toOrg: '某县巡察办', draftedAt });
    await city.signIn('dir');
    await step(city, 'urgeNotice', notice, 'approve');
    await city.signIn('rect');
    const sent = { sentAt: city.today(), docNo: '〔2026〕1号', replyDueAt: day };
    await step(city, 'urgeNotice', notice, 'send', sent);
    await address(city, 'urgeNotice', notice, countyId);
    await receivePackageFrom(county, await send(pcs, city, 'instructions', countyId), 'rect');
    await county.signIn('rect');
    expect(await shown(county)).toEqual({ ...open, queue: 1, behind: [notice] });
    await city.signIn('rect');
    expect(await shown(city)).toEqual({ ...open, queue: 0, behind: [] });
  });

  it('does not wait for who cannot enter a reply', async () => {
    await county.signIn('reg');
    const { queues, items } = await county.call('dashboard.todo', {});
    const ofNotices = [...queues, ...items].filter(({ register }) => register === 'urgeNotice');
    expect(ofNotices).toEqual([]);
  });

  it('is met at the county by the reply it has confirmed, and runs again when the reply is taken back', async () => {
    await county.signIn('rect');
    reply = await save(county, 'noticeReply', { notice, content: '已加快，月底完成' });
    expect(await shown(county)).toMatchObject({ ...open, queue: 1 });
    await county.signIn('dir');
    await step(county, 'noticeReply', reply, 'confirm');
    const met = [{ state: 'met', due: day, met: county.today() }];
    expect(await shown(county)).toEqual({ ...done, page: met });
    await step(county, 'noticeReply', reply, 'withdraw');
    expect(await shown(county)).toMatchObject(open);
    await step(county, 'noticeReply', reply, 'confirm');
    expect(await shown(county)).toEqual({ ...done, page: met });
  });

  it('is met at the city when the reply arrives, and what the city then sends changes nothing at the county', async () => {
    await receivePackageFrom(city, await send(pcs, county, 'instructions', cityId), 'rect');
    const met = [{ state: 'met', due: day, met: county.today() }];
    expect(await shown(city)).toEqual({ ...done, page: met });
    await step(city, 'urgeNotice', notice, 'takeReply');
    await receivePackageFrom(county, await send(pcs, city, 'instructions', countyId), 'rect');
    expect((await get(county, 'urgeNotice', notice)).state).toBe('REPLIED');
    expect(await shown(county)).toEqual({ ...done, page: met });
  });

  it('gets its clock at the first sign-in after an update, where it had come before', async () => {
    await city.signIn('rect');
    const values = { targetId: '县民政局党组', kind: 'URGE', matter: '再次滞后', demand: '加快整改' };
    const draftedAt = city.today();
    const second = await save(city, 'urgeNotice', { ...values, toOrg: '某县巡察办', draftedAt });
    await city.signIn('dir');
    await step(city, 'urgeNotice', second, 'approve');
    await city.signIn('rect');
    await step(city, 'urgeNotice', second, 'send', {
      ...{ sentAt: city.today(), docNo: '〔2026〕2号', replyDueAt: day },
    });
    await address(city, 'urgeNotice', second, countyId);
    await receivePackageFrom(county, await send(pcs, city, 'instructions', countyId), 'rect');
    await county.service.lock('system');
    const [account, password] = ['rect', passwordOf('rect')];
    const folder = join(county.userData, 'vault');
    const vault = await openVault(testVaultDeps(), { folder, account, password });
    vault.transact((tx) => {
      tx.run("UPDATE setting SET value = '5' WHERE key = 'deadlines.reckoning'");
      tx.run('UPDATE deadline SET open = 0 WHERE record = ?', [second]);
      tx.run('UPDATE urgeNotice SET nextDue = NULL WHERE id = ?', [second]);
    });
    await vault.close();
    await county.signIn('rect');
    expect(await shown(county)).toMatchObject({ items: [`回复 ${day}`], queue: 1, behind: [second], due: 1 });
  });
});
