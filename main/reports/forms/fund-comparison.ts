/**
 * F32 三数比对表 (reference 4.2): project by project, every row of the three figures side by side. What an inspected
 * organisation confirms is its own, so each has its part, and a signature stands only below what was signed by it.
 */
import { amountText, centsOf } from '../../../domain/text/amounts.ts';
import { code, day, html, lines, type Html } from '../html.ts';
import { byTarget, overleafTitleOf, type TargetPart } from './by-target.ts';
import { columnGroup, settings } from './column-widths.ts';
import {
  aboveHeading,
  breaking,
  edgeOf,
  emptyRows,
  inShort,
  registerLine,
  signatureRow,
  type FormContext,
  type FormParts,
} from './form.ts';
import {
  continued,
  mergedRows,
  type MergedColumn,
  type MergedRows,
  type MergedTable,
} from './merged-table.ts';
import { blankRecord, type PrintedRecord, type PrintedRow } from './printed-record.ts';

const levels = ['中央', '省', '市', '县'];
/** Shares of the width; three of the headings span several. */
const widths = [19, 19, 16, 16, 16, 16, 18, 15, 12, 18, 16, 18, 18, 18, 21, 12, 18];
const shares = widths.map((width) => (100 * width) / widths.reduce((sum, each) => sum + each, 0));

export function fundComparisonForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  period: string,
): FormParts {
  const blocks = new Map(records.map((record, index) => [record, blockOf(record, index)]));
  const papers = byTarget(context, records, signedAlike);
  const name = '三数比对表';
  return {
    name,
    landscape: true,
    pageNumber: 'ofTotal',
    overleafTitle: overleafTitleOf(papers, name),
    body: html`${papers.map((paper) =>
      partOf(
        context,
        paper,
        paper.records.map((record) => blocks.get(record)?.rows ?? html``),
        period,
      ),
    )}`,
    overleaf: Object.assign(
      {},
      ...[...blocks.values()].map(({ overleaf }) => overleaf),
    ) as MergedRows['overleaf'],
  };
}

const signed: readonly (readonly [title: string, key: string])[] = [
  ['编制人', 'preparedName'],
  ['复核人', 'reviewedName'],
  ['被巡察单位确认', 'confirmedName'],
];

/** Projects of one round with the same signatures stand on one paper. */
function signedAlike({ text, state }: PrintedRecord): string {
  return ['roundId', ...signed.map(([, key]) => key)].map(text).concat(state).join('\n');
}

/** What a paper lacks until its figures are locked, by the state of its projects. */
const lacking: Readonly<Record<string, string>> = { DRAFT: '（未签字）', PREPARED: '（未复核）' };

function partOf(
  context: FormContext,
  { records, above }: TargetPart,
  rows: readonly Html[],
  period: string,
): Html {
  const [{ text, state } = blankRecord] = records;
  return html`<section class="part">
    <h1>三数比对表${lacking[state] ?? ''}</h1>
    <div class="line">
      <span>被巡察单位：${text('targetId') || '　　　　　　　　'}</span><span>${text('roundId')}</span>
    </div>
    ${registerLine(context, records, '元', period)}
    <table class="rows dense">
      ${columnGroup(shares)}
      <thead>
        ${aboveHeading(above, widths.length)} ${headings}
      </thead>
      <tbody>
        ${rows} ${records.length === 0 ? emptyRows(12, widths.length) : null}
      </tbody>
      <tbody class="tail below">
        ${records.length > 1 ? totalRow(records) : null}
        ${signatureRow(
          widths.length,
          signed.map(([title]) => title),
          Object.fromEntries(signed.map(([title, key]) => [title, text(key)])),
        )}
      </tbody>
    </table>
  </section>`;
}

const headings: Html = html`<tr>
    ${['项目', '下达文号'].map((label, at) => html`<th class="${edgeOf(at)}" rowspan="2">${label}</th>`)}
    <th colspan="5">上级给多少</th>
    <th colspan="3">被巡察单位支多少</th>
    <th colspan="2">实际落地多少</th>
    ${['差额一\n（给－支）', '差额二\n（支－落地）', '原因', '认定', '关联问题'].map(
      (label) => html`<th rowspan="2">${lines(label)}</th>`,
    )}
  </tr>
  <tr>
    ${[...levels, '合计', '凭证号', '日期', '金额', '户（项目）', '金额'].map((label) => html`<th>${label}</th>`)}
  </tr>`;

/** A line of a project: what was paid and what landed side by side; its last one adds them up. */
interface Line {
  readonly record: PrintedRecord;
  readonly cells: readonly [Content, Content, Content, Content, Content];
  readonly isSum: boolean;
}

type Content = Html | string;

function blockOf(record: PrintedRecord, index: number): MergedRows {
  const { text } = record;
  const paid = record.rows('paidRows');
  const landed = record.rows('landedRows');
  const details = Array.from({ length: Math.max(1, paid.length, landed.length) }, (_, at): Line => ({
    record,
    cells: detailCells(paid[at], landed[at]),
    isSum: false,
  }));
  const rate = `落地率${text('rate') || '—'}`;
  const sums: Line['cells'] = ['小计', '', amount(text('paid')), rate, amount(text('landed'))];
  const table: MergedTable<Line> = {
    place: `p${index}`,
    ...{ columns, shares, setting: settings.dense },
    titleOf: () => inShort(text('project')),
  };
  const { rows, overleaf } = mergedRows(table, [...details, { record, cells: sums, isSum: true }]);
  return { rows: html`${rows} ${wordsBelow(record)}`, overleaf };
}

