/** What every command of the engine shares: finding the record and writing it back. */
import { withoutLapsed } from '../../domain/decided.ts';
import { refuse } from '../../domain/failure.ts';
import type { Register } from '../../domain/register.ts';
import { chineseDate } from '../deps.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { inOneGo } from '../vault/slices.ts';
import { sameValues } from './codec.ts';
import { wholeOf, withComputed } from './computed.ts';
import { takeSeq } from './counters.ts';
import { hasClocksForAddressees } from './clock-values.ts';
import { clocksRunning, computeDeadlines, restateDeadlines, writeDeadlines } from './deadline-table.ts';
import type { EngineDeps, RegisterModule } from './deps.ts';
import { sealChanges } from './history-seal.ts';
import { compareRecords, type HistoryEntry, writeHistory } from './history.ts';
import { writeLinks } from './links.ts';
import type { KnownShapes } from './judge.ts';
import { type NewRecords, startNewRecords } from './new-records.ts';
import type { Reference, ReferenceSource } from './reference.ts';
import type { Counts } from './count-where.ts';
import type { RowLists } from './row-lists.ts';
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
  readonly lists: RowLists;
  readonly counts: Counts;
}

export function moduleOf(deps: Pick<EngineDeps, 'modules'>, register: string): RegisterModule {
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
  const computed = computeDeadlines(tx, context, register, draft, shared);
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
  writeDeadlines(tx, register, stored, computed.statuses, clocksRunning(register, office, stored), false);
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
  const children = withoutLapsed(module.register, before, draft);
  const stored = writeAlone(tx, context, module, before, { ...draft, children }, entry);
  inOneGo(refreshWholes(tx, context, module.register, wholesOf(module.register, before, stored), entry));
  const typed = new Set(module.register.fields.flatMap((field) => (field.computed ? [] : field.key)));
  const changes = compareRecords(module.register, before, stored);
  if (changes.some((change) => 'child' in change || typed.has(change.field)))
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
  const computed = computeDeadlines(tx, context, register, draft, { reference, today: today(context) });
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
  yield* refreshRecords(tx, context, moduleOf(context, part.partOf.register), ids, by, progress);
}

/** As {@link refreshWholes}, for records of any register. */
export function* refreshRecords(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  ids: Iterable<string>,
  by: Pick<Entry, 'by' | 'at'>,
  progress?: (done: number) => void,
): Slices<void> {
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
  if (before.void) return new Set();
  if (before.office !== context.office.id) {
    // Answered or not is all that our parts of another office's record change.
    if (hasClocksForAddressees(register)) {
      const reckoning = { reference: context.reference(tx), today: today(context) };
      const computed = computeDeadlines(tx, context, register, before, reckoning);
      restateDeadlines(tx, context.office.id, register, before, computed);
    }
    return new Set();
  }
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
  // Of another office's record the next due date is ours, not what it was before the owner changed or ended it.
  const { statuses, nextDue } = computeDeadlines(tx, context, register, next, {
    reference,
    today: today(context),
  });
  const after: Stored = {
    ...next,
    nextDue,
    updatedBy: entry.updated?.by ?? entry.by,
    updatedAt: entry.updated?.at ?? entry.at,
    changedSeq: seq,
    searchDoc: newText ? seq : before.searchDoc,
  };
  updateRecord(tx, context.vault, register, before, after);
  writeLinks(tx, register, before, after);
  writeHistory(tx, context.vault, register, after.id, toHistory(entry, after.rev, changes, sealed));
  writeDeadlines(tx, register, after, statuses, clocksRunning(register, context.office.id, after), true);
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
