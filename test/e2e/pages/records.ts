/** One record of any register: entered on its form, saved, found again, and followed from page to page. */
import type { Locator } from 'playwright-core';
import type { App } from '../driver.ts';
import { button, dialog } from './controls.ts';
import { openPage } from './entrance.ts';
import { fillIn, numberShown, type Entry } from './petitions.ts';

/** Opens the empty form of the register with this name in the navigation. */
export async function newRecord(app: App, register: string): Promise<Locator> {
  const { page } = app;
  await openPage(app, register);
  await button(page, /新增登记/u)
    .first()
    .click();
  await page.getByRole('heading', { name: `新增${register}` }).waitFor();
  return page.locator('.form-page');
}

/** Fills the next line of a child table of the form: the empty one it offers, or a further one. */
export async function addRow(
  form: Locator,
  table: string,
  entries: Readonly<Record<string, Entry>>,
): Promise<void> {
  const lines = form.locator('.child-line').filter({ has: form.page().getByText(`${table} `) });
  if ((await lines.count()) === 0 || !(await isEmpty(lines.last())))
    await button(form, `增加${table}`).click();
  await fillLine(lines.last(), entries);
}

/** Fills further fields of the line that stands there as the `place`th, counted from 1. */
export async function changeRow(
  form: Locator,
  table: string,
  place: number,
  entries: Readonly<Record<string, Entry>>,
): Promise<void> {
  await fillLine(form.locator('.child-line').filter({ hasText: `${table} ${place}` }), entries);
}

async function fillLine(line: Locator, entries: Readonly<Record<string, Entry>>): Promise<void> {
  const more = line.getByRole('button', { name: /^更多项/u });
  if (await more.isVisible()) await more.click();
  await fillIn(line, entries);
}

/** Whether nothing is typed, chosen or ticked in the line. */
async function isEmpty(line: Locator): Promise<boolean> {
  const chosen = line.locator('.ant-select-content-has-value, .ant-select-selection-item, input:checked');
  if ((await chosen.count()) > 0) return false;
  const typed = await line.locator('input[type="text"], textarea').all();
  const values = await Promise.all(typed.map((box) => box.inputValue()));
  return values.every((value) => value === '');
}

/**
 * 保存, with this reason for everything the check asks about; returns the number of the record. A form that refuses to
 * be saved fails the test with what it says.
 */
export async function save(app: App, reason = '情况属实'): Promise<string> {
  const { page } = app;
  const questions = dialog(page, '请核对以下问题');
  // A new form may bear a tag of its own; only a record that is saved has its number for a heading.
  const saved = page.locator('.form-head h1.number');
  await button(page, /^保\s?存$/u).click();
  try {
    await questions.or(saved).first().waitFor();
  } catch (error) {
    const said = await page.locator('.form-page .ant-alert').allInnerTexts();
    throw new Error(`not saved: ${said.join(' / ') || 'the form says nothing'}`, { cause: error });
  }
  if (await questions.isVisible()) {
    for (const box of await questions.getByLabel(/^第\d+个问题的理由$/u).all()) await box.fill(reason);
    await app.screenshot(`asked-${await saved.count()}`);
    await button(questions, '情况属实，继续保存').click();
  }
  await saved.waitFor();
  return numberShown(app);
}

/** Opens the record with this number from the list of its register. */
export async function openRecord(app: App, register: string, number: string): Promise<void> {
  const { page } = app;
  await openPage(app, register);
  await page.locator('.list-area tbody').getByRole('link', { name: number }).click();
  await page.locator('.form-head h1').getByText(number).waitFor();
}

/** 修改 of the record that is open. */
export async function edit(app: App): Promise<Locator> {
  await button(app.page.locator('.form-head'), '修改').click();
  const form = app.page.locator('.form-page');
  await form.waitFor();
  return form;
}

/** What is said instead of taking this step: above the record when it shows beforehand, or else in the step's dialog. */
export async function refusedStep(
  app: App,
  label: string,
  entries: Readonly<Record<string, Entry>> = {},
): Promise<string> {
  const { page } = app;
  const step = button(page.locator('.form-head'), label);
  await step.waitFor();
  if (await step.isDisabled()) {
    const notice = page.locator('.failure-alert li').filter({ hasText: `“${label}”` });
    await app.screenshot(`refused-${label}`);
    return (await notice.textContent()) ?? '';
  }
  await step.click();
  const open = dialog(page, new RegExp(`^${label}`, 'u'));
  await fillIn(open, entries);
  await button(open, label).click();
  const alert = open.locator('.failure-alert');
  await alert.waitFor();
  await app.screenshot(`refused-${label}`);
  const said = (await alert.textContent()) ?? '';
  await button(open, /取\s?消/u).click();
  await open.waitFor({ state: 'hidden' });
  return said;
}
