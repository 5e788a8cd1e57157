import { fc } from '../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  checkMask,
  counterKey,
  formatNumber,
  gaps,
  nextNumber,
  numberMasks,
  parseNumber,
  regionIn,
} from '../../domain/numbering.ts';

describe('numbers', () => {
  it('follow the masks of the office', () => {
    expect(formatNumber(numberMasks.petition, { region: '330824', year: '2025' }, 42)).toBe(
      'XF330824-2025-00042',
    );
    expect(formatNumber('{region}{year}{seq:4}', { region: '330824', year: '2025' }, 42)).toBe(
      '33082420250042',
    );
    expect(formatNumber(numberMasks.package, { from: '330824XCB', to: '330800XCB', year: '2026' }, 7)).toBe(
      'BAO-330824XCB-330800XCB-2026-0007',
    );
    expect(formatNumber(numberMasks.medium, { level: '秘', year: '2026' }, 3)).toBe('JZ-秘-2026-003');
    expect(formatNumber(numberMasks.handover, { year: '2026' }, 12)).toBe('JJ-2026-0012');
  });

  it('tell the region they name, of a workstation that of its host, and take no other digits for one', () => {
    expect(['XS330824-2026-00001', 'XS330824Z01-2026-00001', '线索330824〔2026〕1'].map(regionIn)).toEqual([
      '330824',
      '330824',
      '330824',
    ]);
    expect(['LJ-2026-00001', '33082420260001', ''].map(regionIn)).toEqual([undefined, undefined, undefined]);
  });

  it('are never cut when the sequence outgrows the mask', () => {
    expect(formatNumber(numberMasks.petition, { region: '330824', year: '2025' }, 123_456)).toBe(
      'XF330824-2025-123456',
    );
    expect(parseNumber(numberMasks.petition, 'XF330824-2025-123456')?.sequence).toBe(123_456);
  });

  it('are read back exactly, and nothing else is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1900, max: 2100 }),
        (sequence, year) => {
          const parts = { region: '330824', year: String(year) };
          expect(
            parseNumber(numberMasks.petition, formatNumber(numberMasks.petition, parts, sequence)),
          ).toEqual({ parts, sequence });
        },
      ),
    );
    for (const wrong of [
      'XF330824-2025-42',
      'XF330824-2025-00000',
      'XF33082-2025-00042',
      'YF330824-2025-00042',
      'XF330824-2025-000042',
    ]) {
      expect(parseNumber(numberMasks.petition, wrong)).toBeUndefined();
    }
  });

  it('are counted by mask and year', () => {
    const parts = { region: '330824', year: '2025' };
    expect(nextNumber(numberMasks.petition, parts, 0)).toEqual({
      number: 'XF330824-2025-00001',
      sequence: 1,
    });
    expect(counterKey(numberMasks.petition, parts)).toBe('XF330824-2025-#');
    expect(counterKey(numberMasks.petition, { ...parts, year: '2026' })).not.toBe(
      counterKey(numberMasks.petition, parts),
    );
  });

  it('show their gaps', () => {
    expect(gaps([1, 2, 5, 7, 5])).toEqual([3, 4, 6]);
    expect(gaps([])).toEqual([]);
  });

  it.each([
    'XF{region}-{seq:5}',
    'XF{year}',
    '{year}{seq:5}{seq:5}',
    '{year}/{seq:3}',
    '{year}{name}{seq:3}',
    '{year}{seq}',
  ])('refuse the mask %s', (mask) => {
    expect(() => checkMask(mask)).toThrow('NumberMaskInvalid');
  });

  it('accept the shipped masks', () => {
    for (const mask of Object.values(numberMasks)) expect(() => checkMask(mask)).not.toThrow();
  });
});
