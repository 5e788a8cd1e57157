/** Of a package that was taken in part, both offices see which records were refused and why. */
import { expect, it } from 'vitest';
import type { Output } from '../../../preload/contract/contract.ts';
import { testNetwork } from '../../support/network.ts';
import {
  cityId,
  countyId,
  inspectPackage,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../../support/office.ts';
import { inVaultOf } from '../../support/vault-of.ts';
import { letter, saveAnother, saveLetter } from '../letters.ts';

const { pcs, city, county } = testNetwork();

/** As if the number had been mistaken where the letter arrived. */
const renumberAt = (pc: TestPc, id: string, no: string): Promise<unknown> =>
  inVaultOf(pc, 'reg', (vault) =>
    vault.transact((tx) => tx.run('UPDATE petition SET no = ? WHERE id = ?', [no, id])),
  );

async function boardOf(pc: TestPc): Promise<Output<'exchange.board'>['offices'][number] | undefined> {
  await pc.signIn('reg');
  return (await pc.call('exchange.board', {})).offices[0];
}

async function refusalsOf(id: string): Promise<Output<'records.refusals'>['refusals']> {
  await county.signIn('reg');
  return (await county.call('records.refusals', { register: 'petition', id })).refusals;
}

async function newestOf(
  pc: TestPc,
  direction: 'in' | 'out',
): Promise<Output<'packages.list'>['packages'][number]> {
  await pc.signIn('reg');
  const { packages } = await pc.call('packages.list', { direction, peer: null, offset: 0, limit: 1 });
  const [newest] = packages;
  if (!newest) throw new Error('no package');
  return newest;
}

it(
  'the sender by its own numbers with what to do, wherever it looks, until the record has been taken',
  { timeout: 120_000 },
  async () => {
    await county.signIn('reg');
    const first = await saveLetter(county, letter);
    await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
    await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
    await renumberAt(city, first.id, `${first.no}9`);
    await county.signIn('reg');
    const values = { ...letter.values, summary: '反映县某局违规发放津贴补贴，有发放表。' };
    await saveLetter(county, { id: first.id, rev: first.rev, values, children: {} });
    const other = await saveAnother(county, '反映乙镇占用耕地。', '钱某某');
    const path = await sendPackage(pcs, county, 'petitions', cityId);
    await receivePackageFrom(city, path);

    const taken = await newestOf(city, 'in');
    expect(taken.state).toBe('PARTIAL');
    const here = await city.call('packages.refusals', { package: taken.id });
    expect(here).toMatchObject({
      refusals: [{ register: 'petition', id: first.id, no: first.no }],
      unlisted: 0,
    });

    const sent = await newestOf(county, 'out');
    expect(await county.call('packages.refusals', { package: sent.id })).toEqual({
      refusals: [],
      unlisted: 0,
    });
    const receipt = await sendPackage(pcs, city, 'receipt', countyId);
    await county.signIn('reg');
    const { notices } = await inspectPackage(county, receipt);
    expect(notices.join('')).toContain(`没有接收数据包${sent.no}中的1条`);
    await receivePackageFrom(county, receipt);
    await county.signIn('reg');
    const there = await county.call('packages.refusals', { package: sent.id });
    expect(there).toEqual({
      refusals: [
        {
          ...{ register: 'petition', id: first.id, no: first.no },
          reason: expect.stringContaining('与包内编号不同'),
          advice: expect.stringContaining('核对编号'),
        },
      ],
      unlisted: 0,
    });
    expect(JSON.stringify([here, there])).not.toMatch(/津贴|小明/u);

    expect(await newestOf(county, 'out')).toMatchObject({ stateLabel: '部分拒收1条', tone: 'warning' });
    expect(await boardOf(county)).toMatchObject({
      refused: 1,
      tone: 'warning',
      text: '对方拒收1条，更正后重发',
    });
    const told = {
      ...{ office: cityId, packageNo: sent.no, againNo: null },
      ...{ reason: there.refusals[0]?.reason, advice: there.refusals[0]?.advice },
    };
    expect(await refusalsOf(first.id)).toMatchObject([told]);
    expect(await refusalsOf(other.id)).toEqual([]);
    expect((await boardOf(city))?.refused).toBe(0);

    const more = await saveAnother(county, '反映丙村侵占林地。', '孙某某');
    await county.signIn('reg');
    const preview = await county.call('packages.preview', { kind: 'petitions', peer: cityId, period: null });
    expect(preview.counts['petition']).toBe(2);
    expect(preview.since).toContain('没有导入的1条');

    await renumberAt(city, first.id, first.no);
    const again = await sendPackage(pcs, county, 'petitions', cityId);
    const { no: againNo } = await newestOf(county, 'out');
    expect(await refusalsOf(first.id)).toMatchObject([{ ...told, againNo }]);
    expect(await boardOf(county)).toMatchObject({ refused: 1, text: '有1个包待对方回执' });
    await receivePackageFrom(city, again);
    const resent = await newestOf(city, 'in');
    expect(resent.counts['petition']).toBe(2);
    await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
    expect(await refusalsOf(first.id)).toEqual([]);
    expect(await refusalsOf(more.id)).toEqual([]);
    expect(await boardOf(county)).toMatchObject({ refused: 0, text: '往来正常' });
    expect(await newestOf(county, 'out')).toMatchObject({ stateLabel: '已回执' });
  },
);
