/** What stands in each column of a list of the rectification ledger, on paper and in a workbook alike (reference 3.5). */
import {
  columnChoice,
  measureFieldOf,
  type ColumnChoice,
  type LedgerList,
} from '../../../domain/registers/rect-item/lists.ts';
import type { PrintedRecord } from './printed-record.ts';

/** One line of a list: an item, or one of its measures beside it. */
export interface LedgerLine {
  readonly item: PrintedRecord;
  readonly measure: PrintedRecord | undefined;
}

export interface LedgerColumn extends ColumnChoice {
  /** The item's field it shows as it stands; undefined where several are put together or it is a measure's. */
  readonly field: string | undefined;
  /** Plain text; a day stands as `YYYY-MM-DD`. */
  readonly text: (line: LedgerLine) => string;
}

/** The columns of a list in its order and widths; one that this program does not know is left out. */
export function ledgerColumns(list: Pick<LedgerList, 'columns'>): readonly LedgerColumn[] {
  return list.columns.flatMap(({ key, width }) => {
    const choice = columnChoice(key);
    if (!choice) return [];
    const isOwn = !Object.hasOwn(composed, key) && measureFieldOf(key) === undefined;
    return [{ ...choice, width, field: isOwn ? key : undefined, text: textOf(key) }];
  });
}

/** What an item brought about, in words; nothing of what stands at zero. */
export function resultsOf(record: PrintedRecord): string {
  return results
    .filter(([key]) => !['', '0', '0.00元'].includes(record.text(key)))
    .map(([key, before, after]) => `${before}${record.text(key)}${after}`)
    .join('；');
}

/**
 * The relapse beside the standing of an item, in brackets, also once it is closed again; '' for none. What was reported is
 * no relapse before somebody has said so; whose verdict is from before it was noted was reopened.
 */
export function relapseOf({ text, state }: PrintedRecord): string {
  const found = text('relapseFoundAt');
  if (found === '' || text('code.relapseVerdict') === 'NONE') return '';
  if (state === 'RELAPSE_REPORTED') return `（${found}报告反弹，待核实）`;
  return text('reopenedAt') === '' ? '' : `（${found}反弹）`;
}

// ---- internals

type CellText = LedgerColumn['text'];

const composed: Readonly<Record<string, CellText>> = {
  measure: ({ measure }) => (measure ? `${numberOf(measure)}${measure.text('content')}` : ''),
  standard: ({ measure }) => measure?.text('standard') ?? '',
  evidence: ({ measure }) => measure?.text('evidence') ?? '',
  progressPct: ({ item: { text } }) => (text('progressPct') === '' ? '' : `${text('progressPct')}%`),
  department: ({ item: { text } }) =>
    [text('leadDept'), text('leadDeptHead')].filter((part) => part !== '').join('/'),
  person: ({ item, measure }) => measure?.text('person') || item.text('person'),
  dueAt: dueOf,
  status: ({ item }) => [item.text('status'), relapseOf(item)].filter((part) => part !== '').join('\n'),
  results: ({ item }) => resultsOf(item),
  acknowledged: ({ item: { text } }) =>
    [text('acknowledgedBy'), text('acknowledgedAt')].filter((part) => part !== '').join(' '),
};

function textOf(key: string): CellText {
  const made = Object.hasOwn(composed, key) ? composed[key] : undefined;
  if (made) return made;
  const field = measureFieldOf(key);
  return field === undefined ? ({ item }) => item.text(key) : ({ measure }) => measure?.text(field) ?? '';
}

function numberOf(measure: PrintedRecord): string {
  const seq = measure.text('seq');
  return seq === '' || /^\d+[.、．]/u.test(measure.text('content')) ? '' : `${seq}.`;
}

/** The words of the document where it gives no day, and the extended date with its original beside it. */
function dueOf({ item: { text }, measure }: LedgerLine): string {
  const own = measure?.text('dueText') || measure?.text('dueAt') || '';
  const followed = measure?.text('extendedDueAt') ?? '';
  if (followed !== '') return `${followed}\n（原${own}）`;
  if (own !== '') return own;
  const due = text('dueText') || text('dueAt');
  const current = text('currentDueAt');
  if (current !== '' && current !== text('dueAt')) return `${current}\n（原${due}）`;
  if (due !== '') return due;
  return text('type') === '长期坚持' ? '长期坚持' : '';
}

const results: readonly (readonly [key: string, before: string, after: string])[] = [
  ['institutions', '建立修订制度', '项'],
  ['partySanctions', '党纪处分', '人'],
  ['governmentSanctions', '政务处分', '人'],
  ['organisational', '组织处理', '人'],
  ['admonished', '诫勉', '人'],
  ['talks', '谈话提醒', '人'],
  ['criticised', '批评教育', '人'],
  ['moneyCleared', '清退违规资金', ''],
  ['personallyRepaid', '追回个人承担', ''],
  ['lossRecovered', '挽回损失', ''],
  ['livelihood', '解决民生实事', '件'],
];
