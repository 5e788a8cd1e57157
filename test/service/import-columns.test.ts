/** What the window asks for on the page of the columns is what the check asks for, and no more. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mappingProblems, proposedMapping } from '../../renderer/pages/import/mapping.ts';
import { fixtureBytes } from '../registers/spreadsheet/support.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  testUsers,
  type TestPc,
} from '../support/office.ts';

const pcs = createTestPcs();
let city: TestPc;

beforeAll(async () => {
  city = pcs.pc('city');
  await foundTestOffice(city, 'CITY', '330800', [
    ...testUsers,
    { account: 'plan', role: 'PLANNER' as const },
  ]);
  await city.signIn('plan');
}, 60_000);
afterAll(() => pcs.dispose());

it('a pool of people without columns for schooling, holdings and appraisals can go on to the check', async () => {
  const path = join(pcs.folder, 'pool.xlsx');
  writeFileSync(path, fixtureBytes('quzhou-people-pool'));
  const job = jobId();
  const input = { job, register: 'poolPerson' as const, whole: null, file: fileToken };
  const opened = await city.call('import.open', input, { [fileToken]: path });
  const [sheet] = opened.sheets;
  const { columns, targets } = await city.call('import.sheet', {
    ...{ job, import: opened.import, sheet: sheet?.name ?? '', headerRows: null },
  });
  expect(mappingProblems(proposedMapping(columns), columns, targets)).toEqual([]);
  const named = columns.map((column) => (column.target === 'name' ? { ...column, target: null } : column));
  expect(mappingProblems(proposedMapping(named), named, targets).join()).toBe('还没有列对应到必填项：姓名。');
});
