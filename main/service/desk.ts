/** The one desk of this PC: nobody sits at it, or one person with the office open. */
import { ExpectedError } from '../../domain/failure.ts';
import type { ServiceEvent } from '../../preload/contract/contract.ts';
import { type AuditNote, commit, record, type Written } from '../audit/commit.ts';
import type { AuditAction } from '../audit/actions.ts';
import type { TerminalDep } from '../deps.ts';
import type { Writer } from '../vault/api.ts';
import type { Attempts } from './attempts.ts';
import type { Jobs } from './jobs.ts';
import type { Documents } from './documents.ts';
import type { IncomingStore } from './exchange/incoming.ts';
import type { FontSource } from './fonts.ts';
import type { ImportSessions } from './imports/import-session.ts';
import type { OpenOffice } from './office.ts';
import type { PlaceStore } from './place.ts';
import type { Session } from './sessions.ts';
import type { VaultPlaceDep } from './vaults.ts';
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

export interface DeskDeps extends VaultPlaceDep, TerminalDep {
  readonly version: string;
  readonly resources: string;
  readonly place: PlaceStore;
  readonly attempts: Attempts;
  readonly witnesses: Witnesses;
  readonly documents: Documents;
  readonly imports: ImportSessions;
  readonly fonts: FontSource;
  readonly incoming: IncomingStore;
  readonly jobs: Jobs;
  readonly shell: ShellDep;
  readonly emit: (event: ServiceEvent) => void;
  readonly reportBug: (error: unknown) => void;
}

export interface Desk extends DeskDeps {
  readonly session: () => Session | null;
  readonly officeOrNull: () => OpenOffice | null;
  /** The open office; refuses with `NotSignedIn` when the desk is empty. */
  readonly office: () => OpenOffice;
  /** The person at the desk; refuses with `NotSignedIn`. */
  readonly person: () => Session;
  readonly enter: (office: OpenOffice, session: Session) => void;
  readonly refresh: (session: Session) => void;
  /** Drops session, documents and keys; the window is told to start afresh. */
  readonly leave: (reason: 'idle' | 'user' | 'system' | 'poisoned') => Promise<void>;
  /** A change by the person at the desk with its audit entry; `topics` tell the window what to ask again. */
  readonly commit: <T>(topics: readonly string[], work: (tx: Writer) => Written<T>) => T;
  /** Only a trace. */
  readonly trace: (audit: AuditNote & { readonly action: AuditAction }) => void;
}

export function createDesk(deps: DeskDeps): Desk {
  let current: { readonly office: OpenOffice; readonly session: Session } | null = null;
  const seated = (): { readonly office: OpenOffice; readonly session: Session } => {
    if (!current) {
      throw new ExpectedError({
        type: 'NotSignedIn',
        what: '当前没有登录。',
        why: '可能已因长时间未操作自动锁定。',
        next: '请重新登录；未保存的内容已存为草稿。',
      });
    }
    return current;
  };
  return {
    ...deps,
    session: () => current?.session ?? null,
    officeOrNull: () => current?.office ?? null,
    office: () => seated().office,
    person: () => seated().session,
    enter: (office, session) => {
      current = { office, session };
    },
    refresh: (session) => {
      current = { office: seated().office, session };
    },
    leave: async (reason) => {
      const left = current;
      if (!left) return;
      current = null;
      deps.jobs.cancelAll();
      deps.witnesses.clear();
      deps.documents.clear();
      await deps.imports.clear();
      await deps.incoming.clear();
      if (!left.office.vault.state.readOnly && reason !== 'poisoned') {
        record(left.office, left.session.actor, {
          action: 'session.lock',
          detail:
            reason === 'idle' ? '长时间未操作自动锁定' : reason === 'system' ? '系统锁屏或休眠' : '锁定',
        });
      }
      await left.office.close();
      deps.emit({ type: 'locked', reason });
    },
    commit: (topics, work) => {
      const { office, session } = seated();
      const output = commit(office, session.actor, work);
      if (topics.length > 0) deps.emit({ type: 'changed', topics });
      return output;
    },
    trace: (audit) => {
      const { office, session } = seated();
      record(office, session.actor, audit);
    },
  };
}
