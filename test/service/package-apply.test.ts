/** Taking over a package takes seconds: what the window meets meanwhile, and what stays when it is cut short. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../preload/contract/define.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, fileToken, importFixture, jobId, passwordOf, sendPackage } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const all = 316;
const query = { register: 'petition' as const, filters: [], sort: [] };
const log = { from: null, to: null, action: 'packages.apply', text: null, offset: 0, limit: 50 };
const { pcs, city, county } = testNetwork();
let path: string;

beforeAll(async () => {
  await county.signIn('reg');
  await importFixture(county, fixture);
  path = await sendPackage(pcs, county, 'petitions', cityId);
});

const total = async (): Promise<number> => (await city.call('records.totals', query)).total;

async function inspect(): Promise<string> {
  await city.signIn('reg');
  const files = { [fileToken]: path };
  return (await city.call('packages.inspect', { job: jobId(), file: fileToken }, files)).incoming;
}

async function apply(incoming: string, job: string): Promise<Result<unknown>> {
  const second = { account: 'dir', password: passwordOf('dir'), act: `packages.apply:${incoming}` };
  const { witness } = await city.call('session.witness', second);
  return city.service.call('packages.apply', { job, incoming, witness }, {});
}

/** Resolves when records are being written (or read) and more are to come. */
async function underWay(running: Promise<unknown>, job: string, text = '正在写入'): Promise<void> {
  let over = false;
  void running.then(() => (over = true));
  const isWriting = (): boolean => {
    const last = city.events.at(-1);
    return last?.type === 'progress' && last.job === job && last.text === text && last.done < all;
  };
  while (!isWriting()) {
    if (over) throw new Error('it was over before it was seen');
    await setImmediate();
  }
}

async function expectNothingTakenOver(): Promise<void> {
  expect(await total()).toBe(0);
  expect(
    (await city.call('packages.list', { direction: 'in', peer: null, offset: 0, limit: 10 })).total,
  ).toBe(0);
  const { offices } = await city.call('exchange.board', {});
  expect(offices).toMatchObject([{ lastInNo: null, lastInAt: null, receiptDue: 0 }]);
  await city.signIn('aud');
  expect((await city.call('audit.list', log)).entries).toEqual([]);
  expect(city.bugs).toEqual([]);
}

describe('a package being taken over', { timeout: 120_000 }, () => {
  it('leaves nothing when the desk is locked', async () => {
    const job = jobId();
    const running = apply(await inspect(), job);
    await underWay(running, job);
    await city.service.lock('system');
    expect(await running).toMatchObject({ ok: false });
    await city.signIn('reg');
    await expectNothingTakenOver();
  });

  it('leaves nothing when it is cancelled', async () => {
    const job = jobId();
    const running = apply(await inspect(), job);
    await underWay(running, job);
    await city.call('jobs.cancel', { job });
    expect(await running).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    await expectNothingTakenOver();
  });

  it('can be begun again after it was cancelled, shows nothing of itself before its end, and lets others write after it', async () => {
    const incoming = await inspect();
    const jobs = { first: jobId(), second: jobId() };
    const first = apply(incoming, jobs.first);
    await underWay(first, jobs.first);
    await city.call('jobs.cancel', { job: jobs.first });
    await first;
    const running = apply(incoming, jobs.second);
    await underWay(running, jobs.second);
    const saving = saveLetter(city, letter);
    const seen = new Set<number>();
    const end = { reached: false };
    void running.then(() => (end.reached = true));
    while (!end.reached) {
      seen.add(await total());
      await setImmediate();
    }
    expect(seen).toContain(0);
    expect([...seen].filter((count) => count > 0 && count < all)).toEqual([]);
    expect(await running).toMatchObject({ ok: true, value: { applied: all, refused: 0 } });
    await saving;
    expect(await total()).toBe(all + 1);
    await city.signIn('aud');
    expect((await city.call('audit.list', log)).entries).toHaveLength(1);
    expect(city.bugs).toEqual([]);
  });

  it('is told to be checked while it is verified, which can be given up too', async () => {
    await city.signIn('reg');
    const job = jobId();
    const files = { [fileToken]: path };
    const running = city.service.call('packages.inspect', { job, file: fileToken }, files);
    await underWay(running, job, '正在读取记录');
    await city.call('jobs.cancel', { job });
    expect(await running).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    expect(city.bugs).toEqual([]);
  });
});
