import { describe, expect, test } from 'vitest';
import { checkRead, checkWrite } from '../../main/vault/sql-rules.ts';

describe('a recorded statement', () => {
  test.each([
    'INSERT INTO letters (id) VALUES (?)',
    "INSERT INTO changes (id, note) VALUES (?, 'random() is only text')",
    'UPDATE letters SET date = ? WHERE id = ?',
    'CREATE TABLE t (day TEXT, CHECK (length(day) = 10))',
    'CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT RAISE(ABORT, ?); END',
    'PRAGMA user_version = 7',
    'WITH old AS (SELECT id FROM t) DELETE FROM t WHERE id IN old',
    'SELECT_LIKE_NAME -- not a select\n'.replace('SELECT_LIKE_NAME', 'REPLACE INTO t VALUES (1)'),
  ])('may be %s', (sql) => {
    expect(() => checkWrite(sql)).not.toThrow();
  });

  test.each([
    'INSERT INTO t VALUES (random())',
    'INSERT INTO t VALUES (RANDOMBLOB(8))',
    "INSERT INTO t VALUES (datetime('now'))",
    "INSERT INTO t VALUES (strftime('%s'))",
    'INSERT INTO t VALUES (CURRENT_TIMESTAMP)',
    'CREATE TABLE t (at TEXT DEFAULT CURRENT_DATE)',
    'INSERT INTO t VALUES (last_insert_rowid())',
    'UPDATE t SET n = changes( )',
    'INSERT OR ROLLBACK INTO t VALUES (1)',
    'INSERT OR FAIL INTO t SELECT 1',
    'CREATE TABLE t (p REFERENCES q DEFERRABLE INITIALLY DEFERRED)',
    'BEGIN',
    ' commit',
    '/* x */ ROLLBACK',
    "ATTACH 'x' AS y",
    'VACUUM',
    'PRAGMA foreign_keys = OFF',
    'SELECT 1',
  ])('may not be %s', (sql) => {
    expect(() => checkWrite(sql)).toThrow();
  });
});

describe('a query', () => {
  test.each([
    'SELECT 1',
    ' select 1',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'PRAGMA table_info(t)',
    'VALUES (1)',
  ])('may be %s', (sql) => {
    expect(() => checkRead(sql)).not.toThrow();
  });

  test.each([
    'INSERT INTO t VALUES (1) RETURNING id',
    'WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a RETURNING id',
    'DELETE FROM t',
    'PRAGMA user_version = 3',
    'PRAGMA journal_mode',
    'DROP TABLE t',
    '',
  ])('may not be %s', (sql) => {
    expect(() => checkRead(sql)).toThrow();
  });
});
