/** What the steps of a procedure say to whom stands before a record: which leads on, which has nothing to take back. */
import { isEmpty } from './empty.ts';
import type { Transition, Values, Workflow } from './register.ts';
import { holds } from './value-condition.ts';

/** Whether the step makes sense for a record with these values; blank counts as no. */
export function isPossible({ offeredWhen, offeredOnce }: Transition, values: Values): boolean {
  if (offeredOnce !== undefined && isEmpty(values[offeredOnce])) return false;
  return offeredWhen === undefined || (values[offeredWhen.field] === true) === offeredWhen.is;
}

/** Whether it is there to be taken: possible, and neither done with nor only for other records. */
export function isOffered(step: Transition, values: Values): boolean {
  const { offeredUntil, offeredFor } = step;
  if (offeredUntil !== undefined && !isEmpty(values[offeredUntil])) return false;
  return (offeredFor === undefined || holds(offeredFor, values)) && isPossible(step, values);
}

/** The state of a record once the step has been taken in this one. */
export function stateAfter({ to }: Pick<Transition, 'to'>, state: string): string {
  return to ?? state;
}

/** Whether the work goes on with this step: it leads to another state, or to something that nobody has said yet. */
export function leadsOn(step: Transition, state: string, values: Values): boolean {
  const { requires, reasonRequired, onOccasion, goesOnWith } = step;
  if (onOccasion === true || (reasonRequired === true && !goesOnWith)) return false;
  if (goesOnWith && !holds(goesOnWith, values)) return false;
  return stateAfter(step, state) !== state || requires.some((key) => isEmpty(values[key]));
}

/** The steps the work goes on with from here, whoever takes them. */
export function nextSteps(workflow: Workflow, state: string, values: Values): readonly Transition[] {
  return workflow.transitions.filter(
    (step) => step.from.includes(state) && isOffered(step, values) && leadsOn(step, state, values),
  );
}

/** Whether the step would only empty what is empty (撤销认定 before anything was judged). */
export function takesBackNothing(step: Transition, state: string, values: Values): boolean {
  const { asks, stamps } = step;
  if (stateAfter(step, state) !== state || asks.length > 0 || stamps === undefined) return false;
  return Object.entries(stamps).every(
    ([key, stamp]) =>
      typeof stamp === 'object' && 'value' in stamp && stamp.value === null && isEmpty(values[key]),
  );
}

/** Whether the work of a record in this state may still come to one of these, by steps that are neither a way back nor out of the ordinary. */
export function comesTo({ transitions }: Workflow, state: string, targets: readonly string[]): boolean {
  const reached = new Set([state]);
  // A set is walked on to what is added meanwhile.
  for (const at of reached)
    for (const step of transitions)
      if (step.from.includes(at) && !step.reasonRequired && !step.onOccasion)
        reached.add(stateAfter(step, at));
  return targets.some((target) => reached.has(target));
}
