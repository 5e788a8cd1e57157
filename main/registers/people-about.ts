/**
 * The people of letters and visits about an organisation, whether or not anything was made from them (reference 6.4): a name
 * typed into a notice that rests on no letter gives the writer away as well. Only names, numbers and addresses: that two
 * texts describe one matter alike is no quotation while neither comes from the other.
 */
import { setImmediate } from 'node:timers/promises';
import { createLeakCheck, type LeakCheck, type ProtectedText } from '../../domain/leak-check.ts';
import { type FilingKey, filingKeysIn, petitionerTexts } from '../../domain/petitioner-texts.ts';
import type { ChildTable, Register } from '../../domain/register.ts';
import type { EngineContext } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { digestsIn, identitiesColumn, takesIdentities } from './identity-hashes.ts';
import { arePeopleFiled } from './older-people.ts';
import { idsAbout, type Organisations, recordsAbout } from './organisations-of.ts';
import { hasDigests, isPeople, recordsUnder } from './people-tokens.ts';
import type { Opener } from './sealed-record.ts';
import { openSeal } from './sealed-rows.ts';
import { childTableName, quote } from './sql.ts';
import { untoldAbout } from './untold.ts';

export interface Suspects {
  readonly check: LeakCheck;
  /** Digests of people another office keeps to itself. */
  readonly digests: ReadonlySet<string>;
}

export interface PeopleAbout {
  /** Those of them whom these texts could name. */
  readonly among: (texts: readonly string[]) => Promise<Suspects>;
  /** There are people, and this session may not know them: nothing has been compared. */
  readonly isClosed: boolean;
  /** Numbers of letters of other offices with whose people nobody in this office can compare; looked for when asked. */
  readonly untold: () => Promise<readonly string[]>;
}

export type FindPeople = (organisations: Organisations) => Promise<PeopleAbout>;

const nobody: Suspects = { check: () => [], digests: new Set() };
export const nobodyAbout: PeopleAbout = {
  among: () => Promise.resolve(nobody),
  isClosed: false,
  untold: () => Promise.resolve([]),
};

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

/** Looking up takes some ten microseconds for each key: beyond so many, opening those about the organisations once is sooner done. */
const mostLookedUp = 30_000;
const mostLookedUpForAll = 300_000;

async function findPeople(
  context: EngineContext,
  opener: Opener,
  organisations: Organisations,
): Promise<PeopleAbout> {
  const modules = context.modules.filter(({ register }) => register.children.some(isPeople));
  let found: Promise<readonly string[]> | undefined;
  const untold = () => (found ??= untoldAbout(context, organisations));
  if (!opener.compartments.has('petitioner'))
    return { ...nobodyAbout, isClosed: await areThere(context, modules, organisations), untold };
  const most = organisations === 'all' ? mostLookedUpForAll : mostLookedUp;
  let lookedUp = 0;
  let everybody: Promise<Suspects> | undefined;
  return {
    isClosed: false,
    untold,
    among: (texts) => {
      const keys = keysIn(texts, most - lookedUp);
      lookedUp += keys.length;
      if (!everybody && lookedUp <= most && arePeopleFiled(context.vault))
        return suspectsAmong(context, opener, modules, organisations, texts, keys);
      everybody ??= openAll(context, opener, modules, (module) =>
        idsAbout(context, module.register, organisations),
      );
      return everybody;
    },
  };
}

/** Each once; no longer looked for when there are more than `most`. */
function keysIn(texts: readonly string[], most: number): readonly FilingKey[] {
  const keys = new Map<string, FilingKey>();
  for (const text of texts) {
    for (const key of filingKeysIn(text)) keys.set(`${key.kind} ${key.value}`, key);
    if (keys.size > most) break;
  }
  return [...keys.values()];
}

function suspectsAmong(
  context: EngineContext,
  opener: Opener,
  modules: readonly RegisterModule[],
  organisations: Organisations,
  texts: readonly string[],
  keys: readonly FilingKey[],
): Promise<Suspects> {
  const salt = modules.some((module) => hasDigests(context.vault, module))
    ? context.petitionerSalt?.()
    : null;
  const digests = salt ? texts.flatMap((text) => [...digestsIn(salt, text).keys()]) : [];
  return openAll(context, opener, modules, (module) =>
    recordsAbout(
      context,
      module.register,
      organisations,
      recordsUnder(context.vault, opener, module, keys, takesIdentities(module) ? digests : []),
    ),
  );
}

const recordsAtOnce = 500;

/** A person of many letters is compared once. */
async function openAll(
  context: EngineContext,
  opener: Opener,
  modules: readonly RegisterModule[],
  idsOf: (module: RegisterModule) => readonly string[],
): Promise<Suspects> {
  const texts = new Map<string, ProtectedText>();
  const digests = new Set<string>();
  for (const module of modules) {
    for await (const some of inSlices(idsOf(module))) {
      for (const { child, ...row } of peopleRows(context, module.register, some))
        for (const each of petitionerTexts(openSeal(opener, child, { ...row, values: {} })))
          texts.set(`${each.kind} ${each.text}`, each);
      for (const digest of digestsOf(context, module, some)) digests.add(digest);
    }
  }
  return { check: createLeakCheck([...texts.values()]), digests };
}

async function areThere(
  context: EngineContext,
  modules: readonly RegisterModule[],
  organisations: Organisations,
): Promise<boolean> {
  for (const module of modules)
    for await (const some of inSlices(idsAbout(context, module.register, organisations)))
      if (peopleRows(context, module.register, some).length + digestsOf(context, module, some).length > 0)
        return true;
  return false;
}

/** As a parameter of a statement. */
async function* inSlices(ids: readonly string[]): AsyncGenerator<string> {
  for (let from = 0; from < ids.length; from += recordsAtOnce) {
    yield JSON.stringify(ids.slice(from, from + recordsAtOnce));
    await setImmediate();
  }
}

interface PeopleRow {
  readonly child: ChildTable;
  readonly rowId: string;
  readonly sealed: Uint8Array;
}

function peopleRows({ vault }: EngineContext, register: Register, ids: string): readonly PeopleRow[] {
  return register.children.filter(isPeople).flatMap((child) => {
    const rows = vault.all<{ rowId: string; sealed: Uint8Array }>(
      `SELECT rowId, sealed FROM ${quote(childTableName(register, child.key))}
       WHERE record IN (SELECT value FROM json_each(?))`,
      [ids],
    );
    return rows.map((row) => ({ ...row, child }));
  });
}

function digestsOf({ vault }: EngineContext, module: RegisterModule, ids: string): readonly string[] {
  if (!takesIdentities(module)) return [];
  const column = quote(identitiesColumn);
  const rows = vault.all<{ digests: string }>(
    `SELECT ${column} AS digests FROM ${quote(module.register.id)}
     WHERE id IN (SELECT value FROM json_each(?)) AND ${column} IS NOT NULL AND ${column} <> '[]'`,
    [ids],
  );
  return rows.flatMap(({ digests }) => JSON.parse(digests) as string[]);
}
