import { normalizeText } from '../../../domain/text/normalize.ts';
import { singleLine } from './cell-shapes.ts';
import {
  findHeadingRows,
  headingColumns,
  looksLikeForm,
  type HeadingColumn,
  type HeadingRows,
} from './heading-rows.ts';
import {
  createRowJudge,
  judgePreamble,
  statedCounts,
  statedTotals,
  type RowKind,
  type RowVerdict,
  type StatedTotal,
} from './row-verdicts.ts';
import { sheetGrid, type Sheet, type SheetGrid } from './sheets.ts';
import { headingWord, headingWords, serialHeadings, type ImportTarget } from './targets.ts';

export interface SheetLayout {
  /** Undefined when the sheet holds no table of this register. */
  readonly heading: HeadingRows | undefined;
  /** The sheet is a form for one letter, labels beside their contents, and no table. */
  readonly isForm: boolean;
  readonly columns: readonly HeadingColumn[];
  /** Column of 序号: the display order in the clerk's file, never an id. */
  readonly serialColumn: number | undefined;
  readonly title: string | undefined;
  /** The year the sheet says it is about, for dates written without one. */
  readonly year: number | undefined;
  /** From the line 单位：件 or 单位：万元 above the headings. */
  readonly unit: string | undefined;
  readonly verdicts: readonly RowVerdict[];
  /** Rows to import, in order. */
  readonly dataRows: readonly number[];
  readonly statedTotals: readonly StatedTotal[];
}

/** What the clerk decided by hand, overruling the detection. */
export interface LayoutChoice {
  readonly heading?: HeadingRows | undefined;
  readonly kindsByRow?: ReadonlyMap<number, RowKind> | undefined;
  /** Rows hidden in the clerk's file are data like any other unless the clerk leaves them out. */
  readonly skipHiddenRows?: boolean | undefined;
}

const serialWords: ReadonlySet<string> = new Set(serialHeadings().map(headingWord));

/** Finds title, headings, data, totals, signatures and notes of a sheet, and gives every row exactly one verdict. */
export function detectLayout(
  sheet: Sheet,
  targets: readonly ImportTarget[],
  choice: LayoutChoice = {},
): SheetLayout {
  const grid = sheetGrid(sheet);
  const words = headingWords(targets);
  const heading = choice.heading ?? findHeadingRows(sheet, grid, words);
  const isForm = !choice.heading && looksLikeForm(sheet, grid, words);
  if (!heading || isForm) return layoutWithoutTable(sheet, isForm);
  const columns = headingColumns(sheet, grid, heading);
  const serialColumn = columns.find((column) =>
    serialWords.has(headingWord(column.labels.at(-1) ?? '')),
  )?.column;
  const above = sheet.rows.filter((row) => row.row < heading.from);
  const aboveLines = above.map((row) => row.cells.map((cell) => cell.text).join(' '));
  const titles = above
    .filter((row) => judgePreamble(row).kind === 'title')
    .map((row) => singleLine(row.cells.map((cell) => cell.text).join('')));
  const title = titles.reduce<string | undefined>(
    (longest, text) => (text.length > (longest?.length ?? 0) ? text : longest),
    undefined,
  );
  const verdicts = judgeRows(sheet, grid, { heading, serialColumn, title, choice });
  const totalRows = new Set(
    verdicts.filter(({ kind, row }) => kind === 'total' && row > heading.to).map(({ row }) => row),
  );
  return {
    heading,
    isForm: false,
    columns,
    serialColumn,
    title,
    year: findYear([...aboveLines, sheet.name]),
    unit: findUnit(aboveLines),
    verdicts,
    dataRows: verdicts.filter((verdict) => verdict.kind === 'data').map((verdict) => verdict.row),
    statedTotals: [
      ...above.flatMap(statedCounts),
      ...sheet.rows.filter((row) => totalRows.has(row.row)).flatMap(statedTotals),
    ],
  };
}

interface JudgeInput {
  readonly heading: HeadingRows;
  readonly serialColumn: number | undefined;
  readonly title: string | undefined;
  readonly choice: LayoutChoice;
}

