/** How much time a clock leaves, in the unit its rule is given in: the same words and figures wherever it is shown. */
import type { DeadlineRule } from '../register.ts';
import { type Calendar, missingYear, workdaysBetween } from './calendar.ts';
import { dayNumber } from './dates.ts';

export interface TimeLeft {
  /** 0 on the due day, negative when overdue. */
  readonly count: number;
  readonly unit: 'day' | 'workday';
}

/**
 * Working days where the rule counts them, calendar days otherwise: also where the calendar does not reach, and over a
 * weekend, when no working day passes and the due day is yet another one.
 */
export function timeLeft(
  rule: Pick<DeadlineRule, 'unit'> | undefined,
  calendar: Calendar,
  today: string,
  due: string,
): TimeLeft {
  const days = daysLeft(today, due);
  const [from, to] = today < due ? [today, due] : [due, today];
  if (rule?.unit !== 'workday' || missingYear(calendar, from, to) !== undefined) return days;
  const count = workdaysBetween(calendar, today, due);
  return count === 0 ? days : { count, unit: 'workday' };
}

/** In calendar days. */
export function daysLeft(today: string, due: string): TimeLeft {
  return { count: dayNumber(due) - dayNumber(today), unit: 'day' };
}

/** `还剩3个工作日`, `今日到期`, `已超期2日`. */
export function formatTimeLeft(left: TimeLeft): string {
  if (left.count === 0) return '今日到期';
  return `${left.count < 0 ? '已超期' : '还剩'}${formatCount(left)}`;
}

/** `超期2日`: for a place where `已超期2日` is too long. */
export function formatOverdue(left: TimeLeft): string {
  return `超期${formatCount(left)}`;
}

/**
 * From when to when a clock runs. Of a term that was over before the record began it (registered today, due three days ago)
 * only the end is said.
 */
export function formatTerm(start: string, due: string | null, originalDue: string | null = null): string {
  if (due === null) return `自 ${start} 起`;
  return start > due || (originalDue !== null && start > originalDue)
    ? `至 ${due} 止`
    : `自 ${start} 起，至 ${due} 止`;
}

function formatCount({ count, unit }: TimeLeft): string {
  return `${Math.abs(count)}${unit === 'workday' ? '个工作日' : '日'}`;
}
