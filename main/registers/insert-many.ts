/** The fast way in for imports and made-up data: thousands of new records in one transaction. */
import type { Actor } from '../../domain/access/permissions.ts';
import { withKnown } from '../../domain/known-rows.ts';
import type { ChildRowsByKey, ChildTable, Value, Values } from '../../domain/register.ts';
import { createId } from '../deps.ts';
import type { Slices, Writer } from '../vault/api.ts';
import { compactValues } from './codec.ts';
import { type EngineContext, refreshWholes } from './commands.ts';
import { type NewRecords, startNewRecords } from './new-records.ts';
import { withComputed, withComputedRows, wholeOf } from './computed.ts';
import { clocksRunning, computeDeadlines, writeDeadlines } from './deadline-table.ts';
import type { RegisterModule } from './deps.ts';
import { emptyRecord } from './empty-record.ts';
import { blockedContent } from './envelope.ts';
import { writeHistory } from './history.ts';
import { writeLinks } from './links.ts';
import { createNumberSource, yearOfRecord } from './numbers.ts';
import {
  indexText,
  searchText,
  type TokenOfRecord,
  tokensAtOnce,
  tokensOf,
  writeTokens,
} from './search-index.ts';
import { refuseClosedWhole } from './references.ts';
import { isClosed, refuseClosed, sealedPart } from './sealed-record.ts';
import { sealRow } from './sealed-rows.ts';
import { applyStamps } from './stamps.ts';
import type { Stored, StoredRow } from './store.ts';

/** A checked record that has no number yet. Child rows get new ids. */
export interface NewRecord {
  readonly values: Values;
  readonly children: ChildRowsByKey;
  /** The workflow's initial state when absent. */
  readonly state?: string;
  /** The place in the same batch of the record that this one repeats; stored as its duplicate. */
  readonly repeats?: number | null;
  /** Set by {@link sealAhead}. */
  readonly sealed?: SealedAhead;
}

interface SealedAhead {
  readonly rowsByChild: ReadonlyMap<string, readonly StoredRow[]>;
  readonly tokens: readonly string[];
}

/**
 * Seals the identities of a record and makes their tokens, which takes as long as storing the rest: done before the
 * transaction, other work can go on in between. Needs the compartment, as {@link insertMany} does.
 */
export function sealAhead(context: EngineContext, module: RegisterModule, record: NewRecord): NewRecord {
  const children = module.register.children.filter((child) => child.compartment);
  const rowsByChild = new Map(children.map((child) => [child.key, newRows(context, child, record.children)]));
  return { ...record, sealed: { rowsByChild, tokens: tokensOf(context.vault, module, record) } };
}

export interface Inserted {
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
}

export interface InsertOptions {
  /** Action in the history: `import` for spreadsheets. */
  readonly action: string;
  /** Where the records came from, e.g. the file's name; stands in every record's history. */
  readonly reason: string | null;
  /** Told now and then how many records have been written, and of how many; what they are part of counts at the end. */
  readonly progress?: (done: number, of: number) => void;
}

/**
 * Inserts records in order with numbers, deadlines, history and search index. The values are trusted: the caller has
 * checked them (see `fieldProblems`). Content of 径送 records is left out whatever the caller passes. Sealed rows need
 * the compartment; throws ExpectedError `CompartmentClosed` otherwise, and `WholeClosed` as a form would. Yields after every few records.
 */
export function* insertMany(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  records: readonly NewRecord[],
  options: InsertOptions,
): Slices<Inserted> {
  if (records.length === 0) return { ids: [], numbers: [] };
  const { register } = module;
  refuseClosed(context.vault, register);
  const numbers = createNumberSource(tx, register, context.office);
  const inserted: Stored[] = [];
  const batch: Batch = {
    ...startNewRecords(tx, context, register, records.length),
    sealedKeys: register.children.filter((child) => child.compartment).map(({ key }) => key),
    tokens: [],
  };
  const wholes = new Set<string>();
  for (const record of records) {
    for (const whole of wholeOf(register, record).filter((each) => !wholes.has(each))) {
      refuseClosedWhole(tx, context, register, record.values);
      wholes.add(whole);
    }
    const draft = prepare(tx, context, module, actor, record, inserted, batch.today);
    const no = numbers.next(yearOfRecord(register, draft.values, batch.today));
    const seq = batch.takeSeq();
    const numbered: Stored = { ...draft, no, rev: 1, changedSeq: seq, searchDoc: seq };
    inserted.push(insertOne(tx, context, module, batch, numbered, record, options));
    if (batch.tokens.length >= tokensAtOnce) writeTokens(tx, register, batch.tokens.splice(0));
    if (inserted.length % recordsAtOnce > 0) continue;
    options.progress?.(inserted.length, records.length);
    yield;
  }
  writeTokens(tx, register, batch.tokens);
  const by = { by: actor.userId, at: context.now() };
  yield* refreshWholes(tx, context, register, wholes, by, (done) =>
    options.progress?.(inserted.length + done, inserted.length + wholes.size),
  );
  numbers.finish();
  return { ids: inserted.map(({ id }) => id), numbers: inserted.map(({ no }) => no) };
}

