/** F27 预警函, F28 督办单 and 提示函, F29 立行立改通知书 (reference 4.2, 3.5.3). */
import { daysLeft, formatTimeLeft } from '../../../domain/calendar/time-left.ts';
import { allRecipients, recipientsOf } from '../../../domain/registers/urge-notice/recipients.ts';
import { html, lines, type Html } from '../html.ts';
import { boxColumns, letters, tall } from './box.ts';
import {
  formatDay,
  issuerOf,
  opinion,
  registerTable,
  wide,
  type Column,
  type FormContext,
  type FormParts,
} from './form.ts';
import { letterPage, type Letter } from './letter.ts';
import type { PrintedRecord } from './printed-record.ts';
import { ended, warningSentence } from './warning-text.ts';

export function warningForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return notices(context, records, '预警函', (notice) => itemTable(context, notice));
}

export function urgeForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return notices(context, records, '督办单（提示函）', (notice) => itemsNamed(context, notice));
}

/** With the part that comes back: the head signs for it in person and reports what was done. */
export function immediateForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return notices(
    context,
    records,
    '立行立改通知书',
    (notice) => itemsNamed(context, notice),
    ({ text }) =>
      html`<section class="part">
        <h1>立行立改通知书签收及办理情况回告</h1>
        <table class="box">
          ${boxColumns} ${wide('通知书文号', lines(text('docNo')))} ${tall('事由', lines(text('matter')), 12)}
          ${tall('被巡察党组织\n主要负责人\n（亲自签收）', opinion('', text('signedBy'), text('signedAt'), '签字', 20))}
          ${tall('办理情况\n回告', lines(text('replyText')), 90)}
          ${tall('党组织\n主要负责人', opinion('', '', text('replyAt'), '签字（章）', 24))}
        </table>
      </section>`,
  );
}

function notices(
  context: FormContext,
  records: readonly PrintedRecord[],
  name: string,
  tableOf: (notice: PrintedRecord) => Html,
  end: (notice: PrintedRecord) => Html = () => html``,
): FormParts {
  return letters(
    name,
    records,
    (notice) => html`${letterPage(letterOf(context, notice, name, tableOf(notice)))} ${end(notice)}`,
  );
}

function letterOf(context: FormContext, notice: PrintedRecord, name: string, table: Html): Letter {
  const { text } = notice;
  const dues = notice.related('items').map((item) => item.text('currentDueAt'));
  const warning = warningSentence(text('code.kind'), dues, asOf(notice, context));
  const isInterview = text('code.kind') === 'INTERVIEW';
  return {
    issuer: issuerOf(context, [notice]),
    title: text('kind') || name,
    number: text('docNo'),
    to: addressees(notice),
    paragraphs: [
      ended(text('matter')) || '　\n　',
      ...(warning === undefined ? [] : [warning]),
      ...(isInterview ? [invitation(notice)] : []),
    ],
    table,
    demands: [`要求：${ended(text('demand')) || '\n　'}`, ...replyAsked(notice)],
    annexes: [],
    contact: '',
    date: text('sentAt') || text('approvedAt'),
    copyTo: text('copyTo'),
  };
}

const blankDay = '　　　年　　月　　日';

/** A circular that names no day asks for no reply. */
function replyAsked({ text }: PrintedRecord): readonly string[] {
  const due = formatDay(text('replyDueAt'));
  if (due === '' && text('code.kind') === 'CIRCULAR') return [];
  return [`请于${due || blankDay}前书面回复办理情况。`];
}

/** When and where who is called in is to come. */
function invitation({ text }: PrintedRecord): string {
  const day = formatDay(text('interviewOn')) || blankDay;
  const time = text('interviewTime') || '　　时　　分';
  return `请于${day}${time}到${text('interviewPlace') || '　　　　　　　　'}接受约谈。`;
}

function itemsNamed(context: FormContext, notice: PrintedRecord): Html {
  return notice.related('items').length === 0 ? html`` : itemTable(context, notice);
}

/** Those the kind goes to: 主办人, 分管领导, or unit and head. */
function addressees({ text }: PrintedRecord): string {
  const keys = recipientsOf(text('code.kind')) ?? allRecipients;
  const named = allRecipients.filter((key) => keys.includes(key) && text(key) !== '');
  return named.map((key) => (key === 'toOrg' ? text(key) : `${text(key)}同志`)).join('、');
}

function itemTable(context: FormContext, notice: PrintedRecord): Html {
  const columns: readonly Column<PrintedRecord>[] = [
    { label: '序号', width: 10, cell: (_item, index) => String(index + 1) },
    { label: '问题', width: 70, cell: (item) => lines(item.text('statement')), kind: 'text' },
    { label: '整改时限', width: 32, cell: (item) => formatDay(item.text('currentDueAt')) },
    { label: '剩余（超期）\n天数', width: 28, cell: (item) => leftOf(item, notice, context) },
  ];
  return registerTable(columns, notice.related('items'), 'middle', 3);
}

/** The day the letter went out; of one not sent yet, the day it is printed. */
function asOf(notice: PrintedRecord, context: FormContext): string {
  return notice.text('sentAt') || context.printedAt.slice(0, 10);
}

function leftOf(item: PrintedRecord, notice: PrintedRecord, context: FormContext): string {
  const due = item.text('currentDueAt');
  if (due === '') return '';
  return formatTimeLeft(daysLeft(asOf(notice, context), due));
}
