/**
 * A sheet ready to be laid out by Chromium, and the way it gets its page numbers. Chromium before 131 has no
 * page-margin boxes, and its header templates cannot load our fonts nor reach a real printer. So a sheet is laid out
 * once to count its pages, then again with what belongs on each page written into it; both are the same flow.
 */
import { fileNamePrefix, isClassified } from '../../domain/secrecy.ts';
import { fontFaceRules, fontFamilies, fontWarnings, type FontFamilies, type FontShelf } from './fonts.ts';
import { html, textOf, type Html } from './html.ts';
import { paperStyle } from './paper-style.ts';

/** `— 1 —` of a letter, 第1页 共3页 of a register; a cover has none. */
export type PageNumber = 'dashes' | 'ofTotal' | 'none';

/** Plain data: it crosses process borders and is kept to be printed later. */
export interface PrintJob {
  /** Suggested file name without extension; begins with the secrecy mark. */
  readonly name: string;
  readonly landscape: boolean;
  /** The secrecy mark on every page, or ''. */
  readonly mark: string;
  /** User, time and copy, faintly across every page; '' for none. */
  readonly watermark: string;
  /** One text for each copy on every page of it, e.g. 第一联 移交单位留存; the body is printed once for each. */
  readonly copies: readonly string[];
  readonly pageNumber: PageNumber;
  /** On every page but the first, e.g. the name and number of its record: loose sheets are told apart; '' for none. */
  readonly overleafTitle: string;
  /** At the foot of every page of another office's document: who printed this copy of it and when; '' for none. */
  readonly trace: string;
  /** Before the page number of a register, e.g. 填表人. */
  readonly signers: readonly string[];
  readonly body: string;
  /** By id: the markup of a row where it begins a page, which says again what it shares with the rows before. */
  readonly overleaf: Readonly<Record<string, string>>;
  readonly fontFaces: string;
  readonly fontFamilies: FontFamilies;
  /** What the clerk should know about fonts before printing. */
  readonly fontWarnings: readonly string[];
}

export interface JobParts {
  readonly name: string;
  readonly landscape: boolean;
  readonly mark: string;
  readonly watermark: string;
  readonly copies?: readonly string[];
  readonly pageNumber: PageNumber;
  readonly overleafTitle?: string;
  readonly trace?: string;
  readonly signers?: readonly string[];
  readonly body: Html;
  readonly overleaf?: Readonly<Record<string, Html>>;
}

export interface FontDep {
  readonly fonts: FontShelf;
  /** Families on this PC; null when unknown. */
  readonly installedFonts: ReadonlySet<string> | null;
}

export function createPrintJob(deps: FontDep, parts: JobParts): PrintJob {
  const copies = parts.copies ?? [''];
  const signers = parts.signers ?? [];
  const overleafTitle = parts.overleafTitle ?? '';
  const trace = parts.trace ?? '';
  const overleaf = Object.entries(parts.overleaf ?? {});
  const sheets = [parts.body, ...overleaf.map(([, row]) => row)].map(textOf);
  const text = [
    fixedText,
    parts.mark,
    parts.watermark,
    overleafTitle,
    trace,
    ...copies,
    ...signers,
    ...sheets,
  ].join('');
  return {
    ...parts,
    copies,
    overleafTitle,
    trace,
    signers,
    name: `${fileNamePrefix(parts.mark)}${parts.name}`,
    body: parts.body.markup,
    overleaf: Object.fromEntries(overleaf.map(([id, row]) => [id, row.markup])),
    fontFaces: fontFaceRules(deps.fonts, text),
    fontFamilies: fontFamilies(deps.installedFonts),
    fontWarnings: fontWarnings(deps.fonts, text, deps.installedFonts),
  };
}

