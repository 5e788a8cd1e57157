/** F10 重复件关联表 (reference 4.2): each group of letters on the same matter, the first letter first. */
import { code, day, html, lines } from '../html.ts';
import { settings } from './column-widths.ts';
import { emptyRows, registerLine, type FormContext, type FormParts } from './form.ts';
import {
  mergedHead,
  mergedRows,
  mergedShares,
  numberAgain,
  type MergedColumn,
  type MergedTable,
} from './merged-table.ts';
import type { PrintedRecord } from './printed-record.ts';

export function duplicatesForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  period: string,
): FormParts {
  const repeats = groupRecords(records).flatMap(repeatsOf);
  const table: MergedTable<Repeat> = {
    place: 'g',
    columns,
    shares: mergedShares(columns, repeats, settings.broad),
    setting: settings.broad,
    titleOf: ({ group, record }) => `${group}　${record.no}`,
  };
  const { rows, overleaf } = mergedRows(table, repeats);
  return {
    name: '重复件关联表',
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    body: html`<h1>重复件关联表</h1>
      ${registerLine(context, records, '组、件', period)}
      <table class="rows middle">
        ${mergedHead(table)}
        <tbody>
          ${rows} ${rows.markup === '' ? emptyRows(10, columns.length) : null}
        </tbody>
      </table>`,
    overleaf,
  };
}

/** A repeat within its group. */
interface Repeat {
  readonly group: string;
  readonly first: PrintedRecord;
  readonly record: PrintedRecord;
  readonly sequence: number;
}

const ofGroup = (above: Repeat, below: Repeat): boolean => above.first === below.first;

const columns: readonly MergedColumn<Repeat>[] = [
  {
    label: '组号',
    width: 6,
    cell: ({ group }) => group,
    shared: ofGroup,
    again: ({ group }) => numberAgain(group),
  },
  {
    label: '首次件编号',
    width: 17,
    cell: ({ first }) => code(first.no),
    shared: ofGroup,
    again: ({ first }) => code(first.no),
  },
  { label: '第N次', width: 8, cell: ({ sequence }) => `第${sequence}次` },
  { label: '编号', width: 17, cell: ({ record }) => code(record.no) },
  { label: '日期', width: 10, cell: ({ record }) => day(record.text('receivedAt')) },
  { label: '方式', width: 9, cell: ({ record }) => record.text('channel') },
  {
    label: '判定依据（同人/同事）',
    width: 24,
    kind: 'text',
    cell: ({ record }) => lines(record.text('dupBasis')),
  },
  { label: '判定人', width: 9, cell: ({ record }) => record.text('dupDecidedBy') },
];

/** Only groups of two and more: a letter alone repeats nothing. */
function groupRecords(records: readonly PrintedRecord[]): readonly (readonly PrintedRecord[])[] {
  const groups = new Map<string, PrintedRecord[]>();
  for (const record of records) {
    if (record.groupId === '') continue;
    const group = groups.get(record.groupId);
    if (group) group.push(record);
    else groups.set(record.groupId, [record]);
  }
  return [...groups.values()].filter((group) => group.length > 1).map((group) => group.sort(bySequence));
}

function bySequence(left: PrintedRecord, right: PrintedRecord): number {
  return sequenceOf(left) - sequenceOf(right) || left.no.localeCompare(right.no);
}

function sequenceOf(record: PrintedRecord): number {
  return Number(record.text('dupSeq')) || 1;
}

function repeatsOf(group: readonly PrintedRecord[], index: number): readonly Repeat[] {
  const [first, ...repeats] = group;
  if (!first) return [];
  return repeats.map((record, position) => {
    const sequence = sequenceOf(record) === 1 ? position + 2 : sequenceOf(record);
    return { group: String(index + 1), first, record, sequence };
  });
}
