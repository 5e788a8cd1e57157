/** F21, F22, F23 and the other lists of the rectification ledger (reference 3.5, 4.2): one layout, columns as described. */
import { refuse } from '../../../domain/failure.ts';
import { inUse, type LedgerList, type LedgerLists } from '../../../domain/registers/rect-item/lists.ts';
import { day, html, lines, type Html } from '../html.ts';
import {
  breakingRow,
  edgeOf,
  registerLine,
  totalRow,
  type Extra,
  type FormContext,
  type FormParts,
} from './form.ts';
import { ledgerColumns, type LedgerColumn, type LedgerLine } from './ledger-cells.ts';
import type { PrintedRecord } from './printed-record.ts';

/**
 * The list `own`, or what `清单` of `extra` names instead: one other list, or a set whose lists come one after the other,
 * each beginning a page. A list that has ended is left out of its sets. Throws ExpectedError `ListEnded` when nothing that
 * is in use is named.
 */
export function ledgerListsForm(
  context: FormContext,
  items: readonly PrintedRecord[],
  own: string,
  extra: Extra,
): FormParts {
  const { name, lists } = chosenLists(
    context.ledgerLists,
    own,
    extra['清单'],
    context.printedAt.slice(0, 10),
  );
  return {
    name,
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    body: html`${lists.map(
      (list) =>
        html`<section class="part">
          <h1>${headOf(items)}${list.label}</h1>
          ${registerLine(context, '个', extra['period'] ?? '')} ${table(list, items)}
        </section>`,
    )}`,
  };
}

function chosenLists(
  known: LedgerLists,
  own: string,
  chosen: string | undefined,
  today: string,
): { readonly name: string; readonly lists: readonly LedgerList[] } {
  const usable = inUse(known.lists, today);
  const named = (code: string): readonly LedgerList[] => usable.filter((list) => list.code === code);
  const set = inUse(known.sets, today).find(({ code }) => chosen === `set:${code}`);
  const wanted = chosen ? chosen.replace(/^list:/u, '') : own;
  const lists = set ? set.lists.flatMap(named) : named(wanted);
  if (lists.length === 0) refuseEnded();
  return { name: set?.label ?? lists[0]?.label ?? '', lists };
}

function refuseEnded(): never {
  refuse(
    'ListEnded',
    '没有可以打印的清单，没有生成。',
    '所选清单已停用（或者所选组合已停用、其中的清单都已停用）。',
    '请改选在用的清单或者清单组合；需要恢复的，请在“基础数据—整改清单”中修改使用期。',
  );
}

/** The organisation stands in the title when the whole list is about one. */
function headOf(items: readonly PrintedRecord[]): string {
  const targets = new Set(items.map((item) => item.text('targetId')));
  return targets.size === 1 ? (items[0]?.text('targetId') ?? '') : '';
}

interface Line extends LedgerLine {
  readonly number: number;
}

interface Printed {
  readonly label: string;
  readonly width: number;
  readonly byMeasure?: boolean;
  /** Equal neighbours of the same organisation share a cell. */
  readonly merged?: boolean;
  readonly kind?: 'text';
  readonly cell: (line: Line) => Html | string;
}

/** The columns that head several problems of the feedback. */
const headings: readonly string[] = ['aspect', 'content'];

function printed(column: LedgerColumn): Printed {
  return {
    label: column.label,
    width: column.width,
    byMeasure: column.byMeasure,
    merged: headings.includes(column.key),
    ...(column.isLong && { kind: 'text' as const }),
    cell: (line) => {
      const text = column.text(line);
      return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? day(text) : lines(text);
    },
  };
}

const serial: Printed = { label: '序号', width: 9, cell: ({ number }) => String(number) };

function table(list: LedgerList, items: readonly PrintedRecord[]): Html {
  const shown = ledgerColumns(list);
  const columns = [serial, ...shown.map(printed)];
  const byMeasure = columns.some((column) => column.byMeasure);
  const all = items.flatMap((record, index): readonly Line[] => {
    const measures = byMeasure ? record.parts('rectMeasure') : [];
    const number = index + 1;
    return measures.length === 0
      ? [{ item: record, number, measure: undefined }]
      : measures.map((measure) => ({ item: record, number, measure }));
  });
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return html`<table class="rows small">
    <colgroup>
      ${columns.map(({ width }) => html`<col style="width:${((width / whole) * 100).toFixed(3)}%" />`)}
    </colgroup>
    <thead>
      <tr>
        ${columns.map(({ label }, index) => html`<th class="${edgeOf(index)}">${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${all.map((line, index) => row(columns, all, line, index))}
      ${Array.from(
        { length: all.length === 0 ? 10 : 0 },
        () =>
          html`<tr style="height:10mm">
            ${columns.map((_, index) => html`<td class="${edgeOf(index)}"></td>`)}
          </tr>`,
      )}
      ${totals(columns.length, shown, items)}
    </tbody>
  </table>`;
}

function row(columns: readonly Printed[], all: readonly Line[], line: Line, index: number): Html {
  const spans = columns.some((column) => spanFrom(column, all, index) > 1);
  return html`<tr class="${spans ? 'long' : breakingLine(columns, line)}">
    ${columns.flatMap((column, at) => {
      if (together(column, all[index - 1], line)) return [];
      const span = spanFrom(column, all, index);
      const spanned = span > 1 ? html` rowspan="${span}"` : html``;
      return [html`<td class="${column.kind ?? ''} ${edgeOf(at)}" ${spanned}>${column.cell(line)}</td>`];
    })}
  </tr>`;
}

function breakingLine(columns: readonly Printed[], line: Line): 'long' | '' {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return breakingRow(columns.map(({ width, cell }) => ({ share: width / whole, value: cell(line) })));
}

/** How many items and measures the list holds, and how far they are where the list says so. */
function totals(columns: number, shown: readonly LedgerColumn[], items: readonly PrintedRecord[]): Html {
  if (items.length === 0) return html``;
  const shows = (wanted: string): boolean => shown.some(({ key }) => key === wanted);
  const measures = shows('measure')
    ? items.reduce((sum, record) => sum + record.parts('rectMeasure').length, 0)
    : 0;
  const known = [...new Set(items.map((record) => record.text('status')))].filter((status) => status !== '');
  const standing = shows('status')
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
