/** A condition on one field that a description can state, and a list can ask for. */
import type { Values } from './register.ts';

/** The values of a field with which something holds of a record, or with which it does not. */
export type ValueCondition = { readonly field: string } & (
  { readonly is: readonly string[] } | { readonly isNot: readonly string[] }
);

/** Whether it holds of a record with these values; a blank is among none. */
export function holds(condition: ValueCondition, values: Values): boolean {
  const value = values[condition.field];
  const among = (codes: readonly string[]): boolean => typeof value === 'string' && codes.includes(value);
  return 'is' in condition ? among(condition.is) : !among(condition.isNot);
}
