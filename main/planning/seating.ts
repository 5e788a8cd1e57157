/** Groups as a proposal seats them: who stays, who comes, who goes. `staffing.apply` */
import type { Seat } from '../../domain/planning/staffing/problem.ts';
import type { Value } from '../../domain/register.ts';
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

/** By name and unit, as the avoidance rules find them; by name alone where the row has no unit and nobody else that name. */
export function rowFinder(people: Iterable<Stored>): RowOf {
  const namesakes = new Map<Value | undefined, number>();
  for (const { values } of people) namesakes.set(values['name'], (namesakes.get(values['name']) ?? 0) + 1);
  return (group, { values: { name, unit } }) =>
    membersOf(group).find(({ values }) => {
      if (values['name'] !== name) return false;
      return (values['unit'] ?? null) === null
        ? (namesakes.get(name) ?? 0) < 2
        : isSameLabel(values['unit'], unit);
    });
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
      const [major = null] = Array.isArray(majors) ? (majors as readonly string[]) : [];
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
