/** A working calendar as a wall calendar shows it. Pure. */
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';

export type DayKind = 'holiday' | 'workday' | 'weekend' | 'plain';
export interface Day {
  readonly date: string;
  readonly kind: DayKind;
}

const dayLength = 24 * 3_600_000;

/** The weeks of a month, Monday first; null before the first and after the last day. */
export function monthDays(
  year: Pick<CalendarYear, 'year' | 'holidays' | 'workdays'>,
  month: number,
): readonly (readonly (Day | null)[])[] {
  const first = Date.UTC(year.year, month - 1, 1);
  const count = new Date(Date.UTC(year.year, month, 0)).getUTCDate();
  const before = (new Date(first).getUTCDay() + 6) % 7;
  const days: (Day | null)[] = Array.from({ length: before }, () => null);
  for (let at = 0; at < count; at += 1) {
    const instant = new Date(first + at * dayLength);
    const date = instant.toISOString().slice(0, 10);
    days.push({ date, kind: kindOf(year, date, [0, 6].includes(instant.getUTCDay())) });
  }
  while (days.length % 7 > 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

function kindOf(
  { holidays, workdays }: Pick<CalendarYear, 'holidays' | 'workdays'>,
  date: string,
  weekend: boolean,
): DayKind {
  if (holidays.includes(date)) return 'holiday';
  if (workdays.includes(date)) return 'workday';
  return weekend ? 'weekend' : 'plain';
}

/** `10月1日—7日`, `12月31日`: neighbouring days together, as a notice writes them. */
export function dayRanges(dates: readonly string[]): readonly string[] {
  const runs: { first: string; last: string }[] = [];
  for (const date of [...dates].sort()) {
    const run = runs.at(-1);
    if (run && Date.parse(date) - Date.parse(run.last) === dayLength) run.last = date;
    else runs.push({ first: date, last: date });
  }
  return runs.map(({ first, last }) => {
    const [, month, day] = first.split('-').map(Number);
    const [, lastMonth, lastDay] = last.split('-').map(Number);
    if (first === last) return `${month}月${day}日`;
    return month === lastMonth
      ? `${month}月${day}日—${lastDay}日`
      : `${month}月${day}日—${lastMonth}月${lastDay}日`;
  });
}
