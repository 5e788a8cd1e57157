/** R-06 问题线索情况 and R-07 四种形态, from the leads this session can open (reference 5). */
import { addDays, addMonths } from '../../domain/calendar/dates.ts';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { withKnown } from '../../domain/known-rows.ts';
import type { Register } from '../../domain/register.ts';
import { lead } from '../../domain/registers/lead/lead.ts';
import { results } from '../../domain/registers/lead/results.ts';
import {
  countedDays,
  countedFields,
  formFigures,
  leadFigures,
  leadsBehind,
  movementFailure,
  movementOf,
  type CountedLead,
  type Figures,
  type Period,
} from '../../domain/statistics/lead-figures.ts';
import { formColumns, leadColumns, type LeadColumn } from '../../domain/statistics/lead-columns.ts';
import { among, leadsByOwner, type Condition } from '../../domain/statistics/measures.ts';
import { mostFilterValues } from '../../preload/contract/record-shapes.ts';
import { refuseClosed, type Opener } from '../registers/sealed-record.ts';
import { loadRecords } from '../registers/load-many.ts';
import type { Reader } from '../vault/api.ts';
import { formatDate, type ComputeContext } from './compute.ts';
import { toQuery, toRecords, type ComputedReport } from './table.ts';
import { noteFormless, noteUndated } from './uncounted.ts';
import { monthsBetween, type ReportParameters } from './units.ts';

type Cell = ComputedReport['rows'][number]['cells'][number];

export const leadReportIds = ['R-06', 'R-07'] as const;
export type LeadReportId = (typeof leadReportIds)[number];

export function isLeadReport(id: string): id is LeadReportId {
  return leadReportIds.some((each) => each === id);
}

export interface OpenLead extends CountedLead {
  readonly id: string;
  readonly office: string;
  /** The number it was registered under. */
  readonly no: string;
}

interface Row {
  readonly key: string;
  readonly label: string;
  /** Those with a counted day in the period are enough for everything but what was there. */
  readonly leads: readonly OpenLead[];
  /** Those of which is counted how many were there; absent where they are `leads`. */
  readonly all?: readonly OpenLead[];
  readonly period: Period;
  /** What selects the row's leads in a list, the period apart. */
  readonly where: readonly Condition[];
}

/**
 * Throws ExpectedError `CompartmentClosed` without the key of the leads, `PeriodReversed`, and `MovementMismatch` when
 * what was there, came and went does not add up to what is there. `mostListed`: how many leads a figure may list by id.
 */
export function computeLeadReport(
  reader: Reader,
  opener: Opener,
  parameters: ReportParameters,
  context: ComputeContext,
  mostListed = mostFilterValues,
): ComputedReport {
  refuseClosed(opener, lead);
  const { from, to } = parameters;
  if (from > to) refuse('PeriodReversed', '统计期不对。', '开始日期晚于结束日期。', '请重新选择起止日期。');
  const leads = readLeads(reader, opener, parameters.offices);
  const mismatch = movementFailure(movementOf(leads, { from, to }));
  if (mismatch) throw new ExpectedError(mismatch);
  const forms = parameters.report === 'R-07';
  const columns = forms ? formColumns(context.codes) : leadColumns(context.codes);
  const count = forms ? formFigures : leadFigures;
  const rows = rowsOf(leads, parameters, context);
  const total: Row = {
    key: 'total',
    label: '合计',
    leads,
    period: { from, to, today: context.today },
    where: everyRow(parameters),
  };
  return {
    report: parameters.report,
    title: forms ? '监督执纪“四种形态”统计表' : '问题线索情况统计表',
    period: `${formatDate(from)}至${formatDate(to)}`,
    unit: forms ? '人次' : '件、人',
    columns: columns.map(({ group, key, label }) => ({ group, key, label })),
    rows: [...rows, total].map((row) => {
      const figures = count(row.leads, row.period, row.all);
      return {
        key: row.key,
        label: row.label,
        total: row === total,
        cells: columns.map((column) => cellOf(column, figures, row, mostListed)),
      };
    }),
    rules: forms ? formRules : leadRules,
    checks: checksOf(leads, { from, to }, forms),
    notes: [
      ...(columns.some((column) => idsBehind(column, total).length > mostListed) ? [tooMany] : []),
      ...noteUndated(leads, ['handled']),
      ...(forms ? noteFormless(leads, { from, to }) : []),
    ],
  };
}

const tooMany =
  '件数超过2万的数字不能点开：线索内容密封，只能逐件列出，一次最多列2万件。请缩短统计期，或按单位、按月统计后点开。';

function cellOf(column: LeadColumn, figures: Figures, row: Row, most: number): Cell {
  const { key, text } = column;
  return { text: text(figures), value: figures[key] ?? null, drill: drillOf(column, row, most) };
}

/** What stands in clear is asked for by its conditions; leads that only their sealed content selects, one by one. */
function drillOf(column: LeadColumn, row: Row, most: number): Cell['drill'] {
  const source = { register: lead.id, dateField: lead.dateField };
  if (column.where) return toQuery(source, [...row.where, ...column.where(row.period)]);
  return toRecords(source, idsBehind(column, row), most);
}

/** The leads to be listed one by one; none for a column with conditions. */
function idsBehind({ key, behind, where }: LeadColumn, { leads, period }: Row): readonly string[] {
  return where ? [] : leadsBehind(leads, period, behind ?? key).map(({ id }) => id);
}

function everyRow({ offices }: ReportParameters): readonly Condition[] {
  const notVoid: Condition = { field: 'void', op: 'is', value: false };
  return offices ? [notVoid, among('office', offices)] : [notVoid];
}

