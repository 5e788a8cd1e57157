/** Whoever a text could name is found among very many by what the text says, however it is typed. */
import { fc } from '../support/property.ts';
import { expect, it } from 'vitest';
import { createLeakCheck } from '../../domain/leak-check.ts';
import {
  type FilingKey,
  filingKeysIn,
  filingKeysOf,
  petitionerTexts,
  unusualKey,
} from '../../domain/petitioner-texts.ts';

const keyOf = ({ kind, value }: FilingKey): string => `${kind} ${value}`;

function isFiled(values: Readonly<Record<string, string>>, text: string): boolean {
  const keys = new Set([unusualKey, ...filingKeysIn(text)].map(keyOf));
  return filingKeysOf({ rowId: '', values }).some((key) => keys.has(keyOf(key)));
}

const han = fc.constantFrom(...'王小明赵试验买提欧阳县镇村路组社号𠮷');
const name = fc.oneof(
  fc.array(han, { minLength: 1, maxLength: 6 }).map((signs) => signs.join('')),
  fc.constantFrom('阿依古丽·买买提', '王小明、赵试验', '张三(联名)', 'Tom Li', '⼀明', '王  明'),
);
const phone = fc.oneof(
  fc.stringMatching(/^1[3-9]\d{9}$/u),
  fc.constantFrom('0570-6012345', '13912345678、13812345678', '12345678901234'),
);
const idNumber = fc.constantFrom('99010119700101001X', '990101700101001', '99010119700101001x', '');
const address = fc
  .array(fc.oneof(han, fc.constantFrom(...'0123456789#-栋')), { minLength: 4, maxLength: 60 })
  .map((signs) => signs.join(''));

const distort = (text: string, how: number): string =>
  how === 0
    ? text
    : how === 1
      ? Array.from(text).join(' ')
      : text.replaceAll(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

it('finds every row of which the text gives something away', () => {
  let leaks = 0;
  fc.assert(
    fc.property(
      fc.record({ name, phone, idNumber, address, mailAddress: address }),
      fc.constantFrom('name', 'phone', 'idNumber', 'address', 'mailAddress'),
      fc.nat({ max: 2 }),
      fc.string({ maxLength: 5 }),
      (values, told, how, around) => {
        const text = `${around}据${distort(values[told], how)}说${around}`;
        const check = createLeakCheck(petitionerTexts({ rowId: '', values }));
        if (check(text).length === 0) return;
        leaks += 1;
        expect(isFiled(values, text)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
  expect(leaks).toBeGreaterThan(200);
});

it('passes over nearly everybody else', () => {
  const values = { name: '王小明', phone: '13912345678', address: '某县某镇三组12号' };
  expect(isFiled(values, '请你单位于2026年10月底前公开村级道路工程款的使用情况，联系电话13800001111。')).toBe(
    false,
  );
});
