/** 更正: whatever a record locks can be mended by somebody, with another's agreement where he could not decide it. */
import { describe, expect, test } from 'vitest';
import { mayOn, permissionsOf, roles } from '../../domain/access/permissions.ts';
import { correctedWith, isCorrectable, mayMake, standingSteps } from '../../domain/corrections.ts';
import type { Register } from '../../domain/register.ts';
import { registers } from '../../domain/registers/registers.ts';

interface Way {
  readonly state: string;
  readonly taken: readonly string[];
}

/** The shortest way by which each step can be the last one taken. */
function waysThrough({ workflow }: Register): readonly Way[] {
  const ways: Way[] = [{ state: workflow.initial, taken: [] }];
  const seen = new Set<string>();
  for (const { state, taken } of ways)
    for (const { key, from, to } of workflow.transitions) {
      if (seen.has(key) || !from.includes(state)) continue;
      seen.add(key);
      ways.push({ state: to ?? state, taken: [...taken, key] });
    }
  return ways;
}

describe.each(registers.map((register: Register) => [register.id, register] as const))(
  '%s',
  (_, register) => {
    const keepers = roles
      .map((role) => ({ userId: role, permissions: permissionsOf([role]) }))
      .filter(({ permissions }) => mayOn(permissions, register, 'register'));
    const keys = [...register.fields.filter(({ derived }) => derived !== true), ...register.children].map(
      ({ key }) => key,
    );
    const needs = waysThrough(register)
      .filter(({ state }) => isCorrectable(register, state))
      .flatMap(({ state, taken }) =>
        keys.map((key) => ({
          way: `${taken.join(' → ')}: ${key}`,
          needed: correctedWith(register, state, standingSteps(register, taken), key),
        })),
      );

    test('can be corrected by one of its keepers whom another allows it, whatever steps were taken', () => {
      const stuck = needs.filter(
        ({ needed }) =>
          needed && !keepers.some((keeper) => mayMake(register, needed, keeper, { by: 'approver' })),
      );
      expect(stuck.map(({ way }) => way)).toEqual([]);
    });

    test('is corrected by the same people after something was noted of it that leaves it where it is', () => {
      const noted = register.workflow.transitions.filter(
        ({ to, differsFrom = [] }) => to === undefined && differsFrom.length === 0,
      );
      const changed = waysThrough(register).flatMap(({ state, taken }) =>
        noted
          .filter(({ from }) => isCorrectable(register, state) && from.includes(state))
          .flatMap(({ key: step, asks }) =>
            keys
              .filter((key) => !asks.includes(key))
              .filter((key) => {
                const needed = (steps: readonly string[]) =>
                  correctedWith(register, state, standingSteps(register, steps), key);
                return JSON.stringify(needed(taken)) !== JSON.stringify(needed([...taken, step]));
              })
              .map((key) => `${taken.join(' → ')} → ${step}: ${key}`),
          ),
      );
      expect(changed).toEqual([]);
    });

    test('is corrected by nobody alone where somebody had to approve', () => {
      const all = { userId: 'both', permissions: permissionsOf(roles) };
      const approved = needs.filter(({ needed }) => needed?.includes(`${register.area}.approve`));
      const alone = approved.filter(
        ({ needed = [] }) =>
          mayMake(register, needed, all, undefined) || mayMake(register, needed, all, { by: 'both' }),
      );
      expect(alone.map(({ way }) => way)).toEqual([]);
    });
  },
);
