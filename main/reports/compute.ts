/** Counts a report. Every number and the list behind it come from the same conditions. */
import { formatGrowth, formatRate, formatShare, noNumber } from '../../domain/statistics/numbers.ts';
import {
  totalKey,
  type Condition,
  type Measure,
  type ReportContext,
  type ReportDescription,
} from '../../domain/statistics/measures.ts';
import { describeReport } from '../../domain/statistics/reports.ts';
import { issuePrefix, noIssueKey, themePrefix } from '../../domain/statistics/issue-report.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { Reader, SqlRow } from '../vault/api.ts';
import type { Sql } from '../registers/conditions.ts';
import { conditionsToSql, conditionToFilter } from './condition-sql.ts';
import {
  baseConditions,
  listUnits,
  unitKeySql,
  yearEarlier,
  type Office,
  type ReportParameters,
  type Unit,
} from './units.ts';

export type ComputedReport = Output<'reports.compute'>;
type Cell = ComputedReport['rows'][number]['cells'][number];
type Row = ComputedReport['rows'][number];

export interface ComputeContext extends ReportContext {
  /** Offices whose letters this vault may hold, in the order of printing. */
  readonly offices: readonly Office[];
}

/** Counts by unit key, then by measure key. */
type Counts = ReadonlyMap<string, Readonly<Record<string, number>>>;

interface Counted {
  readonly description: ReportDescription;
  readonly units: readonly Unit[];
  readonly counts: Counts;
  /** The rows added up. */
  readonly totals: Readonly<Record<string, number>>;
  /** Letters of the report counted at once, whatever row they fall into. */
  readonly letters: number;
  readonly base: readonly Condition[];
}

const totalUnit = 'total';

/**
 * Computes R-01, R-02, R-03 or R-05 over the letters the vault holds. Voided letters never count; sealed-direct ones
 * by number only. Throws ExpectedError `PeriodReversed`.
 */
export function computeReport(
  reader: Reader,
  parameters: ReportParameters,
  context: ComputeContext,
): ComputedReport {
  const description = describeReport(parameters.report, context);
  const base = baseConditions(parameters);
  const units = listUnits(reader, parameters, context.offices);
  const counts = countAll(reader, description.measures, base, unitKeySql(parameters.rows));
  const totals = addUp(description.measures, units, counts);
  const letters = countLetters(reader, base);
  const counted: Counted = { description, units, counts, totals, letters, base };
  const table = description.layout === 'measuresAcross' ? layAcross(counted) : layDown(counted);
  return {
    report: description.id,
    title: description.title,
    period: `${formatDate(parameters.from)}至${formatDate(parameters.to)}`,
    unit: description.unit,
    ...table,
    rules: [...description.rules],
    checks: [...checkUnits(counted), ...checkParts(counted)],
    notes: [...noteYear(reader, parameters, totals), ...noteTopIssues(counted)],
  };
}

function countAll(
  reader: Reader,
  measures: readonly Measure[],
  base: readonly Condition[],
  key: string,
): Counts {
  const parts = measures.flatMap((measure, index) => {
    const part = measureToSql(measure);
    return part ? [{ sql: `sum(${part.sql}) AS m${index}`, params: part.params }] : [];
  });
  const where = conditionsToSql(base);
  const sql = `SELECT ${key} AS unit, ${parts.map((part) => part.sql).join(', ')} FROM petition p WHERE ${where.sql} GROUP BY 1`;
  const rows = reader.all(sql, [...parts.flatMap((part) => part.params), ...where.params]);
  return new Map(rows.map((row) => [String(row['unit']), readCounts(measures, row)]));
}

function addUp(
  measures: readonly Measure[],
  units: readonly Unit[],
  counts: Counts,
): Readonly<Record<string, number>> {
  const sum = (key: string): number =>
    units.reduce((all, unit) => all + (counts.get(unit.key)?.[key] ?? 0), 0);
  return Object.fromEntries(measures.filter(({ kind }) => kind !== 'rate').map(({ key }) => [key, sum(key)]));
}

function countLetters(reader: Reader, base: readonly Condition[]): number {
  const where = conditionsToSql(base);
  const sql = `SELECT count(*) AS letters FROM petition p WHERE ${where.sql}`;
  return reader.get<{ letters: number }>(sql, where.params)?.letters ?? 0;
}

function measureToSql(measure: Measure): Sql | undefined {
  if (measure.kind === 'rate') return undefined;
  const where = conditionsToSql(measure.where);
  if (measure.kind === 'count') return { sql: `(${where.sql})`, params: where.params };
  const registered = '(SELECT count(*) FROM petition_petitioners c WHERE c.record = p.id)';
  return { sql: `(${where.sql}) * coalesce(p."jointCount", max(1, ${registered}))`, params: where.params };
}

function readCounts(measures: readonly Measure[], row: SqlRow): Readonly<Record<string, number>> {
  return Object.fromEntries(
    measures.flatMap((measure, index) =>
      measure.kind === 'rate' ? [] : [[measure.key, Number(row[`m${index}`] ?? 0)] as const],
    ),
  );
}

