/**
 * Acts that wait for another person, in the real window: a term that is put off, reports on rectification that are agreed to
 * one by one, and what of an order to correct at once was not corrected within the stay. What leads up to them is entered
 * through the bridge.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { callBridge, enter, take } from './pages/bridge.ts';
import { button } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { enterItems, handInPlan } from './pages/ledger.ts';
import { fullCityOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { addRow, edit, openRecord, refusedStep, save } from './pages/records.ts';

const { director, officer, registrar } = fullCityOffice.people;
const target = '市民政局党组';

describe.sequential('what waits for another person', () => {
  let app: App;

  atWork(fullCityOffice, registrar, (started) => {
    app = started;
  });

  const offered = (step: string): Promise<number> => button(app.page.locator('.form-head'), step).count();

  it('is the term of a letter, put off no sooner than it stands and only by who decides', async () => {
    const { id, no } = await letterSent();
    await openRecord(app, '信访件', no);
    expect(await offered('批准延期')).toBe(0);
    const why = '须向乡镇调取近三年账目。';
    const sooner = { 申请延期至: day(3), 延期理由: why };
    expect(await refusedStep(app, '申报延期', sooner)).toContain(`须晚于现在的时限（${day(5)}）`);
    await takeStep(app, '申报延期', { 申请延期至: day(20), 延期理由: why }, '对方已签收');
    await app.screenshot('extension-asked');
    await switchTo(app, director);
    await app.page.evaluate(`window.location.hash = '#/petition/${id}'`);
    await app.page.locator('.form-head h1').getByText(no).waitFor();
    expect(await offered('申报延期')).toBe(0);
    const head = { 延期批准领导: '市主任' };
    expect(await refusedStep(app, '批准延期', { 批准延期至: day(4), ...head })).toContain('须晚于现在的时限');
    await takeStep(app, '批准延期', { 批准延期至: day(15), ...head }, '对方已签收');
    await app.page.getByText(`原至 ${day(5)}`).waitFor();
    await app.screenshot('extension-granted');
    expect(await seriousViolations(app)).toEqual([]);
    await openPage(app, '信访件');
    const row = app.page.locator('.list-area tbody tr', { hasText: no });
    await row.locator(`[title*="${day(15)}"]`).waitFor();
    await app.screenshot('extension-in-list');
  }, 120_000);

  it('is what was not corrected within the stay, which goes into the ledger', async () => {
    await switchTo(app, officer);
    const plan = await enter(app, 'rectPlan', { targetId: target, feedbackAt: day(-40) });
    const notice = await orderSigned();
    await openRecord(app, '督办文书', notice);
    await button(app.page, '余下的列入台账').click();
    const form = app.page.locator('.form-page');
    await form.getByText(`由 ${notice} 转来`).waitFor();
    await app.screenshot('left-over-form');
    await fillIn(form, {
      整改方案: { choice: plan.no },
      整改类型: { choice: '限期整改' },
      整改时限: day(40),
    });
    const item = await save(app);
    await app.page.getByRole('link', { name: notice }).first().waitFor();
    await app.screenshot('left-over-item');
    await openPage(app, '整改事项');
    const row = app.page.locator('.list-area tbody tr', { hasText: item });
    await row.getByText('救助公示栏三个月没有更新').waitFor();
    await row.locator('.ant-tag').getByText('未启动').waitFor();
    await app.screenshot('left-over-in-list');
  }, 120_000);

  it('are the reports of a plan, each agreed to by every body that reviews it', async () => {
    const plan = await planAtWork();
    await openRecord(app, '整改方案', plan);
    const handedIn = { 报整改情况日期: day(-3), 报主要负责人组织落实情况日期: day(-3) };
    const signed = { 报告签字背书人: '黄某', 报告签字背书日期: day(-3) };
    const scan = { 报告签字背书扫描件: { choice: '方案签字背书.pdf' } };
    await takeStep(app, '报整改情况', { ...handedIn, ...signed, ...scan }, '报告待审定');
    expect(await offered('报告审定')).toBe(0);
    await agreeTo('整改情况报告');
    await switchTo(app, director);
    await openRecord(app, '整改方案', plan);
    const refused = await refusedStep(app, '报告审定', { 报告审定日期: day() });
    expect(refused).toContain('主要负责人组织落实情况报告还有2个单位没有同意');
    expect(refused).not.toContain('整改情况报告还有');
    await switchTo(app, officer);
    await openRecord(app, '整改方案', plan);
    await agreeTo('主要负责人组织落实情况报告');
    await app.screenshot('reports-agreed');
    await switchTo(app, director);
    await openRecord(app, '整改方案', plan);
    await takeStep(app, '报告审定', { 报告审定日期: day() }, '持续整改');
    await app.screenshot('reports-approved');
    expect(await seriousViolations(app)).toEqual([]);
  }, 120_000);

  /** A letter handed on, to be answered within five days. */
  async function letterSent(): Promise<{ readonly id: string; readonly no: string }> {
    const content = {
      channel: 'NETWORK',
      category: 'ACCUSATION',
      checkability: 'CONCRETE',
      isRealName: false,
    };
    const summary = '反映某镇虚报公益林补偿面积。';
    const accused = [{ rowId: '', values: { name: '李某某', unit: '某镇政府' } }];
    const confirmed = { registeredLate: '补登' };
    const values = { ...content, summary, receivedAt: day(-20) };
    const letter = await enter(app, 'petition', values, { accused }, confirmed);
    const handling = { handling: 'ASSIGN' };
    await take(app, 'petition', letter.id, 'propose', {
      ...handling,
      category: 'ACCUSATION',
      proposal: '拟交办。',
    });
    await switchTo(app, director);
    await take(app, 'petition', letter.id, 'approve', { ...handling, approval: '同意。' });
    await switchTo(app, registrar);
    const sent = { toOrg: '某镇纪委', toDocNo: '测巡转〔2026〕1号', sentAt: day(-10), replyDueAt: day(5) };
    await take(app, 'petition', letter.id, 'send', sent);
    await take(app, 'petition', letter.id, 'sign', { receiptAt: day(-9), receiptBy: '郑某' });
    return letter;
  }

  /** 立行立改通知书, signed for by the head of the organisation; returns its number. */
  async function orderSigned(): Promise<string> {
    const about = {
      kind: 'IMMEDIATE',
      targetId: target,
      toOrg: target,
      orgHead: '黄某',
      draftedAt: day(),
    };
    const said = { matter: '救助公示栏三个月没有更新。', demand: '三日内更新公示。' };
    const until = { stayEndsAt: day(5), replyDueAt: day(3) };
    const notice = await enter(app, 'urgeNotice', { ...about, ...said, ...until });
    await switchTo(app, director);
    await take(app, 'urgeNotice', notice.id, 'approve');
    await switchTo(app, officer);
    await take(app, 'urgeNotice', notice.id, 'send', { docNo: '测巡改〔2026〕7号', sentAt: day() });
    await take(app, 'urgeNotice', notice.id, 'sign', { signedBy: '黄某', signedAt: day() });
    return notice.no;
  }

  /** A plan with one item that is being carried out; returns its number. */
  async function planAtWork(): Promise<string> {
    const about = { targetId: '市水利局党组', feedbackAt: day(-60), statedCount: 1 };
    const plan = await enter(app, 'rectPlan', about);
    await enterItems(app, plan.id, 1, day(30));
    await openRecord(app, '整改方案', plan.no);
    await handInPlan(app, '黄某', day(-50));
    await reviewed(plan.id);
    await switchTo(app, director);
    await take(app, 'rectPlan', plan.id, 'approvePlan', { planApprovedAt: day(-48) });
    await switchTo(app, officer);
    return plan.no;
  }

  /** What the bodies say of the plan itself; they look at the reports too. */
  async function reviewed(id: string): Promise<void> {
    const { rev } = await callBridge(app, 'records.get', { register: 'rectPlan', id });
    const points = { answersAll: true, toThePoint: true, dutyClear: true, timeSound: true };
    const said = { ...points, reviewer: '审核某', reviewedAt: day(-49), verdict: 'AGREE' };
    const organs = ['DISCIPLINE', 'OFFICE'];
    const reviews = organs.map((organ) => ({ rowId: '', values: { ...said, organ } }));
    await callBridge(app, 'records.save', {
      ...{ register: 'rectPlan', id, rev, draft: null, duplicate: null, sealedDirect: false },
      ...{ values: { reviewOrgans: organs }, children: { reviews }, confirmed: {} },
    });
  }

  async function agreeTo(report: string): Promise<void> {
    const form = await edit(app);
    for (const organ of ['纪委监委', '巡察办'])
      await addRow(form, '报告审核意见', {
        审核的报告: { choice: report },
        会审单位: { choice: organ },
        审核人: `${organ}某`,
        审核日期: day(-1),
        结论: { choice: '同意' },
      });
    await save(app);
  }
});
