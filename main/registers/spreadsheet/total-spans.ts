import type { SheetLayout } from './header-detection.ts';

/** Rows of the sheet, both included. */
export interface RowSpan {
  readonly from: number;
  readonly to: number;
  /** All rows of the table. */
  readonly whole: boolean;
}

/** What a total row may add up; it is right when one of these readings agrees, and the first is the likeliest. */
export interface TotalRow {
  readonly isSubtotal: boolean;
  readonly readings: readonly RowSpan[];
}

interface Found {
  readonly row: number;
  readonly kind: 'grand' | 'sub';
}

function isGrandTotal(label: string): boolean {
  return /^(总?合计|总计|共计?|共有|总数)/.test(label);
}

function isSubtotal(label: string): boolean {
  return /^(小计|本页[小合]计|本[月季年]度?[小合]计)/.test(label);
}

/**
 * What the total rows add up, by their row: the last 合计 the whole table, every other total the rows since the one before
 * it. A running total (累计) adds up what nobody can tell, and is left alone.
 */
export function totalRows(layout: SheetLayout): ReadonlyMap<number, TotalRow> {
  const below = layout.heading?.to ?? 0;
  const totals = [...new Map(layout.statedTotals.map(({ row, label }) => [row, label]))]
    .flatMap(([row, label]): Found[] =>
      isSubtotal(label) ? [{ row, kind: 'sub' }] : isGrandTotal(label) ? [{ row, kind: 'grand' }] : [],
    )
    .sort((left, right) => left.row - right.row);
  const [first = 0] = layout.dataRows;
  const whole: RowSpan = { from: first, to: layout.dataRows.at(-1) ?? 0, whole: true };
  const last = totals.findLast(({ kind }) => kind === 'grand')?.row;
  const between = (after: number, before: number): readonly RowSpan[] => {
    const rows = layout.dataRows.filter((row) => row > after && row < before);
    const [from, to = from] = [rows[0], rows.at(-1)];
    return from === undefined || to === undefined ? [] : [{ from, to, whole: false }];
  };
  const before = (row: number, kinds: readonly Found['kind'][]): number =>
    totals.findLast((each) => each.row < row && each.row > below && kinds.includes(each.kind))?.row ?? below;
  const firstSub = totals.find(({ kind }) => kind === 'sub')?.row ?? 0;
  const headsItsRows = between(before(firstSub, ['sub', 'grand']), firstSub).length === 0;

  const readings = ({ row, kind }: Found): readonly RowSpan[] => {
    const previous = before(row, ['grand']);
    const sincePrevious = between(previous, row);
    if (kind === 'sub') {
      const next = totals.find((each) => each.row > row)?.row ?? Infinity;
      return headsItsRows ? between(row, next) : between(before(row, ['sub', 'grand']), row);
    }
    if (row < first) return [whole];
    if (row === last) return previous > below ? [whole, ...sincePrevious] : [whole];
    return [...sincePrevious, ...between(before(row, ['sub', 'grand']), row)];
  };
  return new Map(
    totals.map((total) => [total.row, { isSubtotal: total.kind === 'sub', readings: readings(total) }]),
  );
}
