/** Fields that follow from others (差额, 完成率). */
import { isEmpty } from '../../domain/empty.ts';
import { noOthers } from '../../domain/no-others.ts';
import type { ChildRow, ChildTable, DeadlineRule, Register, Value, Values } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import type { ReferenceSource } from './reference.ts';
import { namedIds, othersOf, type RelatedDeps } from './related.ts';
import { isClosed } from './sealed-record.ts';
import type { Stored } from './store.ts';

/**
 * The values with every computed field worked out anew, in the order of the description; as they were where this session
 * cannot open what they follow from.
 */
export function withComputed(
  reader: Reader,
  deps: RelatedDeps & { readonly reference: ReferenceSource },
  register: Register,
  record: Pick<Stored, 'id' | 'state' | 'values' | 'children'>,
): Values {
  const computed = register.fields.flatMap(({ key, computed: work }) => (work ? [{ key, work }] : []));
  if (computed.length === 0 || isClosed(deps.vault, register)) return record.values;
  const { rules } = deps.reference(reader);
  const values: Record<string, Value> = { ...record.values };
  const others = othersOf(reader, deps, register, { id: record.id, values });
  for (const { key, work } of computed) {
    const value = work({ values, state: record.state, children: record.children, rules, ...others });
    if (isEmpty(value)) delete values[key];
    else values[key] = value;
  }
  return values;
}

/** The rows of a child table with what follows from each row worked out anew; it sees the row and the office's lengths. */
export function withComputedRows(
  { fields }: ChildTable,
  rows: readonly ChildRow[],
  rules: readonly DeadlineRule[],
): readonly ChildRow[] {
  const computed = fields.flatMap(({ key, computed: work }) => (work ? [{ key, work }] : []));
  if (computed.length === 0) return rows;
  return rows.map((row) => {
    const values: Record<string, Value> = { ...row.values };
    for (const { key, work } of computed) {
      const value = work({ values: {}, state: '', children: {}, row: values, rules, ...noOthers });
      if (isEmpty(value)) delete values[key];
      else values[key] = value;
    }
    return { ...row, values };
  });
}

/** The whole a record is part of, by what its field names. */
export function wholeOf(register: Register, record: Pick<Stored, 'values'> | null): readonly string[] {
  return register.partOf ? namedIds(record?.values[register.partOf.field]) : [];
}
