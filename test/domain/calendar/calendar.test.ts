import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  addPeriod,
  createCalendar,
  isWorkday,
  nextWorkday,
  workdaysBetween,
} from '../../../domain/calendar/calendar.ts';
import { addDays, addMonths, dayNumber } from '../../../domain/calendar/dates.ts';
import { ExpectedError } from '../../../domain/failure.ts';
import { calendarYears } from './years.ts';

const calendar = createCalendar(calendarYears);

function failureType(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ExpectedError) return error.failure.type;
    throw error;
  }
  return 'none';
}

describe('shipped calendars', () => {
  it('cover 2020 to 2026 without a gap and were all checked', () => {
    expect(calendarYears.map(({ year }) => year)).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    expect(calendarYears.every(({ verified }) => verified)).toBe(true);
  });

  it.each([
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%d has %d working days', (year, days) => {
    expect(
      workdaysBetween(calendar, `${year}-01-01`, `${year}-12-31`) +
        (isWorkday(calendar, `${year}-01-01`) ? 1 : 0),
    ).toBe(days);
  });
});

describe('working days', () => {
  it('counts five working days over the Spring Festival of 2025 with its make-up Saturday', () => {
    expect(addPeriod('2025-01-27', 5, 'workday', calendar)).toBe('2025-02-10');
    expect(addPeriod('2025-01-27', 4, 'workday', calendar)).toBe('2025-02-08');
  });

  it('refuses a year that is not loaded and names it', () => {
    expect(failureType(() => isWorkday(calendar, '2027-01-04'))).toBe('CalendarMissing');
    expect(failureType(() => addPeriod('2026-12-28', 15, 'workday', calendar))).toBe('CalendarMissing');
    expect(() => addPeriod('2026-12-28', 15, 'workday', calendar)).toThrow(/2027年/u);
  });

  it('moves to the next working day only when asked, and never into a year that is not loaded', () => {
    expect(nextWorkday(calendar, '2026-10-01')).toBe('2026-10-08');
    expect(addPeriod('2026-09-01', 30, 'day', calendar)).toBe('2026-10-01');
    expect(nextWorkday(calendar, '2027-01-03')).toBeUndefined();
  });

  it('is exact against counting day by day', () => {
    const day = fc
      .integer({ min: dayNumber('2020-01-01'), max: dayNumber('2026-06-30') })
      .map((number) => addDays('1970-01-01', number));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (start, length) => {
        const end = addPeriod(start, length, 'workday', calendar);
        expect(isWorkday(calendar, end)).toBe(true);
        expect(workdaysBetween(calendar, start, end)).toBe(length);
        expect(workdaysBetween(calendar, end, start)).toBe(-length);
        expect(workdaysBetween(calendar, start, addDays(end, -1))).toBe(length - 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('periods', () => {
  it('clamps months to the last day', () => {
    expect(addPeriod('2025-08-31', 6, 'month', calendar)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
    expect(addPeriod('2024-02-29', 1, 'year', calendar)).toBe('2025-02-28');
  });

  it('counts backwards for the last day on which letters are taken', () => {
    expect(addPeriod('2023-04-28', -3, 'day', calendar)).toBe('2023-04-25');
  });

  it('treats a date that does not exist as a bug', () => {
    expect(() => addPeriod('2025-02-30', 1, 'day', calendar)).toThrow('not a date');
    expect(() => addMonths('2025-2-3', 1)).toThrow('not a date');
  });
});

describe('imported calendars', () => {
  const [year] = calendarYears;
  if (!year) throw new Error('no calendar');

  it.each([
    ['a make-up day that is no weekend day', { ...year, workdays: ['2020-01-06'] }],
    ['a date of another year', { ...year, holidays: ['2021-01-01'] }],
    ['a date twice', { ...year, holidays: ['2020-01-01', '2020-01-01'] }],
    ['a date that does not exist', { ...year, holidays: ['2020-02-30'] }],
    ['no day off at all', { ...year, holidays: [] }],
  ])('refuses %s', (_what, broken) => {
    expect(failureType(() => createCalendar([broken]))).toBe('CalendarInvalid');
  });
});
