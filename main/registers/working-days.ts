/** Working days for callers that must not stop when a calendar year is missing. */
import { ExpectedError } from '../../domain/failure.ts';

/** Undefined when the answer needs a calendar year that is not there. */
export function withoutCalendar<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.type === 'CalendarMissing') return undefined;
    throw error;
  }
}
