import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { idCheckDigit, isIdNumber, splitPhones } from '../../../domain/text/identifiers.ts';
import { maskValue } from '../../../domain/text/mask.ts';
import { splitNames } from '../../../domain/text/names.ts';
import { pinyinInitials } from '../../../domain/text/pinyin.ts';

/** A made-up number with the right check digit. */
const syntheticId = `11010119900307123`;

describe('telephone numbers in one cell', () => {
  it.each([
    ['13911323727', ['13911323727'], ''],
    ['１５７００６８８３７６', ['15700688376'], ''],
    ['139-1132-3727、0570-3012345', ['13911323727', '0570-3012345'], ''],
    ['13911323727\n15700688376', ['13911323727', '15700688376'], ''],
    ['(0570)3012345', ['0570-3012345'], ''],
    ['+86 13911323727', ['13911323727'], ''],
    ['电话不详', [], '电话不详'],
    ['儿子13911323727', ['13911323727'], '儿子'],
    ['', [], ''],
  ])('%s', (cell, phones, rest) => {
    expect(splitPhones(cell)).toEqual({ phones, rest });
  });
});

describe('check digits', () => {
  it('accept a right identity card number and refuse every single wrong digit', () => {
    const valid = syntheticId + idCheckDigit(syntheticId);
    expect(isIdNumber(valid)).toBe(true);
    for (let at = 0; at < 17; at += 1) {
      const digit = (Number(valid[at]) + 1) % 10;
      expect(isIdNumber(valid.slice(0, at) + String(digit) + valid.slice(at + 1))).toBe(false);
    }
    expect(isIdNumber('110101199013071234')).toBe(false);
  });
});

describe('masks', () => {
  it.each([
    ['name', '张三', '张**'],
    ['name', '𠮷田某某', '𠮷**'],
    ['name', '张', '***'],
    ['name', '张*', '***'],
    ['name', '张*三', '张**'],
    ['idNumber', '1101****1234', '******'],
    ['address', '浙江省****', '****'],
    ['phone', '13911321234', '139****1234'],
    ['phone', '0570-3012345', '0570****2345'],
    ['phone', '家中 13911321234、15700688376', '139****1234、157****8376'],
    ['phone', '不详', '****'],
    ['idNumber', '110101199003071234', '1101**********1234'],
    ['address', '浙江省衢州市开化县池淮镇坎头村12号', '浙江省衢州市开化县****'],
    ['address', '阳光小区3幢', '****'],
    ['full', '村民', '******'],
    ['name', '', ''],
  ] as const)('%s %s is shown as %s', (kind, value, shown) => {
    expect(maskValue(kind, value)).toBe(shown);
  });

  it('never show a value whole', () => {
    const kinds = ['name', 'phone', 'idNumber', 'address', 'full'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'grapheme', minLength: 1 }), (kind, value) => {
        fc.pre(/[^*\s]/u.test(value));
        expect(maskValue(kind, value).includes(value.trim())).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('names in one cell', () => {
  it.each([
    ['张三、李四、王五(联名)', { names: ['张三', '李四', '王五'], joint: true, anonymous: false }],
    ['张 三', { names: ['张三'], joint: false, anonymous: false }],
    ['不愿透露姓名', { names: [], joint: false, anonymous: true }],
    ['群众', { names: [], joint: false, anonymous: true }],
    ['张三等12人', { names: ['张三'], joint: true, anonymous: false }],
    ['阿卜杜·热合曼', { names: ['阿卜杜·热合曼'], joint: false, anonymous: false }],
    ['', { names: [], joint: false, anonymous: false }],
  ])('%s', (cell, expected) => {
    expect(splitNames(cell)).toEqual(expected);
  });
});

describe('initials', () => {
  it('read a surname as one and keep the other readings', () => {
    expect(pinyinInitials('张德胜')).toEqual(['zds']);
    expect(pinyinInitials('单雄信')[0]).toBe('sxx');
    expect(pinyinInitials('仇和')).toContain('ch');
    expect(pinyinInitials('')).toEqual([]);
  });
});
