import { differenceOf, type StatedTotal as Stated } from '../../../domain/stated-total.ts';
import { normalizeText } from '../../../domain/text/normalize.ts';
import type { SheetLayout } from './header-detection.ts';
import type { StatedTotal } from './row-verdicts.ts';
import { sheetGrid, type Sheet } from './sheets.ts';
import { type RowSpan, type TotalRow, totalRows } from './total-spans.ts';

/** A doubt about the sheet as a whole; it never blocks the import, but the clerk must have seen it. */
export interface SheetWarning {
  readonly type:
    | 'totalDiffers'
    | 'serialMissing'
    | 'serialRepeated'
    | 'hiddenRows'
    | 'hiddenColumns'
    | 'otherTable'
    | 'comments'
    | 'pictures'
    | 'unseen';
  readonly message: string;
  readonly rows: readonly number[];
}

/** Whether rows may be missing or stand twice, rather than that something of the sheet is only to be known. */
export function isDoubt({ type }: SheetWarning): boolean {
  return (
    type === 'totalDiffers' || type === 'serialMissing' || type === 'serialRepeated' || type === 'otherTable'
  );
}

/**
 * Compares the sheet with what it says about itself: a total that differs from the rows read usually means that rows
 * were lost on the way (reference 2.4: a table of 7 beside a list of 28). A number without its counter word that stands
 * below a column of `numbers` adds that column up and counts no records.
 */
export function checkSheet(
  sheet: Sheet,
  layout: SheetLayout,
  records: readonly (readonly number[])[],
  unit: string,
  numbers: ReadonlySet<number> = new Set(),
): readonly SheetWarning[] {
  return [
    ...compareTotals(layout, records, unit, numbers),
    ...checkSerials(sheet, layout, records),
    ...hiddenParts(layout),
    ...otherTables(layout),
    ...besideCells(sheet),
  ];
}

function compareTotals(
  layout: SheetLayout,
  records: readonly (readonly number[])[],
  unit: string,
  numbers: ReadonlySet<number>,
): readonly SheetWarning[] {
  const rows = totalRows(layout);
  const countsRecords = (total: StatedTotal): boolean =>
    total.unit === unit || (total.unit === '' && layout.unit === unit && !numbers.has(total.column));
  return layout.statedTotals.filter(countsRecords).flatMap(({ row, label, value }) =>
    totalWarnings(row, rows.get(row), ({ from, to }) => {
      const counted = records.filter(([first = 0]) => first >= from && first <= to).length;
      return { label, stated: value, counted, unit };
    }),
  );
}

/** The warning when no reading of a total row gives what it states, or none; `column` names the cell where there is one. */
export function totalWarnings(
  row: number,
  total: TotalRow | undefined,
  add: (rows: RowSpan) => Omit<Stated, 'cell'>,
  column = '',
): readonly SheetWarning[] {
  const differences = (total?.readings ?? []).map((span) => ({ span, difference: differenceOf(add(span)) }));
  const [likeliest] = differences;
  if (!likeliest || differences.some(({ difference }) => difference === undefined)) return [];
  const { span, difference } = likeliest;
  const cell = column === '' ? '' : `（${column}${row}）`;
  const rows = span.from === span.to ? `第 ${span.from} 行` : `第 ${span.from} 至 ${span.to} 行`;
  const look = span.whole ? '请核对是否缺行' : `请核对${rows}`;
  const message = `${total?.isSubtotal === true ? '小计' : '合计'}与明细不符：第 ${row} 行${cell}${difference}，${look}。`;
  return [{ type: 'totalDiffers', message, rows: [row] }];
}

