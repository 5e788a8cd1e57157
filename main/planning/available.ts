/** Who may be seated: people of the pool, as long as no office says that they may not. */
import type { Stored } from '../registers/store.ts';
import type { PlanningContext } from './context.ts';
import { alikeBy, type Identity, mayBeOne } from './doubles.ts';
import { loadPeople, personIdentity, regionsIn } from './people.ts';
import { membersOf } from './seating.ts';
import { textOf } from '../../domain/text/text-of.ts';

interface PoolRow {
  readonly id: string;
  readonly office: string;
  readonly state: string;
  readonly name: string;
  readonly identity: Identity;
}

const identityOf = ({ identity }: PoolRow): Identity => identity;

/**
 * People in the pool, and those drawn who sit in these groups, by their ids. Records of several offices about somebody are
 * looked at together: whom one of them has suspended, removed or drawn for something else is not seated through another's,
 * and where it does not say which of several namesakes it means, none of them is.
 */
export function peopleOf(context: PlanningContext, groups: readonly Stored[]): ReadonlyMap<string, Stored> {
  const regionOf = regionsIn(context);
  // Worked out once for each: every free person is compared with everybody barred who is called alike.
  const rows: readonly PoolRow[] = context.vault
    .all<Record<'id' | 'office' | 'state' | 'name', string> & Record<'unit' | 'workRegion', string | null>>(
      'SELECT id, office, state, name, unit, workRegion FROM poolPerson WHERE voidAt IS NULL ORDER BY no',
    )
    .map((row) => ({ ...row, identity: personIdentity(row, regionOf) }));
  const seated = new Set(
    groups.flatMap((group) => membersOf(group).map(({ values }) => textOf(values['name']))),
  );
  const isFree = ({ state, name }: PoolRow): boolean =>
    state === 'IN_POOL' || (state === 'DRAWN' && seated.has(name));
  const barred = rows.filter((row) => ['SUSPENDED', 'REMOVED', 'DRAWN'].includes(row.state) && !isFree(row));
  const isSame = mayBeOne(identityOf);
  const barredByLabel = new Map<string, PoolRow[]>();
  for (const row of barred) {
    const { label } = row.identity;
    barredByLabel.set(label, [...(barredByLabel.get(label) ?? []), row]);
  }
  const barredAs = (row: PoolRow): readonly PoolRow[] => barredByLabel.get(row.identity.label) ?? [];
  const wanted = alikeBy(rows, identityOf).flatMap(({ alike, areOne }) => {
    const free = alike.filter((row) => isFree(row) && !barredAs(row).some((other) => isSame(row, other)));
    // What an office knows of somebody it has not admitted yet still speaks against seating him.
    return areOne && free.length > 0 ? alike : free;
  });
  const people = loadPeople(
    context,
    wanted.map(({ id }) => id),
  );
  return new Map(people.map((person) => [person.id, person]));
}
