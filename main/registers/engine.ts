/**
 * The register engine: every procedure about records, built from the registers' descriptions. Reads answer from
 * committed data; writes run inside the caller's transaction and return what the audit log is to say.
 */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import type { Direction, PackageKind } from '../../domain/package-kinds.ts';
import { travellingIn } from '../../domain/packages.ts';
import type { CalendarYear } from '../../domain/calendar/calendar.ts';
import type { Values } from '../../domain/register.ts';
import { standingIn } from '../../domain/sealed.ts';
import type { Contract, Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { addresseesOf, type Peer } from './addressee-table.ts';
import { addressRecord, type Addressing } from './addressees.ts';
import { storeFile } from './attachment-seal.ts';
import { addAttachments, type FileToAttach, readAttachment, removeAttachment } from './attachments.ts';
import { sendAlong } from './attachments-along.ts';
import { importCodes, type ReadCode } from './code-import.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import { completeMany, type Completion } from './complete.ts';
import type { Query } from './conditions.ts';
import { correctRecord, permitCorrection } from './correct.ts';
import { currentSeq } from './counters.ts';
import { todoList } from './dashboard.ts';
import type { DuplicateProbe, EngineDeps, RegisterModule } from './deps.ts';
import { discardDraft, listDrafts, saveDraft } from './drafts.ts';
import { searchGlobal } from './global-search.ts';
import { type InsertOptions, insertMany, type NewRecord, sealAhead } from './insert-many.ts';
import { leakChecks } from './leak-checks.ts';
import type { Warnings } from './confirm.ts';
import { type StepOfMany, takeStepOfMany } from './for-many.ts';
import { facetRecords, matchingIds, pageRecords, totalRecords } from './list.ts';
import { isFileDamaged, mendAttachment } from './mend-attachments.ts';
import { causesHolding } from './named-causes.ts';
import { findNamed, findNamedIn } from './named.ts';
import { reportNumbers } from './numbers.ts';
import { changedSince, countChangedSince, type PackagingOptions } from './packaged.ts';
import { arePeopleFiled, fileOlderPeople, notePeopleFiled } from './older-people.ts';
import { areWithdrawnForgotten, forgetOlderWithdrawn, noteWithdrawnForgotten } from './older-withdrawn.ts';
import { getByNo, getHistory, getRecord, reveal } from './read.ts';
import { type AttachmentToSend, attachmentsToSend } from './packaged-attachments.ts';
import { besideMovers } from './packaged-trail.ts';
import { type IsArriving, type IsOvertaken, reviewImported } from './judge.ts';
import { type Delivery, startReceiving } from './receive.ts';
import {
  allCodes,
  allYears,
  importCalendar,
  officeSettings,
  recomputeDeadlines,
  saveCode,
  saveOfficeSettings,
  saveRule,
} from './reference-edit.ts';
import { allOfficeRows, saveOfficeRow } from './office-tables.ts';
import { allLedgerLists, saveLedgerList, saveListSet } from './ledger-list-edit.ts';
import { portionOf } from './portion.ts';
import { createReferenceSource } from './reference.ts';
import { retellFurther, retellIdentities } from './retell-identities.ts';
import { countLaterDeadlines, hasLaterDeadlines, noteDeadlinesCounted } from './later-deadlines.ts';
import { reindexWhereNeeded } from './reindex.ts';
import { additionTo, sameRecords, type SheetRow, type Standing, standingOf } from './same-record.ts';
import { createCounts } from './count-where.ts';
import { createRowLists } from './row-lists.ts';
import { saveRecord } from './save.ts';
import { quote } from './sql.ts';
import { migrateRegisters } from './schema.ts';
import { readMerged } from './merged.ts';
import { briefRecords, findRecords, linksOf } from './relations.ts';
import { seedReference } from './seed.ts';
import { takeStep } from './steps.ts';
import type { Stored } from './store.ts';
import { targetTimeline } from './timeline.ts';
import { registerModules } from './modules.ts';
import { forgetSent, noteSealed, noteSent } from './sent.ts';
import { holdOnHandOver, type RestoredAt } from './take-back.ts';
import { type Journey, type Since, staysSent } from './travelling.ts';
import { getPreference, listViews, removeView, saveView, setPreference } from './views.ts';
import { decideVoid, requestVoid, restoreVoided } from './voiding.ts';

export type Read<N extends keyof Names> = (actor: Actor, input: Parsed<N>) => Output<N> | Promise<Output<N>>;
export type Write<N extends keyof Names> = (tx: Writer, actor: Actor, input: Parsed<N>) => Written<Output<N>>;
export type Personal<N extends keyof Names> = (tx: Writer, actor: Actor, input: Parsed<N>) => Output<N>;
type Names = Contract;

export type Engine = ReturnType<typeof createEngine>;

/** Creates what the database lacks for these registers, and the reference data. Run at every opening. */
export function migrate(tx: Writer, modules: readonly RegisterModule[] = registerModules): void {
  reindexWhereNeeded(tx, modules, () => migrateRegisters(tx, modules));
  if (seedReference(tx) !== 'new') return;
  noteDeadlinesCounted(tx, modules);
  notePeopleFiled(tx);
  noteWithdrawnForgotten(tx);
}

export function createEngine(
  deps: Omit<EngineDeps, 'modules'>,
  modules: readonly RegisterModule[] = registerModules,
) {
  const context: EngineContext = {
    ...deps,
    modules,
    reference: createReferenceSource(deps.vault),
    shapes: new WeakMap(),
    lists: createRowLists(deps.vault),
    counts: createCounts(deps.vault),
  };
  return {
    /** For modules beside the engine that read records their own way (exports, forms). */
    context,
    reads: createReads(context),
    writes: createWrites(context),
    personal: createPersonal(context),
    ...createMovers(context),
    /** Code lists, deadline rules and calendars as committed. */
    reference: () => context.reference(deps.vault),
    findsDuplicates: (register: string) => moduleOf(context, register).findDuplicates !== undefined,
    findDuplicates: (register: string, probe: DuplicateProbe) =>
      moduleOf(context, register).findDuplicates?.(context, deps.vault, probe) ?? [],
    /** What an import asks about as many new records as it brings, beside what it asks about each. */
    warningsOfMany: (register: string, values: Values, count: number) =>
      moduleOf(context, register).warningsOfMany?.(deps.vault, values, count) ?? [],
    /** The record's number, or undefined when there is no such record. */
    numberOf: (register: string, id: string) =>
      deps.vault.get<{ no: string }>(
        `SELECT no FROM ${quote(moduleOf(context, register).register.id)} WHERE id = ?`,
        [id],
      )?.no,
    /** Ids of everything a query matches, in its order, at most `limit`. */
    matchingIds: (actor: Actor, query: Query, limit: number) => matchingIds(context, actor, query, limit),
    /** A step on one of very many records, as it stands. */
    takeStepOfMany: (tx: Writer, actor: Actor, step: StepOfMany, untold: Warnings) =>
      takeStepOfMany(tx, context, actor, step, untold),
    /** Seals files, then names them in the transaction the returned function runs in. */
    addAttachments: (
      actor: Actor,
      target: { readonly register: string; readonly record: string },
      files: readonly FileToAttach[],
      step?: (done: number) => Promise<void>,
    ) => addAttachments(context, actor, target, files, step),
    saveRule: (tx: Writer, actor: Actor, input: Parsed<'deadlines.save'>) =>
      saveRule(tx, context, actor, input),
    importCodes: (tx: Writer, list: string, rows: readonly ReadCode[]) =>
      importCodes(tx, context, list, rows),
    importCalendar: (tx: Writer, actor: Actor, year: CalendarYear) =>
      importCalendar(tx, context, actor, year),
    recomputeDeadlines: (tx: Writer, actor: Actor) => recomputeDeadlines(tx, context, actor),
    /** Whether this program counts terms that older records of this vault have no deadlines of. */
    hasLaterDeadlines: () => hasLaterDeadlines(deps.vault, modules),
    arePeopleFiled: () => arePeopleFiled(context.vault),
    fileOlderPeople: (tx: Writer) => fileOlderPeople(tx, context),
    areWithdrawnForgotten: () => areWithdrawnForgotten(context.vault),
    forgetOlderWithdrawn: (tx: Writer, actor: Pick<Actor, 'userId'>) =>
      forgetOlderWithdrawn(tx, context, actor),
    countLaterDeadlines: (tx: Writer, actor: Pick<Actor, 'userId'>) =>
      countLaterDeadlines(tx, context, actor),
    retellIdentities: (tx: Writer, salt: string) => retellIdentities(tx, context, salt),
    retellFurther: (tx: Writer, acknowledged: number) => retellFurther(tx, context, acknowledged),
  };
}

/** Records in bulk: from spreadsheets, into packages, out of packages. */
function createMovers(context: EngineContext) {
  return {
    insertMany: (
      tx: Writer,
      actor: Actor,
      register: string,
      records: readonly NewRecord[],
      options: InsertOptions,
    ) => insertMany(tx, context, moduleOf(context, register), actor, records, options),
    /** Adds to records what rows of a sheet say beyond them. */
    completeMany: (
      tx: Writer,
      actor: Actor,
      register: string,
      completions: readonly Completion[],
      options: InsertOptions,
    ) => completeMany(tx, context, moduleOf(context, register).register, actor, completions, options),
    /** The records that these values describe, and what a row says beyond one of them or beyond another row. */
    sameRecords: (register: string, values: Values) =>
      sameRecords(context.vault, context, moduleOf(context, register), values),
    standingOf: (register: string, stored: Stored) =>
      standingOf(context.vault, context, moduleOf(context, register).register, stored),
    additionTo: (actor: Actor, register: string, standing: Standing, row: SheetRow) =>
      additionTo(context, moduleOf(context, register).register, actor, standing, row),
    /** What of an import needs no transaction; optional. */
    sealAhead: (register: string, record: NewRecord) =>
      sealAhead(context, moduleOf(context, register), record),
    currentSeq: (reader: Reader) => currentSeq(reader),
    /** What a kind of package carries to an office, wholes before their parts. */
    journeys: (kind: PackageKind, direction: Direction, peer: string): readonly Journey[] => {
      const all = context.modules.map(({ register }) => register);
      return travellingIn(kind, direction, all).map((each) => ({ ...each, peer }));
    },
    changedSince: (journey: Journey, since: Since, until: number, options: PackagingOptions) =>
      changedSince(context, journey, since, until, options),
    /** Whether its records are to be noted as they are sent: not everything of it goes. */
    mayBeWithdrawn: (journey: Journey) => !staysSent(context, journey),
    noteSent,
    noteSealed,
    forgetSent,
    countChangedSince: (journey: Journey, since: Since, until?: number) =>
      countChangedSince(context, journey, since, until),
    portionOf: (...args: Parameters<typeof portionOf> extends [unknown, ...infer Rest] ? Rest : never) =>
      portionOf(context, ...args),
    attachmentsToSend: (journey: Journey, until: number, held: ReadonlySet<string>) =>
      attachmentsToSend(context, journey, until, held),
    findNamed: (journey: Journey, since: Since, until: number, attachments: readonly AttachmentToSend[]) =>
      findNamed(context, journey, since, until, attachments),
    findNamedIn: (lines: Parameters<typeof findNamedIn>[1]) => findNamedIn(context, lines),
    addressRecord: (tx: Writer, actor: Actor, peer: Peer, input: Addressing) =>
      addressRecord(tx, context, actor, peer, input),
    mayTakeBack: (record: string, office: string, restoredAt: RestoredAt) =>
      holdOnHandOver(context.vault, record, office, restoredAt) === undefined,
    addresseesOf: (record: string) => addresseesOf(context.vault, record),
    ...leakChecks(context),
    /** Takes a file into the vault as the register keeps files; a row has to name it then. */
    storeFile: (register: string, source: AsyncIterable<Uint8Array>) =>
      storeFile(context, moduleOf(context, register).register, source),
    /** Of a line of a package: whether its file is here and cannot be read. */
    isFileDamaged: (line: unknown) => isFileDamaged(context, line),
    mendFile: (tx: Writer, line: unknown, stored: Parameters<typeof mendAttachment>[3]) =>
      mendAttachment(tx, context, line, stored),
    sealsFiles: (register: string) => standingIn(moduleOf(context, register).register) !== undefined,
    ...besideMovers(context),
    /** The stored values, for what is decided beside the engine. */
    valuesOf: (register: string, id: string) =>
      findRecord(context.vault, context.vault, moduleOf(context, register), id).values,
    /** The record as it stands; sealed fields in clear where the session holds the key. */
    recordOf: (register: string, id: string) =>
      findRecord(context.vault, context.vault, moduleOf(context, register), id),
    hasRegister: (register: string) => context.modules.some((module) => module.register.id === register),
    reviewImported: (
      register: string,
      sender: string,
      value: unknown,
      isOvertaken: IsOvertaken,
      isArriving?: IsArriving,
      isRetold?: boolean,
    ) => {
      const module = moduleOf(context, register);
      return reviewImported(context.vault, context, module, sender, value, isOvertaken, isArriving, isRetold);
    },
    startReceiving: (tx: Writer, actor: Actor, register: string, delivery: Delivery, most: number) =>
      startReceiving(tx, context, moduleOf(context, register), actor, delivery, most),
  };
}

function createReads(context: EngineContext) {
  const { vault } = context;
  return {
    'records.page': (actor, input) => pageRecords(context, actor, input),
    'records.totals': (actor, input) => totalRecords(context, actor, input),
    'records.facets': (actor, input) => facetRecords(context, actor, input),
    'records.get': (actor, input) => getRecord(context, actor, input),
    'records.getByNo': (_actor, input) => getByNo(context, input),
    'records.brief': (_actor, input) => briefRecords(context, input),
    'records.find': (actor, input) => findRecords(context, actor, input),
    'records.links': (actor, input) => linksOf(context, actor, input),
    'records.merged': (actor, input) => readMerged(context, actor, input),
    'records.causes': (_actor, input) => causesHolding(context, input),
    'targets.timeline': (actor, input) => targetTimeline(context, actor, input),
    'records.history': (actor, input) => getHistory(context, actor, input),
    'records.duplicates': (actor, input) => findSimilar(context, actor, input),
    'records.numberGaps': (_actor, input) => {
      const { register } = moduleOf(context, input.register);
      const report = reportNumbers(vault, register, context.office, input.year);
      return { last: report.last, missing: [...report.missing], voided: [...report.voided] };
    },
    'drafts.list': (actor, input) => listDrafts(context, actor, input),
    'views.list': (actor, input) => listViews(context, actor, input),
    'preferences.get': (actor, input) => getPreference(vault, actor, input),
    'attachments.read': (_actor, input) => readAttachment(context, input),
    'search.global': (actor, input) => searchGlobal(context, actor, input),
    'dashboard.todo': (actor) => todoList(context, actor),
    'codes.all': () => allCodes(context),
    'deadlines.rules': () => ({ rules: [...context.reference(vault).rules] }),
    'calendar.years': () => allYears(context),
    'ledgerLists.all': () => allLedgerLists(context),
    'tables.all': () => allOfficeRows(context),
    'settings.office': () => officeSettings(context),
  } satisfies { readonly [N in keyof Names]?: Read<N> };
}

/** Petitioners are compared for who enters letters and for nobody else. */
function findSimilar(
  context: EngineContext,
  { permissions }: Actor,
  { register: id, exclude, values, children }: Parsed<'records.duplicates'>,
): Output<'records.duplicates'> {
  const { register, findDuplicates: find } = moduleOf(context, id);
  const byPetitioner =
    context.vault.compartments.has('petitioner') && mayOn(permissions, register, 'register');
  const probe = { exclude, values, children, byPetitioner };
  return { candidates: [...(find?.(context, context.vault, probe) ?? [])] };
}

/** Business data: the caller commits each with its audit entry. */
function createWrites(context: EngineContext) {
  return {
    'records.save': (tx, actor, input, untold?: Warnings) => saveRecord(tx, context, actor, input, untold),
    'records.correct': (tx, actor, input, untold?: Warnings) =>
      correctRecord(tx, context, actor, input, untold),
    'records.permitCorrection': (tx, actor, input) => permitCorrection(tx, context, actor, input),
    'records.transition': (tx, actor, input, untold?: Warnings) =>
      takeStep(tx, context, actor, input, untold),
    'records.requestVoid': (tx, actor, input) => requestVoid(tx, context, actor, input),
    'records.decideVoid': (tx, actor, input) => decideVoid(tx, context, actor, input),
    'records.restoreVoided': (tx, actor, input) => restoreVoided(tx, context, actor, input),
    'records.reveal': (tx, _actor, input) => reveal(tx, context, input),
    'attachments.remove': (tx, actor, input) => removeAttachment(tx, context, actor, input),
    'attachments.sendAlong': (tx, actor, input) => sendAlong(tx, context, actor, input),
    'codes.save': (tx, _actor, input) => saveCode(tx, context, input),
    'ledgerLists.save': (tx, _actor, input) => saveLedgerList(tx, context, input),
    'tables.save': (tx, _actor, input) => saveOfficeRow(tx, context, input),
    'ledgerLists.saveSet': (tx, _actor, input) => saveListSet(tx, context, input),
    'settings.saveOffice': (tx, _actor, input) => saveOfficeSettings(tx, context, input),
  } satisfies { readonly [N in keyof Names]?: Write<N> };
}

/** A person's own drafts, views and choices: no business data, saved every few seconds, so without audit entry. */
function createPersonal(context: EngineContext) {
  return {
    'drafts.save': (tx, actor, input) => saveDraft(tx, context, actor, input),
    'drafts.discard': (tx, actor, input) => discardDraft(tx, actor, input),
    'views.save': (tx, actor, input) => saveView(tx, context, actor, input),
    'views.remove': (tx, actor, input) => removeView(tx, actor, input),
    'preferences.set': (tx, actor, input) => setPreference(tx, actor, input),
  } satisfies { readonly [N in keyof Names]?: Personal<N> };
}
