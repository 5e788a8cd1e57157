/**
 * What of a record's references a person is told: nothing of a register he may not read, not even that something is named.
 * That there is a lead about this very matter is as confidential as what it says.
 */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import type { Field, Register, Values } from '../../domain/register.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { isReference } from './related.ts';

/** Whether somebody may read a register. */
export type MayRead = (register: string) => boolean;

export function mayReadOf(context: EngineContext, { permissions }: Actor): MayRead {
  return (register) => mayOn(permissions, moduleOf(context, register).register, 'read');
}

/** Whether the field names records of a register that may not be read. */
export function isUntold(mayRead: MayRead, register: Register, field: Field): boolean {
  return isReference(field) && !mayRead(field.list ?? register.id);
}

/** The values without such fields. */
export function toldValues(mayRead: MayRead, register: Register, values: Values): Values {
  const untold = new Set(
    register.fields.filter((field) => isUntold(mayRead, register, field)).map(({ key }) => key),
  );
  if (untold.size === 0) return values;
  return Object.fromEntries(Object.entries(values).filter(([key]) => !untold.has(key)));
}
