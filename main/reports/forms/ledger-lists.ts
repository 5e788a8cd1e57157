/** F21, F22, F23 and the other lists of the rectification ledger (reference 3.5, 4.2): one layout, columns as described. */
import {
  ledgerList,
  listSets,
  type LedgerListKey,
  type ListColumn,
} from '../../../domain/registers/rect-item/lists.ts';
import { day, html, lines, type Html } from '../html.ts';
import { breakingRow, registerLine, totalRow, type Extra, type FormContext, type FormParts } from './form.ts';
import type { PrintedRecord } from './printed-record.ts';

/** The lists of a set one after the other, each beginning a page; `清单` of `extra` names another set than the form's own. */
export function ledgerListsForm(
  context: FormContext,
  items: readonly PrintedRecord[],
  own: LedgerListKey,
  extra: Extra,
): FormParts {
  const set = listSets.find(({ label }) => label === extra['清单']);
  const lists = (set?.lists ?? [own]).map(ledgerList);
  const title = ledgerList(own).title;
  return {
    name: set ? `${title}（${set.label}）` : title,
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    body: html`${lists.map(
      (list) =>
        html`<section class="part">
          <h1>${headOf(items)}${list.title}</h1>
          ${registerLine(context, '个', extra['period'] ?? '')} ${table(list.columns, items)}
        </section>`,
    )}`,
  };
}

/** The organisation stands in the title when the whole list is about one. */
function headOf(items: readonly PrintedRecord[]): string {
  const targets = new Set(items.map((item) => item.text('targetId')));
  return targets.size === 1 ? (items[0]?.text('targetId') ?? '') : '';
}

interface Line {
  readonly item: PrintedRecord;
  readonly number: number;
  readonly measure: PrintedRecord | undefined;
}

interface Printed {
  readonly label: string;
  readonly width: number;
  /** A line for each measure; otherwise the cell stands once for its item. */
  readonly byMeasure?: boolean;
  /** Equal neighbours of the same organisation share a cell. */
  readonly merged?: boolean;
  readonly kind?: 'text';
  readonly cell: (line: Line) => Html | string;
}

function item(label: string, width: number, key: string, kind?: 'text'): Printed {
  const column = { label, width, cell: (line: Line) => lines(line.item.text(key)) };
  return kind ? { ...column, kind } : column;
}

const printed: Readonly<Record<ListColumn, Printed>> = {
  aspect: { ...item('反馈重点方面', 16, 'aspect'), merged: true },
  content: { ...item('重点内容', 14, 'content'), merged: true },
  statement: item('具体问题', 34, 'statement', 'text'),
  objective: item('整改目标', 26, 'objective', 'text'),
  measure: { ...ofMeasure('整改措施', 40, 'content'), kind: 'text' },
  standard: { ...ofMeasure('完成标志', 22, 'standard'), kind: 'text' },
  progressPct: {
    label: '进度',
    width: 8,
    cell: ({ item: { text } }) => (text('progressPct') === '' ? '' : `${text('progressPct')}%`),
  },
  progressText: item('整改描述', 34, 'progressText', 'text'),
  leader: item('责任领导', 11, 'leader'),
  chargeLeader: item('分管领导', 11, 'chargeLeader'),
  department: {
    label: '牵头部门/负责人',
    width: 15,
    cell: ({ item: { text } }) =>
      lines([text('leadDept'), text('leadDeptHead')].filter((part) => part !== '').join('/')),
  },
  coDepts: item('配合部门', 15, 'coDepts'),
  person: {
    label: '责任人',
    width: 11,
    byMeasure: true,
    cell: ({ item: { text }, measure }) => measure?.text('person') || text('person'),
  },
  dueAt: { label: '整改时限', width: 16, byMeasure: true, cell: dueOf },
  type: item('整改类型', 11, 'type'),
  status: item('完成情况', 11, 'status'),
  results: { label: '整改成效', width: 40, kind: 'text', cell: ({ item }) => resultsOf(item) },
  evidence: { ...ofMeasure('佐证材料', 24, 'evidence'), kind: 'text' },
  acknowledged: {
    label: '认领',
    width: 18,
    cell: ({ item: { text } }) => html`${text('acknowledgedBy')} ${day(text('acknowledgedAt'))}`,
  },
  closedAt: { label: '销号日期', width: 14, cell: ({ item: { text } }) => day(text('closedAt')) },
};

function ofMeasure(label: string, width: number, key: string): Printed {
  return {
    label,
    width,
    byMeasure: true,
    cell: ({ measure }) =>
      measure ? lines(`${key === 'content' ? numbered(measure) : ''}${measure.text(key)}`) : '',
  };
}

function numbered(measure: PrintedRecord): string {
  const seq = measure.text('seq');
  return seq === '' || /^\d+[.、．]/u.test(measure.text('content')) ? '' : `${seq}.`;
}

