/**
 * 更正: a slip in what a step has locked is mended with a reason, in sight of everybody, without walking the whole way
 * back. It breaks nothing that the steps taken had asked for, and needs whoever had to agree to what is changed.
 */
import { fieldsAhead, heldReferences, lockedFields, placeOf } from './locks.ts';
import type { Register, Transition } from './register.ts';
import { stateAfter } from './steps.ts';

/** Of the steps a record has taken, oldest first, those that no later one has led back behind. */
export function standingSteps(register: Register, taken: readonly string[]): readonly Transition[] {
  let standing: readonly { readonly step: Transition; readonly state: string }[] = [];
  let state = register.workflow.initial;
  for (const key of taken) {
    const step = register.workflow.transitions.find((each) => each.key === key);
    if (!step) continue;
    // What an old ledger brought did not begin where others do.
    state = stateAfter(step, step.from.includes(state) ? state : (step.from[0] ?? state));
    const place = placeOf(register, state);
    standing = [...standing.filter((each) => placeOf(register, each.state) <= place), { step, state }];
  }
  return standing.map(({ step }) => step);
}

/** Whether there is anything in this state that a form may not change. */
export function isCorrectable(register: Register, state: string): boolean {
  if (register.byProgram) return false;
  const info = register.workflow.states.find(({ code }) => code === state);
  return info?.final === true || (info?.locks?.length ?? 0) > 0;
}

/**
 * The permissions it takes to correct a field or child table: of the steps that asked for it and of those who decided with
 * it before them; the approver's where the state has locked what no step asked for, or where an old ledger stands for the
 * steps. Undefined for what was signed and is signed anew, or whose time has not come, or comes again since a later step
 * has emptied it.
 */
export function correctedWith(
  register: Register,
  state: string,
  standing: readonly Transition[],
  key: string,
): readonly string[] | undefined {
  const { workflow, area } = register;
  const isLocked = lockedFields(register, state).has(key) || heldReferences(register, state).has(key);
  const isFinal = workflow.states.find(({ code }) => code === state)?.final === true;
  if ((isLocked || isFinal) && workflow.signedAnew?.includes(key)) return undefined;
  const last = standing.findLastIndex(({ asks }) => asks.includes(key));
  if (last >= 0) {
    if (standing.slice(last + 1).some((step) => hasEmptied(step, key))) return undefined;
    const asking = standing.filter(({ asks }) => asks.includes(key));
    // Whoever grants what stays in its state (延期) decides about that application, not about what was done before it.
    const stays = standing[last]?.to === undefined;
    const deciding = standing
      .slice(last + 1)
      .filter(({ to, differsFrom = [] }) => differsFrom.length > 0 && (to !== undefined || stays));
    return [...new Set([...asking, ...deciding].map(({ permission }) => permission))];
  }
  if (fieldsAhead(register, state, {}).has(key)) return undefined;
  const lockedBefore = standing.some(({ to }) => to !== undefined && lockedFields(register, to).has(key));
  // What is noted of a record that stays where it is (复查) does not close it.
  const closing = standing.findLast(({ to }) => to !== undefined);
  if (isFinal && !isLocked && !lockedBefore && closing) return [closing.permission];
  return isLocked || isFinal ? [`${area}.approve`] : [];
}

/**
 * Whether somebody may make a correction that takes these permissions. Another person's agreement stands for whatever he
 * lacks but keeping the record itself, which is what makes him correct it; an approval takes it from everybody.
 */
export function mayMake(
  { area }: Register,
  needed: readonly string[],
  corrector: { readonly userId: string; readonly permissions: ReadonlySet<string> },
  permit: { readonly by: string } | undefined,
): boolean {
  const lacked = needed.filter((each) => !corrector.permissions.has(each));
  if (lacked.includes(`${area}.register`)) return false;
  const alone = lacked.length === 0 && !needed.includes(`${area}.approve`);
  return alone || (permit !== undefined && permit.by !== corrector.userId);
}

function hasEmptied({ stamps = {} }: Transition, key: string): boolean {
  const stamp = stamps[key];
  return typeof stamp === 'object' && 'value' in stamp && stamp.value === null;
}
