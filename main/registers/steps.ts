/** The workflow: which steps a person may take now, and taking one (`records.transition`). */
import type { Actor, Permission } from '../../domain/access/permissions.ts';
import { isEmpty } from '../../domain/empty.ts';
import { ExpectedError, type Failure, refuse } from '../../domain/failure.ts';
import type { Register, Transition, Value, Values } from '../../domain/register.ts';
import { isOffered, stateAfter, takesBackNothing } from '../../domain/steps.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { addressed, findForChange, requirePermission } from './changeable.ts';
import { type EngineContext, moduleOf, today, writeChanged } from './commands.ts';
import { askConfirmation, refuseFindings, refuseProblems, type Warnings } from './confirm.ts';
import { attachmentProblem } from './attachment-table.ts';
import { withComputed } from './computed.ts';
import type { EngineDeps } from './deps.ts';
import { leaveEnvelopeOnly } from './envelope.ts';
import { guardContext, stepQuestions } from './guard-context.ts';
import { namedProblem } from './named-values.ts';
import { referenceProblems } from './references.ts';
import { isClosed, judgedPart } from './sealed-record.ts';
import { applyStamps } from './stamps.ts';
import type { Stored } from './store.ts';
import { recordFindings, tidyValue, valueProblem } from './validate.ts';

export interface Action {
  readonly key: string;
  readonly label: string;
  readonly asks: readonly string[];
  readonly requires: readonly string[];
  readonly reasonRequired: boolean;
  /** What the dialog begins with where that is not what stands in the record. */
  readonly starts: Values;
  /** Why the step cannot be taken now, in a sentence. */
  readonly blocked: string | null;
}

/** The steps that lead on from the record's state and that this person's post allows. */
export function actionsFor(
  deps: EngineContext,
  register: Register,
  stored: Stored,
  actor: Actor,
): readonly Action[] {
  if (stored.void || stored.office !== deps.office.id) return [];
  return register.workflow.transitions
    .filter(
      (step) =>
        step.from.includes(stored.state) &&
        actor.permissions.has(step.permission as Permission) &&
        isOffered(step, stored.values) &&
        !takesBackNothing(step, stored.state, stored.values),
    )
    .map((step) => ({
      key: step.key,
      label: step.label,
      asks: step.asks,
      requires: step.requires,
      reasonRequired: step.reasonRequired === true,
      starts: step.starts?.(guardContext(deps, deps.vault, register, stored.values, stored, actor)) ?? {},
      blocked: blockedBy(deps, register, step, stored, actor),
    }));
}

function blockedBy(
  deps: EngineContext,
  register: Register,
  step: Transition,
  stored: Stored,
  actor: Actor,
): string | null {
  if (stored.voidRequest) return '已申请作废，等待批准，暂不能办理。';
  const same = fourEyesProblem(register, step, stored.values, actor.userId);
  if (same) return same.why;
  const foreign = handedProblem(deps.vault, step, stored);
  if (foreign) return `${foreign.what}${foreign.next}`;
  if (needsContent(deps, register, step)) return '这一步要查看加密保存的内容，请由有权查看的人员办理。';
  const failure =
    step.guard?.(guardContext(deps, deps.vault, register, stored.values, stored, actor)) ??
    moduleOf(deps, register.id).guard?.(deps, deps.vault, step, stored);
  if (!failure) return null;
  // A refusal that names a field of the step's own dialog may be met there: it is judged with what is said in it.
  const missing = Object.keys(failure.fields ?? {});
  if (missing.some((key) => step.asks.includes(key))) return null;
  return `${failure.what}${missing.length > 0 ? `（${labelsOf(register, missing).join('、')}）` : ''}${addressed(register, actor, failure).next}`;
}

/** What the fields and child tables are called; on the page of a record nothing marks them. */
function labelsOf(register: Register, keys: readonly string[]): readonly string[] {
  const known = [...register.fields, ...register.children];
  return keys.flatMap((key) => known.find((each) => each.key === key)?.label ?? []);
}

/** Whether the step is closed to a session that cannot open the record. */
function needsContent({ vault }: EngineDeps, register: Register, step: Transition): boolean {
  return step.withoutContent !== true && isClosed(vault, register);
}

function fourEyesProblem(
  register: Register,
  step: Transition,
  values: Values,
  actor: string,
): Failure | undefined {
  const key = step.differsFrom?.find((each) => values[each] === actor);
  if (key === undefined) return undefined;
  const label = register.fields.find((field) => field.key === key)?.label ?? key;
  return {
    type: 'FourEyes',
    what: `您不能办理“${step.label}”。`,
    why: `“${step.label}”须由${label}以外的另一人办理。`,
    next: '请由另一名有权限的人员办理。',
  };
}

/** A step back behind the hand-over leads to where the record would not travel any more: whoever was handed it hands it back. */
function handedProblem(
  reader: Reader,
  step: Transition,
  { id, no, importedFrom }: Stored,
): Failure | undefined {
  if (step.beforeHandOver !== true || importedFrom === null) return undefined;
  const first = reader.get<{ action: string }>(
    'SELECT action FROM change WHERE record = ? ORDER BY rev LIMIT 1',
    [id],
  );
  if (first?.action !== 'receive') return undefined;
  return {
    type: 'HandedToUs',
    what: `${no}由其他单位移交本单位，不能在本单位办理“${step.label}”。`,
    why: '移交以前的审定由移交单位作出，退回后由移交单位补充、重新审定。',
    next: '请在此件的页面上办理“发往其他单位”，移交回原移交单位。',
  };
}

