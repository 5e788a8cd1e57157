/**
 * Which rows a page of a list shows. Four ways, each for what the others are slow at: few rows named by an index are
 * fetched and sorted; otherwise the first rows of the order are looked at; a word that very many records have is looked
 * for in these records themselves; and what none of these can tell comes from lists of row numbers (row-lists.ts).
 */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Register } from '../../domain/register.ts';
import type { EngineContext } from './commands.ts';
import type { Condition, Query } from './conditions.ts';
import type { RegisterModule } from './deps.ts';
import { conditionsOf, fewRowsOf, findDriver, type Order, orderOf, planSource, rowsOf } from './plan.ts';
import { countBits, hasBit, inAll, numbersOf } from './row-lists.ts';
import { quote } from './sql.ts';
import { recordsSaying } from './text-condition.ts';
import { mayReadOf } from './told.ts';

/** What is asked for: these rows of everything that fulfils the conditions, in that order. */
interface Wanted {
  readonly context: EngineContext;
  readonly register: Register;
  readonly conditions: readonly Condition[];
  readonly driver: Condition | undefined;
  readonly order: (reversed: boolean) => Order;
  readonly offset: number;
  readonly limit: number;
}

/** Row numbers of one page, from indexes alone where possible; the rows themselves are fetched afterwards. */
export function pageRowIds(
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  query: Query,
  offset: number,
  limit: number,
): readonly number[] {
  const { register } = module;
  const conditions = conditionsOf(context, module, actor, query);
  if (conditions === null || limit <= 0) return [];
  const driver = findDriver(context, conditions);
  const mayRead = mayReadOf(context, actor);
  const order = (reversed: boolean): Order => orderOf(register, query.sort, mayRead, reversed);
  const wanted: Wanted = { context, register, conditions, driver, order, offset, limit };
  if (conditions.length === 0) return everyRow(wanted);
  return rowsSaying(wanted) ?? drivenRows(wanted) ?? firstRows(wanted) ?? listedRows(wanted);
}

interface Row {
  readonly row: number;
  readonly id: string;
}

const numbersIn = (rows: readonly Row[]): readonly number[] => rows.map(({ row }) => row);

/** From the end that is nearer. */
function everyRow({ context, register, order, offset, limit }: Wanted): readonly number[] {
  const all = context.vault.get<{ count: number }>(`SELECT count(*) AS count FROM ${quote(register.id)}`);
  const total = all?.count ?? 0;
  const count = Math.min(limit, total - offset);
  if (count <= 0) return [];
  const reversed = offset > total / 2;
  const from = reversed ? total - offset - count : offset;
  const numbers = walk(context, register, order(reversed), count, from);
  return reversed ? numbers.toReversed() : numbers;
}

function walk(
  context: EngineContext,
  register: Register,
  order: Order,
  limit: number,
  offset: number,
): readonly number[] {
  const rows = context.vault.all<Row>(`${inOrder(register, order)} LIMIT ? OFFSET ?`, [limit, offset]);
  return numbersIn(rows);
}

function inOrder(register: Register, { index, walked }: Order): string {
  const hint = index === undefined ? '' : ` INDEXED BY ${quote(index)}`;
  return `SELECT p.rowid AS row FROM ${quote(register.id)} AS p${hint} ORDER BY ${walked}`;
}

/** Few rows, sorted. */
function drivenRows({
  context,
  register,
  conditions,
  driver,
  order,
  offset,
  limit,
}: Wanted): readonly number[] | undefined {
  if (!driver) return undefined;
  const common = conditions.filter((each) => each.words && each !== driver);
  const others = conditions.filter((each) => !common.includes(each));
  const source = planSource(register, others, driver);
  const sorted = `SELECT p.rowid AS row ${source.sql} ORDER BY ${order(false).sorted}`;
  if (common.length === 0)
    return numbersIn(context.vault.all<Row>(`${sorted} LIMIT ? OFFSET ?`, [...source.params, limit, offset]));
  const bits = bitsOf(context, register, common);
  const found = numbersIn(context.vault.all<Row>(sorted, source.params)).filter((row) => hasBit(bits, row));
  return found.slice(offset, offset + limit);
}

