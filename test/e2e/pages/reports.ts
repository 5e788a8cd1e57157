/** 统计报表: the table on the screen, the letters behind a number, the PDF. */
import type { App } from '../driver.ts';
import { button, pickOption } from './controls.ts';
import { openPage } from './entrance.ts';
import { footerShown } from './list.ts';

const longWait = 60_000;

/** R-01 for one year, one row for each office. */
export async function computeYear(app: App, year: number): Promise<void> {
  const { page } = app;
  await openPage(app, '统计报表');
  await page.locator('table.report').waitFor({ timeout: longWait });
  await pickOption(page.getByLabel('统计期', { exact: true }), '自定义');
  await typeDate(app, '起', `${year}0101`);
  await typeDate(app, '止', `${year}1231`);
  await button(page, /统计$/u).click();
  await page
    .locator('.report-sheet', { hasText: `统计期：${year}年1月1日至${year}年12月31日` })
    .waitFor({ timeout: longWait });
}

async function typeDate(app: App, label: string, text: string): Promise<void> {
  const box = app.page.getByLabel(label, { exact: true });
  await box.fill(text);
  await box.press('Enter');
}

/** The figures of the row with this label. */
export async function rowShown(app: App, label: string | RegExp): Promise<readonly string[]> {
  const row = app.page.locator('table.report tbody tr').filter({ hasText: label });
  return row.first().locator('td').allTextContents();
}

/** Opens the letters behind the first number of a row; returns the footer of the list. */
export async function drillDown(app: App, row: string | RegExp): Promise<string> {
  const { page } = app;
  await page.locator('table.report tbody tr').filter({ hasText: row }).getByRole('button').first().click();
  const footer = await footerShown(app);
  await app.screenshot('report-drilled');
  return footer;
}

/** 打印预览 and 保存为PDF. */
export async function saveReportPdf(app: App, path: string): Promise<void> {
  const { page } = app;
  await button(page, /打印预览/u).click();
  const save = button(page, '保存为PDF');
  await page.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.screenshot('report-preview');
  await app.chooseToSave(path);
  await save.click();
  await page.getByText(/^已保存为/u).waitFor({ timeout: longWait });
  await page.keyboard.press('Escape');
}
