/**
 * Who may do what (reference 1.2, 6.2 and 6.7). The service checks these at every call; the window only uses them
 * to leave out what would be refused anyway.
 */
import type { Area } from '../area.ts';
import { allCompartments, type Compartment, type Register } from '../register.ts';
import { compartmentIn } from '../sealed.ts';

const ownPermissions = [
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
  /** Holds the key of the compartment `lead`. */
  'lead.open',
  'lead.handOver',
  'lead.track',
  'reports.read',
  /** 出具报表: what goes out under the office's name. */
  'reports.issue',
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

/** What can be done with the registers of every area but the letters, which have more and other steps. */
const areaActions = ['read', 'register', 'approve', 'void', 'import', 'export'] as const;
/** All but the letters. */
export const otherAreas = [
  'lead',
  'problem',
  'rectification',
  'supervision',
  'effect',
  'office',
  'planning',
  'people',
  'coordination',
] as const satisfies readonly Area[];
type AreaAction = (typeof areaActions)[number];
type OtherArea = (typeof otherAreas)[number];
type AreaPermission<A extends OtherArea = OtherArea> = `${A}.${AreaAction}`;

export type Permission = (typeof ownPermissions)[number] | AreaPermission;

export const permissions: readonly Permission[] = [
  ...ownPermissions,
  ...otherAreas.flatMap((area) => areaActions.map((action): AreaPermission => `${area}.${action}`)),
];

const known: ReadonlySet<string> = new Set(permissions);

/**
 * The permission that an action on a register takes: `<area>.<action>`. Scans (`scan`) show what is sealed of the record
 * itself, so where something is they take the permission that opens it. Undefined where nobody may do it, as with what
 * only the program writes.
 */
export function permissionOn(register: Described, action: string): Permission | undefined {
  if (register.byProgram && typed.includes(action)) return undefined;
  const compartment = compartmentIn(register);
  if (action === 'scan' && compartment) return openedBy[compartment];
  const name = `${register.area}.${action === 'scan' ? 'read' : action}`;
  return known.has(name) ? (name as Permission) : undefined;
}

type Described = Pick<Register, 'area' | 'fields' | 'children' | 'byProgram'>;

/** What people do where they write records down themselves. */
const typed: readonly string[] = ['register', 'import'];

/** Whether somebody with these permissions may do that with a register. */
export function mayOn(
  permissions: { readonly has: (permission: Permission) => boolean },
  register: Described,
  action: string,
): boolean {
  const needed = permissionOn(register, action);
  return needed !== undefined && permissions.has(needed);
}

/** Papers are printed by whoever keeps the register or may take it out; to read it is not enough. */
export function mayPrint(
  permissions: { readonly has: (permission: Permission) => boolean },
  register: Described,
): boolean {
  return mayOn(permissions, register, 'export') || mayOn(permissions, register, 'register');
}

export const roles = [
  'OFFICE_DIRECTOR',
  'REGISTRAR',
  'CLUE_MANAGER',
  'RECT_OFFICER',
  'LEAD_READER',
  'PLANNER',
  'SYS_ADMIN',
  'SEC_ADMIN',
  'AUDITOR',
] as const;
export type Role = (typeof roles)[number];

export const roleLabels: Readonly<Record<Role, string>> = {
  OFFICE_DIRECTOR: '巡察办主任',
  REGISTRAR: '信访登记员',
  CLUE_MANAGER: '线索专管员',
  RECT_OFFICER: '整改督查员',
  LEAD_READER: '线索查阅人',
  PLANNER: '计划与人才库管理员',
  SYS_ADMIN: '系统管理员',
  SEC_ADMIN: '安全保密管理员',
  AUDITOR: '安全审计员',
};

export const adminRoles: readonly Role[] = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'];

const readsBusiness: readonly Permission[] = [
  'petition.read',
  'reports.read',
  'reports.issue',
  'paper.print',
  'reference.read',
  'exchange.read',
  'network.read',
  'witness.give',
  // Rounds and inspected organisations are named in every register.
  'planning.read',
];

/** Keeps the registers of these areas; who keeps them never approves in them. */
function keeps(...areas: readonly OtherArea[]): readonly Permission[] {
  return areas.flatMap((area) =>
    areaActions.flatMap((action): Permission[] => (action === 'approve' ? [] : [`${area}.${action}`])),
  );
}

/** Reads and approves what others keep, and takes it along. */
function approves(...areas: readonly OtherArea[]): readonly Permission[] {
  return areas.flatMap((area): Permission[] => [
    `${area}.read`,
    `${area}.approve`,
    `${area}.void`,
    `${area}.export`,
  ]);
}

/** Draws up and takes in packages of what one keeps; of which kinds, `permissionsToSend` in domain/packages.ts says. */
const sendsOwn: readonly Permission[] = ['exchange.prepare', 'exchange.import'];

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
    ...approves(
      'problem',
      'rectification',
      'supervision',
      'effect',
      'office',
      'planning',
      'people',
      'coordination',
    ),
    // The library of leads is kept by its custodian alone; the director sees what he approves and takes nothing out.
    'lead.read',
    'lead.approve',
    'lead.void',
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
    ...keeps('effect', 'office', 'coordination'),
    'problem.read',
    'problem.register',
  ],
  CLUE_MANAGER: [
    ...readsBusiness,
    'petition.convert',
    ...keeps('lead'),
    // Leads come from working papers and audit material too, and what is no lead goes on as a problem.
    'problem.read',
    'problem.register',
    // What a lead comes to is struck off with an item of the ledger (账单式销号), which the lead names.
    'rectification.read',
    'effect.read',
    'office.read',
    // What the discipline organ and the audit office give is answered to a request for cooperation.
    'coordination.read',
    'lead.open',
    'lead.handOver',
    'lead.track',
    ...sendsOwn,
  ],
  RECT_OFFICER: [
    ...readsBusiness,
    // Who follows the rectification registers the institutions it brings about and the visits that see what became of it.
    ...keeps('problem', 'rectification', 'supervision', 'effect', 'coordination'),
    ...sendsOwn,
  ],
  LEAD_READER: ['lead.read', 'lead.open', 'witness.give'],
  /** Sees no letters (reference 1.2). */
  PLANNER: [
    'paper.print',
    'reference.read',
    'witness.give',
    'reports.read',
    'reports.issue',
    'exchange.read',
    'network.read',
    ...keeps('planning', 'people'),
    'coordination.read',
    // What several organisations have in common is what a joint action looks at.
    'problem.read',
    ...sendsOwn,
  ],
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

