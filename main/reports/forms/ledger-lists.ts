/** F21, F22, F23 and the other lists of the rectification ledger (reference 3.5, 4.2): one layout, columns as described. */
import { refuse } from '../../../domain/failure.ts';
import { inUse, type LedgerList, type LedgerLists } from '../../../domain/registers/rect-item/lists.ts';
import { html, lines, type Html } from '../html.ts';
import { byTarget, overleafTitleOf } from './by-target.ts';
import { settings } from './column-widths.ts';
import {
  emptyRows,
  inShort,
  registerLine,
  totalRow,
  type Extra,
  type FormContext,
  type FormParts,
} from './form.ts';
import { ledgerColumns, type LedgerColumn, type LedgerLine } from './ledger-cells.ts';
import {
  continued,
  mergedHead,
  mergedRows,
  mergedShares,
  numberAgain,
  type MergedColumn,
  type MergedRows,
  type MergedTable,
} from './merged-table.ts';
import type { PrintedRecord } from './printed-record.ts';

/**
 * The list `own`, or what `清单` of `extra` names instead: one other list, or a set whose lists come one after the other,
 * each beginning a page; each organisation has its own. A list that has ended is left out of its sets. Throws ExpectedError `ListEnded` when nothing that
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
  const parts = byTarget(context, items);
  const tables = parts.flatMap(({ records: own, target, above }, at) =>
    lists.map((list, index) => ({
      ...{ list, own, target },
      ...tableOf(`o${at}t${index}`, list, own, above),
    })),
  );
  return {
    name,
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    overleafTitle: overleafTitleOf(parts, name),
    body: html`${tables.map(
      ({ list, own, target, markup }) =>
        html`<section class="part">
          <h1>${target}${list.label}</h1>
          ${registerLine(context, own, '个', extra['period'] ?? '')} ${markup}
        </section>`,
    )}`,
    overleaf: Object.assign({}, ...tables.map(({ overleaf }) => overleaf)) as MergedRows['overleaf'],
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

interface Line extends LedgerLine {
  /** The item's own number in the ledger; where it has none, its place among those of its organisation. */
  readonly number: string;
}

type Printed = MergedColumn<Line>;

/** The columns that head several problems of the feedback. */
const headings: readonly string[] = ['aspect', 'content'];

function printed(column: LedgerColumn): Printed {
  const isHeading = headings.includes(column.key);
  const isOne = (above: Line, below: Line): boolean => above.item === below.item && !column.byMeasure;
  const isAlike = (above: Line, below: Line): boolean =>
    column.text(above) !== '' && column.text(above) === column.text(below);
  const again = (line: Line): string => inShort(column.text(line));
  return {
    label: column.label,
    width: column.width,
    ...(column.isLong && { kind: 'text' as const }),
    cell: (line) => lines(column.text(line)),
    shared: (above, below) => isOne(above, below) || (isHeading && isAlike(above, below)),
    again: (line) => lines(column.key === 'statement' ? continued(again(line)) : again(line)),
  };
}

const serial: Printed = {
  label: '序号',
  width: 9,
  cell: ({ number }) => number,
  shared: (above, below) => above.item === below.item,
  again: ({ number }) => numberAgain(number),
};

function tableOf(
  place: string,
  list: LedgerList,
  items: readonly PrintedRecord[],
  above: string,
): { readonly markup: Html; readonly overleaf: MergedRows['overleaf'] } {
  const shown = ledgerColumns(list);
  const byMeasure = shown.some((column) => column.byMeasure);
  const all = items.toSorted(inLedger).flatMap((item, index): readonly Line[] => {
    const measures = byMeasure ? item.parts('rectMeasure') : [];
    const number = item.text('seq') || String(index + 1);
    return measures.length === 0
      ? [{ item, number, measure: undefined }]
      : measures.map((measure) => ({ item, number, measure }));
  });
  const columns = [serial, ...shown.map(printed)];
  const table: MergedTable<Line> = {
    place,
    columns,
    shares: mergedShares(columns, all, settings.small),
    setting: settings.small,
    titleOf: ({ number, item }) => `${number}　${inShort(item.text('statement'))}`,
  };
  const { rows, overleaf } = mergedRows(table, all);
  const markup = html`<table class="rows small">
    ${mergedHead(table, above)}
    <tbody>
      ${rows} ${all.length === 0 ? emptyRows(10, columns.length) : null}
      ${totals(columns.length, shown, items)}
    </tbody>
  </table>`;
  return { markup, overleaf };
}

/** As the ledger of one organisation numbers its items; those without a number as they were registered, at the end. */
function inLedger(one: PrintedRecord, other: PrintedRecord): number {
  const [a, b] = [one, other].map((item) => Number.parseInt(item.text('seq'), 10) || Infinity);
  if (a !== b) return (a ?? 0) < (b ?? 0) ? -1 : 1;
  return one.no < other.no ? -1 : 1;
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
