/** The three administrators' acts on accounts (reference 6.2): the one who creates never grants. */
import { compartmentNames, newlyOpened, type Role } from '../../../domain/access/permissions.ts';
import { ExpectedError, refuse } from '../../../domain/failure.ts';
import type { Compartment } from '../../../domain/register.ts';
import { createId } from '../../deps.ts';
import {
  type Account,
  accountById,
  checkNewPassword,
  insertAccount,
  keepKeysHeld,
  keepPostsFilled,
  listAccounts,
  passwordDigest,
  refuseRoleConflict,
  roleNames,
  setPassword,
  setRoles,
  setStatus,
} from '../accounts.ts';
import { removeKeptNow } from '../before-upgrade.ts';
import type { Desk } from '../desk.ts';
import type { Confirmation } from '../witnesses.ts';
import type { Handlers } from '../router.ts';

type AccountHandlers = Pick<
  Handlers,
  | 'accounts.list'
  | 'accounts.names'
  | 'accounts.create'
  | 'accounts.grant'
  | 'accounts.disable'
  | 'accounts.enable'
  | 'accounts.reset'
  | 'accounts.unlock'
>;

/** A confirmation counts for one account only. */
export const grantAct = (userId: string): string => `accounts.grant:${userId}`;
const topics = ['accounts'] as const;

export function accountHandlers(desk: Desk): AccountHandlers {
  return {
    'accounts.list': () => ({
      accounts: listAccounts(desk.office().vault).map((each) => ({
        userId: each.userId,
        account: each.account,
        name: each.name,
        roles: [...each.roles],
        status:
          desk.attempts.isDelayed(each.account, desk.now()) && each.status === 'ACTIVE'
            ? 'LOCKED'
            : each.status,
        createdAt: each.createdAt,
        lastSignIn: each.lastSignIn,
        passwordSetAt: each.passwordSetAt,
      })),
    }),
    'accounts.names': () => ({
      users: listAccounts(desk.office().vault).map((each) => ({
        userId: each.userId,
        name: each.name,
        active: each.status === 'ACTIVE',
      })),
    }),
    'accounts.create': async ({ input }) => createAccount(desk, input),
    'accounts.grant': async ({ input }) => {
      await grantRoles(desk, input);
      return {};
    },
    'accounts.disable': async ({ input }) => {
      await disableAccount(desk, input);
      return {};
    },
    'accounts.enable': ({ input }) => {
      const account = accountById(desk.office().vault, input.userId);
      refuseDisabled(account);
      return changeStatus(desk, input, 'ACTIVE', 'accounts.enable', '启用账号');
    },
    'accounts.reset': async ({ input }) => {
      await resetAccount(desk, input);
      return {};
    },
    'accounts.unlock': ({ input }) => {
      const account = accountById(desk.office().vault, input.userId);
      refuseDisabled(account);
      const output = changeStatus(desk, input, 'ACTIVE', 'accounts.unlock', '解锁账号');
      const { count } = desk.attempts.succeed(account.account);
      if (count > 0) {
        const detail = `${account.name}此前口令输错${count}次`;
        desk.trace({ action: 'session.fail', detail, result: '失败' });
      }
      return output;
    },
  };
}

function refuseDisabled(account: Account): void {
  if (account.status !== 'DISABLED') return;
  refuse(
    'PasswordNeeded',
    '停用的账号须重设初始口令后才能恢复。',
    '停用时已收回该账号打开保险库的密钥。',
    '请使用“重设口令”，再由安全保密管理员重新授予岗位。',
  );
}

const isMissing = (error: unknown): boolean =>
  error instanceof ExpectedError && error.failure.type === 'AccountMissing';

async function createAccount(
  desk: Desk,
  input: { readonly account: string; readonly name: string; readonly password: string },
): Promise<{ userId: string }> {
  const { vault, info } = desk.office();
  const digest = passwordDigest(vault, input.account, input.password);
  checkNewPassword(info.profile, input.account, input.password, digest, []);
  const account: Account = {
    userId: createId(desk),
    account: input.account,
    name: input.name,
    roles: [],
    status: 'CREATED',
    createdAt: desk.now(),
    lastSignIn: null,
    passwordSetAt: desk.now(),
    mustChange: true,
    passwordHistory: [digest],
  };
  // The row first: if adding the slot fails, the account exists without a key and can be disabled, never the reverse.
  desk.commit(topics, (tx) => {
    insertAccount(tx, account);
    return {
      output: undefined,
      audit: {
        action: 'accounts.create',
        entity: 'account',
        entityId: account.userId,
        detail: `新建账号${account.name}（待授权）`,
      },
    };
  });
  await vault.slots.add(input.account, input.password, []);
  return { userId: account.userId };
}

interface GrantInput {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly reason: string;
  readonly witness: string | null;
}

