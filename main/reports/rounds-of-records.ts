/** The records that mean some rounds, as conditions of a report. */
import { type Registered, registrarOf } from '../../domain/registrar.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { among, type Condition, type Source } from '../../domain/statistics/measures.ts';
import type { MeantRounds } from '../registers/meant-rounds.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';

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
