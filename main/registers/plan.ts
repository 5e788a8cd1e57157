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
  type RowSet,
  type Sql,
} from './conditions.ts';
import type { RegisterModule } from './deps.ts';
import { recordsBySealedPart } from './sealed-grams.ts';
import { refuseClosed } from './sealed-record.ts';
import { quote } from './sql.ts';
import { joinStateAndDue } from './state-and-due.ts';
import { textCondition } from './text-condition.ts';
import { type MayRead, mayReadOf } from './told.ts';

/** A set of at most this many rows is fetched and sorted; of a larger one the first rows of an order hold enough. */
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
  /** What of it stands behind WHERE; the parameters are those of all of it. */
  readonly where: string;
  readonly params: SqlParams;
}

/** Up to how many rows are fetched and sorted, or looked at in their order. */
export const fewRowsOf = ({ fewRows = standardFewRows }: EngineContext): number => fewRows;

/** The condition with the smallest set, if that is small enough to be fetched as a whole. */
export function findDriver(context: EngineContext, conditions: readonly Condition[]): Condition | undefined {
  let best: { readonly condition: Condition; readonly count: number } | undefined;
  for (const condition of conditions) {
    const { set } = condition;
    if (!set) continue;
    const limit = best?.count ?? fewRowsOf(context) + 1;
    const row = context.vault.get<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM (${set.sql}) LIMIT ?)`,
      [...set.params, limit],
    );
    const count = row?.count ?? 0;
    if (count < limit) best = { condition, count };
  }
  return best?.condition;
}

/** `driver`: whose set names the rows to be tested; without one all of them are, in the order of `index`. */
export function planSource(
  register: Register,
  conditions: readonly Condition[],
  driver: Condition | undefined,
  index?: string,
): Source {
  const table = `${quote(register.id)} AS p`;
  if (driver?.set) {
    const rest = conditions.filter((condition) => condition !== driver || driver.set?.narrows === true);
    const where = allOf([inSet(driver.set), ...rest.map(({ test }) => unindexed(test))]);
    return { sql: `FROM ${table} WHERE ${where.sql}`, where: where.sql, params: where.params };
  }
  const where = allOf(conditions.map(({ test }) => unindexed(test)));
  const hint = index === undefined ? '' : ` INDEXED BY ${quote(index)}`;
  return { sql: `FROM ${table}${hint} WHERE ${where.sql}`, where: where.sql, params: where.params };
}

const inSet = ({ key, sql, params }: RowSet): Sql => ({ sql: `p.${key} IN (${sql})`, params });

/** `+` keeps SQLite from starting with another index than the one that names the rows. */
const unindexed = ({ sql, params }: Sql): Sql => ({ sql: `+(${sql})`, params });

/** The number, as `row`, of every row that fulfils the condition. */
export function rowsOf(register: Register, condition: Condition): Sql {
  const { set } = condition;
  if (set?.key === 'rowid' && !set.narrows)
    return { sql: `SELECT rowid AS row FROM (${set.sql})`, params: set.params };
  const { sql, params } = planSource(register, [condition], set && condition);
  return { sql: `SELECT p.rowid AS row ${sql}`, params };
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
