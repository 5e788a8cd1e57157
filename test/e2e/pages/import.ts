/** 表格导入, step by step. */
import type { App } from '../driver.ts';
import { callBridge } from './bridge.ts';
import { button } from './controls.ts';
import { openPage } from './entrance.ts';

const longWait = 60_000;

export interface SheetCounts {
  readonly rows: number;
  readonly new: number;
  readonly duplicate: number;
  readonly skipped: number;
  readonly refused: number;
}

/**
 * Opens a workbook and goes on to the check with what the application proposes; returns the first counts. With `stay` the
 * page is open already and its register chosen.
 */
export async function checkWorkbook(app: App, path: string, from?: 'stay'): Promise<SheetCounts> {
  const { page } = app;
  if (from === undefined) await openPage(app, '表格导入');
  await app.chooseToOpen(path);
  await button(page, /选择表格文件/u).click();
  await page.getByText(/^表头在第/u).waitFor({ timeout: longWait });
  await app.screenshot('import-2-sheet');
  await button(page, '下一步：列对应').click();
  await button(page, '下一步：校验').waitFor();
  await app.screenshot('import-3-columns');
  await button(page, '下一步：校验').click();
  await page.getByText('只看有问题的行').waitFor({ timeout: longWait });
  await app.screenshot('import-4-check');
  return countsShown(app);
}

/** Every suspected repeat that is still open is registered as one. */
export async function takeRepeatsAsRepeats(app: App): Promise<void> {
  const decide = button(app.page, '登记为重复件');
  if ((await decide.count()) === 0) return;
  await decide.first().click();
}

/** 试算 and 导入, leaving the refused rows for later; keeps the clerk's sheet with the errors marked. */
export async function importRest(app: App, errorWorkbook: string, refused: number): Promise<string> {
  const { page } = app;
  await button(page, '下一步：试算').click();
  await page.getByRole('checkbox', { name: /^先导入其余各行/u }).check();
  await app.screenshot('import-5-trial');
  await app.chooseToSave(errorWorkbook);
  await button(page, '保存错误表').click();
  await page.getByText(`已把${refused}行保存到`).waitFor();
  await button(page, '导入').click();
  await page.getByText(/^已导入/u).waitFor({ timeout: longWait });
  await app.screenshot('import-6-result');
  return (await page.locator('.ant-result').textContent()) ?? '';
}

/** 试算 and 导入 of a sheet without refused rows. */
export async function importAll(app: App): Promise<string> {
  const { page } = app;
  await button(page, '下一步：试算').click();
  await button(page, '导入').click();
  await page.getByText(/^已导入/u).waitFor({ timeout: longWait });
  return (await page.locator('.ant-result').textContent()) ?? '';
}

async function countsShown(app: App): Promise<SheetCounts> {
  const shown = app.page.locator('.counts .ant-statistic');
  const texts = await shown.allTextContents();
  const of = (title: string): number => {
    const text = texts.find((one) => one.startsWith(title)) ?? '';
    return Number((/[\d,]+$/u.exec(text)?.[0] ?? '').replaceAll(',', ''));
  };
  return {
    rows: of('合计'),
    new: of('新登记'),
    duplicate: of('疑似重复'),
    skipped: of('跳过'),
    refused: of('不能导入'),
  };
}

/** Imports a workbook without looking at the wizard, for specs about what comes afterwards. */
export async function importQuickly(app: App, path: string): Promise<number> {
  await app.chooseToOpen(path);
  const picked = await callBridge(app, 'shell.pickOpen', { purpose: 'spreadsheet', multiple: false });
  const file = picked.files[0]?.token ?? '';
  const job = 'quick-import';
  const opened = await callBridge(app, 'import.open', { job, register: 'petition', file });
  const sheet = opened.sheets.find(({ proposed }) => proposed)?.name ?? '';
  const read = await callBridge(app, 'import.sheet', { job, import: opened.import, sheet, headerRows: null });
  const mapping = read.columns.map(({ index, target }) => ({ index, target }));
  await callBridge(app, 'import.check', { job, import: opened.import, mapping, contextYear: null });
  await callBridge(app, 'import.decideAll', { import: opened.import, decision: 'repeat' });
  const done = await callBridge(app, 'import.commit', { job, import: opened.import, allowPartial: true });
  await app.page.reload();
  return done.imported;
}