/** What of a lead is counted, and the rows of the report; nothing else is read, nor any other seal opened. */
const counted: Register = {
  ...lead,
  fields: lead.fields.filter(({ key }) => [...countedFields, 'roundId', 'groupId', 'targetId'].includes(key)),
  children: lead.children.filter(({ key }) => key === 'results'),
};

/** Who the lead is about: a result says of a person only what 被反映人 does not. */
const reported: Register = {
  ...lead,
  fields: [],
  children: lead.children.filter(({ key }) => key === results.knownFrom?.table),
};

const readAtOnce = 500;

/** Every lead that is not void, with its seals opened. */
export function readLeads(
  reader: Reader,
  opener: Opener,
  offices: readonly string[] | null,
): readonly OpenLead[] {
  const ids = reader.all<{ id: string }>('SELECT id FROM lead WHERE voidAt IS NULL ORDER BY id');
  const leads: OpenLead[] = [];
  for (let from = 0; from < ids.length; from += readAtOnce) {
    const wanted = ids.slice(from, from + readAtOnce).map(({ id }) => id);
    const loaded = loadRecords(reader, opener, counted, wanted).filter(
      ({ office }) => !offices || offices.includes(office),
    );
    const answered = loaded.filter(({ children }) => (children[results.key] ?? []).length > 0);
    const people = new Map(
      loadRecords(
        reader,
        opener,
        reported,
        answered.map(({ id }) => id),
      ).map(({ id, children }) => [id, children]),
    );
    for (const { id, office, no, values, children } of loaded) {
      const rows = withKnown(results, children[results.key] ?? [], people.get(id) ?? {});
      leads.push({ id, office, no, values, results: rows.map((row) => row.values) });
    }
  }
  return leads;
}

function rowsOf(
  leads: readonly OpenLead[],
  parameters: ReportParameters,
  { offices, today }: ComputeContext,
): readonly Row[] {
  const { rows, from, to } = parameters;
  const where = everyRow(parameters);
  if (rows === 'month') {
    const leadsByMonth = byMonth(leads);
    return monthsBetween(from, to).map((month) => {
      const last = addDays(addMonths(`${month}-01`, 1), -1);
      return {
        key: month,
        label: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
        leads: leadsByMonth.get(month) ?? [],
        all: leads,
        period: { from: from > `${month}-01` ? from : `${month}-01`, to: to < last ? to : last, today },
        where,
      };
    });
  }
  const field = rows === 'office' ? 'office' : `${rows}Id`;
  const keyOf = (each: OpenLead): string =>
    rows === 'office' ? each.office : String(each.values[field] ?? '');
  const leadsByKey = new Map<string, OpenLead[]>();
  for (const each of leads) {
    const own = leadsByKey.get(keyOf(each));
    if (own) own.push(each);
    else leadsByKey.set(keyOf(each), [each]);
  }
  const keys = [...leadsByKey.keys()].sort((left, right) => left.localeCompare(right, 'zh-CN'));
  return keys.map((key) => ({
    key,
    label: labelOf(key, rows === 'office' ? offices : []),
    leads: leadsByKey.get(key) ?? [],
    period: { from, to, today },
    where: [...where.filter((condition) => condition.field !== field), among(field, [key])],
  }));
}

/** Those with a counted day in the month, in their order. */
function byMonth(leads: readonly OpenLead[]): ReadonlyMap<string, readonly OpenLead[]> {
  const leadsByMonth = new Map<string, OpenLead[]>();
  for (const each of leads) {
    for (const month of new Set([...countedDays(each)].map((day) => day.slice(0, 7)))) {
      const own = leadsByMonth.get(month);
      if (own) own.push(each);
      else leadsByMonth.set(month, [each]);
    }
  }
  return leadsByMonth;
}

function labelOf(key: string, offices: ComputeContext['offices']): string {
  if (key === '') return '（未填）';
  return offices.find(({ id }) => id === key)?.name ?? key;
}

const leadRules = [
  '线索按入库日期、移交按移交日期、处置按处置意见日期、立案按立案日期、处分等处理按处理决定日期（诫勉、谈话为进行的日期）、移送司法按移送日期（没有填写的按处理决定日期）、办结按办结日期计入统计期；已作废的不计。',
  '移交以实际移交为准，登记未移交的不计。',
  leadsByOwner,
  '处理按人统计：同一人（姓名、单位及职务相同）在同一栏只计一次；人次见四种形态统计表。',
  '反馈及时率为反馈期限（经批准延期的为延长后的期限）在统计期内，且截至制表日已经到期或者已经反馈的线索中，按期反馈的比例，保留两位小数，四舍五入。',
];
const formRules = [
  '按处理决定日期计入统计期（诫勉、谈话为进行的日期，没有处理决定、只移送司法的按移送日期），单位为人次；一人一次处理有多项措施的，按较重的一种形态计一次。',
  leadsByOwner,
];

function checksOf(leads: readonly OpenLead[], period: Period, forms: boolean): ComputedReport['checks'] {
  if (forms) return [{ text: '四种形态之和＝合计', ok: true }];
  const figures = leadFigures(leads, period);
  const parts = Object.keys(figures).filter((key) => key.startsWith('handedOver.'));
  const sum = parts.reduce((all, key) => all + (figures[key] ?? 0), 0);
  const { opening, added, closed, closing } = movementOf(leads, period);
  return [
    { text: `期初在办${opening}＋新增${added}－办结${closed}＝期末在办${closing}`, ok: true },
    { text: '移交各项之和＝移交合计', ok: sum === figures['handedOver'] },
  ];
}
