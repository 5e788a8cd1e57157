import { describe, expect, it } from 'vitest';
import type { ChildRow, Values } from '../../../domain/register.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { failureOf, refusal } from '../../support/procedure.ts';
import { checkOf, rows, today } from '../../support/register-rules.ts';

const people = ['李某某', '赵某'];

const named = (...names: readonly string[]): readonly ChildRow[] => rows(...names.map((name) => ({ name })));

describe('立案 of a lead', () => {
  function filed(
    filedPersons: number,
    persons: readonly ChildRow[],
    results: readonly ChildRow[],
  ): string | undefined {
    const values = { disposition: 'PRELIM', dispositionAt: today, filedAt: today, filedPersons };
    return refusal(lead, 'file', values, { today, children: { persons, results } });
  }

  it('is against no more people than are registered, whoever came to light included', () => {
    expect(filed(3, named(...people), named('李 某某'))).toBe('MoreFiledThanNamed');
    expect(filed(2, named(...people), named('李 某某'))).toBeUndefined();
    expect(filed(4, named('李某某'), named('李某某', '周某', '吴某'))).toBe('MoreFiledThanNamed');
    expect(filed(3, named('李某某'), named('李某某', '周某', '吴某'))).toBeUndefined();
  });

  it('may be against two people of one name', () => {
    const namesakes = ['局长', '科员'].map((unitPost) => ({ name: '李某某', unitPost }));
    expect(filed(2, named('李某某'), rows(...namesakes))).toBeUndefined();
  });
});

describe('a lead that is finished', () => {
  const filed: Values = { filedAt: today, filedPersons: 2, result: 'ADMONISHED', concludedAt: today };
  const admonished = { otherMeasures: ['ADMONITION'], decidedAt: today };
  const became = (...days: readonly (string | null)[]): readonly ChildRow[] =>
    rows(...people.map((name, at) => ({ name, filedAt: days[at] ?? null, ...admonished })));
  const finish = (results: readonly ChildRow[], values = filed) =>
    failureOf(lead, 'finish', values, { today, children: { persons: named(...people), results } });

  it('has as many people with a day of their own as it was filed against', () => {
    expect(finish(became(today))?.what).toBe('立案人数是2人，但“处理结果（每人）”中有个人立案日期的是1人。');
    expect(finish([...became(today), ...became(today)])?.type).toBe('FiledPersonsDiffer');
    expect(finish(became(today, today))).toBeUndefined();
  });

  it('has nobody with such a day when it was not filed', () => {
    const unfiled = { ...filed, filedAt: null, filedPersons: null };
    expect(finish(became(today), unfiled)?.what).toContain('没有登记立案');
    expect(finish(became(), unfiled)).toBeUndefined();
  });

  it('is asked about afterwards too, unless an old sheet has no such days at all', () => {
    const asked = (...days: readonly string[]) =>
      checkOf(lead, 'filedAgree', filed, { results: became(...days) })?.type;
    expect(asked(today)).toBe('FiledPersonsDiffer');
    expect(asked()).toBeUndefined();
    expect(asked(today, today)).toBeUndefined();
  });
});
