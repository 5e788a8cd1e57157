/** Which organisations records are about, and which records are about an organisation (`namesOrganisation`, decision 018). */
import { sameOrganisation } from '../../domain/organisations.ts';
import type { Field, Register } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { type RecordRef, sourceChain } from './source-chain.ts';
import { childTableName, quote } from './sql.ts';

/** Organisations by the names records give them, or all there are. */
export type Organisations = ReadonlySet<string> | 'all';

/**
 * Which organisations the records are about: what they say themselves, or what they are part of, or, where these say
 * nothing, everything they come from. All there are when one of them cannot be told at all. And to which they go.
 */
export function organisationsOf(context: EngineContext, records: readonly RecordRef[]): Organisations {
  const found = new Set([...namesIn(context, records, 'addressee').values()].flat());
  const lost: RecordRef[] = [];
  let looked = records.map((record) => ({ record, at: record }));
  while (looked.length > 0) {
    const namesById = namesIn(
      context,
      looked.map(({ at }) => at),
      true,
    );
    const nameless = looked.filter(({ at }) => !namesById.has(at.id));
    const wholeById = wholesOf(
      context,
      nameless.map(({ at }) => at),
    );
    for (const names of namesById.values()) for (const name of names) found.add(name);
    lost.push(...nameless.flatMap(({ record, at }) => (wholeById.has(at.id) ? [] : [record])));
    looked = nameless.flatMap(({ record, at }) => {
      const whole = wholeById.get(at.id);
      return whole ? [{ record, at: whole }] : [];
    });
  }
  for (const record of lost) {
    const names = [...namesIn(context, sourceChain(context, [record]), true).values()].flat();
    if (names.length === 0) return 'all';
    for (const name of names) found.add(name);
  }
  return found;
}

function idsByRegister(records: readonly RecordRef[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string[]>();
  for (const { register, id } of records) {
    const known = ids.get(register);
    if (known) known.push(id);
    else ids.set(register, [id]);
  }
  return new Map([...ids].map(([register, some]) => [register, JSON.stringify(some)]));
}

function wholesOf(context: EngineContext, records: readonly RecordRef[]): ReadonlyMap<string, RecordRef> {
  const wholes = [...idsByRegister(records)].flatMap(([name, ids]) => {
    const { partOf } = moduleOf(context, name).register;
    if (!partOf) return [];
    const rows = context.vault.all<{ id: string; whole: string | null }>(
      `SELECT id, ${quote(partOf.field)} AS whole FROM ${quote(name)}
       WHERE id IN (SELECT value FROM json_each(?))`,
      [ids],
    );
    return rows.flatMap(({ id, whole }) =>
      whole === null ? [] : [[id, { register: partOf.register, id: whole }] as const],
    );
  });
  return new Map(wholes);
}

/** A column in which a register names organisations. */
export interface OrganisationColumn {
  readonly table: string;
  /** The column with the id of the record. */
  readonly id: string;
  readonly name: string;
}

type Naming = NonNullable<Field['namesOrganisation']>;

export function organisationColumns(register: Register, naming: Naming): readonly OrganisationColumn[] {
  const named = (fields: readonly Field[], table: string, id: string): readonly OrganisationColumn[] =>
    fields.flatMap(({ key, namesOrganisation }) =>
      namesOrganisation === naming ? [{ table, id, name: key }] : [],
    );
  return [
    ...named(register.fields, register.id, 'id'),
    ...register.children
      .filter(({ compartment }) => compartment === undefined)
      .flatMap((child) => named(child.fields, childTableName(register, child.key), 'record')),
  ];
}

/** By the id of the record; without those that name none. */
function namesIn(
  context: EngineContext,
  records: readonly RecordRef[],
  naming: Naming,
): ReadonlyMap<string, readonly string[]> {
  const namesById = new Map<string, string[]>();
  for (const [register, ids] of idsByRegister(records)) {
    for (const { table, id, name } of organisationColumns(moduleOf(context, register).register, naming)) {
      const rows = context.vault.all<{ id: string; name: string }>(
        `SELECT ${id} AS id, ${quote(name)} AS name FROM ${quote(table)}
         WHERE ${id} IN (SELECT value FROM json_each(?)) AND ${quote(name)} <> ''`,
        [ids],
      );
      for (const row of rows) namesById.set(row.id, [...(namesById.get(row.id) ?? []), row.name]);
    }
  }
  return namesById;
}

/** Tells of records of one register whether they may be about any of the organisations: also those that name none. */
export function recordsAbout(
  context: EngineContext,
  { id: register }: Register,
  organisations: Organisations,
  ids: readonly string[],
): readonly string[] {
  if (organisations === 'all') return ids;
  const tests = [...organisations].map(sameOrganisation);
  const records = ids.map((id) => ({ register, id }));
  const about = namesIn(context, records, true);
  const sentTo = namesIn(context, records, 'addressee');
  return ids.filter((id) => {
    const names = about.get(id);
    return !names || [...names, ...(sentTo.get(id) ?? [])].some((name) => tests.some((test) => test(name)));
  });
}

/** All of them. Goes through the names there are, which are few, and not through the records. */
export function idsAbout(
  { vault }: EngineContext,
  register: Register,
  organisations: Organisations,
): readonly string[] {
  if (organisations === 'all')
    return vault.all<{ id: string }>(`SELECT id FROM ${quote(register.id)}`).map(({ id }) => id);
  const tests = [...organisations].map(sameOrganisation);
  const ids = organisationColumns(register, true).flatMap(({ table, id, name }) => {
    const column = quote(name);
    const names = vault.all<{ name: string }>(
      `WITH RECURSIVE told (name) AS (
         SELECT min(${column}) FROM ${quote(table)} WHERE ${column} IS NOT NULL
         UNION ALL SELECT (SELECT min(${column}) FROM ${quote(table)} WHERE ${column} > told.name)
         FROM told WHERE told.name IS NOT NULL)
       SELECT name FROM told WHERE name IS NOT NULL`,
    );
    const same = names.flatMap((row) => (tests.some((test) => test(row.name)) ? [row.name] : []));
    return vault.all<{ id: string }>(
      `SELECT ${id} AS id FROM ${quote(table)} WHERE ${column} IN (SELECT value FROM json_each(?))`,
      [JSON.stringify(same)],
    );
  });
  return [...new Set([...ids, ...silentIds(vault, register)].map(({ id }) => id))];
}

/** Records that name no organisation may be about any. */
function silentIds(vault: Reader, register: Register): readonly { readonly id: string }[] {
  const silent = organisationColumns(register, true).map(({ table, id, name }) =>
    table === register.id
      ? `coalesce(p.${quote(name)}, '') = ''`
      : `NOT EXISTS (SELECT 1 FROM ${quote(table)} c WHERE c.${id} = p.id AND c.${quote(name)} <> '')`,
  );
  return vault.all<{ id: string }>(`SELECT p.id FROM ${quote(register.id)} p WHERE ${silent.join(' AND ')}`);
}
