/** Who is taken: people of a group of another round whose work there is not done. */
import { mannedStates } from '../../domain/registers/inspection-round/workflow.ts';
import { normalizeLabel, normalizeName } from '../../domain/text/normalize.ts';
import type { Stored } from '../registers/store.ts';
import type { Reader } from '../vault/api.ts';

interface Seat {
  readonly name: string;
  readonly unit: string | null;
}

/**
 * Whether a person of the pool sits in another round than this one. Where the pool has the name once, the name is enough:
 * a unit written in another way must not seat anybody twice.
 */
export function engagedElsewhere(
  vault: Reader,
  round: string,
  people: Iterable<Stored>,
): (person: Stored) => boolean {
  const seats = new Map<string, Seat[]>();
  for (const seat of seatsOutside(vault, round)) {
    const name = normalizeName(seat.name);
    seats.set(name, [...(seats.get(name) ?? []), seat]);
  }
  const namesakes = new Map<string, number>();
  for (const person of people) namesakes.set(nameOf(person), (namesakes.get(nameOf(person)) ?? 0) + 1);
  return (person) =>
    (seats.get(nameOf(person)) ?? []).some(
      ({ unit }) =>
        (namesakes.get(nameOf(person)) ?? 0) < 2 ||
        (unit ?? '') === '' ||
        normalizeLabel(unit ?? '') === normalizeLabel(String(person.values['unit'] ?? '')),
    );
}

function seatsOutside(vault: Reader, round: string): readonly Seat[] {
  return vault.all<Seat & Record<string, string | null>>(
    `SELECT m.name AS name, m.unit AS unit FROM inspectionGroup_members AS m
       JOIN inspectionGroup AS g ON g.id = m.record AND g.voidAt IS NULL AND g.state = 'FORMED'
       JOIN inspectionRound AS r ON r.id = g.round AND r.voidAt IS NULL
      WHERE r.id <> ? AND r.state IN (SELECT value FROM json_each(?))`,
    [round, JSON.stringify(mannedStates)],
  );
}

function nameOf({ values }: Stored): string {
  return normalizeName(String(values['name'] ?? ''));
}
