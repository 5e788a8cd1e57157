/** What every command of the engine shares: finding the record, the right to change it, and writing it back. */
import type { Actor, Permission } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import { chineseDate } from '../deps.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { inOneGo } from '../vault/slices.ts';
import { sameValues } from './codec.ts';
import { wholeOf, withComputed } from './computed.ts';
import { takeSeq } from './counters.ts';
import { clocksRun, computeDeadlines, writeDeadlines } from './deadline-table.ts';
import type { EngineDeps, RegisterModule } from './deps.ts';
import { compareRecords, type HistoryEntry, readHistory, sealChanges, writeHistory } from './history.ts';
import { writeLinks } from './links.ts';
import type { KnownShapes } from './judge.ts';
import { type NewRecords, startNewRecords } from './new-records.ts';
import type { Reference, ReferenceSource } from './reference.ts';
import {
  clearContent,
  clearTokens,
  indexText,
  searchText,
  type TokenOfRecord,
  tokensOf,
  unindexText,
  writeTokens,
} from './search-index.ts';
import { isClosed, type Opener } from './sealed-record.ts';
import { quote } from './sql.ts';
import { loadRecord, type Stored, updateRecord } from './store.ts';

/** The engine's dependencies with what it derives from them once. */
export interface EngineContext extends EngineDeps {
  readonly reference: ReferenceSource;
  /** Records of packages that were inspected and may be imported. */
  readonly shapes: KnownShapes;
}

export function moduleOf(deps: EngineDeps, register: string): RegisterModule {
  const found = deps.modules.find((module) => module.register.id === register);
  if (!found) throw new Error(`unknown register ${register}`);
  return found;
}

export function today(deps: EngineDeps): string {
  return chineseDate(deps.now());
}

export function extraNames(module: RegisterModule): readonly string[] {
  return module.extraColumns.map(({ name }) => name);
}

export function findRecord(reader: Reader, opener: Opener, module: RegisterModule, id: string): Stored {
  const stored = loadRecord(reader, opener, module.register, extraNames(module), id);
  if (!stored) {
    refuse(
      'NoSuchRecord',
      `没有找到这件${module.register.label}。`,
      '编号可能不对，或者它不在本机的数据库中。',
      '请回到列表刷新后重新打开。',
    );
  }
  return stored;
}

/** Changes that do not touch what a form shows, so that a form opened before them may still be saved. */
const harmless = (action: string): boolean =>
  action.startsWith('attachment.') || ['recompute', 'compute', 'retell', 'correct.permit'].includes(action);

/** The record, provided it is the office's own, not void, and nobody has changed it since `rev`. */
export function findForChange(
  tx: Writer,
  deps: EngineDeps,
  module: RegisterModule,
  id: string,
  rev: number | null,
): Stored {
  const stored = findRecord(tx, deps.vault, module, id);
  refuseForeign(tx, deps, stored);
  if (stored.void) {
    refuse(
      'Voided',
      `${stored.no}已作废，不能再修改。`,
      '作废的编号保留备查，内容不再变动。',
      '需要继续办理的，请由有审批权限的人员恢复。',
    );
  }
  refuseStale(tx, deps, stored, rev);
  return stored;
}

function refuseHandedOver(reader: Reader, { id, no, office }: Stored): void {
  const handed = 'SELECT 1 AS found FROM addressee WHERE record = ? AND office = ? AND handedOver = 1';
  if (!reader.get(handed, [id, office])) return;
  refuse(
    'NotOwner',
    `${no}已移交其他单位，本机不能办理。`,
    '移交以后由接收单位办理，其办理情况随数据包更新到本机。',
    '对方没有收到的，在此件的页面上办理“取消移交”；对方已经收到的，请对方在此件的页面上移交回本单位。',
  );
}

/** Refuses `Changed` when somebody has changed what a form shows since `rev`. */
export function refuseStale(tx: Reader, deps: EngineDeps, stored: Stored, rev: number | null): void {
  if (rev !== null && rev !== stored.rev) {
    const between = readHistory(tx, stored.id).filter((entry) => entry.rev > rev);
    if (rev > stored.rev || between.some((entry) => !harmless(entry.action))) refuseChanged(deps, stored);
  }
}

