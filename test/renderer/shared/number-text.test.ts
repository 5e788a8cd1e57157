import { expect, it } from 'vitest';
import {
  numberText,
  readNumberWithin,
  readTypedNumber,
  type NumberKind,
} from '../../../renderer/shared/number-text.ts';

it.each<[NumberKind, string, number | null]>([
  ['integer', '', null],
  ['integer', ' ', null],
  ['integer', '１,024', 1024],
  ['integer', '3份', 3],
  ['integer', '-2', -2],
  ['money', '12', 1200],
  ['money', '1.2万元', 1_200_000],
  ['money', '￥1,234.5', 123_450],
  ['percent', '80', 8000],
  ['percent', '80.5％', 8050],
  ['percent', '-0.25', -25],
])('%s typed as “%s” is %s', (kind, text, value) => {
  expect(readTypedNumber(kind, text)).toMatchObject({ ok: true, value });
});

it.each<[NumberKind, string]>([
  ['integer', '12a'],
  ['integer', '一百'],
  ['integer', '1.5'],
  ['money', '三千元'],
  ['money', '0.001'],
  ['percent', '八成'],
  ['percent', '33.333'],
])('%s typed as “%s” is refused with a sentence', (kind, text) => {
  const read = readTypedNumber(kind, text);
  expect(read.ok).toBe(false);
  if (!read.ok) expect(read.hint).toMatch(/^请填数字：/u);
});

it('a stored number is shown in the unit it is typed in', () => {
  expect(numberText('integer', 1024)).toBe('1024');
  expect(numberText('money', -123_450)).toBe('-1234.50');
  expect(numberText('percent', 8050)).toBe('80.50');
  expect(numberText('money', null)).toBe('');
});

it('what lies outside of what is wanted is refused with a sentence', () => {
  const hint = (text: string, range: Parameters<typeof readNumberWithin>[2]): string => {
    const read = readNumberWithin('integer', text, range);
    return read.ok ? '' : read.hint;
  };
  expect(hint('100', { min: 1, max: 99 })).toBe('请填1至99之间的数。');
  expect(hint('0', { min: 1 })).toBe('请填不小于1的数。');
  expect(hint('9', { max: 8 })).toBe('请填不大于8的数。');
  expect(hint(' ', { required: true })).toBe('请填数字。');
  expect(hint('', {})).toBe('');
  expect(hint('2a', { min: 1, max: 99 })).toContain('请填数字');
});
