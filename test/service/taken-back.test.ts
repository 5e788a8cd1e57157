/** A county that turns a letter into 径送 takes its content back from the city as well. */
import { describe, expect, it } from 'vitest';
import { testNetwork } from '../support/network.ts';
import { cityId, receivePackageFrom, sendPackage } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const { pcs, city, county } = testNetwork();

describe('a letter turned into 径送 after it was sent', { timeout: 60_000 }, () => {
  it('leaves nothing of its content at the city: not shown, not found, not in the trail', async () => {
    await county.signIn('reg');
    const summary = '反映某局长虚构项目套取资金标记语句。';
    const saved = await saveLetter(county, { ...letter, values: { ...letter.values, summary } });
    await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
    const query = { register: 'petition', filters: [], sort: [], text: '标记语句' } as const;
    const search = () => city.call('records.totals', { ...query, filters: [], sort: [] });
    expect((await search()).total).toBe(1);

    await county.signIn('reg');
    const record = await county.call('records.get', { register: 'petition', id: saved.id });
    const emptied = Object.fromEntries(Object.keys(record.values).map((key) => [key, null]));
    await county.call('records.save', {
      register: 'petition',
      id: record.id,
      rev: record.rev,
      values: { ...emptied, receivedAt: record.values['receivedAt'] ?? null, sealedDirect: true },
      children: { accused: [], accusedOrgs: [], petitioners: [] },
      draft: null,
      confirmed: {},
      duplicate: null,
      sealedDirect: true,
    });
    await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));

    expect((await search()).total).toBe(0);
    const there = await city.call('records.get', { register: 'petition', id: saved.id });
    const history = await city.call('records.history', { register: 'petition', id: saved.id });
    expect(JSON.stringify([there, history])).not.toContain('标记语句');
    expect(Object.values(there.children).flat()).toEqual([]);
  });
});
