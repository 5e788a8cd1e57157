/** One record for the form: `records.get`, `records.getByNo`, `records.reveal`, `records.history`. */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import { deadlinesOf, isFinal, runsIn } from '../../domain/calendar/deadlines.ts';
import { lightOn } from '../../domain/calendar/lights.ts';
import { isCorrectable } from '../../domain/corrections.ts';
import { refuse } from '../../domain/failure.ts';
import type { ChildRow, Register } from '../../domain/register.ts';
import { sealedFields, standsOpen } from '../../domain/sealed.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Writer } from '../vault/api.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { listAttachments } from './attachment-table.ts';
import { clocksHere } from './clock-values.ts';
import { compactValues } from './codec.ts';
import { type EngineContext, findRecord, moduleOf, today } from './commands.ts';
import { correctionPermit, mayCorrect } from './correct.ts';
import type { EngineDeps } from './deps.ts';
import { endedOn } from './ended-on.ts';
import { blockedContent, visibleValues } from './envelope.ts';
import { describeHistory } from './history-text.ts';
import { openEntries } from './history-seal.ts';
import { readHistory } from './history.ts';
import { isLeftOver, isRestorable } from './left-over.ts';
import { isReducedCopy } from './reduced.ts';
import { isClosed, isOpen } from './sealed-record.ts';
import { openRow } from './sealed-rows.ts';
import { actionsFor } from './steps.ts';
import { quote } from './sql.ts';
import type { Mark, Stored } from './store.ts';
import { isUntold, mayReadOf, toldValues } from './told.ts';

function mark(deps: EngineDeps, value: Mark | null): Output<'records.get'>['void'] {
  return value && { ...value, byName: deps.userName(value.by) };
}

export function isEditable(deps: EngineDeps, register: Register, stored: Stored, actor: Actor): boolean {
  return (
    mayOn(actor.permissions, register, 'register') &&
    !isFinal(register, stored.state) &&
    !stored.void &&
    !stored.voidRequest &&
    stored.office === deps.office.id
  );
}

export function getRecord(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.get'>,
): Output<'records.get'> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const { vault } = context;
  const stored = findRecord(vault, vault, module, input.id);
  const blocked = blockedContent(register, stored.values);
  const closed = isClosed(vault, register);
  const children = Object.fromEntries(
    register.children.map(({ key }) => [
      key,
      blocked.includes(key) ? [] : plainRows(stored.children[key] ?? []),
    ]),
  );
  return {
    id: stored.id,
    register: input.register,
    office: stored.office,
    no: stored.no,
    rev: stored.rev,
    state: stored.state,
    values: mutable(toldValues(mayReadOf(context, actor), register, visibleValues(register, stored.values))),
    children,
    maskedChildren: register.children
      .filter((child) => child.compartment && !isOpen(vault, child))
      .map(({ key }) => key),
    closedFields: closed ? sealedFields(register.fields).map(({ key }) => key) : [],
    created: { by: stored.createdBy, byName: context.userName(stored.createdBy), at: stored.createdAt },
    updated: { by: stored.updatedBy, byName: context.userName(stored.updatedBy), at: stored.updatedAt },
    void: mark(context, stored.void),
    withdrawn: stored.withdrawn,
    reduced: register.sendsReduced !== undefined && isReducedCopy(vault, stored.id),
    leftOver: isLeftOver(vault, context.office, stored),
    restorable: stored.void !== null && isRestorable(vault, context.office, stored),
    voidRequest: mark(context, stored.voidRequest),
    deadlines: stored.void ? [] : clocks(context, register, stored),
    attachments:
      blocked.length > 0 || closed ? [] : [...listAttachments(context, vault, register, stored.id)],
    actions: actionsFor(context, register, stored, actor).map((action) => ({
      ...action,
      asks: [...action.asks],
      requires: [...action.requires],
      starts: mutable(action.starts),
    })),
    editable: isEditable(context, register, stored, actor) && !closed,
    correction: correctionOf(context, register, stored, actor),
    blockedContent: [...blocked],
  };
}

