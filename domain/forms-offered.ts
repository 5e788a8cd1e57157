/** Which printed forms are made for which records of a register. */
import type { Register, Values } from './register.ts';
import { holds } from './value-condition.ts';

/** Whether a form is made for a record with these values. */
export function formApplies(
  { formsWhen }: Pick<Register, 'formsWhen'>,
  form: string,
  values: Values,
): boolean {
  const when = formsWhen?.[form];
  return when === undefined || holds(when, values);
}
