import { setImmediate } from 'node:timers/promises';
import type { CodeIndex } from '../../../domain/codes/lookup.ts';
import type { ChildTable, Register, Value, Values } from '../../../domain/register.ts';
import { normalizeText, tidyText } from '../../../domain/text/normalize.ts';
import type { ParseContext } from './cell-parsers.ts';
import { addChildRows } from './child-rows.ts';
import { remarkFate, type ColumnFate } from './column-mapping.ts';
import type { SheetLayout } from './header-detection.ts';
import { createDittos } from './dittos.ts';
import { doubtStruck } from './struck-cells.ts';
import { dueWordsOf, parseInto, report, type FilledCell, type MappedColumn } from './filled-cells.ts';
import { dataCell, groupRecords, sourceRow } from './record-groups.ts';
import { finishRecord } from './record-rules.ts';
import { blankCell, sheetGrid, type Cell, type Sheet, type SheetGrid } from './sheets.ts';
import type { ImportTarget } from './targets.ts';
import { wordKey, type UnknownWord, type WordMeanings } from './word-meanings.ts';

export interface CellProblem {
  readonly row: number;
  /** Undefined when the problem concerns the whole row, e.g. a column the sheet does not have. */
  readonly column: number | undefined;
  /** Path of the target concerned. */
  readonly path: string | undefined;
  /** An error keeps the record out until it is corrected; a warning is shown and can be let through. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The cell as the clerk wrote it. */
  readonly original: string;
  /** What might have been meant, for a drop-down. */
  readonly candidates?: readonly string[];
}

export interface ConvertedRecord {
  /** Rows of the sheet it was read from; more than one when persons are listed below each other. */
  readonly rows: readonly number[];
  readonly values: Values;
  /** Child rows without ids; whoever stores them gives ids. */
  readonly children: Readonly<Record<string, readonly Values[]>>;
  readonly problems: readonly CellProblem[];
  /** Words that are none of the choices, also those the clerk has given a meaning. */
  readonly words: readonly UnknownWord[];
  /** The state in which it enters; the workflow's first one when absent. */
  readonly state?: string;
}

/** A record while it is being put together; rules may change it. */
export interface DraftRecord {
  readonly rows: readonly number[];
  readonly values: Record<string, Value>;
  readonly children: Record<string, Record<string, Value>[]>;
  readonly problems: CellProblem[];
  readonly words: UnknownWord[];
  readonly columnByPath: ReadonlyMap<string, number>;
  /** Persons who signed together, by child table; 1 when the sheet does not say how many. */
  readonly jointByChild: Map<string, number>;
}

export interface ConvertDeps {
  readonly codes: CodeIndex;
  /** `YYYY-MM-DD` in China. */
  readonly today: string;
  readonly findRegion?: ((text: string) => string | undefined) | undefined;
}

export interface ImportPlan {
  readonly register: Register;
  readonly targets: readonly ImportTarget[];
  readonly sheet: Sheet;
  readonly layout: SheetLayout;
  /** The clerk's final choice for every column. */
  readonly fates: ReadonlyMap<number, ColumnFate>;
  /** Values for all records that the sheet does not give, e.g. the inspection round. */
  readonly defaults?: Values | undefined;
  /** Year for dates written without one, where the sheet does not say it or says it wrong. */
  readonly year?: number | undefined;
  readonly meanings?: WordMeanings | undefined;
  /** Keys of child tables of which a row of the sheet is one row, whatever its cells list. */
  readonly details?: ReadonlySet<string> | undefined;
}

/** The clerk's corrections; the key is {@link correctionKey}. */
export type Corrections = ReadonlyMap<string, string>;

export function correctionKey(row: number, column: number): string {
  return `${row}:${column}`;
}

export interface RowConverter {
  /** Rows of each record, in the order of the sheet. */
  readonly records: readonly (readonly number[])[];
  /** Pure: the same rows and corrections give the same record, so one row can be checked again after a correction. */
  readonly convert: (rows: readonly number[], corrections?: Corrections) => ConvertedRecord;
}

/** Prepares the conversion of a sheet by the clerk's mapping. */
export function createRowConverter(plan: ImportPlan, deps: ConvertDeps): RowConverter {
  const grid = sheetGrid(plan.sheet);
  const targetsByPath = new Map(plan.targets.map((target) => [target.path, target]));
  const mapped: MappedColumn[] = [];
  const remarks: { readonly column: number; readonly heading: string }[] = [];
  for (const { column, text, letter } of plan.layout.columns) {
    const fate = plan.fates.get(column);
    const target = fate === undefined ? undefined : targetsByPath.get(fate);
    if (target) mapped.push({ column, target, context: parseContext(plan, deps, text, target.path) });
    else if (fate === remarkFate) remarks.push({ column, heading: text === '' ? `${letter}列` : text });
  }
  const columnByPath = new Map(mapped.map(({ target, column }) => [target.path, column]));
  const firstDataRow = plan.layout.dataRows[0] ?? 0;
  const dittos = createDittos(grid, plan.layout.dataRows);
  const carried = new Set(
    mapped.filter(({ target }) => target.field.carriesDown === true).map(({ column }) => column),
  );

  return {
    records: groupRecords(grid, plan.layout, plan.fates),
    convert: (rows, corrections) => {
      const draft: DraftRecord = {
        rows,
        values: {},
        children: Object.fromEntries(plan.register.children.map((child) => [child.key, []])),
        problems: [],
        words: [],
        columnByPath,
        jointByChild: new Map(),
      };
      const cellAt = (row: number, column: number): Cell => {
        const corrected = corrections?.get(correctionKey(row, column));
        if (corrected !== undefined) return corrected === '' ? blankCell : { kind: 'text', text: corrected };
        const first = row === rows[0];
        const from =
          first && carried.has(column) ? lastFilled(grid, plan.layout, row, column, corrections) : row;
        const source = first ? sourceRow(grid, from, column, firstDataRow) : row;
        const above = source === row ? undefined : corrections?.get(correctionKey(source, column));
        if (above !== undefined) return above === '' ? blankCell : { kind: 'text', text: above };
        const cell = first ? dataCell(grid, from, column, firstDataRow) : grid.own(row, column);
        return dittos.resolve(cell, row, column, (above) => corrections?.get(correctionKey(above, column)));
      };
      for (const row of rows) convertRow(draft, row, mapped, plan.details, (column) => cellAt(row, column));
      for (const row of rows) addRemarks(draft, remarks, (column) => cellAt(row, column));
      const uncorrected = (row: number, column: number): Cell =>
        corrections?.has(correctionKey(row, column)) === true ? blankCell : grid.own(row, column);
      for (const row of rows) doubtStruck(draft, row, [...mapped, ...remarks], uncorrected);
      return finishRecord(draft, plan, deps);
    },
  };
}

