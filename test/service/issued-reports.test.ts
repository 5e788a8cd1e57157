/** 出具报表: frozen under a number, opened only by who may read what it counts, and compared with today's figures. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseUnbalanced } from '../../main/service/issued-reports.ts';
import type { Output } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  type TestPc,
  testUsers,
} from '../support/office.ts';
import { createTestPrinter, textOf } from '../support/printer.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { signedLead } from './kinds.ts';
import { letter, saveAnother, saveLetter } from './letters.ts';

const pcs = createTestPcs();
const printer = createTestPrinter();
const year = { from: '2026-01-01', to: '2026-12-31', offices: null } as const;
const intake = { report: 'R-01', rows: 'month', ...year } as const;
let pc: TestPc;
let issued: Output<'reports.issue'>;

const issue = (parameters: typeof intake | (typeof year & { report: 'R-06' | 'R-09'; rows: 'month' })) =>
  pc.call('reports.issue', { job: jobId(), parameters });
/** Of the office's own R-01 of the year that it is. */
const number = (sequence: number): string =>
  `R-01-330824-${pc.today().slice(0, 4)}-${String(sequence).padStart(4, '0')}`;
const listed = async (): Promise<readonly string[]> =>
  (await pc.call('reports.issued', {})).reports.map(({ no }) => no);
const differences = async (id: string) =>
  (await pc.call('reports.compareIssued', { job: jobId(), id })).differences;

beforeAll(async () => {
  pc = pcs.pc('county', undefined, printer.ask);
  await foundTestOffice(pc, 'COUNTY', '330824', [...testUsers, { account: 'plan', role: 'PLANNER' }]);
  await pc.signIn('reg');
  await saveLetter(pc, letter);
}, 60_000);
afterAll(() => pcs.dispose());

describe('an issued report', () => {
  it('is numbered by report and year, and stands in the log with its digest', async () => {
    issued = await issue(intake);
    expect(issued.no).toBe(number(1));
    expect((await issue(intake)).no).toBe(number(2));
    expect(await listed()).toEqual([number(2), number(1)]);
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', {
      ...{ action: 'reports.issue', text: null, from: null, to: null, offset: 0, limit: 10 },
    });
    expect(entries.at(-1)).toMatchObject({ entityNo: issued.no });
    expect(entries.at(-1)?.detail).toContain(issued.digest);
    await pc.signIn('reg');
  });

  it('says tomorrow what it said, and what of it would be otherwise', async () => {
    const before = await pc.call('reports.issuedOne', { id: issued.id });
    expect(await differences(issued.id)).toEqual([]);
    await saveAnother(pc, '反映另一件事', '李某');
    expect((await pc.call('reports.issuedOne', { id: issued.id })).report).toEqual(before.report);
    const changed = await differences(issued.id);
    expect(changed).toContainEqual(
      expect.objectContaining({ row: '合计', column: '合计', issued: '1', present: '2' }) as unknown,
    );
    expect(changed.find(({ row }) => row === '合计')?.drill).not.toBeNull();
  });

  it('prints and goes into a workbook with its number and digest, as it was', async () => {
    const { document } = await pc.call('paper.report', { job: jobId(), source: { issued: issued.id } });
    await pc.call('paper.print', { job: jobId(), document, printer: 'p', copies: 1, duplex: false });
    const text = textOf(printer.printed.splice(0)[0]?.html);
    const { report } = await pc.call('reports.issuedOne', { id: issued.id });
    expect(text).toContain(issued.no);
    expect(text).toContain(issued.digest.slice(0, 16));
    expect(text).toContain(report.title);
    const path = join(pcs.folder, 'issued.xlsx');
    const source = { issued: issued.id };
    await pc.call('reports.export', { job: jobId(), source, file: fileToken }, { [fileToken]: path });
    expect(existsSync(path) && readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  });

  it('is not there for who may not read what it was counted from', async () => {
    await pc.signIn('plan');
    expect(await listed()).toEqual([]);
    for (const refused of [
      await pc.refusal('reports.issuedOne', { id: issued.id }),
      await pc.refusal('reports.compareIssued', { job: jobId(), id: issued.id }),
      await pc.refusal('paper.report', { job: jobId(), source: { issued: issued.id } }),
    ])
      expect(refused.type).toBe('ReportMissing');
    await pc.signIn('reg');
  });

  it('is not opened when what is kept is not what was issued', async () => {
    await inVaultOf(pc, 'reg', (vault) =>
      vault.transact((tx) =>
        tx.run(
          `UPDATE issued_report SET content = replace(content, '"text":"1"', '"text":"9"') WHERE id = ?`,
          [issued.id],
        ),
      ),
    );
    await pc.signIn('reg');
    expect(await pc.refusal('reports.issuedOne', { id: issued.id })).toMatchObject({ type: 'ReportDamaged' });
  });
});

describe('a report of leads', () => {
  it('is opened by who may read leads alone, and nothing of it is kept in clear', async () => {
    await signedLead(pc, { problemIntro: '违规收受礼金' });
    const parameters = { report: 'R-06', rows: 'month', ...year } as const;
    const { id, no } = await issue(parameters);
    expect((await pc.call('reports.issuedOne', { id })).report.title).not.toBe('');
    expect(await listed()).toContain(no);
    await pc.signIn('rect');
    expect(await listed()).not.toContain(no);
    expect((await pc.refusal('reports.issuedOne', { id })).type).toBe('ReportMissing');
    const kept = await inVaultOf(pc, 'rect', (vault) =>
      vault.get<{ content: string | null; sealed: Uint8Array }>(
        'SELECT content, sealed FROM issued_report WHERE id = ?',
        [id],
      ),
    );
    expect(kept?.content).toBeNull();
    expect(Buffer.from(kept?.sealed ?? []).toString('utf8')).not.toContain('cells');
    await pc.signIn('reg');
  });
});

it('who may read leads but holds no key issues what counts them beside others', async () => {
  const office = pcs.pc('another');
  await foundTestOffice(office, 'COUNTY', '330881', [
    ...testUsers,
    { account: 'keeper', role: 'CLUE_MANAGER' },
  ]);
  await office.signIn('dir');
  const parameters = { report: 'R-04', rows: 'month', ...year } as const;
  const { id } = await office.call('reports.issue', { job: jobId(), parameters });
  expect((await office.call('reports.issuedOne', { id })).report.report).toBe('R-04');
  expect((await office.call('reports.compareIssued', { job: jobId(), id })).differences).toEqual([]);
});

it('what was left out for who issued it is no difference for who may see it', async () => {
  await pc.signIn('reg');
  const parameters = { report: 'R-04', rows: 'month', ...year } as const;
  const { id } = await pc.call('reports.issue', { job: jobId(), parameters });
  await pc.signIn('dir');
  expect(await differences(id)).toEqual([]);
});

it('what does not agree is not issued, and the refusal names it', () => {
  const report = {
    ...{ report: 'R-01', title: '信访受理情况统计表', period: '', unit: '件' },
    ...{ columns: [], rows: [], rules: [], notes: [] },
    checks: [
      { ok: true, text: '横向相符' },
      { ok: false, text: '初次3＋重复2≠合计6' },
    ],
  } as const;
  expect(() => refuseUnbalanced(report as unknown as Output<'reports.compute'>)).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ type: 'ReportUnbalanced', why: '初次3＋重复2≠合计6。' }) as unknown,
    }) as Error,
  );
});
