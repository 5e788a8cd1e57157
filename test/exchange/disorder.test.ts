/** Packages that come late, twice, not at all, or from a vault that was set back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginEpoch } from '../../main/exchange/ledger/epoch.ts';
import { forks } from '../../main/exchange/ledger/streams.ts';
import { createNetwork, refusalOf } from './network.ts';
import type { TestNetwork } from './network.ts';
import type { TestOffice } from './office.ts';

import { pair } from './pair.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(2);
});
afterAll(() => network.dispose());

it('carries everything since the last receipt, so a lost medium heals itself', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '第一次');
  await county.send('petitions', [city.id]);
  county.edit('b', '第二次');
  const second = await county.send('petitions', [city.id]);
  expect(await city.receive(second.file)).toMatchObject({ accepted: 2 });
  await county.receive((await city.sendReceipt(county.id)).file);
  county.edit('c', '第三次');
  expect(await city.receive((await county.send('petitions', [city.id])).file)).toMatchObject({ accepted: 1 });
});

it('sender fork: a backup restored without a new epoch is found and reported on both sides', async () => {
  const {
    city,
    county,
    vaults: [, vault],
  } = await pair(network);
  county.edit('a', '第一次');
  await city.receive((await county.send('petitions', [city.id])).file);
  const backup = vault?.save() ?? new Uint8Array();
  county.edit('a', '备份以后');
  await city.receive((await county.send('petitions', [city.id])).file);
  vault?.restore(backup);
  county.edit('b', '恢复以后');
  const again = await county.send('petitions', [city.id]);
  expect(await refusalOf(city.receive(again.file))).toBe('StreamForked');
  expect(forks(city.vault)).toMatchObject([{ sender: county.id, sequence: 2 }]);
  await county.receive((await city.sendReceipt(county.id)).file);
  expect(forks(county.vault)).toMatchObject([{ recipient: city.id, sequence: 2 }]);
  county.vault.transact((tx) => beginEpoch(county.deps, tx));
  const fresh = await county.send('petitions', [city.id]);
  const trial = await city.inspect(fresh.file);
  expect(trial).toMatchObject({ needsTwoPersons: true, decision: { kind: 'new', newEpoch: true } });
  await trial.opened.discard();
  expect(await city.receive(fresh.file)).toMatchObject({ accepted: 2, unchanged: 0 });
  expect(city.records(county.id)).toEqual(county.records());
  expect(await refusalOf(city.receive((await reprint(county, again.id)).file))).toBe('StreamForked');
});

it('receiver set back: the refusal names the missing numbers, and a receipt brings them again', async () => {
  const {
    city,
    county,
    vaults: [vault],
  } = await pair(network);
  county.edit('a', '第一次');
  await city.receive((await county.send('petitions', [city.id])).file);
  await county.receive((await city.sendReceipt(county.id)).file);
  const backup = vault?.save() ?? new Uint8Array();
  for (const name of ['b', 'c']) {
    county.edit(name, '后来');
    await city.receive((await county.send('petitions', [city.id])).file);
    await county.receive((await city.sendReceipt(county.id)).file);
  }
  vault?.restore(backup);
  city.vault.transact((tx) => beginEpoch(city.deps, tx));
  county.edit('d', '恢复以后');
  const next = await county.send('petitions', [city.id]);
  await expect(city.receive(next.file)).rejects.toThrow(
    'PackagesMissing: 缺少测试1县委巡察办的第2至3号数据包',
  );
  const { receipt } = await county.receive((await city.sendReceipt(county.id)).file);
  expect(receipt?.streams[0]?.outcome).toMatchObject({ kind: 'acknowledged', sequence: 1, lowered: true });
  expect(await city.receive((await county.send('petitions', [city.id])).file)).toMatchObject({ accepted: 3 });
  expect(city.records(county.id)).toEqual(county.records());
});

it('replay: an old receipt on an old medium changes nothing', async () => {
  const { city, county } = await pair(network);
  const receipts: Uint8Array[] = [];
  for (const name of ['a', 'b']) {
    county.edit(name, '内容');
    await city.receive((await county.send('petitions', [city.id])).file);
    receipts.push((await city.sendReceipt(county.id)).file);
  }
  const [old = new Uint8Array(), recent = new Uint8Array()] = receipts;
  await county.receive(recent);
  expect((await county.receive(old)).receipt).toMatchObject({ outdated: true });
  expect(county.vault.get('SELECT ackSequence FROM exchangeStreamOut')).toEqual({ ackSequence: 2 });
});

const reprint = (office: TestOffice, id: string) => {
  const path = join(office.folders.outbox, `${id}.lxp`);
  return Promise.resolve({ file: new Uint8Array(readFileSync(path)) });
};
