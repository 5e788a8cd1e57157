/**
 * Who may do what (reference 1.2, 6.2 and 6.7). The service checks these at every call; the window only uses them
 * to leave out what would be refused anyway.
 */

export const permissions = [
  'petition.read',
  'petition.register',
  'petition.propose',
  'petition.approve',
  'petition.send',
  'petition.close',
  'petition.archive',
  'petition.sealDirect',
  'petition.convert',
  'petition.reopen',
  'petition.void',
  'petition.import',
  'petition.export',
  'petition.revealPetitioner',
  'petition.searchPetitioner',
  'reports.read',
  'paper.print',
  'reference.read',
  'reference.edit',
  'exchange.read',
  'exchange.prepare',
  'exchange.approve',
  'exchange.import',
  'exchange.media',
  'network.read',
  'network.manage',
  'accounts.read',
  'accounts.create',
  'accounts.grant',
  'vault.maintain',
  'keys.manage',
  'audit.read',
  'witness.give',
  'witness.keys',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * What can be looked at without writing, not even into the audit log; the rest rests while a damaged vault is read-only.
 * What these permissions allow besides looking (keeping a view, exporting, printing) leaves a trace: it is refused then,
 * and the window leaves it out by the session's `readOnly`.
 */
export const withoutWriting: readonly Permission[] = [
  'petition.read',
  'reports.read',
  'reference.read',
  'exchange.read',
  'network.read',
  'accounts.read',
  'audit.read',
  'vault.maintain',
];

export const roles = [
  'OFFICE_DIRECTOR',
  'REGISTRAR',
  'CLUE_MANAGER',
  'SYS_ADMIN',
  'SEC_ADMIN',
  'AUDITOR',
] as const;
export type Role = (typeof roles)[number];

export const roleLabels: Readonly<Record<Role, string>> = {
  OFFICE_DIRECTOR: '巡察办主任',
  REGISTRAR: '信访登记员',
  CLUE_MANAGER: '线索专管员',
  SYS_ADMIN: '系统管理员',
  SEC_ADMIN: '安全保密管理员',
  AUDITOR: '安全审计员',
};

export const adminRoles: readonly Role[] = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'];

const readsBusiness: readonly Permission[] = [
  'petition.read',
  'reports.read',
  'paper.print',
  'reference.read',
  'exchange.read',
  'network.read',
  'witness.give',
];

/** What each role may do. A new permission is denied to everyone until it is listed here. */
export const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  OFFICE_DIRECTOR: [
    ...readsBusiness,
    'petition.approve',
    'petition.sealDirect',
    'petition.reopen',
    'petition.void',
    'petition.export',
    'petition.revealPetitioner',
    'reference.edit',
    'exchange.approve',
  ],
  REGISTRAR: [
    ...readsBusiness,
    'petition.register',
    'petition.propose',
    'petition.send',
    'petition.close',
    'petition.archive',
    'petition.sealDirect',
    'petition.void',
    'petition.import',
    'petition.export',
    'petition.revealPetitioner',
    'petition.searchPetitioner',
    'exchange.prepare',
    'exchange.import',
    'exchange.media',
  ],
  CLUE_MANAGER: [...readsBusiness, 'petition.convert'],
  SYS_ADMIN: ['accounts.read', 'accounts.create', 'vault.maintain', 'witness.keys'],
  SEC_ADMIN: [
    'accounts.read',
    'accounts.grant',
    'network.read',
    'network.manage',
    'keys.manage',
    'witness.keys',
  ],
  AUDITOR: ['audit.read', 'witness.keys'],
};

/** The union of what the roles allow. */
export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  return new Set(held.flatMap((role) => permissionsByRole[role]));
}

/**
 * Why these roles may not meet in one person (reference 6.2), or undefined when they may.
 * SYS_ADMIN with SEC_ADMIN is allowed where a small county lacks staff; the caller shows a warning.
 */
export function roleConflict(held: readonly Role[]): string | undefined {
  const admins = held.filter((role) => adminRoles.includes(role));
  if (admins.includes('AUDITOR') && held.length > 1) return '安全审计员不得兼任其他任何岗位。';
  if (admins.length > 0 && admins.length < held.length) return '系统管理员、安全保密管理员不得兼任业务岗位。';
  return undefined;
}

/** The compartments whose keys a role's key slot receives. */
export function compartmentsOf(held: readonly Role[]): readonly 'petitioner'[] {
  return permissionsOf(held).has('petition.revealPetitioner') ? ['petitioner'] : [];
}

/** The person behind a call, as rules see him or her. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly office: string;
}
