/** Accounts of the office: people, roles, status, password age. The keys themselves are the vault's slots. */
import { createHmac } from 'node:crypto';
import {
  type Actor,
  compartmentNames,
  compartmentsOf,
  permissionsOf,
  type Role,
  roleConflict,
  roleLabels,
} from '../../domain/access/permissions.ts';
import { passwordProfile, type PasswordProfileId, passwordWeakness } from '../../domain/access/passwords.ts';
import { refuse } from '../../domain/failure.ts';
import type { Compartment } from '../../domain/register.ts';
import type { Reader, Vault, Writer } from '../vault/api.ts';

export type AccountStatus = 'CREATED' | 'ACTIVE' | 'DISABLED';

export interface Account {
  readonly userId: string;
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly status: AccountStatus;
  readonly createdAt: number;
  readonly lastSignIn: number | null;
  readonly passwordSetAt: number;
  /** Set by an administrator and not yet changed by the person. */
  readonly mustChange: boolean;
  readonly passwordHistory: readonly string[];
}

export function migrateAccounts(tx: Writer): void {
  tx.run(`CREATE TABLE IF NOT EXISTS account (
    userId TEXT PRIMARY KEY, account TEXT NOT NULL UNIQUE, name TEXT NOT NULL, roles TEXT NOT NULL,
    status TEXT NOT NULL, createdAt INTEGER NOT NULL, lastSignIn INTEGER, passwordSetAt INTEGER NOT NULL,
    mustChange INTEGER NOT NULL, passwordHistory TEXT NOT NULL)`);
}

interface AccountRow {
  readonly userId: string;
  readonly account: string;
  readonly name: string;
  readonly roles: string;
  readonly status: AccountStatus;
  readonly createdAt: number;
  readonly lastSignIn: number | null;
  readonly passwordSetAt: number;
  readonly mustChange: number;
  readonly passwordHistory: string;
}

function rowToAccount(row: AccountRow): Account {
  return {
    ...row,
    roles: JSON.parse(row.roles) as Role[],
    mustChange: row.mustChange === 1,
    passwordHistory: JSON.parse(row.passwordHistory) as string[],
  };
}

export function listAccounts(reader: Reader): readonly Account[] {
  return reader.all<AccountRow>('SELECT * FROM account ORDER BY createdAt, rowid').map(rowToAccount);
}

export function findAccount(reader: Reader, account: string): Account | undefined {
  const row = reader.get<AccountRow>('SELECT * FROM account WHERE account = ?', [account]);
  return row && rowToAccount(row);
}

/** Whether there is such a person, who may work. */
export function isAtWork(reader: Reader, userId: string): boolean {
  return (
    reader.get("SELECT 1 AS found FROM account WHERE userId = ? AND status = 'ACTIVE'", [userId]) !==
    undefined
  );
}

export function accountById(reader: Reader, userId: string): Account {
  const row = reader.get<AccountRow>('SELECT * FROM account WHERE userId = ?', [userId]);
  if (!row) refuse('NoSuchAccount', '没有找到这个账号。', '账号可能刚刚被变更。', '请刷新账号列表后再试。');
  return rowToAccount(row);
}

export function insertAccount(tx: Writer, account: Account): void {
  if (findAccount(tx, account.account)) {
    refuse(
      'AccountTaken',
      `账号“${account.account}”已存在。`,
      '同一办公室内账号不得重复。',
      '请换一个账号名。',
      {
        account: '账号已存在',
      },
    );
  }
  tx.run('INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    account.userId,
    account.account,
    account.name,
    JSON.stringify(account.roles),
    account.status,
    account.createdAt,
    account.lastSignIn,
    account.passwordSetAt,
    account.mustChange ? 1 : 0,
    JSON.stringify(account.passwordHistory),
  ]);
}

export function setStatus(tx: Writer, userId: string, status: AccountStatus): void {
  tx.run('UPDATE account SET status = ? WHERE userId = ?', [status, userId]);
}

