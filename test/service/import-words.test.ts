/** Words of a sheet that are none of the choices, and rows the clerk leaves out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
}, 60_000);
afterAll(() => pcs.dispose());

const heading = ['收件日期', '信访方式', '被反映人', '职级', '反映的主要问题', '办理方式', '是否实名'];
const letters = [
  ['2026.4.1', '来信', '周某甲', '中层正职', '反映周某甲收受礼金的问题。', '发函了解', '否'],
  ['2026.4.2', '来信', '吴某乙', '科级', '反映吴某乙公车私用的问题。', '发函 了解', '否'],
  ['2026.4.3', '信鸽', '郑某丙', '中层正职', '反映郑某丙违规经商办企业的问题。', '转办', '待查'],
];

async function check(rows: readonly (readonly string[])[] = letters): Promise<string> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([heading, ...rows].map((row) => [...row])), '台账');
  const path = join(pcs.folder, `${jobId()}.xlsx`);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const open = { job: jobId(), register: 'petition' as const, file: fileToken };
  const opened = await pc.call('import.open', open, { [fileToken]: path });
  const sheet = { job: jobId(), import: opened.import, sheet: '台账', headerRows: null };
  const { columns } = await pc.call('import.sheet', sheet);
  const mapping = columns.map(({ index, target }) => ({ index, target }));
  await pc.call('import.check', { job: jobId(), import: opened.import, mapping, contextYear: 2026 });
  return opened.import;
}

const verdicts = async (id: string): Promise<readonly string[]> =>
  (
    await pc.call('import.rows', {
      import: id,
      verdicts: ['new', 'duplicate', 'skipped', 'refused'],
      onlyProblems: false,
      offset: 0,
      limit: 50,
    })
  ).rows.map(({ row, verdict }) => `${row} ${verdict}`);

const words = async (id: string) =>
  (await pc.call('import.words', { import: id })).words.map(
    ({ path, word, rows, meaning }) => `${path} ${word} ${rows} ${meaning ?? '未对应'}`,
  );

describe('words that are none of the choices', { timeout: 60_000 }, () => {
  it('are listed once with their rows, explained once for all rows, and may be left out where the field may', async () => {
    const id = await check();
    expect(await verdicts(id)).toEqual(['2 refused', '3 refused', '4 refused']);
    expect(await words(id)).toEqual([
      'handling 发函了解 2 未对应',
      'accused.rank 中层正职 2 未对应',
      'channel 信鸽 1 未对应',
      'isRealName 待查 1 未对应',
    ]);
    const explain = (path: string, word: string, meaning: string | null) =>
      pc.call('import.explainWord', { import: id, path, word, meaning });
    expect((await explain('handling', '发函了解', 'SELF')).counts).toMatchObject({ new: 1, refused: 2 });
    expect((await explain('accused.rank', '中层正职', '')).counts).toMatchObject({ new: 2, refused: 1 });
    await explain('channel', '信鸽', 'LETTER');
    expect((await explain('isRealName', '待查', 'true')).counts).toMatchObject({ new: 3, refused: 0 });
    expect((await explain('channel', '信鸽', null)).counts).toMatchObject({ new: 2, refused: 1 });
    await explain('channel', '信鸽', 'LETTER');
    const done = await pc.call('import.commit', { job: jobId(), import: id, allowPartial: false });
    expect(done.imported).toBe(3);
    const page = await pc.call('records.page', {
      register: 'petition',
      filters: [],
      sort: [{ field: 'no', direction: 'asc' }],
      offset: 0,
      limit: 9,
    });
    expect(page.rows.map(({ values }) => values['handling'])).toEqual(['SELF', 'SELF', 'FORWARD']);
    const [first] = page.rows;
    const stored = await pc.call('records.get', { register: 'petition', id: first?.id ?? '' });
    expect(JSON.stringify(stored.children['accused'])).not.toContain('中层');
  });

  it('a required field cannot be left out, nor a word given a meaning that is no choice', async () => {
    const id = await check();
    const call = pc.service.call;
    for (const meaning of ['', 'PIGEON']) {
      const input = { import: id, path: 'channel', word: '信鸽', meaning };
      expect((await call('import.explainWord', input, {})).ok).toBe(false);
    }
    pc.bugs.splice(0);
  });

  it('are remembered by the office for the next sheet, and shown there', async () => {
    const id = await check(letters.map(([date = '', ...rest]) => [date.replace('4.', '3.'), ...rest]));
    expect((await verdicts(id)).join()).not.toContain('refused');
    expect(await words(id)).toContain('handling 发函了解 2 SELF');
  });
});

describe('a row the clerk leaves out', { timeout: 60_000 }, () => {
  it('is skipped although it has errors, and comes back when asked', async () => {
    const id = await check([
      ['2026.14.1', '来信', '钱某丁', '科级', '反映钱某丁吃拿卡要的问题。', '转办', '否'],
    ]);
    const leave = { import: id, row: 2, cells: {}, decision: 'skip' as const };
    expect((await pc.call('import.fix', leave)).counts).toMatchObject({ skipped: 1, refused: 0 });
    const back = await pc.call('import.fix', { ...leave, decision: null });
    expect(back.counts).toMatchObject({ skipped: 0, refused: 1 });
  });
});
