/** When a record came to its end, from what it says itself or from its trail. */
import { isFinal } from '../../domain/calendar/deadlines.ts';
import type { Register } from '../../domain/register.ts';
import { chineseDate } from '../deps.ts';
import type { Reader } from '../vault/api.ts';
import { readHistory } from './history.ts';
import type { Stored } from './store.ts';

/**
 * The day on which a record in a final state came out of the last one in which it was still being worked on: the date that
 * its state goes by, else the day of the step. Null where nobody can tell, of one that an old ledger brought as finished.
 */
export function endedOn(
  reader: Reader,
  register: Register,
  { id, state, values }: Pick<Stored, 'id' | 'state' | 'values'>,
): string | null {
  const reachedBy = register.workflow.states.find(({ code }) => code === state)?.reachedBy;
  const field = register.fields.find(({ key }) => key === reachedBy);
  const day = field?.type === 'date' ? values[field.key] : undefined;
  if (typeof day === 'string' && day !== '') return day;
  const step = readHistory(reader, id).findLast(({ changes }) =>
    changes?.some(
      (change) =>
        'before' in change &&
        'field' in change &&
        change.field === 'state' &&
        wasOpen(register, change.before),
    ),
  );
  return step === undefined ? null : chineseDate(step.at);
}

function wasOpen(register: Register, state: unknown): boolean {
  return typeof state === 'string' && !isFinal(register, state);
}
