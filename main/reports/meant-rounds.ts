/** Which round a record means: it writes its round as a name, and several offices may call theirs alike. */
import { isWithin, regionOfOffice } from '../../domain/office.ts';
import { type Registered, registrarOf } from '../../domain/registrar.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { among, type Condition, type Source } from '../../domain/statistics/measures.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';

/** Ids of the rounds that a record of an office means by a name; none where it could be those of several other offices. */
export type MeantRounds = (office: string, name: string) => readonly string[];

/** The office's own round first, then one of the offices above it, then the only other office that has one. */
export function meantRounds(reader: Reader): MeantRounds {
  const byName = new Map<string, Map<string, string[]>>();
  for (const { id, office, name } of reader.all<{ id: string; office: string; name: string }>(
    'SELECT id, office, name FROM "inspectionRound" WHERE voidAt IS NULL ORDER BY no',
  )) {
    const label = normalizeLabel(name);
    const byOffice = byName.get(label) ?? new Map<string, string[]>();
    byName.set(label, byOffice);
    byOffice.set(office, [...(byOffice.get(office) ?? []), id]);
  }
  return (office, name) => {
    const byOffice = byName.get(normalizeLabel(name));
    if (!byOffice) return [];
    const [above] = [...byOffice.keys()]
      .filter((other) => isWithin(regionOfOffice(office), regionOfOffice(other)))
      .toSorted((left, right) => right.localeCompare(left));
    const only = byOffice.size === 1 ? [...byOffice.keys()][0] : undefined;
    return byOffice.get(byOffice.has(office) ? office : (above ?? only ?? '')) ?? [];
  };
}

interface Pair {
  readonly office: string;
  readonly round: string;
}

/** What selects the records of a source that mean some rounds, given by their ids. */
export type RoundConditions = (rounds: ReadonlySet<string>) => readonly Condition[];

/**
 * The records selected by `base` that mean one of these rounds, as conditions that count them and list them alike. Names
 * and offices are asked for where that is exactly what is meant; else the records one by one.
 */
export function conditionsOfRounds(
  reader: Reader,
  { register }: Source,
  base: readonly Condition[],
  meant: MeantRounds,
): RoundConditions {
  const where = conditionsToSql(register, base);
  const pairs = reader.all<Pair & Record<string, string>>(
    `SELECT DISTINCT p.office, p."roundId" AS round FROM ${quote(register)} p
      WHERE p."roundId" IS NOT NULL AND p."roundId" <> '' AND ${where.sql} ORDER BY 1, 2`,
    where.params,
  );
  const registered = isHandedOver(register)
    ? reader.all<Registered & { id: string; round: string }>(
        `SELECT p.id, p.office, p.no, p."roundId" AS round FROM ${quote(register)} p
          WHERE p."roundId" IS NOT NULL AND p."roundId" <> '' AND ${where.sql} ORDER BY p.id`,
        where.params,
      )
    : [];
  return (rounds) => {
    const isWanted = ({ office, round }: Pair): boolean => meant(office, round).some((id) => rounds.has(id));
    const told = registered.filter((each) => isWanted({ ...each, office: registrarOf(each) }));
    const owned = new Set(registered.filter(isWanted));
    if (told.length !== owned.size || told.some((each) => !owned.has(each)))
      return [
        among(
          'id',
          told.map(({ id }) => id),
        ),
      ];
    const wanted = pairs.filter(isWanted);
    if (wanted.length === 0) return [...base, among('roundId', [])];
    const names = [...new Set(wanted.map(({ round }) => round))];
    const offices = [...new Set(wanted.map(({ office }) => office))];
    const named = pairs.filter(({ round }) => names.includes(round));
    if (named.length === wanted.length) return [...base, among('roundId', names)];
    if (named.filter(({ office }) => offices.includes(office)).length === wanted.length)
      return [
        ...base.filter(({ field }) => field !== 'office'),
        among('office', offices),
        among('roundId', names),
      ];
    const ids = reader.all<{ id: string }>(
      `SELECT p.id FROM ${quote(register)} p
         JOIN json_each(?) w ON p.office = json_extract(w.value, '$.office') AND p."roundId" = json_extract(w.value, '$.round')
        WHERE ${where.sql} ORDER BY p.id`,
      [JSON.stringify(wanted), ...where.params],
    );
    return [
      among(
        'id',
        ids.map(({ id }) => id),
      ),
    ];
  };
}

function isHandedOver(register: string): boolean {
  return registerOf(register).travels?.some(({ handsOver }) => handsOver) === true;
}
