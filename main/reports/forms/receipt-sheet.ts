/** F52 of a receipt (reference 3.16, 4.2): what has arrived, with a code that a scanner or two hands bring back. */
import { groupDigits } from '../../../domain/receipt-lines.ts';
import { code, html, type Html } from '../html.ts';
import { qrOfDigits } from '../qr.ts';
import { dayToWrite, pair, registerTable, type Column, type FormParts } from './form.ts';

export interface ReceiptRow {
  readonly kindLabel: string;
  readonly upTo: string;
  /** What became of the records of the last package. */
  readonly result: string;
  /** Missing and forked numbers, `无` for none. */
  readonly problems: string;
}

export interface ReceiptSheet {
  readonly no: string;
  /** Counted by the office that gives receipts: of two, the higher one is the later. */
  readonly number: number;
  readonly fromName: string;
  readonly toName: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly rows: readonly ReceiptRow[];
  /** Lines of thirty digits (domain/receipt-lines.ts); empty while it has not been given out. */
  readonly lines: readonly string[];
}

export function receiptSheetForm(sheet: ReceiptSheet): FormParts {
  return {
    name: `数据包回执 ${sheet.no}`,
    landscape: false,
    pageNumber: 'dashes',
    onlyAsPrinted: true,
    body: html`<h1>数据包回执</h1>
      ${headTable(sheet)}
      <h2>收到的数据包</h2>
      ${registerTable(columns, sheet.rows, 'middle', 3)}
      <h2>回执码</h2>
      ${codeBox(sheet.lines)}
      <div class="line after">
        <span>出具单位（章）：</span><span>经办人：　　　　　　</span><span>日期：${dayToWrite}</span>
      </div>`,
  };
}

const columns: readonly Column<ReceiptRow>[] = [
  { label: '内容', width: 36, cell: (row) => row.kindLabel, kind: 'text' },
  { label: '已收到', width: 36, cell: (row) => row.upTo },
  { label: '最近一包的导入结果', width: 50, cell: (row) => row.result },
  { label: '缺号、异常', width: 34, cell: (row) => row.problems },
];

function headTable(sheet: ReceiptSheet): Html {
  return html`<table class="box middle">
    <colgroup>
      <col style="width:17%" />
      <col style="width:37%" />
      <col style="width:17%" />
      <col style="width:29%" />
    </colgroup>
    ${pair('回执编号', code(sheet.no), '回执序号', `第${sheet.number}号`)}
    ${pair('出具单位', sheet.fromName, '发往单位', sheet.toName)}
    ${pair('制作人', sheet.createdBy, '制作时间', sheet.createdAt)}
    ${pair('审批人', sheet.approvedBy, '审批时间', sheet.approvedAt)}
  </table>`;
}

function codeBox(lines: readonly string[]): Html {
  if (lines.length === 0) {
    return html`<p>尚未出具。在数据包窗口中“出具纸质回执”或者写入介质以后，再打印的回执上有回执码。</p>`;
  }
  return html`<div class="receipt-code">
    ${qrOfDigits(lines.join(''), 50)}
    <div>
      <p>
        收到后在“数据交换—录入纸质回执”中用扫描枪扫描左边的二维码；没有扫描枪的，把下面的数字按行录入，每行 30
        个数字，空格不必录入。
      </p>
      ${lines.map((line) => html`<div class="receipt-line">${groupDigits(line)}</div>`)}
    </div>
  </div>`;
}
