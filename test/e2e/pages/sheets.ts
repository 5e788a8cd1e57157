/** Clerks' sheets that a test writes, brought in through 表格导入 as a clerk does. */
import * as XLSX from '@e965/xlsx';
import type { App } from '../driver.ts';
import { button, choose, walkTo } from './controls.ts';
import { openPage } from './entrance.ts';
import { checkWorkbook, importAll, type SheetCounts } from './import.ts';

export type Row = readonly (string | number)[];

/** One sheet of this name as a workbook. */
export function workbookOf(rows: readonly Row[], name = '台账'): Uint8Array {
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** Headings and the rows below them: one row for each of `count`, made from its place. */
export function rowsOf(headings: Row, count: number, row: (index: number) => Row): readonly Row[] {
  return [headings, ...Array.from({ length: count }, (_, index) => row(index))];
}

export interface SheetInto {
  /** The register as it is called in the list of the import page. */
  readonly register: string;
  /** The record the rows become parts of, e.g. the round of groups; by a word its number or content has. */
  readonly whole?: string;
}

/** Opens 表格导入, chooses the register, and goes through to the end; every row must be taken. */
export async function importSheet(app: App, into: SheetInto, rows: readonly Row[]): Promise<SheetCounts> {
  const counts = await checkSheet(app, into, rows);
  if (counts.refused > 0) throw new Error(`${counts.refused} rows of ${into.register} were refused`);
  await importAll(app);
  return counts;
}

/** The same up to the check. */
export async function checkSheet(
  app: App,
  { register, whole }: SheetInto,
  rows: readonly Row[],
): Promise<SheetCounts> {
  if (whole === undefined) await openImport(app, register);
  else await openImportOfParts(app, register, whole);
  return checkWorkbook(app, app.file(`${register}.xlsx`, workbookOf(rows)), 'stay');
}

async function openImport(app: App, register: string): Promise<void> {
  const { page } = app;
  await openPage(app, '表格导入');
  const again = button(page, '再导入一份');
  const ready = button(page, /选择表格文件/u);
  await again.or(ready).first().waitFor();
  if (await again.isVisible()) await again.click();
  await ready.waitFor();
  // Whoever imports into one register alone is not asked which.
  const box = page.getByLabel('导入到哪个登记簿');
  const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  if ((await box.isVisible()) && !heading.endsWith(register)) await walkTo(box, register);
}

/** Parts are imported from their own list, into the record they belong to. */
async function openImportOfParts(app: App, register: string, whole: string): Promise<void> {
  const { page } = app;
  await openPage(app, register);
  await button(page.locator('.list-page'), /导\s?入/u)
    .first()
    .click();
  await choose(page.locator('#import-whole'), whole);
}
