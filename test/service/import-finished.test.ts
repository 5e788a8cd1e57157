/** An old ledger on its first day here: what it says is finished waits for nobody, the rest is as overdue as it is. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkFixture, createTestPcs, foundTestOffice, jobId, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
const now = Date.parse('2026-03-09T09:00:00+08:00');
let pc: TestPc;

const ledger = [
  '收件日期,信访方式,是否实名,反映人姓名,联系电话,被反映人姓名,反映的主要问题,办结日期,办理状态',
  '2025-03-03,来信,实名,王小明,13912345678,李某,反映虚报冒领补贴资金一事。,2025-06-01,',
  '2025-03-04,来信,实名,王小红,13912345679,钱某,反映村级工程不招投标。,,已归档',
  '2025-03-05,来信,实名,王小强,13912345670,孙某,反映违规发放津贴补贴问题。,,正在办理',
  '2026-02-02,来信,实名,王小刚,13912345671,周某,反映低保评定优亲厚友情况。,2026-03-02,已办结',
].join('\n');

beforeAll(async () => {
  pc = pcs.pc('county', () => now);
  await foundTestOffice(pc, 'COUNTY');
  const path = join(pcs.folder, '台账.csv');
  writeFileSync(path, `\uFEFF${ledger}`);
  const session = await checkFixture(pc, path);
  await pc.call('import.commit', { job: jobId(), import: session, allowPartial: false });
}, 60_000);
afterAll(() => pcs.dispose());

it('Letters a ledger calls finished enter as finished and run no clock; the others run theirs', async () => {
  const query = {
    register: 'petition' as const,
    filters: [],
    sort: [{ field: 'no', direction: 'asc' as const }],
  };
  const { rows } = await pc.call('records.page', { ...query, offset: 0, limit: 9 });
  expect(rows.map(({ state }) => state)).toEqual(['CLOSED', 'ARCHIVED', 'REGISTERED', 'REGISTERED']);
  const todo = await pc.call('dashboard.todo', {});
  expect(new Set(todo.items.map(({ no }) => no))).toEqual(new Set(rows.slice(2).map(({ no }) => no)));
});
