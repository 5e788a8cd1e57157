import { fc } from '../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  checkMark,
  fileNamePrefix,
  formatMark,
  highestMark,
  markOf,
  parseMark,
  parseTerm,
  proposeMark,
} from '../../domain/secrecy.ts';
import type { Mark } from '../../domain/secrecy.ts';

const secret: Mark = { kind: 'STATE_SECRET', level: 'SECRET', term: { months: 120 } };
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.record({
    kind: fc.constant('STATE_SECRET' as const),
    level: fc.constantFrom('TOP_SECRET' as const, 'SECRET' as const, 'CONFIDENTIAL' as const),
    term: fc.record({
      months: fc.oneof(
        fc.constant(null),
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: 1, max: 30 }).map((years) => years * 12),
      ),
    }),
  }),
  fc.constant({ kind: 'WORK_SECRET' as const }),
  fc.constant({ kind: 'NONE' as const }),
);

describe('secrecy marks', () => {
  it('put the star between level and term, and on state secrets only', () => {
    expect(formatMark(secret)).toBe('机密★10年');
    expect(formatMark({ kind: 'STATE_SECRET', level: 'CONFIDENTIAL', term: { months: 6 } })).toBe(
      '秘密★6个月',
    );
    expect(formatMark({ kind: 'STATE_SECRET', level: 'TOP_SECRET', term: { months: null } })).toBe(
      '绝密★长期',
    );
    expect(formatMark({ kind: 'WORK_SECRET' })).toBe('工作秘密');
    expect(parseMark('★机密 10年')).toBeUndefined();
    expect(fileNamePrefix(formatMark(secret))).toBe('[机密★10年]');
  });

  it('are read back as they are written', () => {
    fc.assert(
      fc.property(mark, (value) => {
        expect(parseMark(formatMark(value))).toEqual(value);
        expect(formatMark(value).includes('★')).toBe(value.kind === 'STATE_SECRET');
      }),
    );
  });

  it.each(['18个月', '12个月', '0年', '十年', ''])('know no term of %s', (text) => {
    expect(parseTerm(text)).toBeUndefined();
  });

  it('add up to the highest level with the longest term, in any order', () => {
    const marks: readonly Mark[] = [
      { kind: 'STATE_SECRET', level: 'CONFIDENTIAL', term: { months: 240 } },
      secret,
      { kind: 'WORK_SECRET' },
    ];
    expect(formatMark(highestMark(marks))).toBe('机密★20年');
    expect(highestMark([])).toEqual({ kind: 'NONE' });
    fc.assert(
      fc.property(fc.array(mark), (parts) => {
        expect(highestMark(parts.toReversed())).toEqual(highestMark(parts));
        expect(highestMark([highestMark(parts), ...parts])).toEqual(highestMark(parts));
      }),
    );
  });
});

describe('marks of records', () => {
  it('need level, term and basis for a state secret and none of them otherwise', () => {
    const complete = {
      markKind: 'STATE_SECRET',
      secrecyLevel: 'SECRET',
      secrecyTerm: '10年',
      secrecyBasis: '第三条',
    };
    expect(checkMark(complete)).toBeUndefined();
    expect(Object.keys(checkMark({ markKind: 'STATE_SECRET' })?.fields ?? {})).toEqual([
      'secrecyLevel',
      'secrecyTerm',
      'secrecyBasis',
    ]);
    expect(checkMark({ ...complete, secrecyTerm: '21年' })?.fields).toHaveProperty('secrecyTerm');
    expect(checkMark({ ...complete, secrecyTerm: '长期' })?.fields).toHaveProperty('secrecyTerm');
    expect(checkMark({ markKind: 'WORK_SECRET', secrecyTerm: '10年' })?.fields).toHaveProperty('secrecyTerm');
    expect(checkMark({})).toBeUndefined();
  });

  it('count as work secrets until someone has decided', () => {
    expect(markOf({})).toEqual({ kind: 'WORK_SECRET' });
    expect(markOf({ markKind: 'STATE_SECRET', secrecyLevel: 'CONFIDENTIAL' })).toEqual({
      kind: 'STATE_SECRET',
      level: 'CONFIDENTIAL',
      term: { months: 120 },
    });
    expect(markOf({ markKind: 'NONE' })).toEqual({ kind: 'NONE' });
  });

  it('are proposed by the highest rank, with the longest term and as unverified', () => {
    expect(proposeMark([])).toBeUndefined();
    const proposed = [
      ['TOWNSHIP', 'RURAL'],
      ['TOWNSHIP', 'BUREAU'],
      ['PROVINCIAL', 'BUREAU'],
    ].map((ranks) => proposeMark(ranks));
    expect(proposed.map((each) => each && formatMark(each.mark))).toEqual([
      '工作秘密',
      '秘密★10年',
      '机密★20年',
    ]);
    for (const each of proposed) expect(each?.basis).toContain('待核');
  });
});
