import { createHash } from 'node:crypto';
import type { CodeIndex } from '../../../domain/codes/lookup.ts';
import type { Field, Register, Values } from '../../../domain/register.ts';
import { columnStatistics, type ColumnStatistics } from './column-statistics.ts';
import { agreement, blindScore } from './data-scores.ts';
import type { SheetLayout } from './header-detection.ts';
import { scoreHeadings } from './heading-match.ts';
import { ownColumns } from './own-columns.ts';
import { mayTakePetitioner, type PetitionerColumn, petitionerColumns } from './petitioner-columns.ts';
import { columnLetter, sheetGrid, type Sheet } from './sheets.ts';
import { headingWord, type ImportTarget } from './targets.ts';

/** Where a column goes: a target's path, or one of three fates the clerk can see and change. */
export type ColumnFate = string;
/** 序号 where the register keeps none of its own: checked for gaps, not stored. */
export const serialFate = '#serial';
/** Kept as a line “标题：内容” in 备注. */
export const remarkFate = '#remark';
/** Left out; only by the clerk's choice, or because the whole column is blank. */
export const ignoreFate = '#ignore';

/** Heading of the column that the error workbook adds; it never comes back in as content. */
export const reasonHeading = '错误原因';

export interface ColumnProposal {
  readonly column: number;
  readonly letter: string;
  /** `反映人/姓名`; `（无标题）` when there is none. */
  readonly heading: string;
  readonly hidden: boolean;
  readonly fate: ColumnFate;
  /** 0–1; below {@link sureConfidence} the wizard asks the clerk to look. */
  readonly confidence: number;
  /** Whether the office has decided about this column before. */
  readonly remembered: boolean;
  /** A Chinese sentence saying why. */
  readonly reason: string;
  readonly alternatives: readonly { readonly path: string; readonly confidence: number }[];
  readonly samples: readonly string[];
  readonly filled: number;
}

export const sureConfidence = 0.7;
const leastConfidence = 0.45;

/** What an office has decided before for the same set of headings. */
export type RememberedMapping = Readonly<Record<string, ColumnFate>>;

export interface MappingInput {
  readonly register: Register;
  readonly targets: readonly ImportTarget[];
  readonly sheet: Sheet;
  readonly layout: SheetLayout;
  readonly codes: CodeIndex;
  readonly today: string;
  readonly remembered?: RememberedMapping | undefined;
  /** How this office numbers the register; as the register says when absent. */
  readonly numbering?: string | undefined;
}

/** Proposes a fate for every column, by its headings, by a look at its data, and by what the office chose before. */
export function proposeColumns(input: MappingInput): readonly ColumnProposal[] {
  const { layout, targets, remembered } = input;
  const statistics = columnData(input);
  const own = ownColumns(input, statistics);
  const petitioners = petitionerColumns(layout, targets);
  const targetsByPath = new Map(targets.map((target) => [target.path, target]));
  const scores = layout.columns.map(({ column }, index) => {
    if (column === layout.serialColumn || own.has(column)) return new Map<string, number>();
    const found = withData(scoreHeadings(layout.columns, index, targets), targets, statistics[index]);
    const kind = petitioners.get(column);
    return new Map([...found].filter(([path]) => mayTakePetitioner(kind, targetsByPath.get(path))));
  });
  const assigned = assign(scores);
  const keys = headingKeys(layout);
  const isTaken = (path: string): boolean =>
    own.size > 0 || [...assigned.values()].some((each) => each.path === path);
  return layout.columns.map((column, index) => {
    const data = statistics[index];
    const previous = remembered?.[keys[index] ?? ''];
    // What the office chose for papers that came in is no choice for our own content under the same heading.
    const usable =
      !own.has(column.column) &&
      previous !== undefined &&
      (previous.startsWith('#') || targetsByPath.has(previous)) &&
      mayTake(petitioners.get(column.column), previous, targetsByPath)
        ? previous
        : undefined;
    const proposal = usable
      ? { fate: usable, confidence: 1, reason: '与本单位上次导入时的对应相同。' }
      : column.column === layout.serialColumn
        ? proposeSerial(targets, data, isTaken)
        : propose(
            input,
            column.column,
            assigned.get(index),
            data,
            own.get(column.column),
            petitioners.has(column.column),
          );
    return {
      column: column.column,
      letter: column.letter,
      heading: column.text === '' ? '（无标题）' : column.text,
      hidden: column.hidden,
      ...proposal,
      remembered: previous !== undefined,
      alternatives: alternatives(scores[index] ?? new Map(), proposal.fate),
      samples: data?.samples ?? [],
      filled: data?.filled ?? 0,
    };
  });
}

