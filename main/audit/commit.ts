/** No effect without its entry: runs a change and its audit entry in one transaction. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { ClockDep, TerminalDep } from '../deps.ts';
import type { Pace, Slices, Vault, Writer } from '../vault/api.ts';
import type { AuditAction } from './actions.ts';
import { appendAudit } from './chain.ts';

/** What the auditor will read; `detail` and `reason` never hold petitioner data or letter content. */
export interface AuditNote {
  readonly action: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly entityNo?: string;
  readonly detail: string;
  readonly reason?: string;
  readonly result?: string;
}

/** What a writing handler returns: the answer to the window and the note for the log. */
export interface Written<T> {
  readonly output: T;
  readonly audit: AuditNote;
}

/** Stands for the application itself in the log, e.g. for a repaired tail. */
export const systemActor: Pick<Actor, 'userId' | 'name' | 'roles'> = {
  userId: 'system',
  name: '系统',
  roles: [],
};

export type CommitDeps = ClockDep & TerminalDep & { readonly vault: Vault };
type Who = Pick<Actor, 'userId' | 'name' | 'roles'>;

/** Writes one entry inside the caller's transaction. */
export function note(tx: Writer, deps: ClockDep & TerminalDep, who: Who, audit: AuditNote): void {
  appendAudit(tx, {
    at: deps.now(),
    actor: who.userId,
    actorName: who.name,
    roles: who.roles.join(','),
    terminal: deps.terminal,
    action: audit.action,
    entity: audit.entity ?? null,
    entityId: audit.entityId ?? null,
    entityNo: audit.entityNo ?? null,
    detail: audit.detail,
    reason: audit.reason ?? null,
    result: audit.result ?? '成功',
  });
}

/** Runs `work` and its entry in one transaction; throws whatever `work` or the vault throws, with nothing done. */
export function commit<T>(deps: CommitDeps, who: Who, work: (tx: Writer) => Written<T>): T {
  return deps.vault.transact((tx) => {
    const { output, audit } = work(tx);
    note(tx, deps, who, audit);
    return output;
  });
}

/** Several changes, durable together, each with its own entry; when one throws, none of them is done. */
export function commitEach(
  deps: CommitDeps,
  who: Who,
  works: readonly ((tx: Writer) => Written<unknown>)[],
): void {
  deps.vault.transact((tx) => {
    for (const work of works) note(tx, deps, who, work(tx).audit);
  });
}

/** As {@link commit}, for work of seconds that others may come between; see `Vault.transactLong`. */
export function commitLong<T>(
  deps: CommitDeps,
  who: Who,
  work: (tx: Writer) => Slices<Written<T>>,
  pace: Pace,
  room?: number,
): Promise<T> {
  const slices = function* (tx: Writer): Slices<T> {
    const { output, audit } = yield* work(tx);
    note(tx, deps, who, audit);
    return output;
  };
  return deps.vault.transactLong(slices, pace, room);
}

/** For acts that leave only a trace, e.g. a sign-in. */
export function record(
  deps: CommitDeps,
  who: Who,
  audit: AuditNote & { readonly action: AuditAction },
): void {
  commit(deps, who, () => ({ output: undefined, audit }));
}
