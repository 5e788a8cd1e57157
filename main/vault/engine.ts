/**
 * SQLite in memory (sql.js) with the settings every session and every replay must share, and a bounded cache of
 * prepared statements. Nothing here touches the disk.
 */
import initSqlJs from 'sql.js';
import type { Database, SqlJsStatic, Statement } from 'sql.js';
import type { SqlParams, SqlRow, SqlValue } from './api.ts';

export interface WasmDep {
  /** The bytes of `sql-wasm.wasm`; a function when they are to be read only if needed. */
  readonly wasm: Uint8Array | (() => Promise<Uint8Array>);
}

export interface Engine {
  readonly database: Database;
  /** The oldest gives way; to keep them in order of use would take longer than to prepare one again now and then. */
  readonly prepared: Map<string, Statement>;
}

const preparedLimit = 200;

/** sql.js instantiates the WebAssembly module once per process, whatever is passed the second time. */
export async function loadSqlJs(deps: WasmDep): Promise<SqlJsStatic> {
  const wasm = typeof deps.wasm === 'function' ? await deps.wasm() : deps.wasm;
  const whole = wasm.byteLength === wasm.buffer.byteLength ? wasm : new Uint8Array(wasm);
  if (!(whole.buffer instanceof ArrayBuffer))
    throw new Error('the WebAssembly bytes must not be shared memory');
  return await initSqlJs({ wasmBinary: whole.buffer });
}

/** An empty image makes an empty database. sql.js copies the image. */
export function openEngine(sqlJs: SqlJsStatic, image: Uint8Array): Engine {
  const database = image.length > 0 ? new sqlJs.Database(image) : new sqlJs.Database();
  database.exec(`
    PRAGMA journal_mode = MEMORY;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16000;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
  `);
  return { database, prepared: new Map() };
}

/**
 * Enlarges the database by free pages for what is going to be written, so that COMMIT need not: the file is a piece of
 * memory that grows by being copied. Says nothing about the content, so it is not recorded.
 */
export function makeRoom(engine: Engine, bytes: number): void {
  try {
    engine.database.exec(`
      BEGIN;
      CREATE TABLE room (filling);
      INSERT INTO room VALUES (zeroblob(${Math.round(bytes)}));
      DROP TABLE room;
      COMMIT;
    `);
  } catch (error) {
    rollback(engine);
    throw error;
  }
}

/**
 * A second connection to the same database, for reading what is committed while the first one is in a transaction.
 * To be opened and closed outside of that transaction.
 */
export function openBeside(sqlJs: SqlJsStatic, engine: Engine): Engine {
  // What does not fit into the cache would be written where others read. SQLite obeys outside of transactions only.
  // The lock of a single connection is let go by the next read.
  engine.database.exec(
    'PRAGMA cache_spill = OFF; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema',
  );
  const file = queryOne(engine, 'PRAGMA database_list', [])?.['file'] ?? null;
  const database = new sqlJs.Database();
  database.run('ATTACH ? AS store', [file]);
  database.exec(`
    PRAGMA store.cache_size = -16000;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA query_only = ON;
  `);
  return { database, prepared: new Map() };
}

export function closeBeside(beside: Engine, engine: Engine): void {
  closeEngine(beside);
  engine.database.exec('PRAGMA cache_spill = ON; PRAGMA locking_mode = EXCLUSIVE');
}

export function closeEngine(engine: Engine): void {
  engine.prepared.clear();
  engine.database.close();
}

export function query(engine: Engine, sql: string, params: SqlParams): SqlRow[] {
  const statement = prepare(engine, sql);
  try {
    statement.bind([...params]);
    const rows: SqlRow[] = [];
    let names: readonly string[] | undefined;
    while (statement.step()) {
      names ??= statement.getColumnNames();
      rows.push(toRow(names, statement.get()));
    }
    return rows;
  } finally {
    statement.reset();
  }
}

export function queryOne(engine: Engine, sql: string, params: SqlParams): SqlRow | undefined {
  const statement = prepare(engine, sql);
  try {
    statement.bind([...params]);
    return statement.step() ? toRow(statement.getColumnNames(), statement.get()) : undefined;
  } finally {
    statement.reset();
  }
}

export function execute(engine: Engine, sql: string, params: SqlParams): void {
  const statement = prepare(engine, sql);
  try {
    statement.bind([...params]);
    while (statement.step());
  } finally {
    statement.reset();
  }
}

/** Splits a script into its statements; each has run before the next is looked at (a table before its index). */
export function executeScript(
  engine: Engine,
  script: string,
  before: (sql: string) => void,
  after: (sql: string) => void,
): void {
  for (const statement of engine.database.iterateStatements(script)) {
    const sql = statement.getSQL().trim();
    before(sql);
    while (statement.step());
    after(sql);
  }
}

/** Has each row told that is written from now on, but for those that SQLite passes over (written.ts); null: no more. */
export function watchRows(engine: Engine, tell: ((table: string, row: number) => void) | null): void {
  engine.database.updateHook(tell && ((_operation, _database, table, row) => tell(table, row)));
}

export const begin = (engine: Engine): void => execute(engine, 'BEGIN', []);
export const commit = (engine: Engine): void => execute(engine, 'COMMIT', []);

/** SQLite may have rolled back on its own (a full memory); then there is nothing left to do. */
export function rollback(engine: Engine): void {
  try {
    execute(engine, 'ROLLBACK', []);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('no transaction is active')) throw error;
  }
}

export function databaseBytes(engine: Engine): number {
  const row = queryOne(
    engine,
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
    [],
  );
  return typeof row?.['bytes'] === 'number' ? row['bytes'] : 0;
}

/** One contiguous copy of the database. Must not be called inside a transaction. */
export const exportImage = (engine: Engine): Uint8Array => engine.database.export();

function prepare(engine: Engine, sql: string): Statement {
  const cached = engine.prepared.get(sql);
  if (cached) return cached;
  const statement = engine.database.prepare(sql);
  engine.prepared.set(sql, statement);
  if (engine.prepared.size > preparedLimit) {
    for (const [oldest, unused] of engine.prepared) {
      engine.prepared.delete(oldest);
      unused.free();
      break;
    }
  }
  return statement;
}

function toRow(names: readonly string[], values: readonly SqlValue[]): SqlRow {
  const row: Record<string, SqlValue> = {};
  names.forEach((name, index) => {
    row[name] = values[index] ?? null;
  });
  return row;
}
