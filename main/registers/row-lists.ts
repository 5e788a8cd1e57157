/**
 * Row numbers that were once gathered from the indexes of a large register: in an order, or of the rows that fulfil a
 * condition. They are kept until one of the tables they come from is written, so that whoever turns the pages of a list, or
 * opens records in between, pays for them once; where only some rows of the register itself were written, these find
 * their new place.
 */
import type { SqlParams, Vault } from '../vault/api.ts';
import type { Sql } from './conditions.ts';
import { quote } from './sql.ts';

/** Of a few large registers every order and condition a person uses in an hour. */
const mostBytes = 16_000_000;

/** The rows of a table that fulfil a condition: a query for their numbers, as `row`, and the same as a test on row `p`. */
export interface RowsWanted extends Sql {
  readonly table: string;
  readonly test: Sql;
}

/** All rows of a table in an order. */
export interface RowsInOrder {
  readonly table: string;
  /** Names their numbers as `row`. */
  readonly sql: string;
  /** The terms of the same order for a few rows of `p`. */
  readonly sorted: string;
  /** Whether an index has the order, so that a piece of it takes no longer than its share. */
  readonly indexed: boolean;
}

export interface RowLists {
  /** The first numbers of the order: at least `count` of them where there are so many. */
  readonly inOrder: (order: RowsInOrder, count: number) => Int32Array;
  /** The numbers as bits: n is among them when bit n of the whole is set. */
  readonly asBits: (wanted: RowsWanted) => Int32Array;
}

interface Found {
  readonly list: Int32Array;
  /** Nothing follows. */
  readonly whole: boolean;
}

interface Kept extends Found {
  /** The last write it knows of. */
  readonly at: number;
}

type Source = Pick<Vault, 'get' | 'all' | 'lastWriteUnder' | 'rowsWrittenSince'>;

const rowsAtOnce = 16_384;

export function createRowLists(vault: Source, most = mostBytes): RowLists {
  const kept = createKept(most);
  /** What is known of it, put right after what was written since. */
  const known = (
    key: string,
    query: string,
    table: string,
    mend: (found: Found, rows: readonly number[]) => Found,
  ): Found | undefined => {
    const at = vault.lastWriteUnder(query);
    const before = kept.get(key);
    // Inside a transaction reads see what may never be committed.
    if (at === undefined || !before || before.at === at) return at === undefined ? undefined : before;
    const rows = vault.rowsWrittenSince(query, table, before.at);
    return rows && mend(before, rows);
  };
  const keep = (key: string, query: string, found: Found): Int32Array => {
    const at = vault.lastWriteUnder(query);
    if (at !== undefined) kept.set(key, { ...found, at });
    return found.list;
  };
  return {
    inOrder: (order, count) => {
      const key = `order ${order.sql}`;
      let found = known(key, order.sql, order.table, (before, rows) => mendOrder(vault, order, before, rows));
      found ??= { list: new Int32Array(), whole: false };
      while (!found.whole && found.list.length < count) found = nextPiece(vault, order, found);
      return keep(key, order.sql, found);
    },
    asBits: (wanted) => {
      const { sql, params, table, test } = wanted;
      const query = `${sql} ${test.sql}`;
      const key = `bits ${sql} ${JSON.stringify(params)}`;
      const found = known(key, query, table, ({ list }, rows) => mendBits(vault, wanted, list, rows));
      return keep(key, query, found ?? { list: toBits(gather(vault, sql, params)), whole: true });
    },
  };
}

/** At most so many bytes, the oldest giving way. */
function createKept(
  most: number,
): Pick<Map<string, Kept>, 'get'> & { set: (key: string, found: Kept) => void } {
  const kept = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.list.byteLength ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => kept.get(key),
    set: (key, found) => {
      drop(key);
      kept.set(key, found);
      bytes += found.list.byteLength;
      for (const oldest of kept.keys()) {
        if (bytes <= most) break;
        drop(oldest);
      }
    },
  };
}

function gather(vault: Source, sql: string, params: SqlParams): Int32Array {
  // As one text: from row to row SQLite is asked three times as long.
  const joined = `SELECT group_concat(row) AS rows FROM (${sql})`;
  return readNumbers(vault.get<{ rows: string | null }>(joined, params)?.rows ?? '');
}

