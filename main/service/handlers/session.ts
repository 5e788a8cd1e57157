/** Start page, sign-in, lock, passwords, second persons. */
import { passwordProfile, passwordWeakness } from '../../../domain/access/passwords.ts';
import { compartmentsOf } from '../../../domain/access/permissions.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { commit, type Written } from '../../audit/commit.ts';
import type { Vault, Writer } from '../../vault/api.ts';
import { accountToActor, checkNewPassword, findAccount, passwordDigest } from '../accounts.ts';
import { countLater, forgetOlder, fileOlder, moveOlder, sealOlder } from '../after-upgrade.ts';
import type { Desk } from '../desk.ts';
import { selfConfirmedUntil } from '../disclosure.ts';
import { tidyExchange } from '../exchange/wiring.ts';
import { holdsVault } from '../founding-mark.ts';
import { changeKeys, settleKeyChanges } from '../key-changes.ts';
import { makeMissingKeys } from '../new-keys.ts';
import { openOffice } from '../office.ts';
import { confirmSelf, witness } from '../passwords-at-desk.ts';
import { practiceAccounts, practiceOffices } from '../practice/offices.ts';
import type { Handlers } from '../router.ts';
import {
  agreeBySheets,
  agreeToRestored,
  declineRestored,
  settleAdopted,
  settleBySheets,
} from '../restore-agreement.ts';
import { awaitsAgreement, renumberOnce } from '../restored.ts';
import { upgradeTexts } from '../before-upgrade.ts';
import { isWrongPassword, openWithPassword, type Session, startSession } from '../sessions.ts';
import { lookAtVault, openVaultAt, recoverVaultAt } from '../vaults.ts';
import { refuseUnfinishedWiping, unfinishedBecause } from '../wiping.ts';

type SessionHandlers = Pick<
  Handlers,
  | 'app.status'
  | 'session.unlock'
  | 'session.recover'
  | 'session.agreeToRestored'
  | 'session.agreeBySheets'
  | 'session.declineRestored'
  | 'session.current'
  | 'session.lock'
  | 'session.changePassword'
  | 'session.witness'
  | 'session.selfConfirmed'
  | 'session.confirmSelf'
  | 'jobs.cancel'
>;

export function sessionHandlers(desk: Desk): SessionHandlers {
  // Guesses made all at once would each find that no delay is running yet.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  return {
    'app.status': async () => {
      await desk.left();
      return status(desk);
    },
    'session.unlock': ({ input }) => unlock(desk, input.account, input.password),
    'session.recover': async ({ input }) => {
      await recover(desk, input.shares, input.account, input.newPassword);
      return {};
    },
    'session.agreeToRestored': async ({ input }) => {
      await inTurn(() => agreeToRestored(desk, input.administrators));
      return {};
    },
    'session.agreeBySheets': async ({ input }) => {
      await inTurn(() => agreeBySheets(desk, input.shares));
      return {};
    },
    'session.declineRestored': () => {
      declineRestored(desk);
      return {};
    },
    'session.current': () => {
      const session = desk.session();
      return session && toInfo(desk, session);
    },
    'session.lock': async ({ input }) => {
      await desk.leave(input.reason);
      return {};
    },
    'session.changePassword': async ({ input }) => {
      await inTurn(() => changePassword(desk, input.current, input.next));
      return {};
    },
    'session.witness': ({ input }) => inTurn(() => witness(desk, input)),
    'session.selfConfirmed': () => ({ until: selfConfirmedUntil(desk) }),
    'session.confirmSelf': ({ input }) => inTurn(() => confirmSelf(desk, input.password)),
    'jobs.cancel': ({ input }) => {
      desk.jobs.cancel(input.job);
      return {};
    },
  };
}

function status(desk: Desk): Output<'app.status'> {
  const place = desk.place.read();
  const folder = desk.place.current();
  const found = folder !== null && holdsVault(folder) ? lookAtVault(folder) : null;
  const because = desk.leftBecause();
  return {
    version: desk.version,
    vault: desk.session() ? 'open' : found ? 'locked' : 'none',
    lockedBy: because === 'idle' || because === 'system' ? because : null,
    practice: place.practice !== null,
    officeName: found?.office?.name ?? null,
    awaitsAgreement: found !== null && awaitsAgreement(place),
    wiping: wipingOf(desk),
    practiceAccounts: place.practice === null ? [] : practiceAccounts(place.practice),
    practiceOffices: practiceOffices(place.practice),
  };
}

function wipingOf(desk: Desk): Output<'app.status'>['wiping'] {
  const standing = desk.wiping.standing();
  if (!standing) return null;
  const { name, statement } = standing.mark;
  if (standing.kind === 'done') return { done: true, name, statement, left: [], why: '', next: '' };
  return { done: false, name, statement, left: [...standing.left], ...unfinishedBecause(standing) };
}

function currentFolder(desk: Desk): string {
  refuseUnfinishedWiping(desk.wiping);
  const folder = desk.place.current();
  if (folder === null || !holdsVault(folder)) {
    refuse(
      'VaultMissing',
      '没有找到本机的保险库。',
      '文件夹可能被移动、改名，或所在磁盘未接上。',
      '请把文件夹放回原处，或在首页选择“打开已有数据库”。',
    );
  }
  return folder;
}