/** The row itself, or the nearest data row above it in which the column is filled, as the clerk has corrected it. */
function lastFilled(
  grid: SheetGrid,
  layout: SheetLayout,
  row: number,
  column: number,
  corrections: Corrections | undefined,
): number {
  const textAt = (each: number): string =>
    corrections?.get(correctionKey(each, column)) ?? grid.own(each, column).text;
  return layout.dataRows.findLast((each) => each <= row && !isBlank(textAt(each))) ?? row;
}

/** Converts every record, letting other work run between slices. Throws the signal's reason when aborted. */
export async function convertSheet(
  converter: RowConverter,
  options: {
    readonly corrections?: Corrections | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((done: number) => void) | undefined;
  } = {},
): Promise<readonly ConvertedRecord[]> {
  const records: ConvertedRecord[] = [];
  for (const rows of converter.records) {
    records.push(converter.convert(rows, options.corrections));
    if (records.length % 100 === 0) {
      options.onProgress?.(records.length / converter.records.length);
      await setImmediate();
      options.signal?.throwIfAborted();
    }
  }
  options.onProgress?.(1);
  return records;
}

function parseContext(plan: ImportPlan, deps: ConvertDeps, heading: string, path: string): ParseContext {
  const { layout, sheet, year, meanings } = plan;
  const inMyriads = (heading.includes('元') ? heading : (layout.unit ?? '')).includes('万元');
  const moneyUnit = inMyriads ? '万元' : '元';
  return {
    ...deps,
    date1904: sheet.date1904,
    year: year ?? layout.year,
    moneyUnit,
    meaningOf: (word) => meanings?.get(wordKey(path, word)),
  };
}

function convertRow(
  draft: DraftRecord,
  row: number,
  columns: readonly MappedColumn[],
  details: ReadonlySet<string> | undefined,
  cellAt: (column: number) => Cell,
): void {
  const cellsByChild = new Map<ChildTable, FilledCell[]>();
  for (const mapped of columns) {
    const cell = cellAt(mapped.column);
    const { child } = mapped.target;
    if (isBlank(cell.text)) {
      if (cell.formula) report(draft, { row, cell, mapped }, 'error', '公式没有计算结果，请在表格中另存一次');
    } else if (child) {
      const cells = cellsByChild.get(child);
      if (cells) cells.push({ row, cell, mapped });
      else cellsByChild.set(child, [{ row, cell, mapped }]);
    } else {
      const value = parseInto(draft, { row, cell, mapped });
      if (value !== undefined && value !== null) setMain(draft, { row, cell, mapped }, value);
      const words = dueWordsOf({ row, cell, mapped });
      if (words) draft.values[words[0]] ??= words[1];
    }
  }
  for (const [child, cells] of cellsByChild)
    addChildRows(draft, details?.has(child.key) === true ? { ...child, title: '' } : child, cells);
}

function isBlank(text: string): boolean {
  return text === '' || text.trim() === '' || (text.length < 9 && tidyText(text) === '');
}

/** A second row of the same record may go on with a long text; any other second value is a contradiction. */
function setMain(draft: DraftRecord, filled: FilledCell, value: Value): void {
  const { field, path } = filled.mapped.target;
  const before = draft.values[path];
  if (before === undefined || before === null || filled.row === draft.rows[0]) draft.values[path] = value;
  else if (typeof before === 'string' && typeof value === 'string' && field.type === 'longText') {
    if (!before.includes(value)) draft.values[path] = `${before}\n${value}`;
  } else if (normalizeText(String(before)) !== normalizeText(String(value))) {
    report(draft, filled, 'error', `同一件有两个不同的“${field.label}”`);
  }
}

function addRemarks(
  draft: DraftRecord,
  remarks: readonly { readonly column: number; readonly heading: string }[],
  cellAt: (column: number) => Cell,
): void {
  const lines = remarks.flatMap(({ column, heading }) => {
    const text = tidyText(cellAt(column).text);
    return text === '' ? [] : [`${heading}：${text}`];
  });
  if (lines.length === 0) return;
  const before = draft.values['remark'];
  draft.values['remark'] = [...(typeof before === 'string' && before !== '' ? [before] : []), ...lines].join(
    '\n',
  );
}
