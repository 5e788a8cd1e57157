/** Working days for callers that must not stop when a calendar year is missing. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { daysLeft, timeLeft, type TimeLeft } from '../../domain/calendar/time-left.ts';
import { ExpectedError } from '../../domain/failure.ts';
import type { DeadlineRule } from '../../domain/register.ts';

/** What is left until `due`: in calendar days where the calendar does not reach that far. */
export function leftBefore(
  rule: DeadlineRule | undefined,
  calendar: Calendar,
  today: string,
  due: string,
): TimeLeft {
  return withoutCalendar(() => timeLeft(rule, calendar, today, due)) ?? daysLeft(today, due);
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
