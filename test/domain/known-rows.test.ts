import { describe, expect, it } from 'vitest';
import { withKnown } from '../../domain/known-rows.ts';
import type { Values } from '../../domain/register.ts';
import { results } from '../../domain/registers/lead/results.ts';
import { rows } from '../support/register-rules.ts';

const reported: Values = {
  ...{ name: '李某某', unit: '县某局', post: '局长', rank: 'TOWNSHIP' },
  ...{ isTopLeader: true, cadreAuthority: 'COUNTY' },
};

function told(row: Values, ...persons: readonly Values[]): Values | undefined {
  return withKnown(results, rows(row), { persons: rows(...persons) })[0]?.values;
}

describe('a row about somebody the record already describes', () => {
  it('says of him what is blank in it', () => {
    expect(told({ name: '李 某某' }, reported, { name: '赵某' })).toEqual({
      ...{ name: '李 某某', unitPost: '县某局局长', rank: 'TOWNSHIP' },
      ...{ isTopLeader: true, cadreAuthority: 'COUNTY' },
    });
  });

  it('keeps what was typed, a no included', () => {
    const typed = {
      name: '李某某',
      unitPost: '县某局',
      rank: 'STAFF',
      isTopLeader: false,
      cadreAuthority: 'CITY',
    };
    expect(told(typed, reported)).toEqual(typed);
  });

  it('says nothing of namesakes, nor of who is not there', () => {
    expect(told({ name: '李某某' }, reported, { name: '李某某' })).toEqual({ name: '李某某' });
    expect(told({ name: '周某' }, reported)).toEqual({ name: '周某' });
  });
});
