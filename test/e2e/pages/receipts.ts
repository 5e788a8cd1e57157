/** Receipts on paper: given out and printed, scanned and typed. */
import { execFileSync } from 'node:child_process';
import jsqr from 'jsqr';
import type { App } from '../driver.ts';
import { button, dialog } from './controls.ts';
import { openPage } from './entrance.ts';
import { saveShownPaper } from './printing.ts';
import type { Person } from './offices.ts';

const longWait = 60_000;

/** 出具纸质回执 of an approved receipt, and its sheet saved as PDF. */
export async function printReceipt(app: App, no: string, pdf: string): Promise<void> {
  const { page } = app;
  await openPage(app, '数据交换');
  await page.getByRole('tab', { name: '发出的数据包' }).click();
  await button(page, no).click();
  await button(page, '出具纸质回执').click();
  const ask = dialog(page, '出具纸质回执');
  await app.screenshot('receipt-issue');
  await button(ask, '出具').click();
  await page.getByText('已出具，请打印回执').waitFor();
  await button(page, /打印回执/u).click();
  const print = dialog(page, '数据包清单与回执');
  await button(print, '预览').click();
  await page.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.screenshot('receipt-preview');
  await saveShownPaper(app, pdf);
  await page.keyboard.press('Escape');
  await print.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await dialog(page, /^数据包 /u).waitFor({ state: 'hidden' });
}

/** What a scanner reads from the first page of a PDF, drawn as coarsely as an office printer. */
export function scanPdf(pdf: string): string {
  const options = ['-gray', '-r', '150', '-f', '1', '-l', '1', pdf];
  const image = execFileSync('pdftoppm', options, { maxBuffer: 64_000_000 });
  const [header = '', width = '0', height = '0'] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(image.subarray(0, 40).toString('latin1')) ?? [];
  const pixels = new Uint8ClampedArray(Number(width) * Number(height) * 4);
  image.subarray(header.length).forEach((gray, at) => pixels.set([gray, gray, gray, 255], at * 4));
  return jsqr(pixels, Number(width), Number(height))?.data ?? '';
}

/** Opens 录入纸质回执 with the cursor where a scanner writes. */
export async function openReceiptEntry(app: App): Promise<void> {
  await openPage(app, '数据交换');
  await button(app.page, /录入纸质回执/u).click();
  await app.page.getByLabel('回执码').waitFor();
}

/** 双人确认并登记; returns the result as it is shown. */
export async function confirmReceipt(app: App, second: Person): Promise<string> {
  const { page } = app;
  await button(page, '双人确认并登记').click();
  const ask = dialog(page, '双人确认登记回执');
  await ask.getByLabel('第二人账号').fill(second.account);
  await ask.getByLabel('第二人口令').fill(second.password);
  await button(ask, '确认登记').click();
  const card = page.locator('.result-card');
  await card.waitFor({ timeout: longWait });
  await app.screenshot('receipt-applied');
  return (await card.textContent()) ?? '';
}

/** 数据包清单与回执 of the newest package that came in, saved as PDF. */
export async function savePackageList(app: App, pdf: string): Promise<void> {
  const { page } = app;
  await openPage(app, '数据交换');
  await page.getByRole('tab', { name: '收到的数据包' }).click();
  await page.locator('tr', { hasText: 'BAO-' }).first().getByRole('button').first().click();
  const drawer = dialog(page, /^数据包 /u);
  await drawer.waitFor();
  await app.screenshot('package-in-drawer');
  await button(drawer, /打印/u).first().click();
  await page.getByRole('menuitem', { name: '数据包清单与回执' }).click();
  const print = dialog(page, '数据包清单与回执');
  await button(print, '预览').click();
  await page.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.screenshot('package-list-preview');
  await saveShownPaper(app, pdf);
}
