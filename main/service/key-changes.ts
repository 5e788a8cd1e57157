/**
 * A change of a key slot and what the database says of it are two writes on two files. So the log first says what is
 * being done, then the slot changes, then the log says that it was done. Where an interruption falls between, the next
 * opening looks at the slot itself and completes the log: whichever password or sheet is valid, it says so.
 */
import { z } from 'zod';
import type { AuditAction } from '../audit/actions.ts';
import { type AuditNote, note, systemActor, type Written } from '../audit/commit.ts';
import { readSetting, writeSetting } from '../registers/settings.ts';
import type { Announce, Reader, Vault, Writer } from '../vault/api.ts';
import { findAccount, setPassword } from './accounts.ts';
import type { OpenOffice } from './office.ts';

export interface KeyChange {
  /** Whose slot; null for the recovery sheet. */
  readonly account: string | null;
  readonly audit: AuditNote & { readonly action: AuditAction };
  /** Digest of the new password; '' for the recovery sheet. */
  readonly digest: string;
  readonly mustChange: boolean;
}

const pendingChange = z.strictObject({
  account: z.string().nullable(),
  /** The slot's mark before the change. */
  before: z.string().nullable(),
  action: z.string(),
  detail: z.string(),
  digest: z.string(),
  mustChange: z.boolean(),
  at: z.number(),
});
type PendingChange = z.infer<typeof pendingChange>;

const pendingSetting = 'keys.pending';
/** When the recovery sheet in force was made; absent while it is the one of the founding. */
export const recoverySheetSetting = 'keys.recoverySheetAt';

type KeyOffice = Pick<OpenOffice, 'vault' | 'info' | 'now'>;
type CommitAs = <T>(work: (tx: Writer) => Written<T>) => T;

/** Changes a slot by `write`, which announces itself when nothing can refuse it any more, with both audit entries. */
export async function changeKeys(
  office: KeyOffice,
  commitAs: CommitAs,
  change: KeyChange,
  write: (announce: Announce) => Promise<void>,
): Promise<void> {
  const { account, audit, digest, mustChange } = change;
  const pending: PendingChange = {
    account,
    before: markOf(office.vault, account),
    action: audit.action,
    detail: audit.detail,
    digest,
    mustChange,
    at: office.now(),
  };
  await write(() =>
    commitAs((tx) => {
      writeSetting(tx, pendingSetting, [
        ...pendingOf(tx).filter((each) => each.account !== account),
        pending,
      ]);
      return { output: undefined, audit: { ...audit, result: '开始' } };
    }),
  );
  commitAs((tx) => {
    complete(tx, office, pending);
    return { output: undefined, audit };
  });
}

/** What interrupted changes came to, as sentences for whoever signs in; not for a store opened read-only. */
export function settleKeyChanges(office: OpenOffice): readonly string[] {
  return pendingOf(office.vault).map((pending) =>
    office.vault.transact((tx) => {
      const happened = markOf(office.vault, pending.account) !== pending.before;
      if (happened) complete(tx, office, pending);
      else forget(tx, pending);
      const outcome = happened ? '已经生效' : unchanged(pending);
      note(tx, office, systemActor, {
        action: pending.action,
        detail: `${pending.detail}：办理时中断，经核对${outcome}`,
        result: happened ? '成功' : '未完成',
      });
      return `上次“${pending.detail}”办理时中断，经核对${outcome}。`;
    }),
  );
}

const unchanged = ({ account }: PendingChange): string =>
  account === null ? '没有生效，原恢复单仍然有效' : '没有生效，原口令仍然有效';

function complete(tx: Writer, { info }: KeyOffice, pending: PendingChange): void {
  const { account, digest, at, mustChange } = pending;
  if (account === null) writeSetting(tx, recoverySheetSetting, at);
  const found = account === null ? undefined : findAccount(tx, account);
  if (found) setPassword(tx, found, digest, at, info.profile, mustChange);
  forget(tx, pending);
}

function forget(tx: Writer, { account }: PendingChange): void {
  const others = pendingOf(tx).filter((each) => each.account !== account);
  writeSetting(tx, pendingSetting, others);
}

function pendingOf(reader: Reader): readonly PendingChange[] {
  return z.array(pendingChange).parse(readSetting(reader, pendingSetting) ?? []);
}

const markOf = (vault: Vault, account: string | null): string | null => vault.slots.mark(account) ?? null;
