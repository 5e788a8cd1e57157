import { fc } from '../../support/property.ts';
import initSqlJs, { type Database } from 'sql.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigramQuery, bigramText } from '../../../domain/text/bigrams.ts';
import { normalizeText } from '../../../domain/text/normalize.ts';

let db: Database;
beforeAll(async () => {
  const sql = await initSqlJs();
  db = new sql.Database();
});
afterAll(() => db.close());

/** A real FTS4 table, as the register engine builds it, in place of the last one; returns the texts found for a query. */
function setupIndex(texts: readonly string[]): (query: string) => readonly number[] {
  db.run('drop table if exists search');
  db.run('create virtual table search using fts4(body)');
  for (const [index, text] of texts.entries()) {
    db.run('insert into search (docid, body) values (?, ?)', [index + 1, bigramText(text)]);
  }
  return (query) => {
    const match = bigramQuery(query);
    if (match === '') return texts.map((_text, index) => index);
    const [found] = db.exec('select docid from search where search match ? order by docid', [match]);
    return (found?.values ?? []).map(([docid]) => Number(docid) - 1);
  };
}

const sign = fc.constantFrom(
  ...'张王李德胜反映违规发放津贴补贴县民政局1a2B-。，（）"*:',
  '𠮷',
  '㐂',
  '𰻞',
  'é',
  '·',
);
/** Few signs, so that the same pairs come back in other orders. */
const fewSigns = fc.constantFrom('甲', '乙', '𠮷');
const text = fc.array(sign, { maxLength: 30 }).map((signs) => signs.join(''));

describe('bigram search', () => {
  it('finds exactly the texts that contain the term', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.array(sign, { minLength: 1, maxLength: 5 }),
        (texts, term) => {
          const find = setupIndex(texts);
          const wanted = normalizeText(term.join(''));
          const expected = texts.flatMap((body, index) =>
            normalizeText(body).includes(wanted) ? [index] : [],
          );
          expect(find(term.join(''))).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not take the pairs of a term in another order for the term', () => {
    const body = fc.array(fewSigns, { maxLength: 12 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 1, maxLength: 5 }),
        fc.array(fewSigns, { minLength: 2, maxLength: 6 }),
        (texts, signs) => {
          const term = signs.join('');
          const expected = texts.flatMap((whole, index) => (whole.includes(term) ? [index] : []));
          expect(setupIndex(texts)(term)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
    expect(setupIndex(['甲乙甲', '甲乙丙甲'])('乙甲乙')).toEqual([]);
  });

  it('finds every substring of two or more characters of the text itself', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (body, from, length) => {
        const signs = Array.from(normalizeText(body));
        fc.pre(signs.length >= 2);
        const start = from % (signs.length - 1);
        const end = start + 2 + (length % (signs.length - start - 1));
        expect(setupIndex([body])(signs.slice(start, end).join(''))).toEqual([0]);
      }),
      { numRuns: 300 },
    );
  });

  it('joins several terms with and, and looks a single character up as a prefix', () => {
    const find = setupIndex(['反映张德胜违规发放津贴', '反映李德胜公款旅游', '张']);
    expect(find('德胜 津贴')).toEqual([0]);
    expect(find('德胜')).toEqual([0, 1]);
    expect(find('张')).toEqual([0, 2]);
    expect(find('ＺＨ')).toEqual([]);
  });

  it('asks for nothing when the query holds only blanks', () => {
    expect(bigramQuery(' 　 ')).toBe('');
  });
});
