import { describe, expect, it } from 'vitest';
import { dayRanges, monthDays } from '../../../renderer/pages/reference/calendar-days.ts';

const year = { year: 2026, holidays: ['2026-10-01', '2026-10-02'], workdays: ['2026-10-10'] };

describe('the working calendar on the wall', () => {
  it('starts weeks on Monday and shows every day of the month once', () => {
    const weeks = monthDays(year, 10);
    const days = weeks.flat().filter((day) => day !== null);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(days).toHaveLength(31);
    expect(weeks[0]?.findIndex((day) => day?.date === '2026-10-01')).toBe(3);
  });

  it('tells days off, worked weekends and plain weekends apart', () => {
    const kinds = new Map(monthDays(year, 10).flatMap((week) => week.map((day) => [day?.date, day?.kind])));
    expect(kinds.get('2026-10-01')).toBe('holiday');
    expect(kinds.get('2026-10-10')).toBe('workday');
    expect(kinds.get('2026-10-11')).toBe('weekend');
    expect(kinds.get('2026-10-12')).toBe('plain');
  });

  it('writes neighbouring days together as a notice does, over the end of a month too', () => {
    expect(dayRanges(['2026-10-02', '2026-10-01', '2026-10-10'])).toEqual(['10月1日—2日', '10月10日']);
    expect(dayRanges(['2026-01-31', '2026-02-01'])).toEqual(['1月31日—2月1日']);
  });
});
