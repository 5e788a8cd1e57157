/** Clocks that run at the offices a record was sent to as well (督办文书): what they are worked out from there. */
import { noOthers } from '../../domain/no-others.ts';
import type { DeadlineUse, Register, Value, Values } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import type { ReferenceSource } from './reference.ts';
import { othersOf, type RelatedDeps } from './related.ts';
import type { Stored } from './store.ts';

export type ClockContext = RelatedDeps & { readonly reference: ReferenceSource };

/** Whether an office that was sent a record of the register has clocks of its own to meet. */
export function hasClocksForAddressees({ deadlines }: Register): boolean {
  return deadlines.some(({ answeredIn }) => answeredIn !== undefined);
}

/** A register whose clocks are those of this office, and the values they run by. */
interface ClocksHere {
  readonly register: Register;
  readonly values: Values;
}

/**
 * How the clocks of a record run here. Of another office's record the answers it has had, and what it made of them, are its
 * own affair (another county may have answered first): there each is met by what this office has answered, and by nothing else.
 */
export function clocksHere(
  reader: Reader,
  context: ClockContext,
  register: Register,
  stored: Pick<Stored, 'id' | 'office' | 'state' | 'values' | 'children'>,
): ClocksHere {
  const answered = register.deadlines.flatMap(({ answeredIn = [] }) => answeredIn);
  if (stored.office === context.office.id || answered.length === 0)
    return { register, values: stored.values };
  const { state, values, children } = stored;
  const { parts } = othersOf(reader, context, register, stored);
  const { rules } = context.reference(reader);
  const own = register.fields.flatMap(({ key, computed }): readonly (readonly [string, Value])[] =>
    computed && answered.includes(key)
      ? [[key, computed({ values, state, children, rules, ...noOthers, parts })]]
      : [],
  );
  const deadlines = register.deadlines.map((use) =>
    use.answeredIn === undefined ? use : { ...use, met: metByAnswer(use.answeredIn) },
  );
  return { register: { ...register, deadlines }, values: { ...values, ...Object.fromEntries(own) } };
}

const metByAnswer =
  (key: string): DeadlineUse['met'] =>
  (values) => {
    const day = values[key];
    return typeof day === 'string' ? day : undefined;
  };
