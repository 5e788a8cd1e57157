/** The list: its columns' filters, its footer. */
import type { App } from '../driver.ts';
import { button } from './controls.ts';

/** Opens the filter of a column, takes one value and applies it. */
export async function filterBy(app: App, column: string, value: string): Promise<void> {
  const { page } = app;
  const before = await footerShown(app);
  const heading = page.locator('.list-area thead th').filter({ hasText: column }).first();
  await heading.locator('.ant-table-filter-trigger').click();
  const panel = page.locator('.filter-panel:visible');
  await panel.getByText(new RegExp(`^${value}(（|$)`, 'u')).click();
  const apply = button(panel, '确定');
  if (await apply.isVisible()) await apply.click();
  await page.waitForFunction(
    (old) => document.querySelector('.list-footer [role=status]')?.textContent !== old,
    before,
  );
}

export async function clearFilters(app: App): Promise<void> {
  await button(app.page, '清除筛选').click();
  await app.page.locator('.list-footer').getByText('共 316 件').waitFor();
  await atRest(app);
}

/** Waits until rows and counts both answer the conditions as they are now; they are asked apart. */
export async function atRest(app: App): Promise<void> {
  await app.page.locator('.list-page[aria-busy="false"]').waitFor();
}

/** Count and sums below the list. */
export async function footerShown(app: App): Promise<string> {
  await atRest(app);
  return (await app.page.locator('.list-footer [role=status]').textContent()) ?? '';
}
