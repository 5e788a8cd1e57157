/** Records that have gone into another of their register (归并): `records.merged`, and what their pages show through it. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Register } from '../../domain/register.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Reader } from '../vault/api.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import { getRecord } from './read.ts';
import { quote } from './sql.ts';

interface Id {
  readonly id: string;
}

/** The field by which records of a register go into one another, or undefined where they do not. */
function mergingField(register: Register): string | undefined {
  return register.fields.find(({ mergesInto }) => mergesInto === true)?.key;
}

/** Ids of all that has gone into the record, over every step, in the order of their numbers. */
function mergedIds(reader: Reader, register: Register, id: string): readonly string[] {
  const field = mergingField(register);
  if (field === undefined) return [];
  const table = quote(register.id);
  return reader
    .all<Id>(
      `WITH RECURSIVE gone (id) AS (
         SELECT record FROM link WHERE target = ? AND field = ?
         UNION SELECT link.record FROM link JOIN gone ON link.target = gone.id AND link.field = ?
       )
       SELECT p.id FROM ${table} AS p WHERE p.id IN (SELECT id FROM gone) AND p.id <> ? AND p.voidAt IS NULL ORDER BY p.no`,
      [id, field, field, id],
    )
    .map((row) => row.id);
}

/** The records into which this one has gone, over every step. */
export function goneInto(reader: Reader, register: Register, id: string): readonly string[] {
  const field = mergingField(register);
  if (field === undefined) return [];
  return reader
    .all<Id>(
      `WITH RECURSIVE head (id) AS (
         SELECT target FROM link WHERE record = ? AND field = ?
         UNION SELECT link.target FROM link JOIN head ON link.record = head.id AND link.field = ?
       )
       SELECT id FROM head WHERE id <> ?`,
      [id, field, field, id],
    )
    .map((row) => row.id);
}

/** Refuses `NoSuchRecord`. */
export function readMerged(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.merged'>,
): Output<'records.merged'> {
  const module = moduleOf(context, input.register);
  findRecord(context.vault, context.vault, module, input.id);
  return {
    records: mergedIds(context.vault, module.register, input.id).map((each) => {
      const { id, no, values, children } = getRecord(context, actor, { ...input, id: each });
      return { id, no, values, children };
    }),
  };
}
