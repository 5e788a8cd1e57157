import { columnLetter } from './sheets.ts';

/** Longest text a cell can hold in any spreadsheet program. */
export const longestCell = 32_767;

const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function xmlPart(body: string): string {
  return xmlDeclaration + body;
}

/**
 * Text for an XML element or attribute of a workbook. Control characters become the format's own `_x0000_` escapes,
 * and text that happens to look like such an escape is protected, so that every text comes back as it was.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/_x(?=[0-9a-fA-F]{4}_)/g, '_x005F_x')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(
      /[\0-\x08\x0B-\x1F\uFFFE\uFFFF]/g,
      (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** A cell that can only ever be text: no program takes an inline string for a formula, whatever it starts with. */
export function textCellXml(column: number, row: number, text: string, style: number): string {
  if (text === '') return blankCellXml(column, row, style);
  const kept = text.length > longestCell ? `${text.slice(0, longestCell - 20)}……（超出单元格长度）` : text;
  return `<c r="${columnLetter(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(kept)}</t></is></c>`;
}

export function numberCellXml(column: number, row: number, value: number, style: number): string {
  return `<c r="${columnLetter(column)}${row}" s="${style}"><v>${value}</v></c>`;
}

export function blankCellXml(column: number, row: number, style: number): string {
  return `<c r="${columnLetter(column)}${row}" s="${style}"/>`;
}

/** Serial day number of a `YYYY-MM-DD` date from 1900-03-01 on, in the 1900 system; undefined for anything else. */
export function dateToSerial(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date < '1900-03-01') return undefined;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : time / 86_400_000 + 25_569;
}
