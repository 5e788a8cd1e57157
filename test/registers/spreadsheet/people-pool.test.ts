import { describe, expect, it } from 'vitest';
import { poolPerson } from '../../../domain/registers/pool-person/pool-person.ts';
import { regionCode } from '../../../main/service/regions.ts';
import { fixtureBytes, importSheet, mappedTo, openBytes } from './support.ts';

describe('a pool of people as a personnel clerk keeps it', async () => {
  const book = await openBytes(fixtureBytes('quzhou-people-pool'));
  const sheet = await book.readSheet(0);
  const imported = await importSheet(sheet, {
    register: poolPerson,
    findRegion: regionCode,
  });

  it('maps every column', () => {
    expect(mappedTo(imported)).toEqual({
      A: 'name',
      B: 'sex',
      C: 'birth',
      D: 'political',
      E: 'unit',
      F: 'post',
      G: 'rank',
      H: 'majors',
      I: 'upbringing',
      J: 'residence',
      K: 'posts.unit',
      L: 'relatives.name',
      M: 'formerRounds',
      N: 'phone',
    });
  });

  it('reads every person without a question', () => {
    const problems = imported.records.flatMap((record) => record.problems);
    expect(problems.slice(0, 10)).toEqual([]);
    expect(imported.records.length).toBeGreaterThan(100);
  });

  it('parts posts and relatives written in one cell', () => {
    const sixth = imported.records[5];
    expect(sixth?.children['posts']).toEqual([
      { unit: '柯城区教育局', from: '2018-01-01', to: '2021-12-31' },
    ]);
    expect(sixth?.children['relatives']).toEqual([
      { name: '朱敏', relation: 'SPOUSE', unit: '龙游县住建局' },
    ]);
    expect(imported.records[0]?.values['formerRounds']).toBe(0);
    expect(imported.records[1]?.values).toMatchObject({ formerRounds: 4, birth: '1987-10' });
  });
});