function checkSerials(
  sheet: Sheet,
  layout: SheetLayout,
  records: readonly (readonly number[])[],
): SheetWarning[] {
  const column = layout.serialColumn;
  if (column === undefined) return [];
  const grid = sheetGrid(sheet);
  const rowsBySerial = new Map<number, number[]>();
  for (const [row = 0] of records) {
    const match = /^(\d{1,7})[.,)]?$/.exec(normalizeText(grid.merged(row, column).text));
    if (!match) continue;
    const serial = Number(match[1]);
    rowsBySerial.set(serial, [...(rowsBySerial.get(serial) ?? []), row]);
  }
  const serials = [...rowsBySerial.keys()].sort((left, right) => left - right);
  const repeated = serials.filter((serial) => (rowsBySerial.get(serial)?.length ?? 0) > 1);
  const missing: number[] = [];
  const last = serials.at(-1) ?? 0;
  for (let serial = serials[0] ?? 1; serial < last && missing.length < 1_000; serial += 1) {
    if (!rowsBySerial.has(serial)) missing.push(serial);
  }
  const warnings: SheetWarning[] = [];
  if (repeated.length > 0 && repeated.length < serials.length / 2) {
    const rows = repeated.flatMap((serial) => rowsBySerial.get(serial) ?? []);
    warnings.push({ type: 'serialRepeated', message: `序号 ${listOf(repeated)} 重复出现，请核对。`, rows });
  }
  if (missing.length > 0 && missing.length < serials.length) {
    warnings.push({
      type: 'serialMissing',
      message: `序号缺 ${listOf(missing)}，请核对是否缺行。`,
      rows: [],
    });
  }
  return warnings;
}

function otherTables(layout: SheetLayout): SheetWarning[] {
  const rows = layout.verdicts.filter(({ kind }) => kind === 'unrecognised').map(({ row }) => row);
  const [first] = rows;
  return first === undefined
    ? []
    : [
        {
          type: 'otherTable',
          message: `第 ${first} 行起有 ${rows.length} 行属于另一张列次序不同的表，没有读入，请指明其表头另行导入。`,
          rows,
        },
      ];
}

function hiddenParts(layout: SheetLayout): SheetWarning[] {
  const rows = layout.verdicts
    .filter((verdict) => verdict.kind === 'data' && verdict.hidden)
    .map((verdict) => verdict.row);
  const columns = layout.columns.filter((column) => column.hidden).map((column) => column.letter);
  const warnings: SheetWarning[] = [];
  if (rows.length > 0) {
    warnings.push({
      type: 'hiddenRows',
      message: `有 ${rows.length} 行在表格中被隐藏或筛去，将一并导入。`,
      rows,
    });
  }
  if (columns.length > 0) {
    warnings.push({
      type: 'hiddenColumns',
      message: `${columns.join('、')} 列在表格中被隐藏，请核对其对应。`,
      rows: [],
    });
  }
  return warnings;
}

/** Comments and pictures stay behind; a format that hides them from us is named rather than trusted. */
function besideCells({ asides: { comments, pictures, complete } }: Sheet): SheetWarning[] {
  const warnings: SheetWarning[] = [];
  if (comments.length > 0) {
    warnings.push({
      type: 'comments',
      message: `${comments.length} 个单元格有批注（${rowList(comments)}），批注不导入，需要的请抄入表中再导入。`,
      rows: comments,
    });
  }
  if (pictures.length > 0) {
    warnings.push({
      type: 'pictures',
      message: `表中有 ${pictures.length} 张图片（${rowList(pictures)}），图片不导入，请登记后作为附件添加。`,
      rows: pictures,
    });
  }
  if (!complete) {
    warnings.push({
      type: 'unseen',
      message: '这种格式的表格读不出删除线和图片。表中如有，请先用 WPS 或 Excel 另存为 xlsx 再导入。',
      rows: [],
    });
  }
  return warnings;
}

function rowList(rows: readonly number[]): string {
  const known = [...new Set(rows.filter((row) => row > 0))];
  if (known.length === 0) return '位置不明';
  const more = known.length > 10 ? `等 ${known.length} 行` : '';
  return `第 ${known.slice(0, 10).join('、')} 行${more}`;
}

function listOf(numbers: readonly number[]): string {
  return numbers.length <= 10
    ? numbers.join('、')
    : `${numbers.slice(0, 10).join('、')} 等 ${numbers.length} 个`;
}
