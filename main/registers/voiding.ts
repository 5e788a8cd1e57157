/**
 * 作废 and 恢复: asked for with a reason, decided by another person, undone by who may decide. The number and the record stay visible. The parts of a whole
 * are void with it: they have no meaning without it, and left alone they would go on being counted and waited for. Of other
 * offices' records only those their owner has lost (left-over.ts) are voided here.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { findForVoiding, findVoided } from './changeable.ts';
import { type EngineContext, type Entry, findRecord, moduleOf, writeChanged } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { refuseClosedWhole } from './references.ts';
import { quote } from './sql.ts';
import { refuseVoidRequested } from './steps.ts';
import type { Stored } from './store.ts';

type Nothing = Record<string, never>;

export function requestVoid(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.requestVoid'>,
): Written<Nothing> {
  const module = moduleOf(context, input.register);
  const before = findForVoiding(tx, context, module, input.id, input.rev);
  refuseVoidRequested(before);
  refuseClosedWholeOfOurs(tx, context, module.register, before);
  const reason = input.reason.trim();
  if (reason === '') refuse('ReasonMissing', '还没有写明作废理由。', '作废须写明理由备查。', '请填写理由。');
  const at = context.now();
  const next = { ...before, voidRequest: { by: actor.userId, at, reason } };
  const stored = writeChanged(tx, context, module, before, next, {
    action: 'void.request',
    reason,
    by: actor.userId,
    at,
  });
  return note('records.requestVoid', module.register.id, stored.no, '申请作废');
}

/** Throws `FourEyes` when the asker decides, `NoVoidRequest` when nobody asked. */
export function decideVoid(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.decideVoid'>,
): Written<Nothing> {
  const module = moduleOf(context, input.register);
  const before = findForVoiding(tx, context, module, input.id, input.rev);
  const request = before.voidRequest;
  if (!request) {
    refuse('NoVoidRequest', `${before.no}没有待批准的作废申请。`, '申请可能已经处理。', '请刷新后查看。');
  }
  if (request.by === actor.userId) {
    refuse(
      'FourEyes',
      '您不能批准自己提出的作废申请。',
      '作废须由申请人以外的另一人批准。',
      '请由另一名有权限的人员处理。',
    );
  }
  const reason = input.reason.trim();
  if (!input.approve && reason === '') {
    refuse('ReasonMissing', '还没有写明退回理由。', '退回作废申请须写明理由。', '请填写理由。');
  }
  if (input.approve) refuseClosedWholeOfOurs(tx, context, module.register, before);
  const at = context.now();
  const next = {
    ...before,
    voidRequest: null,
    void: input.approve ? { by: actor.userId, at, reason: request.reason } : null,
  };
  const action = input.approve ? 'void.approve' : 'void.reject';
  const stored = writeChanged(tx, context, module, before, next, {
    action,
    reason: reason || null,
    by: actor.userId,
    at,
  });
  const taken = input.approve ? voidParts(tx, context, actor, module.register, stored, at) : 0;
  const along = taken > 0 ? `，所含${taken}件随同作废` : '';
  const detail = input.approve ? `批准作废${along}` : '退回作废申请';
  return note('records.decideVoid', module.register.id, stored.no, detail);
}

/**
 * 恢复 of what was voided by mistake: it goes on from where it stood, under its number, and what was voided along with it
 * comes back too. Refuses `WholeClosed` while its whole is void or closed, `NotVoided`, `NotOwner`, `ReasonMissing`.
 */
export function restoreVoided(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.restoreVoided'>,
): Written<Nothing> {
  const module = moduleOf(context, input.register);
  const before = findVoided(tx, context, module, input.id, input.rev);
  refuseClosedWholeOfOurs(tx, context, module.register, before);
  const reason = input.reason.trim();
  if (reason === '') refuse('ReasonMissing', '还没有写明恢复理由。', '恢复须写明理由备查。', '请填写理由。');
  const entry = { action: 'void.restore', reason, by: actor.userId, at: context.now() };
  const stored = restoreOne(tx, context, module, before, entry);
  const back = restoreParts(tx, context, module.register, stored, before.void.at, entry);
  const detail = back > 0 ? `恢复，随同作废的${back}件一并恢复` : '恢复';
  return note('records.restoreVoided', module.register.id, stored.no, detail);
}

/** Of what another office has lost, the whole is never ours to open again; its parts are voided, and come back, by themselves. */
function refuseClosedWholeOfOurs(
  reader: Reader,
  context: EngineContext,
  register: Register,
  { office, values }: Stored,
): void {
  if (office === context.office.id) refuseClosedWhole(reader, context, register, values);
}

function restoreOne(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  before: Stored,
  entry: Entry,
): Stored {
  const values = module.takeUpAgain?.(tx, before) ?? before.values;
  return writeChanged(tx, context, module, before, { ...before, values, void: null }, entry);
}

/** What was voided with the whole has its very moment; what had been void before stays so. */
function restoreParts(
  tx: Writer,
  context: EngineContext,
  whole: Register,
  restored: Stored,
  voidedAt: number,
  by: Entry,
): number {
  let count = 0;
  for (const { module, part } of ownParts(tx, context, whole, restored, voidedAt)) {
    const entry = { ...by, reason: `随${restored.no}恢复：${by.reason ?? ''}` };
    const stored = restoreOne(tx, context, module, part, entry);
    count += 1 + restoreParts(tx, context, module.register, stored, voidedAt, by);
  }
  return count;
}

/** Returns how many parts, and parts of parts, are void now that were not. */
function voidParts(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  whole: Register,
  voided: Stored,
  at: number,
): number {
  let count = 0;
  for (const { module, part } of ownParts(tx, context, whole, voided, null)) {
    const reason = `随${voided.no}作废：${voided.void?.reason ?? ''}`;
    const next = { ...part, voidRequest: null, void: { by: actor.userId, at, reason } };
    const entry = { action: 'void.approve', reason, by: actor.userId, at };
    const stored = writeChanged(tx, context, module, part, next, entry);
    count += 1 + voidParts(tx, context, actor, module.register, stored, at);
  }
  return count;
}

/** Its owner's parts of a whole that were voided at that moment, or never; each as it stands when its turn comes. */
function* ownParts(
  tx: Writer,
  context: EngineContext,
  whole: Register,
  { id, office }: Pick<Stored, 'id' | 'office'>,
  voidAt: number | null,
): Generator<{ readonly module: RegisterModule; readonly part: Stored }> {
  for (const module of context.modules) {
    const { partOf, byProgram } = module.register;
    // A workstation that is out stays out, also where its group was entered by mistake.
    if (partOf?.register !== whole.id || byProgram) continue;
    const rows = tx.all<{ id: string }>(
      `SELECT id FROM ${quote(module.register.id)} WHERE ${quote(partOf.field)} = ? AND voidAt IS ? ORDER BY no`,
      [id, voidAt],
    );
    for (const row of rows) {
      const part = findRecord(tx, context.vault, module, row.id);
      if (part.office === office) yield { module, part };
    }
  }
}

function note(action: string, entity: string, entityNo: string, detail: string): Written<Nothing> {
  return { output: {}, audit: { action, entity, entityNo, detail } };
}
