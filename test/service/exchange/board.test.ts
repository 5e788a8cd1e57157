/** The board is where an office sees that media are held back: it says how old the data is and what is owed. */
import { expect, it } from 'vitest';
import type { Output } from '../../../preload/contract/contract.ts';
import { testNetwork } from '../../support/network.ts';
import { cityId, countyId, receivePackageFrom, sendPackage, type TestPc } from '../../support/office.ts';
import { letter, saveLetter } from '../letters.ts';

const now = Date.parse('2026-03-09T09:00:00+08:00');
const { pcs, city, county } = testNetwork({ clock: () => now });
const rowOf = async (pc: TestPc): Promise<Output<'exchange.board'>['offices'][number] | undefined> => {
  await pc.signIn('reg');
  return (await pc.call('exchange.board', {})).offices[0];
};

it('shows how far the data of an office reaches, what is missing and what is owed', async () => {
  expect(await rowOf(city)).toMatchObject({ dataUpTo: null, tone: 'neutral' });
  await county.signIn('reg');
  await saveLetter(county, letter);
  const path = await sendPackage(pcs, county, 'petitions', cityId);
  expect(await rowOf(county)).toMatchObject({ unacknowledged: 1, oldestUnacknowledgedAt: now });
  await receivePackageFrom(city, path);
  expect(await rowOf(city)).toMatchObject({ receiptDue: 1, missing: [], dataUpTo: now, forks: [] });
  await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
  expect(await rowOf(city)).toMatchObject({ receiptDue: 0, tone: 'success' });
  expect(await rowOf(county)).toMatchObject({ unacknowledged: 0, tone: 'success' });
}, 60_000);
