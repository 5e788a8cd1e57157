/** The rows of a report: offices, rounds, targets or months, each with the conditions that select its records. */
import { refuse } from '../../domain/failure.ts';
import { codeLabel, codesOf, isValidAt } from '../../domain/codes/lookup.ts';
import type { Condition, ReportContext, Source } from '../../domain/statistics/measures.ts';
import { codedRows, rowNames } from '../../domain/statistics/reports.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import type { Reader } from '../vault/api.ts';
import { quote } from '../registers/sql.ts';
import { conditionsToSql } from './condition-sql.ts';
import { roundKeySql, type RoundRow } from './round-rows.ts';

export type ReportParameters = Parsed<'reports.compute'>['parameters'];

export interface Office {
  readonly id: string;
  readonly name: string;
}

/** One row before anything is counted. */
export interface Unit {
  readonly key: string;
  readonly label: string;
  /** Everything that selects the row's records of a source, the period and the void rule included. */
  readonly where: (source: Source) => readonly Condition[];
}

/** What selects all records of the report. */
export function baseConditions(parameters: ReportParameters, source: Source): readonly Condition[] {
  if (parameters.from > parameters.to) {
    refuse('PeriodReversed', '统计期不对。', '开始日期晚于结束日期。', '请重新选择起止日期。');
  }
  return [
    period(source, parameters.from, parameters.to),
    { field: 'void', op: 'is', value: false },
    ...(parameters.offices ? [{ field: 'office', op: 'in' as const, values: parameters.offices }] : []),
  ];
}

/** The same records one year earlier, for 同比. */
export function yearEarlier(parameters: ReportParameters): ReportParameters {
  return { ...parameters, from: shiftYear(parameters.from), to: shiftYear(parameters.to) };
}

/** How the rows partition the records: an SQL expression that gives each record the key of its row. `rounds`: {@link sameNamedRounds}. */
export function unitKeySql(
  rows: ReportParameters['rows'],
  source: Source,
  rounds: readonly RoundRow[],
): string {
  switch (rows) {
    case 'office':
      return 'p.office';
    case 'round':
      return roundKeySql(rounds, source);
    case 'group':
      return `coalesce(p."groupId", '')`;
    case 'target':
      return `coalesce(p."targetId", '')`;
    case 'project':
      return `coalesce(p."project", '')`;
    case 'targetType':
      return `coalesce(p."orgType", '')`;
    case 'model':
    case 'region':
    case 'pool':
    case 'term':
      throw new Error(`no report of measures has rows by ${rows}`);
    case 'supervisor':
      return `coalesce(p."supervisorType", '')`;
    case 'method':
      return `coalesce(u.value, '')`;
    case 'month':
      return `substr(p.${quote(source.dateField)}, 1, 7)`;
  }
}

/** What {@link unitKeySql} looks at beside the record itself: every code of a field that holds several. */
export function unitJoinSql(rows: ReportParameters['rows']): string {
  const coded = codedRows[rows];
  return coded?.several ? `LEFT JOIN json_each(p.${quote(coded.field)}) u` : '';
}

/** The rows in the order in which they are printed; offices and months also when they have no record. */
export function listUnits(
  reader: Reader,
  parameters: ReportParameters,
  { offices, codes, today }: { readonly offices: readonly Office[] } & Pick<ReportContext, 'codes' | 'today'>,
  sources: readonly Source[],
  rounds: readonly RoundRow[],
): readonly Unit[] {
  const base = (source: Source): readonly Condition[] => baseConditions(parameters, source);
  switch (parameters.rows) {
    case 'supervisor':
    case 'method':
      return codedUnits(reader, parameters.rows, { codes, today }, sources, base);
    case 'office':
      return officeUnits(reader, parameters, offices, sources, base);
    case 'round':
      return textUnits(reader, 'roundId', '（未填巡察轮次）', sources, base).flatMap((unit) =>
        roundUnits(unit, rounds, offices),
      );
    case 'group':
      return textUnits(reader, 'groupId', '（未填巡察组）', sources, base);
    case 'target':
      return textUnits(reader, 'targetId', '（未填被巡察党组织）', sources, base);
    case 'project':
      return textUnits(reader, 'project', '（未填项目）', sources, base);
    case 'targetType':
      return textUnits(reader, 'orgType', '（未填党组织类型）', sources, base);
    case 'model':
    case 'region':
    case 'pool':
    case 'term':
      throw new Error(`no report of measures has rows by ${parameters.rows}`);
    case 'month':
      return monthsBetween(parameters.from, parameters.to).map((month) => ({
        key: month,
        label: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
        where: (source) => [
          period(source, later(parameters.from, `${month}-01`), earlier(parameters.to, `${month}-31`)),
          ...base(source).filter((condition) => condition.field !== source.dateField),
        ],
      }));
  }
}

