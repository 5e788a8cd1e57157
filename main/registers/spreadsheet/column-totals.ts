import type { Value } from '../../../domain/register.ts';
import { looksLikeNumber } from './cell-shapes.ts';
import { totalWarnings, type SheetWarning } from './consistency.ts';
import { columnLetter, type Sheet, sheetGrid } from './sheets.ts';
import type { ColumnFate } from './column-mapping.ts';
import type { SheetLayout } from './header-detection.ts';
import type { ConvertedRecord, RowConverter } from './row-conversion.ts';
import type { ImportTarget } from './targets.ts';
import { type RowSpan, totalRows } from './total-spans.ts';

interface Mapping {
  readonly targets: readonly ImportTarget[];
  readonly fates: ReadonlyMap<number, ColumnFate>;
}

/** Columns of numbers: those imported as such, and those left out in which the rows have numbers (our own computed ones). */
export function numberColumns(plan: Mapping, sheet: Sheet, layout: SheetLayout): ReadonlySet<number> {
  const grid = sheetGrid(sheet);
  const isOurs = (column: number): boolean =>
    targetOf(plan, column) === undefined &&
    layout.dataRows.some((row) => looksLikeNumber(grid.own(row, column).text));
  return new Set(
    layout.columns
      .map(({ column }) => column)
      .filter((column) => column !== layout.serialColumn)
      .filter((column) => isNumber(targetOf(plan, column)) || isOurs(column)),
  );
}

function targetOf({ targets, fates }: Mapping, column: number): ImportTarget | undefined {
  return targets.find(({ path }) => path === fates.get(column));
}

function isNumber(target: ImportTarget | undefined): target is ImportTarget {
  return target !== undefined && ['integer', 'money'].includes(target.field.type);
}

/**
 * Compares each number in a total row with the rows it adds up, as they were read: in the unit of the heading, merged
 * cells once. Where a cell of those rows could not be read nothing is compared; it is reported for itself.
 */
export function checkColumnTotals(
  plan: Mapping,
  layout: SheetLayout,
  converter: RowConverter,
  converted: readonly ConvertedRecord[],
): readonly SheetWarning[] {
  const rows = totalRows(layout);
  return layout.statedTotals.flatMap(({ row, column }) => {
    const target = targetOf(plan, column);
    if (!isNumber(target) || target.field.notSummed === true || !rows.has(row)) return [];
    const [stated] = numbersOf(converter.convert([row]), target);
    const unit = target.field.type === 'money' ? '分' : '';
    // Several tables of a sheet have a column of the same name (金额), so the cell and its table are named too.
    const label = `${target.child ? `${target.child.label}的` : ''}${target.field.label}`;
    const add = (span: RowSpan) => {
      const parts = converted.flatMap((record) => partIn(record, span, target, converter));
      const isUnsure = parts.some(({ problems }) => problems.some((each) => isUnread(each, target.path)));
      const counted = parts.flatMap((part) => numbersOf(part, target)).reduce((sum, value) => sum + value, 0);
      return { label, stated: isUnsure ? undefined : stated, counted, unit };
    };
    return totalWarnings(row, rows.get(row), add, columnLetter(column));
  });
}

/** What of a record stands in these rows: a subtotal may stand between the details of one record. */
function partIn(
  record: ConvertedRecord,
  { from, to }: RowSpan,
  { child }: ImportTarget,
  converter: RowConverter,
): readonly ConvertedRecord[] {
  const rows = record.rows.filter((row) => row >= from && row <= to);
  if (rows.length === record.rows.length) return [record];
  if (!child) return rows[0] === record.rows[0] && rows.length > 0 ? [record] : [];
  return rows.length === 0 ? [] : [converter.convert(rows)];
}

function isUnread(problem: ConvertedRecord['problems'][number], path: string): boolean {
  return problem.path === path && problem.severity === 'error';
}

function numbersOf(record: ConvertedRecord, { path, field, child }: ImportTarget): readonly number[] {
  const values: readonly (Value | undefined)[] = child
    ? (record.children[child.key] ?? []).map((row) => row[field.key])
    : [record.values[path]];
  return values.filter((value) => typeof value === 'number');
}
