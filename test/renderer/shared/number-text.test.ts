import { expect, it } from 'vitest';
import { numberText, readTypedNumber, type NumberKind } from '../../../renderer/shared/number-text.ts';

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
