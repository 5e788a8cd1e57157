/** Lists: `records.page`, `records.totals`, `records.facets`. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { ChildRow, Register } from '../../domain/register.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import { apartColumns, countsApart } from './counted-apart.ts';
import { childPath, columnOf, type Condition, type Query } from './conditions.ts';
import { blockedContent, visibleValues } from './envelope.ts';
import { referenceTexts } from './list-references.ts';
import { titlesText } from './labels.ts';
import { bitsOf, pageRowIds } from './list-rows.ts';
import { conditionsOf, findDriver, planSource } from './plan.ts';
import { countBits } from './row-lists.ts';
import { nextDueById } from './next-due.ts';
import { mutable } from './read.ts';
import { childTableName, quote } from './sql.ts';
import { isOpen } from './sealed-record.ts';
import { childRowToStored, rowToStored, type Stored } from './store.ts';
import { mayReadOf, toldValues } from './told.ts';

type ListRow = Output<'records.page'>['rows'][number];

export function pageRecords(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.page'>,
): Output<'records.page'> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const ids = pageRowIds(context, module, actor, input, input.offset, input.limit);
  const rows = context.vault.all(
    `SELECT p.* FROM json_each(?) AS wanted CROSS JOIN ${quote(register.id)} AS p ON p.rowid = wanted.value
     ORDER BY wanted.key`,
    [JSON.stringify(ids)],
  );
  const records = rows.map((row) => rowToStored(context.vault, register, extraNames(module), row));
  return { rows: describeRows(context, actor, register, records) };
}

/** Ids of everything a query matches, in its order; for exports and printed lists. */
export function matchingIds(
  context: EngineContext,
  actor: Actor,
  query: Query,
  limit: number,
): readonly string[] {
  const module = moduleOf(context, query.register);
  const rowIds = pageRowIds(context, module, actor, query, 0, limit);
  const rows = context.vault.all<{ id: string }>(
    `SELECT p.id FROM json_each(?) AS wanted CROSS JOIN ${quote(module.register.id)} AS p ON p.rowid = wanted.value
     ORDER BY wanted.key`,
    [JSON.stringify(rowIds)],
  );
  return rows.map(({ id }) => id);
}

function describeRows(
  context: EngineContext,
  actor: Actor,
  register: Register,
  records: readonly Stored[],
): ListRow[] {
  const ids = JSON.stringify(records.map(({ id }) => id));
  const textByChild = register.children.map(
    (child) => [child, childRowsById(context, register, child, ids)] as const,
  );
  const dueById = nextDueById(context, register, records);
  const named = referenceTexts(context, actor, register, records);
  const mayRead = mayReadOf(context, actor);
  return records.map((record) => {
    const blocked = blockedContent(register, record.values);
    return {
      id: record.id,
      no: record.no,
      state: record.state,
      rev: record.rev,
      office: record.office,
      void: record.void !== null,
      withdrawn: record.withdrawn,
      values: {
        ...mutable(toldValues(mayRead, register, visibleValues(register, record.values))),
        createdAt: record.createdAt,
        updatedAt: record.updatedAt,
      },
      named: named(record),
      childText: Object.fromEntries(
        textByChild.map(([child, rows]) => [
          child.key,
          blocked.includes(child.key) ? '' : titlesText(child, rows.get(record.id) ?? []),
        ]),
      ),
      nextDue: dueById.get(record.id) ?? null,
    };
  });
}

function childRowsById(
  context: EngineContext,
  register: Register,
  child: Register['children'][number],
  ids: string,
): ReadonlyMap<string, readonly ChildRow[]> {
  const table = quote(childTableName(register, child.key));
  if (isOpen(context.vault, child)) return openRowsById(context, table, child, ids);
  const column = child.compartment ? 'masked' : quote(child.title);
  const rows = context.vault.all<{ record: string; title: string | null }>(
    `SELECT record, ${column} AS title FROM ${table}
     WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, position`,
    [ids],
  );
  const rowsById = new Map<string, ChildRow[]>();
  for (const { record, title } of rows) {
    const values = child.compartment
      ? (JSON.parse(title ?? '{}') as ChildRow['values'])
      : { [child.title]: title };
    const list = rowsById.get(record) ?? [];
    list.push({ rowId: '', values });
    rowsById.set(record, list);
  }
  return rowsById;
}

/** Where the session holds the key: the seals of the page's rows are opened. */
function openRowsById(
  { vault }: EngineContext,
  table: string,
  child: Register['children'][number],
  ids: string,
): ReadonlyMap<string, readonly ChildRow[]> {
  const rows = vault.all(
    `SELECT * FROM ${table} WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, position`,
    [ids],
  );
  const rowsById = new Map<string, ChildRow[]>();
  for (const row of rows) {
    const record = String(row['record']);
    rowsById.set(record, [...(rowsById.get(record) ?? []), childRowToStored(vault, child, row)]);
  }
  return rowsById;
}

