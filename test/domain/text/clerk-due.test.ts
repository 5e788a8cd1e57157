import { describe, expect, it } from 'vitest';
import { parseClerkDue } from '../../../domain/text/clerk-due.ts';

describe('a deadline in a ledger', () => {
  it.each([
    ['2026.7.31', '2026-07-31', false],
    ['2026年6月底', '2026-06-30', true],
    ['2026年2月末', '2026-02-28', true],
    ['2026年12月31日前', '2026-12-31', true],
    ['2026年12月31日前完成', '2026-12-31', true],
    ['2026年底', '2026-12-31', true],
    ['2026年上半年', '2026-06-30', true],
    ['2026年第三季度', '2026-09-30', true],
    ['2026年9月', '2026-09-30', true],
    ['立行立改', null, true],
    ['长期坚持', null, true],
    ['已完成', null, true],
  ])('%s is %s', (text, date, worded) => {
    expect(parseClerkDue(text)).toEqual({ date, worded });
  });

  it('without a year needs the year of the ledger', () => {
    expect(parseClerkDue('6月底')).toBeUndefined();
    expect(parseClerkDue('6月底', { year: 2026 })).toEqual({ date: '2026-06-30', worded: true });
  });

  it('is not guessed', () => {
    for (const text of ['尽快', '2026年13月底', '资金到位后', '待定'])
      expect(parseClerkDue(text), text).toBeUndefined();
  });
});
