/** Records that may be named only once they have come so far (`chosenIn` of a field). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { director, failureOf, openOffice, type Office } from './office.ts';
import { ledgerOf, officer, today } from './rectification-ledger.ts';

let vault: Office;
beforeEach(async () => {
  vault = await openOffice();
});
afterEach(() => vault.dispose());

const { save, read, step, setupPlan } = ledgerOf(() => vault);

test('an item takes in no problem that nobody has confirmed, and keeps one that it named before', () => {
  const { plan, first } = setupPlan();
  const problem = (statement: string) => {
    const { id } = save('problem', { targetId: '县民政局党组', statement, facts: '2025年' });
    return { id, no: read('problem', id).no };
  };
  const proposed = problem('账目混乱');
  const item = { plan, statement: '账目混乱的问题', type: 'LONG_TERM', problem: proposed.id };
  const refused = failureOf(() => save('rectItem', item));
  expect(refused.fields?.['problem']).toBe(
    `反馈问题所选的${proposed.no}还是“拟提出”，须先办到“已审定”才能选择；请先办理该件，或者改选、清空。`,
  );
  step('problem', proposed.id, 'confirm', { confirmedAt: today }, director);
  const { id } = save('rectItem', item);
  step('problem', proposed.id, 'withdraw', {}, director, '重新核实');
  const confirmed = { dueMissing: '长期坚持' };
  const { rev } = read('rectItem', id);
  vault.save(officer, {
    ...{ register: 'rectItem', id, rev, confirmed, children: {} },
    values: { progressText: '已核对' },
  });
  expect(read('rectItem', id).values).toMatchObject({ problem: proposed.id, progressText: '已核对' });
  expect(read('rectItem', first).values['problem'] ?? null).toBeNull();
});
