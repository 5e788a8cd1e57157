/** A statistical report on paper: two-level headings, 合计, 统计口径, checks and notes. */
import type { ComputedReport } from '../table.ts';
import { html, type Html } from '../html.ts';
import { registerLine, type FormContext, type FormParts } from './form.ts';

/** `rowTitle` heads the first column. */
export function statisticsForm(context: FormContext, report: ComputedReport, rowTitle: string): FormParts {
  const wide = report.columns.length > 14 || report.rows.length > 30;
  const widths = report.columns.map((_column, index) => columnWeight(report, index));
  const whole = widths.reduce((sum, width) => sum + width, labelWeight(report));
  return {
    name: `${report.title}（${report.period}）`,
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    body: html`<h1>${report.title}</h1>
      ${registerLine(context, report.unit, report.period)}
      <table class="${wide ? 'small' : 'middle'}">
        <colgroup>
          ${[labelWeight(report), ...widths].map(
            (width) => html`<col style="width:${((width / whole) * 100).toFixed(3)}%" />`,
          )}
        </colgroup>
        <thead>
          ${headings(rowTitle, report.columns)}
        </thead>
        <tbody>
          ${report.rows.map(rowToHtml)}
        </tbody>
      </table>
      <div class="rules">
        <p>统计口径：${report.rules.map((rule, index) => html`${index + 1}. ${rule}　 `)}</p>
        ${report.notes.map((note) => html`<p>说　　明：${note}</p>`)}
        <p>核　　对：${report.checks.map(checkToHtml)}</p>
      </div>`,
  };
}

/** Columns share the width by their longest number, so that no percentage breaks. */
function columnWeight(report: ComputedReport, index: number): number {
  return Math.max(4.5, ...report.rows.map((row) => (row.cells[index]?.text.length ?? 0) + 1));
}

function labelWeight(report: ComputedReport): number {
  const longest = Math.max(...report.rows.map((row) => row.label.length));
  return Math.min(22, Math.max(12, longest * 2));
}

interface Group {
  readonly label: string;
  readonly columns: readonly string[];
}

/** Neighbouring columns of one group share a heading; columns without a group take both lines. */
function headings(rowTitle: string, columns: ComputedReport['columns']): Html {
  const groups = groupColumns(columns);
  return html`<tr>
      <th rowspan="2">${rowTitle}</th>
      ${groups
        .map((group) =>
          group.label === ''
            ? group.columns.map((label) => html`<th rowspan="2">${label}</th>`)
            : [html`<th colspan="${group.columns.length}">${group.label}</th>`],
        )
        .flat()}
    </tr>
    <tr>
      ${groups.flatMap((group) => (group.label === '' ? [] : group.columns.map((label) => html`<th>${label}</th>`)))}
    </tr>`;
}

function groupColumns(columns: ComputedReport['columns']): readonly Group[] {
  const groups: { label: string; columns: string[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last?.label === column.group) last.columns.push(column.label);
    else groups.push({ label: column.group, columns: [column.label] });
  }
  return groups;
}

function rowToHtml(row: ComputedReport['rows'][number]): Html {
  return html`<tr class="${row.total ? 'total' : ''}">
    <td class="text">${row.label}</td>
    ${row.cells.map((cell) => html`<td>${cell.text}</td>`)}
  </tr>`;
}

function checkToHtml(
  check: ComputedReport['checks'][number],
  index: number,
  all: ComputedReport['checks'],
): Html {
  const end = index === all.length - 1 ? '。' : '；';
  return check.ok ? html`${check.text}，相符${end}` : html`<span class="wrong">${check.text}${end}</span>`;
}
