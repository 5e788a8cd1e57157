/** What a recipient refuses is sent again until it is taken. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answeredBy } from '../../main/exchange/ledger/answered.ts';
import { beginEpoch, ensureEpoch } from '../../main/exchange/ledger/epoch.ts';
import { getPackage, recipientsOf } from '../../main/exchange/ledger/packages.ts';
import { contentBase, outStream } from '../../main/exchange/ledger/streams.ts';
import type { Json } from '../../main/exchange/json.ts';
import { parseReceipt } from '../../main/exchange/receipt.ts';
import { mostRefusals, refusalsIn } from '../../main/exchange/refusals.ts';
import { createNetwork } from './network.ts';
import type { TestNetwork } from './network.ts';
import type { TestOffice } from './office.ts';
import { pair } from './pair.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(2);
}, 60_000);
afterAll(() => network.dispose());

/** Ids in the next package for the city; it is imported. */
async function carry(county: TestOffice, city: TestOffice): Promise<readonly string[]> {
  const { file } = await county.send('petitions', [city.id]);
  const { opened, records } = await city.inspect(file);
  await opened.discard();
  await city.receive(file);
  return records.map(({ record }) => record.id);
}

async function answer(city: TestOffice, county: TestOffice): Promise<void> {
  await county.receive((await city.sendReceipt(county.id)).file);
}

const baseOf = (from: TestOffice, to: TestOffice) =>
  from.vault.transact((tx) => {
    const stream = outStream(tx, to.id, 'petitions', ensureEpoch(from.deps, tx));
    return contentBase(tx, to.id, 'petitions', stream);
  });

it('a refused record goes into every package until the recipient takes it', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '内容');
  await carry(county, city);
  await answer(city, county);
  county.edit('b', '拒收');
  county.edit('c', '内容');
  expect(await carry(county, city)).toEqual(['b', 'c']);
  await answer(city, county);
  expect(baseOf(county, city)).toEqual({ sequence: 1, refused: 1 });
  expect(await carry(county, city)).toEqual(['b', 'c']);
  await answer(city, county);
  county.edit('b', '改正以后');
  expect(await carry(county, city)).toEqual(['c', 'b']);
  await answer(city, county);
  expect(baseOf(county, city)).toEqual({ sequence: 4, refused: 0 });
  expect(await carry(county, city)).toEqual([]);
  expect(city.records(county.id)).toEqual(county.records());
});

it('where a receipt does not name every refused record, all that changed since the last one that did goes again', async () => {
  const { city, county } = await pair(network);
  const standing = () =>
    county.vault.transact((tx) => {
      const stream = outStream(tx, city.id, 'petitions', ensureEpoch(county.deps, tx));
      return { base: stream.ackCursor, ...answeredBy(tx, city.id, 'petitions', stream) };
    });
  const exchange = async (): Promise<void> => {
    await carry(county, city);
    await answer(city, county);
  };
  county.edit('a', '内容');
  await exchange();
  const { base } = standing();
  county.edit('b', '拒收');
  county.edit('c', '内容');
  await exchange();
  const named = standing();
  expect(named).toEqual({ base, cursor: base + 2, refused: ['b'] });
  const many = Array.from({ length: mostRefusals + 1 }, (_, at) => `m${at}`);
  for (const id of many) county.edit(id, '拒收');
  await exchange();
  // Of 203 records 202 were refused, so about a hundred at a time will be named beside the one that stands.
  expect(standing()).toEqual({ ...named, few: Math.ceil(((203 / 202) * (mostRefusals - 1)) / 2) });
  for (const id of ['b', ...many]) county.edit(id, '改正以后');
  await exchange();
  expect(standing()).toMatchObject({ refused: [], cursor: standing().base });
  expect(standing().base).toBeGreaterThan(named.cursor);
  expect(city.records(county.id)).toEqual(county.records());
});

it('a receipt names the refused records and why, and of packages all taken says what it always said', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '内容');
  await carry(county, city);
  const clean = await county.inspect((await city.sendReceipt(county.id)).file);
  await clean.opened.discard();
  expect(clean.receipt?.streams[0]?.packages).toEqual([
    { sequence: 1, hash: expect.any(String), accepted: 1, unchanged: 0, refused: 0 },
  ]);
  const { receipt } = clean;
  if (!receipt) throw new Error('a receipt');
  const claim = (refusals: unknown) => ({
    ...receipt,
    streams: receipt.streams.map((stream) => ({
      ...stream,
      packages: stream.packages.map((each) => ({ ...each, refusals })),
    })),
  });
  const one = { register: 'petition', id: 'a', no: '', code: 'conflict', reason: '内容不同。' };
  for (const refusals of [[one], [], [{ ...one, summary: '内容' }], [{ ...one, reason: '换行\n再写' }]])
    expect(() => parseReceipt(claim(refusals) as Json)).toThrow();
  county.edit('b', '拒收');
  const { file, id } = await county.send('petitions', [city.id]);
  await city.receive(file);
  await answer(city, county);
  const told = { register: 'petition', id: 'b', no: '', code: 'malformed', reason: '内容摘要不能这样填写。' };
  expect(refusalsIn(recipientsOf(county.vault, id)[0]?.result ?? null)).toEqual([told]);
  expect(refusalsIn(getPackage(city.vault, id).result)).toEqual([told]);
});

it('a city set back to before it refused something is sent what it lost and what it refused', async () => {
  const {
    city,
    county,
    vaults: [cityVault],
  } = await pair(network);
  county.edit('a', '内容');
  await carry(county, city);
  await answer(city, county);
  const backup = cityVault?.save() ?? new Uint8Array();
  county.edit('b', '内容');
  await carry(county, city);
  county.edit('c', '拒收');
  const waiting = await county.send('petitions', [city.id]);
  await answer(city, county);
  cityVault?.restore(backup);
  city.vault.transact((tx) => beginEpoch(city.deps, tx));
  await city.receive(waiting.file);
  await answer(city, county);
  expect(await carry(county, city)).toEqual(['b', 'c']);
});
