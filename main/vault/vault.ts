/** An open vault: the store, the slots, the blobs and the keys of one session behind the interface of api.ts. */
import { join, relative } from 'node:path';
import type { Compartment } from '../../domain/register.ts';
import type { SqlParams, SqlRow, StoreFile, Vault, VaultState, Writer } from './api.ts';
import { createBlobStore, verifyBlobs } from './blobs.ts';
import { closeEngine, databaseBytes } from './engine.ts';
import { refusePoisoned, refuseReadOnly } from './failures.ts';
import { blindToken, openField, sealField } from './fields.ts';
import { readKeyFiles } from './key-file.ts';
import type { StoredKeyFile } from './key-file.ts';
import { dropKeys, purposeKey } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { makeRoomSlowly, transactLong } from './long-transact.ts';
import { continueAfterLoss } from './loss.ts';
import { raiseSeen } from './seen.ts';
import { createSlotStore } from './slots.ts';
import type { SlotContext } from './slots.ts';
import { isRekeyPending, isSnapshotDue, journalBytes, takeSnapshot } from './snapshot.ts';
import type { Store } from './store.ts';
import { presentFiles } from './store-files.ts';
import { verifyStore } from './store-verify.ts';
import { createTransactor, readAll, readOne, transact, transactInMemory } from './transact.ts';
import type { Transactor } from './transact.ts';

export interface Session {
  readonly store: Store;
  readonly transactor: Transactor;
  readonly slots: SlotContext;
  readonly rollback: VaultState['rollback'];
  readonly releaseLock: () => void;
  /** Also while the snapshot is written with which the vault goes on after a loss; closing waits for it. */
  snapshotting: Promise<void> | undefined;
  /** Journal bytes below which no further background snapshot is tried after a failed one. */
  patience: number;
  closing: Promise<void> | undefined;
}

export interface SessionStart {
  readonly store: Store;
  readonly stored: StoredKeyFile;
  readonly rollback: VaultState['rollback'];
  readonly releaseLock: () => void;
}

export function createVaultSession(start: SessionStart): Vault {
  const { store } = start;
  const slots: SlotContext = {
    store,
    stored: start.stored,
    queue: Promise.resolve(),
    takeSnapshot: () => snapshotNow(session),
    compartments: new Set(store.keyring.compartments.keys()),
  };
  const session: Session = {
    store,
    transactor: createTransactor(store),
    slots,
    rollback: start.rollback,
    releaseLock: start.releaseLock,
    snapshotting: undefined,
    patience: 0,
    closing: undefined,
  };
  return toVault(session);
}

function toVault(session: Session): Vault {
  const { store, transactor } = session;
  return {
    id: session.slots.stored.keyFile.id,
    folder: store.folder,
    get state() {
      return vaultState(session);
    },
    lastWriteUnder: (query) => (transactor.open ? undefined : transactor.written.lastUnder(query)),
    rowsWrittenSince: (query, table, commit) =>
      transactor.open ? undefined : transactor.written.rowsSince(query, table, commit),
    all: <Row = SqlRow>(sql: string, params?: SqlParams) => {
      assertOpen(session);
      return readAll<Row>(transactor, sql, params);
    },
    get: <Row = SqlRow>(sql: string, params?: SqlParams) => {
      assertOpen(session);
      return readOne<Row>(transactor, sql, params);
    },
    transact: (work) => {
      assertOpen(session);
      const result = transact(transactor, work);
      startSnapshotIfDue(session);
      return result;
    },
    transactLong: async (work, pace, room = 0) => {
      assertWritable(session);
      await makeRoomSlowly(transactor, room, pace, () => assertGoesOn(session));
      while (transactor.long) await transactor.long.ended;
      assertGoesOn(session);
      const result = await transactLong(transactor, work, pace);
      startSnapshotIfDue(session);
      return result;
    },
    changeInMemory: (work) => {
      assertOpen(session);
      if (!store.readOnly) throw new Error('what is written to an undamaged vault must last');
      transactInMemory(transactor, work);
    },
    settled: () => settled(session),
    blobs: createBlobStore({
      deps: store.deps,
      folder: store.folder,
      keyring: () => store.keyring,
      assertWritable: () => assertWritable(session),
    }),
    slots: createSlotStore(session.slots),
    compartments: session.slots.compartments,
    sealField: (compartment: Compartment, context, plain) =>
      sealField(store.deps, store.keyring, compartment, context, plain),
    openField: (compartment, context, sealed) => openField(store.keyring, compartment, context, sealed),
    blindToken: (compartment, text) => blindToken(store.keyring, compartment, text),
    deriveKey: (purpose) => purposeKey(store.keyring, `derived/${purpose}`),
    snapshot: () => snapshotNow(session),
    verify: () => holdFiles(session, () => verify(session)),
    holdFiles: (work) => holdFiles(session, work),
    continueAfterLoss: (work) => acceptLoss(session, work),
    close: () => (session.closing ??= close(session)),
  };
}

function vaultState(session: Session): VaultState {
  const { store } = session;
  const bytes = databaseBytes(store.engine);
  return {
    readOnly: store.readOnly && {
      reason: store.readOnly.reason,
      lostAfterSequence: store.readOnly.lostAfterSequence,
    },
    tailRepaired: store.tailRepaired,
    rollback: session.rollback,
    notices: [...store.notices],
    sequence: store.position.sequence,
    databaseBytes: bytes,
    journalBytes: journalBytes(store),
    snapshotDue: isSnapshotDue(store, bytes),
  };
}

