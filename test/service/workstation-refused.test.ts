/** Nothing counts as handed in that the host did not take, or lost again; what it refused comes until it is taken. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inVaultOf } from '../support/vault-of.ts';
import { countyId, receivePackageFrom, sendPackage } from '../support/office.ts';
import { testNetwork } from '../support/network.ts';
import { closeWorkstation, foundWorkstation, joinUnder, stationId } from '../support/workstation.ts';
import { get } from './kinds.ts';
import { letter, saveAnother, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
const station = pcs.pc('station');
let [taken, refused] = ['', ''];

const handIn = () => sendPackage(pcs, station, 'handIn', countyId);
const receipt = async () => receivePackageFrom(station, await sendPackage(pcs, county, 'receipt', stationId));
const missing = async () => {
  await station.signIn('reg');
  return (await station.call('workstation.standing', {})).missing;
};
/** Gives a letter of the county's own the number of one that is going to be handed in, or takes it away. */
const occupy = (own: string, no: string) =>
  inVaultOf(county, 'reg', (vault) => {
    vault.transact((tx) => tx.run('UPDATE petition SET no = ? WHERE id = ?', [no, own]));
  });

beforeAll(async () => {
  await foundWorkstation(station);
  await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
  await station.signIn('reg');
  taken = (await saveLetter(station, letter)).id;
  refused = (await saveAnother(station, '反映乙镇政府有关问题。', '周某某')).id;
  await closeWorkstation(station);
}, 240_000);

describe('a hand-in', { timeout: 120_000 }, () => {
  it('of which the host refused one is not whole, and brings that one and its trail again', async () => {
    await county.signIn('reg');
    const own = await saveLetter(county, letter);
    await occupy(own.id, 'XF330824Z01-2026-00002');
    const first = await receivePackageFrom(county, await handIn());
    expect(first).toMatchObject({ applied: 2, refused: 2 });
    await receipt();
    expect(await missing()).toMatchObject([
      { kind: 'refused', text: expect.stringContaining('中有2条巡察办没有接收') as string },
    ]);
    await occupy(own.id, own.no);
    expect(await receivePackageFrom(county, await handIn())).toMatchObject({ applied: 2, refused: 0 });
    expect(await get(county, 'petition', refused)).toMatchObject({ office: countyId });
    const { entries } = await county.call('records.history', { register: 'petition', id: refused });
    expect(entries.map(({ actionLabel }) => actionLabel)).toEqual(['数据包导入', '登记']);
    await receipt();
    expect(await missing()).toEqual([]);
  });

  it('is not whole while its newest package is unanswered, though the one before held everything', async () => {
    await station.signIn('reg');
    const again = await handIn();
    expect(await missing()).toMatchObject([{ kind: 'unanswered' }]);
    await receivePackageFrom(county, again);
    await receipt();
    expect(await missing()).toEqual([]);
  });

  it('does not follow the host into what it does with the records afterwards', async () => {
    await county.signIn('reg');
    const { rev } = await get(county, 'petition', taken);
    await saveLetter(county, {
      id: taken,
      rev,
      values: { ...letter.values, remark: '本办补记' },
      children: {},
    });
    expect(await receivePackageFrom(county, await handIn())).toMatchObject({ refused: 0 });
    expect((await get(county, 'petition', taken)).values['remark']).toBe('本办补记');
  });
});
