/** What a county sent before it had the network's key goes once more when it has it, and the city takes the digests. */
import type { Input } from '../../preload/contract/contract.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { currentSeq } from '../../main/registers/counters.ts';
import { readSetting, writeSetting } from '../../main/registers/settings.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, receivePackageFrom, sendPackage } from '../support/office.ts';
import { save } from './kinds.ts';
import { letter, saveAnother, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
const asked = { kind: 'petitions' as const, peer: cityId, period: null };

let first = { no: '' };

const preview = async () => {
  await county.signIn('reg');
  return county.call('packages.preview', asked);
};
const sendLetters = async () => receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
const acknowledge = async () => receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
const sendKey = async () => receivePackageFrom(county, await sendPackage(pcs, city, 'settings', countyId));

/** Two problems at the city that rest on nothing, with the name of whom the first letter comes from and without. */
const problems: Input<'export.copy'>[] = [];
const copied = (index: number): Input<'export.copy'> =>
  problems[index] ?? { register: 'problem', ids: [], columns: [] };

beforeAll(async () => {
  await county.signIn('reg');
  expect((await preview()).notices.join('')).not.toContain('基础字典');
  first = await saveLetter(county, { ...letter, values: { ...letter.values, isRealName: true } });
  expect((await preview()).notices.join('')).toContain('请先导入“基础字典与模板”');
  await saveLetter(county, {
    values: { ...letter.values, isRealName: false, summary: '反映某村修路款没有公开' },
    children: { accused: [{ rowId: '', values: { name: '周某某', unit: '某村' } }] },
  });
  await sendLetters();
  await acknowledge();
  await county.signIn('reg');
  await saveAnother(county, '反映乙镇干部收礼', '吴某');
  await sendLetters();
  await city.signIn('rect');
  for (const statement of ['据王小明反映，津补贴发放不规范', '津补贴发放不规范']) {
    const id = await save(city, 'problem', { targetId: '县某局党组', statement, markKind: 'WORK_SECRET' });
    problems.push({ register: 'problem', ids: [id], columns: ['statement'] });
  }
}, 120_000);

describe('what is about an organisation of which such a letter tells', { timeout: 120_000 }, () => {
  it('does not go there unasked, for nobody can compare it, and the way out is said', async () => {
    await city.signIn('dir');
    for (const index of [0, 1]) {
      const refused = await city.refusal('export.copy', copied(index));
      expect(refused.type).toBe('PeopleUntold');
      expect(refused.why).toContain(first.no);
      expect(refused.next).toContain('先导入市级的“基础字典与模板”，再发送一次“信访登记”');
    }
  });

  it('does not stop what is about another organisation', async () => {
    await city.signIn('rect');
    const id = await save(city, 'problem', { targetId: '县水利局党组', statement: '公务接待不规范' });
    await city.signIn('dir');
    const other = { ...copied(0), ids: [id] };
    await expect(city.call('export.copy', other)).resolves.toHaveProperty('text');
  });
});

describe('letters sent before the county had the base settings', { timeout: 120_000 }, () => {
  it('go once more with their digests, acknowledged or not, and none of them is refused', async () => {
    expect((await preview()).counts).toMatchObject({ petition: 1 });
    await sendKey();
    expect((await preview()).counts).toMatchObject({ petition: 2 });
    expect(await sendLetters()).toMatchObject({ applied: 2, unchanged: 0, refused: 0 });
    await acknowledge();
    expect((await preview()).empty).not.toBeNull();
  });

  it('can be compared with from then on', async () => {
    await city.signIn('dir');
    expect((await city.refusal('export.copy', copied(0))).type).toBe('LeakFound');
    await expect(city.call('export.copy', copied(1))).resolves.toHaveProperty('text');
  });

  it('do not go again when the same settings come again', async () => {
    await sendKey();
    expect((await preview()).empty).not.toBeNull();
  });

  it('go once more as well when the key had come before this program', async () => {
    await inVaultOf(county, 'reg', (vault) =>
      vault.transact((tx) => {
        tx.run("DELETE FROM setting WHERE key = 'travels.identities'");
      }),
    );
    expect((await preview()).counts).toMatchObject({ petition: 2 });
    expect(await sendLetters()).toMatchObject({ applied: 0, unchanged: 2, refused: 0 });
    await acknowledge();
    expect((await preview()).empty).not.toBeNull();
  });

  it('go on with the next part when the receipt for the one before arrives', async () => {
    await inVaultOf(county, 'reg', (vault) =>
      vault.transact((tx) => {
        const known = readSetting(tx, 'travels.identities');
        const until = currentSeq(tx);
        writeSetting(tx, 'travels.identities', { mark: known, below: until, until });
      }),
    );
    expect((await preview()).empty).not.toBeNull();
    await acknowledge();
    expect((await preview()).counts).toMatchObject({ petition: 2 });
    await sendLetters();
    await acknowledge();
    expect((await preview()).empty).not.toBeNull();
  });
});
