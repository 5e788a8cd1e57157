/** 信访件: the list, one letter, and the form. */
import type { Locator } from 'playwright-core';
import type { App } from '../driver.ts';
import { button, choose, dialog } from './controls.ts';
import { openPage } from './entrance.ts';
import { atRest } from './list.ts';

/** What a form field is filled with: typed text, 是 or 否, or what is chosen from a list. */
export type Entry = string | boolean | { readonly choice: string | readonly string[] };

export async function openList(app: App): Promise<void> {
  await openPage(app, '信访件');
  await app.page.locator('.list-footer').getByText(/^共/u).waitFor();
  await atRest(app);
}

/** Narrows the list by its search box until it says how many there are. */
export async function findInList(app: App, text: string, found: string): Promise<void> {
  const { page } = app;
  await page.getByRole('searchbox', { name: '在列表中查找' }).fill(text);
  await page.locator('.list-footer').getByText(found).waitFor();
  await atRest(app);
}

/** Lets the search of the list look at petitioners too. */
export async function searchPetitioners(app: App, password: string): Promise<void> {
  const { page } = app;
  await button(page, '输入口令后一并查找').click();
  const ask = dialog(page, '查找反映人信息');
  await ask.getByLabel('本人口令').fill(password);
  await app.screenshot('search-petitioners');
  await button(ask, '一并查找').click();
  await ask.waitFor({ state: 'hidden' });
}

/** Opens the letter with this number, or the one at this place of the list. */
export async function openLetter(app: App, which: string | number): Promise<void> {
  const { page } = app;
  const links = page.locator('.list-area tbody a');
  const link = typeof which === 'number' ? links.nth(which) : links.filter({ hasText: which }).first();
  await link.click();
  await page.locator('.form-head h1').waitFor();
}

/** The number of the record that is open; a form that is still being saved has none in its heading. */
export async function numberShown(app: App): Promise<string> {
  const heading = app.page.locator('.form-head h1').filter({ hasText: /\d/u });
  return (await heading.textContent()) ?? '';
}

export async function stateShown(app: App): Promise<string> {
  return (await app.page.locator('.form-head .ant-tag').first().textContent()) ?? '';
}

/** Takes one step with the letter that is open: 拟办, 批办, 转办/交办 … */
export async function takeStep(
  app: App,
  label: string,
  entries: Readonly<Record<string, Entry>>,
  state: string,
): Promise<void> {
  const { page } = app;
  await button(page.locator('.form-head'), label).click();
  const open = dialog(page, new RegExp(`^${label}`, 'u'));
  await fillIn(open, entries);
  await app.screenshot(`step-${label.replaceAll('/', '')}`);
  await button(open, label).click();
  await open.waitFor({ state: 'hidden' });
  await page.locator('.form-head').getByText(state).waitFor();
}

/** Fills fields by their labels. */
export async function fillIn(place: Locator, entries: Readonly<Record<string, Entry>>): Promise<void> {
  for (const [label, entry] of Object.entries(entries)) {
    const field = place
      .locator('.form-field')
      .filter({ has: labelled(place, label) })
      .first();
    const box = field.locator('input, textarea').first();
    if (typeof entry === 'string') await box.fill(entry);
    else if (typeof entry === 'boolean')
      await field
        .locator('.ant-radio-button-wrapper')
        .getByText(entry ? '是' : '否', { exact: true })
        .click();
    else if (typeof entry.choice === 'string') await choose(box, entry.choice);
    else await chooseAll(box, entry.choice);
  }
}

/** A list of several stays open after each. */
async function chooseAll(box: Locator, options: readonly string[]): Promise<void> {
  for (const option of options) await choose(box, option);
  await box.blur();
}

function labelled(place: Locator, label: string): Locator {
  return place
    .page()
    .locator('label')
    .filter({ hasText: new RegExp(`^${label}(必填)?$`, 'u') });
}

/** 查看 of the petitioner with a reason, and the own password where it is asked for; returns what is then shown. */
export async function revealPetitioner(app: App, reason: string, password: string | null): Promise<string> {
  const { page } = app;
  const part = page.locator('.child-view', { hasText: '反映人' }).first();
  await button(part, /查看/u).click();
  const ask = dialog(page, /^查看反映人/u);
  await ask.getByLabel('理由').fill(reason);
  if (password !== null) await ask.getByLabel('本人口令').fill(password);
  await app.screenshot('reveal-asked');
  await button(ask, '查看').click();
  await button(part, /隐去/u).waitFor();
  await app.screenshot('petitioner-revealed');
  return (await part.textContent()) ?? '';
}

export async function openNewForm(app: App): Promise<Locator> {
  await openList(app);
  await button(app.page, /新增登记/u).click();
  const form = app.page.locator('.form-page');
  await form.waitFor();
  return form;
}

/** 保存, giving the reason for what the check asks about. */
export async function saveWithReason(app: App, form: Locator, reason: string): Promise<void> {
  await button(form, '保存').click();
  const questions = dialog(app.page, '请核对以下问题');
  await questions.getByLabel('第1个问题的理由').fill(reason);
  await button(questions, '情况属实，继续保存').click();
  await app.page.locator('.form-head').getByText('已登记').waitFor();
}

/** Names somebody of this rank as accused and takes the mark that is then proposed. */
export async function takeProposedMark(app: App, form: Locator, rank: string, mark: string): Promise<void> {
  const line = form.locator('.child-line').filter({ hasText: /^被反映人 1/u });
  await fillIn(line, { 姓名: '李某某', 职级: { choice: rank } });
  const hint = form.getByRole('note').filter({ hasText: `建议标“${mark}”` });
  await hint.scrollIntoViewIfNeeded();
  await app.screenshot('mark-proposed');
  await button(hint, '采用').click();
  await hint.waitFor({ state: 'hidden' });
  await app.screenshot('mark-taken');
}

/** Fills the first line for a petitioner of a form. */
export async function addPetitioner(form: Locator, entries: Readonly<Record<string, Entry>>): Promise<void> {
  const lines = form.locator('.child-line').filter({ hasText: /^反映人 1/u });
  if ((await lines.count()) === 0) await button(form, '增加反映人').click();
  await fillIn(lines.first(), entries);
}

/** 添加附件 to the record that is open. */
export async function attach(app: App, path: string): Promise<void> {
  await app.chooseToOpen(path);
  await button(app.page, /添加附件/u).click();
  await app.page.getByText('附件（1）').waitFor();
}
