/** The same step taken on many records, one after the other, each by the procedure that takes it on one. */
import { briefly, type Failure } from '../../../domain/failure.ts';
import { isForMany } from '../../../domain/for-many.ts';
import type { Register, Values } from '../../../domain/register.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import { mutableValues } from '../form/use-draft.ts';

type Loaded = Output<'records.get'>;

/** A step some of the records can be taken through now; `asks` as the dialog of one record has them. */
export interface SharedStep {
  readonly key: string;
  readonly label: string;
  readonly asks: readonly string[];
  /** Of `asks`, what has to be stated anew for all of them; what an earlier step may have recorded is not among it. */
  readonly requires: readonly string[];
  readonly reasonRequired: boolean;
  readonly records: readonly Loaded[];
}

/** Of each, why it was not taken. */
export interface Refused {
  readonly no: string;
  readonly why: string;
}

/**
 * The steps this person may take on any of them, in the order of the procedure. What signs for what leaves the office is left
 * out: it is looked at one by one.
 */
export function sharedSteps({ workflow }: Register, records: readonly Loaded[]): readonly SharedStep[] {
  return workflow.transitions
    .filter(({ signsOut }) => !signsOut)
    .flatMap(({ key, label, asks, requires, early = [], reasonRequired = false }) => {
      const open = records.filter(({ actions }) => actions.some((action) => action.key === key));
      const anew = requires.filter((field) => !early.includes(field));
      return open.length === 0 ? [] : [{ key, label, asks, requires: anew, reasonRequired, records: open }];
    });
}

/** Of all that match, of which none is opened: the steps that ask for nothing, if the person may take them at all. */
export function stepsForMany(register: Register, permissions: readonly string[]): readonly SharedStep[] {
  return register.workflow.transitions
    .filter((step) => permissions.includes(step.permission) && isForMany(register, step))
    .map(({ key, label }) => ({ key, label, asks: [], requires: [], reasonRequired: false, records: [] }));
}

/** Why it cannot be taken on the others of the selection, and on those where something stands in the way. */
export function refusedBefore(step: SharedStep, records: readonly Loaded[]): readonly Refused[] {
  return records.flatMap(({ no, actions }) => {
    const action = actions.find(({ key }) => key === step.key);
    if (!action) return [{ no, why: `现在不能办理“${step.label}”，或者您没有权限。` }];
    return action.blocked === null ? [] : [{ no, why: action.blocked }];
  });
}

/** How far it is, and whether the person has had enough: what is begun is finished, the rest left as it is. */
export interface Watch {
  readonly onHandled: (count: number) => void;
  readonly isStopped: () => boolean;
}

export interface Taken {
  readonly done: number;
  readonly refused: readonly Refused[];
}

/**
 * Takes the step on every record where nothing stands in the way; what is blank in `values` stays as each record has it, or as
 * the step lets it begin.
 * `take` is the procedure; what it refuses is said of that record, and the others go on.
 */
export async function takeForEach(
  register: RegisterId,
  step: SharedStep,
  { values, reason }: { readonly values: Values; readonly reason: string },
  take: (input: Input<'records.transition'>) => Promise<unknown>,
  failureOf: (error: unknown) => Failure,
  watch?: Watch,
): Promise<Taken> {
  const filled = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== ''),
  );
  const refused: Refused[] = [];
  let done = 0;
  for (const [index, { id, no, rev, actions }] of step.records.entries()) {
    watch?.onHandled(index);
    const action = actions.find(({ key }) => key === step.key);
    if (action && action.blocked !== null) continue;
    if (watch?.isStopped()) {
      refused.push({ no, why: '已停止，没有办理。' });
      continue;
    }
    const said = step.reasonRequired ? reason.trim() : '';
    const content = { ...action?.starts, ...filled };
    const rest = { values: mutableValues(content), reason: said === '' ? null : said };
    try {
      await take({ register, id, rev, transition: step.key, ...rest });
      done += 1;
    } catch (error) {
      refused.push({ no, why: briefly(failureOf(error)) });
    }
  }
  return { done, refused };
}
