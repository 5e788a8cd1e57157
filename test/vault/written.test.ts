import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateOffice } from '../../main/service/office.ts';
import type { Vault, Writer } from '../../main/vault/api.ts';
import { type Changes, createChanges, createWritten, tableWritten } from '../../main/vault/written.ts';
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

const changing = (...tables: readonly (string | undefined)[]): Changes['tables'] =>
  new Map(tables.map((table) => [table, undefined]));
const rowsOf = (table: string, ...rows: readonly number[]): Changes['tables'] =>
  new Map([[table, new Set(rows)]]);
const query = 'SELECT 1 FROM "Letter" AS p WHERE p.id IN (SELECT record FROM deadline)';

it('an answer holds until a table its query names is written, or one that cannot be told', () => {
  const written = createWritten();
  expect(written.lastUnder(query)).toBe(0);
  written.note(changing('setting', 'audit'), 3);
  expect(written.lastUnder(query)).toBe(0);
  written.note(changing('deadline'), 4);
  expect(written.lastUnder(query)).toBe(4);
  written.note(changing('letter', 'setting'), 5);
  expect(written.lastUnder(query)).toBe(5);
  written.note(changing(undefined), 6);
  expect(written.lastUnder(query)).toBe(6);
  expect(written.lastUnder('SELECT 1 FROM setting')).toBe(6);
});

describe('rows written since an answer', () => {
  it('are told while nothing else of its query was written', () => {
    const written = createWritten();
    written.note(rowsOf('letter', 3, 4), 1);
    written.note(rowsOf('letter', 4, 9), 2);
    written.note(rowsOf('setting', 1), 3);
    expect(written.rowsSince(query, 'Letter', 0)).toEqual([3, 4, 9]);
    expect(written.rowsSince(query, 'Letter', 1)).toEqual([4, 9]);
    expect(written.rowsSince(query, 'Letter', 2)).toEqual([]);
    written.note(rowsOf('deadline', 1), 4);
    expect(written.rowsSince(query, 'Letter', 2)).toBeUndefined();
    expect(written.rowsSince(query, 'Letter', 4)).toEqual([]);
  });

  it('are not told over a commit whose rows nobody knows, nor over too many commits', () => {
    const written = createWritten();
    written.note(rowsOf('letter', 3), 1);
    written.note(changing('letter'), 2);
    written.note(rowsOf('letter', 5), 3);
    expect(written.rowsSince(query, 'letter', 1)).toBeUndefined();
    expect(written.rowsSince(query, 'letter', 2)).toEqual([5]);
    written.note(changing(undefined), 4);
    expect(written.rowsSince(query, 'letter', 3)).toBeUndefined();
    for (let commit = 5; commit < 40; commit += 1) written.note(rowsOf('letter', commit), commit);
    expect(written.rowsSince(query, 'letter', 4)).toBeUndefined();
    expect(written.rowsSince(query, 'letter', 37)).toEqual([38, 39]);
  });

  it('are not told of what SQLite passes over, nor when they are many', () => {
    const rowsAfter = (...statements: readonly string[]): ReadonlySet<number> | undefined => {
      const changes = createChanges(true);
      changes.row('Letter', 1);
      statements.forEach(changes.statement);
      changes.row('Letter', 2);
      return changes.tables.get('letter');
    };
    expect(rowsAfter('UPDATE letter SET n = 1 WHERE id = 1')).toEqual(new Set([1, 2]));
    expect(rowsAfter('DELETE FROM letter WHERE n = 1')).toEqual(new Set([1, 2]));
    for (const sql of [
      'REPLACE INTO letter VALUES (1)',
      'UPDATE OR REPLACE letter SET n = 1',
      'DELETE FROM letter',
    ])
      expect(rowsAfter(sql)).toBeUndefined();
    const changes = createChanges(true);
    for (let row = 0; row < 30; row += 1) changes.row('letter', row);
    expect(changes.tables.get('letter')).toBeUndefined();
    const unwatched = createChanges(false);
    unwatched.statement('UPDATE letter SET n = 1 WHERE id = 1');
    expect([...unwatched.tables]).toEqual([['letter', undefined]]);
  });
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
