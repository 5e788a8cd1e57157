/** 数据交换: packages out and in. */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { App } from '../driver.ts';
import { button, dialog, pickOption } from './controls.ts';
import { openPage, switchTo } from './entrance.ts';
import type { Office, Person } from './offices.ts';

const longWait = 60_000;
const mediumCode = 'JZ-工-2026-001';

/** 拟制 and 提交审批; returns the package's number. */
export async function preparePackage(app: App, kind: string, peer: Office): Promise<string> {
  await draftPackage(app, kind, peer);
  return submitPackage(app);
}

/** 拟制, up to the button 提交审批. */
export async function draftPackage(app: App, kind: string, peer: Office): Promise<void> {
  const { page } = app;
  await openPage(app, '数据交换');
  await button(page, /发送数据包/u).click();
  // What one kind is may name another.
  const choice = page.locator('.kind-choice', { has: page.locator('strong', { hasText: kind }) });
  await choice.click();
  const to = page.getByLabel('发给谁');
  if (!(await page.getByText(peer.name).last().isVisible())) await pickOption(to, peer.name);
  await page.locator('.facts').waitFor();
  await app.screenshot(`package-prepare-${peer.level}`);
}

/** 提交审批 of what has been drafted; returns the package's number. */
export async function submitPackage(app: App): Promise<string> {
  const { page } = app;
  await button(page, '提交审批').click();
  const card = page.getByRole('status').filter({ hasText: '已提交审批' });
  await card.waitFor();
  return (await card.locator('strong.code').textContent()) ?? '';
}

/** 批准 on the board, by the director. */
export async function approvePackage(app: App, no: string): Promise<void> {
  const { page } = app;
  await openPage(app, '数据交换');
  await page.getByText(/^待我审批的数据包/u).waitFor();
  await app.screenshot('package-board-director');
  await page.locator('tr', { hasText: no }).getByRole('button', { name: '审批' }).click();
  const drawer = page.locator('.ant-drawer-content, .ant-drawer').last();
  await button(drawer, '批准').click();
  const ask = dialog(page, '批准发出数据包');
  await button(ask, '批准发出').click();
  await page.getByText(`已批准 ${no}，经办人可以写入介质。`).waitFor();
}

/** 写入介质; returns the path of the written file. */
export async function writePackage(app: App, no: string, stick: string): Promise<string> {
  const { page } = app;
  await openPage(app, '数据交换');
  await page.getByRole('tab', { name: '发出的数据包' }).click();
  await button(page, no).click();
  await button(page, '写入介质').click();
  const write = dialog(page, /^写入介质/u);
  await app.chooseToOpen(stick);
  await button(write, '选择U盘、光盘或文件夹').click();
  await button(write, '换一个位置').waitFor();
  await chooseMedium(app, write);
  await button(write, '写入').click();
  const card = write.getByRole('status').filter({ hasText: '写入完成' });
  await card.waitFor({ timeout: longWait });
  await app.screenshot('package-written');
  const file = (await card.locator('tr', { hasText: '文件名' }).locator('td').textContent()) ?? '';
  await button(write, '完成').click();
  await write.waitFor({ state: 'hidden' });
  const drawer = dialog(page, /^数据包/u);
  await button(drawer, /关闭|Close/u).click();
  await drawer.waitFor({ state: 'hidden' });
  return join(stick, file);
}

/** The one stick of the office; registered on the spot the first time. */
async function chooseMedium(app: App, write: Locator): Promise<void> {
  const box = write.getByLabel('介质编号');
  await write.locator('.ant-select:not(.ant-select-loading)').waitFor();
  if ((await write.getByText('台账中还没有可用的介质').count()) === 0) {
    await pickOption(box, mediumCode);
    return;
  }
  await button(write, '登记新介质').click();
  const register = dialog(app.page, '登记介质');
  await register.getByLabel('统一编号').fill(mediumCode);
  await app.screenshot('medium-registered-on-the-spot');
  await button(register, '保存').click();
  await register.waitFor({ state: 'hidden' });
  await write.getByText(mediumCode).first().waitFor();
}

/** 发往其他单位 on the page of the record, to the one office there is: `移交` hands it over, `确定` tells it. */
export async function addressRecord(app: App, picture: string, ok: '确定' | '移交'): Promise<void> {
  const { page } = app;
  await button(page, '发往其他单位…').click();
  const ask = dialog(page, /发往其他单位$/u);
  await app.screenshot(`${picture}-asked`);
  await button(ask, ok).click();
  await ask.waitFor({ state: 'hidden' });
  await page.getByText(ok === '移交' ? '已移交，由其办理' : '随数据包发往').waitFor();
  await app.screenshot(picture);
}

/** Prepare as who is at the desk, approve as the director, write as the registrar. */
export async function sendPackage(
  app: App,
  from: Office,
  kind: string,
  to: Office,
  stick: string,
): Promise<string> {
  const no = await preparePackage(app, kind, to);
  await switchTo(app, from.people.director);
  await approvePackage(app, no);
  await switchTo(app, from.people.registrar);
  return writePackage(app, no, stick);
}

/** 接收: verified, looked at, confirmed by a second person, taken over. Returns the result as it is shown. */
export async function receivePackage(
  app: App,
  path: string,
  second: Person,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const { page } = app;
  await openPage(app, '数据交换');
  await button(page, /接收数据包/u).click();
  await app.chooseToOpen(path);
  await button(page, '选择数据包文件').click();
  await page.getByText(/^(核验通过|签名有效)/u).waitFor({ timeout: longWait });
  await app.screenshot('package-inspected');
  await look();
  await button(page, '双人确认并导入').click();
  const ask = dialog(page, '双人确认导入');
  await ask.getByLabel('第二人账号').fill(second.account);
  await ask.getByLabel('第二人口令').fill(second.password);
  await button(ask, '确认导入').click();
  const card = page.locator('.result-card');
  await card.waitFor({ timeout: longWait });
  await app.screenshot('package-applied');
  return (await card.textContent()) ?? '';
}

/** Waits until the list of what went out gives a package this state; it may show for a moment what it knew before. */
export async function seeStateOfPackage(app: App, no: string, state: string): Promise<void> {
  const { page } = app;
  await openPage(app, '数据交换');
  await page.getByRole('tab', { name: '发出的数据包' }).click();
  await page.locator('tr', { hasText: no }).filter({ hasText: state }).waitFor();
  await app.screenshot('packages-out');
}
