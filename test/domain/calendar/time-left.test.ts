import { expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { calendarYears } from './years.ts';
import { formatOverdue, formatTerm, formatTimeLeft, timeLeft } from '../../../domain/calendar/time-left.ts';

const calendar = createCalendar([]);

it('counts and says days where the rule counts days, and never needs a calendar for them', () => {
  const left = timeLeft({ unit: 'month' }, calendar, '2026-03-01', '2026-03-21');
  expect(left).toEqual({ count: 20, unit: 'day' });
  expect(formatTimeLeft(left)).toBe('还剩20日');
  expect(formatOverdue(timeLeft(undefined, calendar, '2026-03-03', '2026-03-01'))).toBe('超期2日');
});

it('says working days where the rule counts them', () => {
  expect(formatTimeLeft({ count: -2, unit: 'workday' })).toBe('已超期2个工作日');
  expect(formatTimeLeft({ count: 0, unit: 'workday' })).toBe('今日到期');
  expect(formatOverdue({ count: -12, unit: 'workday' })).toBe('超期12个工作日');
});

it('counts what is left until a working day, and never says of a weekend that it is the day itself', () => {
  const known = createCalendar(calendarYears);
  const left = (today: string, due: string) =>
    formatTimeLeft(timeLeft({ unit: 'workday' }, known, today, due));
  expect(left('2026-03-12', '2026-03-16')).toBe('还剩2个工作日');
  expect(left('2026-03-16', '2026-03-16')).toBe('今日到期');
  expect(left('2026-03-18', '2026-03-16')).toBe('已超期2个工作日');
  expect(left('2026-03-15', '2026-03-14')).toBe('已超期1日');
  expect(left('2026-03-14', '2026-03-15')).toBe('还剩1日');
  expect(left('2026-12-31', '2027-01-04')).toBe('还剩4日');
});

it('says of a term that was over before it began only when it ended', () => {
  expect(formatTerm('2026-11-23', '2026-11-20')).toBe('至 2026-11-20 止');
  expect(formatTerm('2026-11-20', '2026-11-20')).toBe('自 2026-11-20 起，至 2026-11-20 止');
  expect(formatTerm('2026-11-23', '2026-12-23', '2026-06-30')).toBe('至 2026-12-23 止');
  expect(formatTerm('2026-11-20', null)).toBe('自 2026-11-20 起');
});