function refuseForeign(reader: Reader, deps: EngineDeps, stored: Stored): void {
  if (stored.office === deps.office.id) return;
  refuseHandedOver(reader, stored);
  refuse(
    'NotOwner',
    '此件由其他单位登记，本机不能修改。',
    '每件只能由登记它的单位修改，修改后随数据包更新到本机。',
    '需要更正的，请联系登记单位。',
  );
}

/** The office's own record that has been voided. Refuses `NotOwner`, `NotVoided`, `Changed`. */
export function findVoided(
  tx: Writer,
  deps: EngineDeps,
  module: RegisterModule,
  id: string,
  rev: number,
): Stored & { readonly void: NonNullable<Stored['void']> } {
  const stored = findRecord(tx, deps.vault, module, id);
  refuseForeign(tx, deps, stored);
  const { void: mark } = stored;
  if (!mark) refuse('NotVoided', `${stored.no}没有作废。`, '可能已经由他人恢复。', '请刷新后查看。');
  refuseStale(tx, deps, stored, rev);
  return { ...stored, void: mark };
}

function refuseChanged(deps: EngineDeps, stored: Stored): never {
  refuse(
    'Changed',
    `${stored.no}在您打开之后已被修改，本次没有保存。`,
    `${deps.userName(stored.updatedBy)}刚刚修改过，直接保存会覆盖其内容。`,
    '您填写的内容仍在屏幕上：请先查看最新内容，核对后再保存。',
  );
}

export function requirePermission(actor: Actor, permission: string, what: string): void {
  if (actor.permissions.has(permission as Permission)) return;
  refuse('NotAllowed', `您不能${what}。`, '您的岗位没有这项权限。', '请由有权限的人员办理。');
}

export interface Entry {
  readonly action: string;
  readonly reason: string | null;
  readonly by: string;
  readonly at: number;
  /** Who changed the record at its owner's, for one that arrived in a package. */
  readonly updated?: { readonly by: string; readonly at: number };
}

/** Gives the record its first number of changes and writes it with history, deadlines and search index. */
export function writeNew(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  draft: Stored,
  entry: Entry,
  shared: NewRecords = startNewRecords(tx, context, module.register, 1),
): Stored {
  const { register } = module;
  const seq = shared.takeSeq();
  const { id: office } = context.office;
  const computed = computeDeadlines(register, shared.reference, draft, office, shared.today, shared.known);
  const stored: Stored = {
    ...draft,
    values: computed.values,
    nextDue: computed.nextDue,
    changedSeq: seq,
    searchDoc: seq,
  };
  shared.insert(stored);
  writeLinks(tx, register, null, stored);
  writeHistory(tx, context.vault, register, stored.id, toHistory(entry, stored.rev, null, null));
  writeDeadlines(tx, register, stored, computed.statuses, clocksRun(register, office, stored), false);
  const text = searchText(register, stored.no, stored.values, stored.children, shared.initialsOf);
  indexText(tx, register, seq, text);
  writeTokens(tx, register, ownTokens(context, module, stored));
  inOneGo(refreshWholes(tx, context, register, wholesOf(register, stored), entry));
  return stored;
}

/**
 * Writes a changed record: next revision, history, deadlines, index. `draft` differs from `before` in whatever the
 * command changes; revision, stamps and everything computed are set here.
 */
export function writeChanged(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  before: Stored,
  draft: Stored,
  entry: Entry,
): Stored {
  const stored = writeAlone(tx, context, module, before, draft, entry);
  inOneGo(refreshWholes(tx, context, module.register, wholesOf(module.register, before, stored), entry));
  const own = module.register.fields.filter(({ computed }) => !computed);
  if (!sameValues(own, before.values, stored.values))
    refreshParts(tx, context, module.register, stored, entry);
  return stored;
}

/** Works out anew what the parts of a whole repeat of it (被巡察党组织, 反馈日期), after somebody has changed it there. */
function refreshParts(
  tx: Writer,
  context: EngineContext,
  whole: Register,
  { id }: Stored,
  by: Pick<Entry, 'by' | 'at'>,
): void {
  for (const module of context.modules) {
    const { partOf, fields, id: part } = module.register;
    if (partOf?.register !== whole.id || !fields.some(({ computed }) => computed)) continue;
    const parts = tx.all<{ id: string }>(
      `SELECT id FROM ${quote(part)} WHERE ${quote(partOf.field)} = ? AND voidAt IS NULL`,
      [id],
    );
    for (const each of parts)
      refreshOne(tx, context, module, findRecord(tx, context.vault, module, each.id), by);
  }
}