export function totalRecords(context: EngineContext, actor: Actor, query: Query): Output<'records.totals'> {
  const module = moduleOf(context, query.register);
  const register: Register = module.register;
  const table = quote(register.id);
  const all = context.vault.get<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count ?? 0;
  const summed = register.fields.filter(
    (field) =>
      !field.compartment &&
      !register.countedApart?.kinds.some(({ sum }) => sum?.field === field.key) &&
      (field.type === 'money' || (field.type === 'integer' && !field.derived && field.notSummed !== true)),
  );
  const conditions = conditionsOf(context, module, actor, query);
  if (conditions === null)
    return {
      total: 0,
      all,
      sums: Object.fromEntries(summed.map(({ key }) => [key, 0])),
      ...countsApart(register, {}),
    };
  const driver = findDriver(context, conditions);
  // The lists are those that pages further down need, so that these have them when they are asked for.
  const listed = conditions.length > 0 && !driver;
  const counted = listed ? countListed(context, register, conditions) : undefined;
  const source = planSource(register, conditions, driver);
  const columns = [
    ...(listed ? [] : ['count(*) AS "total rows"']),
    ...summed.map(({ key }) => `sum(p.${quote(key)}) AS ${quote(key)}`),
    ...apartColumns(register),
  ];
  const row =
    columns.length === 0
      ? undefined
      : context.vault.get<Record<string, number | null>>(
          `SELECT ${columns.join(', ')} ${source.sql}`,
          source.params,
        );
  return {
    total: counted ?? row?.['total rows'] ?? 0,
    all,
    sums: Object.fromEntries(summed.map(({ key }) => [key, row?.[key] ?? 0])),
    ...countsApart(register, row ?? {}),
  };
}

/** A word alone is counted in the search index, where each record stands once. */
function countListed(context: EngineContext, register: Register, conditions: readonly Condition[]): number {
  const [only, ...others] = conditions;
  if (!only?.words || !only.set || others.length > 0) return countBits(bitsOf(context, register, conditions));
  const { sql, params } = only.set;
  return context.vault.get<{ count: number }>(`SELECT count(*) AS count FROM (${sql})`, params)?.count ?? 0;
}

const facetLimit = 200;

export function facetRecords(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.facets'>,
): Output<'records.facets'> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const query = { ...input, filters: input.filters.filter((filter) => filter.field !== input.field) };
  const conditions = conditionsOf(context, module, actor, query);
  if (conditions === null) return { values: [], more: false };
  const path = childPath(register, input.field);
  const column = path ? undefined : columnOf(register, input.field, mayReadOf(context, actor));
  const indexed =
    conditions.length === 0 && column?.index === 'whole' ? `${register.id}_${column.name}` : undefined;
  const source = planSource(register, conditions, findDriver(context, conditions), indexed);
  const { value, from } = facetSource(register, path, column?.name, source.sql, conditions.length === 0);
  const rows = context.vault.all<FacetRow>(
    `SELECT ${value} AS value, count(*) AS count ${from} GROUP BY ${value} ORDER BY count DESC, value LIMIT ?`,
    [...source.params, column?.kind === 'codes' ? codesLimit : facetLimit + 1],
  );
  const counts = countFacets(rows, column?.kind);
  return {
    values: counts.slice(0, facetLimit).map(([text, count]) => ({ value: text, count })),
    more: counts.length > facetLimit,
  };
}

interface FacetRow {
  readonly value: string | number | null;
  readonly count: number;
}

/** Different combinations of codes that are counted one by one; there are some hundreds in practice. */
const codesLimit = 20_000;

/** Values as the filter takes them; several codes of one row count each. */
function countFacets(
  rows: readonly FacetRow[],
  kind: ReturnType<typeof columnOf>['kind'] | undefined,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { value, count } of rows) {
    for (const text of facetTexts(value, kind)) counts.set(text, (counts.get(text) ?? 0) + count);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}

function facetTexts(
  value: string | number | null,
  kind: ReturnType<typeof columnOf>['kind'] | undefined,
): readonly string[] {
  if (kind === 'boolean') return [String(value === 1)];
  if (value === null) return [''];
  return kind === 'codes' ? (JSON.parse(String(value)) as string[]) : [String(value)];
}

/** The expression to count by, and where it is found; a child column alone is counted in its own index. */
function facetSource(
  register: Register,
  path: ReturnType<typeof childPath>,
  column: string | undefined,
  source: string,
  everything: boolean,
): { readonly value: string; readonly from: string } {
  if (!path) return { value: `p.${quote(column ?? 'no')}`, from: source };
  const table = quote(childTableName(register, path.child.key));
  const value = `c.${quote(path.field.key)}`;
  if (everything) return { value, from: `FROM ${table} AS c` };
  const joined = source.replace(/^FROM ("[^"]*" AS p)/u, `FROM $1 JOIN ${table} AS c ON c.record = p.id`);
  return { value, from: joined };
}
