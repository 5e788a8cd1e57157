import { describe, expect, it } from 'vitest';
import { permissionOn, permissions, permissionsByRole } from '../../../domain/access/permissions.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { codeLists } from '../../../domain/codes/seed.ts';
import { lockedFields } from '../../../domain/locks.ts';
import type { Register } from '../../../domain/register.ts';
import { registerIds, registers } from '../../../domain/registers/registers.ts';
import { aheadProblems } from '../../../main/registers/locks.ts';
import { deadEnds, groundlessSteps, sharedHeadings, unreachableStates } from '../../support/state-machine.ts';

describe('the registers together', () => {
  it('number their records so that no two can bear the same', () => {
    const heads = registers.map(({ numbering }) => /^[A-Z]*/u.exec(numbering)?.[0]);
    expect(new Set(heads).size).toBe(heads.length);
  });
});

describe.each(registers.map((register): [string, Register] => [register.label, register]))(
  'the description of %s',
  (_label, register) => {
    it('has no unreachable state, no dead end and no step without a permission and a basis', () => {
      expect(unreachableStates(register)).toEqual([]);
      expect(deadEnds(register)).toEqual([]);
      expect(groundlessSteps(register)).toEqual([]);
    });

    it('asks for permissions that somebody holds', () => {
      const held = new Set<string>(Object.values(permissionsByRole).flat());
      const named = register.workflow.transitions.map(({ permission }) => permission);
      const opening = register.byProgram ? [] : [register.workflow.create?.permission ?? ''];
      for (const permission of new Set([...named, ...opening])) {
        expect(permissions).toContain(permission);
        expect(held).toContain(permission);
      }
    });

    it('is written by people or by the program, never by both', () => {
      const { create, transitions } = register.workflow;
      if (!register.byProgram) return;
      expect([create, transitions]).toEqual([undefined, []]);
      expect(['register', 'import'].map((action) => permissionOn(register, action))).toEqual([
        undefined,
        undefined,
      ]);
      expect(register.fields.every(({ derived }) => derived)).toBe(true);
    });

    it('stamps the account wherever two people are told apart', () => {
      const stamped = new Set(
        [
          register.workflow.create?.stamps ?? {},
          ...register.workflow.transitions.map(({ stamps }) => stamps ?? {}),
        ]
          .flatMap((stamps) => Object.entries(stamps))
          .flatMap(([key, stamp]) => (stamp === 'actor' ? [key] : [])),
      );
      for (const { differsFrom = [] } of register.workflow.transitions)
        for (const key of differsFrom) expect(stamped).toContain(key);
    });

    it('gives no heading to two fields of the same table', () => {
      expect(sharedHeadings(register)).toEqual([]);
    });

    it('takes at registration nothing that a later step will ask for', () => {
      const { initial, transitions } = register.workflow;
      const wanted = {
        values: Object.fromEntries(register.fields.map(({ key }) => [key, 'x'])),
        children: {},
      };
      const before = { state: initial, values: {}, children: {} };
      const refused = aheadProblems(register, before, wanted);
      // A step that is there from the first state on keeps its fields by the locks.
      const locked = lockedFields(register, initial);
      const early = new Set(
        transitions.flatMap((step) => (step.to === initial ? step.asks : (step.early ?? []))),
      );
      for (const { asks } of transitions)
        for (const key of asks.filter((each) => !early.has(each) && !locked.has(each)))
          expect(refused).toHaveProperty([key]);
    });

    it('leads from an organisation to everything about it, wherever it names one', () => {
      const fields = [register.fields, ...register.children.map((child) => child.fields)].flat();
      for (const { key, names } of fields) if (key === 'targetId') expect(names).toBe('target');
    });

    it('uses only code lists, deadline rules and registers that exist', () => {
      const fields = [register.fields, ...register.children.map((child) => child.fields)].flat();
      for (const { type, list = '', chosenIn = [] } of fields) {
        const states = registers.find(({ id }) => id === list)?.workflow.states.map(({ code }) => code) ?? [];
        for (const state of chosenIn) expect(states).toContain(state);
        if (type === 'code' || type === 'codes') expect(codeLists.map(({ id }) => id)).toContain(list);
        if (type === 'record' || type === 'records') expect(registerIds).toContain(list);
      }
      for (const { rule } of register.deadlines)
        expect(deadlineRuleSeed.map(({ code }) => code)).toContain(rule);
    });
  },
);

it('asks about dates of an old sheet that run backwards, in whichever register the steps refuse them', () => {
  const reversed = {
    lead: ['registeredAt', 'handoverAt'],
    problem: ['confirmedAt', 'signedForAt'],
    rectPlan: ['feedbackAt', 'reportApprovedAt'],
    rectItem: ['appliedAt', 'closedAt'],
    urgeNotice: ['sentAt', 'replyAt'],
    supervisionTask: ['startedAt', 'doneAt'],
  };
  for (const [id, [earlier = '', later = '']] of Object.entries(reversed)) {
    const values = { [earlier]: '2026-03-02', [later]: '2026-03-01' };
    const register: Register | undefined = registers.find((each) => each.id === id);
    const found = register?.checks?.flatMap(({ severity, check }) => {
      const failure = check({ values, children: {}, today: '2026-04-20' });
      return failure?.type === 'DatesOutOfOrder' ? [severity] : [];
    });
    expect(found, id).toEqual(['warning']);
  }
});
