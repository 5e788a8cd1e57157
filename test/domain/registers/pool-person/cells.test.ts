import { fc } from '../../../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  monthInCell,
  postsInCell,
  relativesInCell,
  roundsInCell,
} from '../../../../domain/registers/pool-person/cells.ts';

describe('several posts in one cell', () => {
  it.each([
    ['柯城区民政局(2018-2021)', [{ unit: '柯城区民政局', from: '2018-01-01', to: '2021-12-31' }]],
    ['柯城区民政局（2018.03—2021.02）', [{ unit: '柯城区民政局', from: '2018-03-01', to: '2021-02-28' }]],
    [
      '甲局(2010-2012)；乙局(2012-至今)',
      [
        { unit: '甲局', from: '2010-01-01', to: '2012-12-31' },
        { unit: '乙局', from: '2012-01-01', to: '' },
      ],
    ],
    ['县司法局', [{ unit: '县司法局' }]],
    ['县司法局（挂职）', [{ unit: '县司法局（挂职）' }]],
    ['无', []],
  ])('reads %s', (cell, rows) => {
    expect(postsInCell(cell)).toEqual(rows);
  });
});

describe('several relatives in one cell', () => {
  it('reads name, kinship, unit and post', () => {
    expect(relativesInCell('朱某/配偶/龙游县住建局；高某/父亲/县水利局/科长')).toEqual([
      { name: '朱某', relation: '配偶', unit: '龙游县住建局', post: '' },
      { name: '高某', relation: '父亲', unit: '县水利局', post: '科长' },
    ]);
  });

  it('takes what stands in brackets behind the unit for the post', () => {
    expect(relativesInCell('高某/父亲/县水利局（科长）')).toEqual([
      { name: '高某', relation: '父亲', unit: '县水利局', post: '科长' },
    ]);
  });

  it('never loses a relative that is separated by a semicolon', () => {
    const name = fc.constantFrom('朱某', '高某', '马某');
    const relatives = fc.array(fc.tuple(name, fc.constantFrom('配偶', '父亲')), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(relatives, (rows) => {
        const cell = rows.map(([who, how]) => `${who}/${how}/某局`).join('；');
        expect(relativesInCell(cell).map((row) => [row['name'], row['relation']])).toEqual(rows);
      }),
    );
  });
});

it.each([
  ['参加过4轮', '4'],
  ['4次', '4'],
  ['无', '0'],
  ['2018年、2020年', '2018年、2020年'],
])('rounds: %s means %s', (cell, value) => {
  expect(roundsInCell(cell)).toBe(value);
});

it.each([
  ['1985.07', '1985-07'],
  ['198507', '1985-07'],
  ['1985年7月', '1985-07'],
  ['1985-07-12', '1985-07'],
  ['19851012', '1985-10'],
  ['1985.1', '1985-01'],
  ['不详', '不详'],
])('birth: %s means %s', (cell, value) => {
  expect(monthInCell(cell)).toBe(value);
});

it.each([
  ['1985.1', true, '分不清是1月还是10月'],
  ['1985.13', false, '看不出是哪年哪月'],
  ['31240', true, '看不出是哪年哪月'],
  ['850712', true, '看不出是哪年哪月'],
])('birth: %s (a number: %s) stays as it is and is asked about', (cell, isNumber, doubt) => {
  expect(monthInCell(cell, isNumber)).toEqual({
    text: cell,
    doubt: expect.stringContaining(doubt) as string,
  });
});
