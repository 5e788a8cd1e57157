/** 载体交接 from the window of a package. */
import type { App } from '../driver.ts';
import { button, dialog } from './controls.ts';
import { openPage } from './entrance.ts';
import { saveShownPaper } from './printing.ts';

const longWait = 60_000;

/** Opens a package that went out. */
export async function openSent(app: App, no: string): Promise<void> {
  await openPage(app, '数据交换');
  await app.page.getByRole('tab', { name: '发出的数据包' }).click();
  await button(app.page, no).click();
  await dialog(app.page, /^数据包 /u).waitFor();
}

export async function closeSent(app: App): Promise<void> {
  await app.page.keyboard.press('Escape');
  await dialog(app.page, /^数据包 /u).waitFor({ state: 'hidden' });
}

/** 办理移交; returns the slip's number. */
export async function handOver(app: App, fields: Readonly<Record<string, string>>): Promise<string> {
  const { page } = app;
  await button(page, '办理移交').click();
  const ask = dialog(page, /^办理移交/u);
  for (const [label, text] of Object.entries(fields)) await ask.getByLabel(label, { exact: true }).fill(text);
  await app.screenshot('handover-dialog');
  await button(ask, '登记移交').click();
  const slip = page.locator('.slip h3 .code');
  await slip.waitFor();
  await app.screenshot('handover-sent');
  return (await slip.textContent()) ?? '';
}

/** 登记签收. */
export async function signFor(app: App, receiver: string): Promise<void> {
  const { page } = app;
  await button(page, '登记签收、退回').click();
  const ask = dialog(page, /^交接单 /u);
  await ask.getByLabel('接收人').fill(receiver);
  await app.screenshot('handover-sign');
  await button(ask, '登记').click();
  await ask.waitFor({ state: 'hidden' });
  await page.locator('.slip').getByText('已签收', { exact: true }).waitFor();
}

/** 涉密载体交接单 of the open package, saved as PDF. */
export async function saveSlip(app: App, pdf: string): Promise<void> {
  const { page } = app;
  await button(page, /打印交接单、清单/u).click();
  await page.getByRole('menuitem', { name: '涉密载体交接单' }).click();
  const print = dialog(page, '涉密载体交接单');
  await button(print, '预览').click();
  await page.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.screenshot('handover-slip');
  await saveShownPaper(app, pdf);
  await page.keyboard.press('Escape');
  await print.waitFor({ state: 'hidden' });
}
