import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreFactorSeed, scoreTarget } from '../../../domain/planning/scoring.ts';

const nothing = { letters: 0, yearsSince: 0, given: {} };
const measured = fc.record({
  letters: fc.nat(500),
  yearsSince: fc.option(fc.nat(20), { nil: undefined }),
  given: fc.dictionary(fc.constantFrom('CONCERN', 'AUDIT_PLAN'), fc.nat(10)),
});

describe('the selection sheet', () => {
  it('gives all points to an organisation for which everything speaks', () => {
    const given = { CONCERN: 10, UPPER_FEEDBACK: 10, UPPER_FIELD: 10, AUDIT_PLAN: 10, KEY_ELEVATED: 10 };
    expect(scoreTarget({ letters: 40, yearsSince: undefined, given }, scoreFactorSeed).total).toBe(10_000);
    expect(scoreTarget(nothing, scoreFactorSeed).total).toBe(0);
  });

  it('says what every line was measured by', () => {
    const { lines } = scoreTarget(
      { letters: 12, yearsSince: undefined, given: { CONCERN: 7 } },
      scoreFactorSeed,
    );
    expect(lines.slice(0, 4).map(({ label, measured: text, points }) => [label, text, points])).toEqual([
      ['信访反映量', '12件', 1500],
      ['距上次巡察年数', '从未巡察', 2000],
      ['社会关注度', '7分', 1050],
      ['上级巡视反馈重点', '未评分', 0],
    ]);
  });

  it('never falls when there are more letters, and adds up to its lines', () => {
    fc.assert(
      fc.property(measured, fc.nat(50), (each, more) => {
        const before = scoreTarget(each, scoreFactorSeed);
        const after = scoreTarget({ ...each, letters: each.letters + more }, scoreFactorSeed);
        expect(after.total).toBeGreaterThanOrEqual(before.total);
        expect(before.total).toBe(before.lines.reduce((sum, { points }) => sum + points, 0));
        expect(before.total).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it('keeps the order of organisations when all weights are doubled', () => {
    const doubled = scoreFactorSeed.map((factor) => ({ ...factor, weight: factor.weight * 2 }));
    fc.assert(
      fc.property(measured, (each) => {
        expect(scoreTarget(each, doubled)).toEqual(scoreTarget(each, scoreFactorSeed));
      }),
    );
  });
});
