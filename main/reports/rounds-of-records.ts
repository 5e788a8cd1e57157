/** The records that mean some rounds, as conditions of a report. */
import { type Registered, registrarOf } from '../../domain/registrar.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { among, type Condition, type Source } from '../../domain/statistics/measures.ts';
import type { MeantRounds } from '../registers/meant-rounds.ts';
import type { Sql } from '../registers/conditions.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';

interface Pair {
  readonly office: string;
  readonly round: string;
}

/** A record that another office holds by now than the one that registered it. */
export interface Elsewhere {
  readonly id: string;
  readonly round: string;
  readonly registrar: string;
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
  const pairs = pairsIn(reader, register, where);
  const registered = registeredIn(reader, register, where);
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

/** The names of rounds written in these records, by the office that means them: the one that registered the record. */
export function namesMeant(
  reader: Reader,
  { register }: Source,
  base: readonly Condition[],
): { readonly pairs: readonly Pair[]; readonly elsewhere: readonly Elsewhere[] } {
  const where = conditionsToSql(register, base);
  if (!isHandedOver(register)) return { pairs: pairsIn(reader, register, where), elsewhere: [] };
  const all = registeredIn(reader, register, where).map((each) => ({
    ...each,
    registrar: registrarOf(each),
  }));
  return {
    pairs: all.map(({ registrar, round }) => ({ office: registrar, round })),
    elsewhere: all.filter(({ registrar, office }) => registrar !== office),
  };
}

function pairsIn(reader: Reader, register: string, where: Sql): readonly Pair[] {
  return reader.all<Pair & Record<string, string>>(
    `SELECT DISTINCT p.office, p."roundId" AS round FROM ${quote(register)} p
      WHERE p."roundId" IS NOT NULL AND p."roundId" <> '' AND ${where.sql} ORDER BY 1, 2`,
    where.params,
  );
}

/** One by one, of a register whose records are handed over; of others nothing. */
function registeredIn(
  reader: Reader,
  register: string,
  where: Sql,
): readonly (Registered & Pair & { readonly id: string })[] {
  if (!isHandedOver(register)) return [];
  return reader.all<Registered & { id: string; round: string }>(
    `SELECT p.id, p.office, p.no, p."roundId" AS round FROM ${quote(register)} p
      WHERE p."roundId" IS NOT NULL AND p."roundId" <> '' AND ${where.sql} ORDER BY p.id`,
    where.params,
  );
}

function isHandedOver(register: string): boolean {
  return registerOf(register).travels?.some(({ handsOver }) => handsOver) === true;
}
