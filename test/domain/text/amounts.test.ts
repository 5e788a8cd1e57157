import { expect, it } from 'vitest';
import { amountText, centsOf, yuan } from '../../../domain/text/amounts.ts';
import { parseClerkMoney } from '../../../domain/text/clerk-values.ts';

it.each([
  [0, '0.00'],
  [5, '0.05'],
  [99_999, '999.99'],
  [8_000_000, '80,000.00'],
  [123_456_789_012, '1,234,567,890.12'],
  [-10_000_000, '-100,000.00'],
])('%d分 is written %s, and read back from both forms by papers and by an import', (cents, text) => {
  expect(amountText(cents)).toBe(text);
  for (const form of [text, yuan(cents), text.replaceAll(',', ''), `${text.replaceAll(',', '')}元`]) {
    expect(centsOf(form)).toBe(cents);
    expect(parseClerkMoney(form)).toEqual({ ok: true, value: cents });
  }
});
