/** What went without digests goes once more in parts: a package takes only so many records. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentSeq } from '../../main/registers/counters.ts';
import { retellFurther, retellIdentities } from '../../main/registers/retell-identities.ts';
import { readSetting } from '../../main/registers/settings.ts';
import { inOneGo } from '../../main/vault/slices.ts';
import { accused, letter, type Office, openOffice, petitioners, petitionsTo, registrar } from './office.ts';

const most = 2;
let county: Office;
let named: readonly string[] = [];

beforeAll(async () => {
  county = await openOffice({ salt: new Uint8Array(32).fill(7) });
  const save = (isRealName: boolean, children: object): string =>
    county.save(registrar, { values: { ...letter, isRealName }, children: { accused, ...children } }).id;
  named = Array.from({ length: 5 }, () => save(true, { petitioners }));
  save(false, {});
});
afterAll(() => county.dispose());

const sentSince = async (since: number): Promise<readonly string[]> => {
  const until = currentSeq(county.vault);
  const ids: string[] = [];
  const options = { identities: 'none' } as const;
  for await (const { id } of county.engine.changedSince(petitionsTo(county), since, until, options))
    ids.push(id);
  return ids;
};
const begin = (salt: string): void =>
  county.vault.transact((tx) => inOneGo(retellIdentities(tx, county.engine.context, salt, most)));
const acknowledge = (cursor: number): void =>
  county.vault.transact((tx) => inOneGo(retellFurther(tx, county.engine.context, cursor, most)));

test('letters go once more a part at a time, each when the one before has been acknowledged', async () => {
  const before = currentSeq(county.vault);
  begin('key');
  expect(await sentSince(before)).toEqual(named.slice(0, 2));
  county = await county.reopen();
  begin('key');
  acknowledge(before);
  expect(await sentSince(before)).toEqual(named.slice(0, 2));
  const first = currentSeq(county.vault);
  acknowledge(first);
  expect(await sentSince(first)).toEqual(named.slice(2, 4));
  const second = currentSeq(county.vault);
  acknowledge(second);
  expect(await sentSince(second)).toEqual(named.slice(4));
  const all = currentSeq(county.vault);
  acknowledge(all);
  begin('key');
  expect(await sentSince(all)).toEqual([]);
  expect(readSetting(county.vault, 'travels.identities')).toBeTypeOf('string');
});

test('a letter that goes for its own sake meanwhile is not told a second time', async () => {
  begin('another key');
  const [, , third = ''] = named;
  county.step(registrar, third, 'propose', { category: 'ACCUSATION', handling: 'FORWARD', proposal: '转办' });
  const first = currentSeq(county.vault);
  acknowledge(first);
  expect(await sentSince(first)).not.toContain(third);
});

test('a petitioner of whom no more than a unit or a post is known is told as nobody, not left unsaid', async () => {
  const some = [{ rowId: '', values: { unit: '某单位', post: '科员' } }];
  const since = currentSeq(county.vault);
  county.save(registrar, { values: letter, children: { accused, petitioners: some } });
  const lines = county.engine.changedSince(petitionsTo(county), since, since + 100, { identities: 'none' });
  for await (const { identities } of lines) expect(identities).toBe('nobody');
  expect.assertions(1);
});
