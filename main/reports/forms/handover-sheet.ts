/** A list in two copies under which things change hands: who gives, who takes, how many, and who signed. */
import { html, type Html } from '../html.ts';
import {
  dayToWrite,
  formatDay,
  registerTable,
  signatureRow,
  toNumber,
  totalRow,
  type Column,
  type Extra,
  type FormContext,
  type FormParts,
} from './form.ts';
import type { PrintedRecord } from './printed-record.ts';

export interface HandoverSheet {
  readonly title: string;
  readonly receiver: string;
  readonly columns: readonly Column<PrintedRecord>[];
  /** Who signs at the foot, in this order. */
  readonly signers: readonly string[];
  /** What is added up besides the records: the words around the sum of a field. */
  readonly sums: readonly (readonly [before: string, field: string, unit: string])[];
}

const blank = '　　　　　　　　　　';

/** The sheet for these records; an empty one is a form to fill in by hand. */
export function handoverSheet(
  context: FormContext,
  records: readonly PrintedRecord[],
  extra: Extra,
  { title, receiver, columns, signers, sums }: HandoverSheet,
): FormParts {
  const signed = signatureRow(columns.length, signers, { 日期: dayToWrite, ...extra });
  const total = sumRow(columns.length, records, sums);
  return {
    name: title,
    landscape: true,
    pageNumber: 'ofTotal',
    copies: ['第一联　移交单位留存', '第二联　接收单位留存'],
    body: html`<h1>${title}</h1>
      <div class="line">
        <span>移交单位：${context.officeName}</span><span>接收单位：${receiver || blank}</span>
        <span>${formatDay(extra['移交日期'] ?? '') || dayToWrite}</span><span>单位：件</span>
      </div>
      ${registerTable(columns, records, 'small', 10, html`${total} ${signed}`)}`,
  };
}

function sumRow(width: number, records: readonly PrintedRecord[], sums: HandoverSheet['sums']): Html {
  // What is not filled in for one of them is no nought: it is counted on the table and written in by hand.
  const sumOf = (key: string): string =>
    records.length === 0 || records.some(({ text }) => text(key) === '')
      ? '　　'
      : String(records.reduce((all, { text }) => all + toNumber(text(key)), 0));
  const texts = sums.map(([before, field, unit]) => `${before}${sumOf(field)}${unit}`);
  const count = records.length === 0 ? '　　' : String(records.length);
  return totalRow(width, `合计　${[`${count}件`, ...texts].join('　')}`);
}
