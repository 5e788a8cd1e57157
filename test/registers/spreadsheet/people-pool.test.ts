import { describe, expect, it } from 'vitest';
import { poolPerson } from '../../../domain/registers/pool-person/pool-person.ts';
import { regionCode } from '../../../main/service/regions.ts';
import type { Cell } from '../../../main/registers/spreadsheet/sheets.ts';
import { writeTemplate } from '../../../main/registers/spreadsheet/template.ts';
import { codes, collect, fixtureBytes, importSheet, mappedTo, openBytes, today } from './support.ts';

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

describe('relatives and posts in columns of their own', () => {
  /** The program’s own template with one row that a clerk has filled in below the example, by headings. */
  const filledIn = async (filled: Readonly<Record<string, string>>) => {
    const meta = { office: '某某市委巡察办', creator: '', time: Date.parse('2026-11-22'), today };
    const template = await openBytes(await collect(writeTemplate(poolPerson, codes, meta)));
    const sheet = await template.readSheet(0);
    const [, , upper, lower, example] = sheet.rows;
    const texts: Readonly<Record<string, string>> = {
      序号: '1',
      姓名: '甲某某',
      单位: '柯城区审计局',
      ...filled,
    };
    const cells = (upper?.cells ?? []).map(({ text }, column): Cell => {
      const path = [text, lower?.cells[column]?.text ?? ''].filter((part) => part !== '').join('·');
      const own = texts[path.replace('（必填）', '')] ?? '';
      return own === '' ? { kind: 'blank', text: '' } : { kind: 'text', text: own };
    });
    const row = { row: (example?.row ?? 0) + 1, cells, hidden: false };
    const imported = await importSheet({ ...sheet, rows: [...sheet.rows, row] }, { register: poolPerson });
    const [record] = imported.records;
    return {
      relatives: record?.children['relatives'],
      problems: (record?.problems ?? []).map(({ severity, path }) => [severity, path]),
    };
  };

  it('come in as a clerk fills them in, one or several to a cell', async () => {
    expect(await filledIn({ '亲属及社会关系·姓名': '朱敏', '亲属及社会关系·称谓': '配偶' })).toEqual({
      relatives: [{ name: '朱敏', relation: 'SPOUSE' }],
      problems: [],
    });
    const several = { '亲属及社会关系·姓名': '朱敏、朱某', '亲属及社会关系·称谓': '配偶、父亲' };
    expect((await filledIn(several)).relatives).toEqual([
      { name: '朱敏', relation: 'SPOUSE' },
      { name: '朱某', relation: 'LINEAL' },
    ]);
  });

  it('fill what the cell of the name leaves blank, and are never dropped without a word', async () => {
    expect(
      await filledIn({ '亲属及社会关系·姓名': '朱敏//县水利局', '亲属及社会关系·称谓': '配偶' }),
    ).toEqual({
      relatives: [{ name: '朱敏', relation: 'SPOUSE', unit: '县水利局' }],
      problems: [],
    });
    const contrary = { '亲属及社会关系·姓名': '朱敏/配偶', '亲属及社会关系·称谓': '父亲' };
    expect((await filledIn(contrary)).problems).toEqual([['error', 'relatives.relation']]);
    const unclear = { '亲属及社会关系·姓名': '朱敏/配偶；朱某/父亲', '亲属及社会关系·称谓': '配偶' };
    expect((await filledIn(unclear)).problems).toEqual([['warning', 'relatives.relation']]);
  });
});
