/** The same person or organisation in the pools and libraries of several offices, once packages have brought them together. */
import { isEmpty } from '../../domain/empty.ts';
import type { Stored } from '../registers/store.ts';

/**
 * Takes records of several offices together where `keyOf` says that they are about the same; the office's own comes first,
 * and what another office knows beyond it is added, so that nobody is cleared for what only one of them has written down.
 * Two records of one office stay two: there they are told apart on purpose.
 */
export function withoutDoubles(
  own: string,
  records: readonly Stored[],
  keyOf: (record: Stored) => string,
): readonly Stored[] {
  return takenTogether(own, records, keyOf, joined);
}

/** The same for anything that offices keep: `join` adds to the first what the other knows beyond it. */
export function takenTogether<Known extends { readonly office: string }>(
  own: string,
  records: readonly Known[],
  keyOf: (record: Known) => string,
  join: (first: Known, other: Known) => Known,
): readonly Known[] {
  return alikeBy(records, keyOf).flatMap(({ alike, areOne }) => {
    if (!areOne) return alike;
    const [first, ...others] = alike.toSorted((left, right) => rank(own, left) - rank(own, right));
    return first ? [others.reduce(join, first)] : [];
  });
}

/** What has the same key, in the order it first appears; `areOne` where each is of another office. */
export function alikeBy<Known extends { readonly office: string }>(
  records: readonly Known[],
  keyOf: (record: Known) => string,
): readonly { readonly alike: readonly Known[]; readonly areOne: boolean }[] {
  const byKey = new Map<string, Known[]>();
  for (const record of records) {
    const known = byKey.get(keyOf(record));
    if (known) known.push(record);
    else byKey.set(keyOf(record), [record]);
  }
  return [...byKey.values()].map((alike) => ({
    alike,
    areOne: new Set(alike.map(({ office }) => office)).size === alike.length,
  }));
}

function rank(own: string, { office }: { readonly office: string }): number {
  return office === own ? 0 : 1;
}

function joined(first: Stored, other: Stored): Stored {
  const filled = Object.entries(other.values).filter(([key]) => isEmpty(first.values[key]));
  const children = Object.keys(first.children).map(
    (key) => [key, [...(first.children[key] ?? []), ...(other.children[key] ?? [])]] as const,
  );
  return {
    ...first,
    values: { ...first.values, ...Object.fromEntries(filled) },
    children: Object.fromEntries(children),
  };
}
