/**
 * What a form or the dialog of a step is about to write into a record that goes to an inspected organisation, before it is
 * written (decision 018).
 */
import type { ChildRowsByKey, Field, Register, Values } from '../../domain/register.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import { type Behind, type FoundLeak, leaksIn, protectedBehind, type WrittenText } from './leaks.ts';
import { type Organisations, organisationsOf } from './organisations-of.ts';
import { createPeopleFinder, type FindPeople } from './people-about.ts';
import { isReference, namedIds } from './related.ts';
import type { RecordRef } from './source-chain.ts';
import { type TypedText, typedIn } from './typed-texts.ts';

export interface Entered {
  /** Null for a record that does not exist yet. */
  readonly id: string | null;
  readonly values: Values;
  readonly children?: ChildRowsByKey;
  /** Typed beside the record (理由): it stands in the history, which goes where the record goes. */
  readonly reason?: string | null;
}

/**
 * Told after each record how many of how many have been looked at: of all of them, then of those in which there is something
 * to compare. May throw to end it.
 */
export type Breathe = (done: number, total: number, of: 'all' | 'suspects') => Promise<void>;

/**
 * Every place where what was typed anew gives somebody away; what stood in that place before was asked about then, unless the
 * form adds a link or another organisation: then it was not compared with these people. Links and organisations are those of
 * the form. Nothing where this session may not know the petitioners: it could not be told apart from an answer. Lets other
 * work go on.
 */
export async function leaksInEntered(
  context: EngineContext,
  register: Register,
  { id, values: typed, children = {}, reason }: Entered,
  find: FindPeople = createPeopleFinder(context, context.vault),
): Promise<readonly FoundLeak[]> {
  const { vault } = context;
  if (!register.outsideReaders || !vault.compartments.has('petitioner')) return [];
  const stored = id === null ? null : findRecord(vault, vault, moduleOf(context, register.id), id);
  const values = { ...stored?.values, ...typed };
  const reach = reachOf(register, values);
  const before = stored ? reachOf(register, stored.values) : null;
  const known = new Set(
    stored && before && !reachesFurther(reach, before) ? typedIn(register, stored).map(placed) : [],
  );
  const record = { no: '', values, children: { ...stored?.children, ...children } };
  const written = [
    ...typedIn(register, record).filter((text) => !known.has(placed(text))),
    ...(reason ? [{ no: '', label: '理由', text: reason }] : []),
  ];
  if (written.length === 0) return [];
  const { links, about, sentTo } = reach;
  const starts = stored ? [{ register: register.id, id: stored.id }, ...links] : links;
  const isCleared = about.length === 0 && (before?.about ?? []).length > 0;
  const named = isCleared ? namedBy(context, links) : new Set(about);
  const toAnybody = register.outsideReaders === 'public' || named === 'all';
  const isTold = toAnybody || isCleared || about.length > 0;
  const behind = await protectedBehind(
    context,
    vault,
    starts,
    isTold ? () => find(toAnybody ? 'all' : new Set([...named, ...sentTo])) : find,
  );
  return leaksIn(context, written, behind);
}

/**
 * The same of many records at once, by their place among `entered`. `register` may hold its parts as child tables, as a
 * spreadsheet does. What could give anybody away at all is found in one run over all of them, and only those records are
 * compared each for itself.
 */
export async function leaksInRows(
  context: EngineContext,
  register: Register,
  entered: readonly Entered[],
  breathe: Breathe,
): Promise<ReadonlyMap<number, readonly FoundLeak[]>> {
  const found = new Map<number, readonly FoundLeak[]>();
  const { vault } = context;
  if (!register.outsideReaders || !vault.compartments.has('petitioner')) return found;
  const find = createPeopleFinder(context, vault);
  const behind = await protectedFromAll(context, register, entered, find);
  async function* written(): AsyncGenerator<WrittenText> {
    for (const [index, { values, children = {} }] of entered.entries()) {
      yield* typedIn(register, { no: String(index), values, children });
      await breathe(index + 1, entered.length, 'all');
    }
  }
  const suspects = new Set((await leaksIn(context, written(), behind)).map(({ no }) => Number(no)));
  let compared = 0;
  for (const index of suspects) {
    compared += 1;
    await breathe(compared, suspects.size, 'suspects');
    const record = entered[index];
    const leaks = record ? await leaksInEntered(context, register, record, find) : [];
    if (leaks.length > 0) found.set(index, leaks);
  }
  return found;
}

/** Whoever is protected from any of them. */
async function protectedFromAll(
  context: EngineContext,
  register: Register,
  entered: readonly Entered[],
  find: FindPeople,
): Promise<Behind> {
  const reaches = entered.map(({ values }) => reachOf(register, values));
  const byId = new Map(reaches.flatMap(({ links }) => links.map((each) => [each.id, each] as const)));
  for (const { id } of entered) if (id !== null) byId.set(id, { register: register.id, id });
  const links = [...byId.values()];
  const names = reaches.flatMap(({ about, sentTo }) => [...about, ...sentTo]);
  const lost =
    register.outsideReaders === 'public' ||
    reaches.some((reach) => reach.about.length + reach.links.length === 0);
  const named = lost ? 'all' : organisationsOf(context, links);
  return protectedBehind(context, context.vault, links, () =>
    find(named === 'all' ? named : new Set([...named, ...names])),
  );
}

/** The record still says what the form has just taken out, so only what it names is asked. */
function namedBy(context: EngineContext, links: readonly RecordRef[]): Organisations {
  return links.length === 0 ? 'all' : organisationsOf(context, links);
}

function placed({ place, text }: TypedText): string {
  return `${place} ${text}`;
}

/** Whose letters and visits a record is compared with. */
interface Reach {
  readonly links: readonly RecordRef[];
  readonly about: readonly string[];
  readonly sentTo: readonly string[];
}

function reachOf(register: Register, values: Values): Reach {
  return {
    links: linksIn(register, values),
    about: organisationsIn(register.fields, values, true),
    sentTo: organisationsIn(register.fields, values, 'addressee'),
  };
}

/** Where no organisation is named any more, it may be about any. */
function reachesFurther(reach: Reach, before: Reach): boolean {
  const known = new Set(namesIn(before));
  return (
    namesIn(reach).some((each) => !known.has(each)) || (reach.about.length === 0 && before.about.length > 0)
  );
}

function namesIn({ links, about, sentTo }: Reach): readonly string[] {
  return [...links.map(({ id }) => id), ...about, ...sentTo];
}

function linksIn({ id: own, fields }: Register, values: Values): readonly RecordRef[] {
  return fields
    .filter(isReference)
    .flatMap(({ key, list }) => namedIds(values[key]).map((id) => ({ register: list ?? own, id })));
}

/** Without what follows from a link: the form may have changed the link. */
function organisationsIn(
  fields: readonly Field[],
  values: Values,
  naming: NonNullable<Field['namesOrganisation']>,
): readonly string[] {
  return fields.flatMap(({ key, namesOrganisation, computed }) => {
    const name = values[key];
    return namesOrganisation === naming && !computed && typeof name === 'string' && name !== '' ? [name] : [];
  });
}
