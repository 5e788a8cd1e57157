import { normalizeText } from '../../../domain/text/normalize.ts';
import { looksLikeDate, looksLikeNumber } from './cell-shapes.ts';
import type { HeadingRows } from './heading-rows.ts';
import type { Sheet, SheetGrid, SheetRow } from './sheets.ts';

export type RowKind =
  | 'title'
  | 'unitLine'
  | 'heading'
  | 'repeatedHeading'
  | 'columnNumbers'
  | 'example'
  | 'data'
  | 'hidden'
  | 'blank'
  | 'section'
  | 'total'
  | 'signature'
  | 'note'
  | 'unrecognised';

/** What became of one row, or of a run of blank rows; together they cover every row of the sheet exactly once. */
export interface RowVerdict {
  readonly row: number;
  /** Last row of the run; equal to `row` except for blank rows. */
  readonly through: number;
  readonly kind: RowKind;
  /** A Chinese sentence the clerk reads beside the row. */
  readonly reason: string;
  readonly hidden: boolean;
}

/** A number of records the sheet itself claims, e.g. `320` and `件`. */
export interface StatedTotal {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly unit: string;
  /** The wording it stands in, e.g. 合计. */
  readonly label: string;
}

const counterWords = '件次|件|条|人次|人|个|起|批|次|份|项|封|宗|例|户|家|名|行|万元|元';
const totalWord =
  /^(总?合计|总计|小计|共计|累计|本页[小合]计|本[月季年]度?[小合累]计|总数|总和|汇总)(数|件数)?($|[:：(（\d]|共)/;
const countWord = new RegExp(`^共(有|计)?\\d+(${counterWords})?$`);
const signatureWord =
  /^(填表|制表|填报|审核|复核|审批|审签|经办|统计|登记|录入|单位负责|部门负责|主管领导|分管领导|负责|报送)(人|员|领导|单位)?(签字|签名|签章|\(签字\)|\(签章\)|\(盖章\))?(:|$)/;
const unitLineWord =
  /^(填报|编报|报送|制表|填表|登记|上报|统计|导出)?(单位|部门|机关|时间|日期|年度|期间|范围)(名称)?(\(盖章\)|\(公章\))?:|^单位:|^筛选条件:|^金额单位|年月日|^\d{4}年\d{1,2}月(\d{1,2}日)?$/;
const noteWord = /^(注|备注|说明|附注|填表说明|填报说明|注意事项|填写说明)\d*[:.]/;
const pageWord =
  /^[-—(\s]*(第\d+页([,/]?共\d+页)?|共\d+页([,/]?第\d+页)?|续表|续上表|(见|转|接|过|承)(下|上|次|前)页|以下(空白|无正文|无内容)|零报告|本页无内容)[-—)\s]*$/;
const exampleWord = /^[([]?(填写|填报)?(示例|样例|例)(行|\d)?[)\]]?(:.*)?$/;
const sectionWord =
  /^([一二三四五六七八九十]+,|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十\d]+(部分|类|章|组)|(一|二|三|四|五|六|七|八|九|十|十一|十二|\d{1,2})月份?$)/;

/** Verdict on one row below the headings; rows are judged in their order. */
export interface RowJudge {
  (row: SheetRow): { readonly kind: RowKind; readonly reason: string };
}

export interface JudgeContext {
  readonly sheet: Sheet;
  readonly grid: SheetGrid;
  readonly heading: HeadingRows;
  readonly serialColumn: number | undefined;
  /** Last row with at least two filled cells beside the serial number that is no total and no signature. */
  readonly lastFullRow: number;
  readonly title: string | undefined;
}

export function createRowJudge(context: JudgeContext): RowJudge {
  const headings = headingTexts(context);
  const columnsByHeading = headingPlaces(context);
  const alone = new Set<number>();
  let otherTable = 0;
  return (row) => {
    const verdict = judge(row, context, headings, alone);
    if (verdict.kind === 'repeatedHeading') {
      otherTable = standsElsewhere(row, columnsByHeading) ? row.row : 0;
      return otherTable > 0 ? { kind: 'heading', reason: '另一张表的表头，列的次序与上面的不同。' } : verdict;
    }
    return otherTable > 0 && verdict.kind === 'data'
      ? {
          kind: 'unrecognised',
          reason: `第${otherTable}行起是另一张表，列的次序与上面的不同，未作为数据。请指明那一行为表头，另行导入。`,
        }
      : verdict;
  };
}

