/** An item past its due date, on the papers of the ledger (reference 3.5.1). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPrintedRecords } from '../../main/reports/form-data.ts';
import { layForm } from '../../main/reports/forms.ts';
import { sampleContext } from '../reports/support/samples.ts';
import { openOffice, type Office } from './office.ts';
import { ledgerOf, today } from './rectification-ledger.ts';

let vault: Office;
beforeEach(async () => {
  vault = await openOffice();
});
afterEach(() => vault.dispose());

const { step, setupPlan, closeOut } = ledgerOf(() => vault);

function paper(form: 'F23' | 'F26', register: string, id: string): string {
  const options = { revealed: false, mayRead: () => true, regionName: (code: string) => code };
  const records = readPrintedRecords(vault.engine.context, register, [id], options);
  const { body } = layForm(sampleContext(), { form, records, period: '', extra: {} });
  return body.replaceAll(/<[^>]+>|\s/gu, '');
}

test('is called not done from the day after on, without anybody doing anything, and what is closed stays closed', () => {
  const { plan, first, second, measures } = setupPlan();
  for (const item of [first, second])
    step('rectItem', item, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
  closeOut(first, measures.slice(0, 2));
  vault.setDay('2026-06-30');
  expect(paper('F26', 'rectPlan', plan)).toContain('正在整改1个，未完成（逾期）0个，完成率50.00%');
  expect(paper('F23', 'rectItem', second)).toContain('正在整改');
  vault.setDay('2026-07-01');
  const report = paper('F26', 'rectPlan', plan);
  expect(report).toContain('正在整改0个，未完成（逾期）1个，完成率50.00%');
  expect(report).toContain('（未完成）');
  const late = [first, second].map((item) => paper('F23', 'rectItem', item).includes('未完成'));
  expect(late).toEqual([false, true]);
});