function assertOpen(session: Session): void {
  if (session.closing) throw new Error('the vault has been closed');
}

function assertWritable(session: Session): void {
  assertOpen(session);
  if (session.store.poisoned) refusePoisoned();
  if (session.store.readOnly) refuseReadOnly();
}

/** One at a time; who asks while one is being written gets that one. */
function snapshotNow(session: Session): Promise<void> {
  assertWritable(session);
  if (session.transactor.open) throw new Error('a snapshot inside a transaction');
  return (session.snapshotting ??= writeSnapshot(session).finally(() => {
    session.snapshotting = undefined;
  }));
}

async function writeSnapshot(session: Session): Promise<void> {
  const { transactor } = session;
  // Not settled(): between the last look and the start nobody may come.
  while (transactor.long) await transactor.long.ended;
  await takeSnapshot(transactor);
  await raiseSeenMarks(session);
}

async function acceptLoss(session: Session, work: (tx: Writer) => void): Promise<void> {
  while (session.snapshotting) await session.snapshotting.catch(() => undefined);
  assertOpen(session);
  session.snapshotting = goOnAfterLoss(session, work).finally(() => {
    session.snapshotting = undefined;
  });
  await session.snapshotting;
}

/**
 * With a second snapshot at once: beside the first there is nothing whole yet that it could be made good from, and the
 * disk has shown what it is worth. Should both be damaged, the generations before the loss can still be looked at.
 */
async function goOnAfterLoss(session: Session, work: (tx: Writer) => void): Promise<void> {
  await continueAfterLoss(session.store, work);
  await holdFiles(session, () => takeSnapshot(session.transactor)).catch(() => undefined);
}

async function settled({ transactor }: Session): Promise<void> {
  while (transactor.long) await transactor.long.ended;
}

function startSnapshotIfDue(session: Session): void {
  const { store } = session;
  if (session.snapshotting || store.poisoned || session.closing) return;
  const pending = journalBytes(store);
  if (pending < session.patience || !isSnapshotDue(store, databaseBytes(store.engine))) return;
  snapshotNow(session).then(
    () => {
      session.patience = 0;
    },
    () => {
      session.patience = pending * 2;
      store.notices.push('后台整理数据库没有完成，已保存的内容不受影响；请检查磁盘剩余空间。');
    },
  );
}

async function verify(session: Session): Promise<readonly string[]> {
  assertOpen(session);
  const { store } = session;
  const { files } = store.deps;
  // In the middle of a change the two key files differ.
  for (let last: unknown; last !== session.slots.queue;) {
    last = session.slots.queue;
    await last;
  }
  const goOn = (): void => assertGoesOn(session);
  const keyring = (): Keyring => {
    goOn();
    return store.keyring;
  };
  goOn();
  const damaged = readKeyFiles(files, store.folder).stale.map((name) => join(store.folder, name));
  damaged.push(...(await verifyStore(store, goOn)));
  damaged.push(...(await verifyBlobs(files, keyring, store.folder)));
  return damaged.map((path) => relative(store.folder, path));
}

async function holdFiles<T>(
  { store }: Session,
  work: (files: readonly StoreFile[]) => Promise<T>,
): Promise<T> {
  store.held += 1;
  try {
    return await work(presentFiles(store));
  } finally {
    store.held -= 1;
  }
}

/** Worth the time when the next opening would have to replay more than it would read. */
function isSnapshotWorthwhile(store: Store): boolean {
  return isRekeyPending(store) || journalBytes(store) > Math.max(1_048_576, databaseBytes(store.engine) / 8);
}

async function close(session: Session): Promise<void> {
  const { store, transactor } = session;
  try {
    transactor.long?.abandon(closed());
    await session.snapshotting?.catch(() => undefined);
    await session.slots.queue;
    const writable = !store.poisoned && !store.readOnly;
    // A snapshot that fails now costs the next opening some time and nothing else.
    if (writable && isSnapshotWorthwhile(store)) await takeSnapshot(transactor).catch(() => undefined);
    if (writable) await raiseSeenMarks(session);
  } finally {
    if (store.journal) closeQuietly(store);
    closeEngine(store.engine);
    dropKeys(store.keyring);
    store.keyring = { ...store.keyring, masters: new Map(), compartments: new Map() };
    session.releaseLock();
  }
}

function assertGoesOn(session: Session): void {
  if (session.closing) throw closed();
}

/** What work that the closing cut off ends with: it was given up, not found wrong. */
const closed = (): Error => new DOMException('the vault has been closed', 'AbortError');

function closeQuietly(store: Store): void {
  try {
    if (store.journal) store.deps.files.close(store.journal.handle);
  } catch {
    store.poisoned = true;
  }
}

/** The mark only serves a warning; a disk that refuses it must not turn a successful save into a failure. */
export async function raiseSeenMarks(session: Pick<Session, 'store' | 'slots'>): Promise<void> {
  const { store, slots } = session;
  const { id, revision } = slots.stored.keyFile;
  try {
    const now = { sequence: store.position.sequence, revision };
    await raiseSeen(store.deps.files, store.deps.seenFile, id, now);
  } catch {
    store.notices.push('本机的数据库进度记录没有写成，下次打开时可能无法发现数据被换成旧版本。');
  }
}
