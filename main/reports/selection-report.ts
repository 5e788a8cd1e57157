/** 选题遴选表 as a table to print and to take along: the organisations the page shows, with the points of each factor. */
import { codeLabel, type CodeIndex } from '../../domain/codes/lookup.ts';
import {
  heaviestFactors,
  type ScoreLine,
  type SelectionFactor,
  spellPoints,
} from '../../domain/planning/selection/factors.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { formatDate } from './compute.ts';
import type { ReportTable } from './table.ts';

type Page = Output<'selection.page'>;
type Row = Page['rows'][number];
type Cell = ReportTable['rows'][number]['cells'][number];

/** What narrowed the sheet, to be said below it. */
export interface Narrowed {
  readonly text: string;
  readonly orgTypes: readonly string[];
}

export const selectionTitle = '选题遴选表';
/** Heads its first column. */
export const selectionRowTitle = '党组织';

/** `sheet` holds all rows of the table, in their order; `today` is the day they were weighed, `YYYY-MM-DD`. */
export function selectionReport(
  sheet: Pick<Page, 'factors' | 'lettersSince' | 'rows'>,
  { text, orgTypes }: Narrowed,
  codes: CodeIndex,
  today: string,
): ReportTable {
  const { factors, lettersSince, rows } = sheet;
  const typeOf = (code: string): string => codeLabel(codes, 'targetType', code);
  const narrowed = [
    orgTypes.length === 0 ? '' : `类型为${orgTypes.map(typeOf).join('、')}`,
    text.trim() === '' ? '' : `名称、系统或者片区含“${text.trim()}”`,
  ].filter((part) => part !== '');
  // Without a weight nobody counts them.
  const heads = own.filter(([key]) => key !== 'letters' || lettersSince !== null);
  return {
    title: selectionTitle,
    period: `截至${formatDate(today)}`,
    unit: '分',
    columns: [
      ...heads.map(([key, label]) => ({ group: '', key, label })),
      ...factors.map(({ code, label }) => ({ group: '各因素得分', key: code, label })),
      { group: '', key: 'heaviest', label: '主要因素' },
      { group: '', key: 'plans', label: '已列入' },
    ],
    rows: rows.map((row) => ({
      ...{ key: row.id, label: row.name, total: false },
      cells: [
        ...heads.map(([, , cell]) => cell(row, typeOf)),
        ...factors.map(({ code }) => pointsCell(row.lines.find((line) => line.code === code))),
        words(heaviestFactors(row.lines) || '—'),
        words(row.plans.join('、') || '—'),
      ],
    })),
    rules: [
      weightsOf(factors),
      ...(lettersSince === null
        ? []
        : [`信访（件）为${formatDate(lettersSince)}以来收到的件数，只计件数；距上次巡察年数按整年计。`]),
      '得分供研究选题参考，由领导小组确定。',
    ],
    checks: [],
    notes: narrowed.length === 0 ? [] : [`只列${narrowed.join('，')}的党组织，共${rows.length}家。`],
  };
}

const own: readonly (readonly [
  key: string,
  label: string,
  cell: (row: Row, typeOf: (code: string) => string) => Cell,
])[] = [
  ['orgType', '类型', ({ orgType }, typeOf) => words(typeOf(orgType))],
  ['system', '系统、片区', ({ systemTag, area }) => words([systemTag, area].filter(Boolean).join('、'))],
  ['letters', '信访（件）', ({ letters }) => ({ ...{ text: String(letters), value: letters }, drill: null })],
  ['lastFeedbackAt', '上次反馈', ({ lastFeedbackAt }) => words(lastFeedbackAt ?? '从未巡察')],
  ['score', '得分', ({ score }) => points(score)],
];

function weightsOf(factors: readonly Pick<SelectionFactor, 'label' | 'weight' | 'verified'>[]): string {
  if (factors.length === 0) return '各项权重都是0，没有可比的得分。';
  const each = factors.map(({ label, weight, verified }) => `${label}${weight}${verified ? '' : '（待核）'}`);
  return `权重：${each.join('、')}，折合百分。`;
}

function pointsCell(line: Pick<ScoreLine, 'points'> | undefined): Cell {
  return line ? points(line.points) : words('—');
}

function points(hundredths: number): Cell {
  return { text: spellPoints(hundredths), value: hundredths / 100, drill: null };
}

function words(text: string): Cell {
  return { text, value: null, drill: null };
}
