import { describe, expect, it } from 'vitest';
import { readTypedDate } from '../../../renderer/shared/date-text.ts';

const today = '2026-11-21';
const read = (text: string): string | null => {
  const typed = readTypedDate(text, today);
  return typed.ok ? typed.value : `! ${typed.hint}`;
};

describe('a typed date', () => {
  it.each([
    ['0501', '2026-05-01'],
    ['20260501', '2026-05-01'],
    ['2026.5.1', '2026-05-01'],
    ['2026年5月1日', '2026-05-01'],
    ['２０２６０５０１', '2026-05-01'],
    ['5.1', '2026-05-01'],
    ['5月1日', '2026-05-01'],
    ['9', '2026-11-09'],
    ['2026-02-28', '2026-02-28'],
  ])('reads %s as %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it('empties the field when nothing is left', () => {
    expect(read('  ')).toBeNull();
  });

  it.each(['26501', '1332', '2026-02-30', '昨天', '123456'])(
    'refuses %s with a hint instead of guessing',
    (text) => {
      expect(read(text)).toMatch(/^! ./u);
    },
  );
});
