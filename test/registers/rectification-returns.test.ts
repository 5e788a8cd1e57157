/** Items that come back, and letters sent back: what is asked anew, and of whom; what is asked about days (reference 3.5.2). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { director, failureOf, openOffice, type Office } from './office.ts';
import { ledgerOf, officer, today } from './rectification-ledger.ts';

let vault: Office;
beforeEach(async () => {
  vault = await openOffice();
});
afterEach(() => vault.dispose());

const { save, read, step, setupPlan, closeOut } = ledgerOf(() => vault);

describe('what comes back', () => {
  test.each([
    ['before', '2026-02-09'],
    ['on the day itself, before', today],
  ])('calls an item complete that was reopened only once more is done than what was done %s', (_, doneAt) => {
    const { first, measures } = setupPlan();
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    step('rectItem', first, 'progress', { progressText: '已清退', progressPct: 100, progressAt: today });
    const done = { doneAt, evidence: '学习记录3份' };
    for (const measure of measures.slice(0, 2)) step('rectMeasure', measure, 'finish', done);
    closeOut(first, []);
    step('rectItem', first, 'reportRelapse', { relapseFoundAt: today, relapseFacts: '又发' });
    step('rectItem', first, 'confirmRelapse', {}, director);
    step('rectItem', first, 'restart', { redoDueAt: '2026-05-31' });
    expect(read('rectItem', first).values).toMatchObject({ progressText: '已清退' });
    expect(read('rectItem', first).values['progressPct'] ?? null).toBeNull();
    const assess = () => step('rectItem', first, 'assess', { completion: 'DONE' });
    expect(failureOf(assess)).toMatchObject({
      type: 'NothingDoneSince',
      next: expect.stringContaining('更新进展'),
    });
    step('rectItem', first, 'progress', { progressText: '逐户核对', progressAt: today });
    assess();
    expect(read('rectItem', first).values).toMatchObject({ completion: 'DONE' });
  });

  test('keeps the verdict beside a relapse that was none, and starts blank with the next', () => {
    const { first, measures } = setupPlan();
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    closeOut(first, measures.slice(0, 2));
    const facts = { relapseFoundAt: today, relapseFacts: '又发' };
    step('rectItem', first, 'reportRelapse', facts);
    step('rectItem', first, 'rejectRelapse', {}, director, '另一事项');
    expect(read('rectItem', first).values).toMatchObject({
      ...facts,
      ...{ relapseVerdict: 'NONE', relapseJudgedAt: today, relapseJudgedBy: director.userId },
    });
    const report = read('rectItem', first).actions.find(({ key }) => key === 'reportRelapse');
    expect(report?.starts).toEqual({ relapseFoundAt: null, relapseFacts: null });
    step('rectItem', first, 'reportRelapse', facts);
    expect(read('rectItem', first).values['relapseVerdict'] ?? null).toBeNull();
    step('rectItem', first, 'confirmRelapse', {}, director);
    expect(read('rectItem', first).values).toMatchObject({ relapseVerdict: 'RELAPSE' });
  });

  test('tells who may not change a letter whose post it is to change it', () => {
    const letter = {
      targetId: '县民政局党组',
      kind: 'URGE',
      matter: '滞后',
      demand: '加快',
      draftedAt: today,
    };
    const { id } = save('urgeNotice', letter);
    const { actions } = vault.engine.reads['records.get'](director, { register: 'urgeNotice', id });
    const blocked = actions.find(({ key }) => key === 'approve')?.blocked;
    expect(blocked).toContain('请由整改督查员点“修改”，改正发送对象');
    expect(failureOf(() => step('urgeNotice', id, 'approve', {}, director)).next).toContain('请由整改督查员');
  });
});

describe('what was done or due', () => {
  test('before anything was fed back is asked about', () => {
    const { plan, first, measures } = setupPlan();
    const early = { plan, seq: 3, statement: '另一个问题', type: 'BY_DATE', dueAt: '2026-01-11' };
    expect(failureOf(() => save('rectItem', early)).fields?.['dueBeforeFeedback']).toContain('2026-01-12');
    save('rectItem', { ...early, dueAt: '2026-01-12' });
    const { id } = vault.save(officer, {
      ...{ register: 'rectItem', values: { ...early, seq: 4, statement: '又一个问题' } },
      confirmed: { dueBeforeFeedback: '巡察期间已立行立改' },
    });
    const change = (values: Readonly<Record<string, string>>) => () =>
      vault.save(officer, { register: 'rectItem', id, rev: read('rectItem', id).rev, values });
    change({ aspect: '贯彻落实党中央决策部署方面' })();
    expect(failureOf(change({ dueAt: '2025-06-30' })).fields?.['dueBeforeFeedback']).toContain('2025-06-30');
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    const [measure = ''] = measures;
    const done = { doneAt: '2026-01-11', evidence: '学习记录3份' };
    const finish = (confirmed = {}) => step('rectMeasure', measure, 'finish', done, officer, null, confirmed);
    expect(failureOf(finish).fields?.['doneBeforeFeedback']).toContain('早于反馈日期（2026-01-12）');
    finish({ doneBeforeFeedback: '立行立改' });
    expect(read('rectMeasure', measure)).toMatchObject({ state: 'DONE', values: { doneAt: '2026-01-11' } });
  });
});
