/** The parts every page is made of, as a person uses them. */
import type { Locator, Page } from 'playwright-core';

/** Chooses in a list that opens below its box: types what to look for, then takes the option with this text. */
export async function choose(box: Locator, option: string, typed = option): Promise<void> {
  const page = box.page();
  await box.click();
  await box.fill(typed);
  await openOption(page, option).click();
}

/** Chooses in a list whose box cannot be typed into. */
export async function pickOption(box: Locator, option: string): Promise<void> {
  await box.click({ force: true });
  await openOption(box.page(), option).click();
}

/** Chooses in a list longer than its box, of which only what is near is there at all: arrows walk on. */
export async function walkTo(box: Locator, option: string): Promise<void> {
  const page = box.page();
  await box.click({ force: true });
  const wanted = openOption(page, option);
  for (let step = 0; step < 60 && !(await wanted.isVisible()); step += 1)
    await page.keyboard.press('ArrowDown');
  await wanted.click();
}

function openOption(page: Page, text: string): Locator {
  return page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: text })
    .first();
}

/** The dialog with this heading. */
export function dialog(page: Page, title: string | RegExp): Locator {
  return page.getByRole('dialog', { name: title });
}

export function button(place: Page | Locator, name: string | RegExp): Locator {
  return place.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
}
