/** The one desk of this PC: nobody sits at it, or one person with the office open. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ExpectedError } from '../../domain/failure.ts';
import type { ServiceEvent } from '../../preload/contract/contract.ts';
import { type AuditNote, commit, commitEach, commitLong, record, type Written } from '../audit/commit.ts';
import type { ThreadDeps } from '../threads.ts';
import type { AuditAction } from '../audit/actions.ts';
import type { TerminalDep } from '../deps.ts';
import type { Pace, Slices, Writer } from '../vault/api.ts';
import type { Attempts } from './attempts.ts';
import type { Jobs } from './jobs.ts';
import type { Documents } from './documents.ts';
import type { IncomingStore } from './exchange/incoming.ts';
import type { FontSource } from './fonts.ts';
import type { ImportSessions } from './imports/import-session.ts';
import type { OpenOffice } from './office.ts';
import type { RecoveryInHand } from './recovery-in-hand.ts';
import type { PlaceStore } from './place.ts';
import type { Session } from './sessions.ts';
import type { VaultPlaceDep } from './vaults.ts';
import type { Wiping } from './wiping.ts';
import type { Witnesses } from './witnesses.ts';

/** What only the main process can do for the service. */
export interface ShellDep {
  /** Lays an HTML document out in a hidden window; returns the PDF's bytes. */
  readonly renderPdf: (html: string) => Promise<Uint8Array>;
  /** Sends an HTML document to a printer. Throws ExpectedError `PrintFailed` when the printer refuses. */
  readonly print: (job: {
    readonly html: string;
    readonly printer: string;
    readonly copies: number;
    readonly duplex: boolean;
  }) => Promise<void>;
}

export interface DeskDeps extends VaultPlaceDep, TerminalDep, ThreadDeps {
  readonly version: string;
  readonly resources: string;
  readonly place: PlaceStore;
  readonly attempts: Attempts;
  readonly witnesses: Witnesses;
  readonly documents: Documents;
  readonly imports: ImportSessions;
  readonly fonts: FontSource;
  readonly incoming: IncomingStore;
  /** Packages on their way to a medium: sealing one twice at once would leave two files of one number. */
  readonly beingWritten: Set<string>;
  readonly jobs: Jobs;
  readonly recoveryInHand: RecoveryInHand;
  readonly wiping: Wiping;
  readonly shell: ShellDep;
  readonly emit: (event: ServiceEvent) => void;
  readonly reportBug: (error: unknown) => void;
}

export type LeaveReason = 'idle' | 'user' | 'system' | 'poisoned';

/** A call that outlives the sitting it was made in finds the desk empty, whoever sits there by then. */
export interface Desk extends DeskDeps {
  readonly session: () => Session | null;
  readonly officeOrNull: () => OpenOffice | null;
  /** The open office; refuses with `NotSignedIn` when the desk is empty. */
  readonly office: () => OpenOffice;
  /** The person at the desk; refuses with `NotSignedIn`. */
  readonly person: () => Session;
  readonly enter: (office: OpenOffice, session: Session) => void;
  readonly refresh: (session: Session) => void;
  /** When the person at the desk last gave the own password beside signing in; null when not in this sitting. */
  readonly selfConfirmedAt: () => number | null;
  readonly confirmSelf: () => void;
  /** Ties `work`, and all that it does later, to the person at the desk now. */
  readonly asCaller: <T>(work: () => T) => T;
  /**
   * Tells the window to start afresh, then drops session, documents and keys. Resolves when the vault is shut, also
   * for who asks while it is being shut; never rejects.
   */
  readonly leave: (reason: LeaveReason) => Promise<void>;
  /** Resolves when nothing is being shut any more. */
  readonly left: () => Promise<void>;
  /** How often the desk was told to be left, even when nobody sat there. */
  readonly leaves: () => number;
  /** Why the last person's time ended; null when nobody sat here since the start, or somebody sits here now. */
  readonly leftBecause: () => LeaveReason | null;
  /** A change by the person at the desk with its audit entry; `topics` tell the window what to ask again. */
  readonly commit: <T>(topics: readonly string[], work: (tx: Writer) => Written<T>) => T;
  /** Several such changes, durable together and each with its own entry; none of them when one throws. Tells the window nothing. */
  readonly commitEach: (works: readonly ((tx: Writer) => Written<unknown>)[]) => void;
  /** The same for work of seconds; meanwhile lists are answered from the state before it. */
  readonly commitLong: <T>(
    topics: readonly string[],
    work: (tx: Writer) => Slices<Written<T>>,
    pace: Pace,
    room?: number,
  ) => Promise<T>;
  /** Resolves when nothing of that kind is under way. */
  readonly settled: () => Promise<void>;
  /** Only a trace. */
  readonly trace: (audit: AuditNote & { readonly action: AuditAction }) => void;
}

