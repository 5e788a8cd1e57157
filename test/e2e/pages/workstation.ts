/** 收尾与移交 on a group's workstation, and the office it belongs to. */
import type { App } from '../driver.ts';
import { button, dialog } from './controls.ts';
import { confirmAs, openPage } from './entrance.ts';
import type { Person } from './offices.ts';

const longWait = 60_000;

/** County: 登记巡察组单机 from the city's answer, which passes through its hands. */
export async function enterWorkstation(app: App, answer: string): Promise<string> {
  const { page } = app;
  await openPage(app, '网络与证书');
  await page.getByText(/^登记巡察组单机/u).click();
  await app.chooseToOpen(answer);
  await button(page, '选择单机的答复文件').click();
  const done = page.getByRole('status').filter({ hasText: '已登记' });
  await done.waitFor();
  await app.screenshot('workstation-entered');
  return (await done.textContent()) ?? '';
}

/** 收尾 before a second person. */
export async function closeWorkstation(app: App, second: Person): Promise<void> {
  const { page } = app;
  await openPage(app, '收尾与移交');
  await app.screenshot('workstation-before-closing');
  await page.getByText('没有未保存的草稿和未审批的作废申请，可以收尾。').waitFor();
  await button(page, /^收\s?尾$/u).click();
  await confirmAs(app, '双人确认收尾', second, '确认收尾');
  await page.getByText(/办理收尾，.*在场确认/u).waitFor();
  await app.screenshot('workstation-closed');
}

/** What is still missing before it may be wiped, as the page lists it. */
export async function missingShown(app: App): Promise<readonly string[]> {
  const { page } = app;
  await openPage(app, '收尾与移交');
  await page.getByRole('heading', { name: '移交', exact: true }).waitFor();
  return page.locator('.missing-list li').allTextContents();
}

/** The statement onto the medium, before a second person; returns its file name. */
export async function declareWiping(app: App, second: Person, stick: string): Promise<string> {
  const { page } = app;
  await app.chooseToOpen(stick);
  await button(page, '出具清理声明').click();
  await confirmAs(app, '双人确认清理声明', second, '确认');
  const said = page.getByRole('status').filter({ hasText: '清理声明已写好' });
  await said.waitFor({ timeout: longWait });
  return (await said.locator('strong').textContent()) ?? '';
}

/** F55 as a PDF, and everything on this PC is gone. */
export async function wipe(
  app: App,
  second: Person,
  { pdf, statement }: { readonly pdf: string; readonly statement: string },
): Promise<void> {
  const { page } = app;
  await button(page, '打印清理确认单').click();
  await page.locator('.pdf-pages canvas').first().waitFor({ timeout: longWait });
  await app.chooseToSave(pdf);
  await button(page, '保存为PDF').click();
  await button(page, '清理本机').waitFor({ timeout: longWait });
  await app.screenshot('workstation-may-be-wiped');
  await app.chooseToOpen(statement);
  await button(page, '清理本机').click();
  await app.untilShown(() => confirmAs(app, '双人确认清理本机', second, /清\s?理/u), '本机已清理');
  await app.screenshot('workstation-wiped');
}

/** 挂失 on the page of the PC in the office's register. */
export async function reportLost(app: App, name: string, second: Person): Promise<void> {
  const { page } = app;
  await openWorkstation(app, name);
  await button(page, /^挂\s?失$/u).click();
  const ask = dialog(page, /挂失$/u);
  await ask.getByLabel('理由').fill('返程途中在车站遗失');
  await ask.getByLabel('丢失日期').fill('2026-01-05');
  await ask.getByLabel('报告人').fill('洪组长');
  await app.screenshot('workstation-reporting-lost');
  await button(ask, '下一步').click();
  await confirmAs(app, '双人确认挂失', second, '确认挂失');
  await button(page, '解除挂失').waitFor();
  await app.screenshot('workstation-reported-lost');
}

/** 解除挂失. */
export async function foundAgain(app: App, name: string, second: Person): Promise<void> {
  const { page } = app;
  await openWorkstation(app, name);
  await button(page, '解除挂失').click();
  const ask = dialog(page, '解除挂失');
  await ask.getByLabel('理由').fill('在失物招领处找回，封条完好');
  await button(ask, '下一步').click();
  await confirmAs(app, '双人确认解除挂失', second, '确认解除');
  await button(page, /^挂\s?失$/u).waitFor();
}

async function openWorkstation(app: App, name: string): Promise<void> {
  await openPage(app, '组工作站');
  const row = app.page.locator('.list-area tbody tr').filter({ hasText: name });
  await row.getByRole('link').first().click();
  await app.page.getByRole('heading', { name: '挂失与解除' }).waitFor();
}

/** 登记单机清理声明 at the office. */
export async function enterStatement(app: App, path: string): Promise<void> {
  const { page } = app;
  await openPage(app, '数据交换');
  await button(page, /接收数据包/u).click();
  await app.chooseToOpen(path);
  await button(page, '选择清理声明').click();
  await button(page, '登记为已清理').waitFor({ timeout: longWait });
  await app.screenshot('statement-inspected');
  await button(page, '登记为已清理').click();
  await page.getByText(/^已登记.*清理完毕。$/u).waitFor({ timeout: longWait });
  await app.screenshot('statement-entered');
}
