/** The tables of a sheet: widths of columns, cells over several of them, headings on every page. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type ITableCellOptions,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Paragraph } from 'docx';
import { elementsOf, type Element, millimetres } from './markup.ts';
import { nothingBetween, paragraph } from './paragraphs.ts';
import { twips, twipsOfMillimetres, type Type, typeWithin } from './type.ts';

export type Block = Paragraph | Table;

/** Writes what stands in a cell. */
export type Filler = (cell: Element, type: Type) => readonly Block[];

export function tableOf(element: Element, type: Type, fill: Filler): Table {
  const shares = sharesOf(element);
  const widths = shares.map((share) => (type.width * share) / 100);
  const grid: Grid = {
    widths,
    taken: widths.map(() => 0),
    type: typeWithin(type, element),
    isBox: element.classes.has('box'),
    fill,
  };
  const rows = rowsOf(element, shares.length, false);
  const heads = rows.findIndex(({ isHead }) => !isHead);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twipsOfMillimetres(type.width), type: WidthType.DXA },
    columnWidths: widths.map(twipsOfMillimetres),
    rows: rows.map((row, index) => rowOf(grid, row, index < heads)),
    margins: { marginUnitType: WidthType.DXA, left: cellPadding, right: cellPadding, top: 20, bottom: 20 },
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
  });
}

// ---- internals

/** Of a quarter of a millimetre, in eighths of a point. */
const line = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const cellPadding = twips(3);

/** The columns of a table while its rows are written. */
interface Grid {
  /** Of the columns, in millimetres. */
  readonly widths: readonly number[];
  /** For how many rows more a cell of a row above stands in each column. */
  readonly taken: number[];
  readonly type: Type;
  readonly isBox: boolean;
  readonly fill: Filler;
}

interface Row {
  readonly element: Element;
  readonly cells: readonly Element[];
  readonly isHead: boolean;
  /** Of how many columns of the table each of its own stands for one. */
  readonly factor: number;
}

/** As described, else all alike. */
function sharesOf(table: Element): readonly number[] {
  // Not those of a table within a cell.
  const groups = table.children.filter((child) => typeof child !== 'string' && child.tag === 'colgroup');
  const columns = groups.flatMap((group) => (typeof group === 'string' ? [] : elementsOf(group, 'col')));
  const described = columns.map(({ style }) => Number.parseFloat(style['width'] ?? ''));
  if (described.length > 0 && described.every((share) => share > 0)) return described;
  const widest = Math.max(
    1,
    ...elementsOf(table, 'tr').map((row) => cellsOf(row).reduce((sum, cell) => sum + spanOf(cell), 0)),
  );
  return Array.from({ length: widest }, () => 100 / widest);
}

const cellsOf = (row: Element): readonly Element[] => elementsOf(row, 'th', 'td');
const spanOf = ({ attributes }: Element): number => Number(attributes['colspan'] ?? 1);

/**
 * Rows of a table that stands in a row of its own (so that a heading of its own may come again overleaf) are rows of the
 * outer one: Word breaks a row anywhere. A heading that only says again which row it is, is left out.
 */
function rowsOf(table: Element, columns: number, isNested: boolean): readonly Row[] {
  const heads = elementsOf(table, 'thead').flatMap((head) => elementsOf(head, 'tr'));
  const isAgain = isNested && table.classes.has('rows');
  return elementsOf(table, 'tr').flatMap((element): readonly Row[] => {
    const cells = cellsOf(element);
    const isHead = heads.includes(element);
    const [only] = cells;
    const nested = cells.length === 1 && only?.classes.has('nest') === true ? elementsOf(only, 'table') : [];
    if (nested.length > 0) return nested.flatMap((each) => rowsOf(each, columns, true));
    if (isHead && isAgain) return [];
    const own = isNested ? sharesOf(table).length : columns;
    return [{ element, cells, isHead: isHead && !isNested, factor: own === columns ? 1 : columns / own }];
  });
}

function rowOf(grid: Grid, { element, cells, factor }: Row, isRepeated: boolean): TableRow {
  const { widths, type, isBox, fill } = grid;
  const heights = cells.map((cell) => millimetres(cell, 'height') || (cell.classes.has('sign') ? 11 : 0));
  const height = Math.max(millimetres(element, 'height'), isBox ? 9 : 0, ...heights);
  const spans = cells.map((cell) => spanOf(cell) * factor);
  const places = placesOf(grid, cells, spans);
  return new TableRow({
    ...(isRepeated ? { tableHeader: true } : {}),
    cantSplit: !element.classes.has('long'),
    ...(height > 0 ? { height: { value: twipsOfMillimetres(height), rule: HeightRule.ATLEAST } } : {}),
    children: cells.map((cell, at) => {
      const [span = 1, from = 0] = [spans[at], places[at]];
      const width = widths.slice(from, from + span).reduce((sum, each) => sum + each, 0);
      return cellOf(cell, span, width, { ...type, face: faceIn(cell, element, isBox) }, fill);
    }),
  });
}

/** At which column each cell of the next row begins, beside what stands there from rows above. */
function placesOf({ taken }: Grid, cells: readonly Element[], spans: readonly number[]): readonly number[] {
  const below = taken.map((rows) => Math.max(0, rows - 1));
  let column = 0;
  const places = cells.map(({ attributes }, at) => {
    while ((taken[column] ?? 0) > 0) column += 1;
    const from = column;
    column += spans[at] ?? 1;
    below.fill(Number(attributes['rowspan'] ?? 1) - 1, from, column);
    return from;
  });
  taken.splice(0, taken.length, ...below);
  return places;
}

function faceIn(cell: Element, row: Element, isBox: boolean): Type['face'] {
  return (cell.tag === 'th' && !isBox) || row.classes.has('total') ? 'heading' : 'body';
}

/** A table cannot end a cell; where nothing stands yet, what is written there is set as the rest of the table. */
function closed(blocks: readonly Block[], type: Type): Block[] {
  if (blocks.length === 0) return [paragraph([], type)];
  return blocks.at(-1) instanceof Table ? [...blocks, nothingBetween()] : [...blocks];
}

function cellOf(cell: Element, span: number, width: number, type: Type, fill: Filler): TableCell {
  const { classes, attributes } = cell;
  const align = classes.has('text')
    ? AlignmentType.LEFT
    : classes.has('number')
      ? AlignmentType.RIGHT
      : AlignmentType.CENTER;
  const within: Type = { ...typeWithin(type, cell), align, width };
  const blocks = fill(cell, within);
  const options: ITableCellOptions = {
    columnSpan: span,
    width: { size: twipsOfMillimetres(width), type: WidthType.DXA },
    rowSpan: Number(attributes['rowspan'] ?? 1),
    verticalAlign: classes.has('top') ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    children: closed(blocks, within),
    ...(classes.has('open') ? { borders: { top: none, bottom: none, left: none, right: none } } : {}),
  };
  return new TableCell(options);
}