function nextPiece(vault: Source, { sql, indexed }: RowsInOrder, { list }: Found): Found {
  // Without an index every piece would be sorted anew.
  const atOnce = indexed ? rowsAtOnce : -1;
  const piece = gather(vault, `${sql} LIMIT ? OFFSET ?`, [atOnce, list.length]);
  const longer = new Int32Array(list.length + piece.length);
  longer.set(list);
  longer.set(piece, list.length);
  return { list: longer, whole: piece.length !== atOnce };
}

const rowsNamed = 'p.rowid IN (SELECT value FROM json_each(?))';

function namedRows(vault: Source, table: string, rows: readonly number[], test?: Sql): readonly number[] {
  const also = test ? ` AND +(${test.sql})` : '';
  const sql = `SELECT p.rowid AS row FROM ${quote(table)} AS p WHERE ${rowsNamed}${also}`;
  return vault
    .all<{ row: number }>(sql, [JSON.stringify(rows), ...(test?.params ?? [])])
    .map(({ row }) => row);
}

function mendBits(
  vault: Source,
  { table, test }: RowsWanted,
  bits: Int32Array,
  rows: readonly number[],
): Found {
  const mended = new Int32Array(Math.max(bits.length, (Math.max(0, ...rows) >> 5) + 1));
  mended.set(bits);
  for (const row of rows) mended[row >> 5] = (mended[row >> 5] ?? 0) & ~(1 << (row & 31));
  for (const row of namedRows(vault, table, rows, test)) setBit(mended, row);
  return { list: mended, whole: true };
}

/** Of a list that is not whole, what comes behind its last row is left to be gathered. */
function mendOrder(
  vault: Source,
  order: RowsInOrder,
  { list, whole }: Found,
  rows: readonly number[],
): Found {
  const written = new Set(rows);
  let mended: Int32Array = list.filter((row) => !written.has(row));
  for (const row of namedRows(vault, order.table, rows)) {
    const place = placeOf(vault, order, mended, row);
    if (whole || place < mended.length) mended = withRowAt(mended, place, row);
  }
  return { list: mended, whole };
}

/** How many of the rows come before this one. */
function placeOf(vault: Source, { table, sorted }: RowsInOrder, list: Int32Array, row: number): number {
  const first = `SELECT p.rowid AS row FROM ${quote(table)} AS p WHERE ${rowsNamed} ORDER BY ${sorted} LIMIT 1`;
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const found = vault.get<{ row: number }>(first, [JSON.stringify([row, list[middle]])]);
    if (found?.row === row) to = middle;
    else from = middle + 1;
  }
  return from;
}

function withRowAt(list: Int32Array, place: number, row: number): Int32Array {
  const longer = new Int32Array(list.length + 1);
  longer.set(list.subarray(0, place));
  longer[place] = row;
  longer.set(list.subarray(place), place + 1);
  return longer;
}

const zero = 48;

/** `3,14,1` */
function readNumbers(text: string): Int32Array {
  const numbers = new Int32Array(Math.ceil(text.length / 2));
  let count = 0;
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit >= 0) number = number * 10 + digit;
    else {
      numbers[count] = number;
      count += 1;
      number = 0;
    }
  }
  if (text !== '') numbers[count] = number;
  return numbers.slice(0, text === '' ? 0 : count + 1);
}

function toBits(numbers: Int32Array): Int32Array {
  let last = 0;
  for (const number of numbers) if (number > last) last = number;
  const bits = new Int32Array((last >> 5) + 1);
  for (const number of numbers) setBit(bits, number);
  return bits;
}

function setBit(bits: Int32Array, number: number): void {
  bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << (number & 31));
}

export const hasBit = (bits: Int32Array, number: number): boolean =>
  ((bits[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;

/** Numbers that stand in each of the sets. */
export function inAll([first = new Int32Array(), ...others]: readonly Int32Array[]): Int32Array {
  return others.reduce((all, each) => all.map((word, at) => word & (each[at] ?? 0)), first);
}

export function countBits(bits: Int32Array): number {
  let count = 0;
  for (let word of bits) {
    for (; word !== 0; word &= word - 1) count += 1;
  }
  return count;
}

export function numbersOf(bits: Int32Array): readonly number[] {
  const numbers: number[] = [];
  bits.forEach((word, at) => {
    if (word === 0) return;
    for (let bit = 0; bit < 32; bit += 1) if (word & (1 << bit)) numbers.push(at * 32 + bit);
  });
  return numbers;
}
