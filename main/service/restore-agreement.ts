/**
 * A vault from a backup or another PC is used only when two administrators agree (reference 6.2). Two of the three recovery
 * sheets stand for them, because two holders had to come together as well; so a damaged backup can be rescued when
 * nobody remembers a second password.
 */
import { ExpectedError, refuse } from '../../domain/failure.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import { note, systemActor } from '../audit/commit.ts';
import type { Vault } from '../vault/api.ts';
import { type Account, accountToActor, findAccount } from './accounts.ts';
import type { Desk } from './desk.ts';
import { openOffice, type OpenOffice } from './office.ts';
import { awaitsAgreement, renumberOnce } from './restored.ts';
import { isWrongPassword, openWithPassword } from './sessions.ts';
import { openVaultAt, recoverVaultAt } from './vaults.ts';

type Administrator = Parsed<'session.agreeToRestored'>['administrators'][number];

/** Refuses wrong passwords with the delays of signing in, the same person twice, and whoever is no administrator. */
export async function agreeToRestored(desk: Desk, administrators: readonly Administrator[]): Promise<void> {
  const folder = awaitingFolder(desk);
  const [first, second] = administrators;
  if (!first || !second) throw new Error('two administrators agree');
  const opened = await named('第一名管理员', () =>
    openWithPassword(desk.attempts, desk.now(), first.account, () =>
      openVaultAt(desk, folder, first.account, first.password),
    ),
  );
  try {
    const office = await openOffice(desk, opened.vault);
    await named('第二名管理员', () => checkPassword(desk, opened.vault, second));
    const [one, other] = administrators.map(({ account }) => administratorOf(office, account));
    if (one?.userId === other?.userId) {
      refuse(
        'SamePerson',
        '两名管理员不能是同一人。',
        '恢复备份须由两人办理。',
        '请另一名管理员输入账号口令。',
      );
    }
    settleAgreement(desk, office, `${one?.name ?? ''}、${other?.name ?? ''}两名管理员`);
  } finally {
    await opened.vault.close();
  }
}

/** The same by two of the three recovery sheets; no password is changed. */
export async function agreeBySheets(desk: Desk, shares: readonly string[]): Promise<void> {
  const vault = await recoverVaultAt(desk, awaitingFolder(desk), shares);
  try {
    settleBySheets(desk, await openOffice(desk, vault));
  } finally {
    await vault.close();
  }
}

/** For who has opened an adopted vault with the sheets for another reason: their holders have agreed by it. */
export function settleBySheets(desk: Desk, office: OpenOffice): void {
  if (awaitsAgreement(desk.place.read())) settleAgreement(desk, office, '两份恢复单的保管人');
}

/** A vault that cannot be written keeps the agreement beside it until it can; nothing is numbered meanwhile. */
function settleAgreement(desk: Desk, office: OpenOffice, who: string): void {
  desk.place.write({ ...desk.place.read(), agreed: who });
  settleAdopted(desk, office);
}

/** Logs the agreement and numbers anew, once, as soon as the adopted vault can be written. */
export function settleAdopted(desk: Desk, office: OpenOffice): void {
  const place = desk.place.read();
  if (!place.adopted || place.agreed === null || place.practice !== null) return;
  if (office.vault.state.readOnly) return;
  const { agreed } = place;
  renumberOnce(office, `adopted ${desk.now()}`);
  office.vault.transact((tx) => {
    note(tx, office, systemActor, {
      action: 'vault.restore',
      detail: `${agreed}确认，在本机使用恢复的（或从别处复制来的）数据库`,
    });
  });
  desk.place.write({ ...place, adopted: false, agreed: null });
}

/** Not this one after all: its folder stays as it is. Nobody can be signed in meanwhile. */
export function declineRestored(desk: Desk): void {
  awaitingFolder(desk);
  desk.place.write({ ...desk.place.read(), vault: null, adopted: false });
}

function awaitingFolder(desk: Desk): string {
  const place = desk.place.read();
  if (place.vault === null || !awaitsAgreement(place)) {
    refuse('NothingToAgree', '现在没有需要确认的恢复。', '本机的数据库已经可以登录。', '请直接登录。');
  }
  return place.vault;
}

async function checkPassword(desk: Desk, vault: Vault, { account, password }: Administrator): Promise<void> {
  desk.attempts.check(account, desk.now());
  const proof = await vault.slots.openWitness(account, password).catch((error: unknown) => {
    if (isWrongPassword(error)) desk.attempts.fail(account, desk.now());
    throw error;
  });
  proof.release();
  desk.attempts.succeed(account);
}

/** A password that another administrator has set proves nobody's presence. */
function administratorOf(office: OpenOffice, account: string): Account {
  const found = findAccount(office.vault, account);
  const fit =
    found?.status === 'ACTIVE' &&
    !found.mustChange &&
    accountToActor(found, office.info.id).permissions.has('witness.keys');
  if (!found || !fit) {
    refuse(
      'WitnessUnfit',
      `“${account}”不能确认恢复。`,
      '恢复备份须由两名在岗的管理员（系统管理员、安全保密管理员、安全审计员）办理，其口令须由本人设置过。',
      '请另一名管理员输入账号口令；到不了两名的，用两份恢复单确认。',
    );
  }
  return found;
}

/** Says whose password it was that was refused. */
async function named<T>(who: string, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    throw new ExpectedError({ ...error.failure, what: `${who}：${error.failure.what}` });
  }
}
