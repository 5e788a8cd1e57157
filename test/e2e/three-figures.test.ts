/**
 * Three figures (reference 2.5) in the real window: from the clerk's sheet, whose total is wrong, to two signatures, a
 * working paper, the sheet again and the printed form.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button, dialog, pickOption } from './pages/controls.ts';
import { day } from './pages/days.ts';
import { openPage, switchTo } from './pages/entrance.ts';
import { checkWorkbook, importAll } from './pages/import.ts';
import { fullCountyOffice } from './pages/offices.ts';
import { fillIn, numberShown, openLetter, takeStep } from './pages/petitions.ts';
import { printToPdf } from './pages/printing.ts';
import { addRow, edit, newRecord, openRecord, refusedStep, save } from './pages/records.ts';
import { workbookOf } from './pages/sheets.ts';

const { director, officer } = fullCountyOffice.people;

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
  let comparison = '';

  atWork(fullCountyOffice, officer, (started) => {
    app = started;
  });

  it('are compared as soon as they are typed in and saved', async () => {
    const { page } = app;
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
});
