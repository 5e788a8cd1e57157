/** 网络与证书: how a county joins its city over a medium. */
import { join } from 'node:path';
import type { App } from '../driver.ts';
import { button } from './controls.ts';
import { openPage, signIn } from './entrance.ts';
import { cityOffice, countyOffice } from './offices.ts';

/**
 * The whole way of a county into its city's network, over a stick; both security administrators are signed in afterwards.
 * The root's fingerprint is the one that came with the answer.
 */
export async function joinNetwork(city: App, county: App, stick: string): Promise<void> {
  await signIn(county, countyOffice.people.security);
  const request = await requestCertificate(county, stick);
  await signIn(city, cityOffice.people.security);
  const answer = await issueCertificate(city, join(stick, request.file), stick);
  await acceptAnswer(county, join(stick, answer.file), answer.rootFingerprint);
}

/** County, first step; returns the request's file name and the fingerprint that is read out on the telephone. */
export async function requestCertificate(
  app: App,
  stick: string,
): Promise<{ readonly file: string; readonly fingerprint: string }> {
  const { page } = app;
  await openPage(app, '网络与证书');
  await app.chooseToOpen(stick);
  await button(page, '生成申请文件').click();
  const status = page.getByRole('status').filter({ hasText: '已写好' });
  await status.waitFor();
  await app.screenshot('network-request');
  const file = (await status.locator('strong').first().textContent()) ?? '';
  const fingerprint = await digitsOf(app, '申请的指纹');
  return { file, fingerprint };
}

/** City: opens the request, compares, says what becomes of an earlier certificate, issues; returns the answer's file name. */
export async function issueCertificate(
  app: App,
  request: string,
  stick: string,
  earlier?: RegExp,
  until?: string,
): Promise<{ readonly file: string; readonly fingerprint: string; readonly rootFingerprint: string }> {
  const { page } = app;
  await openPage(app, '网络与证书');
  await app.chooseToOpen(request);
  await button(page, '打开入网申请文件').click();
  await page.getByText('对方念出的八组数字与上面完全一致').click();
  await page.getByPlaceholder(/^姓名、职务、电话/u).fill('县巡察办主任，座机核对');
  const fingerprint = await digitsOf(app, '申请的指纹');
  if (earlier) await page.getByText(earlier).click();
  if (until !== undefined) {
    const day = page.getByRole('textbox', { name: '证书用到哪一天' });
    await day.fill(until);
    await day.press('Tab');
  }
  await app.screenshot('network-issue');
  await app.chooseToOpen(stick);
  await button(page, '签发并保存答复文件').click();
  const status = page.getByRole('status').filter({ hasText: '已写好' });
  await status.waitFor();
  const file = (await status.locator('strong').first().textContent()) ?? '';
  const rootFingerprint = await digitsOf(app, '根指纹');
  await app.screenshot('network-issued');
  await button(page, '完成').click();
  return { file, fingerprint, rootFingerprint };
}

/** County, second step; the root fingerprint is typed from paper, or null when the office has joined before. */
export async function acceptAnswer(app: App, answer: string, rootFingerprint: string | null): Promise<void> {
  const { page } = app;
  await app.chooseToOpen(answer);
  await button(page, '选择答复文件').click();
  await page.getByRole('status').filter({ hasText: '的答复：' }).waitFor();
  const typed = page.getByLabel(/^照纸上抄写的根指纹/u);
  if (rootFingerprint === null) await typed.waitFor({ state: 'detached' });
  else await typed.pressSequentially(rootFingerprint);
  await app.screenshot(`network-accept-${rootFingerprint === null ? 'known' : 'typed'}`);
  await button(page, /^核对并/u).click();
  await page.getByText(/本[办机]已经入网/u).waitFor();
  await app.screenshot('network-enrolled');
}

async function digitsOf(app: App, label: string): Promise<string> {
  const groups = await app.page.getByLabel(label, { exact: true }).last().locator('code').allTextContents();
  return groups.join('');
}
