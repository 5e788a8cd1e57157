/** What every register's state machine must hold, and a walker that takes random steps in it. */
import { isOffered, noOthers } from '../../domain/register.ts';
import type {
  ChildRowsByKey,
  GuardContext,
  Register,
  Transition,
  Value,
  Values,
} from '../../domain/register.ts';

export function unreachableStates({ workflow }: Register): readonly string[] {
  const reached = new Set([workflow.initial]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of workflow.transitions)
      if (from.some((state) => reached.has(state))) reached.add(to);
  }
  return workflow.states.map(({ code }) => code).filter((code) => !reached.has(code));
}

/** States without a way out that do not end the procedure. */
export function deadEnds({ workflow }: Register): readonly string[] {
  return workflow.states
    .filter(({ final }) => final !== true)
    .map(({ code }) => code)
    .filter((code) => !workflow.transitions.some(({ from, to }) => from.includes(code) && to !== code));
}

/** Steps without a permission of the register's own area, or without a basis. */
export function groundlessSteps({ area, workflow }: Register): readonly string[] {
  return workflow.transitions
    .filter(({ permission, basis }) => !permission.startsWith(`${area}.`) || basis.trim() === '')
    .map(({ key }) => key);
}

/** Headings under which two fields of one table would be found in a clerk's spreadsheet. */
export function sharedHeadings(register: Register): readonly string[] {
  return [register.fields, ...register.children.map(({ fields }) => fields)].flatMap((fields) => {
    const headings = fields.flatMap(({ label, synonyms = [] }) => [...new Set([label, ...synonyms])]);
    return headings.filter((heading, index) => headings.indexOf(heading) !== index);
  });
}

export interface Walker {
  readonly state: string;
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

export interface Walk {
  readonly register: Register;
  readonly start: Walker;
  readonly today: string;
  /** A value to type into a field a step asks for. */
  readonly value: (field: string, random: () => number) => Value;
  readonly actors: readonly string[];
  readonly others?: Pick<GuardContext, 'related' | 'parts' | 'referring'>;
  readonly steps: number;
  readonly seed: number;
  /** Called after every step that was taken. */
  readonly after: (walker: Walker, step: Transition, actor: string, before: Walker) => void;
}

/** Takes random steps as the engine would: asked values, required ones, four eyes, guard, stamps. */
export function walk(options: Walk): Walker {
  const random = generator(options.seed);
  let walker = options.start;
  for (let count = 0; count < options.steps; count += 1) {
    const open = options.register.workflow.transitions.filter(
      (step) => step.from.includes(walker.state) && isOffered(step, walker.values),
    );
    const step = pick(open, random);
    const actor = pick(options.actors, random);
    if (!step || actor === undefined) return walker;
    const next = take(options, walker, step, actor, random);
    if (!next) continue;
    options.after(next, step, actor, walker);
    walker = next;
  }
  return walker;
}

function take(
  options: Walk,
  walker: Walker,
  step: Transition,
  actor: string,
  random: () => number,
): Walker | undefined {
  const { today, others = noOthers } = options;
  if (step.differsFrom?.some((key) => walker.values[key] === actor)) return undefined;
  const values: Record<string, Value> = { ...walker.values };
  for (const key of step.asks) values[key] = options.value(key, random);
  if (step.requires.some((key) => values[key] === null || values[key] === '')) return undefined;
  if (step.guard?.({ values, children: walker.children, actor, today, ...others })) return undefined;
  for (const [key, stamp] of Object.entries(step.stamps ?? {}))
    values[key] = stamp === 'actor' ? actor : stamp === 'today' ? today : stamp.value;
  return { ...walker, state: step.to, values };
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}

/** Small and repeatable; a failing seed can be run again. */
function generator(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
