/** Deadlines that run into a year whose calendar is not published yet. */
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf, provisionalDues } from '../../../domain/calendar/deadlines.ts';
import type { DeadlineRule, Register, Values } from '../../../domain/register.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { urgeNotice } from '../../../domain/registers/urge-notice/urge-notice.ts';
import { calendarYears } from './years.ts';

const known = createCalendar(calendarYears.filter(({ year }) => year <= 2026));
const later = createCalendar([
  ...calendarYears.filter(({ year }) => year <= 2026),
  { year: 2027, basis: '测试', verified: false, holidays: ['2027-01-01'], workdays: [] },
]);
const today = '2026-12-10';

function statusOf(length: number, unit: DeadlineRule['unit'], values: Values, calendar = known) {
  return clockOf(urgeNotice, 'R_NOTICE', [length, unit], values, calendar);
}

function clockOf(
  register: Register,
  code: string,
  [length, unit]: readonly [number, DeadlineRule['unit']],
  values: Values,
  calendar = known,
) {
  const rule: DeadlineRule = {
    ...{ code, label: '回复', length, unit, rollToWorkday: unit !== 'workday' },
    ...{ basis: '', verified: true, validFrom: null, validTo: null },
  };
  return deadlinesOf(register, values, [rule], calendar, today).find(({ rule: each }) => each === code);
}

describe('without the calendar of next year', () => {
  const begun = { sentAt: '2026-12-02' };

  it('days and months end on the calendar day itself, said to be provisional, and move once the calendar is there', () => {
    // 2027-01-02 is a Saturday.
    expect(statusOf(1, 'month', begun)).toMatchObject({
      ...{ due: '2027-01-02', state: 'open', remaining: { count: 23, unit: 'day' }, soFar: null },
      problem: '缺少2027年的工作日历，暂按日历日计算，遇休息日没有顺延。',
    });
    expect(statusOf(31, 'day', begun)?.due).toBe('2027-01-02');
    expect(statusOf(1, 'month', begun, later)).toMatchObject({ due: '2027-01-04', problem: null });
  });

  it('working days are not guessed: what is counted so far is said, and what is not', () => {
    expect(statusOf(40, 'workday', begun)).toMatchObject({
      ...{ due: null, state: 'unknown' },
      problem: '缺少2027年的工作日历，不能计算涉及该年的期限。',
      soFar: '到2026-12-31已数21个工作日，还差19个，导入2027年的工作日历后算出。',
    });
    expect(statusOf(20, 'workday', begun)).toMatchObject({ due: '2026-12-30', problem: null });
  });

  it('a date kept in the record is provisional until a checked calendar covers it, or somebody sets it', () => {
    const rule: DeadlineRule = {
      ...{ code: 'L_FEEDBACK', label: '反馈', length: 1, unit: 'month', rollToWorkday: true },
      ...{ basis: '', verified: false, validFrom: null, validTo: null },
    };
    const mayMove = (values: Values, calendar = known) => [
      ...provisionalDues(lead, values, [rule], calendar, today),
    ];
    const handedOver = { handoverAt: '2026-12-02' };
    expect(mayMove({ ...handedOver, replyDueAt: '2027-01-02' })).toEqual(['replyDueAt']);
    expect(mayMove({ ...handedOver, replyDueAt: '2027-01-04' }, later)).toEqual(['replyDueAt']);
    expect(mayMove({ handoverAt: '2026-11-02', replyDueAt: '2026-12-02' })).toEqual([]);
    const granted = { ...handedOver, replyDueAt: '2027-02-01', extendedDueAt: '2027-02-01' };
    expect(mayMove(granted)).toEqual([]);
  });

  it('a day that was agreed upon or granted stands, whatever the rule leads to', () => {
    expect(statusOf(40, 'workday', { ...begun, replyDueAt: '2027-02-01' })).toMatchObject({
      ...{ due: '2027-02-01', problem: null, remaining: { count: 53, unit: 'day' } },
    });
    const granted = { handoverAt: '2026-12-02', extendedDueAt: '2027-03-01' };
    expect(clockOf(lead, 'L_FEEDBACK', [40, 'workday'], granted)).toMatchObject({
      ...{ due: '2027-03-01', originalDue: null },
    });
  });
});
