import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { highlightParts } from '../../../renderer/pages/search/highlight.ts';

describe('highlighted search hits', () => {
  it('mark every place, whatever the case', () => {
    expect(
      highlightParts('XF-01 与 xf-02', 'xf')
        .filter(({ hit }) => hit)
        .map(({ text }) => text),
    ).toEqual(['XF', 'xf']);
  });

  it('treat signs of patterns as plain text', () => {
    expect(highlightParts('a.b(c', '.').filter(({ hit }) => hit)).toEqual([{ text: '.', hit: true }]);
  });

  it('never lose or invent a sign', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, search) => {
        expect(
          highlightParts(text, search)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
