import type { Value } from '../../../domain/register.ts';
import { looksLikeNumber } from './cell-shapes.ts';
import { isGrandTotal, totalWarning, type SheetWarning } from './consistency.ts';
import { columnLetter, type Sheet, sheetGrid } from './sheets.ts';
import type { ColumnFate } from './column-mapping.ts';
import type { SheetLayout } from './header-detection.ts';
import type { ConvertedRecord, RowConverter } from './row-conversion.ts';
import type { ImportTarget } from './targets.ts';

interface Mapping {
  readonly targets: readonly ImportTarget[];
  readonly fates: ReadonlyMap<number, ColumnFate>;
}

/** Columns of numbers: those imported as such, and those left out in which the rows have numbers (our own computed ones). */
export function numberColumns(plan: Mapping, sheet: Sheet, layout: SheetLayout): ReadonlySet<number> {
  const grid = sheetGrid(sheet);
  const hasNumbers = (column: number): boolean =>
    column !== layout.serialColumn &&
    layout.dataRows.some((row) => looksLikeNumber(grid.own(row, column).text));
  return new Set(
    layout.columns
      .map(({ column }) => column)
      .filter((column) => isNumber(targetOf(plan, column)) || hasNumbers(column)),
  );
}

function targetOf({ targets, fates }: Mapping, column: number): ImportTarget | undefined {
  return targets.find(({ path }) => path === fates.get(column));
}

function isNumber(target: ImportTarget | undefined): target is ImportTarget {
  return target !== undefined && ['integer', 'money'].includes(target.field.type);
}

/**
 * Compares each number in a 合计 row with the column above it, as it was read: in the unit of the heading, merged
 * cells once. A column with cells that could not be read is not compared; those are reported for themselves.
 */
export function checkColumnTotals(
  plan: Mapping,
  layout: SheetLayout,
  converter: RowConverter,
  converted: readonly ConvertedRecord[],
): readonly SheetWarning[] {
  return layout.statedTotals.flatMap(({ row, column, label }) => {
    const target = targetOf(plan, column);
    if (!isNumber(target) || target.field.notSummed === true || !isGrandTotal(label)) return [];
    if (converted.some(({ problems }) => problems.some((each) => isUnread(each, target.path)))) return [];
    const [stated] = numbersOf(converter.convert([row]), target);
    const counted = converted
      .flatMap((record) => numbersOf(record, target))
      .reduce((sum, value) => sum + value, 0);
    const unit = target.field.type === 'money' ? '分' : '';
    // Several tables of a sheet have a column of the same name (金额), so the cell and its table are named too.
    const name = `${target.child ? `${target.child.label}的` : ''}${target.field.label}`;
    return totalWarning(row, { label: name, stated, counted, unit }, columnLetter(column));
  });
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
