import { fc } from '../support/property.ts';
import { expect, it } from 'vitest';
import { findLeaks, longestQuotation } from '../../domain/leak-check.ts';
import type { ProtectedText } from '../../domain/leak-check.ts';

const letter =
  '我叫赵某某，是测试镇的村民。二〇二六年三月以来，村里修路的工程款一直没有公开，村干部把剩余的水泥卖给了自己的亲戚，请上级查处。';
const secrets: readonly ProtectedText[] = [
  { kind: 'name', text: '赵试验' },
  { kind: 'phone', text: '139 0000 1234' },
  { kind: 'idNumber', text: '99010119700101001X' },
  { kind: 'address', text: '测试县测试镇三组12号' },
  { kind: 'letter', text: letter },
];
const kinds = (text: string) => findLeaks(text, secrets).map(({ kind }) => kind);

it('lets through what names nobody and quotes little', () => {
  expect(kinds('请你单位于10月底前公开村级道路工程款的使用情况。')).toEqual([]);
  expect(kinds('')).toEqual([]);
  expect(findLeaks('任何内容', [])).toEqual([]);
});

it('finds names, numbers and addresses however they are spaced or typed', () => {
  expect(kinds('据赵试验反映')).toEqual(['name']);
  expect(kinds('据赵 试 验反映')).toEqual(['name']);
  expect(kinds('电话13900001234')).toEqual(['phone']);
  expect(kinds('电话139-0000-1234')).toEqual(['phone']);
  expect(kinds('电话１３９００００１２３４')).toEqual(['phone']);
  expect(kinds('证件99010119700101001x')).toEqual(['idNumber']);
  expect(kinds('住测试县、测试镇三组１２号')).toEqual(['address']);
});

it('says where the match stands in the text as it was given', () => {
  const text = '😀据赵 试验反映';
  const [leak] = findLeaks(text, secrets);
  expect(leak && text.slice(leak.start, leak.end)).toBe('赵 试验');
});

it(`blocks quotations of more than ${longestQuotation} characters and no shorter ones`, () => {
  const plain = Array.from(letter).filter((char) => /[\p{L}\p{N}]/u.test(char));
  fc.assert(
    fc.property(fc.nat({ max: plain.length - 40 }), fc.integer({ min: 1, max: 40 }), (start, length) => {
      const quotation = plain.slice(start, start + length).join('');
      const found = kinds(`来信称“${quotation}”等。`).includes('letter');
      expect(found).toBe(length > longestQuotation);
    }),
  );
});

it('reports one long quotation once, at its full length', () => {
  const text = `原文：${letter.slice(10, 50)}。`;
  const leaks = findLeaks(text, [{ kind: 'letter', text: letter }]);
  expect(leaks).toHaveLength(1);
  expect(leaks[0] && text.slice(leaks[0].start, leaks[0].end)).toBe(letter.slice(10, 50));
});

it('ignores protected texts too short to mean anything', () => {
  expect(
    findLeaks('赵12345', [
      { kind: 'name', text: '赵' },
      { kind: 'phone', text: '12345' },
      { kind: 'unit', text: '' },
    ]),
  ).toEqual([]);
});