/** Units down, measures across. */
function layAcross(counted: Counted): Pick<ComputedReport, 'columns' | 'rows'> {
  const { description, units, base } = counted;
  const rowOf = (
    key: string,
    label: string,
    total: boolean,
    numbers: Readonly<Record<string, number>>,
    where: readonly Condition[],
  ): Row => ({
    key,
    label,
    total,
    cells: description.measures.map((measure) => cellOf(measure, numbers, where)),
  });
  return {
    columns: description.measures.map(({ group, key, label }) => ({ group, key, label })),
    rows: [
      ...units.map((unit) =>
        rowOf(unit.key, unit.label, false, counted.counts.get(unit.key) ?? {}, unit.where),
      ),
      rowOf(totalUnit, '合计', true, counted.totals, base),
    ],
  };
}

/** Measures down, units across, with the share of the total beside the sum. */
function layDown(counted: Counted): Pick<ComputedReport, 'columns' | 'rows'> {
  const { description, units, counts, totals, base } = counted;
  const whole = totals[totalKey] ?? 0;
  return {
    columns: [
      { group: '合计', key: 'count', label: '件数' },
      { group: '合计', key: 'share', label: '占比' },
      ...units.map((unit) => ({ group: '其中', key: `unit.${unit.key}`, label: unit.label })),
    ],
    rows: description.measures.map((measure) => ({
      key: measure.key,
      label: standsUnder(measure) ? `　${measure.label}` : measure.label,
      total: measure.group === '',
      cells: [
        cellOf(measure, totals, base),
        { text: formatShare(totals[measure.key] ?? 0, whole), value: null, drill: null },
        ...units.map((unit) => cellOf(measure, counts.get(unit.key) ?? {}, unit.where)),
      ],
    })),
  };
}

/** Whether a row is a part of the row above it that is not indented. */
function standsUnder({ key }: Measure): boolean {
  return key !== noIssueKey && (key.startsWith(issuePrefix) || key.startsWith(themePrefix));
}

function cellOf(
  measure: Measure,
  numbers: Readonly<Record<string, number>>,
  where: readonly Condition[],
): Cell {
  if (measure.kind === 'rate') {
    return {
      text: formatRate(numbers[measure.part] ?? 0, numbers[measure.whole] ?? 0),
      value: null,
      drill: null,
    };
  }
  const value = numbers[measure.key] ?? 0;
  return {
    text: String(value),
    value,
    drill: measure.kind === 'count' ? toQuery([...where, ...measure.where]) : null,
  };
}

function toQuery(conditions: readonly Condition[]): Cell['drill'] {
  const sort = [{ field: 'receivedAt', direction: 'asc' as const }];
  return { register: 'petition', filters: conditions.map(conditionToFilter), sort };
}

/** No letter may be missing from the rows or stand in two of them. */
function checkUnits({ description, totals, letters }: Counted): ComputedReport['checks'] {
  const sum = totals[totalKey] ?? 0;
  const ok = sum === letters;
  const units = description.layout === 'measuresAcross' ? '各行' : '“其中”各列';
  return [{ text: ok ? `${units}之和＝合计` : `${units}之和${sum}≠合计${letters}`, ok }];
}

function checkParts({ description, units, counts, totals }: Counted): ComputedReport['checks'] {
  return description.checks.map((check) => {
    const adds = (numbers: Readonly<Record<string, number>>): boolean =>
      check.parts.reduce((sum, part) => sum + (numbers[part] ?? 0), 0) === (numbers[check.whole] ?? 0);
    const wrong = units.filter((unit) => !adds(counts.get(unit.key) ?? {})).map((unit) => unit.label);
    if (!adds(totals)) wrong.push('合计');
    return {
      text: wrong.length === 0 ? check.text : `${check.text}，不符：${wrong.join('、')}`,
      ok: wrong.length === 0,
    };
  });
}

function noteYear(
  reader: Reader,
  parameters: ReportParameters,
  totals: Readonly<Record<string, number>>,
): readonly string[] {
  const before = countLetters(reader, baseConditions(yearEarlier(parameters)));
  const growth = formatGrowth(totals[totalKey] ?? 0, before);
  return [growth === noNumber ? '上年同期无数据，不作同比。' : `上年同期${before}件，同比${growth}。`];
}

/** Top 5 issue types (reference 5, R-03). */
function noteTopIssues({ description, totals }: Counted): readonly string[] {
  if (description.layout !== 'measuresDown') return [];
  const issues = description.measures.filter(
    (measure) => measure.key.startsWith(issuePrefix) && measure.key !== noIssueKey,
  );
  const top = issues
    .map((measure) => ({ label: measure.label, number: totals[measure.key] ?? 0 }))
    .filter((issue) => issue.number > 0)
    .sort((left, right) => right.number - left.number)
    .slice(0, 5);
  if (top.length === 0) return [];
  return [`反映较多的问题：${top.map((issue) => `${issue.label}（${issue.number}件）`).join('、')}。`];
}

function formatDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}