/** How many columns are surely named by headings of these targets. */
export function fittingHeadings({ columns }: SheetLayout, targets: readonly ImportTarget[]): number {
  const assigned = assign(columns.map((_, index) => scoreHeadings(columns, index, targets)));
  return [...assigned.values()].filter(({ confidence }) => confidence >= sureConfidence).length;
}

/**
 * Whether a sheet without a column for it has no row that can be taken. Details ask for theirs only where a row has
 * details at all, and say so beside the row.
 */
export function isColumnRequired({ required, derived, foundByImport }: Field): boolean {
  return required === true && !derived && foundByImport !== true;
}

/** Labels of the required fields that no column and no default fills; each would refuse every row. */
export function missingColumns(
  register: Register,
  fates: Iterable<ColumnFate>,
  defaults: Values = {},
): readonly string[] {
  const given = new Set([...fates, ...Object.keys(defaults)]);
  return register.fields
    .filter((field) => isColumnRequired(field) && !given.has(field.key))
    .map((field) => field.label);
}

/** Identifies a set of headings whatever their order; the key under which an office's mapping is remembered. */
export function mappingSignature(registerId: string, layout: SheetLayout): string {
  const headings = [...headingKeys(layout)].sort().join('\n');
  return createHash('sha256').update(`${registerId}\n${headings}`).digest('hex').slice(0, 32);
}

/** The clerk's final choice in the form that is stored under {@link mappingSignature}. */
export function rememberMapping(
  layout: SheetLayout,
  fates: ReadonlyMap<number, ColumnFate>,
): RememberedMapping {
  const keys = headingKeys(layout);
  return Object.fromEntries(
    layout.columns.flatMap((column, index) => {
      const fate = fates.get(column.column);
      const key = keys[index];
      return fate === undefined || key === undefined ? [] : [[key, fate]];
    }),
  );
}

