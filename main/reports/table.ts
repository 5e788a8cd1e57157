/** The figures of a report as a table, each with the query that opens the records behind it. */
import { formatMean, formatRate, formatShare, formatTenThousands } from '../../domain/statistics/numbers.ts';
import {
  among,
  sourceOf,
  totalKey,
  type Condition,
  type LinkedMeasure,
  type Measure,
  type ReportDescription,
  type Source,
} from '../../domain/statistics/measures.ts';
import { categoryPrefix, subcategoryPrefix } from '../../domain/statistics/category-report.ts';
import { issuePrefix, noIssueKey, themePrefix } from '../../domain/statistics/issue-report.ts';
import { asRegisterId, registerOf } from '../../domain/registers/registers.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { mostFilterValues } from '../../preload/contract/record-shapes.ts';
import { conditionToFilter } from './condition-sql.ts';
import { linkedIds, type Linked } from './linked.ts';
import type { Unit } from './units.ts';

export type ComputedReport = Output<'reports.compute'>;
/** What of a report is laid out, on paper and in a workbook; also of a table that is no numbered report. */
export type ReportTable = Omit<ComputedReport, 'report'>;
type Cell = ComputedReport['rows'][number]['cells'][number];
type Row = ComputedReport['rows'][number];

/** Counts by unit key, then by measure key. */
export type Counts = ReadonlyMap<string, Readonly<Record<string, number>>>;

export interface Counted {
  readonly description: ReportDescription;
  readonly units: readonly Unit[];
  readonly counts: Counts;
  /** The rows added up. */
  readonly totals: Readonly<Record<string, number>>;
  /** Records of the report counted at once, whatever row they fall into. */
  readonly whole: number;
  readonly linked: Linked;
  readonly base: (source: Source) => readonly Condition[];
}

const totalUnit = 'total';

/** Units down, measures across. */
export function layAcross(counted: Counted): Pick<ComputedReport, 'columns' | 'rows'> {
  const { description, units, base } = counted;
  const rowOf = (
    key: string,
    label: string,
    total: boolean,
    numbers: Readonly<Record<string, number>>,
    where: (source: Source) => readonly Condition[],
  ): Row => ({
    key,
    label,
    total,
    cells: description.measures.map((measure) =>
      cellOf(counted, measure, total ? null : key, numbers, where),
    ),
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
export function layDown(counted: Counted): Pick<ComputedReport, 'columns' | 'rows'> {
  const { description, units, counts, totals, base } = counted;
  const whole = totals[totalKey] ?? 0;
  return {
    columns: [
      { group: '合计', key: 'count', label: `${description.counter}数` },
      { group: '合计', key: 'share', label: '占比' },
      ...units.map((unit) => ({ group: '其中', key: `unit.${unit.key}`, label: unit.label })),
    ],
    rows: description.measures.map((measure) => ({
      key: measure.key,
      label: `${'　'.repeat(depthOf(measure))}${measure.label}`,
      total: measure.group === '',
      cells: [
        cellOf(counted, measure, null, totals, base),
        {
          text: formatShare(totals[measure.key] ?? 0, whole),
          value: null,
          drill: drillOf(description, measure, base),
        },
        ...units.map((unit) => cellOf(counted, measure, unit.key, counts.get(unit.key) ?? {}, unit.where)),
      ],
    })),
  };
}

/** How far a row is a part of the row above it that is less indented. */
function depthOf({ key }: Measure): number {
  if (key === noIssueKey) return 0;
  if (key.startsWith(subcategoryPrefix)) return 2;
  return [issuePrefix, themePrefix, categoryPrefix].some((prefix) => key.startsWith(prefix)) ? 1 : 0;
}

function linkedCell({ linked }: Counted, { key, register }: LinkedMeasure, unit: string | null): Cell {
  const ids = linkedIds(linked, key, unit);
  const { dateField } = registerOf(register);
  return {
    text: String(ids.length),
    value: ids.length,
    drill: toRecords({ register, dateField }, ids),
  };
}

/** `unit` is the row's key, null for all rows together. */
function cellOf(
  counted: Counted,
  measure: Measure,
  unit: string | null,
  numbers: Readonly<Record<string, number>>,
  where: (source: Source) => readonly Condition[],
): Cell {
  if (measure.kind === 'linked') return linkedCell(counted, measure, unit);
  const { description } = counted;
  if (measure.kind === 'rate') {
    return {
      text: (measure.as === 'mean' ? formatMean : formatRate)(
        measure.part.reduce((sum, key) => sum + (numbers[key] ?? 0), 0),
        numbers[measure.whole] ?? 0,
      ),
      value: null,
      drill: drillOf(description, measure, where),
    };
  }
  const value = numbers[measure.key] ?? 0;
  const drill = drillOf(description, measure, where);
  if (measure.kind === 'sum' && measure.money === true) {
    const text = formatTenThousands(value);
    return { text, value: Number(text), drill };
  }
  return { text: String(value), value, drill };
}

/** Behind a sum the records that say something for it, behind a rate everything it is a part of. */
function drillOf(
  description: ReportDescription,
  measure: Measure,
  where: (source: Source) => readonly Condition[],
): Cell['drill'] {
  if (measure.kind === 'linked') return null;
  if (measure.kind === 'rate') {
    const whole = description.measures.find(({ key }) => key === measure.whole);
    return whole ? drillOf(description, whole, where) : null;
  }
  const source = sourceOf(measure, description);
  const own = [...where(source), ...measure.where];
  if (measure.kind !== 'sum') return toQuery(source, own);
  return toQuery(source, [...own, { field: measure.field, op: 'empty', value: false }]);
}

/** These records by their ids; null when there are none, or more than a list can be asked for. */
export function toRecords(source: Source, ids: readonly string[], most = mostFilterValues): Cell['drill'] {
  return ids.length === 0 || ids.length > most ? null : toQuery(source, [among('id', ids)]);
}

export function toQuery({ register, dateField }: Source, conditions: readonly Condition[]): Cell['drill'] {
  const sort = [{ field: dateField, direction: 'asc' as const }];
  return { register: asRegisterId(register), filters: conditions.map(conditionToFilter), sort };
}

/** The same, null where more records stand in it one by one than a list can be asked for. */
export function toListable(source: Source, conditions: readonly Condition[]): Cell['drill'] {
  const tooLong = conditions.some((each) => each.op === 'in' && each.values.length > mostFilterValues);
  return tooLong ? null : toQuery(source, conditions);
}
