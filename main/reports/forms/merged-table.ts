/**
 * Tables in which lines that belong together share a cell: measures beside their item, rows of a project, letters of one
 * group. Where a page ends amid them the next one says again what the shared cells say; `main/reports/print-job.ts` finds
 * out where that is.
 */
import { html, keep, lines, type Html } from '../html.ts';
import { columnGroup, columnShares, type Setting } from './column-widths.ts';
import { breakingRow, edgeOf } from './form.ts';

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
  /** By the row's id: its markup where it begins a page. Ids alike up to their last letter hang together. */
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

/** The shares of the columns as described, where they hold what stands in them unbroken, and their headings, below `above`. */
export function mergedHead<Line>(
  columns: readonly MergedColumn<Line>[],
  all: readonly Line[],
  setting: Setting,
  above = '',
): Html {
  const described = columns.map(({ label, width }) => ({ label: headingOf(label), width }));
  const rows = all.flatMap((line, index) => [
    columns.map(({ cell }) => cell(line)),
    ...(index === 0 ? [] : [columns.map(({ again }) => again?.(line) ?? '')]),
  ]);
  return html`${columnGroup(columnShares(described, rows, setting))}
    <thead>
      ${
        above === ''
          ? null
          : html`<tr>
              <th class="text edge" colspan="${columns.length}">${above}</th>
            </tr>`
      }
      <tr>
        ${described.map(({ label }, index) => html`<th class="${edgeOf(index)}">${lines(label)}</th>`)}
      </tr>
    </thead>`;
}

/** The rows of the lines for a `<tbody>`; `table` tells the rows of several tables on one sheet apart. */
export function mergedRows<Line>(
  table: string,
  columns: readonly MergedColumn<Line>[],
  all: readonly Line[],
): MergedRows {
  const overleaf: Record<string, Html> = {};
  let block = 0;
  const rows = all.map((line, index) => {
    const above = all[index - 1];
    const isPart = above !== undefined && columns.some((column) => isShared(column, above, line));
    if (!isPart) block = index;
    const id = `${table}b${block}r${index}`;
    if (isPart) overleaf[id] = html`</tbody><tbody>${rowOf(id, columns, all, index, true)}`;
    return rowOf(id, columns, all, index, false);
  });
  return { rows: html`${rows}`, overleaf };
}

// ---- internals

/** Two names for one column stand below each other. */
function headingOf(label: string): string {
  return label.replace('/', '/\n');
}

/** With `whole`, the cells shared with the lines above stand here again. */
function rowOf<Line>(
  id: string,
  columns: readonly MergedColumn<Line>[],
  all: readonly Line[],
  index: number,
  whole: boolean,
): Html {
  const line = all[index];
  if (line === undefined) return html``;
  const above = all[index - 1];
  const cells = columns.flatMap((column, at) => {
    const isOpen = above !== undefined && isShared(column, above, line);
    if (isOpen && !whole) return [];
    const span = spanFrom(column, all, index);
    const spanned = span > 1 ? html` rowspan="${span}"` : html``;
    const value = isOpen ? (column.again?.(line) ?? '') : column.cell(line);
    return [html`<td class="${column.kind ?? ''} ${edgeOf(at)}" ${spanned}>${value}</td>`];
  });
  // A row that may not break would drag along every line that shares one of its cells.
  const isLong = columns.some((column) => spanFrom(column, all, index) > 1);
  return html`<tr id="${id}" class="${isLong ? 'long' : breakingLine(columns, line)}">
    ${cells}
  </tr>`;
}

function breakingLine<Line>(columns: readonly MergedColumn<Line>[], line: Line): 'long' | '' {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return breakingRow(columns.map(({ width, cell }) => ({ share: width / whole, value: cell(line) })));
}

function spanFrom<Line>(column: MergedColumn<Line>, all: readonly Line[], index: number): number {
  let end = index + 1;
  for (;;) {
    const [above, below] = [all[end - 1], all[end]];
    if (above === undefined || below === undefined || !isShared(column, above, below)) return end - index;
    end += 1;
  }
}

function isShared<Line>(column: MergedColumn<Line>, above: Line, below: Line): boolean {
  return column.shared?.(above, below) ?? false;
}
