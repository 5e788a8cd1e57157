/**
 * What a paper says in sum beside what its rows add up to. A table that named 7 people beside a list of 28 passed
 * through several hands (reference 2.4, Putian); whoever states a total here is asked about every cell that differs.
 */
import type { Failure } from './failure.ts';
import type { ChildRow, GuardContext, RecordCheck } from './register.ts';
import { yuan } from './text/amounts.ts';

/** One cell that states a total. */
export interface StatedTotal {
  /** Key of the field the total stands in, or any name of the place; `fields` of the refusal uses it. */
  readonly cell: string;
  /** What is totalled, e.g. 合计 or 上级给多少. */
  readonly label: string;
  /** Blank states nothing. */
  readonly stated: unknown;
  /** What the rows add up to. */
  readonly counted: number;
  /** Counter word (人, 件, 页), or `分` for money, which is then shown in 元. */
  readonly unit: string;
}

/** `写明合计 7 人，明细为 28 人，相差 21 人`, or undefined when it adds up or nothing is stated. */
export function differenceOf({
  label,
  stated,
  counted,
  unit,
}: Omit<StatedTotal, 'cell'>): string | undefined {
  if (typeof stated !== 'number' || stated === counted) return undefined;
  const show = (value: number): string => (unit === '分' ? yuan(value) : `${value} ${unit}`.trimEnd());
  return `写明${label} ${show(stated)}，明细为 ${show(counted)}，相差 ${show(Math.abs(counted - stated))}`;
}

/** A refusal that names every cell that does not add up, or undefined. */
export function refuseTotals(totals: readonly StatedTotal[]): Failure | undefined {
  const wrong = totals.flatMap((total) => {
    const difference = differenceOf(total);
    return difference === undefined ? [] : [{ cell: total.cell, difference }];
  });
  if (wrong.length === 0) return undefined;
  return {
    type: 'TotalsDiffer',
    // The button of a step that cannot be taken shows this sentence, so the figures stand in it.
    what: `合计与明细不符：${wrong.map(({ difference }) => difference).join('；')}。`,
    why: '合计是逐项明细之和，两处不一致的，必有一处有误。',
    next: '请逐项核对，改正合计或者补齐明细。',
    fields: Object.fromEntries(wrong.map(({ cell, difference }) => [cell, `${difference}。`])),
  };
}

/** The check of a register whose form states totals; `totals` lists every such cell of a record. */
export function totalsCheck(
  severity: RecordCheck['severity'],
  totals: (context: Pick<GuardContext, 'values' | 'children'>) => readonly StatedTotal[],
): RecordCheck {
  return { key: 'statedTotals', severity, check: (context) => refuseTotals(totals(context)) };
}

/** Sum of a whole-number or money field over rows; what is not filled in adds nothing. */
export function sumOf(rows: readonly Pick<ChildRow, 'values'>[] | undefined, field: string): number {
  return (rows ?? []).reduce((sum, { values }) => {
    const value = values[field];
    return typeof value === 'number' ? sum + value : sum;
  }, 0);
}