/** The HTML document with what belongs on each of its pages; 0 pages for a first count. `begun` are rows that begin a page. */
export function printJobToHtml(job: PrintJob, pages: number, begun: ReadonlySet<string> = new Set()): string {
  const title = html`${job.name}`.markup;
  const body = begun.size === 0 ? job.body : bodyWith(job, begun);
  const sheet = `<main class="sheet ${job.landscape ? 'landscape' : 'portrait'}">${body}</main>`;
  return (
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>` +
    `<style>${job.fontFaces}\n${paperStyle(job.landscape, job.fontFamilies)}</style></head>` +
    `<body>${pagesToHtml(job, pages).markup}${sheet.repeat(job.copies.length)}${targetsOf(job)}</body></html>`
  );
}

export interface RenderedJob {
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** The very document that `pdf` shows; this is what goes to a printer. */
  readonly html: string;
}

/**
 * Lays the job out with `render` (HTML to PDF): once for a sheet of one page, twice where pages are to be numbered, and
 * again as long as rows that belong together are parted elsewhere than was thought. Throws when the pages of two layouts
 * of the same differ, which would print wrong numbers.
 */
export async function renderPrintJob(
  job: PrintJob,
  render: (html: string) => Promise<Uint8Array>,
): Promise<RenderedJob> {
  let pages = job.copies.length;
  let begun: ReadonlySet<string> = new Set();
  for (let round = 1; ; round += 1) {
    const document = printJobToHtml(job, pages, begun);
    const pdf = await render(document);
    const counted = countPages(pdf);
    const found = rowsBeginningPages(job, pdf);
    const isSettled = round > mostRounds || [...found].every((id) => begun.has(id));
    if (isSettled && counted === pages && pages % job.copies.length === 0)
      return { pdf, pages, html: document };
    const isSame = round > 1 && isSettled && begun.size === 0;
    if (isSame || round > mostRounds + 1)
      throw new Error(`${job.name}: ${pages} pages became ${counted} when they were numbered`);
    // What is said again may move rows; where that goes back and forth it is rather said once too often.
    if (!isSettled)
      begun = round < mostRounds - 3 ? stillBeginning(begun, found) : new Set([...begun, ...found]);
    pages = counted;
  }
}

const mostRounds = 14;

/** What was parted before stands elsewhere once the same block is parted further up, and is looked for anew. */
function stillBeginning(begun: ReadonlySet<string>, found: ReadonlySet<string>): ReadonlySet<string> {
  const blockOf = (id: string): string => id.slice(0, id.lastIndexOf('r'));
  const moved = new Set<string>();
  return new Set(
    [...found].filter((id) => {
      if (moved.has(blockOf(id))) return !begun.has(id);
      if (!begun.has(id)) moved.add(blockOf(id));
      return true;
    }),
  );
}

/** The rows that follow others of theirs on the page before. */
function rowsBeginningPages(job: PrintJob, pdf: Uint8Array): ReadonlySet<string> {
  if (Object.keys(job.overleaf).length === 0) return new Set();
  const pages = pagesOfTargets(pdf);
  const ids = rowIds(job);
  const pageOf = (id: string | undefined): number => pages.get(id ?? '') ?? 0;
  return new Set(
    ids.filter((id, index) => id in job.overleaf && pageOf(id) > pageOf(ids[index - 1]) && index > 0),
  );
}

function rowIds({ body }: PrintJob): readonly string[] {
  return [...body.matchAll(/<tr id="(\w+)"/g)].map(([, id = '']) => id);
}

function bodyWith({ body, overleaf }: PrintJob, begun: ReadonlySet<string>): string {
  return body.replaceAll(/<tr id="(\w+)"[^]*?<\/tr>/g, (row, id: string) =>
    begun.has(id) ? (overleaf[id] ?? row) : row,
  );
}

/** Chromium writes into the document where an element stands only when a link leads there. */
function targetsOf(job: PrintJob): string {
  if (Object.keys(job.overleaf).length === 0) return '';
  return rowIds(job)
    .map((id) => `<a href="#${id}"></a>`)
    .join('');
}

/** The number of the page on which each target of a link stands. */
function pagesOfTargets(pdf: Uint8Array): ReadonlyMap<string, number> {
  const text = Buffer.from(pdf).toString('latin1');
  const objects = [...text.matchAll(/(\d+) 0 obj\s*<<\/Type\s*\/Page\b(?!s)/g)].map(([, no]) => Number(no));
  objects.sort((one, other) => one - other);
  const targets = text.matchAll(/\/(\w+) \[(\d+) 0 R\s*\/XYZ/g);
  return new Map([...targets].map(([, id = '', object]) => [id, objects.indexOf(Number(object)) + 1]));
}

/** Pages of a PDF as Chromium writes it (page objects are never compressed there). */
export function countPages(pdf: Uint8Array): number {
  return [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Type\s*\/Page\b(?!s)/g),
  ].length;
}

/** 份号: classified paper is numbered copy by copy, by hand or stamp; nobody here knows how many copies a printer makes. */
const serialPlace = '份号：＿＿＿＿＿＿';
const fixedText = `—0123456789第页共${serialPlace}`;

function pagesToHtml(job: PrintJob, pages: number): Html {
  const perCopy = Math.max(1, pages / job.copies.length);
  const each = Array.from({ length: pages }, (_, index) => {
    const copy = job.copies[Math.floor(index / perCopy)] ?? '';
    return pageToHtml(job, (index % perCopy) + 1, perCopy, copy, Math.floor(index / perCopy) + 1);
  });
  return html`<div class="pages">${each}</div>`;
}

function pageToHtml(job: PrintJob, number: number, total: number, copy: string, copyNumber: number): Html {
  return html`<div class="page">
    ${job.watermark === '' ? null : waterToHtml(job, copyNumber)}
    ${isClassified(job.mark) && number === 1 ? html`<div class="serial">${serialPlace}</div>` : null}
    <div class="mark">${job.mark}</div>
    <div class="copy">${copy || (number > 1 ? job.overleafTitle : '')}</div>
    ${numberToHtml(job, number, total)}
    ${job.trace === '' ? null : html`<div class="trace">${job.trace}</div>`}
  </div>`;
}

function numberToHtml({ pageNumber, signers }: PrintJob, number: number, total: number): Html | null {
  if (pageNumber === 'none') return null;
  if (pageNumber === 'dashes')
    return html`<div class="number ${number % 2 === 1 ? 'odd' : 'even'}">— ${number} —</div>`;
  return html`<div class="foot">
    ${signers.map((signer) => html`<span>${signer}：</span>`)}
    <span>第${number}页 共${total}页</span>
  </div>`;
}

function waterToHtml(job: PrintJob, copyNumber: number): Html {
  const text = job.copies.length > 1 ? `${job.watermark}（第${copyNumber}联）` : job.watermark;
  const rows = job.landscape ? [30, 85, 140] : [45, 105, 165, 225];
  const columns = job.landscape ? [15, 110, 205] : [10, 110];
  const places = rows.flatMap((top) =>
    columns.map((left) => html`<span style="top:${top}mm;left:${left}mm">${text}</span>`),
  );
  return html`<div class="water" aria-hidden="true">${places}</div>`;
}
