import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { formatGrowth, formatMean, formatRate, formatShare } from '../../../domain/statistics/numbers.ts';

describe('numbers of published reports', () => {
  it('grows as the Fujian cross-inspection report does', () => {
    expect(formatGrowth(215, 43)).toBe('+400.0%');
  });

  it('gives completion rates two decimals', () => {
    expect(formatRate(688, 697)).toBe('98.71%');
    expect(formatRate(688 + 4, 697)).toBe('99.28%');
    expect(formatRate(19, 25)).toBe('76.00%');
  });

  it('gives means one decimal, and none where there is nothing', () => {
    expect(formatMean(25, 4)).toBe('6.3');
    expect(formatMean(3, 0)).toBe('—');
  });

  it('gives shares one decimal, by channel and by kind', () => {
    expect([206, 164, 41, 50].map((part) => formatShare(part, 461))).toEqual([
      '44.7%',
      '35.6%',
      '8.9%',
      '10.8%',
    ]);
    expect([334, 89, 34, 4].map((part) => formatShare(part, 461))).toEqual([
      '72.5%',
      '19.3%',
      '7.4%',
      '0.9%',
    ]);
    expect([1487, 494, 70, 74].map((part) => formatShare(part, 2125))).toEqual([
      '70.0%',
      '23.2%',
      '3.3%',
      '3.5%',
    ]);
  });
});

describe('rounding', () => {
  it('is half-up where binary fractions would round down', () => {
    expect(formatRate(10049, 1_000_000)).toBe('1.00%');
    expect(formatRate(10050, 1_000_000)).toBe('1.01%');
    expect(formatShare(1005, 10_000)).toBe('10.1%');
    expect(formatShare(285, 1000)).toBe('28.5%');
    expect(formatShare(15, 10_000)).toBe('0.2%');
  });

  it('never strays from the exact rate by more than half of the last digit, and a half goes up', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (part, whole) => {
        const shown = BigInt(formatRate(part, whole).replace(/[.%]/gu, ''));
        const error = shown * BigInt(whole) - BigInt(part) * 10_000n;
        expect(error * 2n <= BigInt(whole) && error * 2n > -BigInt(whole)).toBe(true);
      }),
    );
  });

  it('says that a share of nothing or growth from nothing cannot be said', () => {
    expect([formatShare(3, 0), formatRate(0, 0), formatGrowth(3, 0)]).toEqual(['—', '—', '—']);
  });

  it('signs growth and shrinking alike', () => {
    expect([formatGrowth(100, 100), formatGrowth(50, 200), formatGrowth(201, 200)]).toEqual([
      '0.0%',
      '-75.0%',
      '+0.5%',
    ]);
  });

  it('gives no sign to a change too small to be shown', () => {
    expect([formatGrowth(10_004, 10_000), formatGrowth(9_996, 10_000)]).toEqual(['0.0%', '0.0%']);
    expect([formatGrowth(10_005, 10_000), formatGrowth(9_995, 10_000)]).toEqual(['+0.1%', '-0.1%']);
  });
});
