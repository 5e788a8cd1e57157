/** The selection sheet on a real vault: what registers know of organisations, weighed, and the chosen ones in a plan. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  testUsers,
  type TestPc,
} from '../support/office.ts';
import { createTestPrinter, textOf } from '../support/printer.ts';
import { get, save } from './kinds.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const printer = createTestPrinter();
let county: TestPc;
const targets: Record<string, string> = {};

const page = (input: Partial<Parameters<typeof ask>[0]> = {}) => ask({ ...whole, ...input });
const whole = {
  text: '',
  orgTypes: [] as string[],
  sort: 'score' as 'score' | 'letters' | 'lastFeedbackAt' | 'name',
  descending: true,
  offset: 0,
  limit: 50,
};
const { offset: _first, limit: _most, ...narrowed } = whole;
async function printed(input: Partial<typeof narrowed>): Promise<string> {
  const asked = { job: jobId(), ...narrowed, ...input };
  const { document } = await county.call('selection.paper', asked);
  await county.call('paper.print', { job: jobId(), document, printer: 'p', copies: 1, duplex: false });
  return textOf(printer.printed.splice(0)[0]?.html);
}
const ask = (input: typeof whole) => county.call('selection.page', input);
const names = async (input: Partial<typeof whole> = {}) => (await page(input)).rows.map(({ name }) => name);

async function arrives(receivedAt: string, about: string, by: 'targetId' | 'accused', who: string) {
  await saveLetter(county, {
    values: {
      ...letter.values,
      receivedAt,
      summary: `反映${who}有关情况`,
      ...(by === 'targetId' ? { targetId: about } : {}),
    },
    children: {
      petitioners: [{ rowId: '', values: { name: `刘桂${who}`, phone: '13800000001' } }],
      accused: [{ rowId: '', values: { name: `李${who}`, ...(by === 'accused' ? { unit: about } : {}) } }],
    },
  });
}

beforeAll(async () => {
  county = pcs.pc('county', () => Date.parse('2026-03-02T02:00:00Z'), printer.ask);
  await foundTestOffice(county, 'COUNTY', '330824', [
    ...testUsers,
    { account: 'plan', role: 'PLANNER' as const },
  ]);
  await county.signIn('plan');
  const listed = [
    ['县民政局党组', '民生', '2025-06-30', []],
    ['县水利局党组', '民生', '2022-02-01', [{ rowId: 'row-1', values: { factor: 'CONCERN', points: 10 } }]],
    ['县教育局党组', '教育', null, []],
  ] as const;
  for (const [name, systemTag, lastFeedbackAt, factors] of listed)
    targets[name] = await save(
      county,
      'target',
      { name, aliases: name.replace('党组', ''), orgType: 'COUNTY_DEPARTMENT', systemTag, lastFeedbackAt },
      undefined,
      { factors: [...factors] },
    );
  await county.signIn('reg');
  for (const [day, about, by, who] of [
    ['2026-02-01', '县民政局', 'accused', '甲'],
    ['2026-02-02', '县民政局党组', 'targetId', '乙'],
    ['2026-02-03', '某某公司', 'accused', '丙'],
    ['2024-02-03', '县民政局党组', 'targetId', '丁'],
  ] as const)
    await arrives(day, about, by, who);
  await county.signIn('plan');
}, 60_000);

afterAll(() => pcs.dispose());

describe.sequential('the selection sheet', () => {
  it('weighs letters of the period under any of its names, years and what people have given', async () => {
    const { rows, total, lettersSince } = await page();
    expect(total).toBe(3);
    expect(lettersSince).toBe('2025-03-02');
    const told = rows.map(({ name, letters, score }) => [name, letters, score]);
    expect(told).toEqual([
      ['县水利局党组', 0, 2600],
      ['县教育局党组', 0, 2000],
      ['县民政局党组', 2, 200],
    ]);
    const [first] = rows;
    expect(
      first?.lines.filter(({ points }) => points > 0).map(({ label, measured }) => [label, measured]),
    ).toEqual([
      ['距上次巡察年数', '4年'],
      ['社会关注度', '程度10'],
    ]);
  });

  it('is sorted, searched and cut in the database', async () => {
    expect(await names({ sort: 'letters' })).toEqual(['县民政局党组', '县水利局党组', '县教育局党组']);
    expect(await names({ sort: 'lastFeedbackAt', descending: false })).toEqual([
      '县教育局党组',
      '县水利局党组',
      '县民政局党组',
    ]);
    expect(await names({ text: '民生', limit: 1, offset: 1 })).toEqual(['县民政局党组']);
    expect((await page({ text: '民生', limit: 1 })).total).toBe(2);
    expect(await names({ orgTypes: ['TOWNSHIP'] })).toEqual([]);
  });

  it('prints what the page shows over all its pages, and goes into a workbook', async () => {
    const text = await printed({});
    for (const said of ['选题遴选表', '县水利局党组', '26.00', '距上次巡察年数（4年）', '从未巡察', '权重：'])
      expect(text).toContain(said);
    expect(text.indexOf('县水利局党组')).toBeLessThan(text.indexOf('县民政局党组'));
    expect(text).not.toMatch(/核\s*对：|刘桂|有关情况/u);
    const part = await printed({ text: '教育' });
    expect(part).toContain('只列名称、系统或者片区含“教育”的党组织，共1家。');
    expect(part).not.toContain('县水利局');
    const path = join(pcs.folder, 'selection.xlsx');
    await county.call(
      'selection.export',
      { job: jobId(), ...narrowed, file: fileToken },
      { [fileToken]: path },
    );
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  });

  it('says nothing of letters but how many, to people who may not read letters', async () => {
    const told = JSON.stringify(await page());
    for (const secret of ['刘桂', '13800000001', '李甲', '有关情况', '某某公司'])
      expect(told).not.toContain(secret);
    expect(
      await county.refusal('records.page', {
        register: 'petition',
        filters: [],
        sort: [],
        offset: 0,
        limit: 1,
      }),
    ).toMatchObject({
      type: 'NotAllowed',
    });
  });

  it('enters what is chosen into a plan with the score and why, once, and why into the library', async () => {
    const plan = await save(county, 'inspectionPlan', {
      title: '年度计划',
      kind: 'YEAR',
      term: '第十四届县委',
      year: 2026,
      from: '2026-01-01',
      to: '2026-12-31',
    });
    const chosen = [targets['县水利局党组'] ?? '', targets['县教育局党组'] ?? ''];
    const input = { plan, mode: 'REGULAR', round: '2026年第一轮', targets: chosen, basis: null };
    expect(await county.call('selection.enter', input)).toEqual({ added: 2, known: 0 });
    const { children, rev } = await get(county, 'inspectionPlan', plan);
    expect(children['targets']?.map(({ values }) => values)).toMatchObject([
      {
        targetId: '县水利局党组',
        mode: 'REGULAR',
        roundId: '2026年第一轮',
        basis: ['COVERAGE', 'CONCERN'],
        explanation: '得分26.00：距上次巡察年数（4年）16.00，社会关注度（程度10）10.00',
      },
      { targetId: '县教育局党组', basis: ['COVERAGE'] },
    ]);
    expect((await get(county, 'target', targets['县水利局党组'] ?? '')).values['selectionBasis']).toEqual([
      'COVERAGE',
      'CONCERN',
    ]);
    expect(await county.call('selection.enter', input)).toEqual({ added: 0, known: 2 });
    expect((await get(county, 'inspectionPlan', plan)).rev).toBe(rev);
    const again = await page();
    expect(again.rows.find(({ name }) => name === '县水利局党组')?.plans).toEqual(['年度计划']);
    // The bureau of the same system would be inspected together with the one that is planned.
    const sibling = again.rows.find(({ name }) => name === '县民政局党组');
    expect(sibling?.lines.find(({ code }) => code === 'SAME_KIND')?.measured).toBe('1家');
  });

  it('follows the weights of the office', async () => {
    await county.signIn('dir');
    const { rows } = await county.call('tables.all', {});
    for (const each of rows.filter(({ table }) => table === 'selectionFactor')) {
      expect(each.verified).toBe(false);
      const weight = each.code === 'PETITIONS' ? 100 : 0;
      await county.call('tables.save', {
        row: { ...each, values: { ...each.values, weight } },
        reason: '本办核定',
      });
    }
    await county.signIn('plan');
    const { rows: weighed, factors } = await page();
    expect(factors.map(({ code }) => code)).toEqual(['PETITIONS']);
    expect(weighed.map(({ name, score }) => [name, score])[0]).toEqual(['县民政局党组', 1000]);
  });

  it('leaves the letters out where they have no weight', async () => {
    await county.signIn('dir');
    const { rows } = await county.call('tables.all', {});
    const factors = rows.filter(({ table }) => table === 'selectionFactor');
    for (const each of factors) {
      const weight = each.code === 'COVERAGE' ? 20 : 0;
      await county.call('tables.save', {
        row: { ...each, values: { ...each.values, weight } },
        reason: '本办核定',
      });
    }
    await county.signIn('reg');
    await arrives('2026-03-02', '县民政局党组', 'targetId', '戊');
    await county.signIn('plan');
    const { rows: weighed, lettersSince } = await page();
    expect(lettersSince).toBeNull();
    expect(weighed.map(({ letters }) => letters)).toEqual([0, 0, 0]);
    const text = await printed({});
    expect(text).toContain('县民政局党组');
    expect(text).not.toContain('信访');
  });

  it('is closed to who may not see plans, and only who keeps or approves them takes it along, only its keeper enters', async () => {
    await county.signIn('aud');
    expect(await county.refusal('selection.page', whole)).toMatchObject({ type: 'NotAllowed' });
    expect(await county.refusal('selection.paper', { job: jobId(), ...narrowed })).toMatchObject({
      type: 'NotAllowed',
    });
    await county.signIn('reg');
    expect((await county.call('selection.page', whole)).total).toBe(3);
    expect(await county.refusal('selection.paper', { job: jobId(), ...narrowed })).toMatchObject({
      type: 'NotAllowed',
    });
    const taken = { job: jobId(), ...narrowed, file: fileToken };
    expect(await county.refusal('selection.export', taken)).toMatchObject({ type: 'NotAllowed' });
    const input = { plan: 'none', mode: 'REGULAR', round: null, targets: ['none'], basis: null };
    expect(await county.refusal('selection.enter', input)).toMatchObject({ type: 'NotAllowed' });
  });
});