/** One person's time at the desk, from signing in to leaving. */
interface Sitting {
  readonly office: OpenOffice;
  session: Session;
  selfConfirmedAt: number | null;
}

export function createDesk(deps: DeskDeps): Desk {
  const callers = new AsyncLocalStorage<Sitting>();
  let current: Sitting | null = null;
  let leaving = Promise.resolve();
  let leaves = 0;
  let leftBecause: LeaveReason | null = null;
  const sitting = (): Sitting | null => {
    const caller = callers.getStore();
    return caller && caller !== current ? null : current;
  };
  const seated = (): Sitting => sitting() ?? refuseEmpty();
  return {
    ...deps,
    session: () => sitting()?.session ?? null,
    officeOrNull: () => sitting()?.office ?? null,
    office: () => seated().office,
    person: () => seated().session,
    enter: (office, session) => {
      // The recovery sheet was laid out for nobody; it goes when somebody comes.
      deps.documents.clear();
      current = { office, session, selfConfirmedAt: null };
      leftBecause = null;
    },
    refresh: (session) => {
      seated().session = session;
    },
    selfConfirmedAt: () => sitting()?.selfConfirmedAt ?? null,
    confirmSelf: () => {
      seated().selfConfirmedAt = deps.now();
    },
    asCaller: (work) => (current ? callers.run(current, work) : work()),
    leave: (reason) => {
      leaves += 1;
      const last = current;
      current = null;
      if (last) leftBecause = reason;
      if (last) leaving = Promise.all([leaving, clearDesk(deps, last, reason)]).then(() => undefined);
      return leaving;
    },
    left: () => leaving,
    leaves: () => leaves,
    leftBecause: () => leftBecause,
    commit: (topics, work) => {
      const { office, session } = seated();
      const output = commit(office, session.actor, work);
      if (topics.length > 0) deps.emit({ type: 'changed', topics });
      return output;
    },
    commitEach: (works) => {
      const { office, session } = seated();
      commitEach(office, session.actor, works);
    },
    commitLong: async (topics, work, pace, room) => {
      const { office, session } = seated();
      const output = await commitLong(office, session.actor, work, pace, room);
      if (topics.length > 0) deps.emit({ type: 'changed', topics });
      return output;
    },
    settled: async () => sitting()?.office.vault.settled(),
    trace: (audit) => {
      const { office, session } = seated();
      record(office, session.actor, audit);
    },
  };
}

function refuseEmpty(): never {
  throw new ExpectedError({
    type: 'NotSignedIn',
    what: '当前没有登录。',
    why: '可能已因长时间未操作自动锁定。',
    next: '请重新登录；未保存的内容已存为草稿。',
  });
}

const leaveTexts = {
  idle: '长时间未操作自动锁定',
  user: '锁定',
  system: '系统锁屏或休眠',
  poisoned: '',
} as const;

/** Every step is tried: a full disk may keep the log from its entry, but never the keys in memory. */
async function clearDesk(deps: DeskDeps, { office, session }: Sitting, reason: LeaveReason): Promise<void> {
  const { readOnly } = office.vault.state;
  const steps: readonly (() => void | Promise<void>)[] = [
    () => deps.jobs.cancelAll(),
    () => deps.witnesses.clear(),
    () => deps.documents.clear(),
    () => deps.recoveryInHand.clear(),
    () => deps.emit({ type: 'locked', reason }),
    () => deps.imports.clear(),
    () => deps.incoming.clear(),
    () => {
      if (readOnly || reason === 'poisoned') return;
      record(office, session.actor, { action: 'session.lock', detail: leaveTexts[reason] });
    },
    () => office.close(),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof ExpectedError)) deps.reportBug(error);
    }
  }
}
