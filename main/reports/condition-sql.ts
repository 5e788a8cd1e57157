/** Conditions of a report as list filters, and as the SQL that lists themselves are filtered with. */
import type { Condition } from '../../domain/statistics/measures.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { allOf, filterCondition, type Filter, type Sql } from '../registers/conditions.ts';

const noCalendar = { years: new Set<number>(), holidays: new Set<string>(), workdays: new Set<string>() };

/** A test on the row `p` of the register's table; no condition at all holds for every record. */
export function conditionsToSql(register: string, conditions: readonly Condition[]): Sql {
  // No report counts by running deadlines, the only filters that ask for a day and a calendar, nor by what is sealed
  // or by other records, which not everybody may read.
  const own = { register: registerOf(register), calendar: noCalendar, today: '' };
  const context = { ...own, mayRead: () => false, sealedMatches: refuseCompartment };
  return allOf(conditions.map((condition) => filterCondition(context, conditionToFilter(condition)).test));
}

export function conditionToFilter(condition: Condition): Filter {
  return condition.op === 'in' ? { ...condition, values: [...condition.values] } : { ...condition };
}
