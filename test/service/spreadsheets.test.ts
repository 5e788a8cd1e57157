/** The import wizard step by step, and lists on their way out. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
import { cellsOf, formulasOf } from './written-workbook.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
}, 60_000);
afterAll(() => pcs.dispose());

const heading = [
  '收件日期',
  '信访方式',
  '反映人姓名',
  '联系电话',
  '被反映人姓名',
  '被反映人单位',
  '反映的主要问题',
];
const rows = [
  ['2026-03-02', '来信', '王小明', '13912345678', '李某某', '县某局', '反映李某某违规发放津贴补贴的问题。'],
  ['2026.13.1', '来信', '赵小红', '13912345679', '钱某某', '县另一局', '反映钱某某优亲厚友的问题。'],
  [
    '2026-03-05',
    '来访',
    '王小明',
    '13912345678',
    '李某某',
    '县某局',
    '反映李某某违规发放津贴补贴的问题，要求查处。',
  ],
  ['2026-03-06', '来信', '', '', '孙某某', '某镇政府', '=HYPERLINK("http://x","点我")'],
  ['2026-03-07', '来信', '', '', '周某某', '+86乡政府', '@反映周某某在低保评定中弄虚作假的问题。'],
];

/** A workbook of the clerk's in the folder of the test. */
function workbook(
  name: string,
  data: readonly (readonly string[])[] = rows,
): Readonly<Record<string, string>> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([heading, ...data].map((row) => [...row])), '台账');
  const path = join(pcs.folder, name);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return { [fileToken]: path };
}

async function check(
  files: Readonly<Record<string, string>>,
): Promise<{ id: string } & Output<'import.check'>> {
  const opened = await pc.call('import.open', { job: jobId(), register: 'petition', file: fileToken }, files);
  const { import: id, sheets } = opened;
  const sheet = sheets.find(({ proposed }) => proposed)?.name ?? '';
  const layout = await pc.call('import.sheet', { job: jobId(), import: id, sheet, headerRows: null });
  const mapping = layout.columns.map(({ index, target }) => ({ index, target }));
  const checked = await pc.call('import.check', { job: jobId(), import: id, mapping, contextYear: null });
  // What the step before said of the sheet.
  expect(checked.counts.rows).toBe(layout.dataRows + layout.otherRows);
  return { id, ...checked };
}

const everyVerdict: Input<'import.rows'>['verdicts'] = ['new', 'duplicate', 'skipped', 'refused'];
const rowsOf = async (id: string, verdicts = everyVerdict, onlyProblems = false) =>
  (await pc.call('import.rows', { import: id, verdicts, onlyProblems, offset: 0, limit: 200 })).rows;
const commit = (id: string, allowPartial = false) => ({ job: jobId(), import: id, allowPartial });
const query = { register: 'petition' as const, filters: [], sort: [] };
const total = async (): Promise<number> => (await pc.call('records.totals', query)).total;

