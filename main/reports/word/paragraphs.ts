/** What stands on lines: headings, texts, lines of several pieces, places to sign. */
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import { elementsOf, type Element, millimetres, type Node } from './markup.ts';
import { letterLine, typeSizes } from '../paper-style.ts';
import { faceOf, type Type, twips, twipsOfMillimetres } from './type.ts';

/** Elements that stand within a line. */
const inline = new Set(['span', 'b', 'a', 'br', 'wbr']);

export function isInline(node: Node): boolean {
  return typeof node === 'string' || inline.has(node.tag);
}

/**
 * What is read on the lines, as runs; blanks and line ends of the markup count as in a browser: several for one, none where
 * a line begins or ends. `isWhole` false for what stands within another element of the line.
 */
export function runsOf(
  nodes: readonly Node[],
  type: Type,
  isBold = false,
  isWhole = true,
): readonly TextRun[] {
  const isEdge = (at: number): boolean => {
    const node = nodes[at];
    return node === undefined ? isWhole : typeof node !== 'string' && node.tag === 'br';
  };
  return nodes.flatMap((node, at): readonly TextRun[] => {
    if (typeof node === 'string') {
      const shown = node.replaceAll(/[ \n\t\r]+/gu, ' ');
      const begun = isEdge(at - 1) ? shown.replace(/^ /u, '') : shown;
      return run(isEdge(at + 1) ? begun.replace(/ $/u, '') : begun, type, isBold);
    }
    if (node.tag === 'br') return [new TextRun({ break: 1 })];
    if (node.tag === 'wbr') return [];
    const isWrong = node.classes.has('wrong');
    const within = node.classes.has('figures') ? { ...type, face: 'number' as const } : type;
    const bold = isBold || isWrong || node.tag === 'b';
    return runsOf(node.children, isWrong ? { ...within, isRed: true } : within, bold, false);
  });
}

function run(text: string, { points, face, isRed }: Type, isBold: boolean): readonly TextRun[] {
  if (text === '') return [];
  return [
    new TextRun({
      text,
      size: points * 2,
      font: faceOf(face),
      ...(isRed ? { color: 'CC0000' } : {}),
      ...(isBold ? { bold: true } : {}),
    }),
  ];
}

export function paragraph(nodes: readonly Node[], type: Type, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    // What is typed into it goes on in this.
    run: { size: type.points * 2, font: faceOf(type.face) },
    alignment: type.align,
    spacing: spacing(type),
    ...options,
    children: [...runsOf(nodes, type)],
  });
}

/** Takes no room: between two tables, which Word would join, below one that ends a cell, and where a page is to begin. */
export function nothingBetween(options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    ...options,
    spacing: { line: 20, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ size: 2 })],
  });
}

/** Paragraphs of a block that holds no table, or undefined where it holds other blocks and stands for itself by nothing. */
export function blockOf(element: Element, type: Type): readonly Paragraph[] | undefined {
  const { tag, classes, children } = element;
  if (tag === 'h1') return [heading(children, type)];
  if (tag === 'h2') return [subheading(element, type)];
  if (tag === 'p' || tag === 'li') return [text(element, type)];
  if (classes.has('office')) return [officeName(children, type)];
  if (classes.has('doc-no')) return [documentNumber(children, type)];
  if (classes.has('line')) return [sideBySide(elementsOf(element, 'span'), children, type, true)];
  if (classes.has('signs')) return [sideBySide(elementsOf(element, 'div'), children, type, false)];
  if (classes.has('by')) return [paragraph(children, { ...type, align: AlignmentType.RIGHT })];
  if (tag === 'div' && children.every(isInline)) {
    const height = millimetres(element, 'height') || millimetres(element, 'min-height');
    const before = height === 0 ? {} : { spacing: { ...spacing(type), before: twipsOfMillimetres(height) } };
    return [paragraph(children, type, before)];
  }
  return undefined;
}

// ---- internals

const spacing = (type: Type): NonNullable<IParagraphOptions['spacing']> =>
  type.isLetter ? { line: twips(letterLine), lineRule: LineRuleType.EXACT } : {};

