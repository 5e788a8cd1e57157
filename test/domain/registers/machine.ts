/** Walks the state machine of a register as the engine would: locks aside, by permission of no one, step by step. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { isOffered, noOthers } from '../../../domain/register.ts';
import type {
  ChildRowsByKey,
  GuardContext,
  Register,
  RelatedRecord,
  Transition,
  Value,
  Values,
} from '../../../domain/register.ts';

export interface Walker {
  readonly state: string;
  readonly values: Values;
}

export interface World {
  readonly today: string;
  readonly children?: ChildRowsByKey;
  readonly others?: Partial<Pick<GuardContext, 'related' | 'parts'>>;
}

export function record(state: string, values: Values, no = state): RelatedRecord {
  return { id: no, no, state, values, children: {} };
}

export function contextOf(register: Register, values: Values, actor: string, world: World): GuardContext {
  const children = world.children ?? {};
  const others = { ...noOthers, ...world.others };
  const computed = Object.fromEntries(
    register.fields.flatMap(({ key, computed }) =>
      computed ? [[key, computed({ values, children, rules: deadlineRuleSeed, ...others })] as const] : [],
    ),
  );
  return { values: { ...values, ...computed }, children, actor, today: world.today, ...others };
}

/** The refusal's type, or undefined when the step would be taken. */
export function refusal(
  register: Register,
  key: string,
  values: Values,
  world: World,
  actor = 'someone',
): string | undefined {
  const step = register.workflow.transitions.find((each) => each.key === key);
  if (!step) throw new Error(`${register.id} has no step ${key}`);
  return step.guard?.(contextOf(register, values, actor, world))?.type;
}

/** The walker after the step, or undefined when it is refused. */
export function take(
  register: Register,
  walker: Walker,
  step: Transition,
  filled: Values,
  actor: string,
  world: World,
): Walker | undefined {
  if (!step.from.includes(walker.state) || !isOffered(step, walker.values)) return undefined;
  const values = { ...walker.values, ...filled };
  if (step.requires.some((key) => empty(values[key]))) return undefined;
  if (step.differsFrom?.some((key) => walker.values[key] === actor)) return undefined;
  if (step.guard?.(contextOf(register, values, actor, world))) return undefined;
  const stamped = Object.entries(step.stamps ?? {}).map(([key, stamp]): [string, Value] => [
    key,
    stamp === 'actor' ? actor : stamp === 'today' ? world.today : stamp.value,
  ]);
  return { state: step.to, values: { ...values, ...Object.fromEntries(stamped) } };
}

/**
 * Takes random steps by random people who fill in whatever `fill` offers, and checks after each that `invariant` holds.
 * Returns every state that some walk came to, so that a test can tell a walk that got nowhere.
 */
export function walk(
  register: Register,
  start: Values,
  fill: (key: string) => fc.Arbitrary<Value>,
  worlds: fc.Arbitrary<World>,
  invariant: (before: Walker, after: Walker, step: Transition, actor: string, world: World) => void,
): ReadonlySet<string> {
  const seen = new Set([register.workflow.initial]);
  const asked = [...new Set(register.workflow.transitions.flatMap(({ asks }) => asks))];
  const move = fc.record({
    pick: fc.nat(),
    actor: fc.constantFrom('a', 'b', 'c', 'd'),
    world: worlds,
    filled: fc.record(Object.fromEntries(asked.map((key) => [key, fill(key)]))),
  });
  fc.assert(
    fc.property(fc.array(move, { minLength: 40, maxLength: 60 }), (moves) => {
      let walker: Walker = { state: register.workflow.initial, values: start };
      for (const { pick, actor, world, filled } of moves) {
        const offered = register.workflow.transitions.filter(({ from }) => from.includes(walker.state));
        for (let turn = 0; turn < offered.length; turn += 1) {
          const step = offered[(pick + turn) % offered.length];
          if (!step) break;
          const asks = Object.fromEntries(step.asks.map((key) => [key, filled[key] ?? null]));
          const after = take(register, walker, step, asks, actor, world);
          if (!after) continue;
          invariant(walker, after, step, actor, world);
          walker = after;
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

function empty(value: Value | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
