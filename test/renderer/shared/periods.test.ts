import { describe, expect, it } from 'vitest';
import { nameOfPeriod, periodNames, periodOf } from '../../../renderer/shared/periods.ts';

describe('reporting periods', () => {
  it('begin and end on whole months, also over the turn of a year and in a leap year', () => {
    expect(periodOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(periodOf('lastMonth', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(periodOf('quarter', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(periodOf('lastQuarter', '2026-02-01')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(periodOf('firstHalf', '2026-11-21')).toEqual({ from: '2026-01-01', to: '2026-06-30' });
    expect(periodOf('secondHalf', '2026-11-21')).toEqual({ from: '2026-07-01', to: '2026-12-31' });
    expect(periodOf('lastYear', '2026-11-21')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  });

  it('are recognised again by their dates', () => {
    for (const name of periodNames)
      expect(nameOfPeriod(periodOf(name, '2026-05-20'), '2026-05-20')).toBe(name);
    expect(nameOfPeriod({ from: '2026-05-02', to: '2026-05-20' }, '2026-05-20')).toBeUndefined();
  });
});
