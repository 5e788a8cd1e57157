/** A group's workstation joins the network under the office whose group it is, and exchanges with that office alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { workstation } from '../../domain/registers/workstation/workstation.ts';
import { storeRecord } from '../reports/support/store.ts';
import { testNetwork } from '../support/network.ts';
import {
  cityId,
  countyId,
  fileToken,
  jobId,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { foundWorkstation, joinUnder, requestToJoin, stationId } from '../support/workstation.ts';
import { letter, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();
const station = pcs.pc('station');
const until = '2099-12-31';

/** The refusal of a package that is not even drawn up. */
async function refusedSending(from: TestPc, kind: 'petitions' | 'settings' | 'statistics', peer: string) {
  await from.signIn('reg');
  const period = { from: '2026-01-01', to: '2026-03-31' };
  const rest = { withAttachments: false, remark: '', emptyConfirmed: true };
  return (await from.refusal('packages.prepare', { kind, peer, period, ...rest })).type;
}

describe('a group’s workstation', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await foundWorkstation(station);
  });

  it('is founded in a division with an office, and with a number', async () => {
    const pc = pcs.pc('wrong');
    const person = { account: 'reg', name: '组登记', roles: ['REGISTRAR' as const], password: 'x' };
    const wish = { level: 'GROUP', name: '测试组', docWord: '', profile: 'WORK', folder: null } as const;
    const refused = async (own: { readonly region: string; readonly workstation?: number }) => {
      const users = [person, person, person, person];
      return (await pc.refusal('setup.create', { ...wish, ...own, users, job: jobId() })).type;
    };
    expect(await refused({ region: '330000', workstation: 1 })).toBe('DivisionOfOtherLevel');
    expect(await refused({ region: '330824' })).toBe('WorkstationNumberMissing');
  });

  it('gets a certificate with a last day only, and none before the day it is asked for', async () => {
    const request = await requestToJoin({ pcs, city, station });
    const wish = { request, folder: fileToken, checkedWith: '当面核对', earlier: 'keep' as const };
    for (const wrong of [null, '2020-01-01']) {
      const refused = await city.refusal(
        'network.issue',
        { ...wish, job: jobId(), until: wrong },
        { [fileToken]: pcs.stick },
      );
      expect(refused.type).toBe('CertificateEndMissing');
    }
  });

  it('gets none from a city whose own it is while it is lost', async () => {
    const lost = { id: 'lost', office: cityId, state: 'LOST', void: false };
    const values = { code: stationId, name: '市一组单机', lostOn: '2026-05-06' };
    await inVaultOf(city, 'reg', (vault) =>
      vault.transact((tx) => storeRecord(tx, workstation, { ...lost, values })),
    );
    const wish = {
      job: jobId(),
      folder: fileToken,
      checkedWith: '当面核对',
      earlier: 'keep' as const,
      until,
    };
    const request = await requestToJoin({ pcs, city, station });
    const refused = await city.refusal('network.issue', { ...wish, request }, { [fileToken]: pcs.stick });
    expect(refused.type).toBe('WorkstationLost');
    await inVaultOf(city, 'reg', (vault) =>
      vault.transact((tx) => tx.run("DELETE FROM workstation WHERE id = 'lost'")),
    );
  });

  it('joins with a certificate that ends on its last day, and learns of its host', async () => {
    await joinUnder(county, { pcs, city, station, until: '2030-06-30' });
    await station.signIn('sec');
    const { validTo, peers } = await station.call('network.status', {});
    expect(validTo).toBe('2030-06-30');
    expect(peers.map(({ office }) => office).sort()).toEqual([cityId, countyId]);
    await county.signIn('sec');
    const known = (await county.call('network.status', {})).peers;
    expect(known.find(({ office }) => office === stationId)).toMatchObject({
      level: 'GROUP',
      status: 'ACTIVE',
    });
  });

  it('is entered by its host alone', async () => {
    const answer = await joinUnder(county, { pcs, city, station, until });
    await station.signIn('sec');
    const input = { job: jobId(), file: fileToken };
    const refused = await station.refusal('network.enterWorkstation', input, { [fileToken]: answer });
    expect(refused.type).toBe('NotOurWorkstation');
  });

  it('gets base settings from its host and answers with a receipt', async () => {
    await receivePackageFrom(station, await sendPackage(pcs, county, 'settings', stationId));
    await receivePackageFrom(county, await sendPackage(pcs, station, 'receipt', countyId));
    await county.signIn('reg');
    const { packages } = await county.call('packages.list', {
      direction: 'out',
      peer: stationId,
      offset: 0,
      limit: 10,
    });
    expect(packages.map(({ no, state }) => [no.slice(0, 20), state])).toEqual([
      ['BAO-330824-330824Z01', 'RECEIPTED'],
    ]);
  });

  it('neither gets nor sends what travels between offices, and never exchanges with the city', async () => {
    expect(await refusedSending(county, 'petitions', stationId)).toBe('WrongDirection');
    expect(await refusedSending(station, 'petitions', countyId)).toBe('WrongDirection');
    expect(await refusedSending(station, 'statistics', countyId)).toBe('WrongDirection');
    expect(await refusedSending(station, 'petitions', cityId)).toBe('NotNeighbours');
    expect(await refusedSending(city, 'settings', stationId)).toBe('NotNeighbours');
    await county.signIn('reg');
    const { offices } = await county.call('exchange.board', {});
    expect(offices.map(({ office }) => office)).toEqual([cityId, stationId]);
    await city.signIn('reg');
    expect((await city.call('exchange.board', {})).offices.map(({ office }) => office)).toEqual([countyId]);
  });

  it('numbers what it registers with its own code', async () => {
    await station.signIn('reg');
    expect((await saveLetter(station, letter)).no).toBe('XF330824Z01-2026-00001');
  });

  it('is not entered again from an old answer once its certificate is revoked', async () => {
    const answer = await joinUnder(county, { pcs, city, station, until });
    await city.signIn('sec');
    await city.call('network.revoke', { office: stationId, reason: '单机遗失' });
    await receivePackageFrom(county, await sendPackage(pcs, city, 'settings', countyId));
    expect(await refusedSending(county, 'settings', stationId)).toBe('PeerUnknown');
    await county.signIn('sec');
    const input = { job: jobId(), file: fileToken };
    const refused = await county.refusal('network.enterWorkstation', input, { [fileToken]: answer });
    expect(refused.type).toBe('CertificateRevoked');
  });
});
