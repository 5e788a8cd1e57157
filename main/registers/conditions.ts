/** Query conditions as SQL: a test on one row, and where an index can name the matching rows, that set. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { refuse } from '../../domain/failure.ts';
import type { ChildTable, Field, Register } from '../../domain/register.ts';
import { standsOpen } from '../../domain/sealed.ts';
import { bigramQuery } from '../../domain/text/bigrams.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import type { SqlParams, SqlValue } from '../vault/api.ts';
import { bucketRange, isToldByNextDue } from './due-buckets.ts';
import { valuesWith } from './label-index.ts';
import { columnType, indexKind } from './schema.ts';
import type { Where } from './sealed-grams.ts';
import { childTableName, quote, searchTableName } from './sql.ts';
import { isUntold, type MayRead } from './told.ts';

export type Query = Omit<Parsed<'records.page'>, 'offset' | 'limit'>;
export type Filter = Query['filters'][number];

export interface Sql {
  readonly sql: string;
  readonly params: SqlParams;
}

export interface Condition {
  /** True for the rows wanted; the main table is `p`. */
  readonly test: Sql;
  readonly set?: RowSet;
  /** Of the search box: what to look for in a record where very many have it. */
  readonly words?: Words;
}

export interface Words {
  readonly text: string;
  /** Records that are found by what is sealed of them. */
  readonly sealed: ReadonlySet<string>;
}

/** A cheap query for the wanted rows, by that column of the main table. */
export interface RowSet extends Sql {
  readonly key: 'rowid' | 'id' | 'searchDoc';
  /** There are more rows in it than fulfil the condition. */
  readonly narrows?: true;
}

export interface ConditionContext {
  readonly register: Register;
  readonly calendar: Calendar;
  readonly today: string;
  readonly mayRead: MayRead;
  /** Ids of records that hold the text in that sealed field or child table; refuses without the key. */
  readonly sealedMatches: (text: string, where: Where) => readonly string[];
}

/** How a column is filtered and sorted. */
interface Column {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'codes' | 'instant';
  readonly index: ReturnType<typeof indexKind>;
  readonly searchable: boolean;
}

const systemKinds: Readonly<Record<string, { readonly name: string; readonly kind: Column['kind'] }>> = {
  no: { name: 'no', kind: 'text' },
  state: { name: 'state', kind: 'text' },
  office: { name: 'office', kind: 'text' },
  createdAt: { name: 'createdAt', kind: 'instant' },
  updatedAt: { name: 'updatedAt', kind: 'instant' },
  deadline: { name: 'nextDue', kind: 'text' },
  nextDue: { name: 'nextDue', kind: 'text' },
};

function fieldKind(field: Field): Column['kind'] {
  if (field.type === 'boolean') return 'boolean';
  if (field.type === 'codes' || field.type === 'records') return 'codes';
  if (field.type === 'instant') return 'instant';
  return columnType(field) === 'INTEGER' ? 'number' : 'text';
}

/**
 * The main-table column behind a query's field key; refuses what cannot be filtered or sorted, and what names records of a
 * register that may not be read: which rows a filter leaves, their order and their count would tell of them.
 */
export function columnOf(register: Register, key: string, mayRead: MayRead): Column {
  const system = systemKinds[key];
  if (system) return { ...system, index: 'whole', searchable: key === 'no' };
  const field = register.fields.find((each) => each.key === key);
  if (!field || field.compartment || isUntold(mayRead, register, field)) return refuseField(key);
  return {
    name: key,
    kind: fieldKind(field),
    index: indexKind(register, field),
    searchable: field.searchable === true,
  };
}

function refuseField(key: string): never {
  refuse(
    'NoSuchColumn',
    `不能按“${key}”查询。`,
    '没有这一栏，或者这一栏属于加密保存的内容、您无权查看的内容。',
    '请去掉这个条件。',
  );
}

/** The child table and field behind `accused.name` or `accused.first.rank`; sealed tables cannot be queried by value. */
export function childPath(
  register: Register,
  key: string,
): { readonly child: ChildTable; readonly field: Field; readonly first: boolean } | undefined {
  const [childKey, ...rest] = key.split('.');
  if (rest.length === 0) return undefined;
  const first = rest.length === 2 && rest[0] === 'first';
  const child = register.children.find((each) => each.key === childKey && !each.compartment);
  const field = child?.fields.find((each) => each.key === rest.at(-1));
  return child && field && (first || rest.length === 1) ? { child, field, first } : refuseField(key);
}

