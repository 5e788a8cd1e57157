/** What of a petitioner may not stand in a text that goes to the inspected organisation, or travels without its sealed rows. */
import { petitionerKeys, type PetitionerKey } from './duplicates.ts';
import type { ProtectedText } from './leak-check.ts';
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
