import { expect, it } from 'vitest';
import { createCodeIndex } from '../../../domain/codes/lookup.ts';
import { parseCell } from '../../../main/registers/spreadsheet/cell-parsers.ts';

it('an amount that is none is quoted as it stands in the cell, without the unit of its column', () => {
  const field = { key: 'amount', label: '金额', type: 'money', section: '' } as const;
  const moneyUnit = '万元' as const;
  const context = { codes: createCodeIndex([]), today: '2026-03-10', date1904: false, year: 2026, moneyUnit };
  const parse = (text: string) => parseCell({ kind: 'text', text }, field, context);
  for (const text of ['abc', '1e6'])
    expect(parse(text)).toMatchObject({ error: expect.stringContaining(`“${text}”`) });
  expect(parse('2.39')).toEqual({ value: 2_390_000 });
});
