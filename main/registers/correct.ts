/**
 * 更正 (`records.correct`): mending a slip in what a step has locked, with a reason that stays in the history. Where an
 * approver had to agree to what is changed, he agrees to the 更正 first (`records.permitCorrection`); clerks keep the
 * records and approvers decide, here as everywhere, and whoever is both asks another. The agreement is an entry of the
 * history and is used up by one 更正.
 */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import { correctedWith, isCorrectable, mayMake, standingSteps } from '../../domain/corrections.ts';
import { isEmpty } from '../../domain/empty.ts';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import type { Register, Transition } from '../../domain/register.ts';
import { holds } from '../../domain/value-condition.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { findForChange } from './changeable.ts';
import type { Warnings } from './confirm.ts';
import { type EngineContext, moduleOf, writeChanged } from './commands.ts';
import { guardContext } from './guard-context.ts';
import { openEntries } from './history-seal.ts';
import { type HistoryEntry, readHistory } from './history.ts';
import { changedFields, changedTables, type Wanted } from './locks.ts';
import { wholeIsFinal } from './references.ts';
import { changeRecord, type ChangeKind } from './save.ts';
import { type Opener, refuseClosed } from './sealed-record.ts';
import { refuseVoidRequested, stateLabel } from './steps.ts';
import type { Stored } from './store.ts';
import type { Problems } from './validate.ts';

const permitted = 'correct.permit';

/** The agreement that the next 更正 may rest on, or undefined. */
export function correctionPermit(
  vault: Reader & Opener,
  register: Register,
  id: string,
): HistoryEntry | undefined {
  return permitIn(openEntries(vault, register, id, readHistory(vault, id)));
}

function permitIn(history: readonly HistoryEntry[]): HistoryEntry | undefined {
  const ends = (action: string): boolean => action === 'correct' || action.startsWith('step.');
  const last = history.findLast(({ action }) => action === permitted || ends(action));
  return last?.action === permitted ? last : undefined;
}

/** Refuses with `ReasonMissing`, `NothingLocked`, `WholeClosed`, `Invalid` and whatever a step taken would refuse. */
export function correctRecord(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.correct'>,
  untold: Warnings = {},
): Written<Output<'records.correct'>> {
  const { reason, ...rest } = input;
  const correction = reason.trim();
  if (correction === '')
    refuse('ReasonMissing', '还没有写明更正理由。', '更正须写明理由备查。', '请填写理由后再保存。');
  const kind: ChangeKind = { admit, problems: correctionProblems, correction, untold };
  return changeRecord(
    tx,
    context,
    actor,
    { ...rest, draft: null, duplicate: null, sealedDirect: false },
    kind,
  );
}

function admit(_tx: Writer, context: EngineContext, register: Register, before: Stored): void {
  refuseVoidRequested(before);
  refuseClosed(context.vault, register);
  refuseUnlocked(register, before, '请点“修改”。');
}

function refuseUnlocked(register: Register, { no, state }: Stored, next: string): void {
  if (isCorrectable(register, state)) return;
  const label = stateLabel(register, state);
  refuse('NothingLocked', `${no}不需要更正。`, `“${label}”的内容可以直接修改。`, next);
}

function correctionProblems(
  tx: Writer,
  context: EngineContext,
  register: Register,
  actor: Actor,
  before: Stored,
  wanted: Wanted,
): Problems {
  const history = readHistory(tx, before.id);
  const steps = history.flatMap(({ action }) => (action.startsWith('step.') ? [action.slice(5)] : []));
  const standing = standingSteps(register, steps);
  const permit = permitIn(history);
  const approval = `${register.area}.approve`;
  const approvers = standing.filter(({ permission }) => permission === approval);
  const problems: Problems = {};
  const changed = [...changedFields(register, before, wanted), ...changedTables(register, before, wanted)];
  const wholeFinal = wholeIsFinal(tx, context, register, before.values);
  for (const { key, label } of changed) {
    const needed = correctedWith(register, before.state, standing, key);
    if (needed === undefined) {
      problems[key] = register.workflow.signedAnew?.includes(key)
        ? `${label}已由有关人员签字，不能更正；请先退回，改正后重新签字。`
        : `${label}在以后的步骤中填写，现在还不能填。`;
      continue;
    }
    const asked = wholeFinal ? [...needed, approval] : needed;
    if (!mayMake(register, asked, actor, permit))
      problems[key] = `更正${label}须先由有权审批的另一人办理“同意更正”。`;
    else if (asked.includes(approval) && approvers.some((step) => isSame(step, before, permit?.by)))
      problems[key] = `${label}的更正须由经办人以外的另一人同意。`;
  }
  for (const step of standing)
    for (const key of step.requires)
      if (isEmpty(wanted.values[key]) && !isEmpty(before.values[key]))
        problems[key] = `办理“${step.label}”时必须填写，不能清空。`;
  if (Object.keys(problems).length === 0)
    refuseBroken(tx, context, register, actor, before, wanted, standing);
  return problems;
}

function isSame({ differsFrom = [] }: Transition, { values }: Stored, decider: string | undefined): boolean {
  return decider !== undefined && differsFrom.some((key) => values[key] === decider);
}

/** What a step had asked for still holds afterwards; what did not hold before is not this person's doing. */
function refuseBroken(
  tx: Writer,
  context: EngineContext,
  register: Register,
  actor: Actor,
  before: Stored,
  wanted: Wanted,
  standing: readonly Transition[],
): void {
  for (const { guard, offeredFor } of standing) {
    // A step that is not for such a record any longer asks nothing of it.
    if (!guard || (offeredFor && !holds(offeredFor, wanted.values))) continue;
    const after: Stored = { ...before, ...wanted };
    const failure = guard(guardContext(context, tx, register, wanted.values, after, actor));
    if (failure && !guard(guardContext(context, tx, register, before.values, before, actor)))
      throw new ExpectedError(failure);
  }
}

/**
 * Lets the clerk make one 更正 in what was decided. What is wrong there says as much as the record does, so the reason
 * stands in its history and not in the audit log. Refuses with `ReasonMissing`, `NothingLocked`.
 */
export function permitCorrection(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.permitCorrection'>,
): Written<Record<string, never>> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const before = findForChange(tx, context, module, input.id, input.rev);
  refuseVoidRequested(before);
  const reason = input.reason.trim();
  if (reason === '')
    refuse(
      'ReasonMissing',
      '还没有写明同意更正什么。',
      '更正须写明理由备查。',
      '请填写需要更正的内容和理由。',
    );
  refuseUnlocked(register, before, '请由经办人修改。');
  const entry = { action: permitted, reason, by: actor.userId, at: context.now() };
  const stored = writeChanged(tx, context, module, before, before, entry);
  return {
    output: {},
    audit: {
      action: 'records.permitCorrection',
      entity: register.id,
      entityNo: stored.no,
      detail: '同意更正',
    },
  };
}

/** Whether this person may make or permit a 更正 of the record as it stands. */
export function mayCorrect(
  context: EngineContext,
  register: Register,
  stored: Stored,
  actor: Actor,
  action: 'register' | 'approve',
): boolean {
  return (
    isCorrectable(register, stored.state) &&
    mayOn(actor.permissions, register, action) &&
    !stored.void &&
    !stored.voidRequest &&
    stored.office === context.office.id
  );
}
