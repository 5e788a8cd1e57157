/** The list and the pages around it on a screen of 1366×768: filters, views, columns, export, keyboard, search. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from '@e965/xlsx';
import type { App } from './driver.ts';
import { seriousViolations } from './pages/accessibility.ts';
import { atWork } from './pages/at-work.ts';
import { button, dialog, pickOption } from './pages/controls.ts';
import { openPage } from './pages/entrance.ts';
import { importQuickly } from './pages/import.ts';
import { clearFilters, filterBy, footerShown } from './pages/list.ts';
import { countyOffice } from './pages/offices.ts';
import { fillIn, openList, openNewForm } from './pages/petitions.ts';

const sheet = join(import.meta.dirname, '../fixtures/county-petitions-2026-round2.xlsx');

describe.sequential('the list of letters', () => {
  let app: App;

  atWork(countyOffice, countyOffice.people.registrar, (started) => {
    app = started;
  });

  beforeAll(async () => {
    expect(await importQuickly(app, app.file('台账.xlsx', readFileSync(sheet)))).toBe(316);
  });

  it('is narrowed by its columns, and says by what', async () => {
    await openList(app);
    await app.screenshot('list');
    await filterBy(app, '信访方式', '来信');
    const letters = await footerShown(app);
    expect(letters).toMatch(/共 \d+ 件（全部 316 件）/u);
    await filterBy(app, '实名举报', '是');
    expect(await footerShown(app)).not.toBe(letters);
    await app.screenshot('list-filtered');
    expect(await app.page.getByRole('group', { name: '当前筛选条件' }).textContent()).toMatch(
      /信访方式.*实名举报/u,
    );
  });

  it('keeps conditions as a view that can be chosen again', async () => {
    const { page } = app;
    const narrowed = await footerShown(app);
    await button(page, /视图$/u).click();
    await page.getByRole('menuitem', { name: '存为新视图…' }).click();
    const naming = dialog(page, '存为视图');
    await naming.getByLabel('视图名称').fill('实名来信');
    await button(naming, '保存').click();
    await naming.waitFor({ state: 'hidden' });
    await clearFilters(app);
    expect(await footerShown(app)).toMatch(/共 316 件/u);
    await pickOption(page.getByLabel('视图', { exact: true }), '实名来信');
    await page.getByRole('group', { name: '当前筛选条件' }).getByText('实名举报').waitFor();
    expect(await footerShown(app)).toBe(narrowed);
    await clearFilters(app);
  });

  it('shows the columns a person chose, also after coming back', async () => {
    const { page } = app;
    await button(page, /列$/u).click();
    const settings = dialog(page, '列设置');
    await settings.getByRole('checkbox', { name: '实名举报', exact: true }).uncheck();
    await settings.getByRole('checkbox', { name: '登记日期', exact: true }).check();
    await app.screenshot('list-columns');
    await button(settings, '保存').click();
    await settings.waitFor({ state: 'hidden' });
    await openPage(app, '今日待办');
    await openList(app);
    const headings = page.locator('.list-area thead').first();
    await headings.getByText('登记日期').waitFor();
    expect(await headings.textContent()).not.toContain('实名举报');
  });

  it('goes to a spreadsheet as it is shown', async () => {
    const { page } = app;
    await filterBy(app, '信访方式', '来电');
    const path = join(app.home, 'files', '导出.xlsx');
    await button(page, /导出Excel/u).click();
    const exporting = dialog(page, '导出Excel');
    await app.chooseToSave(path);
    await app.screenshot('list-export');
    await button(exporting, '选择保存位置并导出').click();
    await page.getByText(/^已导出39件到/u).waitFor();
    const book = XLSX.read(readFileSync(path));
    const rows = Object.values(book.Sheets).flatMap((each) =>
      XLSX.utils.sheet_to_json<string[]>(each, { header: 1 }),
    );
    expect(rows.filter((row) => row.includes('来电'))).toHaveLength(39);
    expect(JSON.stringify(rows)).not.toMatch(/1\d{10}/u);
    await clearFilters(app);
  });

  it('is worked through by one step for the letters that were selected', async () => {
    const { page } = app;
    const boxes = page.locator('.list-area tbody').getByRole('checkbox');
    for (const at of [0, 1, 2]) await boxes.nth(at).check();
    await app.screenshot('list-selected');
    await button(page, '成批办理').click();
    await dialog(page, /^成批办理：信访件3件/u).waitFor();
    expect(await button(page, '逐件办理').isDisabled()).toBe(true);
    await pickOption(page.getByLabel('办理什么'), '查重');
    const many = dialog(page, /^成批办理：信访件3件/u);
    await many.waitFor();
    // The verdict has to be given; what the letters may hold already is no answer.
    expect(await button(many, '逐件办理').isDisabled()).toBe(true);
    await fillIn(many, { 重复认定: { choice: '初次件' } });
    await app.screenshot('step-for-many');
    expect(await seriousViolations(app)).toEqual([]);
    await button(many, '逐件办理').click();
    await many.getByText(/^已办理\d件，没有办理\d件。$/u).waitFor();
    await app.screenshot('step-for-many-done');
    await button(many, '关闭').first().click();
    await many.waitFor({ state: 'hidden' });
    for (const at of [0, 1, 2]) await boxes.nth(at).uncheck();
  });

  it('is walked through with the keyboard alone', async () => {
    const { page } = app;
    await page.locator('.list-area').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Space', 'ArrowDown']) await page.keyboard.press(key);
    await page.locator('.list-footer').getByText('已选 1 件').waitFor();
    const active = await page.locator('.row-active a').textContent();
    await page.keyboard.press('Enter');
    await page
      .locator('.form-head h1')
      .getByText(active ?? '')
      .waitFor();
    await app.screenshot('detail');
  });

  it('is searched from anywhere with Ctrl+K', async () => {
    const { page } = app;
    await openPage(app, '今日待办');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('textbox', { name: '全局搜索' });
    await box.fill('坎头');
    await page.getByRole('option').filter({ hasText: 'XF330824' }).first().waitFor();
    await app.screenshot('search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.form-head h1').waitFor();
    expect(await page.locator('.page').textContent()).toContain('坎头');
  });

  it('and every main page can be used with a screen reader', async () => {
    const found: string[] = [];
    const look = async (name: string): Promise<void> => {
      found.push(...(await seriousViolations(app)).map((each) => `${name} ${each}`));
      await app.screenshot(`page-${name}`);
    };
    await look('信访件详情');
    const names = [
      '今日待办',
      '信访件',
      '表格导入',
      '数据交换',
      '网络与证书',
      '介质台账',
      '统计报表',
      '打印记录',
      '基础数据',
      '自检与备份',
    ];
    for (const name of names) {
      await openPage(app, name);
      await app.page.waitForLoadState('networkidle');
      await look(name);
    }
    await openNewForm(app);
    await look('新增');
    expect(found).toEqual([]);
  });
});