const joined = (parts: readonly Sql[], joint: string, none: string): Sql => ({
  sql: parts.length === 0 ? none : `(${parts.map(({ sql }) => sql).join(joint)})`,
  params: parts.flatMap(({ params }) => params),
});

/** Of no conditions: every row. */
export const allOf = (parts: readonly Sql[]): Sql => joined(parts, ' AND ', '1');
/** Of no conditions: no row. */
export const anyOf = (parts: readonly Sql[]): Sql => joined(parts, ' OR ', '0');

/** The condition of one filter. */
export function filterCondition(context: ConditionContext, filter: Filter): Condition {
  const { register } = context;
  if (filter.op === 'after') return { test: afterTest(context, filter) };
  if (filter.op === 'inAny') return { test: inAnyTest(context, filter) };
  if (filter.field === 'id' && filter.op === 'in') return idsCondition(filter.values);
  if (filter.field === 'void') return markCondition(register, 'voidAt', filter);
  if (filter.field === 'voidRequested') return markCondition(register, 'voidRequestAt', filter);
  if (filter.field === 'deadline' && filter.op === 'in') return deadlineCondition(context, filter.values);
  const rule = /^deadline\.(\w+)$/u.exec(filter.field)?.[1];
  if (rule !== undefined && filter.op === 'between') return ruleCondition(rule, filter.from, filter.to);
  const sealed = sealedPlace(register, filter);
  if (sealed) return idsCondition(context.sealedMatches(sealed.text, sealed.where));
  const path = childPath(register, filter.field);
  if (path?.first) return firstChildCondition(register, path.child, path.field, filter);
  if (path) return childCondition(register, path.child, path.field, filter);
  const child = register.children.find(({ key }) => key === filter.field);
  if (child && filter.op === 'empty') return childEmpty(register, child, filter.value);
  const column = columnOf(register, filter.field, context.mayRead);
  const test = columnTest(column, `p.${quote(column.name)}`, filter);
  if (filter.op === 'contains') return withPart(register, column, test, filter);
  const unnamed = column.index === 'none' || (column.index === 'filled' && wantsEmptyRows(filter));
  if (unnamed || column.kind === 'codes') return { test };
  return { test, set: byIndex(register, column.name, columnTest(column, quote(column.name), filter)) };
}

/** Which of two days of the same record is the later one. */
function afterTest({ register, mayRead }: ConditionContext, filter: After): Sql {
  const [day, ...others] = [filter.field, ...filter.days].map(
    (key) => `p.${quote(columnOf(register, key, mayRead).name)}`,
  );
  // The second NULL is there for a filter that names one other day only: coalesce takes two at least.
  const later = `coalesce(${day} > coalesce(${others.join(', ')}, NULL), 0)`;
  return { sql: filter.value ? later : `NOT ${later}`, params: [] };
}

/** One of the values in any of these places of the record. */
function inAnyTest(context: ConditionContext, { field, others, values, value }: InAny): Sql {
  const tests = [field, ...others].map(
    (each) => filterCondition(context, { field: each, op: 'in', values }).test,
  );
  const found = anyOf(tests.map(({ sql, params }) => ({ sql: `coalesce(${sql}, 0)`, params })));
  return { sql: value ? found.sql : `NOT ${found.sql}`, params: found.params };
}

/** A text looked for in what stands open to holders of the key; nothing else can be asked of sealed values. */
function sealedPlace(
  { fields, children }: Register,
  filter: Filter,
): { readonly text: string; readonly where: Where } | undefined {
  if (filter.op !== 'contains') return undefined;
  const { field: key, text } = filter;
  const field = fields.find((each) => each.key === key);
  if (field?.searchable && standsOpen(field.compartment)) return { text, where: { field: key } };
  const child = children.find((each) => key.startsWith(`${each.key}.`));
  return child && standsOpen(child.compartment) ? { text, where: { child: child.key } } : undefined;
}

