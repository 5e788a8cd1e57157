/** Base settings from the city: the dry run names every row that differs and which one will hold, and that one holds. */
import { describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { testNetwork } from '../support/network.ts';
import { countyId, inspectPackage, receivePackageFrom, sendPackage, type TestPc } from '../support/office.ts';

type Code = Output<'codes.all'>['codes'][number];
type Rule = Output<'deadlines.rules'>['rules'][number];

const { pcs, city, county } = testNetwork();

const codesOf = async (pc: TestPc) => (await pc.call('codes.all', {})).codes;

async function saveCode(pc: TestPc, code: Code): Promise<void> {
  await pc.signIn('dir');
  await pc.call('codes.save', { code, reason: '按本办实际' });
}

async function inspect(path: string): Promise<Output<'packages.inspect'>> {
  await county.signIn('reg');
  return inspectPackage(county, path);
}

const twoCodes = async (): Promise<readonly [Code, Code]> => {
  await city.signIn('dir');
  const [first, second] = (await codesOf(city)).filter((code) => code.parent === null && !code.verified);
  if (!first || !second) throw new Error('two codes that nobody has verified');
  return [first, second];
};

describe('a package of base settings', { timeout: 60_000 }, () => {
  it('with the same rows changes nothing but brings the key of the network, once, and says so', async () => {
    const path = await sendPackage(pcs, city, 'settings', countyId);
    const same = { kept: 0, leftOut: 0, changed: 0, added: 0, rows: [] };
    expect((await inspect(path)).settings).toEqual({ ...same, keyBrought: true });
    await receivePackageFrom(county, path);
    const { settings } = await inspect(await sendPackage(pcs, city, 'settings', countyId));
    expect(settings).toEqual({ ...same, keyBrought: false });
  });

  it('brings the city’s lists of the rectification ledger and the sets they make up', async () => {
    await city.signIn('dir');
    const row = { sort: 900, basis: '市办规定', verified: true, validFrom: null, validTo: null };
    const list = { ...row, code: 'city', label: '市定清单', columns: [{ key: 'statement', width: 40 }] };
    const set = { ...row, code: 'both', label: '市定组合', lists: ['city', 'DUTY'] };
    await city.call('ledgerLists.save', { list, reason: '市办要求' });
    await city.call('ledgerLists.saveSet', { set, reason: '市办要求' });
    const path = await sendPackage(pcs, city, 'settings', countyId);
    const { settings } = await inspect(path);
    expect(settings?.rows.map(({ table, row: name, sent }) => [table, name, sent.split('；')[1]])).toEqual(
      expect.arrayContaining([
        ['整改清单', '市定清单', '栏目：具体问题40'],
        ['整改清单组合', '市定组合', '清单：市定清单、整改责任清单'],
      ]),
    );
    await receivePackageFrom(county, path);
    const { lists, sets } = await county.call('ledgerLists.all', {});
    expect(lists.at(-1)).toEqual(list);
    expect(sets.at(-1)).toEqual(set);
  });

  it('leaves a code the county has verified, changes the others, and says beforehand which and why', async () => {
    const [kept, changed] = await twoCodes();
    await saveCode(county, { ...kept, label: '县里核过的', verified: true });
    await saveCode(city, { ...kept, label: '市里没核的' });
    await saveCode(city, { ...changed, label: '市里改过的' });
    await saveCode(city, { ...kept, code: 'X9', label: '市里新增的', synonyms: ['新'], sort: 999 });
    const path = await sendPackage(pcs, city, 'settings', countyId);

    const { settings } = await inspect(path);
    expect(settings).toMatchObject({ kept: 1, changed: 1, added: 1 });
    expect(settings?.rows).toMatchObject([
      {
        row: '市里没核的',
        own: expect.stringMatching(/^名称：县里核过的；.*核对：已核$/u) as string,
        sent: expect.stringMatching(/^名称：市里没核的；.*核对：待核$/u) as string,
        holds: 'own',
        why: '本办的已核对原文，市级的尚未核对，保留本办的。',
      },
      {
        own: `名称：${changed.label}`,
        sent: '名称：市里改过的',
        holds: 'sent',
        why: '两边都尚未核对，以市级的为准。',
      },
      { row: '市里新增的', own: null, holds: 'sent', why: '本办没有这一行，按市级的新增。' },
    ]);
    expect(settings?.rows[0]?.table).toMatch(/^代码表—/u);

    await receivePackageFrom(county, path);
    const labels = new Map(
      (await codesOf(county)).map(({ list, code, label }) => [`${list}/${code}`, label]),
    );
    expect(labels.get(`${kept.list}/${kept.code}`)).toBe('县里核过的');
    expect(labels.get(`${changed.list}/${changed.code}`)).toBe('市里改过的');
    expect(labels.get(`${kept.list}/X9`)).toBe('市里新增的');
    expect((await inspect(path)).settings).toBeNull();
  });

  it('that the city has verified too prevails over what the county has verified', async () => {
    const [kept] = await twoCodes();
    await saveCode(city, { ...kept, label: '市里核过的', verified: true });
    const path = await sendPackage(pcs, city, 'settings', countyId);
    const { settings } = await inspect(path);
    expect(settings?.rows).toMatchObject([
      {
        own: '名称：县里核过的',
        sent: '名称：市里核过的',
        holds: 'sent',
        why: '两边都已核对原文，以市级的为准。',
      },
    ]);
    await receivePackageFrom(county, path);
    expect(
      (await codesOf(county)).find(({ code, list }) => code === kept.code && list === kept.list),
    ).toEqual({
      ...kept,
      label: '市里核过的',
      verified: true,
    });
  });

  it('names a deadline in words a clerk reads', async () => {
    await city.signIn('dir');
    const rule = (await city.call('deadlines.rules', {})).rules.find(({ unit }: Rule) => unit === 'workday');
    if (!rule) throw new Error('a rule in working days');
    await city.call('deadlines.save', {
      rule: { ...rule, length: rule.length + 1, verified: true },
      reason: '新规定',
    });
    const { settings } = await inspect(await sendPackage(pcs, city, 'settings', countyId));
    expect(settings?.rows.map(({ table, own, sent }) => ({ table, own, sent }))).toEqual([
      {
        table: '时限规则',
        own: expect.stringContaining(`时限：${rule.length}个工作日`) as string,
        sent: expect.stringContaining(`时限：${rule.length + 1}个工作日`) as string,
      },
    ]);
  });

  it('with more differences than fit a page lists the first two hundred and counts all', async () => {
    const [sample] = await twoCodes();
    for (let n = 0; n < 205; n++) {
      const code = { ...sample, code: `Z${n}`, label: `新代码${n}`, synonyms: [] };
      await city.call('codes.save', { code, reason: '测试' });
    }
    const { settings } = await inspect(await sendPackage(pcs, city, 'settings', countyId));
    expect(settings?.added).toBe(205);
    expect(settings?.rows).toHaveLength(200);
    expect(settings?.rows[0]?.holds).toBe('sent');
    expect(settings?.rows[0]?.own).not.toBeNull();
  });

  it('leaves out the one row that cannot stand in the county, names it with the reason, and takes the others', async () => {
    const profile = (code: string, label: string) => ({
      ...{ table: 'avoidanceProfile', code, label, sort: 900, basis: '本办规定', verified: false },
      ...{ validFrom: null, validTo: null, values: { localRoles: [], reason: '' } },
    });
    await county.signIn('dir');
    await county.call('tables.save', { row: profile('own', '本地混编'), reason: '本办规定' });
    await city.signIn('dir');
    for (const row of [profile('city1', '本地混编'), profile('city2', '全市互派')])
      await city.call('tables.save', { row, reason: '市办规定' });
    const path = await sendPackage(pcs, city, 'settings', countyId);
    const { settings } = await inspect(path);
    expect(settings).toMatchObject({ kept: 0, leftOut: 1 });
    expect(settings?.rows[0]).toMatchObject({
      row: '本地混编',
      own: null,
      holds: 'own',
      why: '市级的这一行不能用，不导入：“本地混编”已有。名称用来选择，不能重复。',
    });
    await receivePackageFrom(county, path);
    const { rows } = await county.call('tables.all', {});
    const codes = rows.flatMap(({ table, code }) => (table === 'avoidanceProfile' ? [code] : []));
    expect(codes).toEqual(expect.arrayContaining(['own', 'city2']));
    expect(codes).not.toContain('city1');
  });
});
