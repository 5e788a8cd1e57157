/** F27 预警函, F28 督办单 and 提示函, F29 立行立改通知书 (reference 4.2, 3.5.3). */
import { daysLeft } from '../../../domain/registers/rect-item/lights.ts';
import { code, html, lines, type Html } from '../html.ts';
import {
  dayToWrite,
  formatDay,
  registerTable,
  type Column,
  type FormContext,
  type FormParts,
} from './form.ts';
import { blankRecord, type PrintedRecord } from './printed-record.ts';

export function warningForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return letters(context, records, '预警函', (notice) => itemTable(context, notice));
}

export function urgeForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return letters(context, records, '督办单（提示函）', (notice) =>
    notice.related('items').length === 0 ? html`` : itemTable(context, notice),
  );
}

/** With the part that comes back: the head signs for it in person and reports what was done. */
export function immediateForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return letters(
    context,
    records,
    '立行立改通知书',
    (notice) => (notice.related('items').length === 0 ? html`` : itemTable(context, notice)),
    (notice) =>
      html`<div class="after">
        <p>
          被巡察党组织主要负责人（亲自签收）：${notice.text('signedBy')}　${formatDay(notice.text('signedAt')) || dayToWrite}
        </p>
        <h2>办理情况回告</h2>
        <p>${lines(notice.text('replyText') || '　\n　\n　')}</p>
        <p>党组织主要负责人（签字）：　　　　　　　${formatDay(notice.text('replyAt')) || dayToWrite}</p>
      </div>`,
  );
}

function letters(
  context: FormContext,
  records: readonly PrintedRecord[],
  name: string,
  middle: (notice: PrintedRecord) => Html,
  end: (notice: PrintedRecord) => Html = () => html``,
): FormParts {
  const sheets = records.length === 0 ? [blankRecord] : records;
  const only = records.length === 1 ? records[0]?.no : undefined;
  return {
    name: `${name}${only === undefined ? '' : ` ${only}`}`,
    landscape: false,
    pageNumber: 'dashes',
    body: html`${sheets.map(
      (notice) =>
        html`<section class="part">
          <h1>${notice.text('kind') || name}</h1>
          <div class="line">
            <span>编号：${code(notice.text('docNo') || notice.no)}</span
            ><span>${formatDay(notice.text('sentAt') || notice.text('approvedAt')) || dayToWrite}</span>
          </div>
          <p>${addressees(notice)}：</p>
          <p>　　${lines(notice.text('matter') || '　\n　')}</p>
          ${middle(notice)}
          <p>　　要求：${lines(notice.text('demand') || '　\n　')}</p>
          <p>　　请于${formatDay(notice.text('replyDueAt')) || dayToWrite}前书面回复办理情况。</p>
          <div class="after">
            <p>${context.officeName}（章）　　签发：${notice.text('approvedBy')}</p>
            ${notice.text('copyTo') === '' ? html`` : html`<p>抄送：${notice.text('copyTo')}</p>`}
          </div>
          ${end(notice)}
        </section>`,
    )}`,
  };
}

/** By the names the notice gives: 主办人, 分管领导, or unit and head. */
function addressees({ text }: PrintedRecord): string {
  const named = [
    text('toOrg'),
    text('orgHead') === '' ? '' : `${text('orgHead')}同志`,
    text('chargeLeader') === '' ? '' : `${text('chargeLeader')}同志`,
    text('toPerson') === '' ? '' : `${text('toPerson')}同志`,
  ].filter((name) => name !== '');
  return named.length === 0 ? '　　　　　　　　' : named.join('、');
}

function itemTable(context: FormContext, notice: PrintedRecord): Html {
  const columns: readonly Column<PrintedRecord>[] = [
    { label: '序号', width: 10, cell: (_item, index) => String(index + 1) },
    { label: '问题', width: 70, cell: (item) => lines(item.text('statement')), kind: 'text' },
    { label: '整改时限', width: 32, cell: (item) => formatDay(item.text('currentDueAt')) },
    { label: '剩余（超期）天数', width: 28, cell: (item) => leftOf(item, notice, context) },
  ];
  return registerTable(columns, notice.related('items'), 'middle', 3);
}

/** As of the day the letter went out; of one not sent yet, as of the day it is printed. */
function leftOf(item: PrintedRecord, notice: PrintedRecord, context: FormContext): string {
  const due = item.text('currentDueAt');
  if (due === '') return '';
  const left = daysLeft(due, notice.text('sentAt') || context.printedAt.slice(0, 10));
  return left < 0 ? `超期${-left}天` : `剩余${left}天`;
}
