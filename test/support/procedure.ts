/** Plays a register's procedure without a vault, as the engine would: locks aside, with everybody's permissions. */
import { fc } from './property.ts';
import { expect } from 'vitest';
import { createCalendar } from '../../domain/calendar/calendar.ts';
import { lightOf } from '../../domain/calendar/lights.ts';
import { deadlineRuleSeed } from '../../domain/calendar/rules.ts';
import type { Failure } from '../../domain/failure.ts';
import { noOthers } from '../../domain/no-others.ts';
import { isOffered, stateAfter } from '../../domain/steps.ts';
import type {
  ChildRowsByKey,
  GuardContext,
  Register,
  RelatedRecord,
  Transition,
  Value,
  Values,
} from '../../domain/register.ts';
import { calendarYears } from '../domain/calendar/years.ts';

const calendar = createCalendar(calendarYears);

export interface Walker {
  readonly state: string;
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

/** The day, and the other records a step looks at. */
export interface World {
  readonly today: string;
  readonly children?: ChildRowsByKey;
  readonly others?: Partial<
    Pick<GuardContext, 'related' | 'parts' | 'referring' | 'asked' | 'codesUnder' | 'officeRows' | 'printed'>
  >;
}

export interface Attempt extends Omit<World, 'children'> {
  readonly step: string;
  readonly actor: string;
  /** What is typed into the dialog; only fields the step asks for are taken. */
  readonly typed: Values;
}

export function record(state: string, values: Values, no = state): RelatedRecord {
  return { id: no, office: '330824XCB', isOurs: true, no, state, values, children: {} };
}

/** The record after the step, or the type of the refusal. */
export function take(register: Register, walker: Walker, attempt: Attempt): Walker | string {
  const { actor, today } = attempt;
  const step = stepOf(register, attempt.step);
  if (!step.from.includes(walker.state) || !isOffered(step, walker.values)) return 'WrongState';
  if (step.differsFrom?.some((key) => walker.values[key] === actor)) return 'SamePerson';
  const asked = step.asks.filter((key) => key in attempt.typed);
  const values = {
    ...walker.values,
    ...Object.fromEntries(asked.map((key) => [key, attempt.typed[key] ?? null])),
  };
  if (step.requires.some((key) => isBlank(values[key]))) return 'Missing';
  const failure = step.guard?.(contextOf(register, values, actor, { ...attempt, children: walker.children }));
  if (failure) return failure.type;
  const stamped = Object.entries(step.stamps ?? {}).map(([key, stamp]): [string, Value] => [
    key,
    stamp === 'actor' ? actor : stamp === 'today' ? today : valueOf(stamp, values, key),
  ]);
  return {
    ...walker,
    state: stateAfter(step, walker.state),
    values: { ...values, ...Object.fromEntries(stamped) },
  };
}

function valueOf(
  stamp: { readonly value: Value } | { readonly from: string },
  values: Values,
  key: string,
): Value {
  if ('value' in stamp) return stamp.value;
  return isBlank(values[key]) ? (values[stamp.from] ?? null) : (values[key] ?? null);
}

/** The type of the refusal of a step's guard alone, or undefined when it lets the step pass. */
export function refusal(
  register: Register,
  step: string,
  values: Values,
  world: World,
  actor = 'someone',
): string | undefined {
  return failureOf(register, step, values, world, actor)?.type;
}

/** The refusal itself, with what it says. */
export function failureOf(
  register: Register,
  step: string,
  values: Values,
  world: World,
  actor = 'someone',
): Failure | undefined {
  return stepOf(register, step).guard?.(contextOf(register, values, actor, world));
}

/**
 * Takes random steps by random people who type whatever `fill` offers, and calls `after` for each step that was taken.
 * Returns every state that some walk came to, so that a test can tell a walk that got nowhere.
 */
export function walk(
  register: Register,
  start: Values,
  fill: (key: string) => fc.Arbitrary<Value>,
  worlds: fc.Arbitrary<World>,
  after: (before: Walker, after: Walker, step: Transition, actor: string, world: World) => void,
): ReadonlySet<string> {
  const { initial, transitions } = register.workflow;
  const seen = new Set([initial]);
  const asked = [...new Set(transitions.flatMap(({ asks }) => asks))];
  const move = fc.record({
    pick: fc.nat(),
    actor: fc.constantFrom('a', 'b', 'c', 'd'),
    world: worlds,
    typed: fc.record(Object.fromEntries(asked.map((key) => [key, fill(key)]))),
  });
  fc.assert(
    fc.property(fc.array(move, { minLength: 60, maxLength: 90 }), (moves) => {
      let walker: Walker = { state: initial, values: start, children: {} };
      for (const { pick, actor, world, typed } of moves) {
        const before = { ...walker, children: world.children ?? {} };
        const open = transitions.filter(({ from }) => from.includes(before.state));
        for (let turn = 0; turn < open.length; turn += 1) {
          const step = open[(pick + turn) % open.length];
          if (!step) break;
          const next = take(register, before, { ...world, step: step.key, actor, typed });
          if (typeof next === 'string') continue;
          after(before, next, step, actor, world);
          walker = next;
          seen.add(walker.state);
          break;
        }
      }
    }),
    { numRuns: 400, seed: 20_260_420, endOnFailure: true },
  );
  expect(seen.size).toBeGreaterThan(1);
  return seen;
}

function stepOf(register: Register, key: string): Transition {
  const step = register.workflow.transitions.find((each) => each.key === key);
  if (!step) throw new Error(`${register.id} has no step ${key}`);
  return step;
}

function contextOf(register: Register, values: Values, actor: string, world: World): GuardContext {
  const children = world.children ?? {};
  const { light: _none, ...nothing } = noOthers;
  const others = { ...nothing, ...world.others };
  const computed = Object.fromEntries(
    register.fields.flatMap(({ key, computed }) =>
      computed
        ? [[key, computed({ values, state: '', children, rules: deadlineRuleSeed, ...others })] as const]
        : [],
    ),
  );
  const { today } = world;
  const light: GuardContext['light'] = (other, named) =>
    lightOf(other, named, deadlineRuleSeed, calendar, today);
  return { values: { ...values, ...computed }, children, actor, today, light, ...others };
}

function isBlank(value: Value | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
