/** Forms of one sheet for each record: a box of four columns, headings beside what they say. */
import { html, keep, lines, type Html } from '../html.ts';
import { breaking, overleaf, type FormParts } from './form.ts';
import { blankRecord, type PrintedRecord } from './printed-record.ts';

/** One sheet for each record, or a blank one; named after the record when there is only one, overleaf too. */
export function sheets(
  name: string,
  records: readonly PrintedRecord[],
  sheetOf: (record: PrintedRecord) => Html,
): FormParts {
  const only = records.length === 1 ? records[0]?.no : undefined;
  const parts = letters(name, records, sheetOf);
  return only === undefined ? parts : { ...parts, overleafTitle: `${name}　${only}（续）` };
}

/** As {@link sheets}; the further pages of a letter bear nothing but their number. */
export function letters(
  name: string,
  records: readonly PrintedRecord[],
  letterOf: (record: PrintedRecord) => Html,
): FormParts {
  const shown = records.length === 0 ? [blankRecord] : records;
  const only = records.length === 1 ? records[0]?.no : undefined;
  return {
    name: `${name}${only === undefined ? '' : ` ${only}`}`,
    landscape: false,
    pageNumber: 'dashes',
    body: html`${shown.map(letterOf)}`,
  };
}

export const boxColumns: Html = html`<colgroup>
  <col style="width:22%" />
  <col style="width:32%" />
  <col style="width:14%" />
  <col style="width:32%" />
</colgroup>`;

/** A row of a box form for a text of its own height. */
export function tall(label: string, value: Html, height = 0): Html {
  if (breaking(value) === 'long') return overleaf(label, value);
  return html`<tr>
    <th>${lines(label)}</th>
    <td class="text top" colspan="3" style="height:${height}mm">${value}</td>
  </tr>`;
}

/** A choice as boxes, the one chosen filled; one that the office calls otherwise by now stands behind them. */
export function choices(labels: readonly string[], chosen: string): Html {
  const all = chosen === '' || labels.includes(chosen) ? labels : [...labels, chosen];
  return html`${all.map((label) => html`${keep(`${label === chosen ? '■' : '□'}${label}`)}　 `)}`;
}

export interface SmallColumn {
  readonly key: string;
  readonly label: string;
  /** Share of the table's width. */
  readonly width: number;
}

/** The rows of a child table under their own headings, which stand on every page, with lines to write on when there are too few. */
export function smallTable(
  title: string,
  columns: readonly SmallColumn[],
  rows: readonly Readonly<Record<string, string>>[],
  least: number,
  type: 'middle' | '' = '',
): Html {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const empty = Array.from({ length: Math.max(0, least - rows.length) }, () => ({}));
  const shown: readonly Readonly<Record<string, string>>[] = [...rows, ...empty];
  return html`<table class="box joined open ${type}">
    <colgroup>
      ${columns.map(({ width }) => html`<col style="width:${((width / whole) * 100).toFixed(3)}%" />`)}
    </colgroup>
    <thead>
      <tr>
        <th colspan="${columns.length}">${title}</th>
      </tr>
      <tr>
        ${columns.map(({ label }) => html`<th>${lines(label)}</th>`)}
      </tr>
    </thead>
    ${shown.map(
      (row) =>
        html`<tr>
          ${columns.map(({ key }) => html`<td>${row[key] ?? ''}</td>`)}
        </tr>`,
    )}
  </table>`;
}
