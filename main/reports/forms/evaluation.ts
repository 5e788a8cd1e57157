/** F31 整改评估评分表 (reference 4.2, 3.5.5). */
import { html, keep, lines, type Html } from '../html.ts';
import {
  dayToWrite,
  formatDay,
  issuerOf,
  registerTable,
  signatures,
  toNumber,
  type Column,
  type FormContext,
  type FormParts,
} from './form.ts';
import { blankRecord, type PrintedRecord, type PrintedRow } from './printed-record.ts';

export function evaluationForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  const sheets = records.length === 0 ? [blankRecord] : records;
  return {
    name: '整改评估评分表',
    landscape: false,
    pageNumber: 'dashes',
    body: html`${sheets.map((plan) => sheetOf(context, plan))}`,
  };
}

function sheetOf(context: FormContext, plan: PrintedRecord): Html {
  const text = plan.text;
  const rows = plan.rows('scores');
  const sum = (key: string): number => rows.reduce((all, row) => all + toNumber(row[key] ?? ''), 0);
  const total = html`<tr class="total">
    <td class="edge" colspan="3">合计</td>
    <td>${rows.length === 0 ? '' : sum('full')}</td>
    <td>${rows.length === 0 ? '' : sum('score')}</td>
    <td></td>
    <td></td>
  </tr>`;
  return html`<section class="part">
    <h1>整改评估评分表</h1>
    <div class="line">
      <span>被巡察党组织：${text('targetId')}</span><span>评估方案：${text('evalScheme')}</span>
    </div>
    <div class="line">
      <span>评估单位：${issuerOf(context, [plan])}</span
      ><span>评估日期：${keep(formatDay(text('evaluatedAt')) || dayToWrite)}</span>
    </div>
    ${registerTable(columns, rows, 'middle', 12, total)}
    <div class="after">
      <p>群众评判：${text('publicVerdict')}　　等次：${text('grade')}　　完成率：${text('doneRate')}</p>
      <p>后续：${followUp(plan)}</p>
      ${signatures(['评分人', '审核人', '负责人'])}
    </div>
  </section>`;
}

function followUp({ text }: PrintedRecord): string {
  const interview = formatDay(text('interviewAt'));
  const lookback = formatDay(text('lookbackAt'));
  return [
    interview === '' ? '' : `${interview}约谈主要负责人`,
    lookback === '' ? '' : `${lookback}开展整改“回头看”`,
  ]
    .filter((part) => part !== '')
    .join('，');
}

const columns: readonly Column<PrintedRow>[] = [
  { label: '序号', width: 13, cell: (_row, index) => String(index + 1) },
  { label: '评估方面', width: 26, cell: (row) => row['aspect'] ?? '' },
  { label: '指标', width: 50, cell: (row) => lines(row['indicator'] ?? ''), kind: 'text' },
  { label: '满分', width: 12, cell: (row) => row['full'] ?? '' },
  { label: '得分', width: 12, cell: (row) => row['score'] ?? '' },
  { label: '评分单位', width: 24, cell: (row) => row['rater'] ?? '' },
  { label: '扣分理由', width: 34, cell: (row) => lines(row['reason'] ?? ''), kind: 'text' },
];
