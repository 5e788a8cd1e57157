/**
 * Working days by the State Council's yearly notice (休/调休). The tables are data: shipped for some years, imported
 * for later ones. A day of a year without table is never guessed, since a wrong due date is worse than none.
 */
import { refuse } from '../failure.ts';
import { addDays, addMonths, dateOf, dayNumber, isWeekend, yearOf } from './dates.ts';

/** One year of the calendar as shipped in `resources/calendar` and kept in the vault. */
export interface CalendarYear {
  readonly year: number;
  readonly basis: string;
  readonly verified: boolean;
  /** Days off by the notice, weekends within them included. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays worked instead. */
  readonly workdays: readonly string[];
}

export interface Calendar {
  readonly years: ReadonlySet<number>;
  /** Years whose table nobody has checked yet. */
  readonly unverified?: ReadonlySet<number>;
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

export type PeriodUnit = 'day' | 'workday' | 'month' | 'year';

/** Joins the loaded years; throws ExpectedError `CalendarInvalid` when a year's table contradicts itself. */
export function createCalendar(years: readonly CalendarYear[]): Calendar {
  for (const year of years) checkCalendarYear(year);
  return {
    years: new Set(years.map(({ year }) => year)),
    unverified: new Set(years.flatMap(({ year, verified }) => (verified ? [] : [year]))),
    holidays: new Set(years.flatMap(({ holidays }) => holidays)),
    workdays: new Set(years.flatMap(({ workdays }) => workdays)),
  };
}

/** Refuses a table with dates outside its year, doubled dates, or a make-up day that is no weekend day. */
export function checkCalendarYear({ year, holidays, workdays }: CalendarYear): void {
  const all = [...holidays, ...workdays];
  const seen = new Set<string>();
  for (const date of all) {
    if (!isDate(date) || yearOf(date) !== year) invalid(year, `“${date}”不是${year}年的日期。`);
    if (seen.has(date)) invalid(year, `${date}出现了两次。`);
    seen.add(date);
  }
  const notWeekend = workdays.find((date) => !isWeekend(date));
  if (notWeekend !== undefined) invalid(year, `调休上班日${notWeekend}不是星期六或星期日。`);
  if (!holidays.some((date) => !isWeekend(date))) invalid(year, '没有任何放假日。');
}

/** Throws ExpectedError `CalendarMissing` for a day of a year that is not loaded. */
export function isWorkday(calendar: Calendar, date: string): boolean {
  const year = yearOf(date);
  if (!calendar.years.has(year)) refuseMissing(year);
  if (calendar.workdays.has(date)) return true;
  return !calendar.holidays.has(date) && !isWeekend(date);
}

/**
 * The last day of a period. The starting day is not counted; months keep the day of the month and clamp to its last
 * day. A negative length counts backwards. Throws `CalendarMissing` for working days of a year that is not loaded.
 */
export function addPeriod(start: string, length: number, unit: PeriodUnit, calendar: Calendar): string {
  if (!Number.isSafeInteger(length)) throw new Error(`not a length of time: ${length}`);
  if (unit === 'workday') return addWorkdays(start, length, calendar);
  return unit === 'day' ? addDays(start, length) : addMonths(start, unit === 'year' ? length * 12 : length);
}

/**
 * The date itself when it is a working day, else the first one after it (reference 3.22); undefined when that takes a
 * year that is not loaded.
 */
export function nextWorkday(calendar: Calendar, date: string): string | undefined {
  for (let day = date; calendar.years.has(yearOf(day)); day = addDays(day, 1))
    if (isWorkday(calendar, day)) return day;
  return undefined;
}

/** The first year of the days after `from` up to `to` that is not loaded; undefined when all are. */
export function missingYear(calendar: Calendar, from: string, to: string): number | undefined {
  for (let year = yearOf(addDays(from, 1)); year <= yearOf(to); year += 1)
    if (!calendar.years.has(year)) return year;
  return undefined;
}

/**
 * Working days after `from` up to and including `to`; negative when `to` lies before `from`. Counted by weeks and
 * exceptions rather than day by day: lists ask it for deadlines that passed years ago.
 */
export function workdaysBetween(calendar: Calendar, from: string, to: string): number {
  if (to < from) return -workdaysBetween(calendar, to, from);
  if (to === from) return 0;
  const missing = missingYear(calendar, from, to);
  if (missing !== undefined) refuseMissing(missing);
  let count = weekdaysUpTo(dayNumber(to)) - weekdaysUpTo(dayNumber(from));
  for (const date of calendar.holidays) if (date > from && date <= to && !isWeekend(date)) count -= 1;
  for (const date of calendar.workdays) if (date > from && date <= to) count += 1;
  return count;
}

/** Mondays to Fridays from 1970-01-05, a Monday, up to and including the day. */
function weekdaysUpTo(day: number): number {
  const days = day - 3;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5);
}

function addWorkdays(start: string, length: number, calendar: Calendar): string {
  const step = Math.sign(length);
  let number = dayNumber(start);
  let day = start;
  for (let left = Math.abs(length); left > 0;) {
    number += step;
    day = dateOf(number);
    if (isWorkday(calendar, day)) left -= 1;
  }
  return day;
}

function isDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

function refuseMissing(year: number): never {
  refuse(
    'CalendarMissing',
    `缺少${year}年的工作日历，不能计算涉及该年的期限。`,
    '工作日须按国务院办公厅公布的放假和调休安排计算，不能按周一至周五推算。',
    `请在“基础数据—工作日历”中导入${year}年的放假调休安排后重试。`,
  );
}

function invalid(year: number, why: string): never {
  refuse(
    'CalendarInvalid',
    `${year}年的工作日历有错误，没有采用。`,
    why,
    '请对照国务院办公厅的放假通知改正后重新导入。',
  );
}
