/** Groups as a proposal seats them: who stays, who comes, who goes. `staffing.apply` */
import { isWithin } from '../../domain/office.ts';
import type { Seat } from '../../domain/planning/staffing/problem.ts';
import type { Value } from '../../domain/register.ts';
import { listOf } from '../../domain/text/text-of.ts';
import { isSameLabel } from './people.ts';
import type { Stored } from '../registers/store.ts';

/** A row of 组成人员 as it is saved; the engine gives new rows their ids. */
export interface MemberRow {
  readonly rowId: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** One person of the pool in one part of one group. */
export interface Seated {
  readonly person: Stored;
  readonly seat: Seat;
}

/** The stored row of a group that stands for a person of the pool. */
export type RowOf = (group: Stored, person: Stored) => MemberRow | undefined;

/**
 * By name and unit, as the avoidance rules find them; by name alone where the row has no unit. Of several of one name and
 * unit (县纪委 of two counties) the row's 来源地 tells who is meant, and where it does not the row stands for nobody.
 */
export function rowFinder(people: Iterable<Stored>, placeOf: (person: Stored) => string): RowOf {
  const byName = new Map<Value | undefined, Stored[]>();
  for (const person of people) {
    const { name } = person.values;
    byName.set(name, [...(byName.get(name) ?? []), person]);
  }
  const meant = ({ name, unit, region }: MemberRow['values']): Stored | undefined => {
    const alike = byName.get(name) ?? [];
    const there =
      (unit ?? null) === null
        ? alike
        : alike.filter(({ values }) => isSameLabel(values['unit'], unit ?? null));
    const [only, ...others] =
      there.length > 1 && typeof region === 'string'
        ? there.filter((person) => isWithin(region, placeOf(person)))
        : there;
    return others.length === 0 ? only : undefined;
  };
  return (group, person) =>
    membersOf(group).find(
      ({ values }) => values['name'] === person.values['name'] && meant(values) === person,
    );
}

export function membersOf(group: Stored): readonly MemberRow[] {
  return group.children['members'] ?? [];
}

/** Who stays in the group keeps the row; where the part is another one, saving clears the verdict that was on the old one. */
export function seatedRows(group: Stored, seated: readonly Seated[], rowOf: RowOf): readonly MemberRow[] {
  return seated
    .filter(({ seat }) => seat.group === group.id)
    .map(({ person, seat: { role } }) => {
      const row = rowOf(group, person);
      if (row) return { rowId: row.rowId, values: { ...row.values, role } };
      const { name, unit, workRegion, majors } = person.values;
      const [major = null] = listOf(majors);
      return {
        rowId: '',
        values: { role, name: name ?? null, unit: unit ?? null, region: workRegion ?? null, major },
      };
    });
}

/** Members whom the proposal does not keep in their group. */
export function leavingRows(group: Stored, seated: readonly Seated[], rowOf: RowOf): readonly MemberRow[] {
  const staying = new Set(
    seated.filter(({ seat }) => seat.group === group.id).map(({ person }) => rowOf(group, person)?.rowId),
  );
  return membersOf(group).filter(({ rowId }) => !staying.has(rowId));
}