/** Without what follows from it in its whole. */
function writeAlone(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  before: Stored,
  draft: Stored,
  entry: Entry,
): Stored {
  const { register } = module;
  const reference = context.reference(tx);
  const computed = computeDeadlines(register, reference, draft, context.office.id, today(context));
  const next: Stored = { ...draft, values: computed.values, nextDue: computed.nextDue, rev: before.rev + 1 };
  return writeRevision(tx, context, module, before, next, reference, entry);
}

function wholesOf(register: Register, ...records: readonly Stored[]): ReadonlySet<string> {
  return new Set(records.flatMap((record) => wholeOf(register, record)));
}

/**
 * Works the computed fields of these wholes out anew after parts of theirs were written, in the same transaction. Their
 * own wholes follow, each once, because they are written like any other change. Another office's records are never
 * touched. Yields after every few.
 */
export function* refreshWholes(
  tx: Writer,
  context: EngineContext,
  part: Register,
  ids: ReadonlySet<string>,
  by: Pick<Entry, 'by' | 'at'>,
  progress?: (done: number) => void,
): Slices<void> {
  if (!part.partOf || ids.size === 0) return;
  const module = moduleOf(context, part.partOf.register);
  const { register } = module;
  if (!register.fields.some(({ computed }) => computed)) return;
  const above = new Set<string>();
  let done = 0;
  for (const id of ids) {
    const before = findRecord(tx, context.vault, module, id);
    for (const whole of refreshOne(tx, context, module, before, by)) above.add(whole);
    done += 1;
    if (done % wholesAtOnce > 0) continue;
    progress?.(done);
    yield;
  }
  yield* refreshWholes(tx, context, register, above, by);
}

/** Some milliseconds. */
const wholesAtOnce = 5;

/** Ids of the wholes of the record, if it was changed. */
function refreshOne(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  before: Stored,
  by: Pick<Entry, 'by' | 'at'>,
): ReadonlySet<string> {
  const { register } = module;
  if (before.office !== context.office.id || before.void) return new Set();
  const values = withComputed(tx, context, register, before);
  if (sameValues(register.fields, values, before.values)) return new Set();
  const entry = { ...by, action: 'compute', reason: null };
  const stored = writeAlone(tx, context, module, before, { ...before, values }, entry);
  return wholesOf(register, before, stored);
}

/** As {@link writeChanged}, for a record whose revision is already known (it arrived in a package). */
export function writeRevision(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  before: Stored,
  next: Stored,
  reference: Reference,
  entry: Entry,
): Stored {
  const { register } = module;
  const found = compareRecords(register, before, next);
  const { changes, sealed } = sealChanges(context.vault, register, before, next, found);
  const seq = takeSeq(tx);
  const text = searchText(register, next.no, next.values, next.children);
  const oldText = searchText(register, before.no, before.values, before.children);
  const newText = before.searchDoc === null || text !== oldText;
  const after: Stored = {
    ...next,
    updatedBy: entry.updated?.by ?? entry.by,
    updatedAt: entry.updated?.at ?? entry.at,
    changedSeq: seq,
    searchDoc: newText ? seq : before.searchDoc,
  };
  updateRecord(tx, context.vault, register, before, after);
  writeLinks(tx, register, before, after);
  writeHistory(tx, context.vault, register, after.id, toHistory(entry, after.rev, changes, sealed));
  const { statuses } = computeDeadlines(register, reference, after, context.office.id, today(context));
  writeDeadlines(tx, register, after, statuses, clocksRun(register, context.office.id, after), true);
  if (newText && before.searchDoc !== null) unindexText(tx, register, before.searchDoc, oldText);
  if (newText) indexText(tx, register, seq, text);
  if (sealed !== null) {
    clearTokens(tx, register, after.id);
    writeTokens(tx, register, ownTokens(context, module, after));
  }
  return after;
}

function ownTokens(
  { vault }: EngineContext,
  module: RegisterModule,
  stored: Stored,
): readonly TokenOfRecord[] {
  if (isClosed(vault, module.register)) return [];
  return tokensOf(vault, module, clearContent(vault, module, stored)).map((token) => [token, stored.id]);
}

function toHistory(
  { action, reason, by, at }: Entry,
  rev: number,
  changes: HistoryEntry['changes'],
  sealed: HistoryEntry['sealed'],
): HistoryEntry {
  return { rev, at, by, action, reason, changes, sealed };
}
