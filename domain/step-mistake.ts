/** What is wrong in the steps of a register's description. */
import type { Register, Transition } from './register.ts';

/** A state or field that a step names and the register does not have; undefined where all is well. */
export function stepMistake({ fields, workflow }: Pick<Register, 'fields' | 'workflow'>): string | undefined {
  const states = new Set(workflow.states.map(({ code }) => code));
  const keys = new Set(fields.map(({ key }) => key));
  for (const step of workflow.transitions) {
    const state = [...step.from, ...[step.to ?? []].flat()].find((each) => !states.has(each));
    if (state !== undefined) return `${step.key}: unknown state ${state}`;
    const unasked = step.early?.find((key) => !step.asks.includes(key));
    if (unasked !== undefined) return `${step.key}: does not ask for ${unasked}`;
    const field = namedBy(step).find((key) => !keys.has(key));
    if (field !== undefined) return `${step.key}: unknown field ${field}`;
  }
  return undefined;
}

function namedBy(step: Transition): readonly string[] {
  const {
    asks,
    requires,
    differsFrom = [],
    offeredOnce = [],
    offeredUntil = [],
    offeredFor,
    goesOnWith,
    papersSay = [],
    stamps = {},
  } = step;
  return [
    ...[...asks, ...requires, ...differsFrom, ...papersSay, ...Object.keys(stamps)],
    ...[offeredOnce, offeredUntil, offeredFor?.field ?? [], goesOnWith?.field ?? []].flat(),
  ];
}
