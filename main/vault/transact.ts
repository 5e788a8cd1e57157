/** One transaction: run in memory, made durable in the journal, then committed in memory and acknowledged. */
import type { SqlParams, SqlRow, SqlValue, Writer } from './api.ts';
import { standardPartBytes } from './deps.ts';
import { begin, commit, execute, executeScript, query, queryOne, rollback, watchRows } from './engine.ts';
import type { Engine } from './engine.ts';
import { refusePoisoned, refuseReadOnly, refuseWrite } from './failures.ts';
import { abandonCommit, beginCommit, finishCommit, isEmpty, recordStatement } from './journal.ts';
import type { PendingCommit } from './journal.ts';
import { checkRead, checkWrite } from './sql-rules.ts';
import type { Store } from './store.ts';
import { createChanges, createWritten } from './written.ts';
import type { Changes, Written } from './written.ts';

/** A store with the transaction under way, if any. */
export interface Transactor {
  readonly store: Store;
  /** SQL texts that have passed the rules. */
  readonly checkedReads: Set<string>;
  readonly checkedWrites: Set<string>;
  readonly written: Written;
  open: boolean;
  /** The transaction that is done slice by slice, between its slices too. */
  long: LongTransaction | undefined;
}

/** What the rest of the store must know of a transaction that other calls may come between (long-transact.ts). */
export interface LongTransaction {
  /** Sees what was committed before it began. */
  readonly beside: Engine;
  /** Brings it to its end in one go: whatever that end is, it is reported where it was begun. */
  readonly endNow: () => void;
  /** Takes back everything it did. */
  readonly abandon: (reason: unknown) => void;
  /** Resolves, never rejects, when it has ended. */
  readonly ended: Promise<void>;
}

const checkedLimit = 2000;

export const createTransactor = (store: Store): Transactor => ({
  store,
  checkedReads: new Set(),
  checkedWrites: new Set(),
  written: createWritten(),
  open: false,
  long: undefined,
});

/** The rows are as SQLite gives them; the caller names their type. */
export function readAll<Row>(transactor: Transactor, sql: string, params: SqlParams = []): Row[] {
  passOnce(transactor.checkedReads, sql, checkRead);
  return query(readable(transactor, sql), sql, params) as Row[];
}

export function readOne<Row>(transactor: Transactor, sql: string, params: SqlParams = []): Row | undefined {
  passOnce(transactor.checkedReads, sql, checkRead);
  return queryOne(readable(transactor, sql), sql, params) as Row | undefined;
}

/** Answered by the connection itself instead of by the tables it has attached. */
const aboutConnection = /\b(sqlite_(master|schema)|pragma\w*)\b/i;

/** Between the slices of a long transaction nobody may see what it has written so far. */
function readable(transactor: Transactor, sql: string): Engine {
  const { long, store } = transactor;
  if (!long || transactor.open) return store.engine;
  if (!aboutConnection.test(sql)) return long.beside;
  long.endNow();
  return store.engine;
}

export function transact<T>(transactor: Transactor, work: (tx: Writer) => T): T {
  if (transactor.open) throw new Error('a transaction inside a transaction');
  transactor.long?.endNow();
  const running = startTransaction(transactor, true);
  return whileOpen(transactor, () => {
    try {
      const result = work(running.tx);
      if (result instanceof Promise) throw new Error('a transaction must be synchronous');
      finishTransaction(transactor, running);
      return result;
    } catch (error) {
      undoTransaction(transactor, running);
      throw error;
    }
  });
}

/** Runs one stretch of a transaction; what is read meanwhile comes from inside it. */
export function whileOpen<T>(transactor: Transactor, stretch: () => T): T {
  transactor.open = true;
  try {
    return stretch();
  } finally {
    transactor.open = false;
  }
}

export interface RunningTransaction {
  readonly pending: PendingCommit;
  readonly tx: Writer;
  readonly changes: Changes;
  /** From then on `tx` writes nothing any more. */
  readonly retire: () => void;
}

/** `watched`: which rows it writes is followed, which would slow down one of millions of rows. */
export function startTransaction(transactor: Transactor, watched: boolean): RunningTransaction {
  const { store } = transactor;
  if (store.poisoned) refusePoisoned();
  const journal = store.journal ?? refuseReadOnly();
  const pending = beginCommit(journal, store.deps.partBytes ?? standardPartBytes);
  const record = (sql: string, params: SqlParams): void =>
    orPoisoned(store, () => recordStatement(store.deps, pending, sql, params));
  const writer = createWriter(transactor, record, watched);
  begin(store.engine);
  return { pending, ...writer };
}

/**
 * A transaction that only memory knows: for an image that is going to be written as a whole. Throws what `work` throws,
 * with nothing done.
 */
export function transactInMemory(transactor: Transactor, work: (tx: Writer) => void): void {
  const { engine } = transactor.store;
  const { tx, retire } = createWriter(transactor, () => undefined, false);
  begin(engine);
  whileOpen(transactor, () => {
    try {
      work(tx);
      commit(engine);
    } catch (error) {
      rollback(engine);
      throw error;
    } finally {
      retire();
    }
  });
}

function createWriter(
  transactor: Transactor,
  record: (sql: string, params: SqlParams) => void,
  watched: boolean,
): Omit<RunningTransaction, 'pending'> {
  const { store } = transactor;
  const changes = createChanges(watched);
  if (watched) watchRows(store.engine, changes.row);
  const note = (sql: string, params: SqlParams): void => {
    record(sql, params);
    changes.statement(sql);
  };
  let active = true;
  const run = (sql: string, params: SqlParams = []): void => {
    if (!active) throw new Error('the transaction is over');
    if (store.poisoned) refusePoisoned();
    if (params.length === 0 && /;\s*\S/.test(sql)) {
      executeScript(store.engine, sql, checkWrite, (statement) => note(statement, []));
      return;
    }
    passOnce(transactor.checkedWrites, sql, checkWrite);
    const values = params.map(toStorable);
    execute(store.engine, sql, values);
    note(sql, values);
  };
  const tx: Writer = {
    all: <Row = SqlRow>(sql: string, params?: SqlParams) => readAll<Row>(transactor, sql, params),
    get: <Row = SqlRow>(sql: string, params?: SqlParams) => readOne<Row>(transactor, sql, params),
    run,
  };
  const retire = (): void => {
    active = false;
    if (watched) watchRows(store.engine, null);
  };
  return { tx, changes, retire };
}

/** Durable and visible when it returns; whatever it throws, {@link undoTransaction} must follow. */
export function finishTransaction(
  transactor: Transactor,
  { pending, changes, retire }: RunningTransaction,
): void {
  const { store, written } = transactor;
  retire();
  if (store.poisoned) refusePoisoned();
  if (!isEmpty(pending)) orPoisoned(store, () => finishCommit(store.deps, pending));
  commitInMemory(store);
  store.position = { sequence: pending.journal.sequence, chain: pending.journal.chain };
  written.note(changes.tables, store.position.sequence);
}

/** Throws only when memory cannot be brought back; then the store is poisoned. */
export function undoTransaction(transactor: Transactor, { pending, retire }: RunningTransaction): void {
  const { store } = transactor;
  retire();
  try {
    rollback(store.engine);
  } catch (error) {
    store.poisoned = true;
    throw error;
  } finally {
    takeBack(store, pending);
  }
}

/** For what writes to the journal: after a failure nobody knows what the disk holds. */
export function orPoisoned(store: Store, write: () => void): void {
  try {
    write();
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
