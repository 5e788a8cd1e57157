/** Counts a report. Every number and the list behind it come from the same conditions. */
import { refuse } from '../../domain/failure.ts';
import { formatGrowth, noNumber } from '../../domain/statistics/numbers.ts';
import {
  registerIn,
  sourceOf,
  totalKey,
  type Condition,
  type Measure,
  type ReportContext,
  type ReportDescription,
  type ReportId,
  type Source,
} from '../../domain/statistics/measures.ts';
import { codedRows, describeReport, rowNames, rowsOf } from '../../domain/statistics/reports.ts';
import { issuePrefix, noIssueKey } from '../../domain/statistics/issue-report.ts';
import type { Reader, SqlRow } from '../vault/api.ts';
import type { Sql } from '../registers/conditions.ts';
import { quote } from '../registers/sql.ts';
import { conditionsToSql } from './condition-sql.ts';
import { noteLeftOut } from './left-out.ts';
import { noteLeftOver } from './left-over-note.ts';
import { findLinked } from './linked.ts';
import { sameNamedRounds } from './round-rows.ts';
import { supervisionNotes } from './supervision-notes.ts';
import { layAcross, layDown, type ComputedReport, type Counted, type Counts } from './table.ts';
import {
  baseConditions,
  listUnits,
  unitJoinSql,
  unitKeySql,
  yearEarlier,
  type Office,
  type ReportParameters,
  type Unit,
} from './units.ts';

export interface ComputeContext extends ReportContext {
  /** Offices whose records this vault may hold, in the order of printing. */
  readonly offices: readonly Office[];
  /** Whose record of somebody counts whom several offices have registered; absent where no report of people is made. */
  readonly ownOffice?: string;
  /** Columns counted from registers for which this says no are left out; absent where nobody in particular asks. */
  readonly mayRead?: (register: string) => boolean;
  /** 柯城区 of 330802. */
  readonly regionName?: (code: string) => string;
  /** 330802 of 柯城区民政局; undefined where the name of a unit tells no place. */
  readonly regionOfUnit?: (unit: string) => string | undefined;
}

/**
 * Computes a report over the records the vault holds. Voided ones never count; sealed-direct letters by number only.
 * Throws ExpectedError `PeriodReversed`, `RowsUnknown`.
 */
export function computeReport(
  reader: Reader,
  parameters: ReportParameters & { readonly report: ReportId },
  context: ComputeContext,
): ComputedReport {
  if (!rowsOf(parameters.report).includes(parameters.rows)) refuseRows();
  const all = describeReport(parameters.report, { ...context, rows: parameters.rows });
  const hidden = hiddenRegisters(all, context);
  const description = { ...all, measures: all.measures.filter((each) => !hidden.has(registerIn(each, all))) };
  const base = (source: Source): readonly Condition[] => baseConditions(parameters, source);
  const sources = sourcesOf(description);
  const rounds = parameters.rows === 'round' ? sameNamedRounds(reader, sources, base) : [];
  const units = listUnits(reader, parameters, context, sources, rounds);
  const keyOf = (source: Source): string => unitKeySql(parameters.rows, source, rounds);
  const counts = countAll(reader, description, base, { keyOf, join: unitJoinSql(parameters.rows) });
  const several = codedRows[parameters.rows]?.several === true;
  const totals = several
    ? countTogether(reader, description, base)
    : addUp(description.measures, units, counts);
  const whole = countRecords(reader, description, base(description.source));
  const { source } = description;
  const linked = findLinked(reader, description, base(source), keyOf(source));
  const shown = {
    ...description,
    measures: description.measures.filter(
      (each) => !('onlyWith' in each) || each.onlyWith === undefined || (totals[each.onlyWith] ?? 0) > 0,
    ),
  };
  const counted: Counted = { description: shown, units, counts, totals, whole, linked, base };
  const table = description.layout === 'measuresAcross' ? layAcross(counted) : layDown(counted);
  return {
    report: description.id,
    title: description.title,
    period: `${formatDate(parameters.from)}至${formatDate(parameters.to)}`,
    unit: description.unit,
    ...table,
    rules: [...description.rules, ...(several ? [severalRule(parameters.rows)] : [])],
    checks: [...(several ? [] : checkUnits(counted)), ...checkParts(counted)],
    notes: [
      ...noteYear(reader, parameters, counted),
      ...noteTopIssues(counted),
      ...(description.id === 'R-18' ? supervisionNotes(reader, base(source), context) : []),
      ...sourcesOf(description).flatMap((each) => noteLeftOver(reader, each, base(each))),
      ...[...hidden].map(noteLeftOut),
    ],
  };
}

/** Other registers than the report's own that this person may not read. */
function hiddenRegisters(description: ReportDescription, { mayRead }: ComputeContext): ReadonlySet<string> {
  const others = description.measures.map((measure) => registerIn(measure, description));
  return new Set(
    others.filter((id) => id !== description.source.register && mayRead !== undefined && !mayRead(id)),
  );
}

