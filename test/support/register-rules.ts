/** Asks single rules of a register, as the form and the steps do. */
import { fc } from './property.ts';
import { noOthers } from '../../domain/no-others.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ChildRow, ChildRowsByKey, Register, Value, Values } from '../../domain/register.ts';

export const today = '2026-04-20';

export function rows(...values: readonly Values[]): readonly ChildRow[] {
  return values.map((each, index) => ({ rowId: String(index), values: each }));
}

/** The refusal of a step's guard. */
export function guardOf(register: Register, step: string, values: Values, children: ChildRowsByKey = {}) {
  const found = register.workflow.transitions.find(({ key }) => key === step);
  if (!found) throw new Error(`${register.id} has no step ${step}`);
  return found.guard?.({ values, children, actor: 'user', today, ...noOthers });
}

/** The finding of one check. */
export function checkOf(
  register: Register,
  key: string,
  values: Values,
  children: ChildRowsByKey = {},
): Failure | undefined {
  const found = register.checks?.find((check) => check.key === key);
  if (!found) throw new Error(`${register.id} has no check ${key}`);
  return found.check({ values, children, today });
}

/** A computed field's value. */
export function computedOf(
  register: Register,
  key: string,
  children: ChildRowsByKey,
  values: Values = {},
): Value {
  const field = register.fields.find((each) => each.key === key);
  if (!field?.computed) throw new Error(`${register.id}.${key} is not computed`);
  return field.computed({ values, state: '', children, rules: [], ...noOthers });
}

/** Something to type in a random walk: a day around today, a name out of few, or yes and no. */
export function typed(field: string): fc.Arbitrary<Value> {
  if (field.endsWith('At'))
    return fc.integer({ min: 8, max: 21 }).map((day) => `2026-04-${String(day).padStart(2, '0')}`);
  if (/^(needs|is|found)/u.test(field)) return fc.boolean();
  return fc.constantFrom('甲', '乙', '丙');
}
