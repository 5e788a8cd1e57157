/** F18 巡察线索专库登记簿 (reference 4.2): one line for each lead, with who has signed for it at every step. */
import { code, day, html, lines, type Html } from '../../html.ts';
import {
  formatDay,
  registerLine,
  registerTable,
  totalRow,
  type Column,
  type FormContext,
  type FormParts,
} from '../form.ts';
import type { PrintedRecord } from '../printed-record.ts';
import { annexOf, personsOf, signedText } from './lead-texts.ts';

export function leadLibraryForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  period: string,
): FormParts {
  return {
    name: '巡察线索专库登记簿',
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['专管员', '审核人', '负责人'],
    body: html`<h1>巡察线索专库登记簿</h1>
      ${registerLine(context, records, '件', period)}
      ${registerTable(columns, records, 'small', 12, totals(records))}`,
  };
}

const columns: readonly Column<PrintedRecord>[] = [
  { label: '序号', width: 9, cell: (_record, index) => String(index + 1) },
  { label: '编号', width: 22, cell: (record) => code(record.no) },
  { label: '入库日期', width: 18, cell: (record) => day(record.text('registeredAt')) },
  { label: '被反映人', width: 18, cell: (record) => personsOf(record, 2) },
  { label: '标题', width: 30, cell: (record) => lines(record.text('title')), kind: 'text' },
  { label: '经手签名（每一步）', width: 67, cell: (record) => lines(trailOf(record)), kind: 'text' },
  { label: '移交', width: 34, cell: (record) => lines(handoverOf(record)), kind: 'text' },
  { label: '处置', width: 30, cell: (record) => lines(disposalOf(record)), kind: 'text' },
  { label: '反馈', width: 18, cell: (record) => day(record.text('replyAt')) },
  { label: '办结\n销号', width: 18, cell: (record) => day(record.text('concludedAt')) },
];

function totals(records: readonly PrintedRecord[]): Html {
  if (records.length === 0) return html``;
  const having = (key: string): number => records.filter((record) => record.text(key) !== '').length;
  return totalRow(
    columns.length,
    `合计　${records.length}件　已移交${having('handoverAt')}件　已反馈${having('replyAt')}件　已办结销号${having('concludedAt')}件`,
  );
}

/** What was signed on paper and who entered each step here, by day; of one day the entry stands first, then the paper. */
function trailOf(record: PrintedRecord): string {
  const { text } = record;
  const steps = record.steps().map(({ label, at, by }, index) => ({
    day: at,
    rank: index === 0 ? 0 : 2,
    line: `${label}：${signedText(at, by)}`,
  }));
  const [leader, day] = [text('groupLeader'), text('groupSignedAt')];
  const paper = leader === '' ? [] : [{ day, rank: 1, line: `组长签字：${signedText(day, leader)}` }];
  return [...steps, ...paper]
    .sort((one, other) => (one.day === other.day ? one.rank - other.rank : one.day < other.day ? -1 : 1))
    .map(({ line }) => line)
    .join('\n');
}

/** Nothing before the day: number, annexes and recipient are written down earlier, for the papers to be signed. */
function handoverOf(record: PrintedRecord): string {
  const { text } = record;
  if (text('handoverAt') === '') return '';
  const receiver = text('handoverReceiver');
  return [
    formatDay(text('handoverAt')),
    text('handoverTo'),
    text('handoverDocNo'),
    receiver === '' ? '' : `接收人：${receiver}`,
    annexOf(record),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function disposalOf({ text }: PrintedRecord): string {
  return [text('disposition'), formatDay(text('dispositionAt')), text('result')]
    .filter((part) => part !== '')
    .join('\n');
}