/** At most so many of the rows that come first and pass the tests; SQLite gives them in the order of the inner query. */
function candidates(
  { context, register, driver, order }: Wanted,
  tested: readonly Condition[],
  limit: number,
): readonly Row[] {
  const source = planSource(register, tested, driver);
  if (driver)
    return context.vault.all<Row>(
      `SELECT p.rowid AS row, p.id ${source.sql} ORDER BY ${order(false).sorted} LIMIT ?`,
      [...source.params, limit],
    );
  return context.vault.all<Row>(
    `SELECT p.rowid AS row, p.id FROM (${inOrder(register, order(false))} LIMIT ?) AS first
     CROSS JOIN ${quote(register.id)} AS p ON p.rowid = first.row WHERE ${source.where} LIMIT ?`,
    [fewRowsOf(context), ...source.params, limit],
  );
}

function firstRows(wanted: Wanted): readonly number[] | undefined {
  const { context, conditions, offset, limit } = wanted;
  const enough = offset + limit;
  if (enough > fewRowsOf(context) || conditions.some(({ words }) => words)) return undefined;
  const rows = candidates(wanted, conditions, enough);
  return rows.length === enough ? numbersIn(rows).slice(offset) : undefined;
}

/** Reading a record takes as long as finding a dozen in an index. */
const recordsForRow = 12;
const recordsAtOnce = 100;

/** A word that so many records have that the first ones of the order fill the page. */
function rowsSaying(wanted: Wanted): readonly number[] | undefined {
  const { context, register, conditions, driver, offset, limit } = wanted;
  const enough = offset + limit;
  const [common] = conditions.filter(({ words }) => words);
  const most = Math.ceil(fewRowsOf(context) / recordsForRow);
  if (!common?.words || common === driver || enough > most) return undefined;
  const others = conditions.filter((each) => each !== common);
  const rows = candidates(wanted, others, most);
  const found: number[] = [];
  for (let from = 0; from < rows.length && found.length < enough; from += recordsAtOnce) {
    const some = rows.slice(from, from + recordsAtOnce);
    const saying = recordsSaying(
      context,
      register,
      common.words,
      some.map(({ id }) => id),
    );
    found.push(...numbersIn(some.filter(({ id }) => saying.has(id))));
  }
  return found.length >= enough ? found.slice(offset, enough) : undefined;
}

/** The rows that fulfil all of the conditions. */
export function bitsOf(
  { lists }: EngineContext,
  register: Register,
  conditions: readonly Condition[],
): Int32Array {
  return inAll(
    conditions.map((condition) => {
      return lists.asBits({ ...rowsOf(register, condition), table: register.id, test: condition.test });
    }),
  );
}

/** Sorting a row means reading the record first; going through the order does not, and is kept. */
const sortedForLookedAt = 3;

function listedRows({ context, register, conditions, order, offset, limit }: Wanted): readonly number[] {
  const bits = bitsOf(context, register, conditions);
  const total = countBits(bits);
  const count = Math.min(limit, total - offset);
  if (count <= 0) return [];
  if (total * sortedForLookedAt <= fewRowsOf(context))
    return sortedRows(context, register, bits, order(false), limit, offset);
  const reversed = offset > total / 2;
  const from = reversed ? total - offset - count : offset;
  const numbers = pickRows(context, register, bits, order(reversed), from, count);
  return reversed ? numbers.toReversed() : numbers;
}

function sortedRows(
  { vault }: EngineContext,
  register: Register,
  bits: Int32Array,
  order: Order,
  limit: number,
  offset: number,
): readonly number[] {
  const rows = vault.all<Row>(
    `SELECT p.rowid AS row FROM json_each(?) AS named CROSS JOIN ${quote(register.id)} AS p ON p.rowid = named.value
     ORDER BY ${order.sorted} LIMIT ? OFFSET ?`,
    [JSON.stringify(numbersOf(bits)), limit, offset],
  );
  return numbersIn(rows);
}

/** Goes through the order to the rows wanted. */
function pickRows(
  { lists }: EngineContext,
  register: Register,
  bits: Int32Array,
  order: Order,
  offset: number,
  count: number,
): readonly number[] {
  const whole = {
    table: register.id,
    sql: inOrder(register, order),
    sorted: order.sorted,
    indexed: order.index !== undefined,
  };
  const numbers: number[] = [];
  let rows: Int32Array = new Int32Array();
  let passed = 0;
  for (let at = 0; numbers.length < count; at += 1) {
    if (at === rows.length) rows = lists.inOrder(whole, at + 1);
    const row = rows[at];
    if (row === undefined) break;
    if (!hasBit(bits, row)) continue;
    passed += 1;
    if (passed > offset) numbers.push(row);
  }
  return numbers;
}