function headingKeys(layout: SheetLayout): readonly string[] {
  const seen = new Map<string, number>();
  return layout.columns.map((column) => {
    const key =
      column.labels.length === 0 ? columnLetter(column.column) : column.labels.map(headingWord).join('/');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}

function columnData({ sheet, layout, codes, today }: MappingInput): readonly ColumnStatistics[] {
  const grid = sheetGrid(sheet);
  return layout.columns.map(({ column }) =>
    columnStatistics(
      layout.dataRows.map((row) => grid.own(row, column)),
      codes,
      today,
    ),
  );
}

function withData(
  scores: Map<string, number>,
  targets: readonly ImportTarget[],
  data: ColumnStatistics | undefined,
): Map<string, number> {
  if (!data || data.filled === 0) return scores;
  const meant = meantInstead(scores, targets, data);
  for (const target of targets) {
    const heading = scores.get(target.path) ?? 0;
    const fit = data.fit(target.field);
    const named = heading * agreement(target, fit, heading);
    const plain = heading > 0 ? named : blindScore(target, fit, data);
    const score = meant ? (target === meant ? misnamedConfidence : named * 0.5) : plain;
    if (score > 0) scores.set(target.path, Math.min(1, score));
    else scores.delete(target.path);
  }
  return scores;
}

const misnamedConfidence = 0.6;

/** The required field meant when a heading names one list of codes (来源) and most cells hold those of another (来信, 来电). */
function meantInstead(
  scores: ReadonlyMap<string, number>,
  targets: readonly ImportTarget[],
  data: ColumnStatistics,
): ImportTarget | undefined {
  const named = targets.filter(({ path }) => (scores.get(path) ?? 0) >= sureConfidence);
  const isOtherList = ({ field }: ImportTarget): boolean => field.type === 'code' && data.fit(field) < 0.35;
  if (data.filled < 3 || named.length === 0 || !named.every(isOtherList)) return undefined;
  return targets.find(
    ({ field, child }) =>
      field.type === 'code' && !child && field.required === true && data.fit(field) >= 0.6,
  );
}

interface Assignment {
  readonly path: string;
  readonly confidence: number;
}

/** Best pairs first; a column goes to one target and a target takes one column. */
function assign(scores: readonly ReadonlyMap<string, number>[]): ReadonlyMap<number, Assignment> {
  const pairs = scores.flatMap((byPath, index) =>
    [...byPath].map(([path, confidence]) => ({ index, path, confidence })),
  );
  pairs.sort((left, right) => right.confidence - left.confidence || left.index - right.index);
  const byIndex = new Map<number, Assignment>();
  const taken = new Set<string>();
  for (const { index, path, confidence } of pairs) {
    if (confidence < leastConfidence || byIndex.has(index) || taken.has(path)) continue;
    byIndex.set(index, { path, confidence });
    taken.add(path);
  }
  return byIndex;
}

type Proposed = Pick<ColumnProposal, 'fate' | 'confidence' | 'reason'>;

function propose(
  input: MappingInput,
  column: number,
  assigned: Assignment | undefined,
  data: ColumnStatistics | undefined,
  ownReason: string | undefined,
  isOfPetitioners: boolean,
): Proposed {
  const { layout, register, targets } = input;
  if (ownReason !== undefined) return { fate: ignoreFate, confidence: 1, reason: ownReason };
  if (assigned) {
    const label = targets.find((target) => target.path === assigned.path)?.label ?? assigned.path;
    const reason =
      assigned.confidence >= sureConfidence ? `列名与“${label}”相符。` : `可能是“${label}”，请确认。`;
    return { fate: assigned.path, confidence: assigned.confidence, reason };
  }
  if (layout.columns.find((each) => each.column === column)?.text === reasonHeading) {
    return { fate: ignoreFate, confidence: 1, reason: '是上次校验写入的错误原因，不导入。' };
  }
  if ((data?.filled ?? 0) === 0) return { fate: ignoreFate, confidence: 1, reason: '整列为空。' };
  if (isOfPetitioners) return { fate: ignoreFate, confidence: 0, reason: '涉及反映人身份，不并入备注。' };
  if (register.fields.some((field) => field.key === 'remark')) {
    return { fate: remarkFate, confidence: 0.5, reason: '没有对应的栏目，内容并入备注，请确认。' };
  }
  return { fate: ignoreFate, confidence: 0, reason: '没有对应的栏目，请选择。' };
}

/** 序号 goes to the register's own serial, unless another column holds it: a list that left from here counts its rows first. */
function proposeSerial(
  targets: readonly ImportTarget[],
  data: ColumnStatistics | undefined,
  isTaken: (path: string) => boolean,
): Proposed {
  const own = targets.find(({ field, child }) => field.ownSerial === true && !child);
  if (!own || isTaken(own.path) || data === undefined || data.fit(own.field) < 0.5)
    return { fate: serialFate, confidence: 1, reason: '序号只用于核对，不导入。' };
  return { fate: own.path, confidence: 1, reason: `按表中原序号存入“${own.label}”，并用于核对。` };
}

/** Whether a column may have this fate for what it may say of petitioners. */
export function mayTake(
  kind: PetitionerColumn | undefined,
  fate: ColumnFate,
  targetsByPath: ReadonlyMap<string, ImportTarget>,
): boolean {
  return [ignoreFate, serialFate].includes(fate) || mayTakePetitioner(kind, targetsByPath.get(fate));
}

function alternatives(scores: ReadonlyMap<string, number>, fate: ColumnFate) {
  return [...scores]
    .filter(([path, confidence]) => path !== fate && confidence >= 0.3)
    .sort((left, right) => right[1] - left[1])
    .slice(0, 3)
    .map(([path, confidence]) => ({ path, confidence }));
}
