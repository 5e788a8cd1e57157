import { describe, expect, it } from 'vitest';
import {
  adminRoles,
  compartmentsOf,
  mayOn,
  permissions,
  permissionOn,
  permissionsByRole,
  permissionsOf,
  type Role,
  roleConflict,
  roles,
  withLeadReaders,
} from '../../../domain/access/permissions.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { registerOf, registers } from '../../../domain/registers/registers.ts';
import type { Compartment, Register } from '../../../domain/register.ts';
import { contract } from '../../../preload/contract/contract.ts';
import { procedureNames } from '../../../preload/procedure-names.ts';

describe('permissions', () => {
  it('gives the three administrators no business permission', () => {
    const business = permissions.filter((name) =>
      /^(petition|lead|problem|rectification|supervision|effect|office|reports|paper|exchange|reference)\./.test(
        name,
      ),
    );
    for (const role of adminRoles) {
      const held = permissionsOf([role]);
      expect(business.filter((name) => held.has(name))).toEqual([]);
    }
  });

  it('lets the audit log be read by the auditor alone', () => {
    const readers = roles.filter((role) => permissionsByRole[role].includes('audit.read'));
    expect(readers).toEqual(['AUDITOR']);
  });

  it('never lets one role both prepare and approve', () => {
    const pairs = [
      ['petition.propose', 'petition.approve'],
      ['exchange.prepare', 'exchange.approve'],
      ['accounts.create', 'accounts.grant'],
      ['lead.register', 'lead.approve'],
      ['problem.register', 'problem.approve'],
      ['rectification.register', 'rectification.approve'],
      ['supervision.register', 'supervision.approve'],
      ['effect.register', 'effect.approve'],
      ['office.register', 'office.approve'],
    ] as const;
    for (const role of roles) {
      for (const [first, second] of pairs) {
        const held = permissionsOf([role]);
        expect(held.has(first) && held.has(second)).toBe(false);
      }
    }
  });

  it('keeps every permission reachable by some role', () => {
    const reachable = permissionsOf(roles);
    expect(permissions.filter((name) => !reachable.has(name))).toEqual([]);
  });

  it('lets somebody use every button that makes a record of one register from one of another', () => {
    const mayMake = (from: string, register: Register): boolean =>
      roles.some((role) => {
        const held = permissionsOf([role]);
        return mayOn(held, registerOf(from), 'read') && mayOn(held, register, 'register');
      });
    const unused = registers.flatMap((register: Register) =>
      (register.origins ?? [])
        .filter((origin) => !mayMake(origin.register, register))
        .map(({ register: from, label }) => `${from}: ${label}`),
    );
    expect(unused).toEqual([]);
  });

  it('lets whoever keeps a register choose what its records name', () => {
    const closed = registers.flatMap((register: Register) =>
      register.fields
        .filter(({ type, derived }) => (type === 'record' || type === 'records') && derived !== true)
        // The library of leads is closed: who names leads elsewhere is given its post too.
        .filter(({ list }) => list !== 'lead')
        .filter(
          ({ list = '' }) =>
            !roles.some((role) => {
              const held = permissionsOf([role]);
              return mayOn(held, register, 'register') && mayOn(held, registerOf(list), 'read');
            }),
        )
        .map(({ key }) => `${register.id}.${key}`),
    );
    expect(closed).toEqual([]);
  });

  it('keeps the library of leads in the hands of its custodian and the director who approves', () => {
    const readers = roles.filter((role) => permissionsByRole[role].includes('lead.read'));
    expect(readers).toEqual(['OFFICE_DIRECTOR', 'CLUE_MANAGER', 'LEAD_READER']);
    const takers = roles.filter((role) => permissionsByRole[role].includes('lead.export'));
    expect(takers).toEqual(['CLUE_MANAGER']);
  });

  it('asks the permission of the register’s area, and for scans of sealed people the one that reveals them', () => {
    expect(permissionOn(petition, 'register')).toBe('petition.register');
    expect(permissionOn(petition, 'scan')).toBe('petition.revealPetitioner');
    expect(permissionOn({ area: 'office', fields: [], children: [] }, 'scan')).toBe('office.read');
    expect(permissionOn({ area: 'office', fields: [], children: [] }, 'revealPetitioner')).toBeUndefined();
  });

  it('keeps the auditor apart from every other post and administrators apart from business', () => {
    for (const role of roles) {
      if (role !== 'AUDITOR') expect(roleConflict(['AUDITOR', role])).toBeDefined();
    }
    expect(roleConflict(['SYS_ADMIN', 'REGISTRAR'])).toBeDefined();
    expect(roleConflict(['SYS_ADMIN', 'SEC_ADMIN'])).toBeUndefined();
    expect(roleConflict(['REGISTRAR', 'CLUE_MANAGER'])).toBeUndefined();
  });

  it('hands each compartment only to those who may open it', () => {
    const holders = (compartment: Compartment): readonly Role[] =>
      roles.filter((role) => compartmentsOf([role]).includes(compartment));
    expect(holders('petitioner')).toEqual(['OFFICE_DIRECTOR', 'REGISTRAR']);
    expect(holders('lead')).toEqual(['CLUE_MANAGER', 'LEAD_READER']);
  });

  it('lets the director read leads where nobody else, or only one person, may', () => {
    const posts = (...held: Role[][]): Role[][] =>
      withLeadReaders(held.map((each) => ({ roles: each }))).map((each) => [...each.roles]);
    expect(posts(['REGISTRAR'], ['OFFICE_DIRECTOR'])).toEqual([
      ['REGISTRAR'],
      ['OFFICE_DIRECTOR', 'LEAD_READER'],
    ]);
    expect(posts(['CLUE_MANAGER'], ['OFFICE_DIRECTOR'])[1]).toContain('LEAD_READER');
    expect(posts(['OFFICE_DIRECTOR', 'CLUE_MANAGER'])).toEqual([['OFFICE_DIRECTOR', 'CLUE_MANAGER']]);
    expect(posts(['CLUE_MANAGER'], ['LEAD_READER'], ['OFFICE_DIRECTOR'])[2]).toEqual(['OFFICE_DIRECTOR']);
  });
});

describe('the contract', () => {
  it('has the same names as the bridge', () => {
    expect([...procedureNames].sort()).toEqual(Object.keys(contract).sort());
  });

  it('demands a job id exactly of long work', () => {
    for (const [name, procedure] of Object.entries(contract)) {
      const shape = 'shape' in procedure.input ? Object.keys(procedure.input.shape) : [];
      expect([name, shape.includes('job')]).toEqual([name, procedure.job || name === 'jobs.cancel']);
    }
  });

  it('refuses unknown properties in every input', () => {
    for (const [name, procedure] of Object.entries(contract)) {
      const parsed = procedure.input.safeParse({ __surplus: 1 });
      expect([name, parsed.success]).toEqual([name, false]);
    }
  });
});
