/** The last step of an import takes seconds: what the window meets meanwhile, and what stays when it is cut short. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../preload/contract/define.ts';
import { checkFixture, createTestPcs, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
import { letter, saveLetter } from './letters.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const all = 316;
const query = { register: 'petition' as const, filters: [], sort: [] };
const pcs = createTestPcs();
let pc: TestPc;
let checked: string;
let offices = 0;
afterAll(() => pcs.dispose());

beforeEach(async () => {
  pc = pcs.pc(`county-${(offices += 1)}`);
  await foundTestOffice(pc, 'COUNTY');
  checked = await checkFixture(pc, fixture);
}, 60_000);

const total = async (): Promise<number> => (await pc.call('records.totals', query)).total;
const commit = (job = jobId()): Promise<Result<unknown>> =>
  pc.service.call('import.commit', { job, import: checked, allowPartial: true }, {});

/** Resolves when rows are being written and more are to come. */
async function written(running: Promise<unknown>): Promise<void> {
  let over = false;
  void running.then(() => (over = true));
  const isWriting = (): boolean => {
    const last = pc.events.at(-1);
    return last?.type === 'progress' && last.text === '正在写入' && last.done < last.total;
  };
  while (!isWriting()) {
    if (over) throw new Error('it was over before it was seen');
    await setImmediate();
  }
}

describe('an import being written', { timeout: 60_000 }, () => {
  it('shows nothing of itself to lists, search and totals until all of it is there', async () => {
    const running = commit();
    await written(running);
    const seen = new Set<number>();
    let asked = 0;
    const end = { reached: false };
    void running.then(() => (end.reached = true));
    while (!end.reached) {
      const { rows } = await pc.call('records.page', { ...query, text: '问题', offset: 0, limit: 200 });
      seen.add(rows.length).add(await total());
      asked += 1;
      await setImmediate();
    }
    expect(asked).toBeGreaterThan(3);
    expect([...seen].filter((count) => count > 0 && count < 200)).toEqual([]);
    expect(seen).toContain(0);
    expect(await running).toMatchObject({ ok: true, value: { imported: all } });
    expect(await total()).toBe(all);
  });

  it('lets a letter that is saved meanwhile follow it', async () => {
    const running = commit();
    await written(running);
    const saved = await saveLetter(pc, letter);
    const result = await running;
    expect(result).toMatchObject({ ok: true, value: { imported: all } });
    const { lastNo } = (result as { readonly value: { readonly lastNo: string } }).value;
    expect(saved.no > lastNo).toBe(true);
    expect(await total()).toBe(all + 1);
    expect(pc.bugs).toEqual([]);
  });

  it('leaves nothing when it is cancelled, and can be done again', async () => {
    const job = jobId();
    const running = commit(job);
    await written(running);
    await pc.call('jobs.cancel', { job });
    expect(await running).toMatchObject({ ok: false, error: { type: 'Canceled' } });
    expect(await total()).toBe(0);
    expect(await commit()).toMatchObject({ ok: true, value: { imported: all } });
    expect(await total()).toBe(all);
    const gaps = await pc.call('records.numberGaps', { register: 'petition', year: 2026 });
    expect(gaps.missing).toEqual([]);
    // Neither the one that was called off nor the one that was written is told of again.
    const { notices } = await pc.signIn('reg');
    expect(notices.filter(({ text }) => text.includes('没有完成'))).toEqual([]);
  });

  it('leaves nothing when the desk is locked, and whoever began it is told so once', async () => {
    const running = commit();
    await written(running);
    await pc.service.lock('system');
    expect(await running).toMatchObject({ ok: false });
    const told = async (account: string): Promise<string> =>
      (await pc.signIn(account)).notices.map(({ text }) => text).join('');
    expect(await told('dir')).not.toContain('没有完成');
    expect(await told('reg')).toMatch(
      /上次导入信访件（“county-petitions.*xlsx”，.*）没有完成，一件也没有登记/u,
    );
    expect(await total()).toBe(0);
    expect(await told('reg')).not.toContain('没有完成');
    expect(pc.bugs).toEqual([]);
  });

  it('is not begun a second time, nor checked again, by an impatient clerk', async () => {
    const running = commit();
    const again = await commit();
    await written(running);
    const check = { job: jobId(), import: checked, mapping: [], contextYear: null };
    expect((await pc.refusal('import.check', check)).type).toBe('ImportRunning');
    expect(await running).toMatchObject({ ok: true });
    expect([again, await commit()]).toMatchObject([
      { ok: false, error: { type: 'AlreadyImported' } },
      { ok: false, error: { type: 'AlreadyImported' } },
    ]);
    expect(await total()).toBe(all);
  });
});
