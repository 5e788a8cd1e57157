/** Signing in and out: from a password to an open office, and back to nothing in memory. */
import { passwordProfile } from '../../domain/access/passwords.ts';
import { onceClosed, withoutWriting } from '../../domain/access/narrowed.ts';
import type { Actor, Permission } from '../../domain/access/permissions.ts';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { commit, record, systemActor } from '../audit/commit.ts';
import { chineseDateTime } from '../deps.ts';
import type { Vault } from '../vault/api.ts';
import { type Account, accountToActor, findAccount } from './accounts.ts';
import type { Attempts } from './attempts.ts';
import { backupDueTexts } from './before-upgrade.ts';
import { tellUnfinishedImports } from './imports/unfinished.ts';
import { settleKeyChanges } from './key-changes.ts';
import type { OpenOffice } from './office.ts';
import { renumberOnce, restoredText } from './restored.ts';
import { closingOf } from './workstation-closing.ts';

export interface Notice {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

export interface Session {
  readonly actor: Actor;
  readonly account: string;
  readonly lastSignIn: number | null;
  readonly passwordExpiresInDays: number;
  readonly mustChangePassword: boolean;
  readonly notices: readonly Notice[];
}

const day = 24 * 3_600_000;

const notGranted = {
  CREATED: '账号尚未授予岗位，请联系安全保密管理员。',
  DISABLED: '账号已停用，请联系系统管理员。',
} as const;

export function isWrongPassword(error: unknown): boolean {
  return error instanceof ExpectedError && error.failure.type === 'WrongPassword';
}

/** Opens the vault with a password, minding earlier failures. Same words for an unknown account and a wrong password. */
export async function openWithPassword(
  attempts: Attempts,
  now: number,
  account: string,
  open: () => Promise<Vault>,
): Promise<{ readonly vault: Vault; readonly earlier: { readonly count: number; readonly last: number } }> {
  attempts.check(account, now);
  try {
    const vault = await open();
    return { vault, earlier: attempts.succeed(account) };
  } catch (error) {
    if (isWrongPassword(error)) attempts.fail(account, now);
    throw error;
  }
}

const lossNotice = (reason: string): Notice => ({
  level: 'error',
  text: `数据库有损坏，现在只能查看，不能登记和修改。${reason}请停止登记，立即告知系统管理员，由其在“自检与备份”中处理。`,
});

const rescue: readonly Permission[] = ['vault.maintain'];

/**
 * While the vault cannot be written, what would end in a refusal after the work was done is not offered at all. A
 * password somebody else has set opens the rescue only: it can neither be changed now, nor would the log tell who read.
 */
function actorOf(office: OpenOffice, account: Account): Actor {
  const actor = accountToActor(account, office.info.id);
  const isClosed = closingOf(office.vault) !== null;
  if (!office.vault.state.readOnly) return isClosed ? only(actor, onceClosed) : actor;
  return only(actor, account.mustChange ? rescue : withoutWriting);
}

function only(actor: Actor, open: readonly Permission[]): Actor {
  const left = [...actor.permissions].filter((permission) => open.includes(permission));
  return { ...actor, permissions: new Set(left) };
}

/** The session of the person who has just closed the workstation. */
export function narrowed(office: OpenOffice, session: Session): Session {
  const account = findAccount(office.vault, session.account);
  if (!account) throw new Error('the session has no account');
  return { ...session, actor: actorOf(office, account) };
}

/** A vault that cannot be written takes no new password either; demanding one would shut out whoever could rescue it. */
function isPasswordDue(office: OpenOffice, account: Account, daysLeft: number): boolean {
  return !office.vault.state.readOnly && (account.mustChange || daysLeft < 0);
}

/** The session of the person who decided to go on after a loss: everything is allowed, and due, again. */
export function afterLoss(office: OpenOffice, session: Session): Session {
  const account = findAccount(office.vault, session.account);
  if (!account) throw new Error('the session has no account');
  return {
    ...session,
    actor: actorOf(office, account),
    mustChangePassword: isPasswordDue(office, account, session.passwordExpiresInDays),
    notices: session.notices.filter(({ level }) => level !== 'error'),
  };
}

/** The sentences a person must read on entering: what the store, the clock and the calendar have to say. */
function noticesOf(
  vault: Vault,
  clockBack: boolean,
  password: { readonly daysLeft: number; readonly setByOther: boolean },
): readonly Notice[] {
  const notices: Notice[] = [];
  const { readOnly, rollback } = vault.state;
  for (const text of vault.state.notices) notices.push({ level: 'warning', text });
  if (readOnly) notices.push(lossNotice(readOnly.reason));
  if (rollback) {
    notices.push({
      level: 'error',
      text: `保险库比本机上次见到的旧（本机见过第${rollback.seenSequence}次写入，现在只到第${rollback.openedSequence}次）。如果不是您有意恢复备份，请立即停止登记并联系系统管理员。`,
    });
  }
  if (clockBack) {
    notices.push({
      level: 'warning',
      text: '本机时钟早于上一条审计记录的时间，请核对系统日期；时限计算可能不准。',
    });
  }
  const { daysLeft, setByOther } = password;
  if (readOnly && setByOther) {
    notices.push({
      level: 'error',
      text: '您的口令是他人代设的，数据库修复之前不能修改，因此也不能查看登记内容。请待修复后重新登录、修改口令。',
    });
  }
  if (!readOnly && daysLeft <= 3) {
    notices.push({
      level: 'warning',
      text: daysLeft < 0 ? '口令已过期，请立即修改。' : `口令还有${daysLeft}天到期，请及时修改。`,
    });
  }
  return notices;
}

/** Only who registers can enter again what is missing. */
function restoredNotices(office: OpenOffice, actor: Actor): readonly Notice[] {
  if (!actor.permissions.has('petition.register')) return [];
  const text = restoredText(office.vault, office.now());
  return text === undefined ? [] : [{ level: 'warning', text }];
}

/** Starts the session of a person whose password has opened the vault; refuses accounts that may not work. */
export function startSession(
  office: OpenOffice,
  account: string,
  earlier: { readonly count: number; readonly last: number },
): Session {
  // Before the account is looked at: an interrupted change of its password may have taken place.
  const settled = office.vault.state.readOnly ? [] : settleKeyChanges(office);
  const found: Account | undefined = findAccount(office.vault, account);
  if (!found) throw new Error('the vault opened for an account it does not list');
  if (found.status !== 'ACTIVE') {
    refuse('AccountNotActive', '此账号现在不能登录。', notGranted[found.status], '处理完毕后请重新登录。');
  }
  const now = office.now();
  const actor = actorOf(office, found);
  const newest = office.vault.get<{ at: number | null }>('SELECT max(at) AS at FROM audit');
  const clockBack = (newest?.at ?? 0) > now + 5 * 60_000;
  const maxAge = passwordProfile(office.info.profile).maxAgeDays * day;
  const daysLeft = Math.floor((found.passwordSetAt + maxAge - now) / day);
  if (!office.vault.state.readOnly) writeTraces(office, actor, earlier, clockBack);
  const unfinished = office.vault.state.readOnly ? [] : tellUnfinishedImports(office, actor);
  return {
    actor,
    account: found.account,
    lastSignIn: found.lastSignIn,
    passwordExpiresInDays: daysLeft,
    mustChangePassword: isPasswordDue(office, found, daysLeft),
    notices: [
      ...[...settled, ...unfinished].map((text) => ({ level: 'warning' as const, text })),
      ...restoredNotices(office, actor),
      ...backupDueTexts(office.vault, actor).map((text) => ({ level: 'warning' as const, text })),
      ...noticesOf(office.vault, clockBack, { daysLeft, setByOther: found.mustChange }),
    ],
  };
}

function writeTraces(
  office: OpenOffice,
  actor: Actor,
  earlier: { readonly count: number; readonly last: number },
  clockBack: boolean,
): void {
  if (earlier.count > 0) {
    record(office, actor, {
      action: 'session.fail',
      detail: `此前口令输错${earlier.count}次，最近一次在${chineseDateTime(earlier.last)}`,
      result: '失败',
    });
  }
  if (clockBack) record(office, systemActor, { action: 'clock.back', detail: '本机时钟早于上一条审计记录' });
  const { rollback, tailRepaired } = office.vault.state;
  if (rollback) renumberOnce(office, rollback.seenSequence);
  if (rollback || tailRepaired) {
    record(office, systemActor, {
      action: 'store.notice',
      detail: rollback
        ? `保险库回退：见过${rollback.seenSequence}，打开${rollback.openedSequence}`
        : '清理了未完成的末尾写入',
    });
  }
  commit(office, actor, (tx) => {
    tx.run('UPDATE account SET lastSignIn = ? WHERE userId = ?', [office.now(), actor.userId]);
    return { output: undefined, audit: { action: 'session.unlock', detail: '登录' } };
  });
}