/** Columns in which each heading stands. */
function headingPlaces({ grid, heading, sheet }: JudgeContext): ReadonlyMap<string, ReadonlySet<number>> {
  const places = new Map<string, Set<number>>();
  for (let row = heading.from; row <= heading.to; row += 1) {
    for (let column = 0; column < sheet.columnCount; column += 1) {
      const text = normalizeText(grid.merged(row, column).text);
      if (text !== '') places.set(text, (places.get(text) ?? new Set()).add(column));
    }
  }
  return places;
}

/** A repeated heading row most of whose headings are not where they were: another table under the first. */
function standsElsewhere(
  { cells }: SheetRow,
  columnsByHeading: ReadonlyMap<string, ReadonlySet<number>>,
): boolean {
  let same = 0;
  let moved = 0;
  for (const [column, cell] of cells.entries()) {
    const places = columnsByHeading.get(normalizeText(cell.text));
    if (places?.has(column) === true) same += 1;
    else if (places) moved += 1;
  }
  return moved > 0 && moved * 3 >= same + moved;
}

/**
 * `alone` collects the columns in which a row in the middle of the table has its only text: what stands alone there below
 * the last full row goes on with the record above it, e.g. the organisations of the last group, and is no note.
 */
function judge(
  { row, cells }: SheetRow,
  { sheet, grid, heading, serialColumn, lastFullRow, title }: JudgeContext,
  headings: ReadonlySet<string>,
  alone: Set<number>,
): { readonly kind: RowKind; readonly reason: string } {
  const texts: string[] = [];
  let content = 0;
  let first = -1;
  for (const [column, cell] of cells.entries()) {
    const text = normalizeText(cell.text);
    if (text === '') continue;
    texts.push(text);
    if (first < 0) first = column;
    if (column !== serialColumn) content += 1;
  }
  const [lead = '', second = ''] = texts;
  if (texts.length === 0) return { kind: 'blank', reason: '空行。' };
  if (isTotal(lead) || (texts.length > 1 && isTotal(second) && looksLikeNumber(lead))) {
    return { kind: 'total', reason: `合计行（“${lead.slice(0, 20)}”），只用于核对，不导入。` };
  }
  if (isSignature(texts)) return { kind: 'signature', reason: '签名、制表信息，不导入。' };
  if (content === 0 && serialColumn !== undefined && looksLikeNumber(lead)) {
    return { kind: 'blank', reason: '只有序号，没有内容。' };
  }
  if (row <= heading.to + 2 && isColumnNumbers(texts))
    return { kind: 'columnNumbers', reason: '栏号行，不导入。' };
  if (texts.slice(0, 2).some((text) => exampleWord.test(text))) {
    return { kind: 'example', reason: '填写示例，不导入。' };
  }
  const repeated = texts.filter((text) => headings.has(text)).length;
  if (texts.length >= 2 && repeated >= 2 && repeated >= texts.length * 0.7) {
    return { kind: 'repeatedHeading', reason: '重复的表头，不导入。' };
  }
  if (texts.length === 1 && title !== undefined && lead === normalizeText(title)) {
    return { kind: 'title', reason: '重复的标题，不导入。' };
  }
  if (texts.every((text) => pageWord.test(text)))
    return { kind: 'note', reason: '页码或“以下空白”，不导入。' };
  if (noteWord.test(lead) && texts.length <= 2) return { kind: 'note', reason: '表下的说明，不导入。' };
  if (
    unitLineWord.test(lead) &&
    lead.includes(':') &&
    texts.every((text) => /:/.test(text) || looksLikeDate(text))
  ) {
    return { kind: 'unitLine', reason: '填报单位、时间等表头信息，不导入。' };
  }
  if (texts.length === 1 && !sharesRecord(grid, row, heading, sheet.columnCount)) {
    const merge = grid.mergeAt(row, first);
    const wide = merge !== undefined && (merge.right - merge.left + 1) * 2 >= sheet.columnCount;
    if (row > lastFullRow && looksLikeDate(lead))
      return { kind: 'signature', reason: '表下的日期，不导入。' };
    if (row > lastFullRow && !looksLikeNumber(lead) && !alone.has(first))
      return { kind: 'note', reason: '表下的文字，不导入。' };
    if (wide || sectionWord.test(lead)) return { kind: 'section', reason: '分组标题，不导入。' };
    if (row < lastFullRow) alone.add(first);
  }
  return { kind: 'data', reason: '数据行。' };
}

