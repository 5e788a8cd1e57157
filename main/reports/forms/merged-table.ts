/**
 * Tables in which lines that belong together share a cell: measures beside their item, rows of a project, letters of one
 * group. Where a page ends amid them the next one says again what the shared cells say; `main/reports/print-job.ts` finds
 * out where that is.
 */
import { html, keep, lines, type Html } from '../html.ts';
import { columnGroup, columnShares, type Setting } from './column-widths.ts';
import { aboveHeading, breakingRow, edgeOf, rowOverleaf } from './form.ts';

type Content = Html | string;

export interface MergedColumn<Line> {
  readonly label: string;
  /** Share of the table's width; the shares need not add up to anything. */
  readonly width: number;
  readonly kind?: 'text' | 'number';
  readonly cell: (line: Line) => Content;
  /** Whether a line shares the cell of the line above it; absent = never. */
  readonly shared?: (above: Line, below: Line) => boolean;
  /** What a shared cell says again on the next page; nothing when absent. */
  readonly again?: (line: Line) => Content;
}

export interface MergedRows {
  readonly rows: Html;
  /** By the row's id: its markup where it begins a page. */
  readonly overleaf: Readonly<Record<string, Html>>;
}

/** `12（续）`: what began on the page before. */
export function continued(text: string): string {
  return text === '' ? '' : `${text}（续）`;
}

/** The number of what began on the page before; it wraps before the mark only. */
export function numberAgain(number: string): Html {
  return number === '' ? html`` : html`${number}<wbr />${keep('（续）')}`;
}

/** How such a table is set. */
export interface MergedTable<Line> {
  /** Tells its rows apart from those of other tables on the sheet. */
  readonly place: string;
  readonly columns: readonly MergedColumn<Line>[];
  /** Of each column, in percent. */
  readonly shares: readonly number[];
  readonly setting: Setting;
  /** What tells a line again where it goes on overleaf. */
  readonly titleOf: (line: Line) => string;
}

/** The shares of the columns as described, where they hold what stands in them unbroken, and their headings. */
export function mergedShares<Line>(
  columns: readonly MergedColumn<Line>[],
  all: readonly Line[],
  setting: Setting,
): readonly number[] {
  const rows = all.flatMap((line, index) => [
    columns.map(({ cell }) => cell(line)),
    ...(index === 0 ? [] : [columns.map(({ again }) => again?.(line) ?? '')]),
  ]);
  return columnShares(described(columns), rows, setting);
}

/** The headings of the columns, below `above`. */
export function mergedHead<Line>({ columns, shares }: MergedTable<Line>, above = ''): Html {
  return html`${columnGroup(shares)}
    <thead>
      ${aboveHeading(above, columns.length)}
      <tr>
        ${described(columns).map(({ label }, index) => html`<th class="${edgeOf(index)}">${lines(label)}</th>`)}
      </tr>
    </thead>`;
}

/** The rows of the lines for a `<tbody>`. */
export function mergedRows<Line>(table: MergedTable<Line>, all: readonly Line[]): MergedRows {
  const overleaf: Record<string, Html> = {};
  const parts = partsOf(table, all);
  const rows = parts.flatMap((part, at) => {
    const before = parts[at - 1]?.lines.at(-1);
    return part.lines.map((_line, index) => {
      const id = `${table.place}p${at}r${index}`;
      const above = part.lines[index - 1];
      if (!part.isLong) overleaf[id] = rowOf(table, id, part, index, above ?? before);
      return rowOf(table, id, part, index, index === 0 ? before : undefined);
    });
  });
  return { rows: html`${rows}`, overleaf };
}

// ---- internals

/** Two names for one column stand below each other. */
function described<Line>(columns: readonly MergedColumn<Line>[]) {
  return columns.map(({ label, ...column }) => ({ ...column, label: label.replace('/', '/\n') }));
}

/** Lines that may share cells, or one that breaks over pages itself. */
interface Part<Line> {
  readonly lines: readonly Line[];
  readonly isLong: boolean;
}

/** A long line stands alone: Chromium ends a cell over several rows elsewhere than the rows beside it once one of those breaks. */
function partsOf<Line>(table: MergedTable<Line>, all: readonly Line[]): readonly Part<Line>[] {
  const parts: { lines: Line[]; isLong: boolean }[] = [];
  for (const [index, line] of all.entries()) {
    const isLong = isLongLine(table, all, index);
    const last = parts.at(-1);
    if (isLong || last === undefined || last.isLong) parts.push({ lines: [line], isLong });
    else last.lines.push(line);
  }
  return parts;
}

/** Whether the line takes more than half a page; what it shares with lines below it has their room too. */
function isLongLine<Line>(table: MergedTable<Line>, all: readonly Line[], index: number): boolean {
  return table.columns.some((column, at) => {
    const value = contentOf(column, all[index - 1], all[index]);
    return isLong(table, at, value) && isLong(table, at, value, spanFrom(column, all, index));
  });
}

function isLong<Line>({ shares }: MergedTable<Line>, at: number, value: Content, span = 1): boolean {
  return breakingRow([{ share: (span * (shares[at] ?? 0)) / 100, value }]) === 'long';
}

/** What a cell of the line says where it is not shared with the line above it on the page. */
function contentOf<Line>(
  column: MergedColumn<Line>,
  above: Line | undefined,
  line: Line | undefined,
): Content {
  if (line === undefined) return '';
  return isShared(column, above, line) ? (column.again?.(line) ?? '') : column.cell(line);
}

/** With `before`, the cells shared with that line stand here again; without, those shared with the line above are left out. */
function rowOf<Line>(
  table: MergedTable<Line>,
  id: string,
  part: Part<Line>,
  index: number,
  before: Line | undefined,
): Html {
  const line = part.lines[index];
  const shown = table.columns
    .map((column, at) => ({ column, at, span: spanFrom(column, part.lines, index) }))
    .filter(({ column }) => before !== undefined || !isShared(column, part.lines[index - 1], line));
  const cells = shown.map(({ column, at, span }) => {
    const content = contentOf(column, before, line);
    const style = `${column.kind ?? ''} ${edgeOf(at)}`;
    if (span > 1) return html`<td class="${style}" rowspan="${span}">${content}</td>`;
    return html`<td class="${style} ${part.isLong ? '' : 'whole'}">${linked(id, content)}</td>`;
  });
  // A row that may not break would drag along every line that shares one of its cells.
  const breaks = part.isLong || shown.some(({ span }) => span > 1);
  const row = html`<tr id="${id}" class="${breaks ? 'long' : ''}">
    ${cells}
  </tr>`;
  if (!part.isLong || line === undefined) return row;
  return rowOverleaf(table.shares, table.titleOf(line), row, table.setting);
}

/** Chromium notes on which page a link is painted (`print-job.ts`). */
function linked(id: string, content: Content): Html {
  return html`<a href="#${id}">${content === '' ? '\u00a0' : content}</a>`;
}

function spanFrom<Line>(column: Sharing<Line>, part: readonly Line[], index: number): number {
  let end = index + 1;
  while (part[end] !== undefined && isShared(column, part[end - 1], part[end])) end += 1;
  return end - index;
}

type Sharing<Line> = Pick<MergedColumn<Line>, 'shared'>;

function isShared<Line>(
  { shared }: Sharing<Line>,
  above: Line | undefined,
  below: Line | undefined,
): boolean {
  return above !== undefined && below !== undefined && (shared?.(above, below) ?? false);
}
