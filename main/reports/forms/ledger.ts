/** F07 信访件登记台账 (reference 4.2): one line for each letter, landscape. */
import { code, day, html, lines } from '../html.ts';
import { registerLine, registerTable, type Column, type FormContext, type FormParts } from './form.ts';
import {
  accusedOf,
  leadAboveOf,
  namesOf,
  repeatOf,
  signatureOf,
  unitsOf,
  type PrintedRecord,
} from './printed-record.ts';

export function ledgerForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  period: string,
): FormParts {
  return {
    name: '信访件登记台账',
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    body: html`<h1>信访件登记台账</h1>
      ${registerLine(context, records, '件', period)} ${registerTable(columns, records, 'dense', 14)}`,
  };
}

function text(label: string, width: number, key: string, kind?: 'text'): Column<PrintedRecord> {
  const column = { label, width, cell: (record: PrintedRecord) => lines(record.text(key)) };
  return kind ? { ...column, kind } : column;
}

/** Dates break after the year, never inside a number. */
function date(label: string, key: string): Column<PrintedRecord> {
  return { label, width: 12.5, cell: (record) => day(record.text(key)) };
}

const columns: readonly Column<PrintedRecord>[] = [
  { label: '序\n号', width: 6.5, cell: (_record, index) => String(index + 1) },
  { label: '编号', width: 20, cell: (record) => code(record.no) },
  date('收件\n日期', 'receivedAt'),
  text('方式', 9, 'channel'),
  text('来源', 11, 'sourceUnit'),
  { label: '反映人', width: 11, cell: (record) => namesOf(record.rows('petitioners'), 2) },
  { label: '实/\n匿名', width: 7.5, cell: signatureOf },
  { label: '被反映人', width: 12, cell: (record) => accusedOf(record, 2) },
  { label: '单位及职务', width: 20, cell: unitsOf, kind: 'text' },
  { label: '职级', width: 9.5, cell: (record) => record.rows('accused')[0]?.['rank'] ?? '' },
  text('类别', 11, 'category'),
  text('主要问题', 40, 'summary', 'text'),
  { label: '初/\n重复', width: 9, cell: repeatOf },
  text('拟办', 19, 'proposal', 'text'),
  text('批示', 16, 'approval', 'text'),
  text('办理\n方式', 9, 'handling'),
  {
    label: '去向',
    width: 14,
    cell: (record) =>
      lines([record.text('toOrg'), leadAboveOf(record)].filter((part) => part !== '').join('\n')),
  },
  date('回告\n期限', 'replyDueAt'),
  text('回告\n结果', 10, 'replyResult'),
  date('办结\n日期', 'closedAt'),
  text('归档号', 11, 'archiveBoxNo'),
];
