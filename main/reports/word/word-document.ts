/**
 * A sheet as a document for Word and WPS, from the very markup that Chromium paints: the same words in the same order, to
 * be gone on with by hand. Pages break where the reader's fonts make them; headings of tables come again by themselves.
 */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type IPropertiesOptions,
  type ISectionOptions,
  NumberFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TabStopType,
  TextRun,
} from 'docx';
import { isClassified } from '../../../domain/secrecy.ts';
import { landscapeMargins, portraitMargins } from '../paper-style.ts';
import { type PrintJob, serialPlace } from '../print-job.ts';
import { type Element, type Node, readMarkup } from './markup.ts';
import { blockOf, isInline, nothingBetween, paragraph } from './paragraphs.ts';
import { type Block, tableOf } from './tables.ts';
import { faceOf, type Type, twips, twipsOfMillimetres, typeWithin } from './type.ts';

/** Plain data: it crosses to a thread of its own. */
export interface WordOrder {
  readonly job: PrintJob;
  /** Who makes the file, for its properties. */
  readonly creator: string;
}

/** The bytes of a `.docx`. Each copy of the job (第一联 …) is a section of its own, which counts its pages anew. */
export async function wordDocument({ job, creator }: WordOrder): Promise<Uint8Array> {
  const root = readMarkup(`<main>${job.body}</main>`);
  const margins = job.landscape ? landscapeMargins : portraitMargins;
  const width = (job.landscape ? 297 : 210) - margins.left - margins.right;
  const sections = job.copies.map((copy): ISectionOptions => ({
    properties: page(job),
    headers: headersOf(job, copy, width),
    footers: footersOf(job, width),
    children: [...blocksOf(root, { ...plain, width })],
  }));
  const options: IPropertiesOptions = {
    title: job.name,
    creator,
    lastModifiedBy: creator,
    evenAndOddHeaderAndFooters: true,
    sections,
  };
  return new Uint8Array(await Packer.toBuffer(new Document(options)));
}

// ---- internals

const plain: Omit<Type, 'width'> = {
  points: 12,
  face: 'body',
  align: AlignmentType.LEFT,
  isLetter: false,
  isRules: false,
  isRed: false,
};

function page({ landscape, pageNumber }: PrintJob): NonNullable<ISectionOptions['properties']> {
  const { top, right, bottom, left } = landscape ? landscapeMargins : portraitMargins;
  const [mark, foot] = landscape ? [8, 12] : [18, 20];
  return {
    titlePage: true,
    page: {
      size: {
        width: twipsOfMillimetres(210),
        height: twipsOfMillimetres(297),
        orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: {
        top: twipsOfMillimetres(top),
        right: twipsOfMillimetres(right),
        bottom: twipsOfMillimetres(bottom),
        left: twipsOfMillimetres(left),
        header: twipsOfMillimetres(mark),
        footer: twipsOfMillimetres(foot),
      },
      ...(pageNumber === 'none' ? {} : { pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } }),
    },
  };
}

/** The secrecy mark on every page, with 份号 above it on the first one of classified paper; which copy, or what goes on overleaf. */
function headersOf({ mark, overleafTitle }: PrintJob, copy: string, width: number) {
  const line = (right: string): Paragraph =>
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: twipsOfMillimetres(width) }],
      children: [
        new TextRun({ text: mark, size: 32, font: faceOf('heading') }),
        ...(right === '' ? [] : [new TextRun({ text: `\t${right}`, size: 24, font: faceOf('body') })]),
      ],
    });
  const serial = new Paragraph({
    children: [new TextRun({ text: serialPlace, size: 32, font: faceOf('body') })],
  });
  const further = (): Header => new Header({ children: [line(copy || overleafTitle)] });
  return {
    first: new Header({ children: isClassified(mark) ? [serial, line(copy)] : [line(copy)] }),
    default: further(),
    even: further(),
  };
}

function footersOf({ pageNumber, signers, trace, copies }: PrintJob, width: number) {
  const traced = () =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      children: [new TextRun({ text: trace, size: 21, font: faceOf('body') })],
    });
  const foot = (numbered: () => Paragraph): Footer =>
    new Footer({
      children: [...(pageNumber === 'none' ? [] : [numbered()]), ...(trace === '' ? [] : [traced()])],
    });
  if (pageNumber === 'ofTotal') {
    const counted = () => ofTotal(signers, width, copies.length);
    return { first: foot(counted), default: foot(counted), even: foot(counted) };
  }
  const odd = () => dashes(AlignmentType.RIGHT);
  return { first: foot(odd), default: foot(odd), even: foot(() => dashes(AlignmentType.LEFT)) };
}

/** 单页码居右空一字，双页码居左空一字. */
function dashes(alignment: Type['align']): Paragraph {
  const room = { left: twips(14), right: twips(14) };
  return new Paragraph({
    alignment,
    indent: room,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: faceOf('number') })],
  });
}

function ofTotal(signers: readonly string[], width: number, copies: number): Paragraph {
  const places = signers.length + 1;
  return new Paragraph({
    tabStops: Array.from({ length: places - 1 }, (_, at) => ({
      type: at + 2 === places ? TabStopType.RIGHT : TabStopType.LEFT,
      position: twipsOfMillimetres((width * (at + 1)) / (places - 1)),
    })),
    ...(signers.length === 0 ? { alignment: AlignmentType.RIGHT } : {}),
    children: [
      new TextRun({
        children: [
          signers.map((signer) => `${signer}：\t`).join(''),
          '第',
          PageNumber.CURRENT,
          '页 共',
          copies === 1 ? PageNumber.TOTAL_PAGES : PageNumber.TOTAL_PAGES_IN_SECTION,
          '页',
        ],
        size: 24,
        font: faceOf('body'),
      }),
    ],
  });
}

/** Blocks below each other; pieces of a line that stand between blocks are a paragraph of their own. */
function blocksOf({ children }: Element, type: Type): readonly Block[] {
  const blocks: Block[] = [];
  let loose: Node[] = [];
  const settle = (): void => {
    if (loose.some((node) => typeof node !== 'string' || node.trim() !== ''))
      blocks.push(paragraph(loose, type));
    loose = [];
  };
  for (const [index, child] of children.entries()) {
    if (typeof child === 'string' || isInline(child)) {
      loose.push(child);
      continue;
    }
    settle();
    if (
      startsPage(child) &&
      children.slice(0, index).some((each) => typeof each !== 'string' && startsPage(each))
    )
      blocks.push(nothingBetween({ pageBreakBefore: true }));
    for (const block of blockOrTable(child, typeWithin(type, child))) {
      if (block instanceof Table && blocks.at(-1) instanceof Table) blocks.push(nothingBetween());
      blocks.push(block);
    }
  }
  settle();
  return blocks;
}

/** A part of a sheet begins a page, but for the first. */
function startsPage({ classes }: Element): boolean {
  return classes.has('part');
}

function blockOrTable(element: Element, type: Type): readonly Block[] {
  if (element.tag === 'table') return [tableOf(element, type, blocksOf)];
  return blockOf(element, type) ?? blocksOf(element, type);
}
