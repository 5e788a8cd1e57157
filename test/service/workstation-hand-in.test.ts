/** What a group's workstation hands in is its host's, with everything there is to it; twice is once. */
import { beforeAll, describe, expect, it } from 'vitest';
import { countyId, passwordOf, receivePackageFrom, sendPackage } from '../support/office.ts';
import { testNetwork } from '../support/network.ts';
import { foundWorkstation, joinUnder } from '../support/workstation.ts';
import { get } from './kinds.ts';
import { letter, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
const station = pcs.pc('station');
let petition = '';
const handIn = () => sendPackage(pcs, station, 'handIn', countyId);

beforeAll(async () => {
  await foundWorkstation(station);
  await joinUnder(county, { pcs, city, station, until: '2099-12-31' });
  await station.signIn('reg');
  petition = (await saveLetter(station, letter)).id;
}, 120_000);

describe('a hand-in', { timeout: 60_000 }, () => {
  it('is not drawn up before the workstation is closed', async () => {
    const wish = { kind: 'handIn' as const, peer: countyId, period: null, withAttachments: true, remark: '' };
    expect((await station.refusal('packages.prepare', wish)).type).toBe('WorkstationOpen');
  });

  it('makes the records the host’s under their numbers, with petitioners sealed again', async () => {
    const confirmed = { account: 'dir', password: passwordOf('dir'), act: 'workstation.close' };
    const { witness } = await station.call('session.witness', confirmed);
    await station.call('workstation.close', { witness });
    expect(await receivePackageFrom(county, await handIn())).toMatchObject({ applied: 1, refused: 0 });
    const there = await get(county, 'petition', petition);
    expect(there).toMatchObject({ office: countyId, no: 'XF330824Z01-2026-00001', editable: true });
    expect(there.children['petitioners']?.map(({ values }) => values['name'])).not.toContain('王小明');
    await county.signInToDisclose('reg');
    const what = { register: 'petition', id: petition, child: 'petitioners', reason: '核对移交' } as const;
    const shown = await county.call('records.reveal', what);
    expect(JSON.stringify(shown)).toContain('王小明');
  });

  it('that comes twice changes nothing', async () => {
    expect(await receivePackageFrom(county, await handIn())).toMatchObject({ applied: 0, refused: 0 });
  });
});
