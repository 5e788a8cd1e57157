/** F06 信访件移交清单 (reference 4.2), two copies. The petitioner is printed only when it has been revealed. */
import { formatMark } from '../../../domain/secrecy.ts';
import { code, day, keep, lines } from '../html.ts';
import type { Column, Extra, FormContext, FormParts } from './form.ts';
import { handoverSheet } from './handover-sheet.ts';
import { accusedOf, copiesOf, namesOf, unitsOf, type PrintedRecord } from './printed-record.ts';

export function handoverListForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  extra: Extra,
): FormParts {
  return handoverSheet(context, records, extra, {
    title: '信访件移交清单',
    receiver: extra['接收单位'] ?? '',
    columns,
    signers: ['移交人', '接收人', '监交人', '日期'],
    sums: [
      ['', 'copies', '份'],
      ['', 'pages', '页'],
    ],
  });
}

const columns: readonly Column<PrintedRecord>[] = [
  { label: '序号', width: 9, cell: (_record, index) => String(index + 1) },
  { label: '编号', width: 24, cell: (record) => code(record.no) },
  { label: '收件日期', width: 21, cell: (record) => day(record.text('receivedAt')) },
  { label: '信访\n方式', width: 13, cell: (record) => record.text('channel') },
  { label: '反映人', width: 15, cell: (record) => namesOf(record.rows('petitioners'), 2) },
  { label: '被反映人', width: 16, cell: (record) => accusedOf(record) },
  { label: '单位及职务', width: 30, cell: unitsOf, kind: 'text' },
  { label: '主要问题', width: 70, cell: (record) => lines(record.text('summary')), kind: 'text' },
  { label: '份/页', width: 12, cell: copiesOf },
  { label: '密级', width: 19, cell: (record) => keep(formatMark(record.mark)) },
  { label: '办理\n方式', width: 13, cell: (record) => record.text('handling') },
  { label: '备注', width: 20, cell: (record) => lines(record.text('remark')), kind: 'text' },
];
