/** What a plan of before an update says once its terms were worked out anew. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { quietJob } from '../../main/service/jobs.ts';
import { failureOf, openOffice, type Office } from './office.ts';
import { ledgerOf, officer } from './rectification-ledger.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

const { read, save, step } = ledgerOf(() => office);
const update = (): Promise<unknown> =>
  office.vault.transactLong((tx) => office.engine.countLaterDeadlines(tx, officer), quietJob);

it('is held to the day by which its outcome is made public, when that is to be put off', async () => {
  const { id } = save('rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-01-12' });
  await update();
  office.vault.transact((tx) => {
    tx.run(
      `UPDATE rectPlan SET state = 'CONTINUING', reportApprovedAt = '2026-03-02', openDueAt = NULL WHERE id = ?`,
      [id],
    );
    tx.run(`UPDATE setting SET value = '11' WHERE key = 'deadlines.reckoning'`);
  });
  expect(read('rectPlan', id).values['openDueAt'] ?? null).toBeNull();
  await update();
  expect(read('rectPlan', id).values['openDueAt']).toBe('2026-04-02');
  const putOff = (openExtensionTo: string): void =>
    step('rectPlan', id, 'proposeExtensionOpen', {
      openExtensionTo,
      openExtensionReason: '涉密内容须先审核',
    });
  expect(failureOf(() => putOff('2026-03-20')).type).toBe('DueDateWrong');
  putOff('2026-04-20');
});
