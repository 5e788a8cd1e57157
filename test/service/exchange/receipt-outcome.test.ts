/** What a receipt on a medium says is shown before two people agree to it, and so are two contents in one place. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../preload/contract/contract.ts';
import { testNetwork } from '../../support/network.ts';
import {
  cityId,
  countyId,
  inspectPackage,
  receivePackageFrom,
  refusedPackage,
  sendPackage,
  type TestPc,
} from '../../support/office.ts';
import { letter, saveLetter } from '../letters.ts';

const network = testNetwork();
const { pcs } = network;
let { city, county } = network;
/** The city's vault before anything came in. */
const empty = join(pcs.folder, 'empty');

const send = (from: TestPc, kind: 'petitions' | 'receipt'): Promise<string> =>
  sendPackage(pcs, from, kind, from === city ? countyId : cityId);
const boardOf = async (pc: TestPc): Promise<Output<'exchange.board'>['offices'][number] | undefined> => {
  await pc.signIn('reg');
  return (await pc.call('exchange.board', {})).offices[0];
};

beforeAll(async () => {
  await city.service.stop();
  cpSync(join(city.userData, 'vault'), empty, { recursive: true });
  city = pcs.pc('city');
  await county.signIn('reg');
  await saveLetter(county, letter);
});

describe('a receipt on a medium', { timeout: 60_000 }, () => {
  it('names the packages it would acknowledge, and one given before it is refused from then on', async () => {
    await receivePackageFrom(city, await send(county, 'petitions'));
    const older = await send(city, 'receipt');
    const newer = await send(city, 'receipt');
    await county.signIn('reg');
    const { no } = (await county.call('packages.list', { direction: 'out', peer: null, offset: 0, limit: 1 }))
      .packages[0] ?? { no: '' };
    expect((await inspectPackage(county, newer)).acknowledges).toEqual([no]);
    const both = await inspectPackage(county, older);
    expect(both).toMatchObject({ verdict: 'ready', acknowledges: [no] });
    await receivePackageFrom(county, newer);
    expect((await refusedPackage(county, older)).type).toBe('ReceiptOutdated');
    await county.signIn('reg');
    expect(await inspectPackage(county, newer)).toMatchObject({
      verdict: 'alreadyImported',
      acknowledges: null,
    });
  });
});

describe('two contents in one place of a stream', { timeout: 60_000 }, () => {
  it('stand on the boards of both offices until what the sender numbered anew has arrived', async () => {
    const copy = join(pcs.folder, 'copy');
    await county.service.stop();
    cpSync(county.userData, copy, { recursive: true });
    county = pcs.pc('county');
    const first = await send(county, 'petitions');
    await receivePackageFrom(city, first);
    rmSync(first);
    await county.service.stop();
    // As if somebody had put the whole folder of the program back, with what it remembers of the vault.
    rmSync(county.userData, { recursive: true });
    cpSync(copy, county.userData, { recursive: true });
    county = pcs.pc('county');
    await county.signIn('reg');
    await saveLetter(county, { ...letter, values: { ...letter.values, summary: '恢复以后登记的一件。' } });
    const other = await send(county, 'petitions');
    await city.signIn('reg');
    expect((await refusedPackage(city, other)).type).toBe('StreamForked');
    expect(await boardOf(city)).toMatchObject({
      forks: ['收到的信访登记（脱敏）第2号'],
      tone: 'danger',
      text: '内容不符：收到的信访登记（脱敏）第2号',
    });

    const receipt = await send(city, 'receipt');
    await county.signIn('reg');
    const summary = await inspectPackage(county, receipt);
    expect(summary.notices.join('\n')).toContain('内容不同');
    expect(summary.acknowledges).toEqual([]);
    await receivePackageFrom(county, receipt);
    expect(await boardOf(county)).toMatchObject({ forks: ['发出的信访登记（脱敏）第2号'], tone: 'danger' });

    await receivePackageFrom(city, await send(county, 'petitions'));
    expect((await boardOf(city))?.forks).toEqual([]);
    await receivePackageFrom(county, await send(city, 'receipt'));
    expect((await boardOf(county))?.forks).toEqual([]);
  });
});

describe('a city set back to before it had anything', { timeout: 60_000 }, () => {
  it('gives a receipt that says nothing, and what that takes back is said before it is applied', async () => {
    await receivePackageFrom(county, await send(city, 'receipt'));
    const vault = join(city.userData, 'vault');
    await city.service.stop();
    rmSync(vault, { recursive: true });
    cpSync(empty, vault, { recursive: true });
    city = pcs.pc('city');
    const receipt = await send(city, 'receipt');
    await county.signIn('reg');
    expect((await inspectPackage(county, receipt)).notices.join('')).toContain('确认收到的比以前少');
    await receivePackageFrom(county, receipt);
  });
});
