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
  const byKey = new Map<string, Stored[]>();
  for (const record of records) byKey.set(keyOf(record), [...(byKey.get(keyOf(record)) ?? []), record]);
  return [...byKey.values()].flatMap((alike) => {
    if (new Set(alike.map(({ office }) => office)).size < alike.length) return alike;
    const [first, ...others] = alike.toSorted((left, right) => rank(own, left) - rank(own, right));
    return first ? [others.reduce(joined, first)] : [];
  });
}

function rank(own: string, { office }: Stored): number {
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
