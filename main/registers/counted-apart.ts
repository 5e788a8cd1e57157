/** Totals of registers whose kinds are never added up together (批、人次、次、件). */
import type { Register } from '../../domain/register.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { quote } from './sql.ts';

/** Columns of a `SELECT` over the records `p`: for each kind how many there are, and what is added up of them. */
export function apartColumns({ countedApart }: Register): readonly string[] {
  if (!countedApart) return [];
  const ofKind = (is: string, value: string): string =>
    `sum(CASE WHEN p.${quote(countedApart.field)} = '${is}' THEN ${value} ELSE 0 END)`;
  return countedApart.kinds.flatMap(({ is, sum }, index) => [
    `${ofKind(is, '1')} AS "apart ${index}"`,
    ...(sum ? [`${ofKind(is, `coalesce(p.${quote(sum.field)}, 0)`)} AS "sum ${index}"`] : []),
  ]);
}

/** What those columns hold, in the words of the register; nothing for registers that are counted as one. */
export function countsApart(
  { countedApart }: Register,
  row: Readonly<Record<string, number | null>>,
): Pick<Output<'records.totals'>, 'apart'> {
  if (!countedApart) return {};
  return {
    apart: countedApart.kinds.map(({ label, unit, sum }, index) => ({
      label,
      counts: [
        { count: row[`apart ${index}`] ?? 0, unit },
        ...(sum ? [{ count: row[`sum ${index}`] ?? 0, unit: sum.unit }] : []),
      ],
    })),
  };
}
