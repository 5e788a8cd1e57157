/** The same person or organisation in the pools and libraries of several offices, once packages have brought them together. */
import { isEmpty } from '../../domain/empty.ts';
import { isWithin, regionOfOffice } from '../../domain/office.ts';
import type { Stored } from '../registers/store.ts';

/** Whom or what a record is about. */
export interface Identity {
  /** 城关镇, or 王某 of 县纪委: the same signs wherever it is. */
  readonly label: string;
  /** Where that is, if the record says so. */
  readonly place: string | undefined;
}

/**
 * Takes records of several offices together where `identityOf` says that they are about the same; the office's own comes first,
 * and what another office knows beyond it is added, so that nobody is cleared for what only one of them has written down.
 * Two records of one office stay two: there they are told apart on purpose.
 */
export function withoutDoubles(
  own: string,
  records: readonly Stored[],
  identityOf: (record: Stored) => Identity,
): readonly Stored[] {
  return takenTogether(own, records, identityOf, joined);
}

/** The same for anything that offices keep: `join` adds to the first what the other knows beyond it. */
export function takenTogether<Known extends { readonly office: string }>(
  own: string,
  records: readonly Known[],
  identityOf: (record: Known) => Identity,
  join: (first: Known, other: Known) => Known,
): readonly Known[] {
  return alikeBy(records, identityOf).flatMap(({ alike, areOne }) => {
    if (!areOne) return alike;
    const [first, ...others] = alike.toSorted((left, right) => rank(own, left) - rank(own, right));
    return first ? [others.reduce(join, first)] : [];
  });
}

/**
 * What is about the same, in the order it first appears; `areOne` where each is of another office. What says no place means
 * one where its office is: two counties each have a 城关镇. A city's may also mean that of the only county that has one.
 */
export function alikeBy<Known extends { readonly office: string }>(
  records: readonly Known[],
  identityOf: (record: Known) => Identity,
): readonly { readonly alike: readonly Known[]; readonly areOne: boolean }[] {
  const byLabel = new Map<string, Map<string, Alike<Known>>>();
  for (const record of records) {
    const { label, place } = identityOf(record);
    const byPlace = byLabel.get(label) ?? new Map<string, Alike<Known>>();
    byLabel.set(label, byPlace);
    const at = place ?? regionOfOffice(record.office);
    const known = byPlace.get(at) ?? { at, told: false, alike: [] };
    byPlace.set(at, { at, told: known.told || place !== undefined, alike: [...known.alike, record] });
  }
  return [...byLabel.values()].flatMap((byPlace) =>
    unitedWhereUntold([...byPlace.values()]).map((alike) => ({
      alike,
      areOne: new Set(alike.map(({ office }) => office)).size === alike.length,
    })),
  );
}

/**
 * Whether two records of different offices may be about the same, though nobody can tell: where one of them says no place,
 * whoever is within its office's may be meant.
 */
export function mayBeOne<Known extends { readonly office: string }>(
  identityOf: (record: Known) => Identity,
): (one: Known, other: Known) => boolean {
  return (one, other) => {
    const [left, right] = [identityOf(one), identityOf(other)];
    if (one.office === other.office || left.label !== right.label) return false;
    const [at, there] = [
      left.place ?? regionOfOffice(one.office),
      right.place ?? regionOfOffice(other.office),
    ];
    return (
      at === there ||
      (left.place === undefined && isWithin(there, at)) ||
      (right.place === undefined && isWithin(at, there))
    );
  };
}

interface Alike<Known> {
  readonly at: string;
  /** Whether one of them says that it is there. */
  readonly told: boolean;
  readonly alike: readonly Known[];
}

function unitedWhereUntold<Known>(places: readonly Alike<Known>[]): readonly (readonly Known[])[] {
  const inner = places.filter(
    (each) => !each.told && places.filter(({ at }) => at !== each.at && isWithin(at, each.at)).length === 1,
  );
  const homeOf = ({ at }: Alike<Known>): string =>
    places.find((each) => each.at !== at && isWithin(each.at, at))?.at ?? at;
  return places
    .filter((each) => !inner.includes(each))
    .map(({ at, alike }) => [
      ...alike,
      ...inner.filter((each) => homeOf(each) === at).flatMap((each) => each.alike),
    ]);
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