/** The posts that may do all of it. */
export function rolesWith(...permissions: readonly string[]): readonly Role[] {
  return roles.filter((role) => {
    const allowed: readonly string[] = permissionsByRole[role];
    return permissions.every((permission) => allowed.includes(permission));
  });
}

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

export const compartmentLabels: Readonly<Record<Compartment, string>> = {
  petitioner: '反映人信息',
  lead: '问题线索内容',
};

/** 反映人信息、问题线索内容, for sentences. */
export function compartmentNames(compartments: readonly Compartment[]): string {
  return compartments.map((compartment) => compartmentLabels[compartment]).join('、');
}

/** Who may open a compartment holds its key. */
const openedBy: Readonly<Record<Compartment, Permission>> = {
  petitioner: 'petition.revealPetitioner',
  lead: 'lead.open',
};

const searchedBy: Readonly<Record<Compartment, Permission>> = {
  petitioner: 'petition.searchPetitioner',
  lead: 'lead.open',
};

/** Whether what is sealed in a compartment may be searched; without its key nothing is found all the same. */
export function maySearch(
  permissions: { readonly has: (permission: Permission) => boolean },
  compartment: Compartment,
): boolean {
  return permissions.has(searchedBy[compartment]);
}

/** The compartments whose keys a role's key slot receives. */
export function compartmentsOf(held: readonly Role[]): readonly Compartment[] {
  const allowed = permissionsOf(held);
  return allCompartments.filter((compartment) => allowed.has(openedBy[compartment]));
}

/** Compartments that `next` opens and `held` does not: their keys are handed on by a holder who is present. */
export function newlyOpened(held: readonly Role[], next: readonly Role[]): readonly Compartment[] {
  const before = compartmentsOf(held);
  return compartmentsOf(next).filter((compartment) => !before.includes(compartment));
}

/**
 * The posts of an office's people, so that nobody is the only one to open the leads: a key with one keeper goes with the
 * keeper's password. Where fewer than two may open them, those in charge of the office may too.
 */
export function withLeadReaders<P extends { readonly roles: readonly Role[] }>(
  people: readonly P[],
): readonly P[] {
  const opens = ({ roles: held }: P): boolean => compartmentsOf(held).includes('lead');
  if (people.filter(opens).length > 1) return people;
  return people.map((person) =>
    person.roles.includes('OFFICE_DIRECTOR') && !opens(person)
      ? { ...person, roles: [...person.roles, 'LEAD_READER' as const] }
      : person,
  );
}

/** The person behind a call, as rules see him or her. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly office: string;
}