function refuseRows(): never {
  refuse(
    'RowsUnknown',
    '这张报表不能按所选的方式分行。',
    '只有资金三数比对按项目分行、日常监督按监督主体和监督方法分行，整改、督办各表不按巡察组分行。',
    '请改选分行方式。',
  );
}

/** Every register the report's numbers come from, its own first. */
function sourcesOf(description: ReportDescription): readonly Source[] {
  const sources = [description.source, ...description.measures.map((each) => sourceOf(each, description))];
  return sources.filter(
    (source, index) => sources.findIndex(({ register }) => register === source.register) === index,
  );
}

/** One pass over each register. */
function countAll(
  reader: Reader,
  description: ReportDescription,
  base: (source: Source) => readonly Condition[],
  { keyOf, join }: { readonly keyOf: (source: Source) => string; readonly join: string },
): Counts {
  const counts = new Map<string, Readonly<Record<string, number>>>();
  for (const source of sourcesOf(description)) {
    const measures = description.measures.filter(
      (measure) => sourceOf(measure, description).register === source.register,
    );
    const unit = { key: keyOf(source), join };
    for (const [key, numbers] of countIn(reader, source, measures, base(source), unit))
      counts.set(key, { ...counts.get(key), ...numbers });
  }
  return counts;
}

/** Every record once, where it may stand in several rows. */
function countTogether(
  reader: Reader,
  description: ReportDescription,
  base: (source: Source) => readonly Condition[],
): Readonly<Record<string, number>> {
  const { source, measures } = description;
  const counts = countIn(reader, source, measures, base(source), { key: `''`, join: '' });
  return counts.get('') ?? Object.fromEntries(measures.filter(isAdded).map(({ key }) => [key, 0]));
}

function severalRule(rows: ReportParameters['rows']): string {
  return `一件有几项${rowNames[rows]}的，在各行中各计一次；合计每件只计一次，因此可能小于各行之和。`;
}

function countIn(
  reader: Reader,
  { register }: Source,
  measures: readonly Measure[],
  base: readonly Condition[],
  unit: { readonly key: string; readonly join: string },
): Counts {
  const parts = measures.flatMap((measure, index) => {
    const part = measureToSql(register, measure);
    return part ? [{ sql: `sum(${part.sql}) AS m${index}`, params: part.params }] : [];
  });
  const where = conditionsToSql(register, base);
  const columns = [`${unit.key} AS unit`, ...parts.map((part) => part.sql)].join(', ');
  const sql = `SELECT ${columns} FROM ${quote(register)} p ${unit.join} WHERE ${where.sql} GROUP BY 1`;
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
  return Object.fromEntries(measures.filter(isAdded).map(({ key }) => [key, sum(key)]));
}

/** Rates are worked out of what is added, and a record linked to two rows is one record. */
function isAdded({ kind }: Measure): boolean {
  return kind !== 'rate' && kind !== 'linked';
}

function countRecords(
  reader: Reader,
  { source: { register } }: ReportDescription,
  base: readonly Condition[],
): number {
  const where = conditionsToSql(register, base);
  const sql = `SELECT count(*) AS records FROM ${quote(register)} p WHERE ${where.sql}`;
  return reader.get<{ records: number }>(sql, where.params)?.records ?? 0;
}

/** What a record adds to the measure, on the row `p` of its register; undefined for what follows from other numbers. */
export function measureToSql(register: string, measure: Measure): Sql | undefined {
  if (measure.kind === 'rate' || measure.kind === 'linked') return undefined;
  const where = conditionsToSql(register, measure.where);
  if (measure.kind === 'sum')
    return { sql: `(${where.sql}) * coalesce(p.${quote(measure.field)}, 0)`, params: where.params };
  if (measure.kind === 'count') return { sql: `(${where.sql})`, params: where.params };
  const registered = '(SELECT count(*) FROM petition_petitioners c WHERE c.record = p.id)';
  return { sql: `(${where.sql}) * coalesce(p."jointCount", max(1, ${registered}))`, params: where.params };
}

function readCounts(measures: readonly Measure[], row: SqlRow): Readonly<Record<string, number>> {
  return Object.fromEntries(
    measures.flatMap((measure, index) =>
      isAdded(measure) ? [[measure.key, Number(row[`m${index}`] ?? 0)] as const] : [],
    ),
  );
}

/** No record may be missing from the rows or stand in two of them. */
function checkUnits({ description, totals, whole }: Counted): ComputedReport['checks'] {
  const sum = totals[totalKey] ?? 0;
  const ok = sum === whole;
  const units = description.layout === 'measuresAcross' ? '各行' : '“其中”各列';
  return [{ text: ok ? `${units}之和＝合计` : `${units}之和${sum}≠合计${whole}`, ok }];
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
  { description, totals }: Counted,
): readonly string[] {
  const { counter, source } = description;
  const before = countRecords(reader, description, baseConditions(yearEarlier(parameters), source));
  const growth = formatGrowth(totals[totalKey] ?? 0, before);
  return [
    growth === noNumber ? '上年同期无数据，不作同比。' : `上年同期${before}${counter}，同比${growth}。`,
  ];
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

/** `2026年3月9日`. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}