/** Refuses posts that may not meet in one person. */
export function refuseRoleConflict(held: readonly Role[]): void {
  const conflict = roleConflict(held);
  if (conflict)
    refuse('RoleConflict', '这样授予岗位不符合三员分立要求。', conflict, '请调整岗位后重新授予。');
}

export function setRoles(tx: Writer, userId: string, held: readonly Role[]): void {
  refuseRoleConflict(held);
  tx.run(
    'UPDATE account SET roles = ?, status = CASE WHEN status = ? THEN ? ELSE status END WHERE userId = ?',
    [JSON.stringify(held), 'CREATED', 'ACTIVE', userId],
  );
}

/** Digest kept to refuse the last passwords; keyed from the vault, so it says nothing without it. */
export function passwordDigest(vault: Vault, account: string, password: string): string {
  return createHmac('sha256', vault.deriveKey('password-history'))
    .update(`${account}\u0000${password}`)
    .digest('base64url');
}

/** Refuses a password that is too weak for the office's profile or was used recently. */
export function checkNewPassword(
  profileId: PasswordProfileId,
  account: string,
  password: string,
  digest: string,
  history: readonly string[],
): void {
  const weakness = passwordWeakness(passwordProfile(profileId), password, account);
  if (weakness)
    refuse('WeakPassword', '新口令不符合要求。', weakness, '请另设口令。', { password: weakness });
  if (history.includes(digest)) {
    refuse('PasswordReused', '新口令最近用过。', '不得重复使用最近几次的口令。', '请另设口令。', {
      password: '最近用过，请另设',
    });
  }
}

export function setPassword(
  tx: Writer,
  account: Account,
  digest: string,
  at: number,
  profileId: PasswordProfileId,
  mustChange: boolean,
): void {
  const history = [digest, ...account.passwordHistory].slice(0, passwordProfile(profileId).history);
  tx.run('UPDATE account SET passwordSetAt = ?, mustChange = ?, passwordHistory = ? WHERE userId = ?', [
    at,
    mustChange ? 1 : 0,
    JSON.stringify(history),
    account.userId,
  ]);
}

export function accountToActor(account: Account, office: string): Actor {
  return {
    userId: account.userId,
    name: account.name,
    roles: account.roles,
    permissions: permissionsOf(account.roles),
    office,
  };
}

/** 巡察办主任、信访登记员 */
export function roleNames(held: readonly Role[]): string {
  return held.map((role) => roleLabels[role]).join('、');
}

/** At least one enabled account must keep each of these roles, or the office could no longer be run. */
const indispensable: readonly Role[] = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'];

/** Refuses a change after which an administrator's post would stand empty. */
export function keepPostsFilled(accounts: readonly Account[], changed: Account): void {
  for (const role of indispensable) {
    const filled = accounts.some((each) => {
      const now = each.userId === changed.userId ? changed : each;
      return now.status !== 'DISABLED' && now.roles.includes(role);
    });
    if (!filled) {
      refuse(
        'PostEmpty',
        `不能这样变更：${roleLabels[role]}岗位将无人担任。`,
        '三员岗位必须始终有人在岗。',
        '请先由另一账号担任该岗位，再作变更。',
      );
    }
  }
}

/**
 * Refuses a change after which nobody could open a compartment that somebody opens now: only the recovery sheet would be
 * left to it.
 */
export function keepKeysHeld(accounts: readonly Account[], changed: Account): void {
  const held = (now: readonly Account[]): readonly Compartment[] =>
    compartmentsOf(now.flatMap(({ status, roles }) => (status === 'DISABLED' ? [] : roles)));
  const after = held(accounts.map((each) => (each.userId === changed.userId ? changed : each)));
  const lost = held(accounts).filter((compartment) => !after.includes(compartment));
  if (lost.length === 0) return;
  refuse(
    'LastHolder',
    `不能这样变更：再也没有账号可以查看${compartmentNames(lost)}。`,
    '这部分内容用单独的密钥加密，密钥只在有权查看的账号手里。',
    '请先给另一个账号授予可以查看的岗位；本人遗忘口令的，可凭恢复单为其重设口令。',
  );
}
