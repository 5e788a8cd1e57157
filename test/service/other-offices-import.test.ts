/** The import wizard on registers of offices with habits of their own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../preload/contract/contract.ts';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
}, 60_000);
afterAll(() => pcs.dispose());

type Rows = readonly (readonly (string | null)[])[];

async function read(
  sheets: Readonly<Record<string, Rows>>,
): Promise<{ id: string } & Output<'import.sheet'>> {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  }
  const path = join(pcs.folder, `${jobId()}.xlsx`);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const open = { job: jobId(), register: 'petition' as const, file: fileToken };
  const opened = await pc.call('import.open', open, { [fileToken]: path });
  const sheet = (opened.sheets.find(({ proposed }) => proposed) ?? opened.sheets[0])?.name ?? '';
  const wanted = { job: jobId(), import: opened.import, sheet, headerRows: null };
  return { id: opened.import, ...(await pc.call('import.sheet', wanted)) };
}

async function check(sheets: Readonly<Record<string, Rows>>): Promise<string> {
  const { id, columns, year } = await read(sheets);
  const mapping = columns.map(({ index, target }) => ({ index, target }));
  await pc.call('import.check', { job: jobId(), import: id, mapping, contextYear: year });
  return id;
}

const rowsOf = async (id: string) =>
  (
    await pc.call('import.rows', {
      import: id,
      verdicts: ['new', 'duplicate', 'skipped', 'refused'],
      onlyProblems: false,
      offset: 0,
      limit: 200,
    })
  ).rows;

const head = ['序号', '收件日期', '信访方式', '反映人', '被反映人', '反映的主要问题', '备注'];

describe('the wizard', { timeout: 60_000 }, () => {
  it('offers the year that the title says, not the year of today', async () => {
    const row = ['1', '12月3日', '来信', '', '李某某', '反映李某某违规发放津贴的问题。', ''];
    const { year } = await read({ 台账: [['某县2025年度信访件登记台账'], head, row] });
    expect(year).toBe(2025);
  });

  it('says of a form for one letter that it is no register', async () => {
    const { notes } = await read({
      登记表: [
        ['信访件登记表'],
        ['收件日期', '2026.4.3', '信访方式', '来信'],
        ['反映人', '张三', '联系电话', '13900000000'],
        ['被反映人', '李四', '单位职务', '县民政局局长'],
        ['主要内容', '反映违规发放津贴补贴的问题。'],
      ],
    });
    expect(notes.join()).toContain('一件一张的登记表');
  });

  it('says which other sheets are registers too, since only one is imported', async () => {
    const month = (day: string): Rows => [head, ['1', day, '来信', '', '李某某', '反映李某某的问题。', '']];
    const { notes } = await read({
      一月: month('2026.1.3'),
      二月: month('2026.2.3'),
      统计: [
        ['方式', '件数'],
        ['来信', '2'],
      ],
    });
    expect(notes.join()).toContain('“二月”（1行）也像台账');
    expect(notes.join()).not.toContain('统计');
  });

  it('names the columns about the petitioner that it would leave out', async () => {
    const { notes, columns } = await read({
      台账: [
        [...head, '反映人微信号'],
        ['1', '2026.4.3', '来信', '张三', '李某某', '反映李某某的问题。', '', 'zhangsan-77'],
      ],
    });
    expect(columns.at(-1)?.target).toBeNull();
    expect(notes.join()).toContain('“反映人微信号”列涉及反映人身份');
  });

  it('doubts a repeat whose first letter is nowhere, and keeps what the sheet said when it goes in', async () => {
    const id = await check({
      台账: [head, ['1', '2026.4.3', '来信', '王一', '赵某某', '反映赵某某公车私用的问题。', '重复件']],
    });
    const [row] = await rowsOf(id);
    expect(row?.verdict).toBe('new');
    expect(row?.problems.map(({ message }) => message).join()).toContain('没有找到首次件');
    await pc.call('import.commit', { job: jobId(), import: id, allowPartial: false });
    const page = await pc.call('records.page', {
      register: 'petition',
      filters: [],
      sort: [],
      offset: 0,
      limit: 9,
    });
    const stored = await pc.call('records.get', { register: 'petition', id: page.rows[0]?.id ?? '' });
    expect(JSON.stringify(stored)).toContain('原表写明是重复件');
  });

  it('gives every row of a paged register an answer', async () => {
    const letter = (serial: number, name: string) => [
      String(serial),
      `2026年4月${serial}日上午`,
      '信件',
      '匿名',
      `${name}某`,
      `反映${name}某收受礼金的问题。`,
      '',
    ];
    const id = await check({
      说明: [
        ['填写项', '要求'],
        ['收件日期', '必填'],
        ['信访方式', '必填'],
        ['反映人', '选填'],
        ['被反映人', '选填'],
        ['备注', '选填'],
      ],
      台账: [
        ['某县2026年信访件台账'],
        ['填报单位：县委巡察办', '', '', '', '', '', '单位：件'],
        head,
        letter(1, '周'),
        letter(2, '吴'),
        ['本页合计', '2件'],
        head,
        letter(1, '郑'),
        ['合计', '3件'],
        ['填表人：孙某', '', '', '审核人：钱某', '', '填报日期：2026年5月1日'],
      ],
    });
    const rows = await rowsOf(id);
    expect(rows.map(({ row, verdict }) => `${row} ${verdict}`)).toEqual([
      '4 new',
      '5 new',
      '6 skipped',
      '7 skipped',
      '8 new',
      '9 skipped',
      '10 skipped',
    ]);
    expect(rows.filter(({ verdict }) => verdict === 'skipped').every(({ reason }) => reason !== '')).toBe(
      true,
    );
  });
});
