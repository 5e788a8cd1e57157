import type { PasswordProfile } from '../../../domain/access/passwords.ts';

/** The password rules of a secrecy profile as one sentence for the clerk. */
export function profileRules(profile: PasswordProfile): string {
  return [
    `口令不少于${profile.minLength}位，含大写字母、小写字母、数字、符号中的至少${profile.minKinds}种`,
    `每${profile.maxAgeDays}天更换一次`,
    `不得与最近${profile.history}次相同`,
    `连续输错${profile.attempts}次的须等待，等待时间逐次加倍`,
    `${profile.idleLockMinutes}分钟不操作自动锁定。`,
  ].join('；');
}
