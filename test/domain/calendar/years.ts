import { readdirSync, readFileSync } from 'node:fs';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';

const folder = new URL('../../../resources/calendar/', import.meta.url);

/** The shipped calendars, oldest first. */
export const calendarYears: readonly CalendarYear[] = readdirSync(folder)
  .filter((name) => /^\d{4}\.json$/u.test(name))
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CalendarYear);
