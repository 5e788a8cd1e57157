/** Clocks that run at the offices a record was sent to as well (督办文书): what they are worked out from there. */
import { noOthers } from '../../domain/no-others.ts';
import type { Register, Value, Values } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import type { EngineDeps } from './deps.ts';
import type { ReferenceSource } from './reference.ts';
import { othersOf } from './related.ts';
import type { Stored } from './store.ts';

export type ClockContext = Pick<EngineDeps, 'modules' | 'vault' | 'office'> & {
  readonly reference: ReferenceSource;
};

/** Whether an office that was sent a record of the register has clocks of its own to meet. */
export function hasClocksForAddressees({ deadlines }: Register): boolean {
  return deadlines.some(({ answeredIn }) => answeredIn !== undefined);
}

/**
 * The values by which the clocks of a record run here. Of another office's record the answers it has had are its own affair
 * (another county may have answered first): what counts is what this office has answered.
 */
export function clockValues(
  reader: Reader,
  { modules, vault, office, reference }: ClockContext,
  register: Register,
  stored: Pick<Stored, 'id' | 'office' | 'values' | 'children'>,
): Values {
  const answered = register.deadlines.flatMap(({ answeredIn = [] }) => answeredIn);
  if (stored.office === office.id || answered.length === 0) return stored.values;
  const { values, children } = stored;
  const { parts } = othersOf(reader, vault, modules, register, stored);
  const { rules } = reference(reader);
  const own = register.fields.flatMap(({ key, computed }): readonly (readonly [string, Value])[] =>
    computed && answered.includes(key)
      ? [[key, computed({ values, children, rules, ...noOthers, parts })]]
      : [],
  );
  return { ...values, ...Object.fromEntries(own) };
}