/** The words of the document where it gives no day, and the extended date with its original beside it. */
function dueOf({ item: { text }, measure }: Line): Html | string {
  const own = measure?.text('dueText') || measure?.text('dueAt') || '';
  if (own !== '') return /^\d{4}-/u.test(own) ? day(own) : lines(own);
  const due = text('dueText') || text('dueAt');
  const current = text('currentDueAt');
  if (current !== '' && current !== text('dueAt')) return lines(`${current}\n（原${due}）`);
  if (due !== '') return /^\d{4}-/u.test(due) ? day(due) : lines(due);
  return text('type') === '长期坚持' ? '长期坚持' : '';
}

const results: readonly (readonly [key: string, before: string, after: string])[] = [
  ['institutions', '建立修订制度', '项'],
  ['partySanctions', '党纪处分', '人'],
  ['governmentSanctions', '政务处分', '人'],
  ['organisational', '组织处理', '人'],
  ['admonished', '诫勉', '人'],
  ['talks', '谈话提醒', '人'],
  ['criticised', '批评教育', '人'],
  ['moneyCleared', '清退违规资金', ''],
  ['personallyRepaid', '追回个人承担', ''],
  ['lossRecovered', '挽回损失', ''],
  ['livelihood', '解决民生实事', '件'],
];

export function resultsOf(record: PrintedRecord): string {
  return results
    .filter(([key]) => !['', '0', '0.00元'].includes(record.text(key)))
    .map(([key, before, after]) => `${before}${record.text(key)}${after}`)
    .join('；');
}

const serial: Printed = { label: '序号', width: 9, cell: ({ number }) => String(number) };

function table(keys: readonly ListColumn[], items: readonly PrintedRecord[]): Html {
  const columns = [serial, ...keys.map((key) => printed[key])];
  const byMeasure = columns.some((column) => column.byMeasure);
  const all = items.flatMap((record, index): readonly Line[] => {
    const measures = byMeasure ? record.parts('rectMeasure') : [];
    const number = index + 1;
    return measures.length === 0
      ? [{ item: record, number, measure: undefined }]
      : measures.map((measure) => ({ item: record, number, measure }));
  });
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return html`<table class="small">
    <colgroup>
      ${columns.map(({ width }) => html`<col style="width:${((width / whole) * 100).toFixed(3)}%" />`)}
    </colgroup>
    <thead>
      <tr>
        ${columns.map(({ label }) => html`<th>${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${all.map((line, index) => row(columns, all, line, index))}
      ${Array.from(
        { length: all.length === 0 ? 10 : 0 },
        () =>
          html`<tr style="height:10mm">
            ${columns.map(() => html`<td></td>`)}
          </tr>`,
      )}
      ${totals(columns.length, keys, items)}
    </tbody>
  </table>`;
}

function row(columns: readonly Printed[], all: readonly Line[], line: Line, index: number): Html {
  const spans = columns.some((column) => spanFrom(column, all, index) > 1);
  return html`<tr class="${spans ? 'long' : breakingLine(columns, line)}">
    ${columns.flatMap((column) => {
      if (together(column, all[index - 1], line)) return [];
      const span = spanFrom(column, all, index);
      const spanned = span > 1 ? html` rowspan="${span}"` : html``;
      return [html`<td class="${column.kind ?? ''}" ${spanned}>${column.cell(line)}</td>`];
    })}
  </tr>`;
}

function breakingLine(columns: readonly Printed[], line: Line): 'long' | '' {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return breakingRow(columns.map(({ width, cell }) => ({ share: width / whole, value: cell(line) })));
}

/** How many items and measures the list holds, and how far they are where the list says so. */
function totals(columns: number, keys: readonly ListColumn[], items: readonly PrintedRecord[]): Html {
  if (items.length === 0) return html``;
  const measures = keys.includes('measure')
    ? items.reduce((sum, record) => sum + record.parts('rectMeasure').length, 0)
    : 0;
  const known = [...new Set(items.map((record) => record.text('status')))].filter((status) => status !== '');
  const standing = keys.includes('status')
    ? known.map((status) => `${status}${items.filter((record) => record.text('status') === status).length}个`)
    : [];
  return totalRow(
    columns,
    [`合计　${items.length}个`, measures === 0 ? '' : `措施${measures}条`, ...standing]
      .filter((part) => part !== '')
      .join('　'),
  );
}

function spanFrom(column: Printed, all: readonly Line[], index: number): number {
  let span = 1;
  while (together(column, all[index + span - 1], all[index + span])) span += 1;
  return span;
}

/** Whether two neighbouring lines share the cell of a column. */
function together(column: Printed, above: Line | undefined, below: Line | undefined): boolean {
  if (!above || !below) return false;
  if (above.item === below.item) return column.byMeasure !== true;
  if (column.merged !== true || above.item.text('targetId') !== below.item.text('targetId')) return false;
  const [one, other] = [column.cell(above), column.cell(below)];
  const markup = (cell: Html | string): string => (typeof cell === 'string' ? cell : cell.markup);
  return markup(one) !== '' && markup(one) === markup(other);
}
