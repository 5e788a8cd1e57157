/** One act on very many records: each as by itself, refusals by name, and whatever ends it leaves every record whole. */
import { cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import type { Vault } from '../../main/vault/api.ts';
import {
  cityId,
  createTestPcs,
  foundNetwork,
  jobId,
  passwordOf,
  receivePackageFrom,
  sendPackage,
  testUsers,
  type TestPc,
} from '../support/office.ts';
import { inVaultBelow, inVaultOf } from '../support/vault-of.ts';
import { get, save, step } from './kinds.ts';

const pcs = createTestPcs();
const register = 'poolPerson' as const;
const [admitted, proposed] = [45, 5];
let city: TestPc;
let county: TestPc;
/** The last who is in the pool, and the last who is not yet. */
let one = '';
let other = '';

beforeAll(async () => {
  [city, county] = [pcs.pc('city'), pcs.pc('county')];
  await foundNetwork(pcs, city, county, [...testUsers, { account: 'plan', role: 'PLANNER' }]);
  await county.signIn('plan');
  for (let at = 0; at < admitted; at += 1) one = await save(county, register, personOf(at));
  await inVaultOf(county, 'plan', (vault) =>
    vault.transact((tx) => tx.run("UPDATE poolPerson SET state = 'IN_POOL'")),
  );
  await county.signIn('plan');
  for (let at = 0; at < proposed; at += 1) other = await save(county, register, personOf(admitted + at));
}, 120_000);
afterAll(() => pcs.dispose());

const personOf = (at: number) => ({
  ...{
    name: `周${'一二三四五六七八九'.charAt(at % 9)}${'甲乙丙丁戊己庚'.charAt(at / 9)}`,
    unit: `县第${at}中学`,
  },
  political: 'MEMBER',
});

type Asked = Input<'records.takeMany'>;
const all = admitted + proposed;
const matching = (expected = all): Asked['which'] => ({
  type: 'matching',
  ...{ query: { register, filters: [], sort: [] }, expected },
});
const toCity: Asked['act'] = { type: 'address', office: cityId };
const taking = (act: Asked['act'], which = matching()): Asked => ({ job: jobId(), register, which, act });

/** How many are addressed, and what the change and the log say of each; all three are one act. */
function addressedIn(vault: Vault): readonly number[] {
  const count = (sql: string): number =>
    vault.get<{ count: number }>(`SELECT count(*) AS count ${sql}`)?.count ?? 0;
  return [
    count('FROM addressee'),
    count("FROM change WHERE action = 'address'"),
    count("FROM audit WHERE action = 'records.address'"),
  ];
}

describe.sequential('an act on all that match', () => {
  it('does nothing where they are not as many as the person was shown', async () => {
    expect((await county.refusal('records.takeMany', taking(toCity, matching(all - 1)))).type).toBe(
      'ListChanged',
    );
    expect(await inVaultOf(county, 'plan', addressedIn)).toEqual([0, 0, 0]);
    await county.signIn('plan');
  });

  it('is nothing for what is signed, asks for a word or a second person, or is sealed', async () => {
    for (const transition of ['admit', 'reject', 'check'])
      expect((await county.refusal('records.takeMany', taking({ type: 'step', transition }))).type).toBe(
        'OneByOne',
      );
    await county.signIn('clue');
    const lead = { job: jobId(), register: 'lead' as const, which: { type: 'chosen' as const, ids: ['x'] } };
    expect((await county.refusal('records.takeMany', { ...lead, act: toCity })).type).toBe('OneByOne');
    expect(await county.call('records.officesForMany', { register: 'lead' })).toEqual({ offices: [] });
  });

  it('is nothing for who may not do it with one', async () => {
    await county.signIn('reg');
    expect((await county.refusal('records.takeMany', taking(toCity))).type).toBe('NotAllowed');
    await county.signIn('plan');
  });

  it('goes no further when it is cancelled; what is done by then is whole, also on a disk that a kill leaves', async () => {
    const input = taking(toCity);
    const running = county.call('records.takeMany', input);
    const left = join(pcs.folder, 'left');
    await progressOf(input.job);
    // The lock is its holder's, and dies with it.
    const filter = (path: string): boolean => !basename(path).startsWith('lock');
    cpSync(county.userData, left, { recursive: true, filter });
    await county.call('jobs.cancel', { job: input.job });
    const taken = await running;
    expect(taken.done).toBeGreaterThan(0);
    expect(taken.done + taken.refusedCount + taken.left).toBe(all);
    expect(taken.left).toBeGreaterThan(0);
    expect(await inVaultOf(county, 'plan', addressedIn)).toEqual([taken.done, taken.done, taken.done]);
    const person = { account: 'plan', password: passwordOf('plan') };
    const [killed = 0, ...same] = await inVaultBelow(left, person, addressedIn);
    rmSync(left, { recursive: true });
    expect(killed).toBeGreaterThan(0);
    expect(same).toEqual([killed, killed]);
    await county.signIn('plan');
  });

  it('is done for each with an entry of its own, and those it cannot be done for are named with the reason', async () => {
    const [before = 0] = await inVaultOf(county, 'plan', addressedIn);
    await county.signIn('plan');
    const { done, refused, refusedCount, left } = await county.call('records.takeMany', taking(toCity));
    // Those that were offered before the other was cancelled are not offered twice.
    expect([done, refusedCount, left]).toEqual([admitted - before, proposed + before, 0]);
    expect(refused.filter(({ why }) => why.startsWith('已经发往'))).toHaveLength(before);
    const { no } = await get(county, register, other);
    expect(refused.find((each) => each.no === no)?.why).toContain('才能发往其他单位');
    expect(await inVaultOf(county, 'plan', addressedIn)).toEqual([admitted, admitted, admitted]);
    const path = await sendPackage(pcs, county, 'planning', cityId, null, true, 'plan');
    expect((await receivePackageFrom(city, path, 'plan')).applied).toBeGreaterThanOrEqual(admitted);
    expect((await get(city, register, one)).state).toBe('IN_POOL');
  }, 60_000);

  it('is a step that asks for nothing, judged on each as on its page', async () => {
    await county.signIn('plan');
    const which: Asked['which'] = { type: 'chosen', ids: [one, other, one] };
    const drawn = await county.call('records.takeMany', taking({ type: 'step', transition: 'draw' }, which));
    const { no } = await get(county, register, other);
    expect(drawn).toMatchObject({ done: 1, refusedCount: 1, refused: [{ no }] });
    expect(drawn.refused[0]?.why).toContain('现在不能办理“抽调”');
    expect((await get(county, register, one)).state).toBe('DRAWN');
    await step(county, register, one, 'giveBack');
    expect(county.bugs).toEqual([]);
  });

  it('ends with the sitting', async () => {
    const input = taking({ type: 'step', transition: 'draw' });
    const running = county.call('records.takeMany', input).catch(() => undefined);
    await progressOf(input.job);
    await county.service.lock('system');
    await running;
    const states = await inVaultOf(county, 'plan', (vault) =>
      vault.all<{ state: string; count: number }>(
        "SELECT state, count(*) AS count FROM poolPerson WHERE state IN ('IN_POOL', 'DRAWN') GROUP BY state ORDER BY state",
      ),
    );
    expect(states.map(({ state }) => state)).toEqual(['DRAWN', 'IN_POOL']);
    expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(admitted);
    expect(county.bugs).toEqual([]);
  });
});

/** Resolves as soon as some of them are done. */
async function progressOf(job: string): Promise<Output<'jobs.cancel'>> {
  while (!county.events.some((event) => event.type === 'progress' && event.job === job))
    await new Promise((resolve) => setImmediate(resolve));
  return {};
}
