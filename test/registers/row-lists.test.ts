import { fc } from '../support/property.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  countBits,
  createRowLists,
  hasBit,
  inAll,
  numbersOf,
  type RowLists,
  type RowsInOrder,
  type RowsWanted,
} from '../../main/registers/row-lists.ts';
import type { Vault } from '../../main/vault/api.ts';
import { createTestVault, type TestVault } from '../support/vault.ts';

const rows = 40;
const ordered: RowsInOrder = {
  table: 'sample',
  sql: 'SELECT p.rowid AS row FROM sample AS p ORDER BY p.size DESC, p.rowid',
  sorted: '+p.size DESC, +p.rowid',
  indexed: true,
};
const below = (size: number): RowsWanted => ({
  table: 'sample',
  sql: 'SELECT rowid AS row FROM sample WHERE size < ?',
  params: [size],
  test: { sql: 'p.size < ?', params: [size] },
});
const joined: RowsWanted = {
  table: 'sample',
  sql: 'SELECT s.rowid AS row FROM sample AS s JOIN "other" AS o ON o.number = s.rowid',
  params: [],
  test: { sql: 'p.rowid IN (SELECT number FROM "other")', params: [] },
};

let test: TestVault;
let vault: Vault;
let gathered: number;
let lists: RowLists;

/** Counts how often a list is gathered. */
const watched = (most?: number): RowLists =>
  createRowLists(
    {
      get: (sql, params) => {
        if (sql.includes('group_concat')) gathered += 1;
        return vault.get(sql, params);
      },
      all: vault.all,
      lastWriteUnder: vault.lastWriteUnder,
      rowsWrittenSince: vault.rowsWrittenSince,
    },
    most,
  );

beforeAll(async () => {
  test = await createTestVault();
  ({ vault } = test);
  vault.transact((tx) => {
    tx.run('CREATE TABLE sample (size INTEGER)');
    tx.run('CREATE TABLE other (number INTEGER NOT NULL)');
  });
});
afterAll(() => test.dispose());
beforeEach(() => {
  vault.transact((tx) => {
    tx.run('DELETE FROM sample');
    tx.run('DELETE FROM other');
    for (let row = 1; row <= rows; row += 1)
      tx.run('INSERT INTO sample (rowid, size) VALUES (?, ?)', [row, (row * 7) % rows]);
  });
  gathered = 0;
  lists = watched();
});

const inVault = ({ sql, params }: Pick<RowsWanted, 'sql' | 'params'>): readonly number[] =>
  vault.all<{ row: number }>(sql, params).map(({ row }) => row);
const inOrder = { sql: ordered.sql, params: [] };
const write = (sql: string, params: readonly (number | null)[] = []): void =>
  vault.transact((tx) => tx.run(sql, params));

