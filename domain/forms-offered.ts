/** Which printed forms are made for which records of a register. */
import type { Register, Values } from './register.ts';

/** The values of a field with which a record goes on a form, or with which it does not. */
export type FormCondition = { readonly field: string } & (
  { readonly is: readonly string[] } | { readonly isNot: readonly string[] }
);

/** Whether a form is made for a record with these values. */
export function formApplies(
  { formsWhen }: Pick<Register, 'formsWhen'>,
  form: string,
  values: Values,
): boolean {
  const when = formsWhen?.[form];
  if (!when) return true;
  const value = values[when.field];
  const among = (codes: readonly string[]): boolean => typeof value === 'string' && codes.includes(value);
  return 'is' in when ? among(when.is) : !among(when.isNot);
}
