/** What a county sent before it had the network's key goes once more when it has it, and the city takes the digests. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inClosedOffice } from '../support/closed-office.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, receivePackageFrom, sendPackage } from '../support/office.ts';
import { letter, saveAnother, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
const asked = { kind: 'petitions' as const, peer: cityId, period: null };

const preview = async () => {
  await county.signIn('reg');
  return county.call('packages.preview', asked);
};
const sendLetters = async () => receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
const acknowledge = async () => receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
const sendKey = async () => receivePackageFrom(county, await sendPackage(pcs, city, 'settings', countyId));

beforeAll(async () => {
  await county.signIn('reg');
  await saveLetter(county, { ...letter, values: { ...letter.values, isRealName: true } });
  await saveLetter(county, {
    values: { ...letter.values, isRealName: false, summary: '反映某村修路款没有公开' },
    children: { accused: [{ rowId: '', values: { name: '周某某', unit: '某村' } }] },
  });
  await sendLetters();
  await acknowledge();
  await county.signIn('reg');
  await saveAnother(county, '反映乙镇干部收礼', '吴某');
  await sendLetters();
}, 120_000);

describe('letters sent before the county had the base settings', { timeout: 120_000 }, () => {
  it('go once more with their digests, acknowledged or not, and none of them is refused', async () => {
    expect((await preview()).counts).toMatchObject({ petition: 1 });
    await sendKey();
    expect((await preview()).counts).toMatchObject({ petition: 2 });
    expect(await sendLetters()).toMatchObject({ applied: 2, unchanged: 0, refused: 0 });
    await acknowledge();
    expect((await preview()).empty).not.toBeNull();
  });

  it('do not go again when the same settings come again', async () => {
    await sendKey();
    expect((await preview()).empty).not.toBeNull();
  });

  it('go once more as well when the key had come before this program', async () => {
    await inClosedOffice(county, 'reg', (vault) =>
      vault.transact((tx) => {
        tx.run("DELETE FROM setting WHERE key = 'travels.identities'");
      }),
    );
    expect((await preview()).counts).toMatchObject({ petition: 2 });
    expect(await sendLetters()).toMatchObject({ applied: 0, unchanged: 2, refused: 0 });
    await acknowledge();
    expect((await preview()).empty).not.toBeNull();
  });
});