describe('an import', { timeout: 60_000 }, () => {
  it('writes nothing while it is looked at', async () => {
    const { id, counts } = await check(workbook('一.xlsx'));
    expect(counts).toMatchObject({ rows: 5, new: 3, duplicate: 1, refused: 1 });
    expect(await total()).toBe(0);
    await pc.call('import.close', { import: id });
    expect(
      (
        await pc.refusal('import.rows', {
          import: id,
          verdicts: ['new'],
          onlyProblems: false,
          offset: 0,
          limit: 1,
        })
      ).type,
    ).toBe('ImportGone');
    expect((await pc.refusal('import.commit', commit(id))).type).toBe('ImportGone');
  });

  it('waits for decisions and corrections, takes them, and then writes everything at once', async () => {
    const { id } = await check(workbook('一.xlsx'));
    expect((await pc.refusal('import.commit', commit(id))).type).toBe('RepeatsUndecided');
    const [wrong] = await rowsOf(id, ['refused']);
    const problem = wrong?.problems.find(({ severity }) => severity === 'error');
    if (!wrong || !problem) throw new Error('the wrong date was not found');
    expect(wrong).toMatchObject({ row: 3, cells: { '0': '2026.13.1' } });
    const [repeat] = await rowsOf(id, ['duplicate']);
    if (!repeat) throw new Error('the repeat was not found');
    expect(repeat.duplicateOf).toMatchObject({ id: null, no: '本表第2行' });
    const decided = await pc.call('import.fix', {
      import: id,
      row: repeat.row,
      cells: {},
      decision: 'repeat',
    });
    expect(decided.row.decision).toBe('repeat');
    expect((await pc.refusal('import.commit', commit(id))).type).toBe('RowsRefused');
    expect(await total()).toBe(0);

    const still = await pc.call('import.fix', { import: id, row: 3, cells: { '0': '昨天' }, decision: null });
    expect(still.row.verdict).toBe('refused');
    const fixed = await pc.call('import.fix', {
      import: id,
      row: 3,
      cells: { '0': '2026年3月1日' },
      decision: null,
    });
    expect(fixed).toMatchObject({ row: { verdict: 'new' }, counts: { refused: 0 } });
    const done = await pc.call('import.commit', commit(id));
    expect(done).toMatchObject({ imported: 5, repeats: 1, refused: 0 });
    expect(await total()).toBe(5);
    const numbers = await pc.call('records.page', {
      ...query,
      sort: [{ field: 'no', direction: 'asc' }],
      offset: 0,
      limit: 50,
    });
    expect(numbers.rows.map(({ no }) => no)).toEqual(numbers.rows.map(({ no }) => no).toSorted());
    expect(numbers.rows[0]?.no).toBe(done.firstNo);
    expect(numbers.rows.map(({ values }) => values['receivedAt'])).toContain('2026-03-01');
  });

  it('of the same file again finds every letter in the register and takes none', async () => {
    const { id, counts } = await check(workbook('一.xlsx'));
    expect(counts).toMatchObject({ new: 0, duplicate: 0 });
    const known = await rowsOf(id, ['skipped']);
    expect(known.map(({ reason }) => reason).join()).toContain('完全相同');
    expect(known.length + (counts.refused > 0 ? 1 : 0)).toBe(5);
    expect((await pc.refusal('import.commit', commit(id, true))).type).toBe('NothingToImport');
    expect(await total()).toBe(5);
    await pc.call('import.close', { import: id });
  });

  it('can be stopped while it is checked, and nothing of it stays', async () => {
    const open = { job: jobId(), register: 'petition' as const, file: fileToken };
    const opened = await pc.call('import.open', open, { [fileToken]: fixture });
    const sheet = opened.sheets.find(({ proposed }) => proposed)?.name ?? '';
    const layout = await pc.call('import.sheet', {
      job: jobId(),
      import: opened.import,
      sheet,
      headerRows: null,
    });
    const job = jobId();
    const mapping = layout.columns.map(({ index, target }) => ({ index, target }));
    const running = pc.service.call(
      'import.check',
      { job, import: opened.import, mapping, contextYear: null },
      {},
    );
    await pc.call('jobs.cancel', { job });
    expect(await running).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    expect(await total()).toBe(5);
    await pc.call('import.close', { import: opened.import });
  });

  it('gives the clerk’s own workbook back with the wrong rows marked', async () => {
    const { id } = await check({ [fileToken]: fixture });
    const path = join(pcs.folder, '错误行.xlsx');
    const done = await pc.call(
      'import.errorWorkbook',
      { job: jobId(), import: id, file: fileToken },
      { [fileToken]: path },
    );
    expect(done.rows).toBeGreaterThan(0);
    expect(cellsOf(path)).toContain('错误原因');
    await pc.call('import.close', { import: id });
  });

  it('belongs to whoever opened it', async () => {
    const { id } = await check(workbook('二.xlsx'));
    const page = { import: id, verdicts: everyVerdict, onlyProblems: false, offset: 0, limit: 1 };
    expect((await pc.call('import.rows', page)).total).toBe(5);
    await pc.signIn('reg');
    expect((await pc.refusal('import.rows', page)).type).toBe('ImportGone');
  });

  it('refuses what is no spreadsheet, in words', async () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['空.xlsx', ''],
      ['扫描.xlsx', '%PDF-1.7 不是表格'],
      ['半个.xlsx', 'PK\u0003\u0004半个压缩包'],
    ];
    for (const [name, content] of wrong) {
      const path = join(pcs.folder, name);
      writeFileSync(path, content);
      const open = { job: jobId(), register: 'petition' as const, file: fileToken };
      const result = await pc.service.call('import.open', open, { [fileToken]: path });
      expect([name, result.ok]).toEqual([name, false]);
      expect(pc.bugs).toEqual([]);
    }
    const gone = await pc.refusal(
      'import.open',
      { job: jobId(), register: 'petition', file: fileToken },
      { [fileToken]: join(pcs.folder, '没有.xlsx') },
    );
    expect(gone.type).toBe('FileUnreachable');
  });

  it('names itself and its file in the history of each letter and once in the audit log', async () => {
    const {
      rows: [row],
    } = await pc.call('records.page', { ...query, offset: 0, limit: 1 });
    const { entries } = await pc.call('records.history', { register: 'petition', id: row?.id ?? '' });
    expect(entries[0]).toMatchObject({ action: 'import', reason: '一.xlsx' });
    await pc.signIn('aud');
    const log = await pc.call('audit.list', {
      offset: 0,
      limit: 9,
      action: 'import.commit',
      text: null,
      from: null,
      to: null,
    });
    expect(log.total).toBe(1);
    expect(JSON.stringify(log.entries)).not.toMatch(/王小明|津贴/u);
    await pc.signIn('reg');
  });
});

