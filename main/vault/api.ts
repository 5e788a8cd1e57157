/**
 * What the rest of the service sees of a vault. The implementation (sealed snapshot + sealed journal over sql.js,
 * key slots, sealed blobs) stands beside this file.
 */
import type { Compartment } from '../../domain/register.ts';

export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;
export type SqlParams = readonly SqlValue[];

/** Reads see only committed data. Parameters are positional (`?`). */
export interface Reader {
  all<Row = SqlRow>(sql: string, params?: SqlParams): Row[];
  get<Row = SqlRow>(sql: string, params?: SqlParams): Row | undefined;
}

/** Statements must replay identically: no clock, no randomness, no implicit rowid order in SQL. */
export interface Writer extends Reader {
  run(sql: string, params?: SqlParams): void;
}

/** The work of a long transaction; between two slices, of some milliseconds each, other calls get their turn. */
export type Slices<T> = Generator<void, T, void>;

/** How long work gives way to others. */
export interface Pace {
  readonly signal: AbortSignal;
  /** Lets waiting calls run; throws when the work is to be given up. */
  readonly breathe: () => Promise<void>;
}

export interface BlobRef {
  readonly id: string;
  readonly size: number;
  /** SHA-256 of the plain bytes, hex. */
  readonly sha256: string;
}

export interface BlobStore {
  /**
   * Seals a stream into the vault; durable when the promise resolves. Equal content gives the same id. Throws
   * ExpectedError `BlobNotSaved`, `VaultReadOnly`, `VaultPoisoned`.
   */
  put(source: AsyncIterable<Uint8Array>): Promise<BlobRef>;
  /** Plain chunks, each authenticated before it is yielded. Throws ExpectedError `BlobDamaged` / `BlobMissing`. */
  read(id: string): AsyncIterable<Uint8Array>;
  has(id: string): boolean;
  /**
   * For good; nothing happens when it is not there. To be called only while nobody else is at work with the vault: an equal
   * blob may be on its way in, and a backup may be copying.
   */
  remove(id: string): void;
}

/** The office a vault belongs to; readable without a key. */
export interface Office {
  readonly id: string;
  readonly name: string;
}

export interface SlotInfo {
  readonly id: string;
  readonly kind: 'user' | 'recovery';
  readonly compartments: readonly Compartment[];
}

/** A second person who has proved a password for one act. */
export interface Witness {
  readonly compartments: ReadonlySet<Compartment>;
  /** As {@link Vault.openField}, with the keys this person holds. */
  openField(compartment: Compartment, context: string, sealed: Uint8Array): Uint8Array;
  /** As {@link Vault.blindToken}. */
  blindToken(compartment: Compartment, text: string): string;
  grant(account: string, compartment: Compartment): Promise<void>;
  /**
   * A new recovery sheet with the keys this person holds; throws `CompartmentClosed` unless those are all there are.
   * Nothing on the disk changes before {@link NewRecovery.enact}, which may be called after `release`.
   */
  newRecovery(terms: RecoveryTerms): NewRecovery;
  release(): void;
}

/** A recovery sheet that exists only in memory and on paper so far; the old one is still the valid one. */
export interface NewRecovery {
  /** To be printed and handed to different people; they exist nowhere else. */
  readonly shares: readonly string[];
  /** Retires the old sheet: the new key file is written, opened with the shares, and only then takes its place. */
  enact(announce: Announce): Promise<void>;
}

/** Runs when nothing can refuse a change of a slot any more, before its first byte is written; may throw to stop it. */
export type Announce = () => void;

/** The key slots of an open vault. Every change writes a new file, opens it, and only then retires the old one. */
export interface SlotStore {
  list(): readonly SlotInfo[];
  /** Returns the slot id to keep with the account. */
  add(account: string, password: string, compartments: readonly Compartment[]): Promise<string>;
  /**
   * Public, and another one after each change of the account's password, or of the recovery sheet when `account` is
   * null: tells after an interruption whether the change took place. Undefined without such a slot.
   */
  mark(account: string | null): string | undefined;
  /** Throws ExpectedError `WrongPassword` when the current password does not open the slot. */
  changePassword(account: string, current: string, next: string, announce?: Announce): Promise<void>;
  /** Administrative reset: reseals from the opened vault to a new password. */
  reset(
    account: string,
    password: string,
    compartments: readonly Compartment[],
    announce?: Announce,
  ): Promise<void>;
  remove(account: string): Promise<void>;
  /** Seals the compartment key to another user's slot; the current session must hold it. */
  grant(account: string, compartment: Compartment): Promise<void>;
  /**
   * Checks a second person's password without touching the session, e.g. for a two-person act. The result can grant
   * compartments that person holds; call `release` when done (it zeroes the keys). Throws ExpectedError
   * `WrongPassword`, doing the same work for an unknown account.
   */
  openWitness(account: string, password: string): Promise<Witness>;
  /** Compartments nobody has a key of, because the vault is older than they are. */
  missingKeys(): readonly Compartment[];
  /**
   * Makes such a key and seals it to the recovery sheet and to `accounts`, passing over those without a slot. The session
   * holds it from then on when `own`, its account, is among them, or when it is the recovery sheet's (null).
   */
  makeKey(
    compartment: Compartment,
    accounts: readonly string[],
    own: string | null,
    announce: Announce,
  ): Promise<void>;
  /** Throws ExpectedError `LastHolder` when nobody would be left to open the compartment. */
  revoke(account: string, compartment: Compartment): Promise<void>;
  /**
   * A new master key for everything written from now on, sealed to the present slots only: what a removed user kept
   * opens nothing new. Ends with a snapshot; if it is interrupted, the next snapshot completes it.
   */
  rekey(): Promise<void>;
}

