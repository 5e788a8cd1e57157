/** A county restored once with its clock far ahead, and once more since, is not shut out for ever. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { beginEpoch, currentEpoch, restoreMark } from '../../main/exchange/ledger/epoch.ts';
import { applyReceipt, makeReceipt } from '../../main/exchange/ledger/receipts.ts';
import { parseReceiptText, receiptToLines } from '../../main/exchange/receipt-text.ts';
import { createNetwork } from './network.ts';
import type { TestNetwork } from './network.ts';
import { pair } from './pair.ts';

const year = 365 * 86_400_000;
let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(2);
}, 60_000);
afterAll(() => network.dispose());

it('the city’s receipt moves a restored county past the epoch of a clock that was a year ahead', async () => {
  const {
    city,
    county,
    vaults: [, countyVault],
  } = await pair(network);
  county.edit('a', '备份以前');
  await city.receive((await county.send('petitions', [city.id])).file);
  const backup = countyVault?.save() ?? new Uint8Array();
  const restoreAt = (now: number) => {
    countyVault?.restore(backup);
    return county.vault.transact((tx) => beginEpoch({ ...county.deps, now: () => now }, tx)).epoch;
  };
  const ahead = restoreAt(county.deps.now() + year);
  county.edit('b', '时钟偏快时登记');
  await city.receive((await county.send('petitions', [city.id])).file);

  const behind = restoreAt(county.deps.now() + 1000);
  expect(restoreMark(behind)).not.toBe(restoreMark(ahead));
  county.edit('c', '再次恢复以后登记');
  const shut = await county.send('petitions', [city.id]);
  const refusal = await city.receive(shut.file).catch((error: unknown) => error);
  expect(refusal instanceof ExpectedError && refusal.failure.type).toBe('EpochOver');
  const onPaper = city.vault.transact((tx) => makeReceipt(city.deps, tx, city.id, county.id, null));
  const typed = receiptToLines(onPaper).join('\n');
  expect(() => parseReceiptText(county.vault, county.id, typed)).toThrow(/ReceiptEpochUnknown/u);
  await county.receive((await city.sendReceipt(county.id)).file);
  expect((currentEpoch(county.vault)?.epoch ?? '') > ahead).toBe(true);
  expect(await city.receive((await county.send('petitions', [city.id])).file)).toMatchObject({ accepted: 1 });
  expect(city.records(county.id)).toEqual(expect.arrayContaining([...county.records()]));
});

it('a receipt that makes up an epoch without end does not use up the epochs to come', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '内容');
  await city.receive((await county.send('petitions', [city.id])).file);
  const before = currentEpoch(county.vault);
  const receipt = city.vault.transact((tx) => makeReceipt(city.deps, tx, city.id, county.id, null));
  const streams = receipt.streams.map((each) => ({ ...each, epoch: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }));
  county.vault.transact((tx) => applyReceipt(county.deps, tx, city.id, { ...receipt, streams }));
  expect(currentEpoch(county.vault)).toEqual(before);
});
