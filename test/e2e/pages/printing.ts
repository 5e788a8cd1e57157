/** 打印 of official forms: asked, laid out, looked at, and saved as PDF. */
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';
import type { PrintJob } from '../../../main/reports/print-job.ts';
import type { App } from '../driver.ts';
import { button, dialog } from './controls.ts';

const longWait = 60_000;

/** Prints a form of the letter that is open, with the petitioner in clear for this reason, to a PDF. */
export async function printForm(app: App, form: string, reason: string, path: string): Promise<void> {
  const { page } = app;
  await button(page.locator('.form-head'), /打印/u).click();
  await page.getByRole('menuitem', { name: form }).click();
  const print = dialog(page, form);
  await print.getByText('反映人信息不脱敏').click();
  await print.getByLabel('不脱敏的理由').fill(reason);
  await button(print, '预览').click();
  await print.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.screenshot('print-preview');
  await saveShownPaper(app, path);
  await page.keyboard.press('Escape');
  await print.waitFor({ state: 'hidden' });
}

/** Prints a form of the record that is open, with nothing to add by hand, to a PDF; also for Word where that is named. */
export async function printToPdf(app: App, form: string, path: string, word?: string): Promise<void> {
  await button(app.page.locator('.form-head'), /打印/u).click();
  await saveAsPdf(app, form, path, word);
}

/** Prints a form of everything the list shows to a PDF. */
export async function printListToPdf(app: App, form: string, path: string): Promise<void> {
  await button(app.page.locator('.list-page'), /打印/u).click();
  await saveAsPdf(app, form, path);
}

/** Prints a book of what the page is about to a PDF. */
export async function printBookToPdf(app: App, form: string, path: string): Promise<void> {
  await button(app.page.locator('.page-head'), /打印/u).click();
  await saveAsPdf(app, form, path);
}

async function saveAsPdf(app: App, form: string, path: string, word?: string): Promise<void> {
  const { page } = app;
  const print = dialog(page, form);
  const offered = page.getByRole('menuitem', { name: form, exact: true });
  await offered.or(print).first().waitFor();
  if (await offered.isVisible()) await offered.click();
  await button(print, '预览').click();
  await print.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.screenshot(`print-${form}`);
  await saveShownPaper(app, path);
  if (word !== undefined) await saveShownPaper(app, word, '另存为Word');
  await page.keyboard.press('Escape');
  await print.waitFor({ state: 'hidden' });
}

/** Saves the paper in preview. Waits for the message that names this file: one of an earlier paper may still be shown. */
export async function saveShownPaper(app: App, path: string, as = '保存为PDF'): Promise<void> {
  await app.chooseToSave(path);
  await button(app.page, as).click();
  await app.page
    .getByText(`已保存为“${basename(path)}”。`)
    .first()
    .waitFor({ timeout: longWait });
}

/** What a PDF says, without spaces and line ends. */
export function wordsOf(pdf: string): string {
  return execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s/gu, '');
}

/** What stands as its number on a page of a job, as a PDF's text has it: without spaces, '' on a cover. */
export function pageNumberOf({ pageNumber }: PrintJob, number: number, total: number): string {
  if (pageNumber === 'none') return '';
  return pageNumber === 'dashes' ? `—${number}—` : `第${number}页共${total}页`;
}
