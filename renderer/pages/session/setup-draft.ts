/** What the first-start wizard collects, and what is still missing from it. */
import { roleConflict, roleLabels, type Role } from '../../../domain/access/permissions.ts';
import { type OfficeLevel, regionLevel } from '../../../domain/office.ts';
import {
  passwordProfile,
  passwordWeakness,
  type PasswordProfileId,
} from '../../../domain/access/passwords.ts';

export interface SetupUser {
  readonly key: string;
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly password: string;
  readonly again: string;
}

export interface SetupDraft {
  readonly level: OfficeLevel;
  readonly name: string;
  readonly region: string;
  readonly regionName: string;
  /** Of a group's workstation: its number. */
  readonly workstation: number | null;
  readonly docWord: string;
  readonly profile: PasswordProfileId;
  readonly users: readonly SetupUser[];
  readonly folder: { readonly token: string; readonly name: string } | null;
}

export const emptyDraft: SetupDraft = {
  level: 'COUNTY',
  name: '',
  region: '',
  regionName: '',
  workstation: null,
  docWord: '',
  profile: 'SECRET',
  users: [
    emptyUser('1', ['SYS_ADMIN']),
    emptyUser('2', ['SEC_ADMIN']),
    emptyUser('3', ['AUDITOR']),
    emptyUser('4', ['OFFICE_DIRECTOR']),
    emptyUser('5', ['REGISTRAR']),
  ],
  folder: null,
};

export function emptyUser(key: string, roles: readonly Role[]): SetupUser {
  return { key, account: '', name: '', roles, password: '', again: '' };
}

export interface UserProblems {
  readonly account?: string;
  readonly name?: string;
  readonly roles?: string;
  readonly password?: string;
  readonly again?: string;
}

const accountForm = /^[\p{L}0-9._-]{2,32}$/u;

/** What is wrong with one line of the people table; an empty object when nothing is. */
export function userProblems(
  user: SetupUser,
  users: readonly SetupUser[],
  profile: PasswordProfileId,
): UserProblems {
  const weakness = passwordWeakness(passwordProfile(profile), user.password, user.account);
  const conflict = user.roles.length === 0 ? '请选择岗位。' : roleConflict(user.roles);
  const others = users.filter((other) => other.key !== user.key);
  const taken = others.some((other) => other.account === user.account);
  const shared = user.password !== '' && others.some((other) => other.password === user.password);
  return {
    ...(accountForm.test(user.account)
      ? taken
        ? { account: '账号与另一行相同。' }
        : {}
      : { account: '2至32个汉字、字母、数字或 . _ -。' }),
    ...(user.name.trim() === '' ? { name: '请填写姓名。' } : {}),
    ...(conflict ? { roles: conflict } : {}),
    ...(weakness ? { password: weakness } : shared ? { password: '与另一人的口令相同，请各自设置。' } : {}),
    ...(user.password === user.again ? {} : { again: '两次输入的口令不一致。' }),
  };
}

/** What is wrong with the people as a whole (reference 6.2), as sentences. */
export function staffProblems(users: readonly SetupUser[]): readonly string[] {
  const held = users.flatMap((user) => user.roles);
  const needed: readonly Role[] = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR', 'OFFICE_DIRECTOR', 'REGISTRAR'];
  const missing = needed.filter((role) => !held.includes(role)).map((role) => roleLabels[role]);
  return [
    ...(missing.length > 0 ? [`还没有人担任：${missing.join('、')}。`] : []),
    ...(users.length < 4 ? ['至少需要四个账号。'] : []),
  ];
}

/** What the clerk should know but may accept. */
export function staffWarnings(users: readonly SetupUser[]): readonly string[] {
  return users.some((user) => user.roles.includes('SYS_ADMIN') && user.roles.includes('SEC_ADMIN'))
    ? ['系统管理员与安全保密管理员由一人担任，仅限人员确实不足的机关，并须经本机关保密组织同意。']
    : [];
}

/** Whether the people step may be left. */
export function staffReady(draft: SetupDraft): boolean {
  return (
    staffProblems(draft.users).length === 0 &&
    draft.users.every((user) => Object.keys(userProblems(user, draft.users, draft.profile)).length === 0)
  );
}

/** What is wrong with the division of the office, as it is said below the field. */
export function divisionProblem({ region, level }: SetupDraft): string | undefined {
  if (!/^\d{6}$/u.test(region)) return '请选择行政区划。';
  if (level === 'GROUP') {
    return regionLevel(region) === 'PROVINCE'
      ? '请选择派出巡察组的巡察办所在的市或者县（市、区）。'
      : undefined;
  }
  if (regionLevel(region) === level) return undefined;
  return level === 'COUNTY'
    ? '所选的是设区的市；县级机关请选择县（市、区），市级机关请改选层级。'
    : '所选的是县（市、区）；市级机关请选择设区的市，县级机关请改选层级。';
}

/** What is wrong with the number of a workstation, as it is said below the field. */
export function numberProblem({ level, workstation }: SetupDraft): string | undefined {
  if (level !== 'GROUP') return undefined;
  const isNumber = workstation !== null && workstation >= 1 && workstation <= 999;
  return isNumber ? undefined : '请填写1至999之间的单机序号。';
}

/** Whether the office step may be left. */
export function officeReady(draft: SetupDraft): boolean {
  return draft.name.trim().length >= 2 && divisionProblem(draft) === undefined && !numberProblem(draft);
}
