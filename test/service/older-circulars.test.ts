/** What became a circular by an update goes to the offices below though it had been marked long before. */
import { expect, it } from 'vitest';
import { inVaultOf } from '../support/vault-of.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, receivePackageFrom } from '../support/office.ts';
import { fedBackProblem, get, send } from './kinds.ts';

const { pcs, city, county } = testNetwork();
const asked = { kind: 'commonProblems' as const, peer: countyId, period: null };

/** Sends the circular, and takes the receipt for it. */
async function circular() {
  const path = await send(pcs, city, 'commonProblems', countyId);
  const result = await receivePackageFrom(county, path, 'rect');
  await receivePackageFrom(city, await send(pcs, county, 'receipt', cityId));
  await city.signIn('rect');
  return result;
}

it('common problems from before the update go with the next circular, once', async () => {
  const common = await fedBackProblem(city, '津补贴发放不规范', { isCommon: true });
  expect(await circular()).toMatchObject({ applied: 1, refused: 0 });
  expect((await city.call('packages.preview', asked)).empty).not.toBeNull();
  const late = await fedBackProblem(city, '公务接待不规范', { isCommon: true });
  // As that program left it: nothing of it lies above what the office has acknowledged.
  await inVaultOf(city, 'rect', (vault) =>
    vault.transact((tx) => {
      tx.run('UPDATE problem SET changedSeq = 1 WHERE id = ?', [late]);
      tx.run("DELETE FROM setting WHERE key = 'travels.circulars'");
    }),
  );
  await city.signIn('rect');
  expect(await circular()).toMatchObject({ applied: 1, unchanged: 1, refused: 0 });
  for (const id of [late, common]) expect(await get(county, 'problem', id)).toMatchObject({ office: cityId });
  await city.service.lock('system');
  await city.signIn('rect');
  expect((await city.call('packages.preview', asked)).empty).not.toBeNull();
}, 60_000);
