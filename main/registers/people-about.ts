/**
 * The people of letters and visits about an organisation, whether or not anything was made from them (reference 6.4): a name
 * typed into a notice that rests on no letter gives the writer away as well. Only names, numbers and addresses: that two
 * texts describe one matter alike is no quotation while neither comes from the other.
 */
import { setImmediate } from 'node:timers/promises';
import { createLeakCheck, type LeakCheck, type ProtectedText } from '../../domain/leak-check.ts';
import { sameOrganisation } from '../../domain/organisations.ts';
import { petitionerTexts } from '../../domain/petitioner-texts.ts';
import type { ChildTable, Field, Register } from '../../domain/register.ts';
import type { Reader } from '../vault/api.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { identitiesColumn, takesIdentities } from './identity-hashes.ts';
import type { Opener } from './sealed-record.ts';
import { openSeal } from './sealed-rows.ts';
import { type RecordRef, sourceChain } from './source-chain.ts';
import { childTableName, quote } from './sql.ts';

/** Organisations by the names records give them, or all there are. */
export type Organisations = ReadonlySet<string> | 'all';

export interface PeopleAbout {
  readonly check: LeakCheck;
  /** Digests of people another office keeps to itself. */
  readonly digests: ReadonlySet<string>;
  /** There are people, and this session may not know them: nothing has been compared. */
  readonly isClosed: boolean;
}

export type FindPeople = (organisations: Organisations) => Promise<PeopleAbout>;

export const nobodyAbout: PeopleAbout = { check: () => [], digests: new Set(), isClosed: false };

/** Remembers what it has found, for whoever compares many records of few organisations. Lets other work go on. */
export function createPeopleFinder(context: EngineContext, opener: Opener): FindPeople {
  const known = new Map<string, Promise<PeopleAbout>>();
  return (organisations) => {
    const key = organisations === 'all' ? '' : JSON.stringify([...organisations].toSorted());
    const people = known.get(key) ?? findPeople(context, opener, organisations);
    known.set(key, people);
    return people;
  };
}

/** A person of many letters is compared once. */
async function findPeople(
  context: EngineContext,
  opener: Opener,
  organisations: Organisations,
): Promise<PeopleAbout> {
  const texts = new Map<string, ProtectedText>();
  const digests = new Set<string>();
  let isClosed = false;
  for (const { register, extraColumns } of context.modules) {
    const tables = register.children.filter(({ compartment }) => compartment === 'petitioner');
    if (tables.length === 0) continue;
    const ids = idsAbout(context, register, organisations);
    const withDigests = takesIdentities({ register, extraColumns });
    for (let from = 0; from < ids.length && !isClosed; from += recordsAtOnce) {
      const some = JSON.stringify(ids.slice(from, from + recordsAtOnce));
      const rows = tables.flatMap((child) => peopleRows(context, register, child, some));
      const told = withDigests ? digestsOf(context, register, some) : [];
      isClosed = rows.length + told.length > 0 && !opener.compartments.has('petitioner');
      if (isClosed) break;
      for (const digest of told) digests.add(digest);
      for (const { child, rowId, sealed } of rows)
        for (const each of petitionerTexts(openSeal(opener, child, { rowId, values: {}, sealed })))
          texts.set(`${each.kind} ${each.text}`, each);
      await setImmediate();
    }
  }
  return isClosed
    ? { ...nobodyAbout, isClosed }
    : { check: createLeakCheck([...texts.values()]), digests, isClosed };
}

const recordsAtOnce = 500;

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

// ---- internals

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
interface Column {
  readonly table: string;
  /** The column with the id of the record. */
  readonly id: string;
  readonly name: string;
}

type Naming = NonNullable<Field['namesOrganisation']>;

function columnsOf(register: Register, naming: Naming): readonly Column[] {
  const named = (fields: readonly Field[], table: string, id: string): readonly Column[] =>
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
    for (const { table, id, name } of columnsOf(moduleOf(context, register).register, naming)) {
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

/** Goes through the names there are, which are few, and not through the records. */
function idsAbout(
  { vault }: EngineContext,
  register: Register,
  organisations: Organisations,
): readonly string[] {
  if (organisations === 'all')
    return vault.all<{ id: string }>(`SELECT id FROM ${quote(register.id)}`).map(({ id }) => id);
  const tests = [...organisations].map(sameOrganisation);
  const ids = columnsOf(register, true).flatMap(({ table, id, name }) => {
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
  const silent = columnsOf(register, true).map(({ table, id, name }) =>
    table === register.id
      ? `coalesce(p.${quote(name)}, '') = ''`
      : `NOT EXISTS (SELECT 1 FROM ${quote(table)} c WHERE c.${id} = p.id AND c.${quote(name)} <> '')`,
  );
  return vault.all<{ id: string }>(`SELECT p.id FROM ${quote(register.id)} p WHERE ${silent.join(' AND ')}`);
}

function peopleRows({ vault }: EngineContext, register: Register, child: ChildTable, ids: string) {
  const rows = vault.all<{ rowId: string; sealed: Uint8Array }>(
    `SELECT rowId, sealed FROM ${quote(childTableName(register, child.key))}
     WHERE record IN (SELECT value FROM json_each(?))`,
    [ids],
  );
  return rows.map((row) => ({ ...row, child }));
}

function digestsOf({ vault }: EngineContext, register: Register, ids: string): readonly string[] {
  const column = quote(identitiesColumn);
  const rows = vault.all<{ digests: string }>(
    `SELECT ${column} AS digests FROM ${quote(register.id)}
     WHERE id IN (SELECT value FROM json_each(?)) AND ${column} IS NOT NULL AND ${column} <> '[]'`,
    [ids],
  );
  return rows.flatMap(({ digests }) => JSON.parse(digests) as string[]);
}
