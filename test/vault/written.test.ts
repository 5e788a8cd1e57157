import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateOffice } from '../../main/service/office.ts';
import type { Vault, Writer } from '../../main/vault/api.ts';
import { createWritten, tableWritten } from '../../main/vault/written.ts';
import { letter, type Office, openOffice, registrar } from '../registers/office.ts';

describe('the table a statement writes', () => {
  it.each([
    ['INSERT INTO letter (id) VALUES (?)', 'letter'],
    ['insert or ignore into "Letter_row"(id) SELECT id FROM other', 'letter_row'],
    ['INSERT OR REPLACE INTO letter DEFAULT VALUES', 'letter'],
    ['REPLACE INTO letter VALUES (1)', 'letter'],
    ['UPDATE "letter" SET n = 1', 'letter'],
    ['UPDATE OR IGNORE letter SET n = (SELECT max(n) FROM other)', 'letter'],
    ['\n  DELETE FROM letter WHERE id IN (SELECT id FROM other)', 'letter'],
  ])('is told: %s', (sql, table) => {
    expect(tableWritten(sql)).toBe(table);
  });

  it.each([
    'CREATE TABLE letter (id)',
    'ALTER TABLE letter ADD COLUMN n',
    'DROP TABLE letter',
    'UPDATE main.letter SET n = 1',
    'DELETE FROM main . letter',
    'INSERT INTO [letter] VALUES (1)',
    'WITH old AS (SELECT 1) DELETE FROM letter',
    'PRAGMA user_version = 3',
    '-- a note\nDELETE FROM letter',
  ])('may be any: %s', (sql) => {
    expect(tableWritten(sql)).toBeUndefined();
  });
});

it('an answer holds until a table its query names is written, or one that cannot be told', () => {
  const written = createWritten();
  const query = 'SELECT 1 FROM "Letter" AS p WHERE p.id IN (SELECT record FROM deadline)';
  expect(written.lastUnder(query)).toBe(0);
  written.note(new Set(['setting', 'audit']), 3);
  expect(written.lastUnder(query)).toBe(0);
  written.note(new Set(['deadline']), 4);
  expect(written.lastUnder(query)).toBe(4);
  written.note(new Set(['letter', 'setting']), 5);
  expect(written.lastUnder(query)).toBe(5);
  written.note(new Set([undefined]), 6);
  expect(written.lastUnder(query)).toBe(6);
  expect(written.lastUnder('SELECT 1 FROM setting')).toBe(6);
});

describe('in the database of an office', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    office.vault.transact(migrateOffice);
  });
  afterAll(() => office.dispose());

  it('no table is written behind the one a statement names', () => {
    const behind = office.vault.all(
      `SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')
       OR sql LIKE '%CASCADE%' OR sql LIKE '%SET NULL%' OR sql LIKE '%SET DEFAULT%'`,
    );
    expect(behind).toEqual([]);
  });

  it('what a saved letter writes is what SQLite opens for writing', () => {
    const statements = statementsOf(office.vault, () =>
      office.save(registrar, { values: letter, confirmed: { nobodyAccused: '来信未写明' } }),
    );
    const told = statements.filter((sql) => tableWritten(sql) !== undefined);
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual(statements);
    for (const sql of told) {
      const opened = tablesOpened(office.vault, sql);
      expect([...opened, tableWritten(sql)]).toEqual([
        ...opened.map(() => tableWritten(sql)),
        tableWritten(sql),
      ]);
    }
  });
});

/** Those recorded while `work` is done. */
function statementsOf(vault: Vault, work: () => unknown): readonly string[] {
  const { transact } = vault;
  const statements: string[] = [];
  vault.transact = (own) =>
    transact((tx) => {
      const run: Writer['run'] = (sql, params) => {
        statements.push(sql);
        tx.run(sql, params);
      };
      return own({ ...tx, run });
    });
  try {
    work();
  } finally {
    vault.transact = transact;
  }
  return statements;
}

/** Tables whose pages, or those of whose indexes, the statement opens for writing; virtual ones write their own. */
function tablesOpened(vault: Vault, sql: string): readonly string[] {
  const opened = vault
    .all<{ opcode: string; p2: number }>(`EXPLAIN ${sql}`)
    .filter(({ opcode }) => opcode === 'OpenWrite')
    .map(({ p2 }) => p2);
  const tables = vault.all<{ name: string }>(
    'SELECT DISTINCT lower(tbl_name) AS name FROM sqlite_master WHERE rootpage IN (SELECT value FROM json_each(?))',
    [JSON.stringify(opened)],
  );
  return tables.map(({ name }) => name);
}
