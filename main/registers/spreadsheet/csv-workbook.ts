import { textCell } from './cell-values.ts';
import { limits, refuseTooLarge, refuseUnknownFormat } from './refusals.ts';
import type { Sheet, SheetRow, Workbook } from './sheets.ts';

/** Text of a file in any encoding that Chinese offices' programs save: UTF-8, UTF-16 with mark, GB 18030. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A separated text file as a workbook of one sheet; the separator is the one that most rows agree on. */
export function openCsv(name: string, bytes: Uint8Array): Workbook {
  const text = decodeText(bytes);
  if (/[\0\uFFFD]/.test(text.slice(0, 65_536))) refuseUnknownFormat('文件不是文本，也不是已知的表格格式。');
  const sheetName = name.replace(/\.[^.]*$/, '') || name;
  return {
    name,
    format: 'csv',
    sheets: [{ name: sheetName, visibility: 'visible' }],
    readSheet: async () => csvSheet(sheetName, text),
  };
}

function csvSheet(name: string, text: string): Sheet {
  const rows: SheetRow[] = [];
  let columnCount = 0;
  let row = 0;
  for (const values of parseSeparated(text, separatorOf(text))) {
    row += 1;
    while (values.length > 0 && values.at(-1) === '') values.pop();
    if (values.length === 0) continue;
    if (values.length > limits.columns) refuseTooLarge(`文件的列超过 ${limits.columns} 列。`);
    if (rows.length >= limits.rows) refuseTooLarge(`文件的行超过 ${limits.rows} 行。`);
    columnCount = Math.max(columnCount, values.length);
    rows.push({ row, hidden: false, cells: values.map((value) => textCell(value)) });
  }
  return {
    name,
    visibility: 'visible',
    rows,
    merges: [],
    hiddenColumns: new Set(),
    columnCount,
    date1904: false,
    asides: { comments: [], pictures: [], complete: true },
  };
}

function separatorOf(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r?\n/).slice(0, 30);
  const score = (separator: string): number =>
    lines.reduce((sum, line) => sum + Math.min(line.split(separator).length - 1, 50), 0);
  return [',', '\t', ';'].reduce((best, separator) => (score(separator) > score(best) ? separator : best));
}

/** RFC 4180 with any line end; an opening quote counts only at the start of a value, as spreadsheets read it. */
function* parseSeparated(text: string, separator: string): Generator<string[]> {
  let values: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        const end = quote < 0 ? text.length : quote;
        value += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        value += '"';
        at += 1;
      }
    }
    let end = at;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
    values.push(unwrapFormulaText(value + text.slice(at, end)));
    at = end + 1;
    if (text[end] === separator && at < text.length) continue;
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    yield values;
    values = [];
  }
}

/** Programs export codes and telephones as `="0570…"` to keep their zeros. */
function unwrapFormulaText(value: string): string {
  return /^="([^"]*)"$/.exec(value)?.[1] ?? value;
}