function judgeRows(sheet: Sheet, grid: SheetGrid, input: JudgeInput): RowVerdict[] {
  const { heading, serialColumn, title, choice } = input;
  const lastFullRow = findLastFullRow(sheet, serialColumn, heading);
  const judge = createRowJudge({ sheet, grid, heading, serialColumn, lastFullRow, title });
  const verdicts: RowVerdict[] = [];
  let expected = 1;
  const addBlank = (until: number): void => {
    while (expected < until) {
      const isHeading = expected >= heading.from && expected <= heading.to;
      const last = isHeading
        ? expected
        : Math.min(until - 1, expected < heading.from ? heading.from - 1 : until - 1);
      verdicts.push(
        isHeading
          ? { row: expected, through: last, kind: 'heading', reason: '表头。', hidden: false }
          : { row: expected, through: last, kind: 'blank', reason: '空行。', hidden: false },
      );
      expected = last + 1;
    }
  };
  for (const row of sheet.rows) {
    addBlank(row.row);
    expected = row.row + 1;
    const chosen = choice.kindsByRow?.get(row.row);
    const found = chosen
      ? { kind: chosen, reason: '由您指定。' }
      : row.row < heading.from
        ? judgePreamble(row)
        : row.row <= heading.to
          ? ({ kind: 'heading', reason: '表头。' } as const)
          : judge(row);
    const leftOut = found.kind === 'data' && row.hidden && choice.skipHiddenRows === true && !chosen;
    verdicts.push({
      row: row.row,
      through: row.row,
      kind: leftOut ? 'hidden' : found.kind,
      reason: leftOut ? '隐藏的行，按您的选择不导入。' : found.reason,
      hidden: row.hidden,
    });
  }
  return verdicts;
}

function findLastFullRow(sheet: Sheet, serialColumn: number | undefined, heading: HeadingRows): number {
  for (let index = sheet.rows.length - 1; index >= 0; index -= 1) {
    const row = sheet.rows[index];
    if (!row || row.row <= heading.to) break;
    let filled = 0;
    for (const [column, cell] of row.cells.entries()) {
      if (column !== serialColumn && cell.text.trim() !== '') filled += 1;
    }
    const lead = row.cells.find((cell) => cell.text.trim() !== '')?.text ?? '';
    if (filled >= 2 && !/[:：]/.test(lead) && !/^(总|合|小|共)\s*[合计]/.test(lead.trim())) return row.row;
  }
  return heading.to;
}

function findUnit(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const match = /(?:^|[^一-龥])(?:计量|金额)?单位[:：]\s*(万元|元|件|条|人|个|起|批|次|份|项)/u.exec(
      ` ${singleLine(line)}`,
    );
    if (match) return match[1];
  }
  return undefined;
}

function findYear(lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const match = /(?<!\d)(20\d{2})\s*(?:年|[.\-/]\d)/u.exec(singleLine(line));
    if (match) return Number(match[1]);
  }
  return undefined;
}

function layoutWithoutTable(sheet: Sheet, isForm: boolean): SheetLayout {
  const verdicts: RowVerdict[] = [];
  let expected = 1;
  for (const { row, hidden, cells } of sheet.rows) {
    if (expected < row) {
      verdicts.push({ row: expected, through: row - 1, kind: 'blank', reason: '空行。', hidden: false });
    }
    expected = row + 1;
    const isBlank = cells.every((cell) => normalizeText(cell.text) === '');
    verdicts.push({
      row,
      through: row,
      kind: isBlank ? 'blank' : 'unrecognised',
      reason: isBlank ? '空行。' : isForm ? '一件一张的登记表，未作为数据。' : '没有找到表头，未作为数据。',
      hidden,
    });
  }
  return {
    heading: undefined,
    isForm,
    columns: [],
    serialColumn: undefined,
    title: undefined,
    year: undefined,
    unit: undefined,
    verdicts,
    dataRows: [],
    statedTotals: [],
  };
}

/**
 * Positions of the visible sheets that hold a table of the register: those with columns for more of the required fields
 * first (a statistics sheet names 方式 too), then those with more rows.
 */
export function rankSheets(
  sheets: readonly { readonly index: number; readonly sheet: Sheet; readonly layout: SheetLayout }[],
  targets: readonly ImportTarget[],
): readonly number[] {
  return sheets
    .filter(({ sheet, layout }) => sheet.visibility === 'visible' && layout.dataRows.length > 0)
    .map(({ index, layout }) => ({
      index,
      fields: requiredCovered(layout, targets),
      rows: layout.dataRows.length,
    }))
    .sort((left, right) => right.fields - left.fields || right.rows - left.rows)
    .map(({ index }) => index);
}

/** How many of the register's required fields have a column of their name. */
export function requiredCovered({ columns }: SheetLayout, targets: readonly ImportTarget[]): number {
  const words = new Set(columns.map(({ labels }) => headingWord(labels.at(-1) ?? '')));
  return targets.filter(
    ({ field, child, names }) =>
      field.required === true && !child && [...names].some((name) => words.has(name)),
  ).length;
}
