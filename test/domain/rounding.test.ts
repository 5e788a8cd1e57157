import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, multiple, percent, ratio } from '../../domain/rounding.ts';

describe('percentages', () => {
  it('agree with the published figures', () => {
    expect([206, 164, 41, 50].map((part) => percent(part, 461, 1))).toEqual([
      '44.7%',
      '35.6%',
      '8.9%',
      '10.8%',
    ]);
    expect([334, 89, 34, 4].map((part) => percent(part, 461, 1))).toEqual(['72.5%', '19.3%', '7.4%', '0.9%']);
    expect([1487, 494, 70, 74].map((part) => percent(part, 2125, 1))).toEqual([
      '70.0%',
      '23.2%',
      '3.3%',
      '3.5%',
    ]);
    expect(percent(688, 697, 2)).toBe('98.71%');
    expect(percent(692, 697, 2)).toBe('99.28%');
    expect(percent(19, 25, 2)).toBe('76.00%');
    expect(percent(80, 100, 2)).toBe('80.00%');
  });

  it('compare with a base, or say that there is none', () => {
    expect(multiple(215, 43)).toBe('5.0');
    expect(growth(215, 43)).toBe('+400.0%');
    expect(growth(43, 215)).toBe('-80.0%');
    expect(growth(7, 7)).toBe('0.0%');
    expect(multiple(215, 2)).toBe('107.5');
    expect([percent(1, 0, 1), growth(1, 0), multiple(1, 0)]).toEqual(['—', '—', '—']);
  });

  it('round half up, also where binary fractions would not', () => {
    expect(percent(1005, 100_000, 2)).toBe('1.01%');
    expect(ratio(25, 10, 0)).toBe('3');
    expect(ratio(-25, 10, 0)).toBe('-3');
    expect(ratio(-1, 1000, 1)).toBe('0.0');
  });

  it('never stray from the exact value by more than half a unit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (part, whole) => {
        const shown = BigInt(ratio(part, whole, 2).replace('.', ''));
        const error = shown * BigInt(whole) - BigInt(part) * 100n;
        expect(error * 2n <= BigInt(whole) && error * 2n > -BigInt(whole)).toBe(true);
      }),
    );
  });
});
