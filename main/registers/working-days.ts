/** Working days for callers that must not stop when a calendar year is missing. */
import { type Calendar, remainingWorkdays } from '../../domain/calendar/calendar.ts';
import { ExpectedError } from '../../domain/failure.ts';

/** Working days left until `due`, or undefined when the calendar does not reach that far. */
export function workdaysLeft(calendar: Calendar, today: string, due: string): number | undefined {
  return withoutCalendar(() => remainingWorkdays(calendar, today, due));
}

/** Undefined when the answer needs a calendar year that is not there. */
export function withoutCalendar<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.type === 'CalendarMissing') return undefined;
    throw error;
  }
}
