/** A letters' sheet taken into a register that does not seal petitioners: none of them gets into it, whatever is chosen. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
import { save } from './kinds.ts';

const fixture = join(import.meta.dirname, '..', 'fixtures', 'county-petitions-2026-round2.xlsx');
const pcs = createTestPcs();
let pc: TestPc;
let plan = '';

beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('rect');
  plan = await save(pc, 'rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-03-02' });
}, 60_000);
afterAll(() => pcs.dispose());

const head = ['序号', '收件日期', '反映人', '联系电话', '反映人数', '反映的主要问题', '整改时限'];
const row = ['1', '2026-04-03', '孙雪梅', '18841059457', '1', '违规发放补贴', '2026年6月底'];

function written(): Readonly<Record<string, string>> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([head, row]), '台账');
  const path = join(pcs.folder, `${jobId()}.xlsx`);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return { [fileToken]: path };
}

async function read(
  files: Readonly<Record<string, string>>,
  register: 'rectItem' | 'lead',
  whole: string | null,
) {
  const opened = await pc.call('import.open', { job: jobId(), register, whole, file: fileToken }, files);
  const sheet = opened.sheets.find(({ proposed }) => proposed)?.name ?? '';
  const asked = { job: jobId(), import: opened.import, sheet, headerRows: null };
  return { id: opened.import, ...(await pc.call('import.sheet', asked)) };
}

it('who petitioned is left out, with what else tells of them, and it is said', async () => {
  const { columns, notes } = await read(written(), 'rectItem', plan);
  const targets = Object.fromEntries(columns.map(({ heading, target }) => [heading, target]));
  expect(targets).toMatchObject({ 反映人: null, 联系电话: null, 反映人数: 'remark+' });
  expect(notes.join()).toContain('“反映人”、“联系电话”列涉及反映人身份');
});

it('nobody may choose 备注 or another text for it', async () => {
  const { id, columns } = await read(written(), 'rectItem', plan);
  for (const target of ['remark+', 'remark', 'problem']) {
    const mapping = columns.map((each) => ({
      index: each.index,
      target: each.heading === '反映人' ? target : each.target === target ? null : each.target,
    }));
    const check = { job: jobId(), import: id, mapping, contextYear: 2026 };
    expect((await pc.refusal('import.check', check)).type).toBe('PetitionerExposed');
  }
});

it('a petitioner is not proposed as a person of a lead, and who may import letters is named', async () => {
  await pc.signIn('clue');
  const { columns, better } = await read({ [fileToken]: fixture }, 'lead', null);
  for (const { heading, target } of columns.filter((each) => each.heading.startsWith('反映人')))
    if (heading !== '反映人数') expect({ heading, target }).toEqual({ heading, target: null });
  expect(better).toMatchObject({ register: 'petition', by: '信访登记员' });
  await pc.signIn('rect');
});
