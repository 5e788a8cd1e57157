/** Receipts on paper: typed or scanned, believed only when they speak of what was really sent. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readReceiptLines, writeReceiptLines } from '../../domain/receipt-lines.ts';
import { beginEpoch } from '../../main/exchange/ledger/epoch.ts';
import { getPackage, recipientsOf } from '../../main/exchange/ledger/packages.ts';
import {
  applyReceipt,
  judgeReceipt,
  makeReceipt,
  newlyAcknowledged,
} from '../../main/exchange/ledger/receipts.ts';
import type { Receipt } from '../../main/exchange/receipt.ts';
import { parseReceiptText, receiptToLines } from '../../main/exchange/receipt-text.ts';
import { createNetwork } from './network.ts';
import type { TestNetwork } from './network.ts';
import type { TestOffice } from './office.ts';
import { pair } from './pair.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(2);
}, 60_000);
afterAll(() => network.dispose());

const give = (from: TestOffice, to: TestOffice): Receipt =>
  from.vault.transact((tx) => makeReceipt(from.deps, tx, from.id, to.id, null));
const print = (receipt: Receipt): string => receiptToLines(receipt).join('\n');
const read = (office: TestOffice, text: string) => parseReceiptText(office.vault, office.id, text);
const enter = (office: TestOffice, text: string) =>
  office.vault.transact((tx) => {
    const receipt = read(office, text);
    return applyReceipt(office.deps, tx, receipt.from, receipt, { namesAll: false });
  });
const reports = { documents: [{ name: 'statistics/R-01.json', value: {} }] };

it('acknowledges what arrived, of every kind, with what became of it, in a few lines of digits', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '内容');
  const letters = await county.send('petitions', [city.id]);
  const figures = await county.send('statistics', [city.id], reports);
  await city.receive(letters.file);
  const first = give(city, county);
  expect(receiptToLines(first)).toHaveLength(4);
  await city.receive(figures.file);
  const text = print(give(city, county));
  expect(text).toMatch(/^(\d{30}\n){5}\d{30}$/u);
  const receipt = read(county, text);
  expect(receipt.streams.map(({ kind }) => kind)).toEqual(['petitions', 'statistics']);
  const judged = judgeReceipt(county.vault, city.id, receipt);
  expect(judged.streams.map(({ outcome }) => outcome.kind)).toEqual(['acknowledged', 'acknowledged']);
  expect(receipt.streams.flatMap((each) => newlyAcknowledged(county.vault, city.id, each))).toHaveLength(2);
  expect(getPackage(county.vault, letters.id).state).toBe('WRITTEN');
  expect(enter(county, text)).toEqual(judged);
  for (const { id } of [letters, figures]) expect(getPackage(county.vault, id).state).toBe('RECEIPTED');
  const [told] = recipientsOf(county.vault, letters.id);
  expect(JSON.parse(told?.result ?? '')).toMatchObject({ accepted: 1, unchanged: 0, refused: 0 });
  expect(enter(county, text).streams.map(({ outcome }) => outcome.kind)).toEqual(['unchanged', 'unchanged']);
  expect(enter(county, print(first))).toMatchObject({ outdated: true });
});

it('believes no digit of it when it was changed and its line made to fit', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '内容');
  await city.receive((await county.send('petitions', [city.id])).file);
  const content = readReceiptLines(print(give(city, county))).content ?? '';
  const start = content.search(/[1-9]/u);
  for (let at = start; at < content.length; at += 1) {
    const other = content[at] === '7' ? '8' : '7';
    const forged = writeReceiptLines(content.slice(start, at) + other + content.slice(at + 1)).join('\n');
    expect(() => read(county, forged)).toThrow(
      /Receipt(TextWrong|NotForUs|Foreign|EpochOver|EpochUnknown|Forged)/u,
    );
  }
});

it('tells apart a mistyped line, another office’s receipt, a stranger’s and one from before a restore', async () => {
  const { city, county, other } = await pair(network);
  county.edit('a', '内容');
  await city.receive((await county.send('petitions', [city.id])).file);
  const text = print(give(city, county));
  expect(() => read(county, text.slice(0, -1))).toThrow(/ReceiptTextWrong/u);
  expect(() => read(county, '')).toThrow(/ReceiptTextWrong/u);
  expect(() => read(county, writeReceiptLines('123').join(''))).toThrow(/ReceiptTextWrong/u);
  expect(() => read(other, text)).toThrow(/ReceiptNotForUs/u);
  expect(() => read(city, text)).toThrow(/ReceiptNotForUs/u);
  const stranger = { ...give(city, county), from: other.id };
  expect(() => read(county, print(stranger))).toThrow(/ReceiptForeign/u);
  county.vault.transact((tx) => beginEpoch(county.deps, tx));
  expect(() => read(county, text)).toThrow(/ReceiptEpochOver/u);
});

it('is not printed before anything has arrived', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '内容');
  await county.send('petitions', [city.id]);
  expect(receiptToLines(give(city, county))).toEqual([]);
});

it('is refused in words when the receipt of another package is pasted together with it', async () => {
  const { city, county, other } = await pair(network);
  for (const office of [county, other]) {
    office.edit(`${office.id}-a`, '内容');
    await city.receive((await office.send('petitions', [city.id])).file);
  }
  const [first = ''] = receiptToLines(give(city, county));
  const rest = receiptToLines(give(city, other)).slice(1);
  expect(() => read(county, [first, ...rest].join('\n'))).toThrow(/Receipt(TextWrong|Forged|Foreign)/u);
});

it('leaves streams that do not fit to the next receipt rather than printing none', async () => {
  const { city, county } = await pair(network);
  const kinds = ['petitions', 'problems', 'rectification', 'leads', 'instructions'] as const;
  for (const kind of kinds) await city.receive((await county.send(kind, [city.id])).file);
  const named = [1, 2, 3, 4].flatMap(() => {
    const lines = receiptToLines(give(city, county));
    expect(lines.length).toBeLessThanOrEqual(9);
    return read(county, lines.join('\n')).streams.map(({ kind }) => kind);
  });
  expect(new Set(named)).toEqual(new Set(kinds));
});
