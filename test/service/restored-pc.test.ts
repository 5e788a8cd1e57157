/** A whole PC that was set back (an image, a virtual machine), of which nothing on it tells: the other office's receipt does. */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import {
  cityId,
  countyId,
  createTestPcs,
  foundNetwork,
  foundTestOffice,
  inspectPackage,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { letter, saveAnother, saveLetter } from './letters.ts';

const pcs = createTestPcs();
afterAll(() => pcs.dispose());

async function inspect(pc: TestPc, path: string): Promise<Output<'packages.inspect'>> {
  await pc.signIn('reg');
  return inspectPackage(pc, path);
}

/** Enrolled, with one letter at the city; then `work` is done on a county PC that is set back behind it. */
async function setBack(work: (county: TestPc, city: TestPc) => Promise<void>): Promise<[TestPc, TestPc]> {
  const city = pcs.pc('city');
  let county = pcs.pc('county');
  await foundNetwork(pcs, city, county);
  await county.signIn('reg');
  await saveLetter(county, letter);
  await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
  await county.service.stop();
  const image = join(pcs.folder, 'image');
  cpSync(county.userData, image, { recursive: true });
  county = pcs.pc('county');
  await work(county, city);
  await county.service.stop();
  rmSync(county.userData, { recursive: true });
  cpSync(image, county.userData, { recursive: true });
  for (const name of readdirSync(pcs.stick)) rmSync(join(pcs.stick, name));
  county = pcs.pc('county');
  expect((await county.signIn('reg')).notices.filter(({ level }) => level === 'error')).toEqual([]);
  return [county, city];
}

it('a county PC that was set back with all it remembers is moved on by the city’s receipt, and its new letters arrive', async () => {
  const [county, city] = await setBack(async (before, recipient) => {
    await before.signIn('reg');
    await saveAnother(before, '反映乙镇低保评定不公。', '赵某');
    await receivePackageFrom(recipient, await sendPackage(pcs, before, 'petitions', cityId));
  });
  await saveAnother(county, '反映丙镇干部收受礼金。', '钱某');
  const twice = await sendPackage(pcs, county, 'petitions', cityId);
  await expect(inspect(city, twice)).rejects.toThrow('StreamForked');

  const receipt = await sendPackage(pcs, city, 'receipt', countyId);
  expect((await inspect(county, receipt)).notices.join('')).toContain('自动重新起号');
  await receivePackageFrom(county, receipt);
  await county.signIn('aud');
  const { entries } = await county.call('audit.list', {
    ...{ offset: 0, limit: 20, action: 'packages.apply', text: null, from: null, to: null },
  });
  expect(entries[0]?.detail).toContain('重新起号');

  const again = await sendPackage(pcs, county, 'petitions', cityId);
  expect(await inspect(city, again)).toMatchObject({
    verdict: 'needsTwoPersons',
    counts: { new: 1, refused: 0 },
  });
  expect(await receivePackageFrom(city, again)).toMatchObject({ applied: 1, refused: 0 });
  const board = await city.call('exchange.board', {});
  expect(board.offices.find(({ office }) => office === countyId)?.forks).toEqual([]);
}, 120_000);

it('a vault that was set back a little and is entered with the recovery sheet first is renumbered all the same', async () => {
  let pc = pcs.pc('alone');
  const { recoveryShares } = await foundTestOffice(pc, 'COUNTY', '330825');
  await pc.service.stop();
  const vault = join(pc.userData, 'vault');
  const copy = join(pcs.folder, 'copy');
  cpSync(vault, copy, { recursive: true });
  pc = pcs.pc('alone');
  await pc.signIn('reg');
  await pc.service.stop();
  rmSync(vault, { recursive: true });
  cpSync(copy, vault, { recursive: true });
  pc = pcs.pc('alone');
  const [one = '', two = ''] = recoveryShares;
  await pc.call('session.recover', { shares: [one, two], account: 'aud', newPassword: 'Huifu-2026-1' });
  await pc.call('session.unlock', { account: 'aud', password: 'Huifu-2026-1' });
  await pc.call('session.changePassword', { current: 'Huifu-2026-1', next: 'Zixuan-2026-1' });
  const { entries } = await pc.call('audit.list', {
    ...{ offset: 0, limit: 20, action: 'store.notice', text: '重新起号', from: null, to: null },
  });
  expect(entries).toHaveLength(1);
}, 60_000);
