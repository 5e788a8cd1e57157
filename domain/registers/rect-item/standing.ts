/**
 * How far an item of the ledger has come, and how that is counted (reference 3.5.1). An item that has been closed keeps
 * counting as what it was judged to have reached, so that the columns of a report add up to all items.
 */
import type { Value, Values } from '../../register.ts';

export type Standing =
  'NOT_STARTED' | 'IN_PROGRESS' | 'BASIC' | 'LONG_TERM' | 'DONE' | 'REOPENED' | 'CANCELLED';

export function standingOf(values: Values): Standing {
  if (set(values['cancelledAt'])) return 'CANCELLED';
  const { completion } = values;
  if (completion === 'DONE' || completion === 'BASIC' || completion === 'LONG_TERM') return completion;
  if (set(values['reopenedAt'])) return 'REOPENED';
  return set(values['acknowledgedAt']) || set(values['startedAt']) ? 'IN_PROGRESS' : 'NOT_STARTED';
}

/** What lists show: as {@link standingOf}, but closed is closed. */
export function statusOf(values: Values): string {
  return set(values['closedAt']) && !set(values['cancelledAt']) ? 'CLOSED' : standingOf(values);
}

/** The due date that counts now: the agreed one, or a later one granted with an extension or set with a return. */
export function currentDue(values: Values): string | null {
  const dates = ['dueAt', 'extendedDueAt', 'redoDueAt'].map((key) => values[key]).filter(set);
  return dates.length === 0 ? null : dates.reduce((latest, date) => (date > latest ? date : latest));
}

function set(value: Value | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
