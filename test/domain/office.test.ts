import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../domain/numbering.ts';
import {
  areNeighbours,
  createDivisionIndex,
  findRegions,
  formatOfficeId,
  hostOf,
  isWithin,
  numberPartOf,
  officeIdOf,
  regionLevel,
  regionName,
} from '../../domain/office.ts';
import type { DivisionNode } from '../../domain/office.ts';

const file = new URL('../../resources/divisions/2023-06-30.json', import.meta.url);
const index = createDivisionIndex(JSON.parse(readFileSync(file, 'utf8')) as readonly DivisionNode[]);

describe('divisions', () => {
  it('hold 31 provinces and the six counties of Quzhou', () => {
    expect(index.byParent.get(null)).toHaveLength(31);
    expect(index.byParent.get('330800')?.map(({ code, name }) => code + name)).toEqual([
      '330802柯城区',
      '330803衢江区',
      '330822常山县',
      '330824开化县',
      '330825龙游县',
      '330881江山市',
    ]);
  });

  it('are named in full, without the filler rows', () => {
    expect(regionName(index, '330824')).toBe('浙江省衢州市开化县');
    expect(regionName(index, '110101')).toBe('北京市东城区');
    expect(regionName(index, '429004')).toBe('湖北省仙桃市');
    expect(regionName(index, '999999')).toBe('999999');
  });

  it('are found by short and full names, all of them when several share a name', () => {
    expect(findRegions(index, '开化').map(({ code }) => code)).toEqual(['330824']);
    expect(findRegions(index, '浙江省衢州市开化县').map(({ code }) => code)).toEqual(['330824']);
    expect(findRegions(index, '鼓楼区').length).toBeGreaterThan(1);
    expect(findRegions(index, '市辖区')).toEqual([]);
  });

  it('know level and containment', () => {
    expect(['330000', '330800', '330824'].map(regionLevel)).toEqual(['PROVINCE', 'CITY', 'COUNTY']);
    expect(isWithin('330824', '330800')).toBe(true);
    expect(isWithin('330900', '330800')).toBe(false);
  });
});

describe('office ids', () => {
  it('are region and suffix', () => {
    expect(formatOfficeId({ region: '330824', suffix: 'XCZ03' })).toBe('330824XCZ03');
  });

  it('name the inspection office, or the workstation of one of its groups by number', () => {
    expect([officeIdOf('330824'), officeIdOf('330824', 1), officeIdOf('330800', 120)]).toEqual([
      '330824XCB',
      '330824XCZ01',
      '330800XCZ120',
    ]);
    expect(['330824XCZ01', '330800XCZ120', '330824XCB', '330824XCZ', 'x'].map(hostOf)).toEqual([
      '330824XCB',
      '330800XCB',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('tell who exchanges with whom: a workstation with its host alone', () => {
    expect(areNeighbours('330800XCB', '330824XCB')).toBe(true);
    expect(areNeighbours('330824XCZ01', '330824XCB')).toBe(true);
    expect(areNeighbours('330824XCB', '330824XCZ01')).toBe(true);
    expect(areNeighbours('330800XCB', '330824XCZ01')).toBe(false);
    expect(areNeighbours('330824XCZ01', '330824XCZ02')).toBe(false);
  });

  it('give numbers of a workstation its code', () => {
    expect(numberPartOf('330824XCB', '330824')).toBe('330824');
    expect(numberPartOf('330824XCZ01', '330824')).toBe('330824Z01');
    expect(parseNumber('XF{region}-{year}-{seq:5}', 'XF330824Z01-2026-00042')).toEqual({
      parts: { region: '330824Z01', year: '2026' },
      sequence: 42,
    });
  });
});