/**
 * Takes a step. Only the fields the step asks for may come with it. Refuses with `NoSuchStep`, `NotAllowed`,
 * `FourEyes`, `ReasonMissing`, `Invalid`, `NeedsConfirmation`, `Changed`, `Voided`, `NotOwner`, `VoidRequested` and whatever
 * the guard says. `untold` as in `saveRecord`.
 */
export function takeStep(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.transition'>,
  untold: Warnings = {},
): Written<Output<'records.transition'>> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const before = findForChange(tx, context, module, input.id, input.rev);
  const step = findStep(register, before, input.transition);
  requirePermission(actor, step.permission, `办理“${step.label}”`);
  refuseVoidRequested(before);
  const same = fourEyesProblem(register, step, before.values, actor.userId);
  if (same) throw new ExpectedError(same);
  const foreign = handedProblem(tx, step, before);
  if (foreign) throw new ExpectedError(foreign);
  if (needsContent(context, register, step)) refuseCompartment();
  const judged = judgedPart(context.vault, register);
  const reason = input.reason?.trim() ?? '';
  if (step.reasonRequired && reason === '') {
    refuse(
      'ReasonMissing',
      `“${step.label}”还没有写明理由。`,
      '这一步须写明理由备查。',
      '请填写理由后再办理。',
    );
  }
  const values = stepValues(context, judged, step, before, input.values, actor, tx);
  const date = today(context);
  const draft = { id: before.id, actor: actor.userId, today: date, before: before.values, values };
  const derive = isClosed(context.vault, register) ? undefined : module.derive;
  const derived = derive?.(tx, { ...draft, children: before.children }, context);
  const taken = { ...before, state: stateAfter(step, before.state), values: derived ?? values };
  const next: Stored = { ...taken, values: withComputed(tx, context, register, taken) };
  refuseFindings(recordFindings(judged, next.values, next.children, date, before).errors);
  const asked = stepQuestions(context, register, step, values, before, actor, tx);
  const { told, logged } = askConfirmation(asked, input.confirmed ?? {}, [], untold);
  const entry = {
    action: `step.${step.key}`,
    reason: [reason, told].filter((each) => each !== null && each !== '').join('；') || null,
    by: actor.userId,
    at: context.now(),
  };
  const stored = writeChanged(tx, context, module, before, next, entry);
  leaveEnvelopeOnly(tx, register, before, stored);
  return {
    output: { rev: stored.rev, state: stored.state, savedAt: stored.updatedAt },
    audit: {
      action: 'records.transition',
      entity: register.id,
      entityNo: stored.no,
      detail: `${step.label}：${stateLabel(register, before.state)}→${stateLabel(register, stored.state)}`,
      ...(logged === null ? {} : { reason: logged }),
    },
  };
}

export function stateLabel(register: Register, code: string): string {
  return register.workflow.states.find((state) => state.code === code)?.label ?? code;
}

export function refuseVoidRequested(stored: Stored): void {
  if (!stored.voidRequest) return;
  refuse(
    'VoidRequested',
    `${stored.no}已申请作废，暂不能办理。`,
    '作废申请还没有批准或者退回。',
    '请先由有权限的人员处理作废申请。',
  );
}

function findStep(register: Register, stored: Stored, key: string): Transition {
  const step = register.workflow.transitions.find((each) => each.key === key);
  if (!step) throw new Error(`${register.id}: unknown transition ${key}`);
  if (!step.from.includes(stored.state)) {
    refuse(
      'NoSuchStep',
      `${stored.no}现在不能办理“${step.label}”。`,
      `此件目前是“${stateLabel(register, stored.state)}”状态。`,
      '请刷新后按当前状态办理。',
    );
  }
  return step;
}

function stepValues(
  context: EngineContext,
  register: Register,
  step: Transition,
  before: Stored,
  sent: Values,
  actor: Actor,
  tx: Writer,
): Values {
  const date = today(context);
  const { codes } = context.reference(tx);
  const values: Record<string, Value> = { ...before.values };
  const problems: Record<string, string> = {};
  for (const key of step.asks) {
    const field = register.fields.find((each) => each.key === key);
    if (!field || !Object.hasOwn(sent, key)) continue;
    values[key] = tidyValue(field, sent[key]);
    const problem =
      valueProblem(field, values[key] ?? null, before.values[key], codes, date) ??
      namedProblem(context, tx, register, field, before.id, values[key] ?? null, before.values[key]) ??
      // What a step asks for is there when it is taken, whoever had written it down before.
      attachmentProblem(context, tx, register, field, before.id, values[key]);
    if (problem) problems[key] = problem;
  }
  for (const key of step.requires) {
    const field = register.fields.find((each) => each.key === key);
    if (isEmpty(values[key]) && field) problems[key] = `${field.label}必须填写。`;
  }
  Object.assign(problems, referenceProblems(tx, context, actor, register, before, values));
  refuseProblems(problems);
  const failure =
    step.guard?.(guardContext(context, tx, register, values, before, actor)) ??
    moduleOf(context, register.id).guard?.(context, tx, step, { ...before, values });
  if (failure) throw new ExpectedError(addressed(register, actor, failure));
  return applyStamps(values, step.stamps ?? {}, actor, date, false);
}
