/**
 * A list that left with its details has a sheet for each child table, whose rows name their record by its number. For the
 * import they are put back beside their record, so that the sheet reads like one that lists several persons of a letter.
 */
import type { ChildTable } from '../../../domain/register.ts';
import { detectLayout, type LayoutChoice } from './header-detection.ts';
import type { HeadingRows } from './heading-rows.ts';
import { blankCell, type Cell, type MergedRange, sheetGrid, type Sheet, type SheetRow } from './sheets.ts';
import { headingWord, type ImportTarget } from './targets.ts';

/** Heading of the column in which list and details name the record. */
export const detailNumber = '编号';

export interface DetailSheet {
  readonly child: ChildTable;
  readonly sheet: Sheet;
}

export interface JoinedSheet {
  readonly sheet: Sheet;
  /** Where its headings are, and that the rows put in are data whatever they look like. */
  readonly choice: LayoutChoice & { readonly heading: HeadingRows };
  /** Keys of the child tables whose rows were put in: each row of theirs is one row, whatever its cells list. */
  readonly children: ReadonlySet<string>;
  /** What was put in and what could not be, in sentences for the clerk. */
  readonly notes: readonly string[];
}

interface Details {
  readonly child: ChildTable;
  readonly labels: readonly string[];
  readonly rowsByNumber: ReadonlyMap<string, readonly (readonly Cell[])[]>;
  readonly leftOut: readonly string[];
}

/** The list with the rows of its details below their records; undefined when it names no numbers or there are no details. */
export function joinDetails(
  list: Sheet,
  sheets: readonly DetailSheet[],
  targets: readonly ImportTarget[],
): JoinedSheet | undefined {
  const layout = detectLayout(list, targets);
  const number = layout.columns.find(({ labels }) => labels.at(-1) === detailNumber)?.column;
  const { heading } = layout;
  const details = sheets.flatMap((each) => readDetails(each, targets) ?? []);
  if (!heading || number === undefined || details.length === 0) return undefined;
  const added = heading.from === heading.to ? 1 : 0;
  const data = new Set(layout.dataRows);
  const firstDetail = list.columnCount;
  const tied = [number, ...(layout.serialColumn === undefined ? [] : [layout.serialColumn])];
  const pad = ({ cells }: SheetRow): readonly Cell[] =>
    Array.from({ length: firstDetail }, (_, column) => cells[column] ?? blankCell);
  const groups = details.flatMap(({ child, labels }) => labels.map(() => textCell(child.label)));
  const leaves = details.flatMap(({ labels }) => labels.map(textCell));

  const rows: SheetRow[] = [];
  const merges: MergedRange[] = [];
  const kindsByRow = new Map<number, 'data'>();
  const seen = new Map<string, number>();
  const placed = new Map<number, readonly [first: number, last: number]>();
  let offset = 0;
  for (const row of list.rows) {
    const at = row.row + offset;
    const isHeading = row.row >= heading.from && row.row <= heading.to;
    if (isHeading) {
      const own = added === 1 || row.row < heading.to ? groups : leaves;
      rows.push({ ...row, row: at, cells: [...pad(row), ...own] });
      if (added === 1) {
        rows.push({ row: at + 1, hidden: false, cells: [...blanks(firstDetail), ...leaves] });
        for (let column = 0; column < firstDetail; column += 1)
          merges.push({ top: at, bottom: at + 1, left: column, right: column });
        offset += 1;
      }
    } else if (data.has(row.row)) {
      const no = (row.cells[number]?.text ?? '').trim();
      if (no !== '') seen.set(no, (seen.get(no) ?? 0) + 1);
      const own = seen.get(no) === 1 ? details.map((each) => each.rowsByNumber.get(no) ?? []) : [];
      const height = Math.max(1, ...own.map((each) => each.length));
      for (let index = 0; index < height; index += 1) {
        const cells = details.flatMap(({ labels }, which) => own[which]?.[index] ?? blanks(labels.length));
        rows.push({
          ...row,
          row: at + index,
          cells: [...(index === 0 ? pad(row) : blanks(firstDetail)), ...cells],
        });
        kindsByRow.set(at + index, 'data');
      }
      if (height > 1)
        for (const column of tied)
          merges.push({ top: at, bottom: at + height - 1, left: column, right: column });
      offset += height - 1;
    } else rows.push({ ...row, row: at });
    placed.set(row.row, [at, row.row + offset]);
  }
  const first = (row: number): number => placed.get(row)?.[0] ?? row;
  const last = (row: number): number => placed.get(row)?.[1] ?? row;
  const asides = list.asides;
  return {
    sheet: {
      ...list,
      rows,
      merges: [
        ...list.merges.map((each) => ({ ...each, top: first(each.top), bottom: last(each.bottom) })),
        ...merges,
      ],
      columnCount: firstDetail + leaves.length,
      asides: { ...asides, comments: asides.comments.map(first), pictures: asides.pictures.map(first) },
    },
    choice: { heading: { from: heading.from, to: heading.to + added }, kindsByRow },
    children: new Set(details.map(({ child }) => child.key)),
    notes: notesOf(list.name, details, seen),
  };
}

