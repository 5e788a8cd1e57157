/** What every form is given, and the pieces that several forms share. */
import type { LedgerLists } from '../../../domain/registers/rect-item/lists.ts';
import { registrarOf } from '../../../domain/registrar.ts';
import { formatMark, highestMark, type Mark } from '../../../domain/secrecy.ts';
import { html, keep, lines, textLength, textOf, type Html } from '../html.ts';
import type { FontDep, JobParts } from '../print-job.ts';
import { columnGroup, columnShares, settings, type Setting } from './column-widths.ts';
import type { PrintedRecord } from './printed-record.ts';

export interface FormContext extends FontDep {
  /** Who prints: 填报单位 of what the office compiles itself; at a workstation its host. */
  readonly officeName: string;
  /** The name on papers of the office with this id: of a workstation, its host's; '' when not known, to be written. */
  readonly nameOfOffice: (id: string) => string;
  /** Who prints, for the watermark. */
  readonly userName: string;
  /** Chinese date and time of printing, `YYYY-MM-DD HH:mm:ss`. */
  readonly printedAt: string;
  /** The office's own mark, carried by papers that have none of their own, e.g. reports and blank forms. */
  readonly officeMark: Mark;
  /** The office's lists of the rectification ledger. */
  readonly ledgerLists: LedgerLists;
  /** So long before a day as a rule of the office says; '' when it has no such rule. */
  readonly dayBefore: (rule: string, day: string) => string;
}

/** Free fields of a form as the clerk typed them, e.g. 移交人. */
export type Extra = Readonly<Record<string, string>>;

/** A form without what {@link FormContext} adds. */
export type FormParts = Omit<JobParts, 'watermark' | 'mark'>;

export function watermarkOf(context: FormContext): string {
  return `${context.officeName}　${context.userName}　${context.printedAt.slice(0, 16)}`;
}

/**
 * Whose paper it is: the office that registered what stands on it, whoever prints it. A list of records of several offices,
 * and an unfilled form, are the printing office's own.
 */
export function issuerOf(context: FormContext, records: readonly Pick<PrintedRecord, 'office'>[]): string {
  const [office = '', ...others] = new Set(records.map((record) => record.office));
  if (office === '' || others.length > 0) return context.officeName;
  return context.nameOfOffice(office);
}

/** These records as of the offices that registered them, for {@link issuerOf} of a paper they wrote before the hand-over. */
export function asRegistered(records: readonly Pick<PrintedRecord, 'office' | 'no'>[]) {
  return records.map((record) => ({ office: record.office && registrarOf(record) }));
}

/** A compilation carries the highest level and the longest term (reference 6.1); the office's mark when empty. */
export function markOfRecords(context: FormContext, records: readonly PrintedRecord[]): string {
  if (records.length === 0) return formatMark(context.officeMark);
  return formatMark(highestMark(records.map((record) => record.mark)));
}

/** `2026年3月9日` from `2026-03-09`; '' stays ''. */
export function formatDay(date: string): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  if (month === undefined || day === undefined) return '';
  return `${year}年${Number(month)}月${Number(day)}日${date.endsWith('暂') ? '（暂）' : ''}`;
}

/** Year, month and day to be written by hand. */
export const dayToWrite = '　　　年　　月　　日';

/** 填报单位, date and unit above a register of these records, and who registered them where those are several offices. */
export function registerLine(
  context: FormContext,
  records: readonly Pick<PrintedRecord, 'office'>[],
  unit: string,
  period = '',
): Html {
  const scope = scopeOf(context, records);
  return html`<div class="line">
      <span>填报单位：${issuerOf(context, records) || '　　　　　　　　'}</span><span>${period}</span>
      <span>${formatDay(context.printedAt)}</span><span>单位：${unit}</span>
    </div>
    ${scope === '' ? null : html`<div class="line">${scope}</div>`}`;
}

