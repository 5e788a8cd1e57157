/** 统计报表: the table on the screen, the letters behind a number, the PDF. */
import type { App } from '../driver.ts';
import { button, dialog, pickOption, walkTo } from './controls.ts';
import { openPage } from './entrance.ts';
import { footerShown } from './list.ts';
import { saveShownPaper } from './printing.ts';

const longWait = 60_000;

export interface ReportAsked {
  /** As the list of reports begins, e.g. `R-11`. */
  readonly code: string;
  readonly from: string;
  readonly to: string;
  /** What a row stands for, where the report leaves a choice. */
  readonly rows?: string;
}

/** R-01 for one year, one row for each office. */
export async function computeYear(app: App, year: number): Promise<void> {
  const { page } = app;
  await openPage(app, '统计报表');
  await page.locator('table.report').waitFor({ timeout: longWait });
  await computeSpan(app, `${year}-01-01`, `${year}-12-31`);
}

/** Any report over a span of days. */
export async function computeReport(app: App, { code, from, to, rows }: ReportAsked): Promise<void> {
  const { page } = app;
  await openPage(app, '统计报表');
  await walkTo(page.getByLabel('报表', { exact: true }), code);
  if (rows !== undefined) await pickOption(page.getByLabel('分行方式', { exact: true }), rows);
  await computeSpan(app, from, to);
  await app.screenshot(`report-${code}`);
}

async function computeSpan(app: App, from: string, to: string): Promise<void> {
  const { page } = app;
  await pickOption(page.getByLabel('统计期', { exact: true }), '自定义');
  await typeDate(app, '起', from.replaceAll('-', ''));
  await typeDate(app, '止', to.replaceAll('-', ''));
  await button(page, /统计$/u).click();
  await page
    .locator('.report-sheet', { hasText: `统计期：${inWords(from)}至${inWords(to)}` })
    .waitFor({ timeout: longWait });
}

function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
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

/** 出具 of the report that is shown; returns the number it is kept under. Leaves it open. */
export async function issueReport(app: App): Promise<string> {
  const { page } = app;
  await button(page, '出具').click();
  const asking = dialog(page, /^出具/u);
  await app.screenshot('report-issue');
  await button(asking, /出\s?具/u).click();
  const no = page.locator('.report-issued .code').first();
  await no.waitFor({ timeout: longWait });
  await app.screenshot('report-issued');
  return (await no.textContent()) ?? '';
}

/** 打印预览 and 保存为PDF. */
export async function saveReportPdf(app: App, path: string): Promise<void> {
  const { page } = app;
  await button(page, /打印预览/u).click();
  await page.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.screenshot('report-preview');
  await saveShownPaper(app, path);
  await page.keyboard.press('Escape');
}