function idsCondition(ids: readonly string[]): Condition {
  const sql = 'SELECT value FROM json_each(?)';
  const params = [JSON.stringify(ids)];
  return { test: { sql: `p.id IN (${sql})`, params }, set: { key: 'id', sql, params } };
}

/** Rows with an empty column are not in an index of filled values. */
function wantsEmptyRows(filter: Filter): boolean {
  if (filter.op === 'empty') return filter.value;
  if (filter.op === 'is') return !filter.value;
  if (filter.op === 'between') return filter.orEmpty === true;
  return filter.op === 'in' && filter.values.includes('');
}

/** Shorter texts would match half the index; texts with blanks are searched word by word there, here as they are. */
function isIndexable(text: string): boolean {
  return Array.from(text.replace(/\s/gu, '')).length >= 2 && bigramQuery(text) !== '';
}

/** Through the search index, or for labels through the values that an index of theirs holds. */
function withPart(register: Register, column: Column, test: Sql, filter: Contains): Condition {
  if (column.searchable) return withText(register, test, filter.text);
  if (column.index === 'none' || column.kind !== 'text') return { test };
  return { test, set: byIndex(register, column.name, valuesWith(register.id, column.name, filter.text)) };
}

type After = Filter & { readonly op: 'after' };
type InAny = Filter & { readonly op: 'inAny' };
/** What one column is asked for. */
type Plain = Exclude<Filter, After | InAny>;
type Contains = Filter & { readonly op: 'contains' };

function withText(register: Register, test: Sql, text: string): Condition {
  if (!isIndexable(text)) return { test };
  const query = bigramQuery(text);
  const search = quote(searchTableName(register));
  const set = {
    key: 'searchDoc',
    sql: `SELECT docid FROM ${search} WHERE ${search} MATCH ?`,
    params: [query],
    narrows: true,
  } as const;
  return { test, set };
}

function columnTest(column: Column, name: string, filter: Plain): Sql {
  switch (filter.op) {
    case 'contains':
      return { sql: `instr(lower(${name}), lower(?)) > 0`, params: [filter.text.trim()] };
    case 'empty':
      return { sql: `${name} IS ${filter.value ? '' : 'NOT '}NULL`, params: [] };
    case 'is':
      return filter.value
        ? { sql: `${name} = 1`, params: [] }
        : { sql: `(${name} = 0 OR ${name} IS NULL)`, params: [] };
    case 'between':
      return withEmpty(name, filter.orEmpty, betweenTest(column, name, filter.from, filter.to));
    case 'in':
      return inTest(column, name, filter.values);
  }
}

function withEmpty(name: string, orEmpty: boolean | undefined, test: Sql): Sql {
  return orEmpty ? anyOf([{ sql: `${name} IS NULL`, params: [] }, test]) : test;
}

function betweenTest(
  column: Column,
  name: string,
  from: string | number | null,
  to: string | number | null,
): Sql {
  const parts: Sql[] = [];
  const bound = (value: string | number, end: boolean): SqlValue =>
    column.kind === 'instant' && typeof value === 'string' ? dayInstant(value, end) : value;
  if (from !== null && from !== '') parts.push({ sql: `${name} >= ?`, params: [bound(from, false)] });
  if (to !== null && to !== '') parts.push({ sql: `${name} <= ?`, params: [bound(to, true)] });
  return parts.length === 0 ? { sql: `${name} IS NOT NULL`, params: [] } : allOf(parts);
}

/** First or last millisecond of a Chinese day. */
function dayInstant(date: string, end: boolean): number {
  const start = Date.parse(`${date.slice(0, 10)}T00:00:00+08:00`);
  return end ? start + 86_400_000 - 1 : start;
}

