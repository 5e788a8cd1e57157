/** Rows of a child table that the office's own tables list for what the record says (评估指标 of the chosen scheme). */
import type { ChildRow, GuardContext, Values } from './register.ts';

export interface ListedRows {
  /** What the rows are, on the button: 按评估指标表列出. */
  readonly label: string;
  /** The rows of the office's tables for a record with these values, in their order; none where they say nothing. */
  readonly rows: (values: Values, officeRows: GuardContext['officeRows']) => readonly Values[];
  /** The fields that tell one row from another. */
  readonly by: readonly string[];
}

/** Those that do not stand in the table yet. */
export function rowsStillToList(
  { rows, by }: ListedRows,
  values: Values,
  officeRows: GuardContext['officeRows'],
  present: readonly Pick<ChildRow, 'values'>[],
): readonly Values[] {
  const keyOf = (row: Values): string => JSON.stringify(by.map((key) => row[key] ?? null));
  const known = new Set(present.map((row) => keyOf(row.values)));
  return rows(values, officeRows).filter((row) => !known.has(keyOf(row)));
}