async function unlock(desk: Desk, account: string, password: string): Promise<Output<'session.unlock'>> {
  if (desk.session()) void desk.leave('user');
  const leaves = desk.leaves();
  await desk.left();
  const folder = currentFolder(desk);
  if (awaitsAgreement(desk.place.read())) refuseBeforeAgreement();
  const { vault, earlier } = await openWithPassword(desk.attempts, desk.now(), account, () =>
    openVaultAt(desk, folder, account, password),
  );
  if (desk.leaves() !== leaves) {
    await vault.close();
    refuse(
      'LockedMeanwhile',
      '没有登录。',
      '核对口令期间本机已锁屏、休眠或退出登录。',
      '请重新输入账号和口令登录。',
    );
  }
  return enter(desk, vault, account, earlier);
}

function refuseBeforeAgreement(): never {
  refuse(
    'RestoreNotAgreed',
    '这个数据库还不能登录。',
    '它是从备份恢复的（或从别处复制来的），须先由两名管理员确认。',
    '请两名管理员到场，在登录页分别输入账号口令；或者用两份恢复单确认。',
  );
}

async function enter(
  desk: Desk,
  vault: Vault,
  account: string,
  earlier: { readonly count: number; readonly last: number },
): Promise<Output<'session.unlock'>> {
  try {
    const office = await openOffice(desk, vault);
    await tidyExchange(office);
    settleAdopted(desk, office);
    const made = await makeMissingKeys(office, account);
    await sealOlder(office);
    await fileOlder(office);
    await forgetOlder(office);
    await moveOlder(office);
    await countLater(office);
    const session = tellMade(startSession(office, account, earlier), [...upgradeTexts(office), ...made]);
    desk.enter(office, session);
    return toInfo(desk, session);
  } catch (error) {
    if (!desk.session()) await vault.close();
    throw error;
  }
}

function tellMade(session: Session, made: readonly string[]): Session {
  const notices = made.map((text) => ({ level: 'info' as const, text }));
  return { ...session, notices: [...notices, ...session.notices] };
}

function toInfo(desk: Desk, session: Session): Output<'session.unlock'> {
  const { info, vault } = desk.office();
  return {
    userId: session.actor.userId,
    account: session.account,
    name: session.actor.name,
    roles: [...session.actor.roles],
    permissions: [...session.actor.permissions],
    office: info,
    practice: desk.place.read().practice !== null,
    passwordExpiresInDays: session.passwordExpiresInDays,
    mustChangePassword: session.mustChangePassword,
    readOnly: vault.state.readOnly !== null,
    idleLockMinutes: passwordProfile(info.profile).idleLockMinutes,
    lastSignIn: session.lastSignIn,
    notices: [...session.notices],
  };
}

async function changePassword(desk: Desk, current: string, next: string): Promise<void> {
  const { vault, info } = desk.office();
  const session = desk.person();
  const account = findAccount(vault, session.account);
  if (!account) throw new Error('the session has no account');
  const digest = passwordDigest(vault, account.account, next);
  checkNewPassword(info.profile, account.account, next, digest, account.passwordHistory);
  desk.attempts.check(account.account, desk.now());
  const change = {
    account: account.account,
    audit: {
      action: 'session.changePassword',
      entity: 'account',
      entityId: account.userId,
      detail: `${account.name}修改本人口令`,
    },
    digest,
    mustChange: false,
  } as const;
  const commitAs = <T>(work: (tx: Writer) => Written<T>): T => desk.commit(['accounts'], work);
  await changeKeys(desk.office(), commitAs, change, (announce) =>
    vault.slots.changePassword(account.account, current, next, announce),
  ).catch((error: unknown) => {
    if (isWrongPassword(error)) desk.attempts.fail(account.account, desk.now());
    throw error;
  });
  desk.refresh({
    ...session,
    mustChangePassword: false,
    passwordExpiresInDays: passwordProfile(info.profile).maxAgeDays,
    notices: session.notices.filter((notice) => !notice.text.startsWith('口令')),
  });
}

async function recover(desk: Desk, shares: readonly string[], account: string, next: string): Promise<void> {
  const vault = await recoverVaultAt(desk, currentFolder(desk), shares);
  try {
    const office = await openOffice(desk, vault);
    settleKeyChanges(office);
    await makeMissingKeys(office, null);
    // What is written from here on hides from the next opening that the vault is an older one.
    const { rollback } = vault.state;
    if (rollback) renumberOnce(office, rollback.seenSequence);
    settleBySheets(desk, office);
    const found = findAccount(vault, account);
    if (!found) {
      refuse('NoSuchAccount', '没有这个账号。', '恢复单只能为已有账号重设口令。', '请核对账号后重试。', {
        account: '账号不存在',
      });
    }
    const weakness = passwordWeakness(passwordProfile(office.info.profile), next, account);
    if (weakness)
      refuse('WeakPassword', '新口令不符合要求。', weakness, '请另设口令。', { newPassword: weakness });
    const actor = accountToActor(found, office.info.id);
    const compartments = compartmentsOf(found.roles).filter((each) => vault.compartments.has(each));
    const change = {
      account,
      audit: {
        action: 'session.recover',
        entity: 'account',
        entityId: found.userId,
        detail: `凭恢复单为${found.name}重设口令`,
      },
      digest: passwordDigest(vault, account, next),
      mustChange: true,
    } as const;
    const commitAs = <T>(work: (tx: Writer) => Written<T>): T => commit(office, actor, work);
    await changeKeys(office, commitAs, change, (announce) =>
      vault.slots.reset(account, next, compartments, announce),
    );
    desk.attempts.succeed(account);
  } finally {
    await vault.close();
  }
}
