/** Records as they travel in packages: what is sent, and the shape that a stranger's record must have. */
import { z } from 'zod';
import type { Compartment, Field, Register, Value, Values } from '../../domain/register.ts';
import { plainPart, standingIn, standsOpen } from '../../domain/sealed.ts';
import { isHandedIn, reducedOf, sendableChildren, sendableFields, sentOn } from '../../domain/sent-part.ts';
import { compactValues } from './codec.ts';
import type { EngineContext } from './commands.ts';
import { currentSeq } from './counters.ts';
import { extraNames, moduleOf } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { blockedContent, visibleValues } from './envelope.ts';
import { identitiesToSend } from './identity-hashes.ts';
import { refuseClosed } from './sealed-record.ts';
import { openRow } from './sealed-rows.ts';
import { wholesBehind } from './portion.ts';
import { isReducedOn, registerOfLine } from './reduced.ts';
import { isReference } from './related.ts';
import { loadRecord, type Stored, type StoredRow } from './store.ts';
import { changedAfter, type Journey, selectionOf, type Since } from './travelling.ts';

/** A field's value in a line. */
export const packagedValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(200),
]);
const values = z.record(z.string().max(60), packagedValue);
const row = z.strictObject({ rowId: z.string().min(1).max(64), values });
const stamp = z.strictObject({ by: z.string().max(100), at: z.number().int().nonnegative() });

/** The record's line in `records/<register>.ndjson`. */
export const packagedRecord = z.strictObject({
  id: z.string().min(1).max(64),
  rev: z.number().int().min(1).max(999_999_999),
  office: z.string().min(1).max(36),
  no: z.string().min(1).max(60),
  state: z.string().max(60),
  values,
  children: z.record(z.string().max(60), z.array(row).max(500)),
  created: stamp,
  updated: stamp,
  void: z
    .strictObject({ by: z.string().max(100), at: z.number().int(), reason: z.string().max(2000) })
    .nullable(),
  /**
   * Keyed digests of who petitioned, for finding repeats across offices and for comparing texts with them. `nobody` where
   * nobody is named; absent where the sender could not say.
   */
  identities: z.union([z.literal('nobody'), z.array(z.string().max(80)).max(2000)]).optional(),
  /** The office that owns the record from now on (移交); absent while its sender keeps it. */
  handsTo: z.string().min(1).max(36).optional(),
  /** With `handsTo`: the revision it was handed over at; a later one only tells what the former owner heard since. */
  handedAt: z.number().int().min(1).max(999_999_999).optional(),
  /** The recipient was sent it and is to have it no longer (撤回): the line says so, and nothing of its content. */
  withdrawn: z.literal(true).optional(),
  /** The line tells no more than `sendsReduced` of its register; of the rest it says nothing. */
  reduced: z.literal(true).optional(),
});
export type PackagedRecord = z.infer<typeof packagedRecord>;

export interface PackagingOptions {
  /**
   * `clear`: with petitioners in clear, for an organ competent for the letter. `all`: with every sealed child table, to be
   * read and never to be sent. Both need the compartment.
   */
  readonly identities: 'none' | 'clear' | 'all';
}

/**
 * What has to go to an office: records that changed, or were addressed to it, since and up to `until`, oldest
 * change first, and what these belong to whenever it changed. Lets other work go on in between; what changes meanwhile lies
 * above `until` and goes with the next package.
 */
export async function* changedSince(
  context: EngineContext,
  journey: Journey,
  since: Since,
  until: number,
  options: PackagingOptions,
): AsyncGenerator<PackagedRecord> {
  const { vault } = context;
  const { travel } = journey;
  const whole = moduleOf(context, journey.register.id);
  const module = { ...whole, register: sentOn(whole.register, travel.direction) };
  const reduced = { ...module, register: reducedOf(module.register) };
  const isReduced = isReducedOn(context, journey);
  refuseClosedContent(vault, journey.register);
  const { sql, params } = selectionOf(context, journey);
  const after = changedAfter(since);
  const rows = vault.all<{ id: string; handsTo: string | null; withdrawn: number }>(
    `SELECT id, handsTo, withdrawn FROM (${sql}) WHERE ${after.sql} AND seq <= ? ORDER BY seq, id`,
    [...params, ...after.params, until],
  );
  const isPart = currentSeq(vault) > until;
  const behind = isPart ? wholesBehind(context, journey, since, until) : undefined;
  const wholes = behind ? vault.all<(typeof rows)[number]>(behind.sql, behind.params) : [];
  const later = new Set(wholes.map(({ id }) => id));
  for (const [index, { id, handsTo, withdrawn }] of [...rows, ...wholes].entries()) {
    if (index % 200 === 0) await Promise.resolve();
    const stored = loadRecord(vault, vault, module.register, extraNames(module), id);
    if (!stored || (handsTo === null && stored.changedSeq > until && !later.has(id))) continue;
    const record = isReduced(stored)
      ? reducedLine(packageOne(context, reduced, stored, options))
      : packageOne(context, module, stored, options);
    if (withdrawn === 1) yield withdrawnLine(module.register, record);
    else yield handsTo === null ? record : handedOver(context, record, handsTo);
  }
}

function handedOver(
  { vault, office }: EngineContext,
  record: PackagedRecord,
  handsTo: string,
): PackagedRecord {
  const row = vault.get<{ rev: number | null }>(
    "SELECT max(rev) AS rev FROM change WHERE record = ? AND action IN ('handOver', 'handBack')",
    [record.id],
  );
  return { ...record, office: office.id, handsTo, handedAt: row?.rev ?? record.rev };
}

