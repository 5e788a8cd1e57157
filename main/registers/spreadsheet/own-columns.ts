/** Columns of a list that left from here whose content this application worked out itself, so that none of it is typed in again. */
import { parseNumber } from '../../../domain/numbering.ts';
import type { Register } from '../../../domain/register.ts';
import type { ColumnStatistics } from './column-statistics.ts';
import { detailNumber } from './detail-sheets.ts';
import type { SheetLayout } from './header-detection.ts';
import { sheetGrid, type Sheet } from './sheets.ts';
import { headingWord, type ImportTarget } from './targets.ts';

export interface OwnList {
  readonly register: Register;
  readonly targets: readonly ImportTarget[];
  readonly sheet: Sheet;
  readonly layout: SheetLayout;
  /** How this office numbers the register; as the register says when absent. */
  readonly numbering?: string | undefined;
}

/** Columns left out as our own, by their number, each with the sentence that tells the clerk why. */
export function ownColumns(
  list: OwnList,
  statistics: readonly (ColumnStatistics | undefined)[],
): ReadonlyMap<number, string> {
  const { columns } = list.layout;
  const numbers = columns.filter((column, index) => isOwnNumber(list, column, statistics[index]));
  const computed =
    numbers.length > 0 || saysWhoExported(list) ? columns.filter((column) => isComputed(list, column)) : [];
  return new Map([
    ...computed.map(({ column }) => [column, computedReason] as const),
    ...numbers.map(({ column }) => [column, numberReason] as const),
  ]);
}

type Column = SheetLayout['columns'][number];

const numberReason = '是本软件编定的编号，不导入：新登记的另行编号，与已登记的相同的在校验时提示。';
const computedReason = '由本软件计算或者记录，不导入：导入后按各栏目和办理情况重新得出。';

/** The column of our own numbers; it names the record and no paper that came in. */
function isOwnNumber(
  { register, numbering = register.numbering }: OwnList,
  { labels }: Column,
  data: ColumnStatistics | undefined,
): boolean {
  if (labels.at(-1) !== detailNumber || data === undefined || data.filled === 0) return false;
  const masks = [numbering, ...(register.numberedBefore ?? [])];
  return data.share((text) => masks.some((mask) => parseNumber(mask, text) !== undefined)) > 0.5;
}

/** The line that an exported list has above its headings, for one that left without its numbers. */
function saysWhoExported({ sheet, layout }: OwnList): boolean {
  const grid = sheetGrid(sheet);
  return sheet.rows.some(
    ({ row }) => row < (layout.heading?.from ?? 0) && /导出单位：.*导出人：/u.test(grid.own(row, 0).text),
  );
}

/** What the list adds to the fields of a record. */
const stamps: readonly string[] = ['登记机关', '最近时限', '录入时间', '最后修改'];

/**
 * A column called like a field that is worked out, or one the list adds. A heading of a field that can be imported means
 * that field, and the state of a letter says whether it is finished.
 */
function isComputed({ register, targets }: OwnList, { labels }: Column): boolean {
  const [label] = labels;
  if (label === undefined || labels.length !== 1) return false;
  const word = headingWord(label);
  if (targets.some(({ shortNames }) => shortNames.has(word))) return false;
  const derived = register.fields.filter((field) => field.derived).map((field) => field.label);
  const state = register.id === 'petition' ? [] : ['状态'];
  return [...derived, ...stamps, ...state].some((each) => headingWord(each) === word);
}
