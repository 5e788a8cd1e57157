import { fc } from '../../../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  explainScore,
  scoreTarget,
  selectionFactors,
  selectionTable,
  type Measured,
} from '../../../../domain/planning/selection/factors.ts';

const nothing: Measured = { letters: 0, audits: 0, sameSystem: 0, years: 0, given: {} };
const factors = selectionFactors(selectionTable.seed, '2026-03-01');

describe('the score of an organisation', () => {
  it('adds up to a hundred where everything speaks for it, and to nothing where nothing does', () => {
    const given = Object.fromEntries(factors.map(({ code }) => [code, 10]));
    expect(scoreTarget({ ...nothing, given }, factors).total).toBe(10_000);
    expect(scoreTarget(nothing, factors).total).toBe(0);
  });

  it('says of each factor what it rests on', () => {
    const score = scoreTarget(
      { ...nothing, letters: 10, years: undefined, given: { CONCERN: 7, PETITIONS: 2 } },
      factors,
    );
    expect(explainScore(score)).toBe(
      '得分37.00：信访反映量（10件，程度2）10.00，距上次巡察年数（从未巡察）20.00，社会关注度（程度7）7.00',
    );
  });

  it('takes what people gave where it is more than what was counted', () => {
    const counted = scoreTarget({ ...nothing, letters: 2 }, factors).total;
    expect(counted).toBe(200);
    expect(scoreTarget({ ...nothing, letters: 2, given: { PETITIONS: 9 } }, factors).total).toBe(1_800);
  });

  it('leaves out what has no weight and rows the program does not know', () => {
    expect(factors.map(({ code }) => code)).not.toContain('TERM_CHANGE');
    const strange = selectionTable.seed.map((row) => ({ ...row, code: `X${row.code}` }));
    expect(selectionFactors(strange, '2026-03-01')).toEqual([]);
  });

  it('never leaves 0 … 100 and never falls when more is known', () => {
    const measured = fc.record({
      letters: fc.nat(500),
      audits: fc.nat(20),
      sameSystem: fc.nat(20),
      years: fc.option(fc.nat(60), { nil: undefined }),
      given: fc.dictionary(
        fc.constantFrom(...factors.map(({ code }) => code)),
        fc.integer({ min: 0, max: 10 }),
      ),
    });
    fc.assert(
      fc.property(measured, fc.nat(50), (known, more) => {
        const { total } = scoreTarget(known, factors);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(10_000);
        expect(
          scoreTarget({ ...known, letters: known.letters + more }, factors).total,
        ).toBeGreaterThanOrEqual(total);
      }),
    );
  });
});