const blanks = (count: number): readonly Cell[] => Array.from({ length: count }, () => blankCell);
const textCell = (text: string): Cell => ({ kind: 'text', text });

/** The rows of a sheet of details by the number they name; undefined when it is none. */
function readDetails({ child, sheet }: DetailSheet, targets: readonly ImportTarget[]): Details | undefined {
  const own = targets.filter((target) => target.child?.key === child.key);
  const grid = sheetGrid(sheet);
  const isField = (cell: Cell): boolean =>
    own.some(({ label }) => label === `${child.label}·${cell.text.trim()}`);
  const head = sheet.rows.find(
    ({ cells }) => headingWord(cells[0]?.text ?? '') === detailNumber && cells.some(isField),
  );
  if (!head) return undefined;
  const columns = head.cells.flatMap((cell, column) => (isField(cell) ? [column] : []));
  const leftOut = head.cells.flatMap(({ text }, column) =>
    column === 0 || text.trim() === '' || columns.includes(column) ? [] : [text.trim()],
  );
  const rowsByNumber = new Map<string, (readonly Cell[])[]>();
  for (const { row } of sheet.rows) {
    const no = grid.merged(row, 0).text.trim();
    if (row <= head.row || no.startsWith('合计')) continue;
    const cells = columns.map((column) => grid.merged(row, column));
    if (cells.every(({ text }) => text.trim() === '')) continue;
    const rows = rowsByNumber.get(no);
    if (rows) rows.push(cells);
    else rowsByNumber.set(no, [cells]);
  }
  const labels = columns.map((column) => (head.cells[column]?.text ?? '').trim());
  return { child, labels, rowsByNumber, leftOut };
}

const mostNamed = 5;

function notesOf(
  name: string,
  details: readonly Details[],
  seen: ReadonlyMap<string, number>,
): readonly string[] {
  const size = (rows: Iterable<readonly unknown[]>): number =>
    [...rows].reduce((sum, each) => sum + each.length, 0);
  return details.flatMap(({ child, rowsByNumber, leftOut }) => {
    const strange = [...rowsByNumber].filter(([no]) => !seen.has(no));
    const twice = [...rowsByNumber.keys()].filter((no) => (seen.get(no) ?? 0) > 1);
    const lost = size(strange.map(([, rows]) => rows));
    const numbers = (some: readonly string[]): string =>
      `${some
        .slice(0, mostNamed)
        .map((no) => (no === '' ? '（空）' : no))
        .join('、')}${some.length > mostNamed ? '等' : ''}`;
    return [
      `工作表“${child.label}”的${size(rowsByNumber.values()) - lost}行已按编号并到“${name}”各行之下，行号是合并后的。`,
      ...(lost > 0
        ? [
            `工作表“${child.label}”有${lost}行的编号在“${name}”中找不到，没有读入：${numbers(strange.map(([no]) => no))}。`,
          ]
        : []),
      ...(twice.length > 0
        ? [`“${name}”中编号${numbers(twice)}有几行，“${child.label}”的明细只并入其中第一行，请核对。`]
        : []),
      ...(leftOut.length > 0
        ? [`工作表“${child.label}”的“${leftOut.join('”“')}”列没有对应的栏目，或者由系统计算，没有读入。`]
        : []),
    ];
  });
}
