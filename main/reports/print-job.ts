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
  /** What the program itself testifies to leaves it on paper or as a PDF, not to be gone on with by hand. */
  readonly onlyAsPrinted: boolean;
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
  readonly onlyAsPrinted?: true;
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
    onlyAsPrinted: parts.onlyAsPrinted === true,
    name: `${fileNamePrefix(parts.mark)}${parts.name}`,
    body: parts.body.markup,
    overleaf: Object.fromEntries(overleaf.map(([id, row]) => [id, row.markup])),
    fontFaces: fontFaceRules(deps.fonts, text),
    fontFamilies: fontFamilies(deps.installedFonts),
    fontWarnings: fontWarnings(deps.fonts, text, deps.installedFonts),
  };
}

/** The HTML document with what belongs on each of its pages; 0 pages for a first count. */
export function printJobToHtml(job: PrintJob, pages: number, begins: PageBegins = none): string {
  const title = html`${job.name}`.markup;
  const sheet = `<main class="sheet ${job.landscape ? 'landscape' : 'portrait'}">${bodyWith(job, begins)}</main>`;
  return (
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>` +
    `<style>${job.fontFaces}\n${paperStyle(job.landscape, job.fontFamilies)}</style></head>` +
    `<body>${pagesToHtml(job, pages).markup}${sheet.repeat(job.copies.length)}</body></html>`
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
  let begins = none;
  for (let round = 1; ; round += 1) {
    const document = printJobToHtml(job, pages, begins);
    const pdf = await render(document);
    const counted = countPages(pdf);
    const found = pageBegins(job, begins, rowsBeginningPages(job, pdf));
    if (round <= mostRounds && found !== begins) {
      begins = found;
      // What belongs on each page makes as many pages, also of a sheet that needs fewer.
      pages = job.copies.length;
    } else if (counted === pages && pages % job.copies.length === 0) return { pdf, pages, html: document };
    else if (pages > job.copies.length)
      throw new Error(`${job.name}: ${pages} pages became ${counted} when they were numbered`);
    else pages = counted;
  }
}

/** After these a row that was thought to begin a page stands below the top of one, and what it shares is said once too often. */
const mostRounds = 24;

/** The rows of a job that say again what they share, in their order. */
interface PageBegins {
  readonly rows: readonly string[];
  /** Those of them that begin a page whatever comes before. */
  readonly forced: ReadonlySet<string>;
}

const none: PageBegins = { rows: [], forced: new Set() };

/**
 * What is known after one more layout; `known` itself when nothing is new. Of what was thought everything up to the first
 * row that differs is settled. Where the page now begins further up, lines that were set apart from the ones below took more
 * room by themselves: with them together it would begin where it was thought, so that row is held to it.
 */
function pageBegins(job: PrintJob, known: PageBegins, found: readonly string[]): PageBegins {
  const at = found.findIndex((id, index) => id !== known.rows[index]);
  if (at < 0 && found.length === known.rows.length) return known;
  const ids = rowIds(job);
  const [now = '', thought = ''] = [found[at], known.rows[at]];
  const isEarlier = thought !== '' && now !== '' && ids.indexOf(now) < ids.indexOf(thought);
  return { rows: found, forced: isEarlier ? new Set([...known.forced, now]) : known.forced };
}

/** The rows that follow the rows before them on another page. */
function rowsBeginningPages(job: PrintJob, pdf: Uint8Array): readonly string[] {
  if (Object.keys(job.overleaf).length === 0) return [];
  const pages = pagesOfRows(pdf);
  const ids = rowIds(job).filter((id) => pages.has(id));
  return ids.filter((id, index) => {
    const above = pages.get(ids[index - 1] ?? '')?.last;
    return id in job.overleaf && above !== undefined && (pages.get(id)?.first ?? 0) > above;
  });
}

function rowIds({ body }: PrintJob): readonly string[] {
  return [...body.matchAll(/<tr id="(\w+)"/g)].map(([, id = '']) => id);
}

function bodyWith({ body, overleaf }: PrintJob, { rows, forced }: PageBegins): string {
  if (rows.length === 0) return body;
  const begun = new Set(rows);
  return body.replaceAll(/<tr id="(\w+)"[^]*?<\/tr>/g, (row, id: string) => {
    if (!begun.has(id)) return row;
    return `</tbody><tbody class="${forced.has(id) ? 'fresh' : ''}">${overleaf[id] ?? row}`;
  });
}

/**
 * The numbers of the pages on which each row begins and ends. What stands in a row is a link to it, and Chromium notes on
 * each page which links were painted there; where it says that a target is, is off by the margins of every page before.
 */
function pagesOfRows(
  pdf: Uint8Array,
): ReadonlyMap<string, { readonly first: number; readonly last: number }> {
  const text = Buffer.from(pdf).toString('latin1');
  const links = text.matchAll(/(\d+) 0 obj\s*<<\/Type\s*\/Annot\b(?:(?!endobj)[^])*?\/Dest\s*\/(\w+)/g);
  const rowOf = new Map([...links].map(([, no = '', id = '']) => [no, id]));
  const pages = [...text.matchAll(/(\d+) 0 obj\s*<<\/Type\s*\/Page\b(?!s)(?:(?!endobj)[^])*/g)]
    .toSorted(([, one], [, other]) => Number(one) - Number(other))
    .map(([page]) => /\/Annots\s*\[([^\]]*)\]/.exec(page)?.[1] ?? '');
  const found = new Map<string, { first: number; last: number }>();
  for (const [at, annotations] of pages.entries())
    for (const [, no = ''] of annotations.matchAll(/(\d+) 0 R/g)) {
      const id = rowOf.get(no);
      if (id !== undefined) found.set(id, { first: found.get(id)?.first ?? at + 1, last: at + 1 });
    }
  return found;
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
export const serialPlace = '份号：＿＿＿＿＿＿';
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