/** What all records of one import share. */
interface Batch extends NewRecords {
  readonly sealedKeys: readonly string[];
  /** Collected, since sorted they go in faster. */
  readonly tokens: TokenOfRecord[];
}

/** Bytes of the database that a letter takes with its search index and history, for `Vault.transactLong`. */
export const roomOfRecord = 3_000;

/** Some milliseconds. */
const recordsAtOnce = 10;

function prepare(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  record: NewRecord,
  inserted: readonly Stored[],
  date: string,
): Stored {
  const { register } = module;
  const empty = emptyRecord(context, register, actor.userId);
  const first = typeof record.repeats === 'number' ? inserted[record.repeats] : undefined;
  const repeat: Record<string, Value> = first ? { dupDecision: 'REPEAT', duplicateOf: first.id } : {};
  const given = compactValues({ ...record.values, ...repeat });
  const stamped = applyStamps(given, register.workflow.create?.stamps ?? {}, actor, date, true);
  const draft = {
    id: empty.id,
    actor: actor.userId,
    today: date,
    before: {},
    values: stamped,
    children: record.children,
  };
  const derived = module.derive?.(tx, draft, context) ?? stamped;
  const blocked = new Set(blockedContent(register, derived));
  const values = Object.fromEntries(Object.entries(derived).filter(([key]) => !blocked.has(key)));
  const children = Object.fromEntries(
    register.children.map((child): [string, readonly StoredRow[]] => {
      if (blocked.has(child.key)) return [child.key, []];
      const sealed = record.sealed?.rowsByChild.get(child.key);
      return [child.key, sealed ?? newRows(context, child, record.children)];
    }),
  );
  const drafted = { ...empty, state: record.state ?? register.workflow.initial, values, children };
  return { ...drafted, values: withComputed(tx, context, register, drafted) };
}

/** The rows of a child table, all of them new, with ids of their own, sealed where the table is; as a form fills them in. */
export function newRows(
  context: EngineContext,
  child: ChildTable,
  children: ChildRowsByKey,
): readonly StoredRow[] {
  const { rules } = context.reference(context.vault);
  return withComputedRows(child, withKnown(child, children[child.key] ?? [], children), rules).map((row) => {
    const rowId = createId(context);
    const values = compactValues(row.values);
    return child.compartment ? sealRow(context.vault, child, rowId, values) : { rowId, values };
  });
}

function insertOne(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  batch: Batch,
  draft: Stored,
  record: NewRecord,
  options: InsertOptions,
): Stored {
  const { register } = module;
  const { office } = context;
  const computed = computeDeadlines(tx, context, register, draft, batch);
  const stored: Stored = { ...draft, values: computed.values, nextDue: computed.nextDue };
  batch.insert(stored);
  writeLinks(tx, register, null, stored);
  writeHistory(tx, context.vault, register, stored.id, {
    rev: 1,
    at: stored.createdAt,
    by: stored.createdBy,
    action: options.action,
    reason: options.reason,
    changes: null,
    sealed: null,
  });
  writeDeadlines(tx, register, stored, computed.statuses, clocksRunning(register, office.id, stored), false);
  const text = searchText(register, stored.no, stored.values, stored.children, batch.initialsOf);
  indexText(tx, register, draft.changedSeq, text);
  for (const token of tokensFor(context, module, batch, stored, record)) {
    batch.tokens.push([token, stored.id]);
  }
  return stored;
}

/** The clear rows are still at hand; opening the seals just made would double the work. */
function tokensFor(
  { vault }: EngineContext,
  module: RegisterModule,
  { sealedKeys }: Batch,
  stored: Stored,
  record: NewRecord,
): readonly string[] {
  if (isClosed(vault, module.register)) return [];
  const kept = sealedKeys.filter((key) => (stored.children[key]?.length ?? 0) > 0);
  const values = sealedPart(module.register, stored.values);
  if (kept.length === 0 && Object.keys(values).length === 0) return [];
  const children = Object.fromEntries(kept.map((key) => [key, record.children[key] ?? []]));
  return record.sealed?.tokens ?? tokensOf(vault, module, { values, children });
}
