import { columnLetter, columnOfReference } from './sheets.ts';
import type { StyleMarks } from './style-marks.ts';
import { escapeXml } from './xlsx-text.ts';

export type CellMark = 'error' | 'warning';

export interface MarkedRows {
  readonly reasonColumn: number;
  readonly headingRow: number;
  readonly heading: string;
  readonly byRow: ReadonlyMap<
    number,
    { readonly cells: ReadonlyMap<number, CellMark>; readonly reason: string; readonly mark: CellMark }
  >;
}

const reasonWidth = 60;

/**
 * Colours cells and adds the reason column in the text of a sheet; rows without a problem stay as they are. Returns
 * the new text in pieces, which share the memory of the old one.
 */
export function markSheet(sheetXml: string, marked: MarkedRows, styles: StyleMarks): readonly string[] {
  const start = /<((?:\w+:)?)sheetData\b/.exec(sheetXml);
  const prefix = start?.[1] ?? '';
  const dataStart = start?.index ?? 0;
  const rowTag = new RegExp(`<${prefix}row\\b([^>]*?)(/?)>`, 'g');
  const rowEnd = `</${prefix}row>`;
  const pieces = [headWithReasonColumn(sheetXml.slice(0, dataStart), prefix, marked.reasonColumn)];
  let done = dataStart;
  let number = 0;
  rowTag.lastIndex = dataStart;
  for (let match = rowTag.exec(sheetXml); match; match = rowTag.exec(sheetXml)) {
    const [tag, attributes = '', selfClosed] = match;
    number = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? number + 1);
    const isHeading = number === marked.headingRow;
    if (!isHeading && !marked.byRow.has(number)) continue;
    const contentStart = match.index + tag.length;
    const contentEnd = selfClosed === '/' ? contentStart : sheetXml.indexOf(rowEnd, contentStart);
    if (contentEnd < 0) break;
    const content = markRow(sheetXml.slice(contentStart, contentEnd), number, prefix, marked, styles);
    const kept = attributes.replace(/\s+spans="[^"]*"/, '');
    pieces.push(sheetXml.slice(done, match.index), `<${prefix}row${kept}>${content}${rowEnd}`);
    done = selfClosed === '/' ? contentEnd : contentEnd + rowEnd.length;
    rowTag.lastIndex = done;
  }
  pieces.push(sheetXml.slice(done));
  return pieces;
}

function markRow(
  content: string,
  row: number,
  prefix: string,
  marked: MarkedRows,
  styles: StyleMarks,
): string {
  const cells = readCells(content, prefix);
  const problem = marked.byRow.get(row);
  const lastStyle = cells.get(marked.reasonColumn - 1)?.style ?? 0;
  for (const [column, mark] of problem?.cells ?? []) {
    const cell = cells.get(column) ?? { xml: `<${prefix}c r="${columnLetter(column)}${row}"/>`, style: 0 };
    cells.set(column, { style: cell.style, xml: withStyle(cell.xml, styles.marked(cell.style, mark)) });
  }
  const isHeading = row === marked.headingRow;
  const text = isHeading ? marked.heading : (problem?.reason ?? '');
  const style = isHeading ? lastStyle : styles.reason(lastStyle);
  cells.set(marked.reasonColumn, {
    style,
    xml: `<${prefix}c r="${columnLetter(marked.reasonColumn)}${row}" s="${style}" t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}is></${prefix}c>`,
  });
  return [...cells.entries()]
    .sort(([left], [right]) => left - right)
    .map(([, cell]) => cell.xml)
    .join('');
}

interface CellText {
  readonly xml: string;
  readonly style: number;
}

function readCells(content: string, prefix: string): Map<number, CellText> {
  const pattern = new RegExp(`<${prefix}c\\b((?:"[^"]*"|[^">])*?)(?:/>|>[\\s\\S]*?</${prefix}c>)`, 'g');
  const cells = new Map<number, CellText>();
  let column = -1;
  for (const match of content.matchAll(pattern)) {
    const attributes = match[1] ?? '';
    const reference = /\br="([A-Z]+)/.exec(attributes)?.[1];
    column = reference === undefined ? column + 1 : columnOfReference(reference);
    cells.set(column, { xml: match[0], style: Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0) });
  }
  return cells;
}

function withStyle(xml: string, style: number): string {
  const tag = /^<[^>]*>/.exec(xml)?.[0] ?? xml;
  const styled = /\ss="\d+"/.test(tag)
    ? tag.replace(/\ss="\d+"/, ` s="${style}"`)
    : tag.replace(/^(<[^\s/>]+)/, `$1 s="${style}"`);
  return styled + xml.slice(tag.length);
}

/** Gives the reason column its width, parting a column range that covers it, and drops the outdated used range. */
function headWithReasonColumn(head: string, prefix: string, column: number): string {
  const ours = `<${prefix}col min="${column + 1}" max="${column + 1}" width="${reasonWidth}" customWidth="1"/>`;
  const undimensioned = head.replace(new RegExp(`<${prefix}dimension\\b[^>]*/>`), '');
  const existing = new RegExp(`<${prefix}cols>([\\s\\S]*?)</${prefix}cols>`).exec(undimensioned);
  if (!existing) return `${undimensioned}<${prefix}cols>${ours}</${prefix}cols>`;
  const columns = (existing[1] ?? '').match(new RegExp(`<${prefix}col\\b[^>]*/>`, 'g')) ?? [];
  const parted = columns.flatMap((element) => partColumn(element, column + 1));
  const before = parted.filter(({ min }) => min <= column).map(({ xml }) => xml);
  const after = parted.filter(({ min }) => min > column + 1).map(({ xml }) => xml);
  const list = `<${prefix}cols>${[...before, ours, ...after].join('')}</${prefix}cols>`;
  return undimensioned.replace(existing[0], () => list);
}

function partColumn(element: string, ours: number): { readonly min: number; readonly xml: string }[] {
  const min = Number(/\bmin="(\d+)"/.exec(element)?.[1]);
  const max = Number(/\bmax="(\d+)"/.exec(element)?.[1]);
  if (ours < min || ours > max) return [{ min, xml: element }];
  const range = (from: number, to: number) =>
    from > to
      ? []
      : [
          {
            min: from,
            xml: element.replace(/\bmin="\d+"/, `min="${from}"`).replace(/\bmax="\d+"/, `max="${to}"`),
          },
        ];
  return [...range(min, ours - 1), ...range(ours + 1, max)];
}
