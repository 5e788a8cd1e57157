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

/**
 * What papers show on a day: as {@link statusOf}, but what is past its current due date and has reached nothing yet is not done
 * (reference 3.5.1). It changes with the day and without anybody doing anything, so it is never stored.
 */
export function statusOn(values: Values, today: string): string {
  const status = statusOf(values);
  const due = currentDue(values);
  return underway.includes(status) && due !== null && due < today ? 'NOT_DONE' : status;
}

const underway: readonly string[] = ['NOT_STARTED', 'IN_PROGRESS', 'REOPENED'] satisfies readonly Standing[];

/**
 * The due date that counts now: the one the office ordered last, whether it is later or earlier than those before. A return
 * takes back the extension granted before it (common/extension.ts), and one is granted only for longer, so an extension to an
 * earlier day is from before a return that an older version of this program left beside it.
 */
export function currentDue(values: Values): string | null {
  const before = dueBeforeExtension(values);
  const { extendedDueAt } = values;
  return set(extendedDueAt) && (before === null || extendedDueAt > before) ? extendedDueAt : before;
}

/** The due date an extension is asked for against: as {@link currentDue}, without the extension itself. */
export function dueBeforeExtension(values: Values): string | null {
  return ordered(values, 'redoDueAt', 'dueAt');
}

/** What moved the current due date away from the first one: only what was granted is an extension. */
export function movedBy(values: Values): '延期' | '退回后定' | '反弹重开后定' | undefined {
  const current = currentDue(values);
  if (current === null || current === values['dueAt']) return undefined;
  if (current !== dueBeforeExtension(values)) return '延期';
  return set(values['reopenedAt']) ? '反弹重开后定' : '退回后定';
}

function ordered(values: Values, ...keys: readonly string[]): string | null {
  return keys.map((key) => values[key]).find(set) ?? null;
}

function set(value: Value | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
