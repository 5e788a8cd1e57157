/** Three figures from a clerk's sheet to the second signature, and out again. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
import { cellsOf } from './written-workbook.ts';

const pcs = createTestPcs();
let pc: TestPc;
const register = 'fundComparison' as const;
const query = { register, filters: [], sort: [] };

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
}, 60_000);
afterAll(() => pcs.dispose());

type Save = Input<'records.save'>;
const amounts = (...yuan: readonly number[]) =>
  yuan.map((each) => ({ rowId: '', values: { amount: each * 100, name: '户' } }));

function save(more: Partial<Save>): Promise<Output<'records.save'>> {
  return pc.call('records.save', {
    register,
    id: null,
    rev: null,
    values: {},
    children: {},
    draft: null,
    confirmed: {},
    duplicate: null,
    sealedDirect: false,
    ...more,
  });
}

async function step(
  id: string,
  transition: string,
  values: Save['values'] = {},
  reason: string | null = null,
) {
  const { rev } = await pc.call('records.get', { register, id });
  return pc.service.call('records.transition', { register, id, rev, transition, values, reason }, {});
}

const basis = { project: '危房改造补助', comparedAt: '2026-04-17', targetId: '县民政局党组' };
const hundred = {
  allocatedRows: amounts(1_000_000),
  paidRows: amounts(920_000),
  landedRows: amounts(500_000, 300_000),
};

describe('three figures', { timeout: 60_000 }, () => {
  it('are worked out when they are saved, and refused cell by cell where a stated total differs', async () => {
    const { id } = await save({ values: basis, children: hundred });
    const { values } = await pc.call('records.get', { register, id });
    expect(values).toMatchObject({ gap1: 8_000_000, gap2: 12_000_000, gapTotal: 20_000_000, rate: 8000 });
    const wrong = { ...basis, paidStated: 93_000_000 };
    await expect(save({ values: wrong, children: hundred })).rejects.toMatchObject({
      failure: { type: 'TotalsDiffer', fields: { paidStated: expect.stringContaining('相差 10,000.00元') } },
    });
  });

  it('lock their rows with the first signature and everything with the second', async () => {
    const { id } = await save({ values: basis, children: hundred });
    const finding = { verdict: 'DETAINED', explanation: '滞留乡镇账户' };
    const signed = { ...finding, preparedName: '张某', preparedAt: '2026-04-18' };
    expect(await step(id, 'prepare', signed)).toMatchObject({ ok: true });
    const stored = await pc.call('records.get', { register, id });
    const paidRows = stored.children['paidRows']?.map((row) => ({ ...row, values: { amount: 1 } })) ?? [];
    await expect(save({ id, rev: stored.rev, children: { paidRows } })).rejects.toMatchObject({
      failure: { fields: { paidRows: expect.stringContaining('已经签字') } },
    });
    const second = { reviewedName: '李某', reviewedAt: '2026-04-19' };
    expect(await step(id, 'review', second)).toMatchObject({ ok: false });
    await pc.signIn('dir');
    expect(await step(id, 'review', { ...second, reviewedName: '张某' })).toMatchObject({
      ok: false,
      error: { type: 'SamePerson' },
    });
    expect(await step(id, 'review', second)).toMatchObject({ ok: true });
    await pc.signIn('reg');
    expect((await pc.call('records.get', { register, id })).state).toBe('LOCKED');
  });

  it('come in from a sheet with headings of two levels, several rows a project, and a wrong total', async () => {
    await pc.signIn('rect');
    const { counts, doubts } = await importSheet([
      ['项目名称', '比对日期', '上级给多少', '', '被巡察单位支多少', '', '实际落地多少', ''],
      ['', '', '资金级次', '金额', '凭证号', '金额', '受益户（项目）', '金额'],
      ['低保金', '2026-04-16', '省级', '600', '记-1', '500', '马某', '200'],
      ['', '', '县级', '400', '记-2', '400', '韩某', '300'],
      ['合计', '', '', '1000', '', '950', '', '500'],
    ]);
    expect(counts).toMatchObject({ new: 1, refused: 0, warnings: 1 });
    expect(doubts.filter((note) => note.includes('不符'))).toEqual([
      '合计与明细不符：第 5 行（F5）写明被巡察单位支多少的金额 950.00元，明细为 900.00元，相差 50.00元，请核对是否缺行。',
    ]);
    const page = await pc.call('records.page', { ...query, text: '低保金', offset: 0, limit: 5 });
    expect(page.rows[0]?.values).toMatchObject({
      allocated: 100_000,
      paid: 90_000,
      landed: 50_000,
      rate: 5000,
    });
  });

  it('go out again with their amounts as numbers', async () => {
    const path = join(pcs.folder, '三数.xlsx');
    const columns = ['project', 'allocated', 'gap2', 'rate', 'paidRows'];
    await pc.call(
      'export.view',
      { job: jobId(), query, columns, file: fileToken, reveal: null },
      { [fileToken]: path },
    );
    const cells = cellsOf(path);
    for (const text of ['低保金', '1000', '400', '50.00%']) expect(cells).toContain(text);
  });

  it('go out with their rows on sheets of their own and come back with them', async () => {
    const path = join(pcs.folder, '三数连同明细.xlsx');
    const one = { ...query, text: '低保金' };
    await pc.call(
      'export.view',
      {
        job: jobId(),
        query: one,
        columns: ['project', 'comparedAt'],
        details: true,
        file: fileToken,
        reveal: null,
      },
      { [fileToken]: path },
    );
    const { counts, notes } = await importWorkbook(path, '三数比对');
    expect(counts).toMatchObject({ refused: 0 });
    expect(notes).toEqual([]);
    const page = await pc.call('records.page', { ...one, offset: 0, limit: 5 });
    expect(page.rows).toHaveLength(2);
    const records = await Promise.all(page.rows.map(({ id }) => pc.call('records.get', { register, id })));
    const [first, second] = records.map(({ children }) =>
      Object.entries(children).map(([key, rows]) => [key, rows.map(({ values }) => values)]),
    );
    expect(second).toEqual(first);
  });
});

async function importSheet(rows: readonly (readonly string[])[]): Promise<Output<'import.check'>> {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1', 'G1:H1', 'A3:A4', 'B3:B4'].map(utils.decode_range);
  utils.book_append_sheet(book, sheet, '三数');
  const path = join(pcs.folder, '三数来表.xlsx');
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return importWorkbook(path, '三数');
}

async function importWorkbook(path: string, sheet: string): Promise<Output<'import.check'>> {
  const opened = await pc.call(
    'import.open',
    { job: jobId(), register, file: fileToken },
    { [fileToken]: path },
  );
  const laid = await pc.call('import.sheet', {
    job: jobId(),
    import: opened.import,
    sheet,
    headerRows: null,
  });
  const mapping = laid.columns.map(({ index, target }) => ({ index, target }));
  const checked = await pc.call('import.check', {
    job: jobId(),
    import: opened.import,
    mapping,
    contextYear: null,
  });
  const verdicts = ['duplicate', 'skipped'] as const;
  const asked = { import: opened.import, verdicts: [...verdicts], onlyProblems: false, offset: 0, limit: 9 };
  for (const { row, duplicateOf } of (await pc.call('import.rows', asked)).rows)
    if (duplicateOf)
      await pc.call('import.fix', { import: opened.import, row, cells: {}, decision: 'import' });
  await pc.call('import.commit', { job: jobId(), import: opened.import, allowPartial: true });
  return checked;
}
