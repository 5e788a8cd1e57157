/** Rows by round: the name that records write, and apart from each other the rounds that offices call alike. */
import type { Condition, Source } from '../../domain/statistics/measures.ts';
import { meantRounds } from '../registers/meant-rounds.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';

/** One of several rounds of a name, or what may be any of them. */
export interface RoundRow {
  readonly key: string;
  readonly name: string;
  /** The office whose round is meant; null where it cannot be told. */
  readonly owner: string | null;
  /** Whose records mean it by this name. */
  readonly offices: readonly string[];
}

interface Pair {
  readonly office: string;
  readonly name: string;
}

/** Of the names by which the records selected by `base` do not all mean the same round: a row for each that is meant. */
export function sameNamedRounds(
  reader: Reader,
  sources: readonly Source[],
  base: (source: Source) => readonly Condition[],
): readonly RoundRow[] {
  const officesByName = new Map<string, Set<string>>();
  for (const { office, name } of sources.flatMap((source) => pairsIn(reader, source, base(source)))) {
    const offices = officesByName.get(name) ?? new Set();
    officesByName.set(name, offices.add(office));
  }
  const shared = [...officesByName].filter(([, offices]) => offices.size > 1);
  if (shared.length === 0) return [];
  const meant = meantRounds(reader);
  return shared.flatMap(([name, offices]) => {
    const officesByRound = new Map<string, string[]>();
    for (const office of [...offices].toSorted()) {
      const rounds = meant(office, name).join(',');
      officesByRound.set(rounds, [...(officesByRound.get(rounds) ?? []), office]);
    }
    if (officesByRound.size === 1) return [];
    return [...officesByRound].map(([rounds, those]) => ({
      ...{ key: `${name}\n${rounds}`, name, offices: those },
      owner: ownerOf(reader, rounds.split(',')[0] ?? ''),
    }));
  });
}

/** The key of the row of a record `p`: that of its round, or just the name. */
export function roundKeySql(rows: readonly RoundRow[]): string {
  const name = `coalesce(p."roundId", '')`;
  if (rows.length === 0) return name;
  const cases = rows.map(
    (row) =>
      `WHEN ${name} = ${literal(row.name)} AND p.office IN (${row.offices.map(literal).join(', ')}) THEN ${literal(row.key)}`,
  );
  return `CASE ${cases.join(' ')} ELSE ${name} END`;
}

function pairsIn(reader: Reader, { register }: Source, base: readonly Condition[]): readonly Pair[] {
  const where = conditionsToSql(register, base);
  const sql = `SELECT DISTINCT p.office, p."roundId" AS name FROM ${quote(register)} p
    WHERE p."roundId" <> '' AND ${where.sql} ORDER BY 1, 2`;
  return reader.all<Pair & Record<string, string>>(sql, where.params);
}

function ownerOf(reader: Reader, round: string): string | null {
  return (
    reader.get<{ office: string }>('SELECT office FROM "inspectionRound" WHERE id = ?', [round])?.office ??
    null
  );
}

/** A text as it stands in a record, within an expression that has no place for parameters. */
function literal(text: string): string {
  return `CAST(x'${Buffer.from(text, 'utf8').toString('hex')}' AS TEXT)`;
}
