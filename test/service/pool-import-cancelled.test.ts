/** A pool of hundreds that is given up while its rows are written: nothing of it stays, and it can be imported again. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Vault } from '../../main/vault/api.ts';
import {
  checkFixture,
  createTestPcs,
  foundTestOffice,
  jobId,
  testUsers,
  type TestPc,
} from '../support/office.ts';
import { writePool } from '../support/pool.ts';
import { inVaultOf } from '../support/vault-of.ts';

const register = 'poolPerson' as const;
const count = 600;
const pcs = createTestPcs();
let pc: TestPc;
let path = '';

beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY', '330824', [...testUsers, { account: 'plan', role: 'PLANNER' }]);
  path = join(pcs.folder, 'pool.xlsx');
  writePool(path, 0, count);
}, 60_000);
afterAll(() => pcs.dispose());

const total = async (): Promise<number> =>
  (await pc.call('records.totals', { register, filters: [], sort: [] })).total;

/** How many rows each table has; the log tells what was tried and stays. */
const rowsOf = (vault: Vault): Readonly<Record<string, number>> =>
  Object.fromEntries(
    vault
      .all<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'audit' ORDER BY name",
      )
      .map(({ name }) => [
        name,
        vault.get<{ rows: number }>(`SELECT count(*) AS rows FROM "${name}"`)?.rows ?? 0,
      ]),
  );

it('leaves no row in any table and no gap in the numbers', { timeout: 120_000 }, async () => {
  // What a check remembers of the columns is the person's, whatever becomes of the import.
  await checkFixture(pc, path, register, 'plan');
  const before = await inVaultOf(pc, 'plan', rowsOf);
  const checked = await checkFixture(pc, path, register, 'plan');
  const job = jobId();
  const input = { import: checked, allowPartial: true };
  const running = pc.service.call('import.commit', { job, ...input }, {});
  const isWriting = (): boolean => {
    const last = pc.events.at(-1);
    return last?.type === 'progress' && last.text === '正在写入' && last.done > 0 && last.done < last.total;
  };
  while (!isWriting()) await setImmediate();
  await pc.call('jobs.cancel', { job });
  expect(await running).toMatchObject({ ok: false, error: { type: 'Canceled' } });
  expect(await total()).toBe(0);
  expect(await inVaultOf(pc, 'plan', rowsOf)).toEqual(before);
  const again = await checkFixture(pc, path, register, 'plan');
  const done = await pc.call('import.commit', { job: jobId(), import: again, allowPartial: true });
  expect(done.imported).toBe(count);
  expect(await total()).toBe(count);
  const gaps = await pc.call('records.numberGaps', { register, year: Number(pc.today().slice(0, 4)) });
  expect(gaps).toMatchObject({ last: count, missing: [] });
});
