/** The founding of an office: what must be true before a vault is made, and what is put into it. */
import { mkdirSync, readdirSync } from 'node:fs';
import { compartmentsOf, type Role, roleConflict, roleLabels } from '../../domain/access/permissions.ts';
import { passwordProfile, passwordWeakness } from '../../domain/access/passwords.ts';
import { refuse } from '../../domain/failure.ts';
import { type DivisionLevel, levelLabels, officeIdOf, regionLevel } from '../../domain/office.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import { driveKind } from './drives.ts';
import { beginFounding, clearFounding, isUnfinished, otherNames } from './founding-mark.ts';
import type { OfficeInfo } from './office.ts';
import type { NewVaultUser } from './vaults.ts';

export type Founding = Omit<Parsed<'setup.create'>, 'job' | 'folder'>;

const neededRoles: readonly Role[] = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR', 'REGISTRAR', 'OFFICE_DIRECTOR'];

/** Refuses a set of first users that breaks the separation of the three administrators or lacks a post. */
export function checkFirstUsers(founding: Founding): void {
  const fields: Record<string, string> = {};
  const profile = passwordProfile(founding.profile);
  for (const [index, user] of founding.users.entries()) {
    const conflict = roleConflict(user.roles);
    if (conflict) fields[`users.${index}.roles`] = conflict;
    const weakness = passwordWeakness(profile, user.password, user.account);
    if (weakness) fields[`users.${index}.password`] = weakness;
    if (founding.users.findIndex((other) => other.account === user.account) !== index) {
      fields[`users.${index}.account`] = '账号重复';
    }
    if (founding.users.findIndex((other) => other.password === user.password) !== index) {
      fields[`users.${index}.password`] = '不同人员不得使用相同口令';
    }
  }
  const missing = neededRoles.filter((role) => !founding.users.some((user) => user.roles.includes(role)));
  if (missing.length > 0) {
    refuse(
      'PostsMissing',
      '人员设置不完整。',
      `缺少：${missing.map((role) => roleLabels[role]).join('、')}。批办与登记须由两人分别担任。`,
      '请补齐人员后继续。',
    );
  }
  if (Object.keys(fields).length > 0) {
    refuse(
      'FirstUsersInvalid',
      '人员设置有误。',
      '有的账号、岗位或口令不符合要求。',
      '请按提示逐项修改。',
      fields,
    );
  }
}

/**
 * An office is named by the code of its division: a county that took its city's code would pass for the city, and its
 * packages for the city's.
 */
export function checkDivision({
  level,
  region,
  workstation,
}: Pick<Founding, 'level' | 'region' | 'workstation'>): void {
  const actual = regionLevel(region);
  if (level === 'GROUP') return checkWorkstation(actual, workstation);
  if (actual === level) return;
  refuse(
    'DivisionOfOtherLevel',
    '层级与行政区划不一致。',
    `所选的行政区划是${levelLabels[actual]}，层级选的是${levelLabels[level]}。`,
    '请核对层级，并选择本机关所在的行政区划。',
    { region: '与层级不一致' },
  );
}

/** A group's workstation bears the division of the office whose group it is, and a number among its workstations. */
function checkWorkstation(division: DivisionLevel, workstation: number | undefined): void {
  if (division === 'PROVINCE') {
    refuse(
      'DivisionOfOtherLevel',
      '层级与行政区划不一致。',
      '巡察组单机属于派出巡察组的市级或县级巡察办，所选的行政区划是省级。',
      '请选择派出巡察组的机关所在的行政区划。',
      { region: '与层级不一致' },
    );
  }
  if (workstation !== undefined) return;
  refuse(
    'WorkstationNumberMissing',
    '还没有填写单机编号。',
    '单机以行政区划和编号为名，登记的信访件等也以此编号，不与派出机关的相混。',
    '请填写派出机关给定的单机编号；用过的编号不再使用。',
    { workstation: '请填写' },
  );
}

export function foundingToOffice(founding: Founding): OfficeInfo {
  return {
    id: officeIdOf(founding.region, founding.level === 'GROUP' ? founding.workstation : undefined),
    level: founding.level,
    name: founding.name.trim(),
    region: founding.region,
    profile: founding.profile,
    docWord: founding.docWord.trim(),
  };
}

/** The users with the compartments their posts open, as the vault wants them. */
export function foundingSlots(founding: Founding): readonly NewVaultUser[] {
  return founding.users.map((user) => ({
    account: user.account,
    password: user.password,
    compartments: compartmentsOf(user.roles),
  }));
}

export interface FolderReport {
  readonly usable: boolean;
  readonly problem: string | null;
  readonly warning: string | null;
}

/** Whether a new vault may be made in `folder`; `problem` refuses, `warning` only tells. */
export async function inspectFolder(folder: string): Promise<FolderReport> {
  const kind = await driveKind(folder);
  if (kind === 'removable') {
    return {
      usable: false,
      problem: '该文件夹在可移动介质上。保险库不得放在U盘、移动硬盘或光盘上，请选择本机硬盘。',
      warning: null,
    };
  }
  if (kind === 'network') {
    return { usable: false, problem: '该文件夹在网络位置上。保险库只能放在本机硬盘。', warning: null };
  }
  const names = listNames(folder);
  if (names === undefined)
    return { usable: false, problem: '无法读取该文件夹，请检查权限或另选。', warning: null };
  const unfinished = isUnfinished(folder);
  if ((unfinished ? otherNames(names) : names).length > 0) {
    const problem = unfinished
      ? '该文件夹里除了一次没有完成的建立，还有其他文件，这些文件不会删除。请选择一个空文件夹。'
      : '该文件夹不是空的。请选择一个空文件夹，以免与其他文件混在一起。';
    return { usable: false, problem, warning: null };
  }
  const warning = kind === 'unknown' ? '无法判断该位置是否为本机硬盘，请自行确认不是U盘或网络位置。' : null;
  return { usable: true, problem: null, warning };
}

function listNames(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : undefined;
  }
}

/**
 * Makes the (empty) folder a vault will be created in, and marks it until the founding has ended; of one that was
 * interrupted there, its own files are removed. Refuses with the reason from {@link inspectFolder}.
 */
export async function prepareFolder(folder: string): Promise<void> {
  const report = await inspectFolder(folder);
  if (!report.usable) {
    refuse(
      'FolderUnusable',
      '不能在这个文件夹建立保险库。',
      report.problem ?? '文件夹不可用。',
      '请另选一个本机硬盘上的空文件夹。',
    );
  }
  clearFounding(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  beginFounding(folder);
}
