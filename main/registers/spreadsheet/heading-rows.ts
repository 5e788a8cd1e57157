import { looksLikeLabel } from './cell-shapes.ts';
import { columnLetter, type MergedRange, type Sheet, type SheetGrid } from './sheets.ts';
import { headingWord } from './targets.ts';

/** First and last row of the headings, one to three levels. */
export interface HeadingRows {
  readonly from: number;
  readonly to: number;
}

export interface HeadingColumn {
  readonly column: number;
  readonly letter: string;
  /** From the top level down, without repetition; empty for a column without heading. */
  readonly labels: readonly string[];
  /** `反映人/姓名`. */
  readonly text: string;
  readonly hidden: boolean;
}

const rowsSearched = 100;
const mostLevels = 3;

/** The rows that hold the headings, or undefined when no row reads like headings of the register. */
export function findHeadingRows(
  sheet: Sheet,
  grid: SheetGrid,
  words: ReadonlySet<string>,
): HeadingRows | undefined {
  let anchor = 0;
  let best = 0;
  for (const { row } of sheet.rows.slice(0, rowsSearched)) {
    const score = headingScore(sheet, grid, row, words);
    if (score > best) {
      best = score;
      anchor = row;
    }
  }
  if (best < 2) return undefined;
  let from = anchor;
  let to = anchor;
  while (to - from + 1 < mostLevels && isUpperLevel(sheet, grid, from - 1, words)) from -= 1;
  while (to - from + 1 < mostLevels && isLowerLevel(sheet, grid, from, to, words)) to += 1;
  return { from, to };
}

/**
 * A form for one letter: labels stand in several rows, each beside its content, and no row holds more than three of
 * them. In a table they share one row.
 */
export function looksLikeForm(sheet: Sheet, grid: SheetGrid, words: ReadonlySet<string>): boolean {
  const labelsPerRow = sheet.rows.slice(0, rowsSearched).map(({ row, cells }) => {
    const labels = new Set<string>();
    for (const [column, cell] of cells.entries()) {
      const word = headingWord(cell.text);
      if (looksLikeLabel(cell) && words.has(word) && !isUnderSameMerge(grid, row, column)) labels.add(word);
    }
    return labels;
  });
  const all = new Set(labelsPerRow.flatMap((labels) => [...labels]));
  const rowsWithLabels = labelsPerRow.filter((labels) => labels.size > 0).length;
  return (
    all.size >= 5 && rowsWithLabels >= 4 && labelsPerRow.every((labels) => labels.size <= mostLabelsInFormRow)
  );
}

const mostLabelsInFormRow = 4;

function isUnderSameMerge(grid: SheetGrid, row: number, column: number): boolean {
  const merge = grid.mergeAt(row, column);
  return merge !== undefined && (merge.top !== row || merge.left !== column);
}

/** Headings per column, with merged ones spread over the columns and rows they cover. */
export function headingColumns(
  sheet: Sheet,
  grid: SheetGrid,
  heading: HeadingRows,
): readonly HeadingColumn[] {
  const columns: HeadingColumn[] = [];
  for (let column = 0; column < sheet.columnCount; column += 1) {
    const labels: string[] = [];
    for (let row = heading.from; row <= heading.to; row += 1) {
      const label = labelText(labelAt(grid, heading, row, column));
      if (label !== '' && label !== labels.at(-1)) labels.push(label);
    }
    columns.push({
      column,
      letter: columnLetter(column),
      labels,
      text: labels.join('/'),
      hidden: sheet.hiddenColumns.has(column),
    });
  }
  return columns;
}