const columns: readonly MergedColumn<Line>[] = [
  {
    ...ofProject(0, ({ text }) => lines(text('project')), 'text'),
    again: ({ record }) => continued(inShort(record.text('project'))),
  },
  ofProject(1, (record) => (below(wordsOf(record).documents) ? '见下' : code(wordsOf(record).documents))),
  ...levels.map((level, at) =>
    ofProject(2 + at, (record) => amountOf(levelSum(record.rows('allocatedRows'), level)), 'number'),
  ),
  ofProject(6, ({ text }) => amount(text('allocated')), 'number'),
  ...([undefined, undefined, 'number', 'text', 'number'] as const).map((kind, at): MergedColumn<Line> => ({
    label: '',
    width: widths[7 + at] ?? 0,
    ...(kind && { kind }),
    cell: ({ cells, isSum }) => (isSum ? html`<b>${cells[at] ?? ''}</b>` : (cells[at] ?? '')),
  })),
  ofProject(12, ({ text }) => amount(text('gap1')), 'number'),
  ofProject(13, ({ text }) => amount(text('gap2')), 'number'),
  ofProject(14, (record) => (below(wordsOf(record).reason) ? '见下' : lines(wordsOf(record).reason))),
  ofProject(15, ({ text }) => text('verdict')),
  ofProject(16, (record) => code(record.referring('problem', 'funds').join('、'))),
];

/** A column that says something once for its project. */
function ofProject(
  at: number,
  cell: (record: PrintedRecord) => Content,
  kind?: 'text' | 'number',
): MergedColumn<Line> {
  return {
    label: '',
    width: widths[at] ?? 0,
    ...(kind && { kind }),
    cell: ({ record }) => cell(record),
    shared: (above, below) => above.record === below.record,
  };
}

function wordsOf(record: PrintedRecord): { readonly documents: string; readonly reason: string } {
  const documents = docNos(record.text('docNo'), record.rows('allocatedRows'));
  return { documents, reason: record.text('explanation') };
}

function wordsBelow(record: PrintedRecord): Html {
  const { documents, reason } = wordsOf(record);
  const words = [below(documents) ? `下达文号：${documents}` : '', below(reason) ? `原因：${reason}` : '']
    .filter((part) => part !== '')
    .join('\n');
  if (words === '') return html``;
  return html`<tr class="${breaking(lines(words))}">
    <td class="text edge" colspan="${widths.length}">${lines(words)}</td>
  </tr>`;
}

/** What is too long for its column stands in a row of its own below its project. */
function below(words: string): boolean {
  return words.length > 40;
}

function detailCells(paid: PrintedRow | undefined, landed: PrintedRow | undefined): Line['cells'] {
  return [
    code(paid?.['voucherNo'] ?? ''),
    day(paid?.['date'] ?? ''),
    amount(paid?.['amount'] ?? ''),
    landed?.['name'] ?? '',
    amount(landed?.['amount'] ?? ''),
  ];
}

function totalRow(records: readonly PrintedRecord[]): Html {
  const sum = (key: string): Html =>
    amountOf(records.reduce((all, record) => all + centsOf(record.text(key)), 0));
  return html`<tr class="total">
    <td class="edge" colspan="6">合计　${records.length}项</td>
    <td class="number">${sum('allocated')}</td>
    <td colspan="2"></td>
    <td class="number">${sum('paid')}</td>
    <td></td>
    <td class="number">${sum('landed')}</td>
    <td class="number">${sum('gap1')}</td>
    <td class="number">${sum('gap2')}</td>
    <td colspan="3"></td>
  </tr>`;
}

function docNos(own: string, given: readonly PrintedRow[]): string {
  return [...new Set([own, ...given.map((row) => row['docNo'] ?? '')])].filter((no) => no !== '').join('、');
}

function levelSum(given: readonly PrintedRow[], level: string): number | undefined {
  const rows = given.filter((row) => (row['level'] ?? '').startsWith(level));
  return rows.length === 0 ? undefined : rows.reduce((sum, row) => sum + centsOf(row['amount'] ?? ''), 0);
}

function amount(text: string): Html {
  return text === '' ? html`` : amountOf(centsOf(text));
}

/** Without the unit, which stands above the table; negative ones in red, very large ones in smaller type. */
function amountOf(cents: number | undefined): Html {
  if (cents === undefined) return html``;
  const text = amountText(cents);
  const fitting = text.length > widest ? ` style="font-size:${(100 * widest) / text.length}%"` : '';
  const shown = cents < 0 ? html`<span class="wrong">${text}</span>` : html`${text}`;
  return html`<span class="keep" ${{ markup: fitting }}>${shown}</span>`;
}

/** Characters of an amount that fit its column. */
const widest = 10;
