/** 共性问题: a county is told what it may hold itself against, and all of what was found in it; nothing held is lost by that. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { testNetwork } from '../support/network.ts';
import { cityId, countyId, fileToken, jobId, receivePackageFrom } from '../support/office.ts';
import { pdfOf } from '../support/printer.ts';
import { contentOfPackages, inVaultOf } from '../support/vault-of.ts';
import { address, fedBackProblem, get, save, send as sendKind, type Values, voidRecord } from './kinds.ts';

const { pcs, city, county } = testNetwork();

const statement = '奖金发放不规范';
const suggestion = '对照自查，三个月内完成整改。';
const facts: Values = {
  ...{
    facts: '2025年向王某某超发奖金',
    responsible: '民政局党组王某某',
    period: '2025年',
    groupLeader: '赵某某',
  },
};

/** A common problem with a scan that tells everything. */
async function commonProblem(targetId: string, more: Values = {}): Promise<string> {
  const values = { targetId, isCommon: true, suggestion, ...facts, ...more };
  const id = await fedBackProblem(city, statement, values);
  const path = join(pcs.folder, `${id}.pdf`);
  writeFileSync(path, Buffer.concat([pdfOf('<main class="sheet'), Buffer.from(`% ${id}\n`)]));
  const target = { job: jobId(), register: 'problem' as const, record: id, files: [fileToken] };
  await city.call('attachments.add', target, { [fileToken]: path });
  return id;
}

async function deliver(
  kind: 'commonProblems' | 'problems' = 'commonProblems',
): Promise<Output<'packages.apply'>> {
  return receivePackageFrom(county, await sendKind(pcs, city, kind, countyId), 'rect');
}

async function atCounty(id: string): Promise<Output<'records.get'>> {
  await county.signIn('rect');
  return get(county, 'problem', id);
}

async function change(id: string, values: Values): Promise<void> {
  await city.signIn('rect');
  await save(city, 'problem', values, await get(city, 'problem', id));
}

/** As if the group had been found to have inspected that county, or not: without a revision of the problem. */
const tellWhole = (id: string, on: boolean): Promise<unknown> =>
  inVaultOf(city, 'rect', (vault) =>
    vault.transact((tx) => {
      if (!on) return tx.run('DELETE FROM addressee WHERE record = ?', [id]);
      return tx.run(
        `INSERT INTO addressee (register, record, office, seq, handedOver, by, at)
         VALUES ('problem', ?, ?, 1, 0, '某', 1)`,
        [id, countyId],
      );
    }),
  );

describe('a common problem', { timeout: 120_000 }, () => {
  it('goes to an office below without organisation, facts, people and scans', async () => {
    const id = await commonProblem('县民政局党组');
    expect(await deliver()).toMatchObject({ applied: 1, refused: 0 });
    const there = await atCounty(id);
    expect(there).toMatchObject({ office: cityId, state: 'FED_BACK', reduced: true, attachments: [] });
    expect(there.values).toMatchObject({ statement, isCommon: true, suggestion });
    for (const key of ['targetId', ...Object.keys(facts)]) expect(there.values[key] ?? null).toBeNull();
    const sent = await contentOfPackages(city, 'rect', 'commonProblems');
    expect(sent).toContain(statement);
    expect(sent).not.toMatch(/民政局|王某某|赵某某/u);
    expect(await deliver()).toMatchObject({ applied: 0, unchanged: 1, refused: 0 });
  });

  it('is followed in what it tells, and acknowledged like any other record', async () => {
    const id = await commonProblem('县民政局党组');
    await deliver();
    await change(id, { rectType: 'LONG_TERM', facts: facts['facts'] ?? null });
    expect(await deliver()).toMatchObject({ refused: 0 });
    expect((await atCounty(id)).values).toMatchObject({ rectType: 'LONG_TERM', statement });
    await receivePackageFrom(city, await sendKind(pcs, county, 'receipt', cityId), 'reg');
    await city.signIn('rect');
    const asked = { kind: 'commonProblems' as const, peer: countyId, period: null };
    expect((await city.call('packages.preview', asked)).counts).toEqual({ problem: 0 });
  });

  it('goes whole to the county it was found in', async () => {
    const id = await commonProblem('开化县民政局党组');
    expect(await deliver()).toMatchObject({ refused: 0 });
    const there = await atCounty(id);
    expect(there.reduced).toBe(false);
    expect(there.values).toMatchObject({ targetId: '开化县民政局党组', facts: facts['facts'] });
    expect(there.attachments).toHaveLength(1);
  });

  it('goes whole to an office it is addressed to when it is common already', async () => {
    const id = await commonProblem('县民政局党组');
    await deliver();
    await city.signIn('rect');
    const offered = await city.call('records.addressees', { register: 'problem', id });
    expect(offered.choices.map(({ office }) => office)).toEqual([countyId]);
    await address(city, 'problem', id, countyId);
    expect(await deliver()).toMatchObject({ refused: 0 });
    const there = await atCounty(id);
    expect(there).toMatchObject({ reduced: false, values: { targetId: '县民政局党组', ...facts } });
    expect(there.attachments).toHaveLength(1);
    await city.signIn('rect');
    await address(city, 'problem', id, countyId, false);
    await deliver();
    expect(await atCounty(id)).toMatchObject({ void: null, values: facts });
  });

  it('takes nothing from an office that has it whole, at whatever revision', async () => {
    const id = await commonProblem('县民政局党组', { isCommon: false });
    await address(city, 'problem', id, countyId);
    await deliver('problems');
    await change(id, { isCommon: true });
    await address(city, 'problem', id, countyId, false);
    expect(await deliver()).toMatchObject({ refused: 0 });
    const there = await atCounty(id);
    expect(there).toMatchObject({ reduced: true, void: null });
    expect(there.values).toMatchObject({ isCommon: true, targetId: '县民政局党组', ...facts });
    expect(there.attachments).toHaveLength(1);
    // Whole once more, without a difference.
    await tellWhole(id, true);
    expect(await deliver()).toMatchObject({ refused: 0 });
    expect(await atCounty(id)).toMatchObject({ reduced: false, values: facts });
  });

  it('is void elsewhere without the reason, which comes with the rest of it', async () => {
    const id = await commonProblem('县民政局党组');
    await deliver();
    await city.signIn('rect');
    await voidRecord(city, 'problem', id);
    expect(await deliver()).toMatchObject({ refused: 0 });
    expect((await atCounty(id)).void).toMatchObject({ reason: '' });
    expect(await contentOfPackages(city, 'rect', 'commonProblems')).not.toContain('登记有误');
    expect(await deliver()).toMatchObject({ applied: 0, refused: 0 });
    await tellWhole(id, true);
    expect(await deliver()).toMatchObject({ refused: 0 });
    expect((await atCounty(id)).void).toMatchObject({ reason: '登记有误' });
    await tellWhole(id, false);
    expect(await deliver()).toMatchObject({ applied: 0, refused: 0 });
  });

  it('is completed under the same revision, and stays complete', async () => {
    const id = await commonProblem('县民政局党组');
    await deliver();
    await tellWhole(id, true);
    expect(await deliver()).toMatchObject({ refused: 0 });
    expect(await atCounty(id)).toMatchObject({ reduced: false, values: facts });
    await tellWhole(id, false);
    expect(await deliver()).toMatchObject({ applied: 0, refused: 0 });
    expect(await atCounty(id)).toMatchObject({ reduced: false, values: facts });
  });
});