/** Heading text on one line; Chinese words broken over lines are joined again. */
function labelText(text: string): string {
  return text
    .replace(/([^\x00-\x7F])\s+(?=[^\x00-\x7F])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Where a program has dropped the merge, a blank upper heading takes the one to its left if both have lower headings. */
function labelAt(grid: SheetGrid, heading: HeadingRows, row: number, column: number): string {
  const own = grid.merged(row, column).text;
  if (own.trim() !== '' || grid.mergeAt(row, column) || row === heading.to) return own;
  const hasLower = (at: number): boolean => {
    for (let lower = row + 1; lower <= heading.to; lower += 1) {
      if (grid.own(lower, at).text.trim() !== '') return true;
    }
    return false;
  };
  if (!hasLower(column)) return '';
  for (let left = column - 1; left >= 0; left -= 1) {
    const text = grid.merged(row, left).text;
    if (text.trim() !== '') return hasLower(left) ? text : '';
  }
  return '';
}

function headingScore(sheet: Sheet, grid: SheetGrid, row: number, words: ReadonlySet<string>): number {
  let score = 0;
  let filled = 0;
  const seen = new Set<string>();
  for (const [column, cell] of (grid.row(row)?.cells ?? []).entries()) {
    if (cell.kind === 'blank') continue;
    filled += 1;
    const merge = grid.mergeAt(row, column);
    if ((merge && sheet.columnCount > 2 && spansTable(sheet, merge)) || !looksLikeLabel(cell)) {
      score -= 1;
      continue;
    }
    const word = headingWord(cell.text);
    if (seen.has(word)) score += 0.25;
    else score += words.has(word) ? 1 : isPartOfHeading(word, words) ? 0.5 : 0;
    seen.add(word);
  }
  return filled < 2 ? 0 : score;
}

function isPartOfHeading(word: string, words: ReadonlySet<string>): boolean {
  if (word.length < 3 || word.length > 12) return false;
  for (const known of words) if (known.length >= 2 && word.includes(known)) return true;
  return false;
}

function isUpperLevel(sheet: Sheet, grid: SheetGrid, row: number, words: ReadonlySet<string>): boolean {
  const cells = filledColumns(grid, row);
  if (cells.length === 0 || !cells.every((column) => looksLikeLabel(grid.own(row, column)))) return false;
  const spans = cells.map((column) => grid.mergeAt(row, column));
  if (spans.some((merge) => merge && spansTable(sheet, merge))) return false;
  if (cells.some((column) => /[:：]/.test(grid.own(row, column).text))) return false;
  const isGroup = spans.some((merge) => merge && (merge.right > merge.left || merge.bottom > row));
  const known = cells.filter((column) => words.has(headingWord(grid.own(row, column).text))).length;
  if (cells.length === 1) return isGroup && known === 1;
  return isGroup || known * 2 >= cells.length;
}

/** A merge over nearly the whole width of the table is a title, not a group of columns. */
function spansTable(sheet: Sheet, merge: MergedRange): boolean {
  const first = sheet.rows.reduce((least, { cells }) => {
    const start = cells.findIndex((cell) => cell.kind !== 'blank');
    return start >= 0 && start < least ? start : least;
  }, sheet.columnCount);
  return merge.right - merge.left + 1 >= (sheet.columnCount - first) * 0.8;
}

function isLowerLevel(
  sheet: Sheet,
  grid: SheetGrid,
  from: number,
  to: number,
  words: ReadonlySet<string>,
): boolean {
  const next = to + 1;
  const cells = filledColumns(grid, next);
  if (!cells.every((column) => looksLikeLabel(grid.own(next, column)))) return false;
  let mergedDown = false;
  let grouped = 0;
  for (let column = 0; column < sheet.columnCount; column += 1) {
    const merge = grid.mergeAt(to, column);
    if (merge && merge.top >= from && merge.bottom > to) mergedDown = true;
  }
  for (const column of cells) {
    const merge = grid.mergeAt(to, column);
    const underGroup = merge
      ? merge.right > merge.left && merge.bottom === to
      : grid.own(to, column).kind === 'blank';
    if (underGroup || isUnderLostGroup(grid, to, column)) grouped += 1;
  }
  if (mergedDown) return true;
  const known = cells.filter((column) => isKnown(headingWord(grid.own(next, column).text), words)).length;
  return cells.length >= 2 && grouped === cells.length && known * 2 >= cells.length;
}

/** The first column of a group whose merge was dropped: filled itself, blank to its right, both with lower headings. */
function isUnderLostGroup(grid: SheetGrid, row: number, column: number): boolean {
  return (
    grid.own(row, column).kind !== 'blank' &&
    grid.own(row, column + 1).kind === 'blank' &&
    grid.own(row + 1, column + 1).kind !== 'blank'
  );
}

function isKnown(word: string, words: ReadonlySet<string>): boolean {
  return words.has(word) || isPartOfHeading(word, words);
}

function filledColumns(grid: SheetGrid, row: number): number[] {
  const columns: number[] = [];
  for (const [column, cell] of (grid.row(row)?.cells ?? []).entries()) {
    if (cell.kind !== 'blank' && cell.text.trim() !== '') columns.push(column);
  }
  return columns;
}
