import { describe, expect, it } from 'vitest';
import { fingerprintToText } from '../../../main/exchange/pki/certificate.ts';
import {
  fingerprintDigits,
  fingerprintLength,
  groupFingerprint,
  strangeSigns,
} from '../../../renderer/shared/fingerprint.ts';

describe('a fingerprint typed from paper', () => {
  const onPaper = fingerprintToText('a3'.repeat(32));

  it('has as many digits as the service prints', () => {
    expect(fingerprintDigits(onPaper)).toHaveLength(fingerprintLength);
  });

  it('is grouped as on the paper however it was typed', () => {
    const digits = onPaper.replaceAll(' ', '');
    const fullWidth = digits.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    for (const typed of [
      onPaper,
      digits,
      onPaper.replaceAll(' ', '-'),
      onPaper.replaceAll(' ', '　'),
      fullWidth,
    ]) {
      expect(groupFingerprint(typed)).toBe(onPaper);
      expect(strangeSigns(typed)).toEqual([]);
    }
  });

  it('names the signs that can be no part of it', () => {
    expect(strangeSigns('1234O l2345')).toEqual(['O', 'l']);
  });
});
