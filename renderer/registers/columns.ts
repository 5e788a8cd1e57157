/** The columns a register's list can show, derived from its description. */
import type { ChildTable, Compartment, Field, Register } from '../../domain/register.ts';
import { standsOpen } from '../../domain/sealed.ts';

export type FilterKind = 'text' | 'facet' | 'dateRange' | 'numberRange' | 'boolean' | 'deadline';

export interface Column {
  /** Key in views, sorting and exports. */
  readonly key: string;
  readonly label: string;
  readonly width: number;
  readonly kind: 'no' | 'state' | 'office' | 'nextDue' | 'field' | 'child' | 'instant';
  readonly field?: Field;
  readonly child?: ChildTable;
  readonly filter?: FilterKind;
  /** The field a condition of this column names; the column's own key when absent. */
  readonly filterField?: string;
  readonly sortable: boolean;
  readonly right?: boolean;
}

export interface ShownColumn {
  readonly field: string;
  readonly width: number;
}

const filterKinds: Readonly<Record<NonNullable<Field['filter']>, FilterKind>> = {
  text: 'text',
  codes: 'facet',
  dateRange: 'dateRange',
  numberRange: 'numberRange',
  boolean: 'boolean',
};

const hiddenWidth = 120;

/**
 * Every column, in the order of the form. `maySearch` says which compartments the person may search; `ofMany` that
 * the list holds records of several offices.
 */
export function columnsOf(
  register: Register,
  maySearch: (compartment: Compartment) => boolean,
  ofMany = false,
): readonly Column[] {
  const sections = [...new Set([...register.fields, ...register.children].map(({ section }) => section))];
  const own = sections.flatMap((section) => [
    ...register.fields
      .filter((field) => field.section === section && isListed(field, maySearch))
      .map((field) => fieldColumn(field, maySearch)),
    ...register.children
      .filter((child) => child.section === section)
      .map((child) => childColumn(child, maySearch)),
  ]);
  const early = isDueEarly(register);
  return [
    { key: 'no', label: '编号', width: 168, kind: 'no', filter: 'text', sortable: true },
    { key: 'state', label: '状态', width: 124, kind: 'state', filter: 'facet', sortable: true },
    ...(early ? [dueColumn] : []),
    ...own.filter(isEarly),
    ...(ofMany ? [officeColumn] : []),
    ...own.filter((column) => !isEarly(column)),
    ...(early || register.deadlines.length === 0 ? [] : [dueColumn]),
    { key: 'createdAt', label: '录入时间', width: 140, kind: 'instant', sortable: true },
    { key: 'updatedAt', label: '最后修改', width: 140, kind: 'instant', sortable: true },
  ];
}

const dueColumn: Column = {
  key: 'nextDue',
  label: '最近时限',
  width: 208,
  kind: 'nextDue',
  filter: 'deadline',
  filterField: 'deadline',
  sortable: false,
};

/** With warning lights, or as the one date a record waits for, the deadline stands where it is seen without scrolling. */
function isDueEarly({ deadlines }: Register): boolean {
  return deadlines.length === 1 || deadlines.some(({ lights }) => lights !== undefined);
}

const isEarly = ({ field, child }: Column): boolean => (field ?? child)?.listedEarly === true;

const officeColumn: Column = {
  key: 'office',
  label: '登记机关',
  width: 170,
  kind: 'office',
  filter: 'facet',
  sortable: true,
};

/** A sealed field has a column for whom can open it, or for its mask. */
function isListed({ compartment, mask }: Field, maySearch: (compartment: Compartment) => boolean): boolean {
  return compartment === undefined || mask !== undefined || maySearch(compartment);
}

function fieldColumn(field: Field, maySearch: (compartment: Compartment) => boolean): Column {
  const { compartment, searchable } = field;
  const filterable = compartment ? searchable === true && maySearch(compartment) : true;
  return {
    key: field.key,
    label: field.label,
    width: Math.max(field.listWidth ?? hiddenWidth, headingWidth(field.label, field.filter !== undefined)),
    kind: 'field',
    field,
    ...(field.filter && filterable ? { filter: filterKinds[field.filter] } : {}),
    sortable: !field.compartment && !['codes', 'longText', 'record', 'records'].includes(field.type),
    ...(['integer', 'money', 'percent'].includes(field.type) ? { right: true } : {}),
  };
}

/** Wide enough for the whole heading with its filter sign. */
function headingWidth(label: string, filterable: boolean): number {
  return label.length * 14 + 20 + (filterable ? 22 : 0);
}

function childColumn(child: ChildTable, maySearch: (compartment: Compartment) => boolean): Column {
  const title = child.fields.find((field) => field.key === child.title);
  const filterable = child.compartment
    ? title?.type === 'text' && maySearch(child.compartment)
    : title?.filter === 'text';
  return {
    key: child.key,
    label: child.label,
    width: 136,
    kind: 'child',
    child,
    ...(filterable ? { filter: 'text', filterField: `${child.key}.${child.title}` } : {}),
    sortable: false,
  };
}

/** What a list shows before the user arranges it: the description's list widths, children that have one, the deadline. */
export function defaultColumns(columns: readonly Column[]): readonly ShownColumn[] {
  return columns.filter(isShownByDefault).map(({ key, width }) => ({ field: key, width }));
}

function isShownByDefault(column: Column): boolean {
  switch (column.kind) {
    case 'no':
    case 'state':
    case 'office':
    case 'nextDue':
      return true;
    case 'field':
      return column.field?.listWidth !== undefined;
    case 'child':
      return (
        (column.child?.compartment !== undefined && !standsOpen(column.child.compartment)) ||
        column.child?.fields.some((field) => field.listWidth) === true
      );
    case 'instant':
      return false;
  }
}

/** The columns to draw: kept choices without those that no longer exist; the number always comes first. */
export function shownColumns(
  columns: readonly Column[],
  kept: readonly ShownColumn[] | null,
): readonly (Column & { readonly width: number })[] {
  const chosen = kept && kept.length > 0 ? kept : defaultColumns(columns);
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const found = chosen.flatMap(({ field, width }) => {
    const column = byKey.get(field);
    return column && field !== 'no' ? [{ ...column, width }] : [];
  });
  const no = byKey.get('no');
  const noWidth = chosen.find(({ field }) => field === 'no')?.width;
  return no ? [{ ...no, width: noWidth ?? no.width }, ...found] : found;
}
