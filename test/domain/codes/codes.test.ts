import { describe, expect, it } from 'vitest';
import { codesOf, createCodeIndex, findCode, matchCode, matchCodes } from '../../../domain/codes/lookup.ts';
import { parentListOf } from '../../../domain/codes/parents.ts';
import { codeLists, codeSeed } from '../../../domain/codes/seed.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { normalizeLabel } from '../../../domain/text/normalize.ts';

const index = createCodeIndex(codeSeed);
const today = '2026-05-08';

describe('shipped code lists', () => {
  it('name every code once per list', () => {
    const keys = codeSeed.map((code) => `${code.list}/${code.code}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('let no word mean two rows of one list', () => {
    const owners = new Map<string, string>();
    const clashes: string[] = [];
    for (const code of codeSeed) {
      for (const word of new Set([code.label, ...code.synonyms].map(normalizeLabel))) {
        const key = `${code.list}/${word}`;
        const owner = owners.get(key);
        if (owner !== undefined && owner !== code.code) clashes.push(`${key}: ${owner} ${code.code}`);
        owners.set(key, code.code);
      }
    }
    expect(clashes).toEqual([]);
  });

  it('give every row a basis, and every parent exists', () => {
    for (const code of codeSeed) {
      expect(code.basis).not.toBe('');
      const group = parentListOf(code.list) === code.list ? undefined : parentListOf(code.list);
      if (group === undefined) expect(code.parent).toBeNull();
      else expect(findCode(index, group, code.parent ?? '')).toBeDefined();
    }
  });

  it('hold the 51 issue rows of the form and mark the added ones as unverified', () => {
    const rows = codesOf(index, 'issue');
    const official = rows.filter((row) => row.verified);
    expect(official).toHaveLength(51);
    expect(
      Object.fromEntries(
        ['L', 'P', 'O', 'I', 'M', 'W', 'S'].map((group) => [
          group,
          official.filter((row) => row.parent === group).length,
        ]),
      ),
    ).toEqual({ L: 6, P: 8, O: 9, I: 15, M: 4, W: 6, S: 3 });
    expect(rows.filter((row) => !row.verified).map((row) => row.code)).toEqual([
      'D1',
      'D2',
      'D3',
      'D4',
      'D5',
      'D6',
      'D7',
      'X1',
      'X2',
      'X3',
    ]);
  });

  it('cover every list that the petition register names', () => {
    const ids = new Set(codeLists.map((list) => list.id));
    const fields = [...petition.fields, ...petition.children.flatMap((child) => child.fields)];
    for (const field of fields.filter(({ type }) => type === 'code' || type === 'codes')) {
      expect(ids).toContain(field.list);
    }
  });
});

describe('matching what clerks write', () => {
  it.each([
    ['channel', '信', 'LETTER'],
    ['channel', '访', 'VISIT'],
    ['channel', ' 电话 ', 'CALL'],
    ['channel', '网上', 'NETWORK'],
    ['channel', '意见箱', 'BOX'],
    ['channel', '上级转办', 'UPPER'],
    ['handling', '转线索', 'TRANSFER'],
    ['handling', '留存', 'RETAIN'],
    ['handling', '交办（要结果）', 'ASSIGN'],
    ['handling', '交办(要结果)', 'ASSIGN'],
    ['political', '党员', '01'],
    ['rank', '副科', 'TOWNSHIP'],
    ['source', 'DIRECT', 'DIRECT'],
  ])('%s %s is %s', (list, text, code) => {
    expect(matchCode(index, list, text, today)?.code).toBe(code);
  });

  it('finds nothing for an unknown word', () => {
    expect(matchCode(index, 'channel', '传真', today)).toBeUndefined();
  });

  it('reads several codes from one cell and names the words it does not know', () => {
    expect(matchCodes(index, 'theme', '扶贫、低保；天文', today)).toEqual({
      codes: ['POVERTY', 'CIVIL_AFFAIRS'],
      unknown: ['天文'],
    });
    expect(matchCodes(index, 'theme', '扶贫/乡村振兴', today).codes).toEqual(['POVERTY']);
  });

  it('offers only rows valid on the day, and still labels the others', () => {
    const [first] = codesOf(index, 'channel');
    if (!first) throw new Error('no channel');
    const ended = createCodeIndex([{ ...first, validTo: '2025-12-31' }]);
    expect(matchCode(ended, 'channel', first.label, '2025-12-31')?.code).toBe(first.code);
    expect(matchCode(ended, 'channel', first.label, '2026-01-01')).toBeUndefined();
    expect(findCode(ended, 'channel', first.code)?.label).toBe(first.label);
  });
});
