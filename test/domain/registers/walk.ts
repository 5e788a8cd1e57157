/** Plays a register's procedure without a vault: the checks of a step that follow from its description alone. */
import {
  noOthers,
  type ChildRowsByKey,
  type GuardContext,
  type Register,
  type Transition,
  type Values,
} from '../../../domain/register.ts';

export interface Walked {
  readonly state: string;
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

export interface Attempt {
  readonly step: string;
  readonly actor: string;
  readonly today: string;
  /** What is typed into the dialog; only fields the step asks for are taken. */
  readonly typed: Values;
  readonly others?: Partial<Pick<GuardContext, 'related' | 'parts' | 'referring'>>;
}

/** The record after the step, or the type of the refusal. */
export function take(register: Register, record: Walked, attempt: Attempt): Walked | string {
  const transition = register.workflow.transitions.find(({ key }) => key === attempt.step);
  if (!transition) throw new Error(`no transition ${attempt.step}`);
  if (!transition.from.includes(record.state)) return 'WrongState';
  const same = transition.differsFrom?.some((key) => record.values[key] === attempt.actor);
  if (same) return 'SamePerson';
  const asked = transition.asks.filter((key) => key in attempt.typed);
  const values = {
    ...record.values,
    ...Object.fromEntries(asked.map((key) => [key, attempt.typed[key] ?? null])),
  };
  if (transition.requires.some((key) => isBlank(values[key]))) return 'Missing';
  const context = { ...noOthers, ...attempt.others, actor: attempt.actor, today: attempt.today };
  const failure = transition.guard?.({ ...context, values, children: record.children });
  if (failure) return failure.type;
  return { ...record, state: transition.to, values: { ...values, ...stampsOf(transition, attempt) } };
}

function stampsOf({ stamps = {} }: Transition, { actor, today }: Attempt): Values {
  return Object.fromEntries(
    Object.entries(stamps).map(([key, stamp]) => [
      key,
      stamp === 'actor' ? actor : stamp === 'today' ? today : stamp.value,
    ]),
  );
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
