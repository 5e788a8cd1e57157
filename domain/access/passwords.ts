/**
 * Password rules by the machine's secrecy profile (reference 6.3). The rows are proposals from secondary sources
 * and stay marked 待核; an office may only make them stricter.
 */

export interface PasswordProfile {
  readonly id: 'WORK' | 'SECRET' | 'CONFIDENTIAL';
  readonly label: string;
  readonly minLength: number;
  /** Of the four kinds: lower case, upper case, digits, other signs. */
  readonly minKinds: number;
  /** Days until the password must be changed. */
  readonly maxAgeDays: number;
  readonly warnDaysBefore: number;
  readonly history: number;
  readonly attempts: number;
  readonly idleLockMinutes: number;
  readonly basis: string;
  readonly verified: boolean;
}

export const passwordProfiles: readonly PasswordProfile[] = [
  {
    id: 'WORK',
    label: '工作秘密（内部）',
    minLength: 8,
    minKinds: 2,
    maxAgeDays: 90,
    warnDaysBefore: 3,
    history: 5,
    attempts: 5,
    idleLockMinutes: 10,
    basis: '本办规定（待核）',
    verified: false,
  },
  {
    id: 'SECRET',
    label: '秘密级',
    minLength: 8,
    minKinds: 3,
    maxAgeDays: 30,
    warnDaysBefore: 3,
    history: 5,
    attempts: 5,
    idleLockMinutes: 10,
    basis: '秘密级计算机口令不少于8位、每月更换（待核）',
    verified: false,
  },
  {
    id: 'CONFIDENTIAL',
    label: '机密级',
    minLength: 10,
    minKinds: 3,
    maxAgeDays: 7,
    warnDaysBefore: 3,
    history: 5,
    attempts: 5,
    idleLockMinutes: 10,
    basis: '机密级计算机口令不少于10位、每周更换（待核）',
    verified: false,
  },
];

export type PasswordProfileId = PasswordProfile['id'];

/** The profile with this id; unknown ids are a bug. */
export function passwordProfile(id: string): PasswordProfile {
  const profile = passwordProfiles.find((candidate) => candidate.id === id);
  if (!profile) throw new Error(`unknown password profile ${id}`);
  return profile;
}

const kinds = [/[a-z]/u, /[A-Z]/u, /[0-9]/u, /[^a-zA-Z0-9]/u];

/** A half must be strong alone: whoever has stolen the other one can try at leisure, away from our PC. */
const shortestHalf = 10;

/**
 * What is wrong with one administrator's half of a key backup's passphrase, or undefined. Only signs that every keyboard
 * and every tool writes the same way.
 */
export function backupHalfWeakness(half: string): string | undefined {
  if (!/^[\u0021-\u007e]*$/u.test(half)) return '只能用英文字母、数字和英文符号，不能有空格。';
  if (half.length < shortestHalf) return `不得少于${shortestHalf}位。`;
  if (half.length > 64) return '不得超过64位。';
  if (kinds.filter((kind) => kind.test(half)).length < 3) {
    return '须含大写字母、小写字母、数字、符号中的至少3种。';
  }
  if (/(.)\1{3}/u.test(half)) return '同一字符不得连续出现四次以上。';
  return undefined;
}

/** What is wrong with a new password, as a sentence for the clerk, or undefined when it may be used. */
export function passwordWeakness(
  profile: PasswordProfile,
  password: string,
  account: string,
): string | undefined {
  if (password.length < profile.minLength) return `口令不得少于${profile.minLength}位。`;
  if (password.length > 128) return '口令不得超过128位。';
  if (kinds.filter((kind) => kind.test(password)).length < profile.minKinds) {
    return `口令须含大写字母、小写字母、数字、符号中的至少${profile.minKinds}种。`;
  }
  if (account.length >= 3 && password.toLowerCase().includes(account.toLowerCase())) {
    return '口令中不得含有账号名。';
  }
  if (/(.)\1{3}/u.test(password)) return '口令中同一字符不得连续出现四次以上。';
  return undefined;
}
