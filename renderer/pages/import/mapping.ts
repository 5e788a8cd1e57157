/** How a sheet's columns are laid onto fields. Pure. */
import type { Output } from '../../../preload/contract/contract.ts';

export type Column = Output<'import.sheet'>['columns'][number];
export type Target = Output<'import.sheet'>['targets'][number];
export type Mapping = Readonly<Record<number, string | null>>;

/** Heading and text are appended to the remark; several columns may go there. */
export const remark = 'remark+';

export function proposedMapping(columns: readonly Column[]): Mapping {
  return Object.fromEntries(columns.map(({ index, target }) => [index, target]));
}

/** Sentences about a mapping that cannot be used: two columns for one field, or a required field without column. */
export function mappingProblems(
  mapping: Mapping,
  columns: readonly Column[],
  targets: readonly Target[],
): readonly string[] {
  const headings = new Map<string, string[]>();
  for (const { index, heading } of columns) {
    const target = mapping[index];
    if (!target || target === remark) continue;
    headings.set(target, [...(headings.get(target) ?? []), heading]);
  }
  const labelOf = (target: string): string => targets.find((one) => one.target === target)?.label ?? target;
  const doubled = [...headings].flatMap(([target, from]) =>
    from.length > 1 ? [`“${from.join('”、“')}”都对应到“${labelOf(target)}”，请只留一列。`] : [],
  );
  const missing = targets.filter(({ required, target }) => required && !headings.has(target));
  return [
    ...doubled,
    ...(missing.length > 0
      ? [`还没有列对应到必填项：${missing.map(({ label }) => label).join('、')}。`]
      : []),
  ];
}
