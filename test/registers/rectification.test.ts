/** From feedback to 销号 in a real vault: the story of reference 3.5, with the papers and figures it ends in. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledgerListSeed } from '../../domain/registers/rect-item/list-seed.ts';
import type { RegisterId } from '../../domain/registers/registers.ts';
import { computeReport } from '../../main/reports/compute.ts';
import { readPrintedRecords } from '../../main/reports/form-data.ts';
import { layForm } from '../../main/reports/forms.ts';
import { sampleContext } from '../reports/support/samples.ts';
import { insertAttachment } from '../../main/registers/attachment-table.ts';
import { rectMeasure } from '../../domain/registers/rect-measure/rect-measure.ts';
import { wordsOf } from '../../renderer/registers/detail/deadline-words.ts';
import { director, failureOf, office, openOffice, person, type Office } from './office.ts';
import { ledgerOf, officer, scanOf, today } from './rectification-ledger.ts';

const officer2 = person('rect2', ['RECT_OFFICER']);

let vault: Office;
beforeEach(async () => {
  vault = await openOffice();
});
afterEach(() => vault.dispose());

const { save, read, step, setupPlan, closeOut } = ledgerOf(() => vault);

describe('the ledger', () => {
  test('counts its items as they are closed, and carries them to the plan', () => {
    const { plan, first, second, measures } = setupPlan();
    expect(read('rectPlan', plan).values).toMatchObject({ itemCount: 2, doneCount: 0, doneRate: '0.00%' });
    expect(read('rectItem', first).values).toMatchObject({
      targetId: '县民政局党组',
      feedbackAt: '2026-01-12',
      measureCount: 2,
      status: 'NOT_STARTED',
    });
    for (const item of [first, second])
      step('rectItem', item, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    closeOut(first, measures.slice(0, 2));
    expect(read('rectItem', first).values).toMatchObject({ status: 'CLOSED', measuresDone: 2 });
    expect(read('rectPlan', plan).values).toMatchObject({
      itemCount: 2,
      doneCount: 1,
      openCount: 1,
      closedCount: 1,
      doneRate: '50.00%',
    });
  });

  test('lets nobody close what he has recorded, and nothing with a measure open', () => {
    const { first, measures } = setupPlan();
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    const apply = () => step('rectItem', first, 'apply', { headSigner: '刘芳', headSignedAt: today });
    expect(failureOf(apply).type).toBe('MeasuresOpen');
    closeOut(first, measures.slice(0, 2));
    const again = () =>
      step('rectItem', first, 'reportRelapse', { relapseFoundAt: today, relapseFacts: '又发' });
    again();
    const confirm = (actor: typeof officer) => step('rectItem', first, 'confirmRelapse', {}, actor);
    expect(failureOf(() => confirm(officer)).type).toBe('NotAllowed');
    confirm(director);
    expect(read('rectItem', first).values).toMatchObject({ status: 'REOPENED' });
    expect(read('rectItem', first).values['closedAt'] ?? null).toBeNull();
  });

  test('waits on the first page for the next step, not for what may never happen', () => {
    const waiting = (actor: typeof officer) =>
      vault.engine.reads['dashboard.todo'](actor)
        .queues.map(({ label }) => label)
        .join();
    const { first, measures } = setupPlan();
    expect(waiting(officer)).toContain('待认领（未启动）');
    expect(waiting(director)).not.toContain('核销');
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    closeOut(first, measures.slice(0, 2));
    expect(waiting(officer)).not.toContain('反弹');
  });

  test('keeps the original date of an item whose extension another person grants', () => {
    const { first } = setupPlan();
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    step('rectItem', first, 'proposeExtension', { extensionTo: '2026-08-31', extensionReason: '涉诉' });
    const grant = { extendedDueAt: '2026-07-31', extensionApprover: '陈主任' };
    expect(failureOf(() => step('rectItem', first, 'approveExtension', grant, officer2)).type).toBe(
      'NotAllowed',
    );
    step('rectItem', first, 'approveExtension', grant, director);
    expect(read('rectItem', first).values).toMatchObject({ dueAt: '2026-06-30', currentDueAt: '2026-07-31' });
    const [clock] = read('rectItem', first).deadlines;
    expect(clock).toMatchObject({ due: '2026-07-31' });
  });

  test('carries measures that were due with it along to the granted date, and keeps what was done late as late', () => {
    const { first, measures } = setupPlan();
    const [follows = '', done = ''] = measures;
    const ahead = save('rectMeasure', { item: first, seq: 3, content: '先行自查', dueAt: '2026-03-31' }).id;
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    step('rectMeasure', done, 'finish', { doneAt: today, evidence: '学习记录3份' });
    step('rectItem', first, 'proposeExtension', { extensionTo: '2026-08-31', extensionReason: '涉诉' });
    const grant = { extendedDueAt: '2026-07-31', extensionApprover: '陈主任' };
    step('rectItem', first, 'approveExtension', grant, director);
    const clockOf = (id: string) => read('rectMeasure', id).deadlines[0];
    expect(clockOf(follows)).toMatchObject({ due: '2026-07-31', originalDue: '2026-06-30' });
    expect(read('rectMeasure', follows).values).toMatchObject({ dueAt: '2026-06-30' });
    expect(clockOf(ahead)).toMatchObject({ due: '2026-03-31', originalDue: null });
    expect(clockOf(done)).toMatchObject({ due: '2026-06-30', originalDue: null });
    step('rectMeasure', follows, 'finish', { doneAt: today, evidence: '清退凭证' });
    expect(clockOf(follows)).toMatchObject({ due: '2026-07-31', originalDue: '2026-06-30' });
  });

  test('says of a measure that moved with its item what moved it, and calls no return an extension', () => {
    const { first, measures } = setupPlan();
    const [follows = '', done = ''] = measures;
    const moved = (id: string) => {
      const { values, deadlines } = read('rectMeasure', id);
      return deadlines.map((clock) => [
        values['movedFor'],
        clock.due,
        wordsOf(rectMeasure, values, clock).moved,
      ]);
    };
    step('rectItem', first, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    step('rectItem', first, 'proposeExtension', { extensionTo: '2026-07-31', extensionReason: '涉诉' });
    const grant = { extendedDueAt: '2026-07-31', extensionApprover: '陈主任' };
    step('rectItem', first, 'approveExtension', grant, director);
    expect(moved(follows)).toEqual([['延期', '2026-07-31', '随事项延期']]);
    for (const id of [follows, done])
      step('rectMeasure', id, 'finish', { doneAt: today, evidence: '学习记录3份' });
    step('rectItem', first, 'assess', { completion: 'DONE' });
    step('rectItem', first, 'apply', { headSigner: '刘芳', headSignedAt: today });
    step('rectItem', first, 'returnReview', { redoDueAt: '2026-09-30' }, officer, '佐证不全');
    step('rectMeasure', follows, 'redo', {}, officer, '补清退');
    expect(moved(follows)).toEqual([['退回后定', '2026-09-30', '随事项退回后定']]);
    expect(moved(done)).toEqual([['延期', '2026-07-31', '随事项延期']]);
  });

  test('refuses a plan whose ledger lacks a problem it states', () => {
    const { plan } = setupPlan();
    const pledge = { planPledgeBy: '刘芳', planPledgeAt: today, planPledgeScan: '背书.pdf' };
    const submitted = { planSubmittedAt: today, ...pledge };
    const submit = (confirmed = {}) =>
      step('rectPlan', plan, 'submitPlan', submitted, officer, null, confirmed);
    expect(failureOf(submit).fields?.['planPledgeScan']).toContain('须是本件的附件');
    vault.vault.transact((tx) => insertAttachment(tx, scanOf(plan)));
    const state = (statedCount: number) =>
      vault.save(officer, {
        ...{ register: 'rectPlan', id: plan, rev: read('rectPlan', plan).rev, values: { statedCount } },
      });
    state(3);
    expect(failureOf(submit).fields?.['countsDiffer']).toContain('文件所载3个，台账中2个');
    submit({ countsDiffer: '另一个问题待补录' });
    const { entries } = vault.engine.reads['records.history'](officer, { register: 'rectPlan', id: plan });
    expect(entries[0]?.reason).toContain('确认：另一个问题待补录');
    const approve = () => step('rectPlan', plan, 'approvePlan', { planApprovedAt: today }, director);
    state(28);
    expect(failureOf(approve)).toMatchObject({
      type: 'CountsDiffer',
      what: '合计与明细不符：文件所载28个，台账中2个。',
    });
    state(2);
    approve();
    expect(read('rectPlan', plan).state).toBe('CONCENTRATED');
    const more = () =>
      save('rectItem', { plan, seq: 3, statement: '另一个问题', type: 'BY_DATE', dueAt: '2026-06-30' });
    expect(failureOf(more).fields?.['itemBeyondStated']).toContain('文件所载反馈问题2个');
  });
});

test('a plan is signed with its items and their measures, as the step leaves it', () => {
  const { plan } = setupPlan();
  const texts = () => [...vault.engine.signedTexts('rectPlan', plan, { withholdNote: '涉密' })];
  const places = texts().map(({ label, text }) => `${label}：${text}`);
  expect(places).toEqual(
    expect.arrayContaining([
      '不公开的内容和理由：涉密',
      '具体问题：低保资金发放不规范的问题',
      '整改措施：全面核查清退资金',
    ]),
  );
});

describe('its papers', () => {
  const text = (
    form: Parameters<typeof layForm>[1]['form'],
    register: RegisterId,
    ids: readonly string[],
  ) => {
    const options = { revealed: false, mayRead: () => true, regionName: (code: string) => code };
    const records = readPrintedRecords(vault.engine.context, register, ids, options);
    const input = { form, records, period: '', extra: {} } as Parameters<typeof layForm>[1];
    return layForm(sampleContext(), input).body;
  };

  test('merge equal cells of the ledger downwards and keep a line for each measure', () => {
    const { first, second } = setupPlan();
    const body = text('F23', 'rectItem', [first, second]);
    expect(body).toContain('县民政局党组整改台账');
    expect(body).toMatch(/rowspan="3"[^>]*>贯彻落实党中央决策部署方面/u);
    expect(body).toMatch(/rowspan="2"[^>]*>违规发放津贴补贴的问题/u);
    expect(body.match(/贯彻落实党中央决策部署方面/gu)).toHaveLength(1);
    expect(body).toContain('1.开展专题学习');
    expect(body).toContain('2.全面核查清退资金');
    expect(text('F21', 'rectItem', [first])).toContain('整改任务清单');
  });

  test('say in each colour how much time is left, and hint, urge or order by it', () => {
    const { first } = setupPlan();
    const letter = { targetId: '县民政局党组', items: [first], demand: '逐条核对', draftedAt: today };
    const body = (kind: string): string => {
      const notice = { ...letter, kind, matter: `${kind}发放津贴补贴的问题` };
      return text('F27', 'urgeNotice', [save('urgeNotice', notice).id]).replaceAll(/<[^>]+>|\s/gu, '');
    };
    const all = ['GREEN', 'YELLOW', 'RED'].map(body);
    for (const [index, words] of ['特此提示', '特此督促', '现责令立即整改'].entries())
      expect(all.map((each) => each.includes(words))).toEqual([0, 1, 2].map((each) => each === index));
    expect(all[0]).toContain('GREEN发放津贴补贴的问题。该事项的整改时限为2026年6月30日，截至');
    expect(all[0]).toContain('要求：逐条核对。');
  });

  test('keep the number an item has in its ledger, and give each organisation a list of its own', () => {
    const { first, second } = setupPlan();
    const read = { revealed: false, mayRead: () => true, regionName: (code: string) => code };
    const [one, other] = readPrintedRecords(vault.engine.context, 'rectItem', [first, second], read);
    if (!one || !other) throw new Error('no items');
    const of = (item: typeof one, changed: Readonly<Record<string, string>>) => ({
      ...item,
      text: (key: string) => changed[key] ?? item.text(key),
    });
    const records = [of(one, { seq: '7' }), of(other, { targetId: '县住建局党组', seq: '3' })];
    const mixed = [...records, of(one, { seq: '9' })];
    const input = { form: 'F23' as const, records: mixed, period: '', extra: {} };
    const { body, overleaf } = layForm(sampleContext(), input);
    const rows = body.replaceAll(/<(?!tr)[^>]+>|\s/gu, '').split(/<tr[^>]*>/u);
    const targets = ['县民政局党组', '县住建局党组'];
    expect(rows.filter((row) => targets.includes(row))).toEqual(targets);
    expect(rows.flatMap((row) => /^\d+(?![\d.])/u.exec(row) ?? [])).toEqual(['7', '9', '3']);
    const again = Object.values(overleaf)
      .join('')
      .replaceAll(/<[^>]+>/gu, '');
    for (const text of ['7（续）', '违规发放津贴补贴的问题（续）']) expect(again).toContain(text);
    expect(text('F22', 'rectItem', [first])).toContain('整改责任清单');
  });

  test('come as the lists of a set, all drawn from the one ledger', () => {
    const { first, second } = setupPlan();
    const options = { revealed: false, mayRead: () => true, regionName: (code: string) => code };
    const records = readPrintedRecords(vault.engine.context, 'rectItem', [first, second], options);
    const labels = new Map(ledgerListSeed.lists.map(({ code, label }) => [code, label]));
    for (const { code, lists } of ledgerListSeed.sets) {
      const extra = { 清单: `set:${code}` };
      const { body } = layForm(sampleContext(), { form: 'F23', records, period: '', extra });
      const titles = [...body.matchAll(/<h1>县民政局党组(.*?)<\/h1>/gu)].map(([, title]) => title);
      expect(titles).toEqual(lists.map((list) => labels.get(list)));
    }
  });

  test('show each stage of the close-out with its own signature', () => {
    const { plan, first, second, measures } = setupPlan();
    for (const item of [first, second])
      step('rectItem', item, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    closeOut(first, measures.slice(0, 2));
    const sheet = text('F24', 'rectItem', [first]).replaceAll(/<[^>]+>|\s/gu, '');
    for (const name of ['刘芳', '王登记', '赵组长', '钱纪检', '孙组织', '陈主任'])
      expect(sheet).toContain(name);
    expect(sheet).toContain('1.开展专题学习：2026年3月9日完成');
    const report = text('F26', 'rectPlan', [plan]).replaceAll(/<[^>]+>|\s/gu, '');
    expect(report).toContain('反馈问题2个，已完成1个');
    expect(report).toContain('完成率50.00%');
  });
});

function compute(report: 'R-09' | 'R-10' | 'R-18', day: string) {
  const { codes, rules } = vault.engine.context.reference(vault.vault);
  const parameters = {
    report,
    rows: 'target' as const,
    from: '2026-01-01',
    to: '2026-12-31',
    offices: null,
  };
  const result = computeReport(vault.vault, parameters, { codes, rules, today: day, offices: [office] });
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
  const total = result.rows.find(({ total: isTotal }) => isTotal);
  return Object.fromEntries(
    result.columns.map(({ key }, index) => [key, total?.cells[index]?.text] as const),
  );
}

describe('its figures', () => {
  test('put every item into one column and open the items behind each', () => {
    const { first, second, measures } = setupPlan();
    for (const item of [first, second])
      step('rectItem', item, 'acknowledge', { acknowledgedBy: '刘芳', acknowledgedAt: today });
    closeOut(first, measures.slice(0, 2));
    expect(compute('R-09', today)).toMatchObject({
      total: '2',
      done: '1',
      open: '1',
      notDone: '0',
      doneRate: '50.00%',
      closed: '1',
    });
    expect(compute('R-09', '2026-07-01')).toMatchObject({ open: '0', notDone: '1' });
    expect(compute('R-10', '2026-06-10')).toMatchObject({ GREEN: '1', YELLOW: '0', RED: '0' });
    expect(compute('R-10', '2026-06-20')).toMatchObject({ GREEN: '0', YELLOW: '1', RED: '0' });
    expect(compute('R-10', '2026-07-01')).toMatchObject({ GREEN: '0', YELLOW: '0', RED: '1' });
    expect(compute('R-18', today)).toMatchObject({ total: '0', issues: '0' });
  });

  test('call an item undated for which nobody has set a day, and its page and the list do too', () => {
    const { plan } = setupPlan();
    const words = { plan, seq: 3, statement: '食堂账目混乱的问题', dueText: '立行立改' };
    const item = save('rectItem', { ...words, type: 'IMMEDIATE' });
    expect(compute('R-10', '2026-12-31')).toMatchObject({ RED: '2', undated: '1' });
    expect(compute('R-09', '2026-12-31')).toMatchObject({ notDone: '2', undated: '1' });
    expect(read('rectItem', item.id).deadlines).toEqual([]);
    const query = { register: 'rectItem' as const, filters: [], sort: [], offset: 0, limit: 50 };
    const { rows } = vault.engine.reads['records.page'](officer, query);
    expect(rows.find(({ id }) => id === item.id)?.nextDue).toBeNull();
  });
});