describe('a list that leaves', () => {
  const columns = ['no', 'receivedAt', 'summary', 'petitioners', 'accused'];
  const exported = async (reveal: string | null): Promise<string> => {
    const path = join(pcs.folder, `导出-${jobId()}.xlsx`);
    await pc.call(
      'export.view',
      { job: jobId(), query, columns, file: fileToken, reveal },
      { [fileToken]: path },
    );
    return path;
  };

  it('masks petitioners unless they are asked for with a reason, which is kept', async () => {
    const masked = cellsOf(await exported(null)).join('\n');
    expect(masked).not.toMatch(/王小明|13912345678/u);
    expect(masked).toContain('王**');
    await pc.signInToDisclose('reg');
    const clear = cellsOf(await exported('上级调阅')).join('\n');
    expect(clear).toMatch(/王小明/u);
    expect(clear).toMatch(/13912345678/u);
    await pc.signIn('aud');
    const log = await pc.call('audit.list', {
      offset: 0,
      limit: 2,
      action: 'export.view',
      text: null,
      from: null,
      to: null,
    });
    expect(log.entries.map(({ reason }) => reason)).toEqual(['上级调阅', null]);
    expect(log.entries[0]?.detail).toContain('含反映人信息');
  });

  it('shows petitioners to nobody without the permission, whatever reason is given', async () => {
    await pc.signIn('clue');
    const path = join(pcs.folder, '不该有.xlsx');
    const input = { job: jobId(), query, columns, file: fileToken, reveal: '想看' };
    expect((await pc.refusal('export.view', input, { [fileToken]: path })).type).toBe('NotAllowed');
    expect(existsSync(path)).toBe(false);
    await pc.signIn('reg');
  });

  it('holds text as text, also when it looks like a formula', async () => {
    const path = await exported(null);
    expect(cellsOf(path)).toContain('=HYPERLINK("http://x","点我")');
    expect(formulasOf(path)).toEqual([]);
  });

  it('pastes text as text too, with petitioners masked', async () => {
    const page = await pc.call('records.page', { ...query, offset: 0, limit: 50 });
    const { text } = await pc.call('export.copy', {
      register: 'petition',
      ids: page.rows.map(({ id }) => id),
      columns,
    });
    const lines = text.split('\n');
    expect(lines).toHaveLength(6);
    for (const cell of lines.flatMap((line) => line.split('\t'))) expect(cell).not.toMatch(/^[=+\-@]/u);
    expect(text).not.toMatch(/王小明|13912345678/u);
    expect(text).toContain('HYPERLINK');
  });

  it('that cannot be written leaves no half file and says why', async () => {
    const folder = join(pcs.folder, '占用.xlsx');
    mkdirSync(folder);
    const input = { job: jobId(), query, columns, file: fileToken, reveal: null };
    expect((await pc.refusal('export.view', input, { [fileToken]: folder })).type).toMatch(/^File/u);
    const gone = join(pcs.folder, '没有的文件夹', 'a.xlsx');
    expect((await pc.refusal('export.view', input, { [fileToken]: gone })).type).toBe('FileNotWritten');
    expect(existsSync(`${folder}.part`)).toBe(false);
  });
});