/** A letter of several rows: a cell of a data row above is merged down into this one. */
function sharesRecord(grid: SheetGrid, row: number, heading: HeadingRows, columns: number): boolean {
  for (let column = 0; column < columns; column += 1) {
    const merge = grid.mergeAt(row, column);
    if (
      merge &&
      merge.top > heading.to &&
      merge.top < row &&
      grid.own(merge.top, merge.left).text.trim() !== ''
    )
      return true;
  }
  return false;
}

function isTotal(text: string): boolean {
  return totalWord.test(text) || countWord.test(text);
}

function isSignature(texts: readonly string[]): boolean {
  const signed = texts.filter((text) => signatureWord.test(text));
  return (
    signed.length > 0 &&
    signatureWord.test(texts[0] ?? '') &&
    signed.some((text) => text.includes(':') || texts.length <= 2)
  );
}

/** 1 2 3 … or 甲 乙 丙 1 2 … across the columns. */
function isColumnNumbers(texts: readonly string[]): boolean {
  if (texts.length < 3) return false;
  const rest = texts.map((text) => text.replace(/[()]/g, '')).filter((text) => !/^[甲乙丙丁戊]$/.test(text));
  return rest.every((text, index) => Number(text) === Number(rest[0]) + index);
}

function headingTexts({ grid, heading, sheet }: JudgeContext): ReadonlySet<string> {
  const texts = new Set<string>();
  for (let row = heading.from; row <= heading.to; row += 1) {
    for (let column = 0; column < sheet.columnCount; column += 1) {
      const text = normalizeText(grid.own(row, column).text);
      if (text !== '') texts.add(text);
    }
  }
  return texts;
}

/** Verdict on a row above the headings. */
export function judgePreamble(row: SheetRow): { readonly kind: RowKind; readonly reason: string } {
  const texts = row.cells.map((cell) => normalizeText(cell.text)).filter((text) => text !== '');
  const [lead = ''] = texts;
  if (lead === '') return { kind: 'blank', reason: '空行。' };
  if (texts.some((text) => unitLineWord.test(text)) || isSignature(texts)) {
    return { kind: 'unitLine', reason: '填报单位、时间等表头信息，不导入。' };
  }
  if (isTotal(lead)) return { kind: 'total', reason: '合计行，只用于核对，不导入。' };
  if (noteWord.test(lead)) return { kind: 'note', reason: '表上的说明，不导入。' };
  return texts.length === 1
    ? { kind: 'title', reason: '表格标题，不导入。' }
    : { kind: 'unitLine', reason: '表头以上的内容，不导入。' };
}

/** Numbers with their counter words in a total row. */
export function statedTotals(row: SheetRow): readonly StatedTotal[] {
  const texts = row.cells.map((cell) => normalizeText(cell.text)).filter((text) => text !== '');
  const label = texts.find(isTotal) ?? texts[0] ?? '';
  return row.cells.flatMap((cell, column) => {
    const text = normalizeText(cell.text);
    const match = new RegExp(`(?:^|[^\\d.])(\\d[\\d,]*(?:\\.\\d+)?)(${counterWords})?`).exec(text);
    if (!match) return [];
    const [, value = '', unit = ''] = match;
    return [
      {
        row: row.row,
        column,
        value: Number(value.replaceAll(',', '')),
        unit,
        label: label.replace(/[:\d].*$/, ''),
      },
    ];
  });
}

export function statedCounts(row: SheetRow): readonly StatedTotal[] {
  return row.cells.flatMap((cell, column) => {
    const match = new RegExp(`(?:共|合计|总计)(?:有|计)?:?(\\d+)(${counterWords})`).exec(
      normalizeText(cell.text),
    );
    return match
      ? [{ row: row.row, column, value: Number(match[1]), unit: match[2] ?? '', label: '共' }]
      : [];
  });
}