/** `登记单位：甲、乙（共2个单位）` of what several offices registered; '' of what one did. */
function scopeOf(context: FormContext, records: readonly Pick<PrintedRecord, 'office'>[]): string {
  const offices = new Set(records.map(({ office }) => office && context.nameOfOffice(office)));
  const names = [...offices].filter((name) => name !== '');
  if (offices.size < 2 || names.length === 0) return '';
  const more = names.length > mostOffices ? '等' : '';
  return `登记单位：${names.slice(0, mostOffices).join('、')}${more}（共${offices.size}个单位）`;
}

/** Offices named in full above a register. */
const mostOffices = 5;

/** Places to sign, side by side. */
export function signatures(titles: readonly string[], extra: Extra = {}): Html {
  return html`<div class="signs">
    ${titles.map((title) => html`<div>${signed(`${title}：`, extra[title] ?? '')}</div>`)}
  </div>`;
}

/** A name or date stays on its line; a row of names may wrap. */
function signed(title: string, text: string): Html {
  return text.length <= longestSigned ? keep(`${title}${text}`) : html`${title}${text}`;
}

const longestSigned = 15;

/** An opinion with the place to sign and date below it. */
export function opinion(text: string, by: string, at: string, title: string, height: number): Html {
  return html`<div class="opinion" style="min-height:${height}mm">
    <div>${lines(text)}</div>
    <div class="by">
      ${title.startsWith('（') ? title : `${title}：`}${by === '' ? '　　　　　' : by}　${at === '' ? dayToWrite : formatDay(at)}
    </div>
  </div>`;
}

/** A row of a box form of four columns: two headings, each with what it says. */
export function pair(label: string, value: Html | string, label2: string, value2: Html | string): Html {
  return html`<tr>
    <th>${lines(label)}</th>
    <td class="text">${value}</td>
    <th>${lines(label2)}</th>
    <td class="text">${value2}</td>
  </tr>`;
}

/** A row of a box form of four columns: one heading, what it says over the rest of the width. */
export function wide(label: string, value: Html): Html {
  if (breaking(value) === 'long') return overleaf(label, value);
  return html`<tr>
    <th>${lines(label)}</th>
    <td class="text" colspan="3">${value}</td>
  </tr>`;
}

/** A text that may go on overleaf stands below its heading, over the whole width: the heading stands on every page then. */
export function overleaf(label: string, value: Html): Html {
  return html`<tr class="long">
    <td class="nest" colspan="4">
      <table class="box">
        <thead>
          <tr>
            <th>${lines(label.replaceAll('\n', ''))}</th>
          </tr>
        </thead>
        <tbody>
          <tr class="long">
            <td class="text top">${value}</td>
          </tr>
        </tbody>
      </table>
    </td>
  </tr>`;
}

/** A row breaks over pages only when its text is long: a short one keeps together, an opinion with its signature. */
export function breaking(value: Html): 'long' | '' {
  return textLength(value) > longText ? 'long' : '';
}

const longText = 300;

export interface Column<Row> {
  readonly label: string;
  /** Share of the table's width; the shares need not add up to anything. */
  readonly width: number;
  readonly cell: (row: Row, index: number) => Html | string;
  /** Open text stands left, a figure right, and where somebody signs there is room for it. */
  readonly kind?: 'text' | 'number' | 'sign';
}

/**
 * A register: heading on every page, rows unbroken, a few empty rows when there is nothing to list. What follows the
 * last row (`foot`) stays on its page; `above` stands over the heading of every page.
 */
