import { fc } from '../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  blockingKeys,
  compareSubjects,
  digestInput,
  duplicateSubject,
  petitionerKeys,
} from '../../domain/duplicates.ts';
import type { ChildRow, Values } from '../../domain/register.ts';

function row(values: Values): ChildRow {
  return { rowId: 'row', values };
}

const accused = [row({ name: '刘某胜', unit: '县教育局' })];
const anonymous = duplicateSubject(
  {
    summary: '反映刘某胜违规发放津贴补贴,涉及8878元。',
    category: 'ACCUSATION',
    isRealName: false,
    issueTypes: ['I8'],
  },
  { accused },
);

describe('the duplicate score', () => {
  it('suspects a second anonymous letter with the same accused and facts', () => {
    const second = duplicateSubject(
      {
        summary: '再次反映刘某胜违规发放津贴补贴，涉及8878元',
        category: 'ACCUSATION',
        isRealName: false,
        issueTypes: ['I8'],
      },
      { accused },
    );
    const result = compareSubjects(anonymous, second);
    expect(result).toMatchObject({ score: 1, level: 'suspected' });
    expect(result.explanation).toContain('视为同一反映人');
    expect(result.explanation).toContain('内容相似度100%');
  });

  it('finds the same petitioner by telephone however it is written, and never prints it', () => {
    const make = (phone: string): ReturnType<typeof duplicateSubject> =>
      duplicateSubject(
        { summary: '反映刘某胜虚报冒领低保资金。', isRealName: true },
        { petitioners: [row({ name: '张某', phone })], accused },
      );
    const result = compareSubjects(make('１３９１１３２１２３４'), make('139-1132-1234'));
    expect(result.parts.petitioner).toBe(1);
    expect(result.level).toBe('suspected');
    expect(result.explanation).toContain('反映人电话、姓名相同');
    expect(result.explanation).not.toMatch(/张某|1391132/u);
  });

  it('does not suspect other facts about a namesake in another unit', () => {
    const other = duplicateSubject(
      {
        summary: '反映刘某胜公款报销私人旅游费用。',
        category: 'ACCUSATION',
        isRealName: false,
        issueTypes: ['I9'],
      },
      { accused: [row({ name: '刘某胜', unit: '县水利局' })] },
    );
    expect(compareSubjects(anonymous, other).level).toBe('none');
  });

  it('takes a short and a full name of a unit for one', () => {
    const named = (unit: string): ReturnType<typeof duplicateSubject> =>
      duplicateSubject({ summary: '' }, { accused: [row({ name: '刘某胜', unit })] });
    expect(compareSubjects(named('教育局'), named('县教育局')).parts.accused).toBe(0.9);
    expect(compareSubjects(named('县教育局'), named('县民政局')).parts.accused).toBe(0.4);
    expect(compareSubjects(named(''), named('县民政局')).parts.accused).toBe(0.8);
    expect(compareSubjects(named('王村'), named('某镇王村')).parts.accused).toBe(0.9);
    expect(compareSubjects(named('学校'), named('某镇中心学校')).parts.accused).toBe(0.4);
  });

  it('works on digests as on plain keys', () => {
    const keys = petitionerKeys(row({ name: '张某', phone: '13911321234' }));
    const digest = keys.map((key) => ({ ...key, value: Buffer.from(digestInput(key)).toString('hex') }));
    const left = duplicateSubject({ summary: 'x' }, {}, digest);
    expect(compareSubjects(left, left).parts.petitioner).toBe(1);
  });

  it('is symmetric, stays between 0 and 1, and every related pair shares a blocking key', () => {
    const word = fc.constantFrom('张某', '李某', '王某', '');
    const unit = fc.constantFrom('县教育局', '教育局', '县民政局', '');
    const summary = fc.constantFrom('反映虚报冒领低保资金', '再次反映虚报冒领低保资金', '公款旅游', '');
    const subject = fc
      .record({
        name: word,
        unit,
        summary,
        real: fc.boolean(),
        who: word,
        issues: fc.subarray(['I8', 'I9', 'M1']),
      })
      .map(({ name, unit: of, summary: text, real, who, issues }) =>
        duplicateSubject(
          { summary: text, isRealName: real, issueTypes: issues },
          { accused: [row({ name, unit: of })], petitioners: real ? [row({ name: who })] : [] },
        ),
      );
    fc.assert(
      fc.property(subject, subject, (left, right) => {
        const result = compareSubjects(left, right);
        expect(compareSubjects(right, left)).toEqual(result);
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(1);
        const keys = new Set(blockingKeys(left));
        if (result.level !== 'none') expect(blockingKeys(right).some((key) => keys.has(key))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('compares texts by pieces of three characters', () => {
    const similarity = (left: string, right: string): number =>
      compareSubjects(duplicateSubject({ summary: left }, {}), duplicateSubject({ summary: right }, {})).parts
        .text;
    expect(similarity('反映张某贪污', '举报张某贪污。')).toBe(1);
    expect(similarity('甲乙丙丁', '甲乙丙戊')).toBeCloseTo(1 / 3);
    expect(similarity('', '')).toBe(0);
  });
});
