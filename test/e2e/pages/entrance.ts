/** Before work begins: first start and sign-in. */
import { expect } from 'vitest';
import type { Output } from '../../../preload/contract/contract.ts';
import type { App } from '../driver.ts';
import { callBridge } from './bridge.ts';
import { button, choose, dialog } from './controls.ts';
import type { Office, Person } from './offices.ts';

const longWait = 60_000;

export interface Founded {
  readonly shares: readonly string[];
  /** Only of a city. */
  readonly fingerprint: string | null;
}

const levelChoices = {
  CITY: '市级巡察机构',
  COUNTY: '县（市、区）级巡察机构',
  GROUP: /^巡察组单机/u,
} as const;

/** 新建本机关数据库 by the wizard, up to the printed recovery sheet, and on to the sign-in page. */
export async function foundOffice(app: App, office: Office): Promise<Founded> {
  const { page } = app;
  await button(page, /^新建本机关数据库/u).click();
  await page.getByText(levelChoices[office.level]).click();
  await page.getByPlaceholder(/^如：中共/u).fill(office.name);
  await choose(page.getByRole('combobox'), `（${office.region}）`, office.region);
  const [label, typed] =
    office.workstation === undefined
      ? ['机关代字', office.docWord]
      : ['单机序号', String(office.workstation)];
  await page.locator('.ant-form-item').filter({ hasText: label }).getByRole('textbox').fill(typed);
  await app.screenshot(`first-start-1-${office.level}`);
  await button(page, '下一步').click();
  await enterPeople(app, office);
  await app.screenshot(`first-start-2-${office.level}`);
  await button(page, '下一步').click();
  await page.getByText('即将建立').waitFor();
  await app.screenshot(`first-start-3-${office.level}`);
  await button(page, '建立数据库').click();
  return keepRecoverySheet(app);
}

async function enterPeople(app: App, office: Office): Promise<void> {
  const { page } = app;
  const lines = page.locator('.user-table tbody tr');
  const { system, security, auditor, director, registrar } = office.people;
  for (const [index, person] of [system, security, auditor, director, registrar].entries()) {
    const line = lines.nth(index);
    await line.getByLabel(/的账号$/u).fill(person.account);
    await line.getByLabel(/的口令$/u).fill(person.password);
    await line.getByLabel(/再输入一次口令$/u).fill(person.password);
    await line.getByLabel(/的姓名$/u).fill(person.name);
  }
}

async function keepRecoverySheet(app: App): Promise<Founded> {
  const { page } = app;
  await page.getByText(/^数据库已建成/u).waitFor({ timeout: longWait });
  const codes = page.locator('code.fingerprint');
  const fingerprints = page.locator('section', { hasText: '根指纹' }).locator('code');
  const fingerprint = (await fingerprints.count()) > 0 ? await fingerprints.first().textContent() : null;
  await page.locator('.pdf-page canvas, canvas').first().waitFor({ timeout: longWait });
  await app.screenshot(`first-start-4-${fingerprint === null ? 'COUNTY' : 'CITY'}`);
  const shares = await codes.allTextContents();
  const done = button(page, '完成，去登录');
  expect(await done.isDisabled()).toBe(true);
  await page.getByText('已打印并分别保管').click();
  await done.click();
  await page.getByLabel('账号').waitFor();
  return { shares: shares.filter((text) => text !== fingerprint), fingerprint };
}

/** 登录 after years, when the password has run out and is changed first. */
export async function signInAnew(
  app: App,
  person: Pick<Person, 'account' | 'password'>,
  next: string,
): Promise<void> {
  const { page } = app;
  await tryToSignIn(app, person.account, person.password);
  const forced = dialog(page, '请先修改口令');
  await forced.getByLabel('现口令').fill(person.password);
  await forced.getByLabel('新口令', { exact: true }).fill(next);
  await forced.getByLabel('再输入一次新口令').fill(next);
  await button(forced, /修\s?改/u).click();
  await forced.waitFor({ state: 'hidden', timeout: longWait });
}

/** 登录, and waits for the frame of work. */
export async function signIn(app: App, person: Person): Promise<void> {
  await tryToSignIn(app, person.account, person.password);
  await button(app.page, /锁定/u).waitFor({ timeout: longWait });
}

export async function tryToSignIn(app: App, account: string, password: string): Promise<void> {
  const { page } = app;
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('口令', { exact: true }).fill(password);
  await button(page, '登录').click();
}

/** 锁定 with Ctrl+L; the window starts afresh with the sign-in page. */
export async function lock(app: App): Promise<void> {
  await app.untilLocked(() => app.page.keyboard.press('Control+l'));
  await app.page.getByLabel('账号').waitFor({ timeout: longWait });
}

export async function switchTo(app: App, person: Person): Promise<void> {
  await lock(app);
  await signIn(app, person);
}

/** The office as the wizard would found it, without its pages: for specs about what comes afterwards. */
export async function foundQuickly(app: App, office: Office): Promise<Output<'setup.create'>> {
  const users = Object.values(office.people).map(({ account, name, role, password }) => ({
    account,
    name,
    roles: [role],
    password,
  }));
  const { level, name, region, docWord } = office;
  const founded = await callBridge(app, 'setup.create', {
    job: 'founding',
    folder: null,
    level,
    name,
    region,
    docWord,
    profile: 'WORK',
    users,
  });
  await app.page.reload();
  await app.page.getByLabel('账号').waitFor();
  return founded;
}

/** Opens a page by its name in the navigation. */
export async function openPage(app: App, name: string): Promise<void> {
  const { page } = app;
  await page.getByRole('navigation', { name: '主导航' }).getByRole('menuitem', { name }).click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** A second person confirms in the dialog of this title with the own password. */
export async function confirmAs(app: App, title: string, second: Person, ok: string | RegExp): Promise<void> {
  const ask = dialog(app.page, title);
  await ask.getByLabel('第二人账号').fill(second.account);
  await ask.getByLabel('第二人口令').fill(second.password);
  await button(ask, typeof ok === 'string' ? new RegExp(`^${[...ok].join('\\s?')}$`, 'u') : ok).click();
}