export function registerTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  size: keyof typeof settings,
  blank: number,
  foot: Html = html``,
  above = '',
): Html {
  const cells = rows.map((row, index) => columns.map(({ cell }) => cell(row, index)));
  const setting: Setting = settings[size];
  const shares = columnShares(columns, cells, setting);
  const rowOf = (row: readonly Content[]): Html => registerRow(columns, shares, row, setting);
  return html`<table class="rows ${setting.type}">
    ${columnGroup(shares)}
    <thead>
      ${aboveHeading(above, columns.length)}
      <tr>
        ${columns.map((column, index) => html`<th class="${edgeOf(index)}">${lines(column.label)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${cells.slice(0, -1).map(rowOf)} ${rows.length === 0 ? emptyRows(blank, columns.length) : null}
    </tbody>
    <tbody class="tail">
      ${cells.slice(-1).map(rowOf)} ${foot}
    </tbody>
  </table>`;
}

/** Whose the rows are, on every page of a sheet with several such tables; nothing for ''. */
export function aboveHeading(text: string, columns: number): Html {
  if (text === '') return html``;
  return html`<tr>
    <th class="text edge" colspan="${columns}">${text}</th>
  </tr>`;
}

type Content = Html | string;

function registerRow<Row>(
  columns: readonly Column<Row>[],
  shares: readonly number[],
  row: readonly Content[],
  setting: Setting,
): Html {
  const length = breakingRow(row.map((value, at) => ({ share: (shares[at] ?? 0) / 100, value })));
  const cells = html`<tr class="${length}">
    ${columns.map(({ kind }, at) => html`<td class="${kind ?? ''} ${edgeOf(at)}">${row[at] ?? ''}</td>`)}
  </tr>`;
  if (length === '') return cells;
  const [number = '', name = ''] = row.map((value) => (typeof value === 'string' ? value : textOf(value)));
  return rowOverleaf(shares, `${number}　${inShort(name)}`, cells, setting);
}

/** A row that may go on overleaf stands in a table of its own, whose head says on every page which row it is. */
export function rowOverleaf(shares: readonly number[], title: string, cells: Html, { type }: Setting): Html {
  return html`<tr class="long">
    <td class="nest" colspan="${shares.length}">
      <table class="rows ${type}">
        ${columnGroup(shares)}
        <thead>
          <tr>
            <td class="text edge" colspan="${shares.length}">${title}</td>
          </tr>
        </thead>
        <tbody>
          ${cells}
        </tbody>
      </table>
    </td>
  </tr>`;
}

/** As much of a long text as it takes to know it again. */
export function inShort(text: string): string {
  const characters = [...text];
  return characters.length > mostAgain ? `${characters.slice(0, mostAgain).join('')}……` : text;
}

const mostAgain = 40;

/** The leftmost cell of a row draws the table's left line. */
export function edgeOf(column: number): 'edge' | '' {
  return column === 0 ? 'edge' : '';
}

/** A row higher than about half a page breaks, or the page before it would stay empty. */
export function breakingRow(
  cells: readonly { readonly share: number; readonly value: Html | string }[],
): 'long' | '' {
  const length = (value: Html | string): number =>
    typeof value === 'string' ? value.length : textLength(value);
  return cells.some(({ share, value }) => length(value) > share * longRow) ? 'long' : '';
}

/** Characters in a column over the whole width that fill half a page: of a landscape one in small type, as of a portrait one. */
const longRow = 1500;

/** The last row of a register that counts what stands above it. */
export function totalRow(columns: number, text: string): Html {
  return html`<tr class="total">
    <td class="edge" colspan="${columns}">${text}</td>
  </tr>`;
}

/** Signatures as the last row of a register, so that they never stand on a page of their own. */
export function signatureRow(columns: number, titles: readonly string[], extra: Extra = {}): Html {
  return html`<tr>
    <td class="open" colspan="${columns}">${signatures(titles, extra)}</td>
  </tr>`;
}

/** Rows to write on. */
export function emptyRows(count: number, cells: number): readonly Html[] {
  const row = html`<tr style="height:9mm">
    ${Array.from({ length: cells }, (_, index) => html`<td class="${edgeOf(index)}"></td>`)}
  </tr>`;
  return Array.from({ length: count }, () => row);
}

/** A number for sums; what is not a number counts nothing. */
export function toNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : 0;
}
