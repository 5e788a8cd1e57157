/** R-11 交叉与常规对比: what rounds of the two models brought to light (reference 2.4, 5). */
import { codesOf } from '../../domain/codes/lookup.ts';
import { inspectionGroup } from '../../domain/registers/inspection-group/inspection-group.ts';
import {
  comparedMeasures,
  growthOf,
  meanOf,
  meansOf,
  modelOf,
  models,
  timesOf,
  type Compared,
  type ComparedMeasure,
  type Model,
} from '../../domain/statistics/comparison.ts';
import type { Condition, Source } from '../../domain/statistics/measures.ts';
import { formatMean } from '../../domain/statistics/numbers.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';
import { formatDate, measureToSql, type ComputeContext } from './compute.ts';
import { enteredRounds, groupsOfRounds, targetKey, type EnteredGroup } from './entered-rounds.ts';
import { noteLeftOut } from './left-out.ts';
import { meantRounds } from '../registers/meant-rounds.ts';
import { conditionsOfRounds, type RoundConditions } from './rounds-of-records.ts';
import { onceFor } from './once-for.ts';
import { toListable, toRecords, type ComputedReport } from './table.ts';
import { baseConditions, type ReportParameters } from './units.ts';

type Cell = ComputedReport['rows'][number]['cells'][number];

const modelKeys = Object.keys(models) as readonly Model[];

interface Column {
  readonly group: string;
  readonly key: string;
  readonly label: string;
  readonly cell: (model: Model) => Cell;
  readonly compared: Pick<Compared, 'number'>;
}

/** Throws ExpectedError `PeriodReversed`. Rounds that entered in the period are compared. */
export function computeComparisonReport(
  reader: Reader,
  parameters: ReportParameters,
  context: ComputeContext,
): ComputedReport {
  const groups = groupsOfRounds(reader, enteredRounds(reader, parameters));
  const ofModel = (model: Model) => groups.filter(({ round }) => modelOf(round.kinds) === model);
  const visits = codesOf(context.codes, 'channel').filter(({ parent }) => parent === 'VISIT');
  const all = comparedMeasures(visits.map(({ code }) => code));
  const measures = all.filter(({ of }) => context.mayRead?.(of.register) ?? true);
  const hidden = [...new Set(all.filter((each) => !measures.includes(each)).map(({ of }) => of.register))];
  const units = unitColumn(ofModel, context);
  const meant = meantRounds(reader);
  const ofRounds = onceFor((source: Source) =>
    conditionsOfRounds(reader, source, baseConditions(parameters, source), meant),
  );
  const columns = [
    units,
    ...measures.flatMap((measure) => {
      const own = measureColumn(reader, measure, ofModel, ofRounds(measure.of));
      return meansOf.includes(measure.key) ? [own, meanColumn(own, units)] : [own];
    }),
  ];
  const blank = { value: null, drill: null };
  return {
    report: 'R-11',
    title: '交叉巡察与常规巡察对比表',
    period: `${formatDate(parameters.from)}至${formatDate(parameters.to)}`,
    unit: '见各栏',
    columns: columns.map(({ group, key, label }) => ({ group, key, label })),
    rows: [
      ...modelKeys.map((model) => ({
        key: model,
        label: models[model],
        total: false,
        cells: columns.map(({ cell }) => cell(model)),
      })),
      {
        key: 'times',
        label: '交叉为常规的倍数',
        total: true,
        cells: columns.map(({ compared }) => ({ ...blank, text: timesOf(compared) })),
      },
      {
        key: 'growth',
        label: '交叉比常规增长',
        total: true,
        cells: columns.map(({ compared }) => ({ ...blank, text: growthOf(compared) })),
      },
    ],
    rules: [
      '比较进驻日期在统计期内的轮次：巡察方式含交叉巡察的为交叉，含常规巡察、不含交叉巡察的为常规，其他的不比较。',
      '单位数为各组登记的被巡察党组织，同一党组织（名称、所在地相同）在一种方式中只计一次，点开为所在的巡察组；已解散的组不计。',
      '信访件按收件日期、反馈问题按反馈日期（没有反馈的不计）、线索按移交日期在统计期内、巡察轮次为上述轮次的计；没有填写轮次的、已作废的不计。几个单位有同名轮次的，记录指登记单位自己的一轮，其次指上级的；都没有、又不止一个单位有的，无从知道是哪一轮，不计。径送件只计件数。',
      '来访按批和人次统计，人次按联名（来访）人数，未填的按登记的反映人数，至少计1人次。',
      '均值、倍数、增长率保留一位小数，四舍五入；倍数＝交叉÷常规，增长率＝（交叉－常规）÷常规；常规为0的记“—”。',
    ],
    checks: [],
    notes: hidden.map(noteLeftOut),
  };
}

type OfModel = (model: Model) => readonly EnteredGroup[];

function bothOf(count: (model: Model) => number): Record<Model, number> {
  return { regular: count('regular'), cross: count('cross') };
}

function unitColumn(ofModel: OfModel, context: ComputeContext): Column {
  const inspected = (model: Model) =>
    new Set(ofModel(model).flatMap((group) => group.targets.map((name) => targetKey(group, name, context))));
  const number = bothOf((model) => inspected(model).size);
  const source = { register: inspectionGroup.id, dateField: inspectionGroup.dateField };
  const cell = (model: Model): Cell => {
    const ids = ofModel(model).flatMap(({ id, targets }) => (targets.length > 0 ? [id] : []));
    return { text: String(number[model]), value: number[model], drill: toRecords(source, ids) };
  };
  return { group: '', key: 'units', label: '被巡察单位（家）', cell, compared: { number } };
}

function measureColumn(
  reader: Reader,
  measure: ComparedMeasure,
  ofModel: OfModel,
  ofRounds: RoundConditions,
): Column {
  const conditions = bothBy((model) => [
    ...ofRounds(new Set(ofModel(model).map(({ round }) => round.id))),
    ...measure.where,
  ]);
  const number = bothOf((model) => countOf(reader, measure, conditions[model]));
  const cell = (model: Model): Cell => ({
    text: String(number[model]),
    value: number[model],
    drill: number[model] === 0 ? null : toListable(measure.of, conditions[model]),
  });
  return { group: measure.group, key: measure.key, label: measure.label, cell, compared: { number } };
}

function bothBy(of: (model: Model) => readonly Condition[]): Record<Model, readonly Condition[]> {
  return { regular: of('regular'), cross: of('cross') };
}

function countOf(reader: Reader, measure: ComparedMeasure, conditions: readonly Condition[]): number {
  const { register } = measure.of;
  const part = measureToSql(register, { ...measure, where: [] });
  const where = conditionsToSql(register, conditions);
  if (!part) return 0;
  const sql = `SELECT sum(${part.sql}) AS number FROM ${quote(register)} p WHERE ${where.sql}`;
  return reader.get<{ number: number | null }>(sql, [...part.params, ...where.params])?.number ?? 0;
}

function meanColumn(own: Column, units: Column): Column {
  const counted: Compared = { number: own.compared.number, units: units.compared.number };
  const cell = (model: Model): Cell => ({
    text: formatMean(counted.number[model], counted.units[model]),
    value: null,
    drill: own.cell(model).drill,
  });
  return { group: own.group, key: `${own.key}.mean`, label: '每单位平均', cell, compared: meanOf(counted) };
}
