/** The columns of R-08, each with what it comes to for some rounds and what opens behind that. */
import { inspectionGroup } from '../../domain/registers/inspection-group/inspection-group.ts';
import { lead } from '../../domain/registers/lead/lead.ts';
import { crossLeadsBehind } from '../../domain/statistics/cross-figures.ts';
import { targetFinder } from '../../domain/statistics/coverage.ts';
import { leadFigures, type Period } from '../../domain/statistics/lead-figures.ts';
import type { Condition, Source } from '../../domain/statistics/measures.ts';
import {
  recoveredByLeads,
  recoveredInAll,
  roundLeadColumns,
  type RoundMeasure,
} from '../../domain/statistics/round-report.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { measureToSql, type ComputeContext } from './compute.ts';
import { conditionsToSql } from './condition-sql.ts';
import { targetKey, targetRegionOf, type EnteredGroup } from './entered-rounds.ts';
import { listedTargets } from './listed-targets.ts';
import type { MeantRounds } from '../registers/meant-rounds.ts';
import { conditionsOfRounds } from './rounds-of-records.ts';
import { onceFor } from './once-for.ts';
import type { RoundLead } from './round-leads.ts';
import { toListable, toRecords, type ComputedReport } from './table.ts';
import { baseConditions, type ReportParameters } from './units.ts';

type Drill = ComputedReport['rows'][number]['cells'][number]['drill'];

/** Ids of the rounds that a row, a subtotal or the total is about. */
export type Rounds = ReadonlySet<string>;

export interface RoundColumn {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly number: (rounds: Rounds) => number;
  readonly drill: (rounds: Rounds) => Drill;
  /** The number is 分, printed as 万元. */
  readonly money?: boolean;
  /** Every record stands in one row alone, so that the rows have to add up. */
  readonly added?: true;
}

const groupSource = { register: inspectionGroup.id, dateField: inspectionGroup.dateField };
const leadSource = { register: lead.id, dateField: lead.dateField };

/** Organisations, each once; of a village where the library says so. */
export function targetColumns(
  reader: Reader,
  groups: readonly EnteredGroup[],
  offices: readonly string[] | null,
  context: ComputeContext,
): readonly RoundColumn[] {
  const find = targetFinder(listedTargets(reader, offices));
  const inspected = groups.map((group) => ({
    group,
    targets: group.targets.map((name) => {
      const region = targetRegionOf(group, name, context);
      const isVillage = find({ target: name, office: group.office, region })?.orgType === 'VILLAGE';
      return { key: targetKey(group, name, context), isVillage };
    }),
  }));
  const columnOf = (
    key: string,
    label: string,
    takes: (target: { isVillage: boolean }) => boolean,
  ): RoundColumn => {
    const taken = (rounds: Rounds) =>
      inspected.filter(({ group, targets }) => rounds.has(group.round.id) && targets.some(takes));
    return {
      ...{ key, group: '', label },
      number: (rounds) =>
        new Set(taken(rounds).flatMap(({ targets }) => targets.filter(takes).map((target) => target.key)))
          .size,
      drill: (rounds) =>
        toRecords(
          groupSource,
          taken(rounds).map(({ group }) => group.id),
        ),
    };
  };
  return [
    columnOf('targets', '被巡察党组织（家）', () => true),
    columnOf('villages', '其中村（社区）（家）', ({ isVillage }) => isVillage),
  ];
}

/** Hand-overs and people, and apart from them what was recovered. */
export function leadColumns(
  leads: readonly RoundLead[],
  period: Period,
): { readonly counted: readonly RoundColumn[]; readonly recovered: RoundColumn } {
  const own = onceFor((rounds: Rounds) => leads.filter((each) => each.rounds.some((id) => rounds.has(id))));
  const figures = onceFor((rounds: Rounds) => leadFigures(own(rounds), period));
  const columnOf = (column: Pick<RoundColumn, 'key' | 'group' | 'label'>): RoundColumn => ({
    ...column,
    number: (rounds) => figures(rounds)[column.key] ?? 0,
    drill: (rounds) =>
      toRecords(
        leadSource,
        crossLeadsBehind(own(rounds), period, column.key).map(({ id }) => id),
      ),
  });
  return {
    counted: roundLeadColumns.map((column) =>
      column.key === 'handedOver' ? { ...columnOf(column), added: true } : columnOf(column),
    ),
    recovered: { ...columnOf(recoveredByLeads), money: true, added: true },
  };
}

/** What the records of one register come to, by the office and the round they name; read once for all columns and rows. */
export function measuredColumns(
  reader: Reader,
  parameters: ReportParameters,
  source: Source,
  measures: readonly RoundMeasure[],
  meant: MeantRounds,
): readonly RoundColumn[] {
  const base = baseConditions(parameters, source);
  const where = conditionsToSql(source.register, base);
  const sums = measures.map((measure, index) => {
    const part = measureToSql(source.register, measure);
    if (!part) throw new Error(`${measure.key} is not added up`);
    return { sql: `sum(${part.sql}) AS m${index}`, params: part.params };
  });
  const named = reader
    .all<Record<string, string | number | null>>(
      `SELECT p.office, p."roundId" AS round, ${sums.map(({ sql }) => sql).join(', ')} FROM ${quote(source.register)} p
        WHERE p."roundId" IS NOT NULL AND ${where.sql} GROUP BY 1, 2`,
      [...sums.flatMap(({ params }) => params), ...where.params],
    )
    .map((row) => ({ row, means: meant(String(row['office']), String(row['round'])) }));
  const ofRounds = conditionsOfRounds(reader, source, base, meant);
  return measures.map((measure, index) => {
    const { key, group, label } = measure;
    const filled: readonly Condition[] =
      measure.kind === 'sum' ? [{ field: measure.field, op: 'empty', value: false }] : [];
    const number = (rounds: Rounds): number =>
      named
        .filter(({ means }) => means.some((id) => rounds.has(id)))
        .reduce((sum, { row }) => sum + Number(row[`m${index}`] ?? 0), 0);
    return {
      ...{ key, group, label, number, added: true },
      money: measure.kind === 'sum' && measure.money === true,
      drill: (rounds) =>
        number(rounds) === 0 ? null : toListable(source, [...ofRounds(rounds), ...measure.where, ...filled]),
    };
  });
}

/** The amounts added up; what is behind it stands behind its parts. */
export function amountInAll(amounts: readonly RoundColumn[]): RoundColumn {
  return {
    ...recoveredInAll,
    money: true,
    number: (rounds) => amounts.reduce((sum, { number }) => sum + number(rounds), 0),
    drill: () => null,
  };
}
