/** What the guards and questions of a step are given to look at. */
import type { Actor } from '../../domain/access/permissions.ts';
import { lightOf } from '../../domain/calendar/lights.ts';
import { codesOf } from '../../domain/codes/lookup.ts';
import { rowsAt } from '../../domain/office-tables/office-table.ts';
import type { GuardContext, Register, Transition, Values } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import { type EngineContext, moduleOf, today } from './commands.ts';
import type { Warnings } from './confirm.ts';
import { saidOn, wasPrinted } from './papers.ts';
import { othersOf } from './related.ts';
import type { Stored } from './store.ts';

/** What a guard of this record looks at. */
export function guardContext(
  deps: EngineContext,
  reader: Reader,
  register: Register,
  values: Values,
  stored: Stored,
  actor: Actor,
): GuardContext {
  const others = othersOf(reader, deps, register, { ...stored, values });
  const { rules, calendar, codes, officeRows } = deps.reference(reader);
  const date = today(deps);
  return {
    values,
    children: stored.children,
    actor: actor.userId,
    today: date,
    ...others,
    light: (other, record) => lightOf(other, record, rules, calendar, date),
    codesUnder: (list, parent) => codesOf(codes, list, date).filter((code) => code.parent === parent),
    officeRows: (table) => rowsAt(officeRows, table, date),
    printed: (form) => wasPrinted(reader, stored.id, form),
    saidOn: (form) => saidOn(reader, stored.id, form),
  };
}

/** What the step asks about the record as it leaves it, by the key that confirms it. */
export function stepQuestions(
  context: EngineContext,
  register: Register,
  step: Transition,
  values: Values,
  before: Stored,
  actor: Actor,
  reader: Reader,
): Warnings {
  const { questions = {} } = step;
  const asked = Object.entries(questions);
  const ofModule =
    moduleOf(context, register.id).questions?.(context, reader, step, { ...before, values }, actor) ?? {};
  if (asked.length === 0) return ofModule;
  const guarded = guardContext(context, reader, register, values, before, actor);
  return { ...ofModule, ...Object.fromEntries(asked.map(([key, question]) => [key, question(guarded)])) };
}
