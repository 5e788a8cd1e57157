import type { Cell } from './sheets.ts';

const dayMs = 86_400_000;

/** First and last serial that spreadsheets can show as a date (1900-01-01 … 9999-12-31). */
const lastSerial = 2_958_465;

/** `YYYY-MM-DD` of a serial day number, or undefined outside the calendar. Serial 60 is the 29 February that 1900 never had. */
export function serialToDate(serial: number, date1904: boolean): string | undefined {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (days < 1 || days > lastSerial || days === 60) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + (days < 60 ? days + 1 : days) * dayMs).toISOString().slice(0, 10);
}

/** Formats that every program shows as a date without spelling them out in the file (27–58 are the Chinese ones). */
export function isBuiltInDateFormat(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
}

/** Whether a spelled-out number format shows a calendar date (a pure time of day does not count). */
export function isDateFormat(format: string): boolean {
  const bare = (format.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase();
  return /[yd]/.test(bare) || /m+[-/.年]/.test(bare);
}

/** A number as a clerk would type it: no exponent, no floating point dust. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

export function numberCell(value: number, isDate: boolean, date1904: boolean, formula: boolean): Cell {
  const date = isDate ? serialToDate(value, date1904) : undefined;
  const base = formula ? ({ formula: true } as const) : {};
  if (date) return { kind: 'date', text: date, date, number: value, ...base };
  return { kind: 'number', text: numberText(value), number: value, ...base };
}

/** Spreadsheets write control characters as `_x000A_` and a literal underscore of that shape as `_x005F_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

export function textCell(text: string, formula = false): Cell {
  if (text === '' && !formula) return { kind: 'blank', text };
  const kind = text === '' ? 'blank' : 'text';
  return formula ? { kind, text, formula: true } : { kind, text };
}

const mostPooled = 50_000;
/** Up to this length the engine copies a piece of text; longer pieces keep the whole text they were cut from alive. */
const copiedLength = 12;

/** Gives equal texts one cell, and frees long ones from the part of the file they were cut from. */
export function createCellPool(): (text: string) => Cell {
  const cellsByText = new Map<string, Cell>();
  return (text) => {
    const known = cellsByText.get(text);
    if (known) return known;
    const cell = textCell(text.length > copiedLength ? ` ${text}`.slice(1) : text);
    if (cellsByText.size < mostPooled) cellsByText.set(cell.text, cell);
    return cell;
  };
}
