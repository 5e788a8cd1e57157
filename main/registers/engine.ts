/**
 * The register engine: every procedure about records, built from the registers' descriptions. Reads answer from
 * committed data; writes run inside the caller's transaction and return what the audit log is to say.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { currentSeq } from './counters.ts';
import type { Query } from './conditions.ts';
import type { DuplicateProbe, EngineDeps } from './deps.ts';
import { type InsertOptions, insertMany, type NewRecord } from './insert-many.ts';
import { facetRecords, matchingIds, pageRecords, totalRecords } from './list.ts';
import { reportNumbers } from './numbers.ts';
import { petitionModule } from './petition/petition-module.ts';
import { getByNo, getHistory, getRecord, reveal } from './read.ts';
import { createReferenceSource } from './reference.ts';
import { saveRecord } from './save.ts';
import { migrateRegisters } from './schema.ts';
import { seedReference } from './seed.ts';
import { takeStep } from './steps.ts';
import { decideVoid, requestVoid } from './voiding.ts';

/** Every register this program knows. */
export const registerModules = [petitionModule] as const;

export type Read<N extends keyof Names> = (actor: Actor, input: Parsed<N>) => Output<N>;
export type Write<N extends keyof Names> = (tx: Writer, actor: Actor, input: Parsed<N>) => Written<Output<N>>;
type Names = import('../../preload/contract/contract.ts').Contract;

export type Engine = ReturnType<typeof createEngine>;

/** Creates what the database lacks for these registers, and the reference data. Run at every opening. */
export function migrate(tx: Writer): void {
  migrateRegisters(tx, registerModules);
  seedReference(tx);
}

export function createEngine(deps: Omit<EngineDeps, 'modules'>) {
  const context: EngineContext = { ...deps, modules: registerModules, reference: createReferenceSource(deps.vault) };
  return {
    /** For the modules that print, export and exchange records. */
    context,
    reads: createReads(context),
    writes: createWrites(context),
    /** Code lists, deadline rules and calendars as committed. */
    reference: () => context.reference(deps.vault),
    findDuplicates: (register: string, probe: DuplicateProbe) =>
      moduleOf(context, register).findDuplicates?.(context, deps.vault, probe) ?? [],
    insertMany: (tx: Writer, actor: Actor, register: string, records: readonly NewRecord[], options: InsertOptions) =>
      insertMany(tx, context, moduleOf(context, register), actor, records, options),
    /** Ids of everything a query matches, in its order, at most `limit`. */
    matchingIds: (actor: Actor, query: Query, limit: number) => matchingIds(context, actor, query, limit),
    currentSeq: (reader: Reader) => currentSeq(reader),
  };
}

function createReads(context: EngineContext) {
  return {
    'records.page': (actor, input) => pageRecords(context, actor, input),
    'records.totals': (actor, input) => totalRecords(context, actor, input),
    'records.facets': (actor, input) => facetRecords(context, actor, input),
    'records.get': (actor, input) => getRecord(context, actor, input),
    'records.getByNo': (_actor, input) => getByNo(context, input),
    'records.history': (_actor, input) => getHistory(context, input),
    'records.duplicates': (_actor, { register, exclude, values, children }) => ({
      candidates: [...(moduleOf(context, register).findDuplicates?.(context, context.vault, { exclude, values, children }) ?? [])],
    }),
    'records.numberGaps': (_actor, input) => {
      const { register } = moduleOf(context, input.register);
      const report = reportNumbers(context.vault, register, context.office, input.year);
      return { last: report.last, missing: [...report.missing], voided: [...report.voided] };
    },
  } satisfies { readonly [N in keyof Names]?: Read<N> };
}

function createWrites(context: EngineContext) {
  return {
    'records.save': (tx, actor, input) => saveRecord(tx, context, actor, input),
    'records.transition': (tx, actor, input) => takeStep(tx, context, actor, input),
    'records.requestVoid': (tx, actor, input) => requestVoid(tx, context, actor, input),
    'records.decideVoid': (tx, actor, input) => decideVoid(tx, context, actor, input),
    'records.reveal': (tx, _actor, input) => reveal(tx, context, input),
  } satisfies { readonly [N in keyof Names]?: Write<N> };
}
