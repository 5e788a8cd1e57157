/** R-13 全覆盖进度: organisations of the library against what rounds have fed back (reference 3.6, 5). */
import { codeLabel, codesOf } from '../../domain/codes/lookup.ts';
import { refuse } from '../../domain/failure.ts';
import { target } from '../../domain/registers/target/target.ts';
import { coverageByType, type Coverage, type CoverageInput } from '../../domain/statistics/coverage.ts';
import { formatRate } from '../../domain/statistics/numbers.ts';
import type { Reader, SqlParams } from '../vault/api.ts';
import { formatDate, type ComputeContext } from './compute.ts';
import { codesIn } from './entered-rounds.ts';
import { listedTargets, placeOf } from './listed-targets.ts';
import { toRecords, type ComputedReport } from './table.ts';
import type { ReportParameters } from './units.ts';

type Cell = ComputedReport['rows'][number]['cells'][number];

/** Of the type row, or of all of them. */
interface Figures {
  readonly planned: number;
  readonly listed: readonly string[];
  readonly byYear: (year: number) => readonly string[];
  readonly covered: readonly string[];
  readonly special: readonly string[];
  readonly lookedBack: readonly string[];
}

/** Throws ExpectedError `PeriodReversed`. The period is the term or a part of it. */
export function computeCoverageReport(
  reader: Reader,
  parameters: ReportParameters,
  context: ComputeContext,
): ComputedReport {
  const { from, to } = parameters;
  if (from > to) refuse('PeriodReversed', '统计期不对。', '开始日期晚于结束日期。', '请重新选择起止日期。');
  const { byType, unlisted } = coverageByType(readCoverage(reader, parameters));
  const years = yearsBetween(from, to);
  const types = codesOf(context.codes, target.fields.find(({ key }) => key === 'orgType')?.list ?? '')
    .map(({ code }) => code)
    .filter((code) => byType.has(code));
  const all = types.map((type) => byType.get(type)).filter((each) => each !== undefined);
  const rowOf = (key: string, label: string, parts: readonly Coverage[]) => ({
    key,
    label,
    total: key === 'total',
    cells: cellsOf(sumOf(parts), years),
  });
  const beyond = types.filter((type) => {
    const own = byType.get(type);
    return own !== undefined && own.planned > own.listed.length;
  });
  return {
    report: 'R-13',
    title: '巡察全覆盖进度表',
    period: `${formatDate(from)}至${formatDate(to)}`,
    unit: '家',
    columns: columnsOf(years),
    rows: [
      ...types.map((type) =>
        rowOf(
          type,
          codeLabel(context.codes, 'targetType', type),
          all.slice(types.indexOf(type), types.indexOf(type) + 1),
        ),
      ),
      rowOf('total', '合计', all),
    ],
    rules: [
      '应巡数按统计期内已审定的规划；规划没有写明的类型按对象库中未撤并的党组织。',
      '一个党组织在一届内反馈后计为已覆盖，只计一次，计入首次反馈的年度。',
      '方式只有专项巡察或者“回头看”的轮次单列，不计入覆盖。',
    ],
    checks: [
      {
        ok: beyond.length === 0,
        text:
          beyond.length === 0
            ? '各类对象库数不少于规划应巡数'
            : `对象库少于规划应巡数：${beyond.map((type) => codeLabel(context.codes, 'targetType', type)).join('、')}`,
      },
    ],
    notes:
      unlisted.length === 0
        ? []
        : [`已反馈但不在对象库中、没有计入的：${unlisted.join('、')}。请在对象库中补录或者登记曾用名。`],
  };
}

function columnsOf(years: readonly number[]): ComputedReport['columns'] {
  return [
    { group: '', key: 'listed', label: '对象库' },
    { group: '', key: 'planned', label: '应巡' },
    ...years.map((year) => ({ group: '已巡', key: `y${year}`, label: `${year}年` })),
    { group: '已巡', key: 'covered', label: '合计' },
    { group: '', key: 'rate', label: '覆盖率' },
    { group: '单列', key: 'special', label: '专项巡察' },
    { group: '单列', key: 'lookedBack', label: '“回头看”' },
  ];
}

function cellsOf(figures: Figures, years: readonly number[]): Cell[] {
  const { covered, planned } = figures;
  return [
    listCell(figures.listed),
    { text: String(planned), value: planned, drill: null },
    ...years.map((year) => listCell(figures.byYear(year))),
    listCell(covered),
    { text: formatRate(covered.length, planned), value: null, drill: listCell(covered).drill },
    listCell(figures.special),
    listCell(figures.lookedBack),
  ];
}

function listCell(ids: readonly string[]): Cell {
  const source = { register: target.id, dateField: target.dateField };
  return { text: String(ids.length), value: ids.length, drill: toRecords(source, ids) };
}

function sumOf(parts: readonly Coverage[]): Figures {
  const byYear = (year: number) => parts.flatMap(({ covered }) => covered.get(year) ?? []);
  return {
    planned: parts.reduce((sum, { planned }) => sum + planned, 0),
    listed: parts.flatMap(({ listed }) => listed),
    byYear,
    covered: parts.flatMap(({ covered }) => [...covered.values()].flat()),
    special: parts.flatMap(({ special }) => special),
    lookedBack: parts.flatMap(({ lookedBack }) => lookedBack),
  };
}

function yearsBetween(from: string, to: string): readonly number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) => first + index);
}

function readCoverage(reader: Reader, { from, to, offices }: ReportParameters): CoverageInput {
  const mine = offices ? ` AND p.office IN (${offices.map(() => '?').join(', ')})` : '';
  const own: SqlParams = offices ?? [];
  type Placed = { readonly office: string; readonly region: string | null };
  // Groups of the city inspect in the counties: whose organisation it is, is told by its place.
  const feedbacks = reader.all<Placed & { target: string; at: string; kinds: string | null }>(
    `SELECT t."targetId" AS target, t."feedbackAt" AS at, r.kinds, p.office, p."targetRegion" AS region
     FROM "inspectionGroup_targets" t JOIN "inspectionGroup" p ON p.id = t.record
       LEFT JOIN "inspectionRound" r ON r.id = p.round
     WHERE p.voidAt IS NULL AND r.voidAt IS NULL AND t."feedbackAt" BETWEEN ? AND ?`,
    [from, to],
  );
  const planned = reader.all<{ orgType: string; total: number; office: string }>(
    `SELECT c."orgType", c.total, p.office FROM "inspectionPlan_coverage" c JOIN "inspectionPlan" p ON p.id = c.record
     WHERE p.voidAt IS NULL AND p.kind = 'TERM' AND p.state <> 'DRAFT' AND p."from" <= ? AND p."to" >= ?${mine}`,
    [to, from, ...own],
  );
  return {
    from,
    to,
    planned,
    targets: listedTargets(reader, offices),
    feedbacks: feedbacks.map((each) => ({ ...each, region: placeOf(each), kinds: codesIn(each.kinds) })),
  };
}
