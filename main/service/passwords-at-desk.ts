/** Passwords typed while somebody sits at the desk: by a second person for one act, or by the same person again. */
import { refuse } from '../../domain/failure.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { Witness } from '../vault/api.ts';
import { accountToActor, findAccount } from './accounts.ts';
import type { Desk } from './desk.ts';
import { selfConfirmedUntil } from './disclosure.ts';
import { isWrongPassword } from './sessions.ts';
import { witnessPermission } from './witnesses.ts';

/**
 * What the password opens. A wrong one counts like a failed sign-in, with the same delays; earlier ones are logged with
 * the act they came before. Refuses when the desk was left meanwhile.
 */
async function openProof(desk: Desk, account: string, password: string, before: string): Promise<Witness> {
  const { vault } = desk.office();
  const present = desk.person();
  desk.attempts.check(account, desk.now());
  const proof = await vault.slots.openWitness(account, password).catch((error: unknown) => {
    if (isWrongPassword(error)) desk.attempts.fail(account, desk.now());
    throw error;
  });
  const earlier = desk.attempts.succeed(account);
  if (desk.session() !== present) {
    proof.release();
    refuse('NotSignedIn', '当前没有登录。', '核对口令期间已经锁定。', '请重新登录后再办理。');
  }
  if (earlier.count > 0) {
    const detail = `${before}前口令输错${earlier.count}次`;
    desk.trace({ action: 'session.fail', detail, result: '失败' });
  }
  return proof;
}

/** The person at the desk gives the own password again; refuses with `WrongPassword` or `TooManyAttempts`. */
export async function confirmSelf(desk: Desk, password: string): Promise<Output<'session.confirmSelf'>> {
  const { account } = desk.person();
  const proof = await openProof(desk, account, password, '核对本人口令').catch((error: unknown) => {
    if (!isWrongPassword(error)) throw error;
    refuse(
      'WrongPassword',
      '口令不正确。',
      '输入的不是您登录时用的口令；输错的次数与登录时合并计算。',
      '请重新输入。',
    );
  });
  proof.release();
  desk.trace({ action: 'session.confirmSelf', detail: '查看、导出、打印反映人信息前核对本人口令' });
  desk.confirmSelf();
  const until = selfConfirmedUntil(desk);
  if (until === null) throw new Error('the time after a password has ended at once');
  return { until };
}

/** A second person confirms one named act; the token works once. */
export async function witness(
  desk: Desk,
  input: { readonly account: string; readonly password: string; readonly act: string },
): Promise<Output<'session.witness'>> {
  const { vault, info } = desk.office();
  const present = desk.person();
  const proof = await openProof(desk, input.account, input.password, '双人确认');
  const found = findAccount(vault, input.account);
  if (!found || found.status !== 'ACTIVE' || found.userId === present.actor.userId) {
    proof.release();
    refuse('WitnessUnfit', '不能由此账号确认。', '确认人须是另一名在岗人员。', '请另一人输入其账号口令。');
  }
  const person = accountToActor(found, info.id);
  const needed = witnessPermission(input.act);
  if (!person.permissions.has(needed)) {
    proof.release();
    const [why, next] =
      needed === 'witness.keys'
        ? ['密钥备份须由两名管理员办理。', '请系统管理员、安全审计员或者另一名安全保密管理员确认。']
        : ['三员不参与业务事项的双人确认。', '请业务岗位的另一人确认。'];
    refuse('WitnessUnfit', '不能由此账号确认。', why, next);
  }
  const token = desk.witnesses.add({ person, act: input.act, proof });
  desk.trace({ action: 'session.witness', detail: `${person.name}在场确认`, entity: input.act });
  return { witness: token, userId: person.userId, name: person.name };
}
