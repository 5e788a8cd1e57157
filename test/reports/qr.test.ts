import jsqr from 'jsqr';
import { expect, it } from 'vitest';
import { writeReceiptLines } from '../../domain/receipt-lines.ts';
import { qrOfDigits } from '../../main/reports/qr.ts';
import { scanSvg } from './support/scan.ts';

it('is read back by another decoder, down to two dots a module', () => {
  for (const length of [75, 102, 143, 225]) {
    const digits = writeReceiptLines('9081726354'.repeat(23).slice(0, length)).join('');
    const { markup } = qrOfDigits(digits, 50);
    for (const dots of [2, 3, 6]) expect(scanSvg(jsqr, markup, dots)).toBe(digits);
  }
});

it('is still read when a corner of it is dirty', () => {
  const digits = writeReceiptLines('9081726354'.repeat(11).slice(0, 102)).join('');
  const { markup } = qrOfDigits(digits, 50);
  const dirty = markup.replace('"/>', '').replace('" />', 'M18 18h5v5h-5z" />');
  expect(scanSvg(jsqr, dirty, 4)).toBe(digits);
});
