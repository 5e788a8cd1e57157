/** Saving a record from the form: `records.save`. */
import type { Actor } from '../../domain/access/permissions.ts';
import { deadlinesOf } from '../../domain/calendar/deadlines.ts';
import { isEmpty } from '../../domain/empty.ts';
import { refuse } from '../../domain/failure.ts';
import type { ChildRowsByKey, Field, Register, Value, Values } from '../../domain/register.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import { createId } from '../deps.ts';
import type { Writer } from '../vault/api.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { refuseMoveOfAddressed } from './address-parts.ts';
import { sameValue, sameValues } from './codec.ts';
import { findForChange } from './changeable.ts';
import { type EngineContext, moduleOf, today, writeChanged, writeNew } from './commands.ts';
import { withComputed } from './computed.ts';
import { emptyRecord } from './empty-record.ts';
import { askConfirmation, refuseFindings, type Reasons, refuseProblems, type Warnings } from './confirm.ts';
import type { RegisterModule, SaveDraft } from './deps.ts';
import { leaveEnvelopeOnly } from './envelope.ts';
import { compareRecords } from './history.ts';
import { lockedProblems, type Wanted } from './locks.ts';
import { causeQuestions } from './named-causes.ts';
import { namedProblems } from './named-values.ts';
import { takeNumber, yearOfRecord } from './numbers.ts';
import { referenceProblems, refuseClosedWhole } from './references.ts';
import { retellNaming, retellParts } from './retell.ts';
import { applyStamps } from './stamps.ts';
import { isClosed, isOpen, judgedPart, refuseClosed } from './sealed-record.ts';
import { clearRows, mergeSealedRows, resealRows } from './sealed-rows.ts';
import { sentRows, tidyRows } from './sent-rows.ts';
import type { Stored } from './store.ts';
import { isUntold, mayReadOf } from './told.ts';
import { fieldProblems, newWarnings, type Problems, recordFindings, tidyValue } from './validate.ts';

type Input = Parsed<'records.save'>;

/**
 * Creates or changes a record. Number, history, deadlines and search index are written with it. Refuses with
 * `Invalid` (sentences by field), `NeedsConfirmation` (`fields` holds the questions by the key to confirm them
 * under), `Changed`, `Voided`, `NotOwner`, `Final`, `CompartmentClosed`. `untold` are questions found beside the engine
 * whose reasons stand in the audit log and not in the history.
 */
export function saveRecord(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Input,
  untold: Warnings = {},
): Written<Output<'records.save'>> {
  return changeRecord(tx, context, actor, input, { ...plainSave, untold });
}

/** How a record is changed: by a form within the locks of its state, or by a 更正 with its own rules. */
export interface ChangeKind {
  /** Refuses a record that cannot be changed this way at all. */
  readonly admit: (tx: Writer, context: EngineContext, register: Register, before: Stored) => void;
  readonly problems: (
    tx: Writer,
    context: EngineContext,
    register: Register,
    actor: Actor,
    before: Stored,
    wanted: Wanted,
  ) => Problems;
  /** Set for a 更正: it stands in the history with this reason. */
  readonly correction?: string;
  /** Questions found beside the engine ({@link saveRecord}). */
  readonly untold?: Warnings;
}

const plainSave: ChangeKind = {
  admit: (tx, context, register, before) => {
    refuseFinal(register, before);
    refuseClosedWhole(tx, context, register, before.values);
  },
  problems: (_tx, _context, register, actor, before, wanted) =>
    lockedProblems(register, actor, before, wanted),
};

