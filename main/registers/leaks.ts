/**
 * 泄密检查 (reference 6.4): texts on their way to an inspected organisation are compared with every petitioner behind the
 * records they come from, and with what these people wrote, and with everybody who wrote or came about this organisation.
 */
import { setImmediate } from 'node:timers/promises';
import { createLeakCheck, type Leak, type ProtectedText } from '../../domain/leak-check.ts';
import { petitionerTexts } from '../../domain/petitioner-texts.ts';
import type { Register } from '../../domain/register.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import { blockedContent } from './envelope.ts';
import { digestsIn } from './identity-hashes.ts';
import { organisationsOf } from './organisations-of.ts';
import { createPeopleFinder, type FindPeople, nobodyAbout, type PeopleAbout } from './people-about.ts';
import { isPeople } from './people-tokens.ts';
import type { Opener } from './sealed-record.ts';
import { openSeal } from './sealed-rows.ts';
import { type RecordRef, sourceChain } from './source-chain.ts';
import { loadRecord, type Stored } from './store.ts';
import { digestsTold, isUntold } from './untold.ts';

/** A text as it was typed, and where: the record's number and the label of the field. */
export interface WrittenText {
  readonly no: string;
  readonly label: string;
  readonly text: string;
  /** As its field says ({@link Field.namesPerson}). */
  readonly namesPerson?: boolean;
  /** The field it stands in, within its table: `statement`, `reviews.opinion`. */
  readonly place?: string;
}

/** `start` and `end` say where in `text`. */
export interface FoundLeak extends Leak, Pick<WrittenText, 'no' | 'label' | 'text' | 'place'> {
  /** A name where somebody has to be named: it may be another person's, which only who knows the petitioners can tell. */
  readonly mayBeNamesake: boolean;
  /** What stands around it; the person's name or number itself is blotted out. */
  readonly passage: string;
}

/** What must not come out of the letters and visits behind some records. */
export interface Behind {
  readonly texts: readonly ProtectedText[];
  /** Digests of people another office keeps to itself. */
  readonly digests: ReadonlySet<string>;
  /** Who else wrote or came about the organisation. */
  readonly about: PeopleAbout;
  /** No organisation could be told, so `about` is everybody in the vault. */
  readonly isAboutAnybody: boolean;
  /** Numbers of the records whose people `opener` cannot open; while there are any, nothing has been checked. */
  readonly closed: readonly string[];
  /**
   * Numbers of letters, behind the records or about the organisation, with whose people nobody here can compare (untold.ts);
   * the latter are looked for when asked.
   */
  readonly untold: () => Promise<readonly string[]>;
}

/** Whether some people stay unknown to this session, so that nothing has been checked. */
export function isUnchecked({ closed, about }: Behind): boolean {
  return closed.length > 0 || about.isClosed;
}

/**
 * Follows the records to their sources and collects whom these name and what they say, and with `findPeople` who else is
 * protected from the organisation they are about, and from those named in `sentTo`, or from anybody. `opener` is the session, or a second
 * person at its side. Lets other work go on.
 */
export async function protectedBehind(
  context: EngineContext,
  opener: Opener,
  starts: readonly RecordRef[],
  findPeople: FindPeople | null = createPeopleFinder(context, opener),
  sentTo: readonly string[] | 'all' = [],
): Promise<Behind> {
  const organisations = new Set(sentTo === 'all' ? [] : sentTo);
  let isTold = starts.length > 0 && sentTo !== 'all';
  const texts: ProtectedText[] = [];
  const digests = new Set<string>();
  const closed: string[] = [];
  const untold = new Set<string>();
  const seen = new Set<string>();
  for (let from = 0; from < starts.length; from += recordsAtOnce) {
    const some = starts.slice(from, from + recordsAtOnce);
    for (const source of sourceChain(context, some)) {
      if (seen.has(source.id)) continue;
      seen.add(source.id);
      const found = loadSource(context, source);
      if (!found) continue;
      const { register, stored } = found;
      texts.push(...wordsOf(register, stored));
      const kept = digestsTold(stored) ?? [];
      for (const digest of kept) digests.add(digest);
      if (isUntold(context, register, stored)) untold.add(stored.no);
      // A digest answers whoever may try names on it.
      const mayTry = kept.length === 0 || opener.compartments.has('petitioner');
      const people = mayTry ? peopleOf(opener, register, stored) : undefined;
      if (people) texts.push(...people);
      else closed.push(stored.no);
    }
    const named = findPeople && isTold ? organisationsOf(context, some) : new Set<string>();
    if (named === 'all') isTold = false;
    else for (const name of named) organisations.add(name);
    await setImmediate();
  }
  const about = findPeople ? await findPeople(isTold ? organisations : 'all') : nobodyAbout;
  const allUntold = async () => [...new Set([...untold, ...(await about.untold())])];
  return { texts, digests, about, isAboutAnybody: !isTold, closed, untold: allUntold };
}