/** Of a record that is over, as they stood when it ended: what nobody met by then nobody will, but for what runs on. */
function clocks(
  context: EngineContext,
  register: Register,
  stored: Stored,
): Output<'records.get'>['deadlines'] {
  const { rules, calendar } = context.reference(context.vault);
  const here = clocksHere(context.vault, context, register, stored);
  const isOurs = stored.office === context.office.id;
  const final = isFinal(register, stored.state);
  const ended = final ? endedOn(context.vault, register, stored) : null;
  const now = today(context);
  const onDay = (day: string) => deadlinesOf(here.register, here.values, rules, calendar, day);
  const runsOn = ({ rule }: { readonly rule: string }): boolean => runsIn(register, rule, stored.state);
  const statuses = [...onDay(ended ?? now).filter((status) => !runsOn(status)), ...onDay(now).filter(runsOn)];
  return statuses.flatMap((status) => {
    const { rule, due, met, state } = status;
    const use = register.deadlines.find((each) => each.rule === rule);
    // Its owner has ended it without this office's answer: nothing is late here any more.
    const isStopped = !runsOn(status);
    if (!isOurs && isStopped && met === null) return [];
    const isLate = isStopped && ended !== null && state === 'overdue';
    const isOver = isStopped && met === null && !isLate;
    if ((state === 'met' || isOver) && use?.lights?.some(({ alone }) => alone)) return [];
    if (isLate) return { ...status, state: 'endedLate', light: null };
    if (isOver) return { ...status, state: 'ended', remaining: null, light: null };
    const open = due === null || met !== null ? [] : [{ rule, due }];
    return { ...status, light: lightOn(register, open, rules, now)?.colour ?? null };
  });
}

function correctionOf(
  context: EngineContext,
  register: Register,
  stored: Stored,
  actor: Actor,
): Output<'records.get'>['correction'] {
  const { vault } = context;
  const closed = isClosed(vault, register);
  const permit = isCorrectable(register, stored.state)
    ? correctionPermit(vault, register, stored.id)
    : undefined;
  return {
    make: mayCorrect(context, register, stored, actor, 'register') && !closed,
    // Nobody corrects on his own agreement: another approver may still give his.
    permit: mayCorrect(context, register, stored, actor, 'approve') && permit?.by !== actor.userId,
    permitted: permit
      ? { byName: context.userName(permit.by), at: permit.at, reason: (closed ? null : permit.reason) ?? '' }
      : null,
  };
}

/** The contract's inferred types are mutable; values are copied once on their way out. */
export function mutable(values: Stored['values']): Output<'records.get'>['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  );
}

export function plainRows(
  rows: readonly ChildRow[],
): { rowId: string; values: Output<'records.get'>['values'] }[] {
  return rows.map(({ rowId, values }) => ({ rowId, values: mutable(compactValues(values)) }));
}

/** Accepts the number in any width and case; the office's own record first when two offices number alike. */
export function getByNo(context: EngineContext, input: Parsed<'records.getByNo'>): Output<'records.getByNo'> {
  const { register } = moduleOf(context, input.register);
  const no = input.no.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  const row = context.vault.get<{ id: string }>(
    `SELECT id FROM ${quote(register.id)} WHERE no IN (?, ?) ORDER BY office <> ?, office LIMIT 1`,
    [no, input.no.trim(), context.office.id],
  );
  return row ? { id: row.id } : null;
}

/**
 * Opens one sealed child table. The reason goes into the audit log; what was shown never does. Runs as a write so
 * that nothing is revealed without its entry.
 */
export function reveal(
  tx: Writer,
  context: EngineContext,
  input: Parsed<'records.reveal'>,
): Written<Output<'records.reveal'>> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const stored = findRecord(tx, context.vault, module, input.id);
  const child = register.children.find(
    ({ key, compartment }) => key === input.child && compartment !== undefined,
  );
  if (!child) throw new Error(`${register.id}: ${input.child} is not sealed`);
  // Whoever holds its key has it in clear already.
  if (standsOpen(child.compartment)) refuseCompartment();
  if (blockedContent(register, stored.values).includes(child.key)) {
    refuse('SealedDirectContent', '径送件没有可以查看的内容。', '径送件只登记信封信息。', '无须查看。');
  }
  const reason = input.reason.trim();
  if (Array.from(reason).length < 2) {
    refuse(
      'ReasonMissing',
      '还没有写明查看理由。',
      `查看${child.label}身份须写明理由，并记入审计日志。`,
      '请填写理由。',
    );
  }
  const rows = (stored.children[child.key] ?? []).map((row) => openRow(context.vault, child, row));
  return {
    output: { rows: plainRows(rows) },
    audit: {
      action: 'records.reveal',
      entity: register.id,
      entityNo: stored.no,
      detail: `查看${child.label}身份，${rows.length}人`,
      reason,
    },
  };
}

export function getHistory(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.history'>,
): Output<'records.history'> {
  const module = moduleOf(context, input.register);
  const stored = findRecord(context.vault, context.vault, module, input.id);
  const { vault } = context;
  const { register } = module;
  const entries = openEntries(vault, register, stored.id, readHistory(vault, stored.id));
  const mayRead = mayReadOf(context, actor);
  const untold = register.fields.filter((field) => isUntold(mayRead, register, field));
  const told = describeHistory(context, register, stored, entries).map((entry) => ({
    ...entry,
    changes: entry.changes.filter((change) => !untold.some(({ key }) => key === change.field)),
  }));
  return { entries: told };
}
