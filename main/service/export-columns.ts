/** The columns of a list as a spreadsheet shows them, and the records they are read from. */
import { centsOf } from '../../domain/text/amounts.ts';
import type { Actor } from '../../domain/access/permissions.ts';
import type { Field, Register } from '../../domain/register.ts';
import type { LedgerList } from '../../domain/registers/rect-item/lists.ts';
import { chineseDateTime } from '../deps.ts';
import { quote } from '../registers/sql.ts';
import { detailNumber } from '../registers/spreadsheet/detail-sheets.ts';
import type { ExportColumn, ExportRow } from '../registers/spreadsheet/export-view.ts';
import { mayReadOf } from '../registers/told.ts';
import { type PrintOptions, readPrintedRecords } from '../reports/form-data.ts';
import { ledgerColumns } from '../reports/forms/ledger-cells.ts';
import type { PrintedRecord } from '../reports/forms/printed-record.ts';
import type { OpenOffice } from './office.ts';
import { regionLabel } from './regions.ts';

/** What a list shows of a record beside its own fields. */
interface RowStamps {
  readonly id: string;
  readonly office: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly nextDue: string | null;
}

export interface Listed extends PrintedRecord {
  readonly stamps: RowStamps | undefined;
}

export type OnText = NonNullable<PrintOptions['onText']>;

export interface Taken {
  readonly column: ExportColumn;
  readonly value: (record: Listed) => string | number | null;
}

const numberColumn: ExportColumn = { title: detailNumber, kind: 'text', width: 170 };

const stampColumns: Readonly<Record<string, Taken>> = {
  nextDue: {
    column: { title: '最近时限', kind: 'date', width: 104 },
    value: ({ stamps }) => stamps?.nextDue ?? null,
  },
  createdAt: {
    column: { title: '录入时间', kind: 'text', width: 150 },
    value: ({ stamps }) => (stamps ? chineseDateTime(stamps.createdAt) : null),
  },
  updatedAt: {
    column: { title: '最后修改', kind: 'text', width: 150 },
    value: ({ stamps }) => (stamps ? chineseDateTime(stamps.updatedAt) : null),
  },
};

/** The records with what the list shows beside them, in the order of the ids. */
export function readListed(
  office: OpenOffice,
  actor: Actor,
  register: Register,
  ids: readonly string[],
  revealed: boolean,
  onText?: OnText,
): readonly Listed[] {
  const stamps = office.vault.all<RowStamps>(
    `SELECT id, office, createdAt, updatedAt, nextDue FROM ${quote(register.id)}
     WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  const stampsById = new Map(stamps.map((each) => [each.id, each]));
  const mayRead = mayReadOf(office.engine.context, actor);
  const options = { revealed, mayRead, regionName: regionLabel, ...(onText && { onText }) };
  return readPrintedRecords(office.engine.context, register.id, ids, options).map((record) => ({
    ...record,
    stamps: stampsById.get(record.id),
  }));
}

const kinds: Partial<Record<Field['type'], ExportColumn['kind']>> = {
  date: 'date',
  integer: 'integer',
  money: 'money',
  longText: 'longText',
};

function exportColumn(field: Field): ExportColumn {
  return { title: field.label, kind: kinds[field.type] ?? 'text', width: field.listWidth ?? 120 };
}

/** A printed text as a cell of this kind of column holds it. */
function cellOf(kind: ExportColumn['kind'], text: string): string | number | null {
  if (text === '') return null;
  if (kind === 'money') return centsOf(text);
  return kind === 'integer' ? Number(text) : text;
}

function fieldColumn(field: Field): Taken {
  const column = exportColumn(field);
  return { column, value: (record) => cellOf(column.kind, record.text(field.key)) };
}

/** The rows of a child table with the number of their record before them, as a sheet of details shows them. */
export interface TakenRows {
  readonly label: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: (record: Listed) => readonly ExportRow[];
}

export function detailsFor(register: Register): readonly TakenRows[] {
  return register.children.map(({ key, label, fields }) => {
    const columns = fields.map(exportColumn);
    return {
      label,
      columns: [numberColumn, ...columns],
      rows: (record) =>
        record
          .rows(key)
          .map((row) => [
            record.no,
            ...fields.map((field, index) => cellOf(columns[index]?.kind ?? 'text', row[field.key] ?? '')),
          ]),
    };
  });
}

/** A child table becomes one column for each of the fields its rows are known by, so that they can be sorted apart. */
function childColumns(register: Register, key: string): readonly Taken[] {
  const child = register.children.find((each) => each.key === key);
  if (!child) return [];
  const shown = [child.title, 'name', 'phone', 'unit', 'post'];
  return child.fields
    .filter(({ key: own, type }) => shown.includes(own) || ['money', 'integer', 'date'].includes(type))
    .map((field) => ({
      column: { title: field.label, group: child.label, kind: 'text', width: 120 },
      value: (record) =>
        record
          .rows(key)
          .map((row) => row[field.key] ?? '')
          .filter((text) => text !== '')
          .join('、'),
    }));
}

const pixelsPerShare = 8;

/** The columns of one of the office's lists of the ledger; what is said of several measures stands line by line. */
function listColumns(register: Register, list: LedgerList): readonly Taken[] {
  return ledgerColumns(list).map(({ label: title, width: share, field, isLong, byMeasure, text }): Taken => {
    const width = share * pixelsPerShare;
    const own = register.fields.find(({ key }) => key === field);
    if (own) {
      const taken = fieldColumn(own);
      return { ...taken, column: { ...taken.column, title, width } };
    }
    const value = (item: PrintedRecord): string => {
      const measures = byMeasure ? item.parts('rectMeasure') : [];
      const all = measures.length === 0 ? [undefined] : measures;
      return all.map((measure) => text({ item, measure })).join('\n');
    };
    return { column: { title, kind: isLong || byMeasure ? 'longText' : 'text', width }, value };
  });
}

/** `list:` and the code of a list of the ledger stand for all its columns. */
export function columnsFor(
  register: Register,
  keys: readonly string[],
  officeName: (id: string) => string,
  lists: readonly LedgerList[] = [],
): readonly Taken[] {
  const office: Taken = {
    column: { title: '登记机关', kind: 'text', width: 180 },
    value: ({ stamps }) => (stamps ? officeName(stamps.office) : null),
  };
  return keys.flatMap((key): readonly Taken[] => {
    if (key === 'no') return [{ column: numberColumn, value: (record) => record.no }];
    if (key === 'state')
      return [{ column: { title: '状态', kind: 'text', width: 90 }, value: (record) => record.stateLabel }];
    if (key === 'office') return [office];
    const list = lists.find(({ code }) => key === `list:${code}`);
    if (list) return listColumns(register, list);
    const stamp = Object.hasOwn(stampColumns, key) ? stampColumns[key] : undefined;
    if (stamp) return [stamp];
    const field = register.fields.find((each) => each.key === key);
    return field ? [fieldColumn(field)] : childColumns(register, key);
  });
}
