/** What was imported leaves again whole, and the sheet to fill in can be had. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, importFixture, jobId } from '../support/office.ts';
import { cellsOf } from './written-workbook.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const pcs = createTestPcs();
const query = { register: 'petition' as const, filters: [], sort: [] };
afterAll(() => pcs.dispose());

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
