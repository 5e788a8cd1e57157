import { expect, it } from 'vitest';
import { afterDays } from '../../../domain/text/after-days.ts';

it('says which day stands in for one that is not filled in', () => {
  expect(afterDays('认定日期', ['整改时限'], true)).toBe('认定日期晚于整改时限');
  expect(afterDays('认定日期', ['退回后时限', '整改时限'], false)).toBe(
    '认定日期不晚于退回后时限（没有的，整改时限）',
  );
});