type Base = (source: Source) => readonly Condition[];

function officeUnits(
  reader: Reader,
  parameters: ReportParameters,
  offices: readonly Office[],
  sources: readonly Source[],
  base: Base,
): readonly Unit[] {
  const wanted = parameters.offices ?? offices.map((office) => office.id);
  const known = offices.filter((office) => wanted.includes(office.id));
  const strangers = distinctKeys(reader, 'p.office', sources, base).filter(
    (id) => !known.some((each) => each.id === id),
  );
  return [...known, ...strangers.map((id) => ({ id, name: id }))].map((office) => ({
    key: office.id,
    label: office.name,
    where: (source) => [
      ...base(source).filter((condition) => condition.field !== 'office'),
      { field: 'office', op: 'in', values: [office.id] },
    ],
  }));
}

function textUnits(
  reader: Reader,
  field: string,
  unfilled: string,
  sources: readonly Source[],
  base: Base,
): readonly Unit[] {
  const keys = distinctKeys(reader, `coalesce(p."${field}", '')`, sources, base);
  const filled = keys.filter((key) => key !== '').sort((left, right) => left.localeCompare(right, 'zh-CN'));
  return [...filled, ...keys.filter((key) => key === '')].map((key) => ({
    key,
    label: key === '' ? unfilled : key,
    where: (source) => [...base(source), { field, op: 'in', values: [key] }],
  }));
}

/** The name itself, or each of the rounds that are called so. */
function roundUnits(unit: Unit, rounds: readonly RoundRow[], offices: readonly Office[]): readonly Unit[] {
  const own = rounds.filter(({ name }) => name === unit.key);
  if (own.length === 0) return [unit];
  const nameOf = (id: string): string => offices.find((office) => office.id === id)?.name ?? id;
  return own.map(({ key, name, owner, where }) => ({
    key,
    label: `${name}（${owner === null ? '不能确定是哪个单位的轮次' : nameOf(owner)}）`,
    where,
  }));
}

/** Codes in use today also without a record, others where a record has them, and last what has none. */
function codedUnits(
  reader: Reader,
  rows: 'supervisor' | 'method',
  { codes, today }: Pick<ReportContext, 'codes' | 'today'>,
  sources: readonly Source[],
  base: Base,
): readonly Unit[] {
  const coded = codedRows[rows];
  const [source] = sources;
  if (!coded || !source) return [];
  const { field, list } = coded;
  const used = distinctKeys(reader, unitKeySql(rows, source, []), sources, base, unitJoinSql(rows));
  const inUse = codesOf(codes, list).filter((code) => isValidAt(code, today) || used.includes(code.code));
  const listed = inUse.map(({ code }) => code);
  const strange = used.filter((key) => key !== '' && !listed.includes(key));
  return [...listed, ...strange, ...used.filter((key) => key === '')].map((key) => ({
    key,
    label: key === '' ? `（未填${rowNames[rows]}）` : codeLabel(codes, list, key),
    where: (each) => [...base(each), { field, op: 'in', values: [key] }],
  }));
}

function distinctKeys(
  reader: Reader,
  expression: string,
  sources: readonly Source[],
  base: Base,
  join = '',
): readonly string[] {
  const keys = sources.flatMap((source) => {
    const where = conditionsToSql(source.register, base(source));
    const sql = `SELECT DISTINCT ${expression} AS key FROM ${quote(source.register)} p ${join} WHERE ${where.sql} ORDER BY key`;
    return reader.all<{ key: string }>(sql, where.params).map((row) => row.key);
  });
  return [...new Set(keys)].sort();
}

function period({ dateField }: Source, from: string, to: string): Condition {
  return { field: dateField, op: 'between', from, to };
}

/** `2026-03` and so on, both ends included. */
export function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  let year = Number(from.slice(0, 4));
  let month = Number(from.slice(5, 7));
  for (;;) {
    const key = `${year}-${String(month).padStart(2, '0')}`;
    if (key > to.slice(0, 7)) return months;
    months.push(key);
    year = month === 12 ? year + 1 : year;
    month = month === 12 ? 1 : month + 1;
  }
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

/** The same calendar day one year earlier; 29 February becomes the 28th. */
function shiftYear(date: string): string {
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0');
  return `${year}${date.slice(4)}`.replace(/-02-29$/, '-02-28');
}
