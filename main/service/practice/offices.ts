/** The practice set (练习库): one city and two counties whose people, passwords and letters are all invented. */
import { roleLabels } from '../../../domain/access/permissions.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import type { Founding } from '../setup.ts';

export interface PracticeOffice {
  /** Folder below the practice folder. */
  readonly folder: string;
  readonly founding: Founding;
  /** Letters of the practice year. */
  readonly letters: number;
  readonly seed: number;
}

/** Shown on the sign-in page; a practice vault protects nothing. */
export const practicePassword = 'Lianxi-2026';

const people = (
  names: readonly [string, string, string, string, string, string, string, string],
): Founding['users'] =>
  (
    [
      ['djy', 'REGISTRAR'],
      ['zr', 'OFFICE_DIRECTOR'],
      ['xtgl', 'SYS_ADMIN'],
      ['aqbm', 'SEC_ADMIN'],
      ['sjy', 'AUDITOR'],
      ['xsgl', 'CLUE_MANAGER'],
      ['zgdc', 'RECT_OFFICER'],
      ['jhrc', 'PLANNER'],
    ] as const
  ).map(([account, role], index) => ({
    account,
    name: names[index] ?? account,
    roles: [role],
    // Passwords of one office must differ, so the account's number is part of each.
    password: `${practicePassword}-${index + 1}`,
  }));

export const practiceSet: readonly PracticeOffice[] = [
  {
    folder: 'city',
    founding: {
      level: 'CITY',
      name: '清江市委巡察办（练习）',
      region: '339900',
      docWord: '清巡办',
      profile: 'WORK',
      users: people(['林登记', '方主任', '秦系统', '安保密', '申审计', '苏线索', '钱督查', '韩计划']),
    },
    letters: 120,
    seed: 11,
  },
  {
    folder: 'county-a',
    founding: {
      level: 'COUNTY',
      name: '云溪县委巡察办（练习）',
      region: '339901',
      docWord: '云巡办',
      profile: 'WORK',
      users: people(['何登记', '陆主任', '秦系统', '安保密', '申审计', '吴线索', '丁督查', '江计划']),
    },
    letters: 320,
    seed: 22,
  },
  {
    folder: 'county-b',
    founding: {
      level: 'COUNTY',
      name: '松阳岭县委巡察办（练习）',
      region: '339902',
      docWord: '松巡办',
      profile: 'WORK',
      users: people(['叶登记', '罗主任', '秦系统', '安保密', '申审计', '葛线索', '孟督查', '柳计划']),
    },
    letters: 260,
    seed: 33,
  },
];

export const practiceFolders: readonly string[] = practiceSet.map((office) => office.folder);

/** The accounts of one practice office with their passwords, for its sign-in page. */
export function practiceAccounts(folder: string): Output<'app.status'>['practiceAccounts'] {
  const office = practiceSet.find((each) => each.folder === folder);
  return (office?.founding.users ?? []).map((user) => ({
    account: user.account,
    name: user.name,
    role: user.roles.map((role) => roleLabels[role]).join('、'),
    password: user.password,
  }));
}

/** The offices to choose from while practising; empty when working for real. */
export function practiceOffices(current: string | null): Output<'app.status'>['practiceOffices'] {
  if (current === null) return [];
  return practiceSet.map((office) => ({
    id: office.folder,
    name: office.founding.name,
    current: office.folder === current,
  }));
}
