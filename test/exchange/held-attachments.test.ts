/** Which scans an office holds: what it says it has imported in full, and nothing that it has lost since. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetResults, heldAttachments, noteAttachments } from '../../main/exchange/ledger/attachments.ts';
import { beginEpoch, currentEpoch } from '../../main/exchange/ledger/epoch.ts';
import { getPackage, receiptNoOf, recipientsOf } from '../../main/exchange/ledger/packages.ts';
import { applyReceipt, makeReceipt } from '../../main/exchange/ledger/receipts.ts';
import { parseReceiptText, receiptToLines } from '../../main/exchange/receipt-text.ts';
import { createNetwork } from './network.ts';
import type { TestNetwork } from './network.ts';
import type { Sent, TestOffice } from './office.ts';
import { pair } from './pair.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(3);
}, 60_000);
afterAll(() => network.dispose());

const held = (county: TestOffice, city: TestOffice): readonly string[] =>
  [...heldAttachments(county.vault, currentEpoch(county.vault)?.epoch ?? '', city.id)].sort();

/** A package with a letter and the named scans. */
async function send(county: TestOffice, city: TestOffice, ...scans: readonly string[]): Promise<Sent> {
  county.edit('a', `内容${Math.random()}`);
  const sent = await county.send('petitions', [city.id]);
  county.vault.transact((tx) => noteAttachments(tx, sent.id, scans));
  return sent;
}

async function answer(city: TestOffice, county: TestOffice): Promise<void> {
  await county.receive((await city.sendReceipt(county.id)).file);
}

it('a scan is held once the package it went with is acknowledged, not when a later number is', async () => {
  const { city, county } = await pair(network);
  await send(county, city, 'lost');
  await city.receive((await send(county, city)).file);
  await answer(city, county);
  expect(held(county, city)).toEqual([]);
  const arrived = await send(county, city, 'lost', 'new');
  await city.receive(arrived.file);
  expect(held(county, city)).toEqual([]);
  await answer(city, county);
  expect(held(county, city)).toEqual(['lost', 'new']);
  expect(await city.receive(arrived.file)).toMatchObject({ alreadyImported: true });
  await answer(city, county);
  expect(held(county, city)).toEqual(['lost', 'new']);
});

it('a receipt on paper tells it as well', async () => {
  const { city, county } = await pair(network);
  await city.receive((await send(county, city, 'scan')).file);
  const receipt = city.vault.transact((tx) => makeReceipt(city.deps, tx, city.id, county.id, null));
  county.vault.transact((tx) => {
    const read = parseReceiptText(tx, county.id, receiptToLines(receipt).join('\n'));
    return applyReceipt(county.deps, tx, city.id, read, { namesAll: false });
  });
  expect(held(county, city)).toEqual(['scan']);
});

it('an office that was set back holds nothing of what came after its backup', async () => {
  const {
    city,
    county,
    vaults: [cityVault],
  } = await pair(network);
  await city.receive((await send(county, city, 'before')).file);
  await answer(city, county);
  const backup = cityVault?.save() ?? new Uint8Array();
  await city.receive((await send(county, city, 'after')).file);
  await answer(city, county);
  expect(held(county, city)).toEqual(['after', 'before']);
  cityVault?.restore(backup);
  city.vault.transact((tx) => beginEpoch(city.deps, tx));
  await answer(city, county);
  expect(held(county, city)).toEqual(['before']);
  await city.receive((await send(county, city)).file);
  await answer(city, county);
  expect(held(county, city)).toEqual(['before']);
});

it('an office that was set back and took a later number holds nothing of what it left out', async () => {
  const {
    city,
    county,
    vaults: [cityVault],
  } = await pair(network);
  await city.receive((await send(county, city, 'before')).file);
  await answer(city, county);
  const backup = cityVault?.save() ?? new Uint8Array();
  const withScan = await send(county, city, 'after');
  const without = await send(county, city);
  await city.receive(withScan.file);
  const late = await city.sendReceipt(county.id);
  await answer(city, county);
  expect(held(county, city)).toEqual(['after', 'before']);
  cityVault?.restore(backup);
  city.vault.transact((tx) => beginEpoch(city.deps, tx));
  await city.receive(without.file);
  await answer(city, county);
  expect(held(county, city)).toEqual(['before']);
  await county.receive(late.file);
  expect(held(county, city)).toEqual(['before']);
});

it('a package names the receipt that the office gave for it since it was set back', async () => {
  const {
    city,
    county,
    vaults: [cityVault],
  } = await pair(network);
  // Here time stands still: of two epochs the later is known as such only where it could follow the earlier.
  await answer(city, county);
  const backup = cityVault?.save() ?? new Uint8Array();
  const sent = await send(county, city);
  const named = () => recipientsOf(county.vault, sent.id)[0]?.receiptNo;
  const received = async () => {
    await city.receive(sent.file);
    const receipt = await city.sendReceipt(county.id);
    await county.receive(receipt.file);
    return getPackage(city.vault, receipt.id).no;
  };
  const first = await received();
  expect(named()).toBe(first);
  cityVault?.restore(backup);
  city.vault.transact((tx) => beginEpoch(city.deps, tx));
  // One that stays behind, so that the next has another number than the first.
  await city.sendReceipt(county.id);
  const again = await received();
  expect([again === first, named()]).toEqual([false, again]);
});

it('a package for two offices names the receipt of each, and forgets that of the one that was set back', async () => {
  const { city, county, other } = await pair(network);
  county.edit('a', '给两个单位的内容');
  const sent = await county.send('petitions', [city.id, other.id]);
  const receipts = new Map<string, string>();
  for (const office of [city, other]) {
    await office.receive(sent.file);
    const receipt = await office.sendReceipt(county.id);
    await county.receive(receipt.file);
    receipts.set(office.id, getPackage(office.vault, receipt.id).no);
  }
  const named = () =>
    new Map(recipientsOf(county.vault, sent.id).map(({ office, receiptNo }) => [office, receiptNo]));
  expect(named()).toEqual(receipts);
  expect(receiptNoOf(getPackage(county.vault, sent.id), recipientsOf(county.vault, sent.id))).toBe(
    recipientsOf(county.vault, sent.id)
      .map(({ office }) => receipts.get(office))
      .join('、'),
  );
  const epoch = currentEpoch(county.vault)?.epoch ?? '';
  county.vault.transact((tx) => forgetResults(tx, city.id, epoch));
  expect(named()).toEqual(new Map([...receipts, [city.id, null]]));
});

it('our own restore makes us send every scan again', async () => {
  const { city, county } = await pair(network);
  await city.receive((await send(county, city, 'scan')).file);
  await answer(city, county);
  county.vault.transact((tx) => beginEpoch(county.deps, tx));
  expect(held(county, city)).toEqual([]);
});

it('a package of which something was refused proves nothing about its scans', async () => {
  const { city, county } = await pair(network);
  await city.receive((await send(county, city, 'scan')).file);
  const receipt = city.vault.transact((tx) => makeReceipt(city.deps, tx, city.id, county.id, null));
  const streams = receipt.streams.map((stream) => ({
    ...stream,
    packages: stream.packages.map((each) => ({ ...each, refused: 1 })),
  }));
  county.vault.transact((tx) => applyReceipt(county.deps, tx, city.id, { ...receipt, streams }));
  expect(held(county, city)).toEqual([]);
});
