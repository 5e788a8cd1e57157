/** Which date of a record, once filled in, stops a clock: what a deadline waits for in words the form knows. */
import { isEmpty } from '../empty.ts';
import type { DeadlineUse, Field, Register, Values } from '../register.ts';
import { plainValues } from '../sealed.ts';

/** The fields still empty that would meet the clock, each alone; none where only a step's own stamp does. */
export function metBy(register: Register, use: DeadlineUse, values: Values): readonly Field[] {
  const plain = plainValues(register, values);
  if (use.met(plain) !== undefined) return [];
  return register.fields.filter(
    ({ key, type, derived, compartment }) =>
      type === 'date' &&
      derived !== true &&
      compartment === undefined &&
      isEmpty(values[key]) &&
      use.met({ ...plain, [key]: anyDay }) !== undefined,
  );
}

const anyDay = '2000-01-01';
