/** Rows by round: the name that records write, and apart from each other the rounds that offices call alike. */
import type { Condition, Source } from '../../domain/statistics/measures.ts';
import { meantRounds } from '../registers/meant-rounds.ts';
import type { Reader } from '../vault/api.ts';
import { onceFor } from './once-for.ts';
import { conditionsOfRounds, namesMeant } from './rounds-of-records.ts';

/** One of several rounds of a name, or what may be any of them. */
export interface RoundRow {
  readonly key: string;
  readonly name: string;
  /** The office whose round is meant; null where it cannot be told. */
  readonly owner: string | null;
  /** Who registered the records that mean it by this name. */
  readonly offices: readonly string[];
  /** What selects its records of a source. */
  readonly where: (source: Source) => readonly Condition[];
  /** Of these the ones that other offices hold by now. */
  readonly elsewhere: (source: Source) => readonly string[];
}

/** Of the names by which the records selected by `base` do not all mean the same round: a row for each that is meant. */
export function sameNamedRounds(
  reader: Reader,
  sources: readonly Source[],
  base: (source: Source) => readonly Condition[],
): readonly RoundRow[] {
  const officesByName = new Map<string, Set<string>>();
  const named = onceFor((source: Source) => namesMeant(reader, source, base(source)));
  for (const { office, round } of sources.flatMap((source) => named(source).pairs)) {
    const offices = officesByName.get(round) ?? new Set();
    officesByName.set(round, offices.add(office));
  }
  const shared = [...officesByName].filter(([, offices]) => offices.size > 1);
  if (shared.length === 0) return [];
  const meant = meantRounds(reader);
  const keys = new Map<string, readonly string[]>();
  const keyOf = (office: string, name: string): readonly string[] => keys.get(`${office}\n${name}`) ?? [];
  const conditions = onceFor((source: Source) => conditionsOfRounds(reader, source, base(source), keyOf));
  return shared.flatMap(([name, offices]) => {
    const officesByRound = new Map<string, string[]>();
    for (const office of [...offices].toSorted()) {
      const rounds = meant(office, name).join(',');
      officesByRound.set(rounds, [...(officesByRound.get(rounds) ?? []), office]);
    }
    if (officesByRound.size === 1) return [];
    return [...officesByRound].map(([rounds, those]) => {
      const key = `${name}\n${rounds}`;
      for (const office of those) keys.set(`${office}\n${name}`, [key]);
      return {
        ...{ key, name, offices: those },
        owner: ownerOf(reader, rounds.split(',')[0] ?? ''),
        where: (source: Source) => conditions(source)(new Set([key])),
        elsewhere: (source: Source) =>
          named(source)
            .elsewhere.filter(({ round, registrar }) => round === name && those.includes(registrar))
            .map(({ id }) => id),
      };
    });
  });
}

/** The key of the row of a record `p`: that of its round, or just the name. */
export function roundKeySql(rows: readonly RoundRow[], source: Source): string {
  const name = `coalesce(p."roundId", '')`;
  if (rows.length === 0) return name;
  const handedOver = rows.flatMap((row) => {
    const ids = row.elsewhere(source);
    return ids.length === 0 ? [] : `WHEN p.id IN (${ids.map(literal).join(', ')}) THEN ${literal(row.key)}`;
  });
  const held = rows.map(
    (row) =>
      `WHEN ${name} = ${literal(row.name)} AND p.office IN (${row.offices.map(literal).join(', ')}) THEN ${literal(row.key)}`,
  );
  const cases = [...handedOver, ...held];
  return `CASE ${cases.join(' ')} ELSE ${name} END`;
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