function inTest(column: Column, name: string, values: readonly string[]): Sql {
  const given = values.filter((value) => value !== '');
  const parts: Sql[] = values.includes('') ? [{ sql: `${name} IS NULL`, params: [] }] : [];
  if (column.kind === 'codes') {
    parts.push(...given.map((value) => ({ sql: `instr(${name}, ?) > 0`, params: [JSON.stringify(value)] })));
  } else if (given.length > 0) {
    const typed = given.map((value) => (column.kind === 'text' ? value : toNumber(value)));
    parts.push({ sql: `${name} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(typed)] });
  }
  return anyOf(parts);
}

function toNumber(value: string): number {
  if (value === 'true') return 1;
  return value === 'false' ? 0 : Number(value);
}

/** 作废, and 已申请作废 (not in any table of fields; the dashboard opens it). */
function markCondition(register: Register, column: 'voidAt' | 'voidRequestAt', filter: Filter): Condition {
  const wanted = filter.op === 'is' ? filter.value : filter.op === 'empty' ? !filter.value : true;
  if (!wanted) return { test: { sql: `p.${column} IS NULL`, params: [] } };
  return {
    test: { sql: `p.${column} IS NOT NULL`, params: [] },
    set: byIndex(register, column, { sql: `${column} IS NOT NULL`, params: [] }),
  };
}

/** The rows that one index of the main table names. */
function byIndex(register: Register, column: string, { sql, params }: Sql): RowSet {
  const index = quote(`${register.id}_${column}`);
  return {
    key: 'rowid',
    sql: `SELECT rowid FROM ${quote(register.id)} INDEXED BY ${index} WHERE ${sql}`,
    params,
  };
}

function childCondition(register: Register, child: ChildTable, field: Field, filter: Plain): Condition {
  const column = { name: field.key, kind: fieldKind(field), index: 'none', searchable: false } as const;
  const table = quote(childTableName(register, child.key));
  if (filter.op === 'contains' && field.searchable && isIndexable(filter.text)) {
    // The search index names the few letters that have the text anywhere; only their child rows are looked at.
    const own = columnTest(column, `c.${quote(field.key)}`, filter);
    const test = {
      sql: `EXISTS (SELECT 1 FROM ${table} c WHERE c.record = p.id AND ${own.sql})`,
      params: own.params,
    };
    return withText(register, test, filter.text);
  }
  const inner = columnTest(column, quote(field.key), filter);
  const sql = `SELECT record FROM ${table} WHERE ${inner.sql}`;
  return {
    test: { sql: `p.id IN (${sql})`, params: inner.params },
    set: { key: 'id', sql, params: inner.params },
  };
}

/** A test on the first row of a child table, which is empty where there is no row. */
function firstChildCondition(register: Register, child: ChildTable, field: Field, filter: Plain): Condition {
  const table = quote(childTableName(register, child.key));
  const name = `(SELECT c.${quote(field.key)} FROM ${table} c WHERE c.record = p.id ORDER BY c.position LIMIT 1)`;
  const column = { name, kind: fieldKind(field), index: 'none', searchable: false } as const;
  return { test: columnTest(column, name, filter) };
}

function childEmpty(register: Register, child: ChildTable, wanted: boolean): Condition {
  const table = quote(childTableName(register, child.key));
  const sql = `${wanted ? 'NOT ' : ''}EXISTS (SELECT 1 FROM ${table} c WHERE c.record = p.id)`;
  return { test: { sql, params: [] } };
}

/** `deadline.<rule>` between two days: that deadline is not met yet and falls due then, whichever office's it is. */
function ruleCondition(rule: string, from: string | number | null, to: string | number | null): Condition {
  const due = betweenTest({ name: 'due', kind: 'text', index: 'none', searchable: false }, 'd.due', from, to);
  const sql = `EXISTS (SELECT 1 FROM deadline d WHERE d.record = p.id AND d.rule = ? AND d.met IS NULL AND ${due.sql})`;
  return { test: { sql, params: [rule, ...due.params] } };
}

function deadlineCondition(
  { register, calendar, today }: ConditionContext,
  buckets: readonly string[],
): Condition {
  const ranges = buckets.map((bucket) => bucketRange(calendar, today, bucket));
  const between = (column: string): Sql =>
    anyOf(ranges.map(({ from, to }) => ({ sql: `${column} BETWEEN ? AND ?`, params: [from, to] })));
  if (ranges.every(({ from }) => isToldByNextDue(register, from)))
    return { test: between('p.nextDue'), set: byIndex(register, 'nextDue', between('nextDue')) };
  const due = between('due');
  const sql = `SELECT record FROM deadline WHERE open = 1 AND register = ? AND ${due.sql}`;
  const params = [register.id, ...due.params];
  return { test: { sql: `p.id IN (${sql})`, params }, set: { key: 'id', sql, params } };
}