describe('lists of row numbers', () => {
  it('hold what the database says, in its order or as bits', () => {
    expect([...lists.inOrder(ordered, rows)]).toEqual(inVault(inOrder));
    const bits = lists.asBits(below(9));
    expect(numbersOf(bits)).toEqual(inVault(below(9)));
    expect(countBits(bits)).toBe(9);
    const even = { table: 'sample', params: [], test: { sql: 'p.rowid % 2 = 0', params: [] } };
    const evenBits = lists.asBits({ ...even, sql: 'SELECT rowid AS row FROM sample WHERE rowid % 2 = 0' });
    expect(numbersOf(inAll([bits, evenBits]))).toEqual(inVault(below(9)).filter((row) => row % 2 === 0));
    expect(hasBit(bits, 10_000)).toBe(false);
    expect(countBits(lists.asBits(below(0)))).toBe(0);
  });

  it('are gathered once while their tables are not written, and anew after a write to another one of them', () => {
    lists.asBits(below(9));
    lists.asBits(below(9));
    write('INSERT INTO other VALUES (1)');
    lists.asBits(below(9));
    expect(gathered).toBe(1);
    expect(numbersOf(lists.asBits(joined))).toEqual([1]);
    write('INSERT INTO other VALUES (3)');
    expect(numbersOf(lists.asBits(joined))).toEqual([1, 3]);
    expect(gathered).toBe(3);
  });

  it('are put right where few rows of their table were written, and gathered anew where it is many', () => {
    lists.asBits(below(9));
    lists.inOrder(ordered, rows);
    gathered = 0;
    write('UPDATE sample SET size = 0 WHERE rowid = 3');
    write('DELETE FROM sample WHERE rowid IN (5, 7)');
    write('INSERT INTO sample (rowid, size) VALUES (1000, 3)');
    expect(numbersOf(lists.asBits(below(9)))).toEqual(inVault(below(9)));
    expect([...lists.inOrder(ordered, rows)]).toEqual(inVault(inOrder));
    expect(gathered).toBe(0);
    write('UPDATE sample SET size = size + 1');
    expect(numbersOf(lists.asBits(below(9)))).toEqual(inVault(below(9)));
    expect([...lists.inOrder(ordered, rows)]).toEqual(inVault(inOrder));
    expect(gathered).toBe(2);
  });

  it.each([
    ['a table is emptied as a whole', 'DELETE FROM sample'],
    ['a row takes the place of another', 'INSERT OR REPLACE INTO sample (rowid, size) VALUES (2, 1)'],
  ])('are gathered anew where SQLite does not tell the rows: %s', (_what, sql) => {
    lists.asBits(below(9));
    gathered = 0;
    write(sql);
    expect(numbersOf(lists.asBits(below(9)))).toEqual(inVault(below(9)));
    expect(gathered).toBe(1);
  });

  it('follow any writes, in one commit or many, also those of a transaction in slices', async () => {
    const size = fc.option(fc.integer({ min: 0, max: rows }), { nil: null });
    const row = fc.integer({ min: 1, max: rows * 2 });
    const change = fc.record({ what: fc.constantFrom('put', 'remove'), row, size });
    const commits = fc.array(fc.array(change, { maxLength: 8 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(commits, fc.integer({ min: 1, max: rows }), async (all, count) => {
        for (const [at, changes] of all.entries()) {
          const runAll = (run: (sql: string, params: readonly (number | null)[]) => void): void =>
            changes.forEach((each) => {
              if (each.what === 'remove') run('DELETE FROM sample WHERE rowid = ?', [each.row]);
              else {
                run('INSERT OR IGNORE INTO sample (rowid, size) VALUES (?, 0)', [each.row]);
                run('UPDATE sample SET size = ? WHERE rowid = ?', [each.size, each.row]);
              }
            });
          if (at % 5 === 4) {
            const pace = { signal: new AbortController().signal, breathe: () => Promise.resolve() };
            await vault.transactLong(function* (tx) {
              yield;
              runAll(tx.run);
            }, pace);
          } else vault.transact((tx) => runAll(tx.run));
          if (at % 3 === 2) continue;
          expect(numbersOf(lists.asBits(below(9)))).toEqual(inVault(below(9)).toSorted((a, b) => a - b));
          const first = [...lists.inOrder(ordered, count)];
          expect(first).toEqual(inVault(inOrder).slice(0, first.length));
          expect(first.length).toBeGreaterThanOrEqual(Math.min(count, inVault(inOrder).length));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('of a transaction that came to nothing are not kept', () => {
    const before = numbersOf(lists.asBits(below(5)));
    const failing = (): void =>
      vault.transact((tx) => {
        tx.run('UPDATE sample SET size = 1');
        expect(countBits(lists.asBits(below(5)))).toBe(rows);
        throw new Error('given up');
      });
    expect(failing).toThrow('given up');
    expect(numbersOf(lists.asBits(below(5)))).toEqual(before);
  });

  it('give way to others, the oldest first, when they hold too much', () => {
    lists = watched(2.5 * 4 * rows);
    const [first, second, third] = ['', ' ', '  '].map((blank) => ({ ...ordered, sql: ordered.sql + blank }));
    if (!first || !second || !third) throw new Error('three orders');
    for (const each of [first, second, third]) lists.inOrder(each, rows);
    lists.inOrder(third, rows);
    lists.inOrder(second, rows);
    expect(gathered).toBe(3);
    lists.inOrder(first, rows);
    expect(gathered).toBe(4);
  });
});
