/**
 * 三清单 and the other sets of lists: each is a view of the one ledger, told apart by its columns alone (reference 3.5).
 * Which lists there are, their columns and the sets they make up are data of the office; here stand the columns there are
 * to choose from and what a new vault starts with.
 */
import type { Field } from '../../register.ts';
import { rectMeasure } from '../rect-measure/rect-measure.ts';
import { itemFields } from './fields.ts';
import { itemResultFields } from './result-fields.ts';

/** A column of a list; what stands in it is looked up in the item or in its measures. */
export interface ListColumn {
  readonly key: string;
  /** Its share of the breadth of the paper, beside the other columns' shares. */
  readonly width: number;
}

interface Editable {
  readonly code: string;
  readonly label: string;
  readonly sort: number;
  readonly basis: string;
  /** Whether somebody of the office has compared it with its source. */
  readonly verified: boolean;
  /** ISO dates; null for always. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface LedgerList extends Editable {
  readonly columns: readonly ListColumn[];
}

export interface ListSet extends Editable {
  /** Codes of lists, in the order in which they are printed. */
  readonly lists: readonly string[];
}

/** The lists of an office, as stored or as shipped. */
export interface LedgerLists {
  readonly lists: readonly LedgerList[];
  readonly sets: readonly ListSet[];
}

/** A column that can be chosen. */
export interface ColumnChoice {
  readonly key: string;
  readonly label: string;
  readonly width: number;
  /** A line for each measure; otherwise the cell stands once for its item. */
  readonly byMeasure: boolean;
  /** Long text, set to the left. */
  readonly isLong: boolean;
}

/** Columns put together from several fields, and fields under the heading official lists give them. */
const named: readonly ColumnChoice[] = [
  choice('aspect', '反馈重点方面', 16),
  choice('content', '重点内容', 14),
  choice('statement', '具体问题', 34, 'long'),
  choice('objective', '整改目标', 26, 'long'),
  choice('measure', '整改措施', 40, 'long', 'byMeasure'),
  choice('standard', '完成标志', 22, 'long', 'byMeasure'),
  choice('progressPct', '进度', 8),
  choice('progressText', '整改描述', 34, 'long'),
  choice('leader', '责任领导', 11),
  choice('chargeLeader', '分管领导', 11),
  choice('department', '牵头部门/负责人', 15),
  choice('coDepts', '配合部门', 15),
  choice('person', '责任人', 11, 'short', 'byMeasure'),
  choice('dueAt', '整改时限', 16, 'short', 'byMeasure'),
  choice('type', '整改类型', 11),
  choice('status', '完成情况', 11),
  choice('results', '整改成效', 40, 'long'),
  choice('evidence', '佐证材料', 24, 'long', 'byMeasure'),
  choice('acknowledged', '认领', 18),
  choice('closedAt', '销号日期', 14),
];

/** Fields of a measure are named so, to be told from the item's own of that name. */
const measurePrefix = 'measure.';

/** The measure's field a column shows as it stands; undefined for columns of the item. */
export function measureFieldOf(column: string): string | undefined {
  return column.startsWith(measurePrefix) ? column.slice(measurePrefix.length) : undefined;
}

/** Every column a list may have: the named ones, then each remaining field of an item and of a measure. */
export const columnChoices: readonly ColumnChoice[] = [
  ...named,
  ...[...itemFields, ...itemResultFields]
    .filter((field) => isShown(field) && !named.some(({ key }) => key === field.key))
    .map((field) => fieldChoice(field.key, field, false)),
  ...rectMeasure.fields
    .filter((field) => isShown(field) && !['content', 'standard', 'evidence'].includes(field.key))
    .map((field) => fieldChoice(`${measurePrefix}${field.key}`, field, true)),
];

const choicesByKey = new Map(columnChoices.map((each) => [each.key, each]));

/** The column with that key; undefined for one this program does not know. */
export function columnChoice(key: string): ColumnChoice | undefined {
  return choicesByKey.get(key);
}

/** Of these rows the ones in use on a day, in their order. */
export function inUse<Row extends Editable>(rows: readonly Row[], today: string): readonly Row[] {
  return rows
    .filter(({ validFrom, validTo }) => (validFrom ?? today) <= today && today <= (validTo ?? today))
    .toSorted((a, b) => a.sort - b.sort);
}

// ---- internals

function choice(
  key: string,
  label: string,
  width: number,
  length: 'short' | 'long' = 'short',
  by: 'byItem' | 'byMeasure' = 'byItem',
): ColumnChoice {
  return { key, label, width, byMeasure: by === 'byMeasure', isLong: length === 'long' };
}

/** Serial numbers stand before every line in any case, and records are named by the list they stand in. */
function isShown({ key, type }: Field): boolean {
  return key !== 'seq' && type !== 'record';
}

function fieldChoice(key: string, { label, type, list }: Field, byMeasure: boolean): ColumnChoice {
  const isLong = type === 'longText';
  const width = isLong ? 30 : type === 'date' ? 14 : list === undefined && type === 'text' ? 15 : 11;
  return { key, label, width, byMeasure, isLong };
}
