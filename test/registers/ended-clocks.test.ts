/** Terms that nobody had met when their record came to its end. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Values } from '../../domain/register.ts';
import { rectMeasure } from '../../domain/registers/rect-measure/rect-measure.ts';
import { urgeNotice } from '../../domain/registers/urge-notice/urge-notice.ts';
import { isEndedUnanswered, wordsOf } from '../../renderer/registers/detail/deadline-words.ts';
import { director, type Office, openOffice } from './office.ts';
import { ledgerOf, officer, today } from './rectification-ledger.ts';

let vault: Office;
beforeEach(async () => {
  vault = await openOffice();
});
afterEach(() => vault.dispose());

const { save, read, step, setupPlan } = ledgerOf(() => vault);

function sentNotice(): string {
  const { id } = save('urgeNotice', {
    ...{ targetId: '县民政局党组', kind: 'URGE', matter: '进度滞后', demand: '加快整改', draftedAt: today },
    toOrg: '县民政局党组',
  });
  step('urgeNotice', id, 'approve', {}, director);
  step('urgeNotice', id, 'send', { sentAt: today, docNo: '〔2026〕1号', replyDueAt: '2026-03-20' });
  return id;
}

function saidOf(id: string): readonly (string | undefined)[] {
  const { deadlines, values } = read('urgeNotice', id);
  return deadlines.map((clock) => wordsOf(urgeNotice, values, clock).text);
}

test('a term that had run out when its record ended stays as late as it was then', () => {
  const id = sentNotice();
  vault.setDay('2026-03-23');
  expect(saidOf(id)).toEqual(['已超期1个工作日']);
  step('urgeNotice', id, 'withdraw', {}, director, '另行发文');
  vault.setDay('2026-06-30');
  expect(saidOf(id)).toEqual(['本件结束时已超期1个工作日']);
});

test('a term that was still running when its record ended runs out no more', () => {
  const id = sentNotice();
  step('urgeNotice', id, 'withdraw', {}, director, '另行发文');
  vault.setDay('2026-06-30');
  expect(saidOf(id)).toEqual(['本件已结束，不再计时']);
});

test('a paper that ended with a reason though somebody had not answered is not called done in time', () => {
  const met = {
    rule: 'R_NOTICE',
    state: 'met',
    remaining: null,
    due: '2026-03-20',
    originalDue: null,
  } as const;
  const said = (values: Values) => wordsOf(urgeNotice, values, met);
  expect(said({})).toMatchObject({ tone: 'success', text: '按期完成' });
  const ended = { unanswered: '甲办、乙办', unansweredNote: '机构改革' };
  expect(said(ended)).toMatchObject({ tone: 'neutral', text: '已结束（2个未回复），不再预警' });
});

test('who was asked is told that a paper is over without an answer', () => {
  const at = (state: string, deadlines: number) => {
    const { deadlines: clocks } = read('urgeNotice', sentNotice());
    return isEndedUnanswered(urgeNotice, { state, deadlines: clocks.slice(0, deadlines) });
  };
  expect([at('REPLIED', 0), at('WITHDRAWN', 0)]).toEqual([true, true]);
  expect([at('SENT', 0), at('REPLIED', 1)]).toEqual([false, false]);
});

test('of a record that came in as finished nobody says how late it was', () => {
  const id = sentNotice();
  vault.vault.transact((tx) => tx.run("UPDATE urgeNotice SET state = 'WITHDRAWN' WHERE id = ?", [id]));
  vault.setDay('2026-06-30');
  expect(saidOf(id)).toEqual(['本件已结束，不再计时']);
});

test('measures of an item that was cancelled wait for nobody, until it is taken up again', () => {
  const { first, measures } = setupPlan();
  const [open = '', done = ''] = measures;
  const overdue = () =>
    vault.engine.reads['dashboard.todo'](officer)
      .items.filter(({ register }) => register === 'rectMeasure')
      .map(({ id }) => id);
  const said = (id: string) => {
    const { deadlines, values } = read('rectMeasure', id);
    return deadlines.map((clock) => wordsOf(rectMeasure, values, clock).text);
  };
  step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
  step('rectMeasure', done, 'finish', { doneAt: today, evidence: '学习记录3份' });
  vault.setDay('2026-07-03');
  expect(overdue()).toContain(open);
  step('rectItem', first, 'cancel', { cancelReason: '机构撤并', cancelApprover: '陈主任' }, director);
  expect(overdue()).not.toContain(open);
  vault.setDay('2026-08-31');
  expect(said(open)).toEqual(['逾期后随事项核销，不再预警']);
  expect(said(done)).toEqual(['按期完成']);
  step('rectItem', first, 'uncancel', {}, director, '机构没有撤并');
  expect(overdue()).toContain(open);
  expect(said(open)).toEqual(['已超期62日']);
});
