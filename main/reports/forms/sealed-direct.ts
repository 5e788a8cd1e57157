/**
 * F08 径送登记单 (reference 4.2): nothing but the envelope. The form has no place for content, so none can get onto
 * it (检举控告规则第15条).
 */
import { code, day, html } from '../html.ts';
import {
  registerLine,
  registerTable,
  signatureRow,
  type Column,
  type FormContext,
  type FormParts,
} from './form.ts';
import { copiesOf, type PrintedRecord } from './printed-record.ts';

export function sealedDirectForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  period: string,
): FormParts {
  const signed = signatureRow(columns.length, ['填表人', '审核人', '负责人']);
  const sealed = records.filter((record) => record.envelopeOnly);
  return {
    name: '径送登记单',
    landscape: true,
    pageNumber: 'ofTotal',
    body: html`<h1>径送登记单</h1>
      ${registerLine(context, records, '件', period)} ${registerTable(columns, sealed, 'broad', 12, signed)}`,
  };
}

const columns: readonly Column<PrintedRecord>[] = [
  { label: '序号', width: 12, cell: (_record, index) => String(index + 1) },
  { label: '收件日期', width: 26, cell: (record) => day(record.text('receivedAt')) },
  { label: '信封编号', width: 36, cell: (record) => code(record.text('envelopeNo')) },
  { label: '份/页', width: 20, cell: copiesOf },
  { label: '径送对象', width: 52, cell: (record) => record.text('toOrg') },
  { label: '报送期限\n（5个工作日）', width: 30, cell: (record) => day(record.text('sealedDueAt')) },
  { label: '送出日期', width: 26, cell: (record) => day(record.text('sentAt')) },
  { label: '签收', width: 30, cell: (record) => record.text('receiptBy') },
  { label: '经手人', width: 24, cell: (record) => record.text('registeredBy') },
];