/** Why it is void may tell what the line leaves out (该单位已撤销): an empty reason is one that was not told. */
function reducedLine(record: PackagedRecord): PackagedRecord {
  return { ...record, void: record.void && { ...record.void, reason: '' }, reduced: true };
}

/** Why it is void, where it is, its recipient may read as far as he would have, had it still been his to have. */
function withdrawnLine({ workflow }: Register, record: PackagedRecord): PackagedRecord {
  const nothing = { values: {}, children: {}, identities: [] };
  const { reduced: _, ...line } = record;
  return { ...line, ...nothing, state: workflow.initial, withdrawn: true };
}

export function countChangedSince(
  context: EngineContext,
  journey: Journey,
  since: Since,
  until = Number.MAX_SAFE_INTEGER,
): number {
  const { sql, params } = selectionOf(context, journey);
  const after = changedAfter(since);
  const row = context.vault.get<{ count: number }>(
    `SELECT count(*) AS count FROM (${sql}) WHERE ${after.sql} AND seq <= ?`,
    [...params, ...after.params, until],
  );
  return row?.count ?? 0;
}

/** What of a register lies in a compartment that stands open goes with its records, or they do not go at all. */
export function takesContent(register: Register): boolean {
  return register.travels !== undefined && standingIn(register) !== undefined;
}

function refuseClosedContent(vault: EngineContext['vault'], register: Register): void {
  if (takesContent(register)) refuseClosed(vault, register);
}

/**
 * A named record is only told to others where its register goes to them at all, and that there is a lead behind something
 * by the lead alone.
 */
function tellsOf(context: EngineContext, register: Register, field: Field): boolean {
  if (!isReference(field) || field.list === register.id || isHandedIn(register)) return true;
  const named = moduleOf(context, field.list ?? '').register;
  return named.travels !== undefined && (standingIn(named) === undefined || takesContent(register));
}

/**
 * One record's line, the same in every package that goes the same way. People of this office are sent by name: their ids mean nothing elsewhere;
 * nor does the name of a record in a register that never travels.
 */
export function packageOne(
  context: EngineContext,
  module: RegisterModule,
  stored: Stored,
  options: PackagingOptions,
): PackagedRecord {
  const { register } = module;
  const blocked = new Set(blockedContent(register, stored.values));
  const name = context.userName;
  const named = (fields: readonly Field[], each: Values): PackagedRecord['values'] =>
    Object.fromEntries(
      fields
        .filter((field) => each[field.key] !== undefined && each[field.key] !== null)
        .filter((field) => tellsOf(context, register, field))
        .map((field) => [field.key, sendable(field, each[field.key] ?? '', name)]),
    );
  const identities = blocked.size > 0 ? [] : identitiesToSend(context, module, stored);
  const children = Object.fromEntries(
    sendableChildren(register)
      .filter((child) => !blocked.has(child.key) && travels(register, child.compartment, options))
      .map((child) => [
        child.key,
        (stored.children[child.key] ?? []).map((each: StoredRow) => {
          const clear = child.compartment ? openRow(context.vault, child, each) : each;
          return { rowId: each.rowId, values: named(child.fields, compactValues(clear.values)) };
        }),
      ]),
  );
  return {
    id: stored.id,
    rev: stored.rev,
    office: stored.office,
    no: stored.no,
    state: stored.state,
    values: named(sentFields(register), visibleValues(register, stored.values)),
    children,
    created: { by: name(stored.createdBy), at: stored.createdAt },
    updated: { by: name(stored.updatedBy), at: stored.updatedAt },
    void: stored.void && { ...stored.void, by: name(stored.void.by) },
    ...(identities !== undefined && { identities: identities === 'nobody' ? identities : [...identities] }),
  };
}

/** Petitioners travel where the kind of package says so; what stands open to its keepers (问题线索) with its record alone. */
function travels(
  register: Register,
  compartment: Compartment | undefined,
  { identities }: PackagingOptions,
): boolean {
  if (compartment === undefined || identities === 'all') return true;
  return standsOpen(compartment) ? takesContent(register) : identities === 'clear';
}

/** The fields a record's line may hold. */
export function sentFields(register: Register): readonly Field[] {
  return sendableFields(takesContent(register) ? register : plainPart(register));
}

function sendable(field: Field, each: Value, name: (id: string) => string): PackagedRecord['values'][string] {
  if (field.type === 'user' && typeof each === 'string') return name(each);
  return typeof each === 'object' && each !== null ? [...each] : (each ?? '');
}

/**
 * What arrived, beside what this office knows of the same record and no package tells (a lead that comes back says nothing of
 * the visit it was made from, a reduced line of the organisation). People of this office are known again by their names.
 */
export function withUntold(
  context: EngineContext,
  register: Register,
  own: Values,
  line: Pick<PackagedRecord, 'values' | 'reduced'>,
): Values {
  const arrived = line.values;
  const told = new Set(sentFields(registerOfLine(register, line)).map(({ key }) => key));
  const kept = sentFields(register).filter((field) => {
    const mine = own[field.key];
    if (mine === undefined || mine === null) return false;
    if (!told.has(field.key)) return true;
    const isSame = field.type === 'user' && sendable(field, mine, context.userName) === arrived[field.key];
    return isSame || !tellsOf(context, register, field);
  });
  return {
    ...compactValues(arrived),
    ...Object.fromEntries(kept.map(({ key }) => [key, own[key] ?? null])),
  };
}
