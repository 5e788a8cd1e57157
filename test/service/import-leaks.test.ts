/** A spreadsheet into a register that goes to the inspected organisation is compared with the petitioners (decision 018). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  testUsers,
  type TestPc,
} from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const pcs = createTestPcs();
let pc: TestPc;
let plan = '';

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  // In a small office whoever takes letters in keeps the ledger as well.
  const both = { account: 'both', role: ['REGISTRAR', 'RECT_OFFICER'] as const };
  await foundTestOffice(pc, 'COUNTY', undefined, [...testUsers, both]);
  await pc.signIn('reg');
  await saveLetter(pc, letter);
  await pc.signIn('rect');
  const values = { targetId: '县某局党组', feedbackAt: '2026-03-02' };
  const blank = { draft: null, confirmed: {}, duplicate: null, sealedDirect: false, children: {} };
  const input = { register: 'rectPlan' as const, id: null, rev: null, values, ...blank };
  plan = (await pc.call('records.save', input)).id;
}, 60_000);
afterAll(() => pcs.dispose());

const heading = ['序号', '反馈问题', '整改措施', '责任人'];

/** What the check of this sheet of the ledger is asked for with. */
async function open(rows: readonly (readonly string[])[]): Promise<Input<'import.check'>> {
  const book = utils.book_new();
  const sheet = [heading, ...rows.map((row, index) => [String(index + 1), ...row])];
  utils.book_append_sheet(book, utils.aoa_to_sheet(sheet), '整改台账');
  const path = join(pcs.folder, `${jobId()}.xlsx`);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const open = { job: jobId(), register: 'rectItem' as const, whole: plan, file: fileToken };
  const { import: id } = await pc.call('import.open', open, { [fileToken]: path });
  const { columns } = await pc.call('import.sheet', {
    ...{ job: jobId(), import: id, sheet: '整改台账', headerRows: null },
  });
  const mapping = columns.map(({ index, target }) => ({ index, target }));
  return { job: jobId(), import: id, mapping, contextYear: null };
}

/** As far as the rows that were checked. */
async function check(
  rows: readonly (readonly string[])[],
): Promise<{ readonly id: string } & Output<'import.check'>> {
  const input = await open(rows);
  return { id: input.import, ...(await pc.call('import.check', input)) };
}

/** What is said about petitioners, by row. */
const doubtful = async (id: string) =>
  (
    await pc.call('import.rows', {
      ...{ import: id, verdicts: ['new', 'duplicate', 'refused'], onlyProblems: true, offset: 0, limit: 200 },
    })
  ).rows.flatMap(({ row, problems }) =>
    problems.flatMap(({ column, message }) => (message.includes('反映人') ? [{ row, column, message }] : [])),
  );
const commit = (id: string, namedReason = '') => ({
  ...{ job: jobId(), import: id, allowPartial: false, namedReason },
});

const clean = ['工程款管理不严', '建立台账', '李某某'] as const;
const named = ['据王小明反映，工程款没有公开', '公开账目', '张某某'] as const;
const inPart = ['物资管理不严', '向王小明（13912345678）当面答复', '赵某某'] as const;

describe('a ledger with petitioners in it', { timeout: 60_000 }, () => {
  it('tells whoever may know petitioners which cells name one, and comes in without these rows or once they are reworded', async () => {
    await pc.signIn('both');
    const { id, counts } = await check([clean, named, inPart]);
    expect(counts).toMatchObject({ new: 3, named: 2 });
    const rows = await doubtful(id);
    expect(rows.map(({ row, column }) => [row, column])).toEqual([
      [3, 1],
      [4, 2],
    ]);
    expect(JSON.stringify(rows)).not.toContain('小明');
    const refused = await pc.refusal('import.commit', commit(id));
    expect(refused).toMatchObject({ type: 'PetitionersNamed', why: expect.stringContaining('第3行、第4行') });
    const fix = { import: id, cells: {}, decision: null };
    const left = await pc.call('import.fix', { ...fix, row: 3, decision: 'skip' });
    expect(left.counts.named).toBe(1);
    const reworded = await pc.call('import.fix', { ...fix, row: 4, cells: { 2: '向反映人当面答复' } });
    expect(reworded.counts.named).toBe(0);
    expect(await pc.call('import.commit', commit(id))).toMatchObject({ imported: 2 });
  });

  it('comes in as it is with a reason that stands in the audit log alone', async () => {
    await pc.signIn('both');
    const { id } = await check([['请王小明施工队返工', '返工', '钱某某']]);
    expect(await pc.call('import.commit', commit(id, '施工队负责人同名'))).toMatchObject({ imported: 1 });
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ offset: 0, limit: 50, text: null, from: null, to: null, action: 'import.commit' },
    });
    expect(entries.filter(({ reason }) => reason === '施工队负责人同名')).toHaveLength(1);
  });

  it('can be given up while the rows that may name somebody are compared one by one', async () => {
    await pc.signIn('both');
    const namesake = (_: unknown, index: number) => [`王小明施工队第${index}处返工`, '返工', '钱某某'];
    const input = await open(Array.from({ length: 60 }, namesake));
    const running = pc.service.call('import.check', input, {});
    const isComparing = (): boolean => {
      const last = pc.events.at(-1);
      return last?.type === 'progress' && last.job === input.job && last.text.startsWith('正在逐行核对');
    };
    const end = { reached: false };
    void running.then(() => (end.reached = true));
    while (!isComparing() && !end.reached) await setImmediate();
    expect(end.reached).toBe(false);
    await pc.call('jobs.cancel', { job: input.job });
    expect(await running).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    const { counts } = await pc.call('import.check', { ...input, job: jobId() });
    expect(counts).toHaveProperty('named', 60);
    expect(pc.bugs).toEqual([]);
  });

  it('asks nothing of whoever may not know petitioners, for the question would tell whose name it is', async () => {
    await pc.signIn('rect');
    const { id, counts } = await check([['王小明承包的鱼塘没有收回', '收回', '孙某某']]);
    expect(counts).toHaveProperty('named', 0);
    expect(await doubtful(id)).toEqual([]);
    await expect(pc.call('import.commit', commit(id))).resolves.toHaveProperty('imported', 1);
  });
});
