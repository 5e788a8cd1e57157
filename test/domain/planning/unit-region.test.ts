import { describe, expect, it } from 'vitest';
import { regionOfUnit } from '../../../domain/planning/unit-region.ts';

const city = { code: '330800', name: '衢州市' };
const counties = [
  { code: '330802', name: '柯城区' },
  { code: '330803', name: '衢江区' },
  { code: '330881', name: '江山市' },
  { code: '330824', name: '开化县' },
];

describe('the region of a unit', () => {
  it.each([
    ['柯城区民政局', '330802'],
    ['衢州市柯城区民政局', '330802'],
    ['江山市委组织部', '330881'],
    ['开化县池淮镇党委', '330824'],
    ['衢江民政局', '330803'],
    ['衢州市民政局', '330800'],
    ['某某集团有限公司', undefined],
  ])('of %s is %s', (unit, region) => {
    expect(regionOfUnit(unit, city, counties)).toBe(region);
  });
});