/** As {@link saveRecord}, within the rules of that kind. */
export function changeRecord(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Input,
  kind: ChangeKind,
): Written<Output<'records.save'>> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const before =
    input.id === null
      ? emptyRecord(context, register, actor.userId)
      : findForChange(tx, context, module, input.id, input.rev);
  if (input.id === null) refuseClosed(context.vault, register);
  kind.admit(tx, context, register, before);
  const merged = mergeInput(context, register, actor, before, input);
  const draft = decide(tx, context, module, actor, before, merged, input);
  const confirmed = check(tx, context, module, actor, before, draft, input, kind);
  const isMoved = !sameValues(wholeField(register), before.values, draft.values);
  if (isMoved) refuseClosedWhole(tx, context, register, draft.values);
  if (isMoved) refuseMoveOfAddressed(tx, before, wholeField(register)[0]?.label ?? '');
  const reason =
    [kind.correction, confirmed.told].filter((each) => typeof each === 'string').join('；') || null;
  const next: Stored = { ...before, values: draft.values, children: draft.children };
  const stored = write(tx, context, module, actor, before, next, input, reason, kind);
  leaveEnvelopeOnly(tx, register, before, stored);
  if (isMoved && input.id !== null) {
    const moved = { by: actor.userId, at: stored.updatedAt, reason: `随${stored.no}改属` };
    retellParts(tx, context, { register, id: stored.id }, 'all', moved);
  }
  if (input.draft !== null)
    tx.run('DELETE FROM draft WHERE id = ? AND owner = ?', [input.draft, actor.userId]);
  const action =
    input.id === null
      ? 'records.create'
      : kind.correction === undefined
        ? 'records.update'
        : 'records.correct';
  return {
    output: { id: stored.id, no: stored.no, rev: stored.rev, savedAt: stored.updatedAt },
    audit: {
      action,
      entity: register.id,
      entityNo: stored.no,
      detail: describe(register, before, stored, input.id === null),
      ...(confirmed.logged === null ? {} : { reason: confirmed.logged }),
    },
  };
}

function wholeField({ fields, partOf }: Register): readonly Field[] {
  return fields.filter(({ key }) => key === partOf?.field);
}

function refuseFinal(register: Register, stored: Stored): void {
  const state = register.workflow.states.find(({ code }) => code === stored.state);
  if (state?.final !== true) return;
  refuse(
    'Final',
    `${stored.no}${state.label}，不能直接修改。`,
    `${register.label}${state.label}后内容不再变动。`,
    '填错的请办理“更正”；有新情况的，请由有权限的人员重新办理。',
  );
}

/** The stored record with what the form sent laid over it; fields the application sets are never taken from a form. */
function mergeInput(
  context: EngineContext,
  register: Register,
  actor: Actor,
  before: Stored,
  input: Input,
): Wanted {
  const values: Record<string, Value> = { ...before.values };
  const typed = register.fields.filter((field) => !field.derived && Object.hasOwn(input.values, field.key));
  const closed = isClosed(context.vault, register);
  const { rules } = context.reference(context.vault);
  const mayRead = mayReadOf(context, actor);
  for (const field of typed) {
    const value = tidyValue(field, input.values[field.key]);
    // A form that was told nothing of what is named there cannot take it out.
    if (isEmpty(value) && isUntold(mayRead, register, field)) continue;
    // A form that could not show what is sealed sends it back empty, or as it was masked.
    if (!closed || !field.compartment) values[field.key] = value;
    else if (!isEmpty(value) && !sameValue(value, before.values[field.key])) refuseCompartment();
  }
  const children = Object.fromEntries(
    register.children.map((child) => {
      const old = before.children[child.key] ?? [];
      if (input.children[child.key] === undefined) return [child.key, old];
      const rows = sentRows(register, child, before.children, input.children, rules);
      if (child.compartment) {
        const merge = isOpen(context.vault, child) ? resealRows : mergeSealedRows;
        return [child.key, merge(context.vault, child, old, rows, () => createId(context))];
      }
      const known = new Set(old.map((row) => row.rowId));
      return [
        child.key,
        rows.map((row) => ({ ...row, rowId: known.has(row.rowId) ? row.rowId : createId(context) })),
      ];
    }),
  );
  return { values, children };
}

