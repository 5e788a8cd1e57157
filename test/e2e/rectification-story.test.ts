/**
 * The other half of a cross inspection (reference 2.4) in the real window: from what a group has found to a problem that is
 * fed back, put right item by item, closed by people who do not review themselves, and looked at again.
 */
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { atWork } from './pages/at-work.ts';
import { button } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import {
  enterItems,
  finishMeasure,
  handInPlan,
  judgeDone,
  reviewPlan,
  workThrough,
  type Entered,
} from './pages/ledger.ts';
import { fullCityOffice } from './pages/offices.ts';
import { fillIn, takeStep } from './pages/petitions.ts';
import { printListToPdf, printToPdf, wordsOf } from './pages/printing.ts';
import { addRow, edit, newRecord, openRecord, refusedStep, save } from './pages/records.ts';

const { director, officer } = fullCityOffice.people;

const place = { 巡察轮次: '2026年第四轮', 巡察组: '第四交叉巡察组', 被巡察党组织: '某县民政局党组' };

describe.sequential('a problem of a cross inspection', () => {
  let app: App;
  let draft = '';
  let problem = '';
  let plan = '';
  let item = '';
  let rest: readonly Entered[] = [];

  atWork(fullCityOffice, officer, (started) => {
    app = started;
  });

  it('that can be put right at once is ordered so, signed for by the head himself, and answered within the stay', async () => {
    const form = await newRecord(app, '督办文书');
    await fillIn(form, {
      ...place,
      文书种类: { choice: '立行立改通知书' },
      文号: '测巡改〔2026〕1号',
      事由: '临时救助公示栏三个月没有更新。',
      要求: '三日内更新公示。',
      驻点结束日期: day(5),
      回复期限: day(3),
      主送单位: place.被巡察党组织,
      党组织主要负责人: '黄某',
    });
    const order = await save(app);
    await switchTo(app, director);
    await openRecord(app, '督办文书', order);
    await takeStep(app, '签发', {}, '已签发');
    const paper = app.file('立行立改通知书.pdf', '');
    await printToPdf(app, '立行立改通知书', paper);
    expect(wordsOf(paper)).not.toContain(order);
    await switchTo(app, officer);
    await openRecord(app, '督办文书', order);
    await takeStep(app, '发出', { 发出日期: day() }, '已发出');
    expect(await refusedStep(app, '签收', { 签收人: '许某', 签收日期: day() })).toContain('亲自签收');
    await takeStep(app, '签收', { 签收人: '黄某', 签收日期: day() }, '已签收');
    await takeStep(app, '回复', { 回复日期: day(), 办理情况回告: '公示栏已更新。' }, '已回复');
    await app.screenshot('c0-order-answered');
  });

  it('begins with what the group has seen and one working paper signed by three', async () => {
    const form = await newRecord(app, '了解工作');
    await fillIn(form, {
      方式: { choice: '查阅资料' },
      日期: day(-30),
      ...place,
      内容: '查阅临时救助发放凭证',
      数量: '46',
      了解情况: '抽查46份凭证，3份领款签名系他人代签，涉及临时救助金3150元。',
    });
    await app.screenshot('c1-activity');
    await save(app);
    await button(app.page, /形成底稿/u).click();
    const paper = app.page.locator('.form-page');
    await paper.getByText(/转来，请核对后保存/u).waitFor();
    await app.screenshot('c2-draft-form');
    await fillIn(paper, { 底稿名称: '临时救助金发放审核不严' });
    draft = await save(app);
    await app.screenshot('c3-draft');
    expect(await refusedStep(app, '承办人签字')).toContain('要素不全');
    const form2 = await edit(app);
    await fillIn(form2, {
      发现过程: '2026年10月在县民政局查阅凭证发现。',
      了解方式: { choice: ['查阅资料'] },
      问题发生时间: '2025年3月至2026年6月',
      地点: '某县民政局',
      '定性依据（政策条款）': '社会救助暂行办法。',
      '责任主体、责任人': '县民政局党组',
    });
    await addRow(form2, '支撑材料', { 材料名称: '发放凭证复印件', 页数: '3' });
    await save(app);
    await takeStep(app, '承办人签字', { 承办人: '周某', 承办人签字日期: day(-29) }, '承办人已签');
    expect(await refusedStep(app, '副组长审核', { 副组长: '周某', 副组长签字日期: day(-28) })).toContain(
      '同一个人',
    );
    await takeStep(app, '副组长审核', { 副组长: '冯某', 副组长签字日期: day(-28) }, '副组长已审');
    await takeStep(app, '组长审签', { 组长: '吴某', 组长签字日期: day(-28) }, '组长已审签');
    await app.screenshot('c4-draft-signed');
  });

  it('is confirmed by the director, fed back and signed for', async () => {
    const { page } = app;
    await button(page, /转为反馈问题/u).click();
    const form = page.locator('.form-page');
    await form.getByText(`由 ${draft} 转来`).waitFor();
    await app.screenshot('c5-problem-form');
    await fillIn(form, {
      序号: '1',
      '聚焦方面（一级）': { choice: '聚焦群众身边腐败问题' },
      整改类型: { choice: '限期整改' },
      整改建议: '逐户核查发放情况，完善审核制度。',
    });
    problem = await save(app);
    await switchTo(app, director);
    await openRecord(app, '反馈问题', problem);
    await takeStep(app, '审定', { 审定日期: day(-27) }, '已审定');
    await switchTo(app, officer);
    await openRecord(app, '反馈问题', problem);
    await takeStep(app, '反馈', { 反馈日期: day(-26), 反馈文号: '测巡反〔2026〕4号' }, '已反馈');
    await takeStep(app, '签收认领', { 被巡察党组织签收人: '黄某', '签收（认领）日期': day(-25) }, '已认领');
    await app.screenshot('c6-problem-signed-for');
  });

  it('stands in the ledger with its measures, in a plan that others have reviewed', async () => {
    const { page } = app;
    const form = await newRecord(app, '整改方案');
    await app.screenshot('d1-plan-form');
    await fillIn(form, {
      ...place,
      反馈日期: day(-26),
      反馈文号: '测巡反〔2026〕4号',
      '反馈问题数（文件所载）': '85',
    });
    plan = await save(app);
    await app.screenshot('d2-plan');
    rest = await enterItems(app, page.url().split('/').at(-1) ?? '', 84, day(60));
    await openRecord(app, '反馈问题', problem);
    await button(page, /列入整改台账/u).click();
    const itemForm = page.locator('.form-page');
    await itemForm.getByText(`由 ${problem} 转来`).waitFor();
    await app.screenshot('d3-item-form');
    await itemForm.getByTitle(plan).waitFor();
    await fillIn(itemForm, { 责任领导: '黄某', 责任人: '许某', 整改时限: day(-1) });
    item = await save(app);
    await app.screenshot('d4-item');
    await button(page, '新增整改措施').click();
    await fillIn(page.locator('.form-page'), {
      整改措施: '逐户核查2025年以来临时救助发放情况，追回3150元。',
      完成标志: '核查报告和缴款凭证',
      措施责任人: '许某',
    });
    await save(app);
    await app.screenshot('d5-measure');
    await openRecord(app, '整改方案', plan);
    await handInPlan(app, '黄某', day(-20));
    await reviewPlan(app, day(-18));
    await switchTo(app, director);
    await openRecord(app, '整改方案', plan);
    await app.screenshot('d7-plan-of-director');
    await takeStep(app, '方案审定', { 方案审定日期: day(-17) }, '集中整改');
  });

  it('is urged with a red letter once it is overdue, which another person signs off', async () => {
    await switchTo(app, officer);
    const { page } = app;
    await openRecord(app, '整改事项', item);
    await takeStep(app, '认领', { 认领人: '黄某', 认领日期: day(-16) }, '正在整改');
    await app.screenshot('e1-item-overdue');
    await button(page, '由此登记').click();
    await page.getByRole('menuitem', { name: '发督办（预警）文书' }).click();
    const form = page.locator('.form-page');
    await form.getByText(`由 ${item} 转来`).waitFor();
    await app.screenshot('e2-notice-form');
    await fillIn(form, {
      文书种类: { choice: '红色预警函' },
      文号: '测巡警〔2026〕1号',
      党组织主要负责人: '黄某',
      要求: '三个工作日内完成整改并报告。',
    });
    const notice = await save(app);
    await switchTo(app, director);
    await openRecord(app, '督办文书', notice);
    await takeStep(app, '签发', {}, '已签发');
    await printToPdf(app, '预警函', app.file('预警函.pdf', ''));
    await switchTo(app, officer);
    await openRecord(app, '督办文书', notice);
    await takeStep(app, '发出', { 发出日期: day(), 回复期限: day(7) }, '已发出');
    await takeStep(app, '签收', { 签收人: '黄某', 签收日期: day() }, '已签收');
    await takeStep(app, '回复', { 回复日期: day(), 办理情况回告: '已追回全部款项。' }, '已回复');
    await app.screenshot('e3-notice-replied');
  });

  it('stands beside others that are done, and one that has to be kept up for good', async () => {
    const { page } = app;
    await workThrough(app, rest, day());
    await judgeDone(app, rest.slice(1));
    await page.evaluate(`window.location.hash = '#/rectItem/${rest[0]?.item.id ?? ''}'`);
    await page
      .locator('.form-head h1')
      .getByText(/00001$/u)
      .waitFor();
    const forGood = { 认定完成情况: { choice: '长期坚持' } };
    expect(await refusedStep(app, '认定完成情况', forGood)).toContain('不能认定“长期坚持”');
    const keptUp = { ...forGood, 长期坚持的安排: '每半年复查一次。', 下次复查日期: day(180) };
    await takeStep(app, '认定完成情况', keptUp, '正在整改');
    await app.screenshot('e4-kept-up');
  });

  it('is closed only with its measures proven, and never by one who has reviewed it', async () => {
    const { page } = app;
    await openRecord(app, '整改事项', item);
    expect(await refusedStep(app, '申报销号', { '主要负责人（签字）': '黄某', 签字日期: day() })).toContain(
      '没有完成',
    );
    await finishMeasure(app, item, '核查报告、缴款凭证');
    await takeStep(
      app,
      '更新进展',
      { 整改进展: '3150元已追回，制度已出台。', '进度（%）': '100', 进展更新日期: day() },
      '正在整改',
    );
    await takeStep(app, '认定完成情况', { 认定完成情况: { choice: '已完成' } }, '正在整改');
    await takeStep(app, '申报销号', { '主要负责人（签字）': '黄某', 签字日期: day() }, '申请销号');
    await takeStep(
      app,
      '初审',
      { 初审人: '王某', 初审意见: '措施完成，佐证齐全。', 初审日期: day() },
      '初审通过',
    );
    const joint = {
      ...{ 巡察组审核人: '吴某', 巡察组意见: '整改到位。', 组织部审核人: '何某', 组织部意见: '同意。' },
      ...{ '纪检监察室（派驻组）审核人': '郑某', '纪检监察室（派驻组）意见': '同意。', 联审日期: day() },
    };
    expect(await refusedStep(app, '联审', joint)).toContain('抽查比例、群众满意度');
    await takeStep(
      app,
      '联审',
      { ...joint, '抽查比例（%）': '50', 群众满意度: { choice: '满意' } },
      '联审通过',
    );
    await app.screenshot('f1-reviewed');
    expect(await button(page.locator('.form-head'), '审批销号').count()).toBe(0);
    await switchTo(app, director);
    await openRecord(app, '整改事项', item);
    const refused = await refusedStep(app, '审批销号', { 销号批准领导: '王某', 销号日期: day() });
    expect(refused).toContain('初审人是同一个人');
    await takeStep(app, '审批销号', { 销号批准领导: '市主任', 销号日期: day() }, '已销号');
    await app.screenshot('f2-closed');
    await printToPdf(app, '整改事项销号申请审核表', app.file('销号.pdf', ''));
    await openRecord(app, '整改方案', plan);
    await app.page.getByText('98.82%').first().waitFor();
    await app.screenshot('f3-plan-rate');
    const report = app.file('整改报告.pdf', '');
    await printToPdf(app, '集中整改进展情况报告', report);
    expect(wordsOf(report)).toContain('已完成84个，基本完成0个，长期坚持1个');
    expect(wordsOf(report)).toContain('完成率98.82%');
  });

  it('is reopened when a look back finds it again, and all of it stands with the organisation', async () => {
    await switchTo(app, officer);
    await openRecord(app, '整改事项', item);
    await takeStep(app, '报告反弹', { 发现反弹日期: day(), 反弹情况和证据: '又发现1户代签。' }, '反弹待确认');
    await switchTo(app, director);
    await openRecord(app, '整改事项', item);
    await takeStep(app, '确认反弹', {}, '反弹重开');
    await app.screenshot('f4-reopened');
    await openRecord(app, '整改方案', plan);
    await app.page.getByText('97.65%').first().waitFor();
    await openPage(app, '整改事项');
    await app.screenshot('f5-items');
    await printListToPdf(app, '整改台账', app.file('整改台账.pdf', ''));
    await openPage(app, '反馈问题');
    await app.page.getByRole('link', { name: problem }).click();
    await app.page.getByRole('link', { name: place.被巡察党组织 }).first().click();
    await app.page.getByRole('heading', { name: place.被巡察党组织 }).waitFor();
    for (const number of [draft, problem])
      await app.page.getByRole('link', { name: number }).first().waitFor();
    await app.page.getByRole('checkbox', { name: /^整改方案/u }).check();
    await app.page.getByRole('link', { name: plan }).waitFor();
    await app.screenshot('f6-organisation');
  });
});
