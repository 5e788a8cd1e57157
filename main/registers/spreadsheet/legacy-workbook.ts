import * as XLSX from '@e965/xlsx';
import { ExpectedError } from '../../../domain/failure.ts';
import { isDateFormat, numberCell, textCell } from './cell-values.ts';
import { limits, refuseBroken, refuseProtected, refuseTooLarge } from './refusals.ts';
import {
  blankCell,
  type Cell,
  type Sheet,
  type SheetRow,
  type Workbook,
  type WorkbookFormat,
} from './sheets.ts';

/**
 * Formats other than xlsx and csv, which few offices still send: read whole, in one step.
 * Throws ExpectedError `SpreadsheetProtected`, `SpreadsheetBroken` or `SpreadsheetTooLarge`.
 */
export function openLegacy(name: string, content: Uint8Array | string, format: WorkbookFormat): Workbook {
  const book = parse(content);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const states = book.Workbook?.Sheets ?? [];
  const visibilities = book.SheetNames.map((_, index) => {
    const hidden = states[index]?.Hidden ?? 0;
    return hidden === 2 ? 'veryHidden' : hidden === 1 ? 'hidden' : 'visible';
  });
  return {
    name,
    format,
    sheets: book.SheetNames.map((sheet, index) => ({
      name: sheet,
      visibility: visibilities[index] ?? 'visible',
    })),
    readSheet: async (index) => {
      const sheetName = book.SheetNames[index];
      const sheet = sheetName === undefined ? undefined : book.Sheets[sheetName];
      if (sheetName === undefined || !sheet) throw new Error(`no sheet ${index}`);
      return {
        ...convertSheet(sheet, date1904),
        name: sheetName,
        visibility: visibilities[index] ?? 'visible',
      };
    },
  };
}

function parse(content: Uint8Array | string): XLSX.WorkBook {
  try {
    return XLSX.read(content, {
      type: typeof content === 'string' ? 'string' : 'array',
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellHTML: false,
      raw: true,
      sheetRows: limits.rows + 1_000,
    });
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) refuseProtected();
    refuseBroken('文件内部的内容不符合表格格式。');
  }
}

function convertSheet(sheet: XLSX.WorkSheet, date1904: boolean): Omit<Sheet, 'name' | 'visibility'> {
  const rows: SheetRow[] = [];
  const comments: number[] = [];
  const data = (sheet as XLSX.DenseWorkSheet)['!data'] ?? [];
  const properties = sheet['!rows'] ?? [];
  let columnCount = 0;
  for (let index = 0; index < data.length; index += 1) {
    const cells: Cell[] = [];
    for (const [column, raw] of (data[index] ?? []).entries()) {
      if (raw?.c && raw.c.length > 0) comments.push(index + 1);
      const cell = raw ? convertCell(raw, date1904) : blankCell;
      if (cell.kind === 'blank') continue;
      if (column >= limits.columns) refuseTooLarge(`工作表有内容的列超过 ${limits.columns} 列。`);
      while (cells.length < column) cells.push(blankCell);
      cells.push(cell);
    }
    if (cells.length === 0) continue;
    if (rows.length >= limits.rows) refuseTooLarge(`工作表有内容的行超过 ${limits.rows} 行。`);
    columnCount = Math.max(columnCount, cells.length);
    rows.push({ row: index + 1, cells, hidden: properties[index]?.hidden === true });
  }
  const hiddenColumns = new Set(
    (sheet['!cols'] ?? []).flatMap((column, index) => (column?.hidden ? [index] : [])),
  );
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r + 1,
    bottom: e.r + 1,
    left: s.c,
    right: e.c,
  }));
  const asides = { comments, pictures: [], complete: false };
  return { rows, merges, hiddenColumns, columnCount, date1904, asides };
}

function convertCell(cell: XLSX.CellObject, date1904: boolean): Cell {
  const formula = cell.f !== undefined;
  switch (cell.t) {
    case 'n':
      return numberCell(Number(cell.v), isDateFormat(String(cell.z ?? '')), date1904, formula);
    case 'd':
      return cell.v instanceof Date ? dateCell(cell.v) : blankCell;
    case 'b':
      return { kind: 'boolean', text: cell.v === true ? '是' : '否' };
    case 'e':
      return { kind: 'error', text: cell.w ?? '#N/A' };
    case 's':
      return textCell(String(cell.v ?? ''), formula);
    default:
      return blankCell;
  }
}

function dateCell(value: Date): Cell {
  const date = new Date(value.getTime() - value.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return { kind: 'date', text: date, date };
}

/** Names of the streams of a compound file (xls, encrypted xlsx, doc …); empty when it cannot be read. */
export function compoundStreams(bytes: Uint8Array): readonly string[] {
  try {
    return XLSX.CFB.read(bytes, { type: 'array' }).FullPaths.map(
      (path: string) => path.replace(/\/$/, '').split('/').at(-1) ?? '',
    );
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    return [];
  }
}
