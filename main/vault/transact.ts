/** One transaction: run in memory, made durable in the journal, then committed in memory and acknowledged. */
import type { SqlParams, SqlRow, SqlValue, Writer } from './api.ts';
import { standardPartBytes } from './deps.ts';
import { begin, commit, execute, executeScript, query, queryOne, rollback } from './engine.ts';
import { refusePoisoned, refuseReadOnly, refuseWrite } from './failures.ts';
import { abandonCommit, beginCommit, finishCommit, isEmpty, recordStatement } from './journal.ts';
import type { PendingCommit } from './journal.ts';
import { checkRead, checkWrite } from './sql-rules.ts';
import type { Store } from './store.ts';

/** A store with the transaction under way, if any. */
export interface Transactor {
  readonly store: Store;
  /** SQL texts that have passed the rules. */
  readonly checkedReads: Set<string>;
  readonly checkedWrites: Set<string>;
  open: boolean;
}

const checkedLimit = 2000;

export const createTransactor = (store: Store): Transactor => ({
  store,
  checkedReads: new Set(),
  checkedWrites: new Set(),
  open: false,
});

/** The rows are as SQLite gives them; the caller names their type. */
export function readAll<Row>(transactor: Transactor, sql: string, params: SqlParams = []): Row[] {
  passOnce(transactor.checkedReads, sql, checkRead);
  return query(transactor.store.engine, sql, params) as Row[];
}

export function readOne<Row>(transactor: Transactor, sql: string, params: SqlParams = []): Row | undefined {
  passOnce(transactor.checkedReads, sql, checkRead);
  return queryOne(transactor.store.engine, sql, params) as Row | undefined;
}

export function transact<T>(transactor: Transactor, work: (tx: Writer) => T): T {
  const { store } = transactor;
  if (transactor.open) throw new Error('a transaction inside a transaction');
  if (store.poisoned) refusePoisoned();
  const journal = store.journal ?? refuseReadOnly();
  const pending = beginCommit(journal, store.deps.partBytes ?? standardPartBytes);
  transactor.open = true;
  begin(store.engine);
  try {
    const result = runWork(transactor, pending, work);
    if (!isEmpty(pending)) makeDurable(store, pending);
    commitInMemory(store);
    store.position = { sequence: journal.sequence, chain: journal.chain };
    return result;
  } catch (error) {
    rollback(store.engine);
    takeBack(store, pending);
    throw error;
  } finally {
    transactor.open = false;
  }
}

function runWork<T>(transactor: Transactor, pending: PendingCommit, work: (tx: Writer) => T): T {
  const { store } = transactor;
  let active = true;
  const record = (sql: string, params: SqlParams): void => {
    try {
      recordStatement(store.deps, pending, sql, params);
    } catch (error) {
      store.poisoned = true;
      refuseWrite(error);
    }
  };
  const run = (sql: string, params: SqlParams = []): void => {
    if (!active) throw new Error('the transaction is over');
    if (store.poisoned) refusePoisoned();
    if (params.length === 0 && /;\s*\S/.test(sql)) {
      executeScript(store.engine, sql, checkWrite, (statement) => record(statement, []));
      return;
    }
    passOnce(transactor.checkedWrites, sql, checkWrite);
    const values = params.map(toStorable);
    execute(store.engine, sql, values);
    record(sql, values);
  };
  try {
    const result = work({
      all: <Row = SqlRow>(sql: string, params?: SqlParams) => readAll<Row>(transactor, sql, params),
      get: <Row = SqlRow>(sql: string, params?: SqlParams) => readOne<Row>(transactor, sql, params),
      run,
    });
    if (result instanceof Promise) throw new Error('a transaction must be synchronous');
    if (store.poisoned) refusePoisoned();
    return result;
  } finally {
    active = false;
  }
}

function makeDurable(store: Store, pending: PendingCommit): void {
  try {
    finishCommit(store.deps, pending);
  } catch (error) {
    store.poisoned = true;
    refuseWrite(error);
  }
}

/** The journal already has the transaction; if memory cannot follow, only reopening brings them together. */
function commitInMemory(store: Store): void {
  try {
    commit(store.engine);
  } catch (error) {
    store.poisoned = true;
    throw error;
  }
}

/**
 * Removes what was written of a transaction that failed, so that it does not come back when the store is reopened.
 * After a failed write this is only a try: whether the disk obeys is unknown, and a whole frame may stay.
 */
function takeBack(store: Store, pending: PendingCommit): void {
  if (pending.journal.sequence !== store.position.sequence) return;
  try {
    abandonCommit(pending);
  } catch {
    store.poisoned = true;
  }
}

/** Lone surrogates cannot be stored as UTF-8; they become U+FFFD before anything is executed or recorded. */
function toStorable(value: SqlValue): SqlValue {
  if (typeof value === 'string') {
    // Asked first because nearly no text has any: an import passes millions of values through here.
    return /[\ud800-\udfff]/.test(value) ? value.replaceAll(/\p{Surrogate}/gu, '\ufffd') : value;
  }
  if (value === null || typeof value === 'number' || value instanceof Uint8Array) return value;
  throw new Error(`a value of type ${typeof value} cannot be stored`);
}

function passOnce(passed: Set<string>, sql: string, check: (sql: string) => void): void {
  if (passed.has(sql)) return;
  check(sql);
  if (passed.size >= checkedLimit) passed.clear();
  passed.add(sql);
}