/** Every place where the texts give one of these people or their words away. Lets other work go on. */
export async function leaksIn(
  { petitionerSalt }: Pick<EngineContext, 'petitionerSalt'>,
  written: Iterable<WrittenText> | AsyncIterable<WrittenText>,
  { texts, digests: own, about }: Pick<Behind, 'texts' | 'digests' | 'about'>,
): Promise<readonly FoundLeak[]> {
  const sources = createLeakCheck(texts);
  const found: FoundLeak[] = [];
  for await (const some of inBatches(written)) {
    const people = await about.among(some.map(({ text }) => text));
    const digests = people.digests.size > 0 ? new Set([...own, ...people.digests]) : own;
    const salt = digests.size > 0 ? (petitionerSalt?.() ?? null) : null;
    for (const { no, label, text, place, namesPerson = false } of some) {
      const leaks = eachOnce([
        ...sources(text),
        ...people.check(text),
        ...(salt ? digestLeaks(salt, digests, text) : []),
      ]);
      found.push(
        ...leaks.map((leak) => ({
          ...{ ...leak, no, label, text, passage: passageOf(text, leak, leaks) },
          ...(place === undefined ? {} : { place }),
          mayBeNamesake: namesPerson && leak.kind === 'name' && beginsEntry(text, leak),
        })),
      );
    }
    await setImmediate();
  }
  return found;
}

const textsAtOnce = 20;

async function* inBatches(
  written: Iterable<WrittenText> | AsyncIterable<WrittenText>,
): AsyncGenerator<readonly WrittenText[]> {
  let some: WrittenText[] = [];
  for await (const text of written) {
    some.push(text);
    if (some.length < textsAtOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function eachOnce(leaks: readonly Leak[]): readonly Leak[] {
  const byPlace = new Map(leaks.map((leak) => [`${leak.kind} ${leak.start} ${leak.end}`, leak]));
  return [...byPlace.values()].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

const recordsAtOnce = 200;

// ---- internals

/** A letter or a visit, unless nothing but its envelope is known. */
function loadSource(
  context: EngineContext,
  { register: name, id }: RecordRef,
): { readonly register: Register; readonly stored: Stored } | undefined {
  const module = moduleOf(context, name);
  const { register } = module;
  if (!tellsOfPeople(register)) return undefined;
  const stored = loadRecord(context.vault, context.vault, register, extraNames(module), id);
  if (!stored || blockedContent(register, stored.values).length > 0) return undefined;
  return { register, stored };
}

function tellsOfPeople({ fields, children }: Register): boolean {
  return fields.some(({ petitionersWords }) => petitionersWords) || children.some(isPeople);
}

/** What a letter or a visitor says in so many words. */
function wordsOf({ fields }: Register, { values }: Pick<Stored, 'values'>): readonly ProtectedText[] {
  return fields.flatMap(({ key, petitionersWords }) => {
    const text = values[key];
    return petitionersWords && typeof text === 'string' ? [{ kind: 'letter' as const, text }] : [];
  });
}

/** Undefined when there are people that `opener` cannot open. */
function peopleOf(
  opener: Opener,
  { children }: Register,
  stored: Stored,
): readonly ProtectedText[] | undefined {
  const tables = children.filter(isPeople);
  const rows = tables.flatMap((child) => (stored.children[child.key] ?? []).map((row) => ({ child, row })));
  if (rows.length > 0 && !opener.compartments.has('petitioner')) return undefined;
  return rows.flatMap(({ child, row }) => petitionerTexts(openSeal(opener, child, row)));
}

function digestLeaks(salt: Uint8Array, digests: ReadonlySet<string>, text: string): readonly Leak[] {
  const found = [...digestsIn(salt, text)].flatMap(([digest, key]) => (digests.has(digest) ? [key] : []));
  return createLeakCheck(found.map(({ kind, value }) => ({ kind, text: value })))(text);
}

/** 王小明 or 李某、王小明（副局长）, but not 据王小明说: of a list of people, somebody's name and not a text about him. */
function beginsEntry(text: string, { start }: Leak): boolean {
  return !/[\p{L}\p{N}]\s*$/u.test(text.slice(0, start));
}

const around = 8;
const blot = '＊＊＊';

/** Whatever tells who the person is stays out of it, not only the leak it is about. */
function passageOf(text: string, { start, end }: Leak, all: readonly Leak[]): string {
  const from = Math.max(0, start - around);
  const hidden = all.filter(({ kind }) => kind !== 'letter');
  let passage = '';
  let wasHidden = false;
  for (let at = from; at < Math.min(text.length, end + around); at++) {
    const hides = hidden.some((leak) => leak.start <= at && at < leak.end);
    passage += hides ? (wasHidden ? '' : blot) : (text[at] ?? '');
    wasHidden = hides;
  }
  return passage.replaceAll(/\s+/gu, ' ');
}
