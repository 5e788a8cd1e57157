/** What of a petitioner may not stand in a text that goes to the inspected organisation, or travels without its sealed rows. */
import { petitionerKeys, type PetitionerKey } from './duplicates.ts';
import { evened, type ProtectedText } from './leak-check.ts';
import type { ChildRow } from './register.ts';

/**
 * An address without a house number is only the village, where most of what letters report has happened; a name like
 * 张某某 is no name any more.
 */
export function petitionerTexts(row: ChildRow): readonly ProtectedText[] {
  return petitionerKeys(row)
    .filter(({ kind, value }) => kind !== 'address' || /\d/u.test(value))
    .filter(({ kind, value }) => kind !== 'name' || !/[某*＊×]/u.test(value))
    .map(({ kind, value }) => ({ kind, text: value }));
}

const sizes = {
  name: { least: 2, most: 4, of: /^\p{Script=Han}+$/u },
  phone: { least: 7, most: 12, of: /^\d+$/u },
  idNumber: { least: 18, most: 18, of: /^\d{17}[\dX]$/u },
  address: { least: 6, most: 40, of: /^\p{Script=Han}[\p{L}\p{N}]*\d[\p{L}\p{N}]*$/u },
} as const satisfies Record<PetitionerKey['kind'], unknown>;

/**
 * Everything in a text that could be a petitioner's name, number or address, evened out as {@link petitionerKeys} does: for
 * people of whom only keyed digests are known. Names of minorities with a dot in them are not among them.
 */
export function* possibleKeys(text: string): Generator<PetitionerKey> {
  const plain = text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
  const seen = new Set<string>();
  for (const [kind, { least, most, of }] of Object.entries(sizes) as readonly [
    PetitionerKey['kind'],
    (typeof sizes)[PetitionerKey['kind']],
  ][]) {
    const even = kind === 'idNumber' ? plain.toUpperCase() : plain.toLowerCase();
    for (let start = 0; start < even.length; start++) {
      for (let size = least; size <= most && start + size <= even.length; size++) {
        const value = even.slice(start, start + size);
        if (seen.has(`${kind}${value}`) || !of.test(value)) continue;
        seen.add(`${kind}${value}`);
        yield { kind, value };
      }
    }
  }
}

/**
 * Under what a protected text is filed, so that of very many only those are opened that a paper could give away: names and
 * numbers as they are, an address by how it ends, and everything else under one word, to be opened each time.
 */
export interface FilingKey {
  readonly kind: 'name' | 'phone' | 'idNumber' | 'ending' | 'unusual';
  readonly value: string;
}

/** Of what {@link filingKeysIn} could not find in a text. */
export const unusualKey: FilingKey = { kind: 'unusual', value: '' };

const endingLength = 6;
/** In UTF-16 units, as windows are cut. */
const longestName = 4;
const shapes = { name: /^\p{Script=Han}{2,4}$/u, phone: /^\d{7,12}$/u, idNumber: /^\d{17}[\dx]$/u } as const;

export function filingKeysOf(row: ChildRow): readonly FilingKey[] {
  return petitionerTexts(row).map(({ kind, text }) => {
    const plain = evened(text);
    if (kind === 'address')
      return plain.length < endingLength ? unusualKey : { kind: 'ending', value: plain.slice(-endingLength) };
    const isUsual =
      (kind === 'name' || kind === 'phone' || kind === 'idNumber') &&
      shapes[kind].test(plain) &&
      (kind !== 'name' || plain.length <= longestName) &&
      plain === text.toLowerCase();
    return isUsual ? { kind, value: text } : unusualKey;
  });
}

/** The keys of everybody whose texts could stand in this one, and of many others. */
export function* filingKeysIn(text: string): Generator<FilingKey> {
  const plain = evened(text);
  for (const [run] of plain.matchAll(/\p{Script=Han}{2,}/gu))
    for (const value of windows(run, 2, longestName)) yield { kind: 'name', value };
  for (const [run] of plain.matchAll(/\d{7,}/gu))
    for (const value of windows(run, 7, 12)) yield { kind: 'phone', value };
  for (const [, value = ''] of plain.matchAll(/(?=(\d{17}[\dx]))/gu))
    yield { kind: 'idNumber', value: value.toUpperCase() };
  // An address that is protected has a house number somewhere.
  const digit = plain.search(/\d/u);
  if (digit < 0) return;
  for (let end = Math.max(digit + 1, endingLength); end <= plain.length; end++)
    yield { kind: 'ending', value: plain.slice(end - endingLength, end) };
}

function* windows(run: string, least: number, most: number): Generator<string> {
  for (let start = 0; start < run.length; start++)
    for (let size = least; size <= most && start + size <= run.length; size++)
      yield run.slice(start, start + size);
}