async function grantRoles(desk: Desk, input: GrantInput): Promise<void> {
  const { vault } = desk.office();
  const { actor } = desk.person();
  const account = accountById(vault, input.userId);
  if (account.userId === actor.userId) {
    refuse(
      'OwnAccount',
      '不能变更自己的岗位。',
      '授权人与被授权人必须是两个人。',
      '请由另一名安全保密管理员办理。',
    );
  }
  // Before any key is given: it is not in the transaction that could still refuse.
  refuseRoleConflict(input.roles);
  keepPostsFilled(listAccounts(vault), { ...account, roles: input.roles });
  keepKeysHeld(listAccounts(vault), { ...account, roles: input.roles });
  const needed = newlyOpened(account.roles, input.roles);
  const dropped = newlyOpened(input.roles, account.roles);
  if (needed.length > 0 && !input.witness) {
    refuse(
      'WitnessNeeded',
      '授予此岗位需要双人确认。',
      `该岗位可查看${compartmentNames(needed)}，须由一名已持有该权限的人员在场确认。`,
      '请该人员输入账号口令确认后再授予。',
    );
  }
  if (input.witness) {
    const confirmation = desk.witnesses.take(input.witness, grantAct(account.userId), actor.userId);
    try {
      refuseUnfit(needed, confirmation);
      for (const compartment of needed) await confirmation.proof.grant(account.account, compartment);
    } finally {
      confirmation.proof.release();
    }
  }
  desk.commit(topics, (tx) => {
    setRoles(tx, account.userId, input.roles);
    return {
      output: undefined,
      audit: {
        action: 'accounts.grant',
        entity: 'account',
        entityId: account.userId,
        detail: `${account.name}：${roleNames(account.roles) || '无岗位'} → ${roleNames(input.roles)}`,
        reason: input.reason,
      },
    };
  });
  for (const compartment of dropped) await vault.slots.revoke(account.account, compartment);
  if (dropped.length > 0) await removeKeptNow(desk, '密钥已收回');
}

/** Before the first of several keys is given. */
function refuseUnfit(needed: readonly Compartment[], { proof }: Confirmation): void {
  const lacking = needed.filter((compartment) => !proof.compartments.has(compartment));
  if (lacking.length === 0) return;
  refuse(
    'WitnessUnfit',
    '不能由此账号确认。',
    `该岗位可查看${compartmentNames(needed)}，此账号自己不能查看${compartmentNames(lacking)}。`,
    needed.length > 1
      ? '请由都能查看的人员确认，或者分两次授予，每次由能查看的人员确认。'
      : '请由能查看的人员确认。',
  );
}

/** Takes the key away as well, and seals everything from now on with a new master key. */
async function disableAccount(
  desk: Desk,
  input: { readonly userId: string; readonly reason: string },
): Promise<void> {
  const { vault } = desk.office();
  const account = accountById(vault, input.userId);
  changeStatus(desk, input, 'DISABLED', 'accounts.disable', '停用账号');
  // Done once more it completes what an interruption had left half done.
  await vault.slots.remove(account.account).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  await vault.slots.rekey();
  await removeKeptNow(desk, '密钥已更换');
}

async function resetAccount(
  desk: Desk,
  input: { readonly userId: string; readonly password: string; readonly reason: string },
): Promise<void> {
  const { vault, info } = desk.office();
  const account = accountById(vault, input.userId);
  if (account.userId === desk.person().actor.userId) {
    refuse('OwnAccount', '不能为自己重设初始口令。', '须由另一人办理。', '修改本人口令请用“修改口令”。');
  }
  keepPostsFilled(listAccounts(vault), { ...account, roles: [] });
  keepKeysHeld(listAccounts(vault), { ...account, roles: [] });
  const digest = passwordDigest(vault, account.account, input.password);
  checkNewPassword(info.profile, account.account, input.password, digest, account.passwordHistory);
  // The posts first: the new password must never open an account that still has them.
  desk.commit(topics, (tx) => {
    setPassword(tx, account, digest, desk.now(), info.profile, true);
    setRoles(tx, account.userId, []);
    setStatus(tx, account.userId, 'CREATED');
    return {
      output: undefined,
      audit: {
        action: 'accounts.reset',
        entity: 'account',
        entityId: account.userId,
        detail: `为${account.name}重设初始口令，岗位待重新授予`,
        reason: input.reason,
      },
    };
  });
  await vault.slots.reset(account.account, input.password, []).catch(async (error: unknown) => {
    if (!isMissing(error)) throw error;
    await vault.slots.add(account.account, input.password, []);
  });
  await removeKeptNow(desk, '密钥已收回');
  desk.attempts.succeed(account.account);
}

function changeStatus(
  desk: Desk,
  input: { readonly userId: string; readonly reason: string },
  status: 'ACTIVE' | 'DISABLED',
  action: 'accounts.disable' | 'accounts.enable' | 'accounts.unlock',
  detail: string,
): Record<string, never> {
  const { vault } = desk.office();
  const account = accountById(vault, input.userId);
  if (account.userId === desk.person().actor.userId) {
    refuse('OwnAccount', '不能变更自己的账号状态。', '须由另一人办理。', '请联系其他管理员。');
  }
  keepPostsFilled(listAccounts(vault), { ...account, status });
  keepKeysHeld(listAccounts(vault), { ...account, status });
  // An account without roles goes back to waiting for its grant.
  const next = status === 'ACTIVE' && account.roles.length === 0 ? 'CREATED' : status;
  desk.commit(topics, (tx) => {
    setStatus(tx, account.userId, next);
    return {
      output: undefined,
      audit: {
        action,
        entity: 'account',
        entityId: account.userId,
        detail: `${detail}：${account.name}`,
        reason: input.reason,
      },
    };
  });
  return {};
}
