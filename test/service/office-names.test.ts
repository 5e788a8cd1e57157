/** The names of the network's offices, which are asked for at every save. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCertificate } from '../../main/exchange/ledger/keys.ts';
import { migrateExchange } from '../../main/exchange/ledger/schema.ts';
import { keptOfficeNames } from '../../main/service/offices.ts';
import { createNetwork, type TestNetwork } from '../exchange/network.ts';
import { createTestVault, type TestVault } from '../support/vault.ts';

let network: TestNetwork;
let test: TestVault;
beforeAll(async () => {
  network = await createNetwork(2);
  test = await createTestVault();
}, 60_000);
afterAll(async () => {
  await test.dispose();
  network.dispose();
});

it('reads certificates again only once others are held, in the change itself too', () => {
  const { vault } = test;
  const [city, first, second] = [0, 1, 2].map((at) => network.office(at).certificate);
  if (!city || !first || !second) throw new Error('no network');
  const { office: id, name } = city.office;
  const names = keptOfficeNames({ vault, info: { id, name } });
  vault.transact((tx) => {
    migrateExchange(tx);
    addCertificate(tx, first, 0, '测试');
  });
  const before = names();
  expect([city, first, second].map(({ office }) => before(office.office))).toEqual([
    ...[name, first.office.name, second.office.office],
  ]);
  expect(names()).toBe(before);
  vault.transact((tx) => {
    addCertificate(tx, second, 1, '测试');
    expect(names()(second.office.office)).toBe(second.office.name);
  });
  expect(names()(second.office.office)).toBe(second.office.name);
});
