import { describe, expect, it } from 'vitest';
import { permissions, type Actor } from '../../../domain/access/permissions.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { registers } from '../../../domain/registers/registers.ts';
import type { Register } from '../../../domain/register.ts';
import { lockedProblems } from '../../../main/registers/locks.ts';
import {
  clearableHere,
  fixedHere,
  formSections,
  type FormSituation,
} from '../../../renderer/registers/form/form-plan.ts';
import { fullContent } from '../../support/full-content.ts';

const actor: Actor = { userId: 'u', name: '张敏', roles: [], permissions: new Set(permissions), office: 'o' };

function situationIn(register: Register, state: string): FormSituation {
  return { state, held: fullContent(register), may: () => true };
}

function placed(register: Register, situation: FormSituation): readonly string[] {
  return formSections(register, situation).flatMap(({ fields, children }) =>
    [...fields, ...children].map(({ key }) => key),
  );
}

const everyState = registers.flatMap((register: Register) =>
  register.workflow.states.map(({ code }) => ({ register, state: code })),
);

describe('what stands filled before its time', () => {
  it('stands in the form of every register and state where it can be emptied', () => {
    for (const { register, state } of everyState) {
      const situation = situationIn(register, state);
      const shown = placed(register, situation);
      const missing = [...clearableHere(register, situation).keys()].filter((key) => !shown.includes(key));
      expect([register.id, state, missing]).toEqual([register.id, state, []]);
    }
  });

  it('may be saved empty wherever the form offers to clear it', () => {
    for (const { register, state } of everyState) {
      const situation = situationIn(register, state);
      const { values, children } = situation.held;
      const cleared = [...clearableHere(register, situation).keys()];
      const isField = (key: string): boolean => key in values;
      const wanted = {
        values: { ...values, ...Object.fromEntries(cleared.filter(isField).map((key) => [key, null])) },
        children: {
          ...children,
          ...Object.fromEntries(cleared.filter((key) => !isField(key)).map((key) => [key, []])),
        },
      };
      const problems = lockedProblems(register, actor, { state, values, children }, wanted);
      expect([register.id, state, problems]).toEqual([register.id, state, {}]);
    }
  });

  it('names the step that asks for it and is not otherwise changed', () => {
    const { initial } = petition.workflow;
    const situation = situationIn(petition, initial);
    expect(clearableHere(petition, situation).get('approval')).toBe('批办');
    expect(fixedHere(petition, situation)).toContain('approval');
  });

  it('is left to those who may take its step', () => {
    const { initial } = petition.workflow;
    const mine = {
      ...situationIn(petition, initial),
      may: (permission: string) => permission === 'petition.register',
    };
    expect([...clearableHere(petition, mine).keys()]).not.toContain('approval');
  });
});
