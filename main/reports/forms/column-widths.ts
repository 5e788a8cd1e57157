/**
 * How the columns of a table share its width: as described, but no column narrower than its longest word, and open texts
 * in proportion to what they hold, so that a remark of a page does not run down a column of four characters.
 */
import { html, textLength, type Html } from '../html.ts';
import { typeSizes } from '../paper-style.ts';

type Content = Html | string;

export interface SharedColumn {
  readonly label: string;
  /** Share of the table's width as described; the shares need not add up to anything. */
  readonly width: number;
  readonly kind?: string;
}

/** What a table is set in. */
export interface Setting {
  /** Its class in `paper-style.ts`. */
  readonly type: string;
  readonly points: number;
  /** Left and right of the text and its line, together, in millimetres. */
  readonly padding: number;
  /** Of the whole table, in millimetres. */
  readonly breadth: number;
}

/** On landscape paper, and `middle` and `close` on portrait paper, as `broad` and `small` on landscape. */
export const settings = {
  dense: { type: 'dense', points: typeSizes.dense, padding: 1.3, breadth: 267 },
  small: { type: 'small', points: typeSizes.small, padding: 1.5, breadth: 267 },
  close: { type: 'small', points: typeSizes.small, padding: 1.5, breadth: 156 },
  middle: { type: 'middle', points: typeSizes.middle, padding: 2.3, breadth: 156 },
  broad: { type: 'middle', points: typeSizes.middle, padding: 2.3, breadth: 267 },
} as const satisfies Readonly<Record<string, Setting>>;

/** The widths of a table's columns, in percent. */
export function columnGroup(shares: readonly number[]): Html {
  return html`<colgroup>
    ${shares.map((share) => html`<col style="width:${share.toFixed(3)}%" />`)}
  </colgroup>`;
}

/** The share of each column in percent; `rows` are the cells of the table, row by row. */
export function columnShares(
  columns: readonly SharedColumn[],
  rows: readonly (readonly Content[])[],
  setting: Setting,
): readonly number[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const described = columns.map(({ width }) => (width / whole) * setting.breadth);
  const least = columns
    .map(({ label }, at) =>
      Math.max(
        ...[label, ...rows.map((row) => row[at] ?? '')].map((content) =>
          longestWord(content, setting.points),
        ),
      ),
    )
    .map((word) => word + setting.padding);
  const wanted = byContent(columns, rows, described, setting);
  return widened(wanted, least).map((width) => (width / setting.breadth) * 100);
}

/** How wide a text is when it does not wrap, in millimetres: full-width characters an em, others as the digits of Noto Serif. */
export function widthOf(text: string, points: number): number {
  const ems = [...text].reduce((sum, character) => sum + (isNarrow.test(character) ? 0.56 : 1), 0);
  return (ems * points * 25.4) / 72;
}

// ---- internals

const isNarrow = /[\u0020-\u00ff]/u;

/** What never wraps: names and dates that are kept together, the pieces of numbers, and figures. */
function longestWord(content: Content, points: number): number {
  const markup = typeof content === 'string' ? content : content.markup;
  const kept = [...markup.matchAll(/<span class="keep">(.*?)<\/span>/gu)].map(([, text = '']) => text);
  const pieces = plain(markup.replaceAll(/<wbr ?\/?>/gu, ' '))
    .split(/[^\w.%,-]|(?<=-)/u)
    .filter((piece) => piece !== '');
  // A day is one word, with the bracket that opens before it: nothing ends a line.
  const days = plain(markup).match(/[（〔]?\d{4}-\d{2}-\d{2}/gu) ?? [];
  return Math.max(0, ...[...kept.map(plain), ...pieces, ...days].map((text) => widthOf(text, points)));
}

function plain(markup: string): string {
  return markup.replaceAll(/<[^>]*>/gu, '').replaceAll(/&[a-z]+;/gu, '_');
}

/** Columns of open text share anew what they have between them, once one of them would run over many lines. */
function byContent(
  columns: readonly SharedColumn[],
  rows: readonly (readonly Content[])[],
  described: readonly number[],
  { points }: Setting,
): readonly number[] {
  const em = (points * 25.4) / 72;
  const longest = columns.map(({ kind }, at) =>
    kind === 'text' ? Math.min(mostWeighed, Math.max(0, ...rows.map((row) => lengthOf(row[at])))) : 0,
  );
  const lines = longest.map((length, at) => (length * em) / (described[at] ?? 1));
  if (Math.max(0, ...lines) <= mostLines) return described;
  const shared = described.reduce((sum, width, at) => sum + (columns[at]?.kind === 'text' ? width : 0), 0);
  const weights = longest.map((length, at) =>
    columns[at]?.kind === 'text' ? Math.max(length, (described[at] ?? 0) / (2 * em)) : 0,
  );
  const weight = weights.reduce((sum, each) => sum + each, 0);
  return described.map((width, at) => {
    if (columns[at]?.kind !== 'text') return width;
    return (width + (shared * (weights[at] ?? 0)) / weight) / 2;
  });
}

/** Lines of a cell beyond which columns are shared anew. */
const mostLines = 5;

/** Characters of a cell that count: one of a page goes on overleaf, and is not to narrow every other line. */
const mostWeighed = 400;

function lengthOf(content: Content | undefined): number {
  if (content === undefined) return 0;
  return typeof content === 'string' ? content.length : textLength(content);
}

/** Columns that are too narrow take what they lack from those that have more than they need, each by what it has over. */
function widened(widths: readonly number[], least: readonly number[]): readonly number[] {
  const lacking = widths.reduce((sum, width, at) => sum + Math.max(0, (least[at] ?? 0) - width), 0);
  const over = widths.map((width, at) => Math.max(0, width - (least[at] ?? 0)));
  const spare = over.reduce((sum, each) => sum + each, 0);
  if (lacking === 0 || spare === 0) return widths;
  const taken = Math.min(1, lacking / spare);
  const given = Math.min(1, spare / lacking);
  return widths.map(
    (width, at) => width - (over[at] ?? 0) * taken + Math.max(0, (least[at] ?? 0) - width) * given,
  );
}
