import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { fundComparison } from '../../../domain/registers/fund-comparison/fund-comparison.ts';
import { lockedFields } from '../../../domain/locks.ts';
import { type ChildRowsByKey, type Values } from '../../../domain/register.ts';
import { checkOf, computedOf, guardOf, rows, today, typed } from '../../support/register-rules.ts';
import { walk } from '../../support/procedure.ts';

const yuan = (amount: number): number => amount * 100;
const amounts = (...values: readonly number[]) =>
  rows(...values.map((each) => ({ amount: yuan(each), name: '户' })));

/** 给 100 万, 支 92 万, 落地 80 万. */
const hundred: ChildRowsByKey = {
  allocatedRows: amounts(600_000, 400_000),
  paidRows: amounts(920_000),
  landedRows: amounts(500_000, 300_000),
};
const computed = (key: string, children: ChildRowsByKey = hundred) =>
  computedOf(fundComparison, key, children);

describe('the three figures', () => {
  it('leave 8, 12 and 20 of 100 with 80.00 % landed', () => {
    expect(['allocated', 'paid', 'landed', 'gap1', 'gap2', 'gapTotal'].map((key) => computed(key))).toEqual(
      [1_000_000, 920_000, 800_000, 80_000, 120_000, 200_000].map(yuan),
    );
    expect(computed('rate')).toBe(8000);
    expect(computed('isNegative')).toBe(false);
  });

  it('round the rate half up and have none where nothing was allocated', () => {
    expect(computed('rate', { allocatedRows: amounts(3), landedRows: amounts(2) })).toBe(6667);
    expect(computed('rate', { allocatedRows: amounts(800), landedRows: amounts(1) })).toBe(13);
    expect(computed('rate', { landedRows: amounts(2) })).toBeNull();
  });

  it('flag more paid than allocated, and ask about it', () => {
    const over = { ...hundred, paidRows: amounts(1_100_000) };
    expect(computed('gap1', over)).toBe(yuan(-100_000));
    expect(computed('isNegative', over)).toBe(true);
    expect(checkOf(fundComparison, 'negativeGap', {}, over)?.what).toBe('支大于给。');
    expect(checkOf(fundComparison, 'negativeGap', {}, hundred)).toBeUndefined();
  });

  it('ask about money called kept back where more was paid than allocated', () => {
    const over = { ...hundred, paidRows: amounts(1_100_000) };
    expect(checkOf(fundComparison, 'detainedWithoutGap', { verdict: 'DETAINED' }, over)?.what).toContain(
      '支大于给',
    );
    expect(checkOf(fundComparison, 'detainedWithoutGap', { verdict: 'DIVERTED' }, over)).toBeUndefined();
    expect(checkOf(fundComparison, 'detainedWithoutGap', { verdict: 'DETAINED' }, hundred)).toBeUndefined();
    const [prepare] = fundComparison.workflow.transitions;
    expect(prepare?.questions).toHaveProperty('detainedWithoutGap');
  });

  it('flag an amount below zero and say where it stands', () => {
    const red = { ...hundred, paidRows: [...amounts(920_000), ...amounts(-500)] };
    expect(checkOf(fundComparison, 'redFigures', {}, red)?.what).toBe(
      '“被巡察单位支多少”第2行的金额是负数。',
    );
    expect(checkOf(fundComparison, 'redFigures', {}, hundred)).toBeUndefined();
  });

  it('name every stated total that its rows do not add up to, cell by cell', () => {
    const stated = {
      allocatedStated: yuan(1_000_000),
      paidStated: yuan(930_000),
      landedStated: yuan(810_000),
    };
    const failure = checkOf(fundComparison, 'statedTotals', stated, hundred);
    expect(failure?.fields).toEqual({
      paidStated: '写明单位支合计 930,000.00元，明细为 920,000.00元，相差 10,000.00元。',
      landedStated: '写明实际落地合计 810,000.00元，明细为 800,000.00元，相差 10,000.00元。',
    });
    expect(checkOf(fundComparison, 'statedTotals', {}, hundred)).toBeUndefined();
  });
});

describe('the double signature', () => {
  const signed: Values = { comparedAt: '2026-04-10', preparedName: '甲', preparedAt: '2026-04-11' };

  it('asks for all three figures, or for a verdict where nothing was paid or landed', () => {
    const onlyGiven = { allocatedRows: hundred['allocatedRows'] ?? [] };
    expect(guardOf(fundComparison, 'prepare', signed, {})?.type).toBe('FiguresMissing');
    expect(guardOf(fundComparison, 'prepare', signed, onlyGiven)?.type).toBe('FiguresMissing');
    const verdict = { ...signed, verdict: 'DETAINED', explanation: '一直没有拨付' };
    expect(guardOf(fundComparison, 'prepare', verdict, onlyGiven)).toBeUndefined();
    expect(guardOf(fundComparison, 'prepare', verdict, { paidRows: amounts(1) })?.type).toBe(
      'FiguresMissing',
    );
  });

  it('asks for a reason and a verdict only for a gap beyond the tolerance', () => {
    expect(guardOf(fundComparison, 'prepare', signed, hundred)?.fields).toEqual({
      verdict: '请选择认定。',
      explanation: '请写明差额原因。',
    });
    expect(
      guardOf(fundComparison, 'prepare', { ...signed, tolerance: yuan(120_000) }, hundred),
    ).toBeUndefined();
  });

  it('takes two people, by name as well as by account', () => {
    const review = fundComparison.workflow.transitions.find(({ key }) => key === 'review');
    expect(review?.differsFrom).toEqual(['preparedBy']);
    const names = { ...signed, reviewedAt: '2026-04-12' };
    expect(guardOf(fundComparison, 'review', { ...names, reviewedName: '甲' })?.type).toBe('SamePerson');
    expect(guardOf(fundComparison, 'review', { ...names, reviewedName: '乙' })).toBeUndefined();
  });

  it('locks the rows with the first signature and everything with the second', () => {
    const locks = lockedFields(fundComparison, 'PREPARED');
    for (const key of ['allocatedRows', 'paidRows', 'landedRows', 'project', 'verdict'])
      expect(locks).toContain(key);
    expect(fundComparison.workflow.states.find(({ code }) => code === 'LOCKED')?.final).toBe(true);
  });

  it('is never held by one person or without the first one, whatever steps are taken', () => {
    let locked = 0;
    const world = fc.constant({ today, children: hundred });
    walk(fundComparison, { comparedAt: '2026-04-10' }, typed, world, (_before, { state, values }) => {
      if (state === 'DRAFT') expect([values['preparedBy'], values['reviewedBy']]).toEqual([null, null]);
      if (state !== 'LOCKED') return;
      locked += 1;
      expect(values['preparedBy']).not.toBe(values['reviewedBy']);
      expect(values['preparedName']).not.toBe(values['reviewedName']);
      expect(values['verdict'] && values['explanation']).toBeTruthy();
      expect(String(values['reviewedAt']) >= String(values['preparedAt'])).toBe(true);
    });
    expect(locked).toBeGreaterThan(50);
  });
});
