/** F40 协作事项商请函 with its reply slip, and F41 调阅（借阅）材料清单 (reference 4.2). */
import { formatMark } from '../../../../domain/secrecy.ts';
import { code, html, type Html } from '../../html.ts';
import { letters, sheets } from '../box.ts';
import {
  formatDay,
  issuerOf,
  registerTable,
  signatures,
  type Column,
  type FormContext,
  type FormParts,
} from '../form.ts';
import { letterPage, returnSlip } from '../letter.ts';
import type { PrintedRecord, PrintedRow } from '../printed-record.ts';

export function coordinationForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return letters('协作事项商请函', records, (record) => letterWithSlip(context, record));
}

function letterWithSlip(context: FormContext, record: PrintedRecord): Html {
  const { text, rows } = record;
  const materials = rows('materials').map((row) => row['name'] ?? '');
  const due = formatDay(text('dueAt'));
  const contact = [text('contact'), text('contactPhone')].filter(Boolean).join('　');
  return html`${letterPage({
    issuer: issuerOf(context, [record]),
    title: `关于${text('title') || '　　　　　　'}的函`,
    number: text('docNo'),
    to: text('toDept'),
    paragraphs: [
      ...(text('legalBasis') ? [`根据${text('legalBasis')}，现就有关事项函商如下：`] : []),
      text('content') || '　',
    ],
    ...(materials.length === 0 ? {} : { table: registerTable(wanted, rows('materials'), 'middle', 0) }),
    demands: [
      `请于${due || '　　　年　　月　　日'}前函复${materials.length === 0 ? '' : '并提供上列材料'}。`,
    ],
    annexes: [],
    contact,
    date: text('sentAt'),
  })}
  ${returnSlip('协作事项商请函回复单', [
    ['编号', record.no],
    ['协作机制、阶段', [text('mechanism'), text('phase')].filter(Boolean).join('，')],
    ['事项', text('title')],
    ['回复内容', text('replySummary')],
    ['提供材料份数', provided(rows('materials'))],
    ['回复单位（盖章）、日期', formatDay(text('replyAt'))],
  ])}`;
}

function provided(rows: readonly PrintedRow[]): string {
  const came = rows.filter((row) => row['receivedAt']);
  return came.length === 0 ? '' : `${came.length}件`;
}

const wanted: readonly Column<PrintedRow>[] = [
  { label: '序号', width: 10, cell: (_row, index) => String(index + 1) },
  { label: '需提供的材料', width: 70, cell: (row) => row['name'] ?? '', kind: 'text' },
  { label: '文号', width: 30, cell: (row) => row['docNo'] ?? '' },
  { label: '份数', width: 12, cell: (row) => row['copies'] ?? '' },
];

export function borrowedMaterialsForm(records: readonly PrintedRecord[]): FormParts {
  return sheets(
    '调阅（借阅）材料清单',
    records,
    (record) =>
      html`<section class="part">
        <h1>调阅（借阅）材料清单</h1>
        <div class="line">
          <span>编号：${code(record.no)}</span><span>提供单位：${record.text('toDept')}</span
          ><span>${formatMark(record.mark)}</span>
        </div>
        ${registerTable(borrowedColumns, record.rows('materials'), 'close', 12)}
        <div class="after">${signatures(['移交人', '接收人', '归还签收人'])}</div>
      </section>`,
  );
}

const borrowedColumns: readonly Column<PrintedRow>[] = [
  { label: '序号', width: 9, cell: (_row, index) => String(index + 1) },
  { label: '材料名称', width: 42, cell: (row) => row['name'] ?? '', kind: 'text' },
  { label: '文号', width: 24, cell: (row) => row['docNo'] ?? '' },
  { label: '密级', width: 12, cell: (row) => row['secrecyLevel'] ?? '' },
  { label: '份／页', width: 13, cell: (row) => [row['copies'], row['pages']].filter(Boolean).join('／') },
  { label: '提供人', width: 16, cell: (row) => row['provider'] ?? '' },
  { label: '日期', width: 24, cell: (row) => formatDay(row['receivedAt'] ?? '') },
  { label: '归还日期', width: 24, cell: (row) => formatDay(row['returnedAt'] ?? '') },
  { label: '签收', width: 16, cell: (row) => row['returnedTo'] ?? '' },
];
