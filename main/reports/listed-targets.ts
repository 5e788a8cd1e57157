/** The organisations of the offices' libraries, each with its place. */
import { regionOfOffice } from '../../domain/office.ts';
import type { ListedTarget } from '../../domain/statistics/coverage.ts';
import { splitNames } from '../../domain/text/names.ts';
import type { Reader } from '../vault/api.ts';

/** Those that have not been merged or dissolved; `offices` null for all of them. */
export function listedTargets(reader: Reader, offices: readonly string[] | null): readonly ListedTarget[] {
  const mine = offices ? ` AND p.office IN (${offices.map(() => '?').join(', ')})` : '';
  type Row = Omit<ListedTarget, 'aliases' | 'region'> & {
    readonly aliases: string | null;
    readonly region: string | null;
  };
  return reader
    .all<Row & Record<string, string | null>>(
      `SELECT p.id, p.name, p.aliases, p."orgType", p.office, p.region FROM target p
       WHERE p.voidAt IS NULL AND p.state = 'LISTED'${mine} ORDER BY p.no`,
      offices ?? [],
    )
    .map(({ id, name, aliases, orgType, office, region }) => ({
      ...{ id, name, orgType, office, region: placeOf({ office, region }) },
      aliases: splitNames(aliases ?? '').names,
    }));
}

/** What nothing is written of lies in the place of its office, whose id begins with it. */
export function placeOf({
  office,
  region,
}: {
  readonly office: string;
  readonly region: string | null;
}): string {
  return region ?? regionOfOffice(office);
}
