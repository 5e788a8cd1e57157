/** A program that did not remember what its packages hold is replaced by this one: what has left has left all the same. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Vault } from '../../main/vault/api.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, receivePackageFrom, type TestPc } from '../support/office.ts';
import { inVaultOf } from '../support/vault-of.ts';
import {
  address,
  addressing,
  approveLead,
  fedBackProblem,
  get,
  save,
  send as sendKind,
  signedLead,
  step,
} from './kinds.ts';

const { pcs, city, county } = testNetwork();
const send = sendKind.bind(undefined, pcs);

/** Makes the tables those of version 13, and signs in with this program. */
async function upgrade(
  pc: TestPc,
  account: string,
  meanwhile: (vault: Vault) => void = () => {},
): Promise<void> {
  await inVaultOf(pc, account, (vault) => {
    vault.transact((tx) => {
      tx.run('DROP TABLE sentRecord');
      tx.run('PRAGMA user_version = 13');
    });
    meanwhile(vault);
  });
  await pc.signIn(account);
}

const notTakenBack = async (id: string) =>
  county.refusal('records.address', await addressing(county, 'lead', id, cityId, false));
const draft = { kind: 'leads' as const, period: null, withAttachments: false, remark: '' };

async function handedOver(values: Parameters<typeof signedLead>[1]): Promise<string> {
  const id = await signedLead(county, values);
  await approveLead(county, id);
  await address(county, 'lead', id, cityId);
  return id;
}

describe('a hand-over from before the upgrade', { timeout: 60_000 }, () => {
  it('is not taken back when a package with it was drafted or sealed, and is when there is none', async () => {
    const left = await handedOver({ problemIntro: '礼金' });
    await send(county, 'leads', cityId, 'clue');
    await county.signIn('clue');
    const drafted = await handedOver({ title: '另一件', problemIntro: '礼品' });
    const { package: waiting } = await county.call('packages.prepare', { ...draft, peer: cityId });
    const here = await handedOver({ title: '第三件', problemIntro: '宴请' });
    await upgrade(county, 'clue');
    expect(await notTakenBack(left)).toMatchObject({ type: 'HandOverLeft' });
    expect(await notTakenBack(drafted)).toMatchObject({ type: 'HandOverPacked' });
    await address(county, 'lead', here, cityId, false);
    expect(await get(county, 'lead', here)).toMatchObject({ office: countyId });
    await county.signIn('dir');
    await county.call('packages.void', { package: waiting, reason: '移交有误' });
    await county.signIn('clue');
    await address(county, 'lead', drafted, cityId, false);
    expect(await get(county, 'lead', drafted)).toMatchObject({ office: countyId });
  });

  it('is not taken back when its package can no longer be read', async () => {
    const left = await handedOver({ title: '第四件', problemIntro: '旅游' });
    await send(county, 'leads', cityId, 'clue');
    await county.signIn('clue');
    await upgrade(county, 'clue', ({ folder }) => rmSync(join(folder, 'blobs'), { recursive: true }));
    expect(await notTakenBack(left)).toMatchObject({ type: 'HandOverLeft' });
  });
});

describe('what was sent before the upgrade', { timeout: 60_000 }, () => {
  it('is withdrawn when it is taken back afterwards, or was before', async () => {
    const problems = [await fedBackProblem(city, '升级前撤回'), await fedBackProblem(city, '升级后撤回')];
    const [first = '', second = ''] = problems;
    for (const id of problems) await address(city, 'problem', id, countyId);
    await receivePackageFrom(county, await send(city, 'problems', countyId), 'rect');
    const withdraw = async (id: string) => {
      await city.signIn('dir');
      await step(city, 'problem', id, 'correct');
    };
    await withdraw(first);
    await upgrade(city, 'rect');
    await withdraw(second);
    const result = await receivePackageFrom(county, await send(city, 'problems', countyId), 'rect');
    expect(result).toMatchObject({ applied: 2, refused: 0 });
    for (const id of problems) expect(await get(county, 'problem', id)).toMatchObject({ withdrawn: true });
  });

  it('stays where it had stopped going with its whole without a word, and is refused by nobody', async () => {
    await city.signIn('rect');
    const plan = await save(city, 'rectPlan', { targetId: '某镇党委', feedbackAt: '2026-03-02' });
    const item = await save(city, 'rectItem', { plan, statement: '某问题', type: 'IMMEDIATE' });
    await address(city, 'rectPlan', plan, countyId);
    await receivePackageFrom(county, await send(city, 'rectification', countyId), 'rect');
    await city.signIn('rect');
    // As that program ended it: a revision of the plan alone.
    await upgrade(city, 'rect', (vault) =>
      vault.transact((tx) => {
        tx.run('DELETE FROM addressee WHERE record = ?', [plan]);
        tx.run('UPDATE rectPlan SET rev = rev + 1 WHERE id = ?', [plan]);
      }),
    );
    const result = await receivePackageFrom(county, await send(city, 'rectification', countyId), 'rect');
    expect(result).toMatchObject({ applied: 1, refused: 0 });
    expect(await get(county, 'rectPlan', plan)).toMatchObject({ withdrawn: true });
    expect(await get(county, 'rectItem', item)).toMatchObject({ withdrawn: false });
  });
});
