/**
 * A transaction of seconds, done in slices so that other calls get their turn in between. It is one transaction all
 * the same: who reads meanwhile sees the state before it, through a second connection; who writes meanwhile makes it
 * end first, in one go; a crash leaves parts without a final mark, which the next opening cuts off.
 */
import type { Pace, Slices, Writer } from './api.ts';
import { closeBeside, makeRoom, openBeside } from './engine.ts';
import type { Engine } from './engine.ts';
import { syncParts } from './journal.ts';
import { finishTransaction, orPoisoned, startTransaction, undoTransaction, whileOpen } from './transact.ts';
import type { LongTransaction, RunningTransaction, Transactor } from './transact.ts';

type Outcome<T> =
  { readonly done: true; readonly value: T } | { readonly done: false; readonly reason: unknown };

interface Run<T> extends LongTransaction {
  /** Does one slice; the last one makes the transaction durable. */
  readonly advance: () => void;
  readonly outcome: () => Outcome<T> | undefined;
}

const roomAtOnce = 8_000_000;
const mostRoom = 4 * roomAtOnce;

/** Makes room for so many bytes more, some milliseconds' worth at a time, and never inside another one's transaction. */
export async function makeRoomSlowly(
  transactor: Transactor,
  bytes: number,
  pace: Pace,
  assertGoesOn: () => void,
): Promise<void> {
  const wanted = Math.min(bytes, mostRoom);
  for (let room = roomAtOnce; room < wanted + roomAtOnce; room += roomAtOnce) {
    while (transactor.long) await transactor.long.ended;
    assertGoesOn();
    makeRoom(transactor.store.engine, Math.min(room, wanted));
    await pace.breathe();
  }
}

/** There must be no other one under way. */
export async function transactLong<T>(
  transactor: Transactor,
  work: (tx: Writer) => Slices<T>,
  pace: Pace,
): Promise<T> {
  pace.signal.throwIfAborted();
  const run = startRun(transactor, work, pace.signal);
  while (!run.outcome()) {
    run.advance();
    try {
      await pace.breathe();
    } catch (error) {
      run.abandon(error);
    }
  }
  const outcome = run.outcome();
  if (!outcome?.done) throw outcome?.reason;
  return outcome.value;
}

function startRun<T>(transactor: Transactor, work: (tx: Writer) => Slices<T>, signal: AbortSignal): Run<T> {
  const { engine, sqlJs } = transactor.store;
  const beside = openBeside(sqlJs, engine);
  const running = startBeside(transactor, beside);
  const slices = work(running.tx);
  const { ended, tellEnded } = createEnd();
  let outcome: Outcome<T> | undefined;
  const leave = (done: boolean): void => {
    try {
      if (!done) undoTransaction(transactor, running);
    } finally {
      closeBeside(beside, engine);
    }
  };
  const end = (found: Outcome<T>): void => {
    outcome = found;
    try {
      leave(found.done);
    } catch (error) {
      // Reported where the work was begun: who made it end did nothing wrong, and meets the poisoned store next.
      transactor.store.poisoned = true;
      if (!found.done) outcome = { done: false, reason: error };
    } finally {
      transactor.long = undefined;
      tellEnded();
    }
  };
  const abandon = (reason: unknown): void => {
    if (!outcome) end({ done: false, reason });
  };
  const advance = (): void => {
    try {
      const slice = whileOpen(transactor, () => runSlice(transactor, running, slices));
      if (slice.done) end({ done: true, value: slice.value });
    } catch (error) {
      abandon(error);
    }
  };
  const endNow = (): void => {
    if (signal.aborted) abandon(signal.reason);
    while (!run.outcome()) advance();
  };
  const run = { beside, ended, abandon, advance, endNow, outcome: () => outcome };
  transactor.long = run;
  return run;
}

function startBeside(transactor: Transactor, beside: Engine): RunningTransaction {
  try {
    return startTransaction(transactor, false);
  } catch (error) {
    closeBeside(beside, transactor.store.engine);
    throw error;
  }
}

function runSlice<T>(
  transactor: Transactor,
  running: RunningTransaction,
  slices: Slices<T>,
): IteratorResult<void, T> {
  const { pending } = running;
  const partsBefore = pending.part;
  const slice = slices.next();
  if (slice.done) finishTransaction(transactor, running);
  // Little by little, so that the last slice does not wait for megabytes.
  else if (pending.part > partsBefore) orPoisoned(transactor.store, () => syncParts(pending));
  return slice;
}

function createEnd(): { readonly ended: Promise<void>; readonly tellEnded: () => void } {
  let tellEnded = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    tellEnded = resolve;
  });
  return { ended, tellEnded: () => tellEnded() };
}
