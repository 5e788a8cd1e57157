import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, foundTestOffice, importFixture, type TestPc } from '../support/office.ts';

const fixture = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');
const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await importFixture(pc, fixture);
}, 60_000);
afterAll(() => pcs.dispose());

const count = async (text: string): Promise<number> =>
  (await pc.call('records.totals', { register: 'petition', filters: [], sort: [], text })).total;

describe('a petitioner', { timeout: 30_000 }, () => {
  it('is found by the whole name, part of it, its initials, and part of the telephone', async () => {
    await pc.signInToDisclose('reg');
    const whole = await count('孙雪梅');
    expect(whole).toBeGreaterThan(0);
    expect(await count('雪梅')).toBeGreaterThanOrEqual(whole);
    expect(await count('18841059457')).toBe(1);
    expect(await count('9457')).toBeGreaterThanOrEqual(1);
    expect(await count('188 4105')).toBeGreaterThanOrEqual(1);
  });

  it('is not found by pieces that only stand apart', async () => {
    await pc.signInToDisclose('reg');
    expect(await count('18849457')).toBe(0);
  });

  it('stays out of reach of a person without the permission', async () => {
    await pc.signInToDisclose('dir');
    expect(await count('18841059457')).toBe(0);
    expect(await count('9457')).toBe(0);
  });
});
