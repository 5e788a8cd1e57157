/** Lists of one state and of what is due, e.g. 已完成 and 已超期: two large sets of which hardly a row is in both. */
import type { Register } from '../../domain/register.ts';
import { allOf, type Condition, type Filter } from './conditions.ts';
import { stateAndDueIndex } from './schema.ts';
import { quote } from './sql.ts';

/**
 * The conditions, one for each filter, with those on the state and on the next due date as one, whose rows an index of both
 * names. Apart each of them names half the register, and all of it would be gone through to learn that nothing is in both.
 */
export function joinStateAndDue(
  register: Register,
  filters: readonly Filter[],
  conditions: readonly Condition[],
): readonly Condition[] {
  const at = (field: string): number =>
    filters.findIndex(
      (filter, n) => filter.field === field && filter.op === 'in' && isByIndex(conditions[n]),
    );
  const state = conditions[at('state')];
  const due = conditions[at('deadline')];
  if (register.deadlines.length === 0 || !state || !due) return conditions;
  const test = allOf([state.test, due.test]);
  const index = quote(`${register.id}_${stateAndDueIndex}`);
  const sql = `SELECT p.rowid FROM ${quote(register.id)} AS p INDEXED BY ${index} WHERE p.nextDue IS NOT NULL AND ${test.sql}`;
  const both: Condition = { test, set: { key: 'rowid', sql, params: test.params } };
  return [...conditions.filter((each) => each !== state && each !== due), both];
}

const isByIndex = (condition: Condition | undefined): boolean => condition?.set?.key === 'rowid';
