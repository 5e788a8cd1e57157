/** A statistical report on paper: two-level headings, 合计, 统计口径, checks and notes. */
import { chineseDateTime } from '../../deps.ts';
import type { ReportTable } from '../table.ts';
import { html, type Html } from '../html.ts';
import { issuedLine, type IssuedMark } from '../issued-mark.ts';
import { columnGroup, settings, widthOf, type Setting } from './column-widths.ts';
import { registerLine, type FormContext, type FormParts } from './form.ts';

/** `rowTitle` heads the first column; `issued` where it is the copy of one that was issued. */
export function statisticsForm(
  context: FormContext,
  report: ReportTable,
  rowTitle: string,
  issued: IssuedMark | null = null,
): FormParts {
  const { setting, shares } = fitting(report, rowTitle);
  return {
    name: `${issued ? issued.no : ''}${report.title}（${report.period}）`,
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    body: html`<h1>${report.title}</h1>
      ${registerLine(issued ? { ...context, printedAt: chineseDateTime(issued.at) } : context, [], report.unit, report.period)}
      <table class="${setting.type}">
        ${columnGroup(shares)}
        <thead>
          ${headings(rowTitle, report.columns)}
        </thead>
        <tbody>
          ${report.rows.map(rowToHtml)}
        </tbody>
      </table>
      <div class="rules">
        ${issued ? html`<p>${issuedLine(issued)}</p>` : ''}
        <p>统计口径：${report.rules.map((rule, index) => html`${index + 1}. ${rule}　 `)}</p>
        ${report.notes.map((note) => html`<p>说　　明：${note}</p>`)}
        ${report.checks.length === 0 ? null : html`<p>核　　对：${report.checks.map(checkToHtml)}</p>`}
      </div>`,
  };
}

interface Fitting {
  readonly setting: Setting;
  /** Of the rows' names, then of each column, in percent. */
  readonly shares: readonly number[];
}

/** The largest type, then the lowest headings, in which no figure and no heading breaks where it must not; what is left over is shared. */
function fitting(report: ReportTable, rowTitle: string): Fitting {
  const long = report.columns.length > 14 || report.rows.length > 30;
  const types: readonly Setting[] = long
    ? [settings.small, settings.dense]
    : [settings.broad, settings.small];
  const tried = types.flatMap((setting) =>
    [3, 4].map((high) => ({ setting, least: leastWidths(report, rowTitle, setting, high) })),
  );
  const fits = tried.find(({ setting, least }) => sum(least) <= setting.breadth) ?? tried.at(-1);
  if (!fits) throw new Error('no type for a table');
  const { setting, least } = fits;
  const names = widthOf(longestName(report), setting.points) + setting.padding;
  const over = Math.max(0, setting.breadth - sum(least));
  const toNames = Math.min(over, Math.max(0, names - (least[0] ?? 0)));
  const each = (over - toNames) / (report.columns.length + 1);
  const widths = least.map((width, at) => width + each + (at === 0 ? toNames : 0));
  return { setting, shares: widths.map((width) => (width / sum(widths)) * 100) };
}

function sum(widths: readonly number[]): number {
  return widths.reduce((all, width) => all + width, 0);
}

function longestName(report: ReportTable): string {
  return report.rows.reduce((longest, { label }) => (label.length > longest.length ? label : longest), '');
}

/** In millimetres, of the rows' names and of each column: a figure stands on one line, a heading in `high` lines. */
function leastWidths(
  report: ReportTable,
  rowTitle: string,
  { points, padding }: Setting,
  high: number,
): readonly number[] {
  const heading = (label: string): number => widthOf('字'.repeat(leastCharacters(label, high)), points);
  const names = Math.max(heading(rowTitle), widthOf(longestName(report), points) / 2);
  const columns = report.columns.map(({ group, label }, at) => {
    const shared = report.columns.filter((column) => column.group === group).length;
    return Math.max(
      heading(label),
      group === '' ? 0 : (heading(group) - padding * (shared - 1)) / shared,
      ...report.rows.map((row) => leastOfCell(row.cells[at], points)),
    );
  });
  return [names, ...columns].map((width) => width + padding);
}

/** A figure stands on one line, words in up to three. */
function leastOfCell(cell: ReportTable['rows'][number]['cells'][number] | undefined, points: number): number {
  const { text, value } = cell ?? { text: '', value: null };
  const isOpen = value === null && text.length > longestFigure;
  return isOpen
    ? Math.max(widthOf('字'.repeat(longestFigure), points), widthOf(text, points) / 3)
    : widthOf(text, points) * heavy;
}

/** Characters of a rate or a day. */
const longestFigure = 10;

/** Figures of the total stand in the heading's face, which is wider. */
const heavy = 1.06;

/** What stands in brackets begins a line of its own. */
function partsOfHeading(label: string): readonly string[] {
  return label.split(/(?=（)|(?<=）)/u);
}

/** A bracket is not left alone on a line; other words take up to `high` lines of at least two characters. */
function leastCharacters(label: string, high: number): number {
  const least = (part: string): number => {
    if (!part.startsWith('（')) return Math.min(part.length, Math.max(2, Math.ceil(part.length / high)));
    return part.length <= 4 ? part.length : Math.max(3, Math.ceil(part.length / 2));
  };
  return Math.max(...partsOfHeading(label).map(least));
}

interface Group {
  readonly label: string;
  readonly columns: readonly string[];
}

/** Neighbouring columns of one group share a heading; columns without a group take both lines. */
function headings(rowTitle: string, columns: ReportTable['columns']): Html {
  const groups = groupColumns(columns);
  return html`<tr>
      <th rowspan="2">${rowTitle}</th>
      ${groups
        .map((group) =>
          group.label === ''
            ? group.columns.map((label) => html`<th rowspan="2">${headingLines(label)}</th>`)
            : [
                html`<th colspan="${group.columns.length}">
                  ${group.columns.length === 1 ? headingLines(group.label) : group.label}
                </th>`,
              ],
        )
        .flat()}
    </tr>
    <tr>
      ${groups.flatMap((group) => (group.label === '' ? [] : group.columns.map((label) => html`<th>${headingLines(label)}</th>`)))}
    </tr>`;
}

function headingLines(label: string): Html {
  return html`${partsOfHeading(label).map((part) => html`<div>${part}</div>`)}`;
}

function groupColumns(columns: ReportTable['columns']): readonly Group[] {
  const groups: { label: string; columns: string[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last?.label === column.group) last.columns.push(column.label);
    else groups.push({ label: column.group, columns: [column.label] });
  }
  return groups;
}

function rowToHtml(row: ReportTable['rows'][number]): Html {
  return html`<tr class="${row.total ? 'total' : ''}">
    <td class="text">${row.label}</td>
    ${row.cells.map((cell) => html`<td>${cell.text}</td>`)}
  </tr>`;
}

function checkToHtml(check: ReportTable['checks'][number], index: number, all: ReportTable['checks']): Html {
  const end = index === all.length - 1 ? '。' : '；';
  return check.ok ? html`${check.text}，相符${end}` : html`<span class="wrong">${check.text}${end}</span>`;
}
