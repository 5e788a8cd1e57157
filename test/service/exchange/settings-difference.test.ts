import { expect, it } from 'vitest';
import { codeTable, differencesOf, yearTable } from '../../../main/service/exchange/settings-difference.ts';

const year = (verified: boolean, holidays: readonly string[]) => ({
  year: 2026,
  basis: '国办发明电',
  verified,
  holidays,
  workdays: ['2026-01-04'],
});
const newYear = ['2026-01-01', '2026-01-02'];

it('shows of two calendars only the days that one of them has alone', () => {
  const [difference] = differencesOf(
    yearTable,
    [year(false, [...newYear, '2026-05-04'])],
    [year(true, [...newYear, '2026-05-05'])],
  );
  expect(difference).toMatchObject({
    row: '2026年',
    own: '放假：3天，其中2026-05-04只有这边有；核对：待核',
    sent: '放假：3天，其中2026-05-05只有这边有；核对：已核',
    holds: 'sent',
  });
});

it('leaves a calendar the office has entered as it is while the city vouches for no other', () => {
  expect(differencesOf(yearTable, [year(false, newYear)], [year(false, ['2026-01-01'])])).toMatchObject([
    { holds: 'own', why: '两边都尚未核对，已有的工作日历不改动，保留本办的。' },
  ]);
});

it('lists nothing for the same days in another order', () => {
  expect(differencesOf(yearTable, [year(true, newYear)], [year(true, newYear.toReversed())])).toEqual([]);
});

it('names a row as clerks know it: with a code of digits, without one of letters', () => {
  const row = {
    list: 'channel',
    sort: 1,
    basis: '',
    verified: false,
    validFrom: null,
    validTo: null,
    synonyms: [],
    parent: null,
    guidance: '',
  };
  expect(codeTable.name({ ...row, code: '1', label: '男' })).toBe('1 男');
  expect(codeTable.name({ ...row, code: 'LETTER', label: '来信' })).toBe('来信');
});
