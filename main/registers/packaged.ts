/** Records as they travel in packages: what is sent, and the shape that a stranger's record must have. */
import { z } from 'zod';
import { dayNumber } from '../../domain/calendar/dates.ts';
import type { Compartment, Field, Register, Value, Values } from '../../domain/register.ts';
import { plainPart, standsOpen } from '../../domain/sealed.ts';
import { compactValues } from './codec.ts';
import type { EngineContext } from './commands.ts';
import { extraNames } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { blockedContent, visibleValues } from './envelope.ts';
import { identityHashes } from './identity-hashes.ts';
import { openRow } from './sealed-rows.ts';
import { isReference } from './related.ts';
import { quote } from './sql.ts';
import { loadRecord, type Stored, type StoredRow } from './store.ts';

const value = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(200),
]);
const values = z.record(z.string().max(60), value);
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
  /** Keyed digests of who petitioned, for finding repeats across offices; empty when none could be made. */
  identities: z.array(z.string().max(80)).max(2000),
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
 * Everything of the office's own register that changed above `since` and up to `until`, oldest change first. Reads in
 * slices, so other work can go on in between; what changes meanwhile lies above `until` and goes with the next package.
 */
export async function* changedSince(
  context: EngineContext,
  module: RegisterModule,
  since: number,
  until: number,
  options: PackagingOptions,
): AsyncGenerator<PackagedRecord> {
  const { vault, office } = context;
  const table = quote(module.register.id);
  for (let last = since; ;) {
    const slice = vault.all<{ id: string; changedSeq: number }>(
      `SELECT id, changedSeq FROM ${table} WHERE changedSeq > ? AND changedSeq <= ? AND office = ?
       ORDER BY changedSeq LIMIT 200`,
      [last, until, office.id],
    );
    if (slice.length === 0) return;
    for (const { id } of slice) {
      const stored = loadRecord(vault, vault, module.register, extraNames(module), id);
      if (stored) yield packageOne(context, module, stored, options);
    }
    last = slice.at(-1)?.changedSeq ?? until;
    await Promise.resolve();
  }
}

export function countChangedSince(context: EngineContext, register: Register, since: number): number {
  const row = context.vault.get<{ count: number }>(
    `SELECT count(*) AS count FROM ${quote(register.id)} WHERE changedSeq > ? AND office = ?`,
    [since, context.office.id],
  );
  return row?.count ?? 0;
}

/**
 * One record's line. People of this office are sent by name: their ids mean nothing elsewhere; nor does the name of a
 * record in a register that does not travel along.
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
        .filter((field) => !isReference(field) || field.list === register.id)
        .map((field) => [field.key, sendable(field, each[field.key] ?? '', name)]),
    );
  const children = Object.fromEntries(
    register.children
      .filter((child) => !blocked.has(child.key) && travels(child.compartment, options))
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
    values: named(plainPart(register).fields, visibleValues(register, stored.values)),
    children,
    created: { by: name(stored.createdBy), at: stored.createdAt },
    updated: { by: name(stored.updatedBy), at: stored.updatedAt },
    void: stored.void && { ...stored.void, by: name(stored.void.by) },
    identities: blocked.size > 0 ? [] : [...identityHashes(context, module, stored)],
  };
}

/** Petitioners travel where the kind of package says so; what stands open to its keepers (问题线索) never does. */
function travels(compartment: Compartment | undefined, { identities }: PackagingOptions): boolean {
  if (compartment === undefined || identities === 'all') return true;
  return identities === 'clear' && !standsOpen(compartment);
}

function sendable(field: Field, each: Value, name: (id: string) => string): PackagedRecord['values'][string] {
  if (field.type === 'user' && typeof each === 'string') return name(each);
  return typeof each === 'object' && each !== null ? [...each] : (each ?? '');
}

/** What is wrong with a stranger's values, or undefined: unknown fields, wrong types, too long, not a date. */
export function shapeProblem(register: Register, record: PackagedRecord): string | undefined {
  const open = register.fields.filter(({ compartment }) => compartment === undefined);
  const main = valuesProblem(open, record.values);
  if (main) return main;
  if (!register.workflow.states.some(({ code }) => code === record.state))
    return `状态“${record.state}”本机不认识。`;
  for (const [key, rows] of Object.entries(record.children)) {
    const child = register.children.find((each) => each.key === key);
    if (!child || standsOpen(child.compartment)) return `栏目“${key}”本机不认识。`;
    const problem = rows
      .map((each) => valuesProblem(child.fields, each.values))
      .find((each) => each !== undefined);
    if (problem) return problem;
  }
  const blocked = blockedContent(register, record.values);
  const forbidden = [
    ...Object.keys(record.values),
    ...Object.keys(record.children).filter((key) => (record.children[key]?.length ?? 0) > 0),
  ];
  if (forbidden.some((key) => blocked.includes(key))) return '径送件中含有不得传递的内容。';
  return undefined;
}

function valuesProblem(fields: readonly Field[], given: Values): string | undefined {
  for (const [key, each] of Object.entries(given)) {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field) return `栏目“${key}”本机不认识，可能对方软件版本较新。`;
    if (!fits(field, each)) return `“${field.label}”的内容格式不对。`;
  }
  return undefined;
}

function fits(field: Field, each: Value): boolean {
  switch (field.type) {
    case 'boolean':
      return typeof each === 'boolean';
    case 'integer':
    case 'money':
    case 'percent':
    case 'instant':
      return Number.isSafeInteger(each);
    case 'codes':
      return Array.isArray(each);
    case 'date':
      return typeof each === 'string' && isRealDate(each);
    default:
      return typeof each === 'string' && each.length <= Math.max(field.maxLength ?? 200, 200) * 2;
  }
}

function isRealDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}
