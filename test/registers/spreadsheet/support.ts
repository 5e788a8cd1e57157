import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { createCodeIndex } from '../../../domain/codes/lookup.ts';
import { codeSeed } from '../../../domain/codes/seed.ts';
import type { Register, Values } from '../../../domain/register.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import {
  proposeColumns,
  type ColumnFate,
  type ColumnProposal,
} from '../../../main/registers/spreadsheet/column-mapping.ts';
import { detectLayout, type SheetLayout } from '../../../main/registers/spreadsheet/header-detection.ts';
import {
  convertSheet,
  createRowConverter,
  type ConvertedRecord,
  type Corrections,
  type RowConverter,
} from '../../../main/registers/spreadsheet/row-conversion.ts';
import type { Cell, MergedRange, Sheet, Workbook } from '../../../main/registers/spreadsheet/sheets.ts';
import { parseRange } from '../../../main/registers/spreadsheet/sheets.ts';
import { bytesSource } from '../../../main/registers/spreadsheet/source.ts';
import { importTargets } from '../../../main/registers/spreadsheet/targets.ts';
import { openWorkbook } from '../../../main/registers/spreadsheet/workbook-port.ts';

export const today = '2026-11-21';
export const codes = createCodeIndex(codeSeed);
export const targets = importTargets(petition);
export { petition };

export function fixtureBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/${name}.xlsx`, import.meta.url)));
}

/** A sheet from rows of texts; numbers stay numbers, `null` is blank. */
export function testSheet(
  rows: readonly (readonly (string | number | null)[])[],
  options: { readonly merges?: readonly string[]; readonly hiddenRows?: readonly number[] } = {},
): Sheet {
  const cellOf = (value: string | number | null): Cell =>
    value === null || value === ''
      ? { kind: 'blank', text: '' }
      : typeof value === 'number'
        ? { kind: 'number', text: String(value), number: value }
        : { kind: 'text', text: value };
  const filled = rows.map((row, index) => ({
    row: index + 1,
    cells: row.map(cellOf),
    hidden: options.hiddenRows?.includes(index + 1) ?? false,
  }));
  return {
    name: '登记表',
    visibility: 'visible',
    rows: filled.filter((row) => row.cells.some((cell) => cell.kind !== 'blank')),
    merges: (options.merges ?? []).map((range): MergedRange => {
      const parsed = parseRange(range);
      if (!parsed) throw new Error(range);
      return parsed;
    }),
    hiddenColumns: new Set(),
    columnCount: Math.max(...rows.map((row) => row.length)),
    date1904: false,
    asides: { comments: [], pictures: [], complete: true },
  };
}

export async function excelBytes(
  build: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  build(book.addWorksheet('信访登记'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

export function openBytes(bytes: Uint8Array, name = '台账.xlsx'): Promise<Workbook> {
  return openWorkbook(bytesSource(name, bytes));
}

export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return new Uint8Array(Buffer.concat(all));
}

export interface Imported {
  readonly layout: SheetLayout;
  readonly proposals: readonly ColumnProposal[];
  readonly fates: ReadonlyMap<number, ColumnFate>;
  readonly records: readonly ConvertedRecord[];
  readonly groups: readonly (readonly number[])[];
  readonly converter: RowConverter;
}

/** The whole way of a sheet with every proposal accepted as it comes. */
export async function importSheet(
  sheet: Sheet,
  options: {
    readonly defaults?: Values;
    readonly register?: Register;
    readonly findRegion?: (text: string) => string | undefined;
  } = {},
  corrections: Corrections = new Map(),
): Promise<Imported> {
  const { register = petition } = options;
  const targets = importTargets(register);
  const layout = detectLayout(sheet, targets);
  const proposals = proposeColumns({ register, targets, sheet, layout, codes, today });
  const fates = new Map(proposals.map(({ column, fate }) => [column, fate]));
  const converter = createRowConverter(
    { register, targets, sheet, layout, fates, ...options },
    { codes, today, findRegion: options.findRegion },
  );
  return {
    layout,
    proposals,
    fates,
    records: await convertSheet(converter, { corrections }),
    groups: converter.records,
    converter,
  };
}

/** `B:receivedAt` for every column that goes to a field. */
export function mappedTo(imported: Imported): Readonly<Record<string, string>> {
  return Object.fromEntries(imported.proposals.map(({ letter, fate }) => [letter, fate]));
}

export function countKinds(layout: SheetLayout): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind, row, through } of layout.verdicts)
    counts[kind] = (counts[kind] ?? 0) + through - row + 1;
  return counts;
}

/** Fails unless every row from 1 to the last has exactly one verdict. */
export function rowsAccountedFor(sheet: Sheet, layout: SheetLayout): boolean {
  let next = 1;
  for (const { row, through } of layout.verdicts) {
    if (row !== next || through < row) return false;
    next = through + 1;
  }
  return next === (sheet.rows.at(-1)?.row ?? 0) + 1;
}
