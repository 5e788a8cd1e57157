import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { hasInitials, pinyinInitials } from '../../../domain/text/pinyin.ts';

const signs = [...'张建国单于仇曾解盖区尉迟查任华朴翟乐柏石秘种重行长调降弹传省朝藏阿买提A7·'];
const names = fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 6 }).map((all) => all.join(''));

describe('initials', () => {
  it('of every reading that is filed are recognised, and each part of them', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (name, from, length) => {
        for (const initials of pinyinInitials(name)) {
          const start = from % initials.length;
          const part = initials.slice(start, start + 1 + (length % initials.length));
          expect(hasInitials(name, part), `${name} ${part}`).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of a surname with a reading of its own are recognised either way', () => {
    expect(hasInitials('单雄信', 'sxx')).toBe(true);
    expect(hasInitials('单雄信', 'dxx')).toBe(true);
    expect(hasInitials('尉迟恭', 'ycg')).toBe(true);
  });

  it('are not found in another order, across a gap or beyond the end', () => {
    expect(hasInitials('张建国', 'gjz')).toBe(false);
    expect(hasInitials('张建国', 'zg')).toBe(false);
    expect(hasInitials('张建国', 'zjgg')).toBe(false);
    expect(hasInitials('', 'z')).toBe(false);
  });
});
