/**
 * The one place that says when petitioners may come to light (reference 6.4): to whom it is allowed, and only shortly
 * after this very person has given the own password, so that an unlocked PC nobody sits at gives nothing away.
 */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import type { Desk } from './desk.ts';

/** Milliseconds; whoever works a pile of letters is not asked for each of them. */
const confirmedFor = 10 * 60_000;

/** The end of that time; null when the password has to be given. */
export function selfConfirmedUntil(desk: Desk): number | null {
  const at = desk.selfConfirmedAt();
  const now = desk.now();
  // A clock that was set back must not lengthen the time.
  return at !== null && at <= now && now < at + confirmedFor ? at + confirmedFor : null;
}

/**
 * Before petitioners in clear leave the program; `act` is what the person is about to do with them. Refuses with
 * `NotAllowed` or `OwnPasswordNeeded`.
 */
export function checkDisclosure(desk: Desk, act: '导出' | '打印'): void {
  if (!desk.person().actor.permissions.has('petition.revealPetitioner')) {
    refuse(
      'NotAllowed',
      `不能${act}反映人信息。`,
      '您没有查看反映人信息的权限。',
      `请取消勾选后${act}（反映人以掩码显示）。`,
    );
  }
  checkSelfConfirmed(desk, `${act}反映人信息`);
}

/**
 * The same where the contract names the permission already: sealed lines on the screen, and the scan of a letter, which may
 * name its writer without saying so. Refuses with `OwnPasswordNeeded`.
 */
export function checkSelfConfirmed(desk: Desk, act: string): void {
  if (selfConfirmedUntil(desk) !== null) return;
  refuse(
    'OwnPasswordNeeded',
    `${act}前，请输入本人口令。`,
    '防止他人趁您离开时用这台电脑查看反映人身份；输入后十分钟内不再询问。',
    '请输入您登录时用的口令。',
  );
}

/**
 * The person at the desk as far as searching goes: that a letter is found by a name says who wrote it, so sealed
 * identities are left out of the search until the password has been given. The window says that they are.
 */
export function searcher(desk: Desk): Actor {
  const { actor } = desk.person();
  if (selfConfirmedUntil(desk) !== null) return actor;
  const left = [...actor.permissions].filter((permission) => permission !== 'petition.searchPetitioner');
  return { ...actor, permissions: new Set(left) };
}

/** For calls that name no register of their own. */
export function refuseUnless(desk: Desk, register: Register, action: string): void {
  if (mayOn(desk.person().actor.permissions, register, action)) return;
  refuse(
    'NotAllowed',
    `您没有办理${register.label}的权限。`,
    '此操作未授予您所在的岗位。',
    '请由相应岗位的人员办理，或请安全保密管理员调整授权。',
  );
}

/** A form of a register the person neither keeps nor may take out. */
export function refusePrinting(register: Register): never {
  refuse(
    'PrintingNotAllowed',
    `您不能打印${register.label}的表单。`,
    '打印即带出：只有登记该登记簿或者有权导出的岗位可以打印。',
    '请由相应岗位的人员打印，或请安全保密管理员调整授权。',
  );
}