/** An indent in characters of the type: of the first line, or of all but the first. */
const indent = ({ points }: Type, kind: 'firstLine' | 'hanging'): IParagraphOptions => ({
  indent:
    kind === 'firstLine'
      ? { firstLine: twips(points * 2) }
      : { left: twips(points * 2), hanging: twips(points * 2) },
});

function heading(children: readonly Node[], type: Type): Paragraph {
  const big: Type = {
    ...type,
    points: type.width > 200 ? 18 : 22,
    face: 'title',
    align: AlignmentType.CENTER,
  };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { after: twipsOfMillimetres(type.isLetter ? 7 : 4) },
    children: [...runsOf(children, big)],
  });
}

function subheading({ children }: Element, type: Type): Paragraph {
  const own: Type = { ...type, points: type.isLetter ? type.points : 14, face: 'heading' };
  const room = type.isLetter
    ? indent(own, 'firstLine')
    : { spacing: { before: twipsOfMillimetres(5), after: twipsOfMillimetres(2) } };
  return paragraph(children, { ...own, align: AlignmentType.LEFT }, { ...room, keepNext: true });
}

/** A text of a letter is indented and justified; what is addressed or laid down as a rule is not. */
function text({ tag, classes, style, children }: Element, type: Type): Paragraph {
  if (type.isRules || tag === 'li') {
    const laidDown: Type = { ...type, points: typeSizes.rules, align: AlignmentType.LEFT };
    return paragraph(children, laidDown, indent(laidDown, 'hanging'));
  }
  if (classes.has('copies')) return copies(children, type);
  const right = Number.parseFloat(style['padding-right'] ?? '');
  if (!Number.isNaN(right))
    return paragraph(
      children,
      { ...type, align: AlignmentType.RIGHT },
      { indent: { right: twips(type.points * right) } },
    );
  if (!type.isLetter || classes.has('to')) return paragraph(children, { ...type, align: AlignmentType.LEFT });
  return paragraph(children, { ...type, align: AlignmentType.JUSTIFIED }, indent(type, 'firstLine'));
}

function copies(children: readonly Node[], type: Type): Paragraph {
  const line = { style: BorderStyle.SINGLE, size: 8, space: 1 };
  return paragraph(children, { ...type, align: AlignmentType.LEFT }, { border: { top: line, bottom: line } });
}

/** 发文机关标志 over its red lines. */
function officeName(children: readonly Node[], type: Type): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    border: { bottom: { style: BorderStyle.THICK, size: 20, color: 'CC0000', space: 8 } },
    children: [...runsOf(children, { ...type, points: 26, face: 'title', isRed: true })],
  });
}

function documentNumber(children: readonly Node[], type: Type): Paragraph {
  return paragraph(
    children,
    { ...type, align: AlignmentType.RIGHT },
    {
      border: { top: { style: BorderStyle.SINGLE, size: 6, color: 'CC0000', space: 3 } },
      spacing: { ...spacing(type), before: twipsOfMillimetres(0.7), after: twipsOfMillimetres(7) },
    },
  );
}

/**
 * Pieces over the width of the sheet: the last one ends at its right (`isSpread`), or each has its share of it. A long
 * piece may reach beyond the next stop: the blank before the tab keeps the two apart.
 */
function sideBySide(
  pieces: readonly Element[],
  children: readonly Node[],
  type: Type,
  isSpread: boolean,
): Paragraph {
  const left = { ...type, align: AlignmentType.LEFT };
  if (pieces.length < 2) return paragraph(children, left, { spacing: { after: twipsOfMillimetres(1.5) } });
  const stops = pieces.slice(1).map((_, at) => {
    const share = isSpread ? (at + 1) / (pieces.length - 1) : (at + 1) / pieces.length;
    const kind = !isSpread
      ? TabStopType.LEFT
      : at + 2 === pieces.length
        ? TabStopType.RIGHT
        : TabStopType.CENTER;
    return { type: kind, position: twipsOfMillimetres(type.width * share) };
  });
  const runs = pieces.flatMap((piece, at) => [
    ...(at === 0 ? [] : [new TextRun({ text: '　\t' })]),
    ...runsOf(piece.children, left),
  ]);
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    tabStops: stops,
    spacing: isSpread ? { after: twipsOfMillimetres(1.5) } : { before: twipsOfMillimetres(6) },
    children: runs,
  });
}
