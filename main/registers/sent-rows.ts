/** Child rows as a form sent them, made ready to be stored. */
import { isEmpty } from '../../domain/empty.ts';
import { withKnown } from '../../domain/known-rows.ts';
import type { ChildRow, ChildRowsByKey, ChildTable, DeadlineRule, Register } from '../../domain/register.ts';
import { sameValues } from './codec.ts';
import { withComputedRows } from './computed.ts';
import { tidyValue } from './validate.ts';

/**
 * The rows of a child table, tidied, with what follows from each worked out; new and changed ones with what the record
 * says elsewhere of whom they are about (`knownFrom`), so that saving something else changes no row.
 */
export function sentRows(
  { children }: Register,
  child: ChildTable,
  stored: ChildRowsByKey,
  sent: ChildRowsByKey,
  rules: readonly DeadlineRule[],
): readonly ChildRow[] {
  const rows = withComputedRows(child, tidyRows(child.fields, sent[child.key]), rules);
  const source = children.find(({ key }) => key === child.knownFrom?.table);
  if (!source) return rows;
  const { key, fields } = source;
  const known = { [key]: sent[key] ? tidyRows(fields, sent[key]) : (stored[key] ?? []) };
  const before = new Map((stored[child.key] ?? []).map(({ rowId, values }) => [rowId, values]));
  return rows.flatMap((row) => {
    const old = before.get(row.rowId);
    return old && sameValues(child.fields, old, row.values) ? [row] : withKnown(child, [row], known);
  });
}

export function tidyRows(fields: Register['fields'], rows: readonly ChildRow[] = []): readonly ChildRow[] {
  return rows.map((row) => {
    const values = fields.map((field) => [field.key, tidyValue(field, row.values[field.key])] as const);
    return { rowId: row.rowId, values: Object.fromEntries(values.filter(([, value]) => !isEmpty(value))) };
  });
}
