/** What was imported leaves again whole, and the sheet to fill in can be had. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, importFixture, jobId } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';
import { cellsOf } from './written-workbook.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const pcs = createTestPcs();
const query = { register: 'petition' as const, filters: [], sort: [] };
afterAll(() => pcs.dispose());

it('a list carries the highest mark of its letters and of the office, in the file and in its name', async () => {
  const pc = pcs.pc('marked');
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  expect(await pc.call('export.mark', { query })).toEqual({ mark: '工作秘密' });
  for (const secrecy of [
    { secrecyLevel: 'CONFIDENTIAL', secrecyTerm: '10年' },
    { secrecyLevel: 'SECRET', secrecyTerm: '5年' },
  ]) {
    const values = { ...letter.values, markKind: 'STATE_SECRET', secrecyBasis: '测试依据', ...secrecy };
    await saveLetter(pc, { ...letter, values: { ...values, summary: `密级${secrecy.secrecyTerm}的件` } });
  }
  expect(await pc.call('export.mark', { query })).toEqual({ mark: '机密★10年' });
  expect(await pc.call('export.mark', { query: null })).toEqual({ mark: '工作秘密' });
  const path = join(pcs.folder, '密件.xlsx');
  const input = { job: jobId(), query, columns: ['no'], file: fileToken, reveal: null };
  await pc.call('export.view', input, { [fileToken]: path });
  expect(cellsOf(path).flat()).toContain('机密★10年');
}, 60_000);

describe('a list that leaves', { timeout: 60_000 }, () => {
  it('of the fixture comes back row for row', async () => {
    const other = pcs.pc('other');
    await foundTestOffice(other, 'COUNTY');
    const { imported } = await importFixture(other, fixture);
    const path = join(pcs.folder, '全部.xlsx');
    const input = { job: jobId(), query, columns: ['no', 'summary'], file: fileToken, reveal: null };
    expect((await other.call('export.view', input, { [fileToken]: path })).rows).toBe(imported);
    const template = join(pcs.folder, '模板.xlsx');
    await other.call(
      'template.download',
      { job: jobId(), register: 'petition', file: fileToken },
      { [fileToken]: template },
    );
    expect(cellsOf(template).length).toBeGreaterThan(10);
  });
});
