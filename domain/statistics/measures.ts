/**
 * How a statistical report is described: every number is a list of conditions that a record must meet. The same
 * conditions count the number and open the list behind it, so the two cannot differ.
 */
import type { CodeIndex } from '../codes/lookup.ts';
import type { DeadlineRule } from '../register.ts';

/** Which records a number counts, and by which of their dates they belong to a period. */
export interface Source {
  readonly register: string;
  readonly dateField: string;
}

/**
 * One condition on a record, in the terms of a list filter. In `in`, the value `''` stands for "nothing filled in";
 * `is: false` holds for an unfilled field too. `<child>.first.<field>` looks at the first row of a child table.
 */
export type Condition =
  | { readonly field: string; readonly op: 'in'; readonly values: readonly string[] }
  | {
      readonly field: string;
      readonly op: 'between';
      readonly from: string | null;
      readonly to: string | null;
      /** Also what has nothing entered: not concluded by then, for instance. */
      readonly orEmpty?: true;
    }
  | {
      readonly field: string;
      readonly op: 'after';
      /** The first of these days that is filled in is the one to compare with. */
      readonly days: readonly string[];
      /** False: not later, or one of the two is missing. */
      readonly value: boolean;
    }
  | {
      readonly field: string;
      readonly op: 'inAny';
      /** The same is looked for here: other fields, or `<child>.<field>`. */
      readonly others: readonly string[];
      readonly values: readonly string[];
      /** False: none of the values stands in any of them. */
      readonly value: boolean;
    }
  | { readonly field: string; readonly op: 'is'; readonly value: boolean }
  | { readonly field: string; readonly op: 'empty'; readonly value: boolean };

/** A number of records. */
export interface CountMeasure {
  readonly kind: 'count';
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly where: readonly Condition[];
  readonly of?: Source;
  /** Left out of the table where the measure of that key counts nothing at all. */
  readonly onlyWith?: string;
}

/** 人次: the persons behind the letters counted by `where`, at least one for each letter. */
export interface PersonsMeasure {
  readonly kind: 'persons';
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly where: readonly Condition[];
}

/** A percentage: the parts, added up, of the whole; or how much of them falls to each one of the whole. */
export interface RateMeasure {
  readonly kind: 'rate';
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly part: readonly string[];
  readonly whole: string;
  readonly as?: 'mean';
}

/** The sum of a field of whole numbers; money is added up in 分 and shown in 万元. */
export interface SumMeasure {
  readonly kind: 'sum';
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly field: string;
  readonly money?: boolean;
  readonly where: readonly Condition[];
  readonly of?: Source;
}

/** How many records of another register name, in that field, what the row counts; each once, whatever it names. */
export interface LinkedMeasure {
  readonly kind: 'linked';
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly register: string;
  readonly field: string;
}

export type Measure = CountMeasure | PersonsMeasure | RateMeasure | SumMeasure | LinkedMeasure;

/** The register whose records a measure is about. */
export function registerIn(measure: Measure, report: Pick<ReportDescription, 'source'>): string {
  return measure.kind === 'linked' ? measure.register : sourceOf(measure, report).register;
}

/** Another register than the report's own, where a measure names one. */
export function sourceOf(measure: Measure, { source }: Pick<ReportDescription, 'source'>): Source {
  return 'of' in measure && measure.of ? measure.of : source;
}

/** The parts of a breakdown must add up to the whole in every row. */
export interface SumCheck {
  readonly text: string;
  readonly parts: readonly string[];
  readonly whole: string;
}

export interface ReportContext {
  readonly codes: CodeIndex;
  /** Chinese date on which the report is made. */
  readonly today: string;
  /** The office's deadline rules, e.g. for the days before a due date on which warnings go out. */
  readonly rules: readonly DeadlineRule[];
  /** What the rows stand for: a table does not part by what its rows are. */
  readonly rows?: string;
}

export type ReportId =
  'R-01' | 'R-02' | 'R-03' | 'R-04' | 'R-05' | 'R-09' | 'R-10' | 'R-15' | 'R-16' | 'R-17' | 'R-18' | 'R-22';

export interface ReportDescription {
  readonly id: ReportId;
  readonly title: string;
  readonly unit: string;
  /** Counter word of {@link totalKey}, e.g. 件. */
  readonly counter: string;
  readonly source: Source;
  /** `measures` across and units down, or the other way round with shares (反映问题结构). */
  readonly layout: 'measuresAcross' | 'measuresDown';
  readonly measures: readonly Measure[];
  readonly checks: readonly SumCheck[];
  /** 统计口径. */
  readonly rules: readonly string[];
}

/** The letters, by the day they were received. */
export const letters: Source = { register: 'petition', dateField: 'receivedAt' };

/** 发现问题 are problems fed back, on the day of the feedback: not working papers, and not what is only proposed (reference 5). */
export const problemsFedBack: Source = { register: 'problem', dateField: 'feedbackAt' };

/** Every letter but the sealed-direct ones, of which nothing but the number is counted (reference 3.1.2, 5). */
export const contentKnown: Condition = { field: 'sealedDirect', op: 'is', value: false };

export const totalKey = 'total';
export const sealedKey = 'sealedDirect';

/** 合计 and 其中径送, which open every report. */
export const totalMeasures: readonly Measure[] = [
  { kind: 'count', key: totalKey, group: '', label: '合计', where: [] },
  {
    kind: 'count',
    key: sealedKey,
    group: '',
    label: '其中径送',
    where: [{ field: 'sealedDirect', op: 'is', value: true }],
  },
];

/** What every report says about which letters are counted. */
export const commonRules: readonly string[] = [
  '信访件按收件日期计入统计期；已作废的不计。',
  '径送件只计件数，计入合计，不计入各项分类。',
  '按单位统计的，信访件计入登记它的单位，转办、交办其他单位的不变；现场工作站登记的，移交后计入接收的单位。',
];

/** A lead has one owner, who is counted for all of it (decision of who handed it over included): a hand-over moves it whole. */
export const leadsByOwner =
  '按单位统计的，线索计入现在办理它的单位：在本软件中移交其他巡察办的（发往其他单位），接收以前的入库、审定、移交也一并计入接收单位，移交单位不再计。移交纪检监察等机关的不变。';

/** Counts the records of the source that meet every condition. */
export function count(
  group: string,
  key: string,
  label: string,
  ...where: readonly Condition[]
): CountMeasure {
  return { kind: 'count', key, group, label, where };
}

/** A measure of letters whose content may be looked at. */
export function countLetters(
  group: string,
  key: string,
  label: string,
  ...where: readonly Condition[]
): CountMeasure {
  return count(group, key, label, contentKnown, ...where);
}

export function among(field: string, values: readonly string[]): Condition {
  return { field, op: 'in', values };
}

/** A check that the parts and the sealed-direct letters make up the total. */
export function sumsToTotal(name: string, measures: readonly Measure[]): SumCheck {
  return {
    text: `${name}各项之和＋径送＝合计`,
    parts: [
      ...measures.filter((measure) => measure.kind === 'count').map((measure) => measure.key),
      sealedKey,
    ],
    whole: totalKey,
  };
}