/** Any `threshold` of `shares` printed codes recover the vault. */
export interface RecoveryTerms {
  readonly shares: number;
  readonly threshold: number;
}

export interface VaultState {
  /** Set when the store could only be opened up to a damaged place: reads work, writes are refused. */
  readonly readOnly: { readonly reason: string; readonly lostAfterSequence: number } | null;
  /** A torn, never acknowledged tail was cut at opening. */
  readonly tailRepaired: boolean;
  /** The store (or its key slots) is older than what this PC has seen before. */
  readonly rollback: { readonly seenSequence: number; readonly openedSequence: number } | null;
  /** What opening or background work found and put right, as Chinese sentences for the clerk. */
  readonly notices: readonly string[];
  /** The journal has grown enough for a snapshot to be worthwhile; taken in the background by itself. */
  readonly snapshotDue: boolean;
  readonly sequence: number;
  readonly databaseBytes: number;
  readonly journalBytes: number;
}

export interface StoreFile {
  /** Relative to the folder of the vault. */
  readonly name: string;
  /** How much of it counts now, from its beginning. */
  readonly bytes: number;
}

export interface Vault extends Reader {
  readonly id: string;
  readonly folder: string;
  readonly state: VaultState;
  /**
   * The number of the last commit of this session that may have changed the answer to a query, for who keeps what was
   * read: while it stays, so does the answer. Undefined inside a transaction, where reads see more.
   */
  lastWriteUnder(query: string): number | undefined;
  /**
   * The numbers of the few rows of `table` that were written since that commit, when nothing else may have changed the
   * answer to the query; undefined otherwise, and inside a transaction.
   */
  rowsWrittenSince(query: string, table: string, commit: number): readonly number[] | undefined;
  /**
   * Runs `work` in one SQL transaction. When it returns, the change is on the disk (fdatasync) and visible; when it
   * throws, nothing happened. Synchronous on purpose: no other statement can come between.
   * Throws ExpectedError `VaultReadOnly`, `VaultPoisoned` (after a failed write, until reopened), `DiskFull`.
   */
  transact<T>(work: (tx: Writer) => T): T;
  /**
   * As {@link transact}, for work of seconds: at each `yield` other calls get their turn. What they read is the state
   * before it; a call that writes makes it end first, in one go. Nothing of it is seen, or survives a crash, until it
   * has ended. Rejects with whatever `work` or `pace` throws, with nothing done; also when the vault is closed. `room`
   * is about how many bytes the database will grow by; known beforehand, the end of it takes a fraction of the time.
   */
  transactLong<T>(work: (tx: Writer) => Slices<T>, pace: Pace, room?: number): Promise<T>;
  /**
   * Only after opening read-only: changes what is read and nothing on the disk, so that tables of an older program can be
   * looked at. Going on after the loss begins from it. Throws what `work` throws, with nothing done.
   */
  changeInMemory(work: (tx: Writer) => void): void;
  /** Resolves when no long transaction is under way: who waits for it may write without holding anybody up. */
  settled(): Promise<void>;
  readonly blobs: BlobStore;
  readonly slots: SlotStore;
  /** Compartment keys this session holds. */
  readonly compartments: ReadonlySet<Compartment>;
  /** Seals bytes under a compartment key, bound to `context` (e.g. the record id). Throws `CompartmentClosed`. */
  sealField(compartment: Compartment, context: string, plain: Uint8Array): Uint8Array;
  openField(compartment: Compartment, context: string, sealed: Uint8Array): Uint8Array;
  /** Keyed digest for blind search inside a compartment (never leaves the vault). */
  blindToken(compartment: Compartment, text: string): string;
  /** A key derived from the master key for one named purpose, e.g. the audit chain. */
  deriveKey(purpose: string): Uint8Array;
  /** Writes a new snapshot generation and starts a new journal. Commits may go on meanwhile. */
  snapshot(): Promise<void>;
  /** Authenticates every file of the vault, older generations and blobs included; names (relative) of damaged ones. */
  verify(): Promise<readonly string[]>;
  /**
   * Runs `work` while no file of the store is removed, for who copies them one after the other. New ones may come, and
   * more may be written behind what is named here; the bytes named stay as they are and are a store for themselves.
   */
  holdFiles<T>(work: (files: readonly StoreFile[]) => Promise<T>): Promise<T>;
  /**
   * Only after opening read-only: accepts that what follows the damage is lost, copies the damaged files to `kept/`
   * and goes on writing from the last good commit. Numbers of lost commits are not used again. `work` is part of the
   * decision: after any failure either both have happened or neither. Throws ExpectedError `NothingLost`,
   * `VaultPoisoned`, `DiskFull`.
   */
  continueAfterLoss(work: (tx: Writer) => void): Promise<void>;
  /** Snapshot if worthwhile, zero the keys, release the lock. */
  close(): Promise<void>;
}
