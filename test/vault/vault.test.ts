import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestVault } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';

let fixture: TestVault;
beforeEach(async () => {
  fixture = await createTestVault();
});
afterEach(() => fixture.dispose());

const createLetters =
  'CREATE TABLE letters (id TEXT PRIMARY KEY, no INTEGER NOT NULL, body TEXT, data BLOB, weight REAL)';

describe('a transaction', () => {
  test('is there after closing and opening again', async () => {
    const { vault } = fixture;
    vault.transact((tx) => {
      tx.run(createLetters);
      tx.run('INSERT INTO letters VALUES (?, ?, ?, ?, ?)', ['a', 1, '来信', new Uint8Array([1, 2, 0]), 0.25]);
    });
    const again = await fixture.reopen();
    expect(again.all('SELECT * FROM letters')).toEqual([
      { id: 'a', no: 1, body: '来信', data: new Uint8Array([1, 2, 0]), weight: 0.25 },
    ]);
    expect(again.state.sequence).toBe(1);
  });

  test('that throws leaves nothing behind and does not hinder the next one', async () => {
    const { vault } = fixture;
    vault.transact((tx) => tx.run(createLetters));
    expect(() =>
      vault.transact((tx) => {
        tx.run('INSERT INTO letters (id, no) VALUES (?, ?)', ['a', 1]);
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(vault.all('SELECT * FROM letters')).toEqual([]);
    vault.transact((tx) => tx.run('INSERT INTO letters (id, no) VALUES (?, ?)', ['b', 2]));
    expect((await fixture.reopen()).all('SELECT id FROM letters')).toEqual([{ id: 'b' }]);
  });
});

test('a snapshot keeps everything and starts an empty journal', async () => {
  const { vault } = fixture;
  vault.transact((tx) => tx.run(createLetters));
  await vault.snapshot();
  vault.transact((tx) => tx.run('INSERT INTO letters (id, no) VALUES (?, ?)', ['b', 2]));
  await vault.snapshot();
  await vault.snapshot();
  expect(vault.state.journalBytes).toBe(136);
  const again = await fixture.reopen();
  expect(again.all('SELECT id FROM letters')).toEqual([{ id: 'b' }]);
  expect(await again.verify()).toEqual([]);
});