/** What follows from the clerk's decisions: stamps of a new record, 径送, duplicates. */
function decide(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  before: Stored,
  merged: Wanted,
  input: Input,
): SaveDraft & Wanted {
  const { register } = module;
  const date = today(context);
  let values: Values = merged.values;
  if (input.sealedDirect) values = { ...values, ...module.envelopeValues };
  if (input.id === null)
    values = applyStamps(values, register.workflow.create?.stamps ?? {}, actor, date, true);
  const draft = {
    id: before.id,
    actor: actor.userId,
    permissions: actor.permissions,
    today: date,
    before: before.values,
    values,
    children: merged.children,
  };
  if (input.duplicate !== null && module.decideDuplicate) {
    values = module.decideDuplicate(values, input.duplicate);
  }
  if (!isClosed(context.vault, register))
    values = module.derive?.(tx, { ...draft, values }, context) ?? values;
  const { envelope } = register;
  if (envelope?.applies(values)) {
    // What the application itself had filled in goes without being asked; what a person typed is refused below.
    const derived = new Set(register.fields.filter((field) => field.derived).map((field) => field.key));
    values = Object.fromEntries(
      Object.entries(values).filter(
        ([key, value]) => envelope.fields.includes(key) || !(derived.has(key) || value === false),
      ),
    );
  }
  values = withComputed(tx, context, register, { ...draft, values, state: before.state });
  return { ...draft, values };
}

/** Throws for errors and unconfirmed warnings. */
function check(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  before: Stored,
  draft: SaveDraft & Wanted,
  input: Input,
  kind: ChangeKind,
): Reasons {
  const { register } = module;
  const reference = context.reference(tx);
  const children: ChildRowsByKey = draft.children;
  const sealed = register.children.filter(
    (child) => child.compartment && input.children[child.key] !== undefined,
  );
  const typed = Object.fromEntries(
    sealed.map((child) => [child.key, tidyRows(child.fields, input.children[child.key])]),
  );
  const storedRows = new Map(
    Object.values(before.children).flatMap((rows) => rows.map((row) => [row.rowId, row.values])),
  );
  const candidate = {
    before: before.values,
    values: draft.values,
    children: { ...children, ...typed },
    storedRows,
  };
  const judged = judgedPart(context.vault, register);
  const problems = fieldProblems(judged, candidate, reference.codes, draft.today);
  Object.assign(problems, namedProblems(context, tx, judged, before.id, candidate));
  Object.assign(problems, referenceProblems(tx, context, actor, register, before, draft.values));
  Object.assign(problems, kind.problems(tx, context, register, actor, before, draft));
  refuseProblems(problems);
  const clear = clearRows(context.vault, register, draft.children);
  const held = {
    ...before,
    children: { ...before.children, ...clearRows(context.vault, register, before.children) },
  };
  const findings = recordFindings(judged, draft.values, { ...children, ...clear }, draft.today, held);
  refuseFindings(findings.errors);
  const clocks = deadlinesOf(register, draft.values, reference.rules, reference.calendar, draft.today);
  const warnings = {
    ...findings.warnings,
    ...module.warnings?.(draft, clocks, tx, context),
    ...causeQuestions(context, tx, register, before, draft.values),
  };
  const anew = newWarnings(judged, held, draft.today, warnings);
  return askConfirmation(anew, input.confirmed, register.checks, kind.untold);
}

function write(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  before: Stored,
  next: Stored,
  input: Input,
  reason: string | null,
  kind: ChangeKind,
): Stored {
  const entry = { by: actor.userId, at: context.now(), reason };
  if (input.id !== null) {
    if (compareRecords(module.register, before, next).length === 0) return before;
    const action = kind.correction === undefined ? 'save' : 'correct';
    const stored = writeChanged(tx, context, module, before, next, { ...entry, action });
    retellNaming(tx, context, module.register, [before, stored], entry);
    return stored;
  }
  const year = yearOfRecord(module.register, next.values, today(context));
  const no = takeNumber(tx, module.register, context.office, year);
  return writeNew(tx, context, module, { ...next, no, rev: 1 }, { ...entry, action: 'create' });
}

/** The labels of what changed; never what it changed to. */
function describe(register: Register, before: Stored, after: Stored, created: boolean): string {
  if (created) return `登记${register.label}`;
  const keys = new Set(
    compareRecords(register, before, after).map((change) =>
      'child' in change ? change.child : change.field,
    ),
  );
  const labels = [...register.fields, ...register.children]
    .filter(({ key }) => keys.has(key))
    .map(({ label }) => label);
  return labels.length === 0 ? '保存，内容没有变化' : `修改：${labels.join('、')}`;
}
