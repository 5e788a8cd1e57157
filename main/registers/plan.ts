/**
 * Chooses how a list query runs. SQLite has no statistics here, so the choice between "walk the sort index until the
 * page is full" and "take the few rows an index names and sort them" is made by counting, up to a bound.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Register } from '../../domain/register.ts';
import type { SqlParams } from '../vault/api.ts';
import { type EngineContext, today } from './commands.ts';
import {
  allOf,
  columnOf,
  type Condition,
  type ConditionContext,
  filterCondition,
  type Query,
  type Sql,
} from './conditions.ts';
import type { RegisterModule } from './deps.ts';
import { recordsBySealedPart } from './sealed-grams.ts';
import { refuseClosed } from './sealed-record.ts';
import { quote } from './sql.ts';
import { joinStateAndDue } from './state-and-due.ts';
import { textCondition } from './text-condition.ts';
import { type MayRead, mayReadOf } from './told.ts';

/** A set of at most this many rows is fetched and sorted; a larger one is met often enough when walking the sort. */
const standardFewRows = 8000;

/** All conditions of a query, or null when it cannot match anything. */
export function conditionsOf(
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  query: Query,
): readonly Condition[] | null {
  const { calendar } = context.reference(context.vault);
  const { register } = module;
  const sealedMatches: ConditionContext['sealedMatches'] = (wanted, where) => {
    refuseClosed(context.vault, register);
    return recordsBySealedPart(context.vault, context.vault, register, wanted, where);
  };
  const mayRead = mayReadOf(context, actor);
  const own = { register, calendar, today: today(context), mayRead, sealedMatches };
  const each = query.filters.map((filter) => filterCondition(own, filter));
  const conditions = joinStateAndDue(register, query.filters, each);
  const text = query.text?.trim() ?? '';
  if (text === '') return conditions;
  const found = textCondition(context, module, actor, text);
  return found ? [...conditions, found] : null;
}

export interface Source {
  /** `FROM … WHERE …` with the main table as `p`. */
  readonly sql: string;
  readonly params: SqlParams;
  /** Set when few rows are named beforehand: then nothing is gained by walking an index in order. */
  readonly driven: boolean;
}

/** The smallest set, if it is small enough to be fetched as a whole. */
function findDriver(context: EngineContext, conditions: readonly Condition[]): Condition | undefined {
  let best: { readonly condition: Condition; readonly count: number } | undefined;
  for (const condition of conditions) {
    const { set } = condition;
    if (!set) continue;
    const limit = best?.count ?? (context.fewRows ?? standardFewRows) + 1;
    const row = context.vault.get<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM (${set.sql}) LIMIT ?)`,
      [...set.params, limit],
    );
    const count = row?.count ?? 0;
    if (count < limit) best = { condition, count };
  }
  return best?.condition;
}

/**
 * `deep`: thousands of rows are passed over before the page begins. Then the rows an index names are gathered first, so
 * that the rows passed over need not be read themselves.
 */
export function planSource(
  context: EngineContext,
  register: Register,
  conditions: readonly Condition[],
  index: string | undefined,
  deep = false,
): Source {
  const driver = findDriver(context, conditions);
  const table = `${quote(register.id)} AS p`;
  if (driver?.set) {
    const { key, sql, params } = driver.set;
    const rest = conditions
      .map((condition) => (condition === driver && key === 'rowid' ? [] : [condition.test]))
      .flat();
    const named: Sql = { sql: `p.${key} IN (${sql})`, params };
    // `+` keeps SQLite from starting with another index than the one that names the rows.
    const where = allOf([named, ...rest.map((test) => ({ sql: `+(${test.sql})`, params: test.params }))]);
    return { sql: `FROM ${table} WHERE ${where.sql}`, params: where.params, driven: true };
  }
  const where = allOf(conditions.map((condition) => rowTest(condition, deep)));
  const hint = index === undefined ? '' : ` INDEXED BY ${quote(index)}`;
  return { sql: `FROM ${table}${hint} WHERE ${where.sql}`, params: where.params, driven: false };
}

function rowTest({ test, set }: Condition, deep: boolean): Sql {
  const gathered = deep && set?.key === 'rowid';
  return gathered
    ? { sql: `+p.rowid IN (${set.sql})`, params: set.params }
    : { sql: `+(${test.sql})`, params: test.params };
}

/** How many rows match, where one index alone can tell. */
export function countByIndex(
  context: EngineContext,
  register: Register,
  conditions: readonly Condition[],
): number | undefined {
  const [only, ...others] = conditions;
  if (others.length > 0 || (only && only.set?.key !== 'rowid')) return undefined;
  const sql = only?.set?.sql ?? `SELECT rowid FROM ${quote(register.id)}`;
  return context.vault.get<{ count: number }>(
    `SELECT count(*) AS count FROM (${sql})`,
    only?.set?.params ?? [],
  )?.count;
}

export interface Order {
  /** `ORDER BY` terms with the column prefixed `p.`. */
  readonly walked: string;
  readonly sorted: string;
  readonly index: string | undefined;
}

/** Newest first when the query does not say otherwise; ties in order of entry. `reversed`: from the last row on. */
export function orderOf(register: Register, sort: Query['sort'], mayRead: MayRead, reversed = false): Order {
  const wanted = sort.length > 0 ? sort : [{ field: register.dateField, direction: 'desc' as const }];
  const terms = wanted.map(({ field, direction }) => {
    const column = columnOf(register, field, mayRead);
    return {
      column,
      name: `p.${quote(column.name)}`,
      direction: (direction === 'asc') === reversed ? 'DESC' : 'ASC',
    };
  });
  const last = terms.at(-1)?.direction ?? 'DESC';
  const [first] = terms;
  const index = first?.column.index === 'whole' ? `${register.id}_${first.column.name}` : undefined;
  // Numbers are unique within an office, and their index goes on with the office.
  const tie = terms.some(({ column }) => column.name === 'no') ? 'p.office' : 'p.rowid';
  const text = (prefix: string): string =>
    [...terms.map(({ name, direction }) => `${prefix}${name} ${direction}`), `${tie} ${last}`].join(', ');
  return { walked: text(''), sorted: text('+'), index };
}
