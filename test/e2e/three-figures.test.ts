/**
 * Three figures (reference 2.5) in the real windows of two offices: from the clerk's sheet, whose total is wrong, to two
 * signatures, a working paper, the sheet again and the printed form; then the problem goes to the county, which puts it right
 * and closes it in its ledger, and the city counts it as closed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { bothAtWork } from './pages/at-work.ts';
import { button, dialog, pickOption } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, signIn, switchTo } from './pages/entrance.ts';
import { addressRecord, receivePackage, sendPackage } from './pages/exchange.ts';
import { checkWorkbook, importAll } from './pages/import.ts';
import { finishMeasure, handInPlan, reviewPlan } from './pages/ledger.ts';
import { fullCityOffice as cityOffice, fullCountyOffice as countyOffice } from './pages/offices.ts';
import { fillIn, numberShown, openLetter, takeStep } from './pages/petitions.ts';
import { printListToPdf, printToPdf, wordsOf } from './pages/printing.ts';
import { addRow, changeRow, edit, newRecord, openRecord, refusedStep, save } from './pages/records.ts';
import { computeReport, rowShown } from './pages/reports.ts';
import { workbookOf } from './pages/sheets.ts';

const { director, officer } = cityOffice.people;
const local = countyOffice.people;

const sheet: readonly (readonly string[])[] = [
  [
    '项目名称',
    '资金类别',
    '被巡察党组织',
    '比对日期',
    '上级给多少',
    '',
    '被巡察单位支多少',
    '',
    '实际落地多少',
    '',
  ],
  ['', '', '', '', '资金级次', '金额', '凭证号', '金额', '受益户（项目）', '金额'],
  [
    '农村危房改造补助',
    '危房改造',
    '县民政局党组',
    day(-10),
    '省级',
    '600000',
    '记-0312',
    '520000',
    '马某某',
    '300000',
  ],
  ['', '', '', '', '县级', '400000', '记-0313', '400000', '韩某某', '500000'],
  ['合计', '', '', '', '', '1000000', '', '930000', '', '800000'],
];

describe.sequential('three figures', () => {
  let app: App;
  let county: App;
  let stick = '';
  let comparison = '';
  let problem = '';
  let plan = '';
  let item = '';

  bothAtWork(
    (startedCity, startedCounty, folder) => {
      app = startedCity;
      county = startedCounty;
      stick = folder;
    },
    [cityOffice, countyOffice],
  );

  it('are compared as soon as they are typed in and saved', async () => {
    const { page } = app;
    await signIn(app, officer);
    await openPage(app, '三数比对');
    await app.screenshot('funds-empty');
    const form = await newRecord(app, '三数比对');
    await fillIn(form, {
      项目名称: '困难群众临时救助',
      比对日期: day(-12),
      被巡察党组织: '县民政局党组',
    });
    await addRow(form, '上级给多少', { 文号: '某财社〔2025〕18号', 金额: '1000000' });
    await addRow(form, '被巡察单位支多少', { 凭证号: '记-0298', 金额: '920000' });
    await addRow(form, '实际落地多少', { '受益户（项目）': '马某某等40户', 金额: '800000' });
    await app.screenshot('funds-form');
    await save(app);
    for (const text of ['80,000.00', '120,000.00', '200,000.00', '80.00%'])
      await page.getByText(text).first().waitFor();
    await app.screenshot('funds-saved');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('come in from the clerk’s sheet, with the total named that does not add up', async () => {
    const { page } = app;
    await openPage(app, '表格导入');
    await pickOption(page.getByLabel('导入到哪个登记簿'), '三数比对');
    const counts = await checkWorkbook(app, app.file('三数比对.xlsx', workbookOf(sheet, '三数比对')), 'stay');
    expect(counts).toMatchObject({ new: 1, refused: 0 });
    await page
      .getByText(
        /第 5 行（H5）写明被巡察单位支多少的金额 930,000.00元，明细为 920,000.00元，相差 10,000.00元/u,
      )
      .waitFor();
    await app.screenshot('t1-import-check');
    const result = await importAll(app);
    expect(result).toContain('已导入 1 项');
    await app.screenshot('t2-imported');
    await button(page, '查看导入的三数比对').click();
    await openLetter(app, 0);
    comparison = await numberShown(app);
    for (const text of ['80,000.00', '120,000.00', '200,000.00', '80.00%'])
      await page.getByText(text).first().waitFor();
    await app.screenshot('t3-comparison');
    expect(await seriousViolations(app)).toEqual([]);
  });

  it('refuse a stated total that differs, naming the cell, and take it once it is right', async () => {
    const { page } = app;
    const form = await edit(app);
    await fillIn(form, { 单位支合计: '930000' });
    await page.keyboard.press('Tab');
    await button(page, /^保\s?存$/u).click();
    const named = form.locator('.form-field.wrong').filter({ hasText: '单位支合计' });
    await named.getByText(/相差 10,000.00元/u).waitFor();
    await app.screenshot('t4-total-differs');
    await fillIn(form, { 单位支合计: '920000' });
    await addRow(form, '实际落地多少', {
      '受益户（项目）': '李某某',
      金额: '0',
    });
    await save(app);
  });

  it('are signed by two people, and then by nobody changed', async () => {
    expect(
      await refusedStep(app, '编制人签字', {
        编制人: '张某',
        编制日期: day(-9),
      }),
    ).toContain('认定');
    const finding = {
      认定: { choice: '滞留' },
      差额原因: '8万元滞留乡镇账户，12万元未发到户。',
    };
    await takeStep(app, '编制人签字', { ...finding, 编制人: '张某', 编制日期: day(-9) }, '编制人已签');
    await switchTo(app, director);
    await openRecord(app, '三数比对', comparison);
    expect(
      await refusedStep(app, '复核人签字', {
        复核人: '张某',
        复核日期: day(-8),
      }),
    ).toContain('不能是编制人');
    await takeStep(app, '复核人签字', { 复核人: '李某', 复核日期: day(-8) }, '已复核锁定');
    await app.screenshot('t5-locked');
    expect(await button(app.page.locator('.form-head'), '修改').count()).toBe(0);
  });

  it('become a working paper, and each shows the other', async () => {
    await switchTo(app, officer);
    const { page } = app;
    await openRecord(app, '三数比对', comparison);
    await button(page, /形成底稿/u).click();
    const paper = page.locator('.form-page');
    await paper.getByText(`由 ${comparison} 转来`).waitFor();
    await app.screenshot('t6-draft-form');
    const draft = await save(app);
    await app.screenshot('t7-draft');
    await openRecord(app, '三数比对', comparison);
    const links = page.locator('section', {
      has: page.getByRole('heading', { name: '关联' }),
    });
    await links.getByRole('link', { name: draft }).waitFor();
    await app.screenshot('t8-linked');
  });

  it('go out again as a sheet and on paper', async () => {
    const { page } = app;
    const printed = join(app.home, 'files', '三数比对表.pdf');
    await printToPdf(app, '三数比对表', printed);
    expect(readFileSync(printed).subarray(0, 5).toString()).toBe('%PDF-');
    await openPage(app, '三数比对');
    const path = join(app.home, 'files', '三数比对-导出.xlsx');
    await button(page, /导出Excel/u).click();
    const ask = dialog(page, /导出/u);
    await app.screenshot('t9-export');
    await app.chooseToSave(path);
    await button(ask, /导\s?出/u).click();
    await page.getByText(/^已导出/u).waitFor();
    const [name = ''] = XLSX.read(readFileSync(path)).SheetNames;
    const cells = JSON.stringify(XLSX.read(readFileSync(path)).Sheets[name]);
    expect(cells).toContain(comparison);
    await app.screenshot('t10-list');
  });

  it('become a problem that is signed for by three, confirmed, fed back and sent to the county', async () => {
    const { page } = app;
    await openRecord(app, '三数比对', comparison);
    await page
      .locator('section', { has: page.getByRole('heading', { name: '关联' }) })
      .getByRole('link', { name: /^DG/u })
      .click();
    const paper = await edit(app);
    await fillIn(paper, {
      底稿名称: '危房改造补助滞留',
      问题概述: '危房改造补助8万元滞留、12万元未发到户。',
      发现过程: '逐户比对发放花名册和银行流水发现。',
      了解方式: { choice: ['查阅资料'] },
      问题发生时间: '2025年3月至2026年6月',
      地点: '某县民政局',
      '定性依据（政策条款）': '农村危房改造补助资金管理办法。',
      '责任主体、责任人': '县民政局党组',
    });
    await changeRow(paper, '支撑材料', 1, { 页数: '1' });
    await addRow(paper, '支撑材料', { 材料名称: '银行流水', 页数: '3' });
    await save(app);
    await takeStep(app, '承办人签字', { 承办人: '周某', 承办人签字日期: day(-7) }, '承办人已签');
    await takeStep(app, '副组长审核', { 副组长: '冯某', 副组长签字日期: day(-7) }, '副组长已审');
    await takeStep(app, '组长审签', { 组长: '吴某', 组长签字日期: day(-7) }, '组长已审签');
    await button(page, /转为反馈问题/u).click();
    const form = page.locator('.form-page');
    await form.getByText(/^由 DG.* 转来/u).waitFor();
    await fillIn(form, {
      序号: '1',
      整改类型: { choice: '限期整改' },
      整改建议: '追回滞留资金，发放到户。',
    });
    await app.screenshot('t11-problem-form');
    problem = await save(app);
    await switchTo(app, director);
    await openRecord(app, '反馈问题', problem);
    await takeStep(app, '审定', { 审定日期: day(-6) }, '已审定');
    await switchTo(app, officer);
    await openRecord(app, '反馈问题', problem);
    await takeStep(app, '反馈', { 反馈日期: day(-5), 反馈文号: '测巡反〔2026〕5号' }, '已反馈');
    await openRecord(app, '反馈问题', problem);
    await addressRecord(app, 't12-problem-addressed', '确定');
    const path = await sendPackage(app, cityOffice, '反馈问题清单', countyOffice, stick);
    await signIn(county, local.officer);
    await receivePackage(county, path, local.director);
  }, 240_000);

  it('are put into the county’s ledger, in a plan that others have reviewed', async () => {
    const { page } = county;
    const form = await newRecord(county, '整改方案');
    const about = { 被巡察党组织: '县民政局党组', 反馈日期: day(-5), '反馈问题数（文件所载）': '1' };
    await fillIn(form, { ...about, 反馈文号: '测巡反〔2026〕5号' });
    plan = await save(county);
    await openRecord(county, '反馈问题', problem);
    await county.screenshot('u1-problem-at-county');
    await button(page, /列入整改台账/u).click();
    const itemForm = page.locator('.form-page');
    await itemForm.getByText(`由 ${problem} 转来`).waitFor();
    await fillIn(itemForm, { 责任领导: '黄某', 责任人: '许某', 整改时限: day(30) });
    item = await save(county);
    await button(page, '新增整改措施').click();
    const measure = { 整改措施: '追回8万元，12万元发放到户。', 完成标志: '缴款凭证和发放花名册' };
    await fillIn(page.locator('.form-page'), { ...measure, 措施责任人: '许某' });
    await save(county);
    await openRecord(county, '整改方案', plan);
    await handInPlan(county, '黄某', day(-4));
    await reviewPlan(county, day(-3));
    await switchTo(county, local.director);
    await openRecord(county, '整改方案', plan);
    await takeStep(county, '方案审定', { 方案审定日期: day(-2) }, '集中整改');
  }, 180_000);

  it('are put right there, closed by people who do not review themselves, and printed', async () => {
    await switchTo(county, local.officer);
    await openRecord(county, '整改事项', item);
    await takeStep(county, '认领', { 认领人: '黄某', 认领日期: day(-2) }, '正在整改');
    await finishMeasure(county, item, '缴款凭证、发放花名册');
    const progress = { 整改进展: '8万元已追回，12万元已发放到户。', '进度（%）': '100' };
    await takeStep(county, '更新进展', { ...progress, 进展更新日期: day() }, '正在整改');
    await takeStep(county, '认定完成情况', { 认定完成情况: { choice: '已完成' } }, '正在整改');
    await takeStep(county, '申报销号', { '主要负责人（签字）': '黄某', 签字日期: day() }, '申请销号');
    const first = { 初审人: '王某', 初审意见: '措施完成，佐证齐全。', 初审日期: day() };
    await takeStep(county, '初审', first, '初审通过');
    await takeStep(
      county,
      '联审',
      {
        ...{ 巡察组审核人: '吴某', 巡察组意见: '整改到位。' },
        ...{ '纪检监察室（派驻组）审核人': '郑某', '纪检监察室（派驻组）意见': '同意。' },
        ...{ 组织部审核人: '何某', 组织部意见: '同意。', 联审日期: day() },
        ...{ '抽查比例（%）': '100', 群众满意度: { choice: '满意' } },
      },
      '联审通过',
    );
    await switchTo(county, local.director);
    await openRecord(county, '整改事项', item);
    await takeStep(county, '审批销号', { 销号批准领导: '县主任', 销号日期: day() }, '已销号');
    const paper = county.file('销号.pdf', '');
    await printToPdf(county, '整改事项销号申请审核表', paper);
    expect(wordsOf(paper)).toContain(item);
  }, 180_000);

  it('stand closed in the city’s ledger, and are counted so', async () => {
    await switchTo(county, local.officer);
    const path = await sendPackage(county, countyOffice, '整改进展', cityOffice, stick);
    await switchTo(app, officer);
    await receivePackage(app, path, director);
    await openRecord(app, '整改事项', item);
    await app.page.locator('.form-head').getByText('已销号').waitFor();
    await app.screenshot('v1-closed-at-city');
    await openPage(app, '整改事项');
    const ledger = app.file('整改台账.pdf', '');
    await printListToPdf(app, '整改台账', ledger);
    expect(wordsOf(ledger)).toContain('追回8万元');
    await computeReport(app, { code: 'R-09', from: day(-30), to: day(), rows: '被巡察党组织' });
    expect((await rowShown(app, '县民政局党组')).slice(0, 2)).toEqual(['1', '1']);
  }, 180_000);
});
