/**
 * 选题遴选: how strongly what is known speaks for inspecting an organisation (reference 2.1, 2.2, 3.6). Weights, full marks and
 * periods are rows the office edits; the sheet only puts what is known side by side, and people decide.
 */
import { rowsAt, seedRows, type OfficeRow, type OfficeTable } from '../../office-tables/office-table.ts';
import { fieldsOf } from '../../registers/common/fields-of.ts';

/** What the records say of an organisation by themselves. */
export const measures = ['letters', 'years', 'audits', 'sameSystem'] as const;
export type Measure = (typeof measures)[number];

/** A code of the list 确定依据, which stands with the organisation once it is chosen. */
interface KnownFactor {
  readonly code: string;
  readonly measure?: Measure;
  /** 件, 年: after what was measured. */
  readonly unit?: string;
}

/** What the program measures for a factor; everything else people judge (评分情况). */
const known: readonly KnownFactor[] = [
  { code: 'PETITIONS', measure: 'letters', unit: '件' },
  { code: 'COVERAGE', measure: 'years', unit: '年' },
  { code: 'UPPER_FEEDBACK' },
  { code: 'CONCERN' },
  { code: 'UPPER_FIELD' },
  { code: 'AUDIT_PLAN', measure: 'audits', unit: '份' },
  { code: 'SAME_KIND', measure: 'sameSystem', unit: '家' },
  { code: 'KEY_ELEVATED' },
  { code: 'HARD_CROSS' },
  { code: 'TERM_CHANGE' },
];

/** Points that people give are out of so many. */
export const mostGiven = 10;

export interface SelectionFactor extends KnownFactor {
  readonly label: string;
  /** Its share of the weights of all factors. */
  readonly weight: number;
  /** The measured number that earns all points. */
  readonly full: number;
  /** Of what is counted, so many months back. */
  readonly months: number;
  readonly verified: boolean;
}

const factor = fieldsOf('选题遴选');
const proposal = '软件建议，待本办核定';

export const selectionTable: OfficeTable = {
  id: 'selectionFactor',
  label: '选题遴选权重',
  help: '选题遴选表按各项权重折合百分计分。信访、审计材料、距上次巡察年数、同一系统拟巡家数由软件统计，达到“计满数”的得满分；“评分情况”中登记了程度（0—10）的，按高的一个计。权重为0的不计。',
  grows: false,
  fields: [
    factor.integer('weight', '权重', { required: true, min: 0, max: 100 }),
    factor.integer('full', '计满数', { min: 1, max: 1000, help: '由软件统计的填写。' }),
    factor.integer('months', '统计月数', { min: 1, max: 120, help: '信访、审计材料填写：统计近几个月。' }),
  ],
  seed: seedRows('selectionFactor', [
    ['PETITIONS', '信访反映量', { weight: 20, full: 20, months: 12 }, proposal, false],
    ['COVERAGE', '距上次巡察年数', { weight: 20, full: 5, months: null }, proposal, false],
    ['UPPER_FEEDBACK', '上级巡视反馈重点', { weight: 15, full: null, months: null }, proposal, false],
    ['CONCERN', '社会关注度', { weight: 10, full: null, months: null }, proposal, false],
    ['UPPER_FIELD', '上级重点领域', { weight: 10, full: null, months: null }, proposal, false],
    ['AUDIT_PLAN', '审计情况', { weight: 10, full: 2, months: 36 }, proposal, false],
    ['SAME_KIND', '同一系统同步巡', { weight: 5, full: 3, months: null }, proposal, false],
    ['KEY_ELEVATED', '重点单位', { weight: 5, full: null, months: null }, proposal, false],
    ['HARD_CROSS', '难点单位', { weight: 5, full: null, months: null }, proposal, false],
    ['TERM_CHANGE', '换届', { weight: 0, full: null, months: null }, proposal, false],
  ]),
};

const usualMonths = 12;

/** The factors that count on that day, in the office's order; a row whose code the program does not know says nothing. */
export function selectionFactors(rows: readonly OfficeRow[], date: string): readonly SelectionFactor[] {
  return rowsAt(rows, 'selectionFactor', date).flatMap(
    ({ code, label, values, verified }): SelectionFactor[] => {
      const own = known.find((each) => each.code === code);
      const weight = wholeOf(values['weight'], 0);
      if (!own || weight === 0) return [];
      const full = Math.max(1, wholeOf(values['full'], mostGiven));
      return [{ ...own, label, weight, full, months: wholeOf(values['months'], usualMonths), verified }];
    },
  );
}

function wholeOf(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

/** What is known of one organisation. */
export interface Measured {
  readonly letters: number;
  readonly audits: number;
  /** Other organisations of its system that stand in plans. */
  readonly sameSystem: number;
  /** Whole years since its last feedback; undefined when it was never inspected. */
  readonly years: number | undefined;
  /** 0 to 10 by the code of the factor. */
  readonly given: Readonly<Record<string, number>>;
}

export interface ScoreLine {
  readonly code: string;
  readonly label: string;
  /** What it rests on: 12件, 从未巡察, 程度7. */
  readonly measured: string;
  /** Hundredths of a point; all lines together are at most 100 points. */
  readonly points: number;
}

export interface Score {
  /** Hundredths of a point of 100. */
  readonly total: number;
  readonly lines: readonly ScoreLine[];
}

/** Weighs what is known; what was measured and what people gave compete, and the higher counts. */
export function scoreTarget(measured: Measured, factors: readonly SelectionFactor[]): Score {
  const whole = factors.reduce((sum, { weight }) => sum + weight, 0);
  const exact = factors.map((each) => {
    const share = Math.min(
      1,
      Math.max(shareOf(measured, each), (measured.given[each.code] ?? 0) / mostGiven),
    );
    return { factor: each, points: (each.weight * 10_000 * share) / whole };
  });
  return {
    // Rounded once: many rounded lines might add up to more than a hundred.
    total: Math.round(exact.reduce((sum, { points }) => sum + points, 0)),
    lines: exact.map(({ factor: each, points }) => ({
      code: each.code,
      label: each.label,
      measured: toldOf(measured, each, measured.given[each.code]),
      points: Math.round(points),
    })),
  };
}

function shareOf(measured: Measured, { measure, full }: SelectionFactor): number {
  if (measure === undefined) return 0;
  return (measured[measure] ?? full) / full;
}

function toldOf(measured: Measured, { measure, unit }: SelectionFactor, given: number | undefined): string {
  const graded = given === undefined ? [] : [`程度${given}`];
  if (measure === undefined) return graded[0] ?? '未评';
  const amount = measured[measure];
  return [amount === undefined ? '从未巡察' : `${amount}${unit ?? ''}`, ...graded].join('，');
}

/** 得分63.50：信访反映量12件15.00；…, as it is written down with the organisation that was chosen. */
export function explainScore({ total, lines }: Score): string {
  const counting = lines.filter(({ points }) => points > 0);
  const told = counting.map(({ label, measured, points }) => `${label}（${measured}）${spellPoints(points)}`);
  return `得分${spellPoints(total)}${told.length === 0 ? '' : `：${told.join('，')}`}`;
}

/** `63.50` of 6350 hundredths. */
export function spellPoints(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** 信访反映量（12件）、社会关注度（程度8）: the two factors that weigh most; '' where nothing counts. */
export function heaviestFactors(lines: readonly Omit<ScoreLine, 'code'>[]): string {
  return lines
    .filter(({ points }) => points > 0)
    .toSorted((one, other) => other.points - one.points)
    .slice(0, 2)
    .map(({ label, measured }) => `${label}（${measured}）`)
    .join('、');
}
