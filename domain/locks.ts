/**
 * What a form may change in which state. A field that a step asks for belongs to that step: it stays empty until the step
 * is taken, because reports count by such dates and results alone. Once taken, the state's locks keep it.
 */
import type { FieldType, Register, Transition, Values } from './register.ts';
import { isPossible } from './steps.ts';

/** The steps that may one day be taken with a record of these values. */
function possibleSteps({ workflow }: Register, values: Values): readonly Transition[] {
  return workflow.transitions.filter((step) => isPossible(step, values));
}

/** How far along a state is: the place at which the register names it. */
export function placeOf({ workflow }: Register, state: string): number {
  return workflow.states.findIndex(({ code }) => code === state);
}

/** Where a step leads; one that stays where it is taken, the first of its states. */
function placeOfStep(register: Register, { from, to }: Transition): number {
  return to === undefined
    ? Math.min(...from.map((state) => placeOf(register, state)))
    : placeOf(register, to);
}

/**
 * Fields and child tables whose time has not come in this state, each with the label of the step or state that opens it.
 * A value that stands there all the same (an old ledger brought it) may be taken out, not rewritten.
 */
export function fieldsAhead(register: Register, state: string, values: Values): ReadonlyMap<string, string> {
  const here = placeOf(register, state);
  const openers = new Map<string, { readonly place: number; readonly label: string }>();
  const open = (key: string, place: number, label: string): void => {
    const known = openers.get(key);
    if (!known || place < known.place) openers.set(key, { place, label });
  };
  const steps = possibleSteps(register, values);
  for (const step of steps)
    for (const key of step.asks)
      open(key, step.early?.includes(key) === true ? 0 : placeOfStep(register, step), step.label);
  for (const [place, { opens = [], label }] of register.workflow.states.entries())
    for (const key of opens) open(key, place, label);
  return new Map([...openers].flatMap(([key, { place, label }]) => (place > here ? [[key, label]] : [])));
}

/** What steps still to come will ask for and may be written down already. */
export function earlyFields(register: Register, state: string, values: Values): ReadonlySet<string> {
  const here = placeOf(register, state);
  const toCome = possibleSteps(register, values).filter(({ from }) =>
    from.some((each) => here <= placeOf(register, each)),
  );
  return new Set(toCome.flatMap(({ early = [] }) => early));
}

/** Fields and child tables that a form may not change while the record is in this state; an empty set for an unknown state. */
export function lockedFields(register: Register, state: string): ReadonlySet<string> {
  return new Set(register.workflow.states.find(({ code }) => code === state)?.locks);
}

/**
 * Fields that may name more records but none less: once a state has locked anything, reviewers and the leak check lean on
 * what the record rests on. What a step asks for is kept by the locks.
 */
export function heldReferences(register: Register, state: string): ReadonlySet<string> {
  if (lockedFields(register, state).size === 0) return new Set();
  const asked = new Set(register.workflow.transitions.flatMap(({ asks }) => asks));
  return new Set(
    register.fields
      .filter(({ key, type, derived }) => isReferenceType(type) && derived !== true && !asked.has(key))
      .map(({ key }) => key),
  );
}

const isReferenceType = (type: FieldType): boolean => type === 'record' || type === 'records';

/** Whether a whole in this state still takes parts of this kind: whether they may be added, changed or taken away. */
export function takesParts({ partOf }: Register, whole: Register, state: string): boolean {
  if (partOf?.register !== whole.id) return false;
  if (partOf.openIn) return partOf.openIn.includes(state);
  return whole.workflow.states.find(({ code }) => code === state)?.final !== true;
}
