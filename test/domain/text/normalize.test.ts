import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  normalizeLabel,
  normalizeName,
  normalizeText,
  tidyText,
  toHalfWidth,
} from '../../../domain/text/normalize.ts';

describe('normalisation', () => {
  it.each([
    ['１３９１１３２３７２７', '13911323727'],
    ['（ＡＢＣ）　，', '(abc),'],
    ['张　三', '张三'],
    ['衢巡办〔2025〕12号', '衢巡办[2025]12号'],
    ['e\u0301', 'é'],
  ])('evens out %s', (input, expected) => {
    expect(normalizeText(input)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
        expect(tidyText(tidyText(text))).toBe(tidyText(text));
      }),
      { numRuns: 500 },
    );
  });

  it('gives a text of common signs the form it has among others', () => {
    const common = fc.constantFrom(...'aZ9中，。（）“”‘’【】〔〕《》—-：；！？％Ａｚ～、．／'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: common, maxLength: 20 }), (text) => {
        expect(normalizeText(text)).toBe(normalizeText(`${text}\u00A0`));
      }),
    );
  });

  it('keeps rare characters whole and minority names comparable', () => {
    expect(normalizeName('𠮷 田')).toBe('𠮷田');
    expect(normalizeName('阿卜杜•热合曼')).toBe(normalizeName('阿卜杜·热合曼'));
    expect(normalizeName('张三（化名）')).toBe('张三');
  });

  it('drops punctuation from headings', () => {
    expect(normalizeLabel('实名／匿名：')).toBe(normalizeLabel('实名/匿名'));
    expect(toHalfWidth('ａ　b')).toBe('a b');
  });
});
