/** Conditions of a report as list filters, and as the SQL that lists themselves are filtered with. */
import type { Condition } from '../../domain/statistics/measures.ts';
import { lead } from '../../domain/registers/lead/lead.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { allOf, filterCondition, type Filter, type Sql } from '../registers/conditions.ts';

const noCalendar = { years: new Set<number>(), holidays: new Set<string>(), workdays: new Set<string>() };

/** A test on the row `p` of the register's table; no condition at all holds for every record. */
export function conditionsToSql(register: string, conditions: readonly Condition[]): Sql {
  // No report counts by running deadlines, the only filters that ask for a day and a calendar, nor by what is sealed,
  // nor by the leads behind a record, which hardly anybody may read. Its other conditions are its own, not the reader's.
  const own = { register: registerOf(register), calendar: noCalendar, today: '' };
  const context = { ...own, mayRead: (id: string) => id !== lead.id, sealedMatches: refuseCompartment };
  return allOf(conditions.map((condition) => filterCondition(context, conditionToFilter(condition)).test));
}

export function conditionToFilter(condition: Condition): Filter {
  if (condition.op === 'in') return { ...condition, values: [...condition.values] };
  if (condition.op === 'inAny')
    return { ...condition, others: [...condition.others], values: [...condition.values] };
  return condition.op === 'after' ? { ...condition, days: [...condition.days] } : { ...condition };
}
