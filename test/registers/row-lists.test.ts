import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  countBits,
  createRowLists,
  hasBit,
  inAll,
  numbersOf,
  type RowLists,
} from '../../main/registers/row-lists.ts';
import type { Vault } from '../../main/vault/api.ts';
import { createTestVault, type TestVault } from '../support/vault.ts';

const rows = 40;
const ordered = 'SELECT rowid AS row FROM sample ORDER BY size DESC, rowid LIMIT -1';
const small = 'SELECT rowid AS row FROM sample WHERE size < ?';

let test: TestVault;
let vault: Vault;
let asked: number;
let lists: RowLists;

/** Counts how often the database is asked. */
const watched = (most?: number): RowLists =>
  createRowLists(
    {
      get: (sql, params) => {
        asked += 1;
        return vault.get(sql, params);
      },
      lastWriteUnder: vault.lastWriteUnder,
    },
    most,
  );

beforeAll(async () => {
  test = await createTestVault();
  ({ vault } = test);
  vault.transact((tx) => {
    tx.run('CREATE TABLE sample (size INTEGER NOT NULL)');
    tx.run('CREATE TABLE other (number INTEGER NOT NULL)');
    for (let row = 1; row <= rows; row += 1)
      tx.run('INSERT INTO sample (size) VALUES (?)', [(row * 7) % rows]);
  });
});
afterAll(() => test.dispose());
beforeEach(() => {
  asked = 0;
  lists = watched();
});

const inVault = (sql: string, params: readonly number[] = []): readonly number[] =>
  vault.all<{ row: number }>(sql, params).map(({ row }) => row);

describe('lists of row numbers', () => {
  it('hold what the database says, in its order or as bits', () => {
    expect([...lists.inOrder(ordered, [])]).toEqual(inVault(ordered));
    const bits = lists.asBits(small, [9]);
    expect(numbersOf(bits)).toEqual(inVault(small, [9]));
    expect(countBits(bits)).toBe(9);
    const even = lists.asBits('SELECT rowid AS row FROM sample WHERE rowid % 2 = 0', []);
    expect(numbersOf(inAll([bits, even]))).toEqual(inVault(small, [9]).filter((row) => row % 2 === 0));
    expect(hasBit(bits, 10_000)).toBe(false);
    expect([...lists.inOrder(small, [0])]).toEqual([]);
    expect(countBits(lists.asBits(small, [0]))).toBe(0);
  });

  it('are asked for once while their tables are not written, and anew after any write to one of them', () => {
    lists.asBits(small, [9]);
    lists.asBits(small, [9]);
    vault.transact((tx) => tx.run('INSERT INTO other VALUES (1)'));
    lists.asBits(small, [9]);
    expect(asked).toBe(1);
    const joined = 'SELECT s.rowid AS row FROM sample AS s JOIN "other" AS o ON o.number = s.rowid';
    expect(numbersOf(lists.asBits(joined, []))).toEqual([1]);
    vault.transact((tx) => tx.run('INSERT INTO other VALUES (3)'));
    expect(numbersOf(lists.asBits(joined, []))).toEqual([1, 3]);
    asked = 1;
    vault.transact((tx) => tx.run('UPDATE sample SET size = 0 WHERE rowid = 3'));
    expect(numbersOf(lists.asBits(small, [9]))).toEqual(inVault(small, [9]));
    expect(asked).toBe(2);
  });

  it('of a transaction that came to nothing are not kept', () => {
    const before = numbersOf(lists.asBits(small, [5]));
    const failing = (): void =>
      vault.transact((tx) => {
        tx.run('UPDATE sample SET size = 1');
        expect(countBits(lists.asBits(small, [5]))).toBe(rows);
        throw new Error('given up');
      });
    expect(failing).toThrow('given up');
    expect(numbersOf(lists.asBits(small, [5]))).toEqual(before);
  });

  it('give way to others, the oldest first, when they hold too much', () => {
    lists = watched(2.5 * 4 * rows);
    const [first, second, third] = [ordered, `${ordered} OFFSET 0`, `${ordered}  OFFSET 0`];
    for (const sql of [first, second, third]) lists.inOrder(sql, []);
    lists.inOrder(third, []);
    lists.inOrder(second, []);
    expect(asked).toBe(3);
    lists.inOrder(first, []);
    expect(asked).toBe(4);
  });
});
