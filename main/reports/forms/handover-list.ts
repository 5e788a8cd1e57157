/** F06 信访件移交清单 (reference 4.2), two copies. The petitioner is printed only when it has been revealed. */
import { formatMark } from '../../../domain/secrecy.ts';
import { code, day, html, keep, lines, type Html } from '../html.ts';
import {
  dayToWrite,
  formatDay,
  registerTable,
  signatureRow,
  toNumber,
  type Column,
  type Extra,
  type FormContext,
  type FormParts,
} from './form.ts';
import { accusedOf, copiesOf, namesOf, unitsOf, type PrintedRecord } from './printed-record.ts';

export function handoverListForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  extra: Extra,
): FormParts {
  const titles = ['移交人', '接收人', '监交人', '日期'];
  const signed = signatureRow(columns.length, titles, { 日期: dayToWrite, ...extra });
  const receiver = extra['接收单位'] ?? '';
  return {
    name: '信访件移交清单',
    landscape: true,
    pageNumber: 'ofTotal',
    copies: ['第一联　移交单位留存', '第二联　接收单位留存'],
    body: html`<h1>信访件移交清单</h1>
      <div class="line">
        <span>移交单位：${context.officeName}</span
        ><span>接收单位：${receiver || '　　　　　　　　　　'}</span>
        <span>${formatDay(extra['移交日期'] ?? '') || dayToWrite}</span><span>单位：件</span>
      </div>
      ${registerTable(columns, records, 'small', 10, html`${totals(records)} ${signed}`)}`,
  };
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

function totals(records: readonly PrintedRecord[]): Html {
  if (records.length === 0) return html``;
  const sum = (key: string): number => records.reduce((all, record) => all + toNumber(record.text(key)), 0);
  return html`<tr class="total">
    <td colspan="${columns.length}">合计　${records.length}件　${sum('copies')}份　${sum('pages')}页</td>
  </tr>`;
}
