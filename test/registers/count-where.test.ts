import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Counts, createCounts } from '../../main/registers/count-where.ts';
import { createTestVault, type TestVault } from '../support/vault.ts';

const query = 'SELECT count(*) AS count FROM sample WHERE size > ?';

let test: TestVault;
let asked: number;
let counts: Counts;

beforeEach(async () => {
  test = await createTestVault();
  const { vault } = test;
  vault.transact((tx) => {
    tx.run('CREATE TABLE sample (size INTEGER)');
    tx.run('CREATE TABLE other (size INTEGER)');
    tx.run('INSERT INTO sample VALUES (1), (2), (3)');
  });
  asked = 0;
  counts = createCounts({
    get: (sql, params) => {
      asked += 1;
      return vault.get(sql, params);
    },
    lastWriteUnder: vault.lastWriteUnder,
  });
});

afterEach(() => test.dispose());

describe('a count', () => {
  it('is asked once for each set of parameters while only other tables are written', () => {
    expect([counts(query, [1]), counts(query, [2])]).toEqual([2, 1]);
    test.vault.transact((tx) => tx.run('INSERT INTO other VALUES (1)'));
    expect([counts(query, [1]), counts(query, [2])]).toEqual([2, 1]);
    expect(asked).toBe(2);
  });

  it('is asked anew once its table was written', () => {
    expect(counts(query, [1])).toBe(2);
    test.vault.transact((tx) => tx.run('INSERT INTO sample VALUES (4)'));
    expect(counts(query, [1])).toBe(3);
  });

  it('of what is written in a transaction that is given up is not kept', () => {
    expect(counts(query, [1])).toBe(2);
    expect(() =>
      test.vault.transact((tx) => {
        tx.run('INSERT INTO sample VALUES (4)');
        expect(counts(query, [1])).toBe(3);
        throw new Error('given up');
      }),
    ).toThrow('given up');
    expect(counts(query, [1])).toBe(2);
  });
});
