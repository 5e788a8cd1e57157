/**
 * Row numbers that were once gathered from the indexes of a large register: in an order, or of the rows that fulfil a
 * condition. They are kept until one of the tables they come from is written, so that whoever turns the pages of a list, or
 * opens records in between, pays for them once.
 */
import type { SqlParams, Vault } from '../vault/api.ts';

/** Of a few large registers every order and condition a person uses in an hour. */
const mostBytes = 16_000_000;

export interface RowLists {
  /** The row numbers that `sql` names in its column `row`, in its order. */
  readonly inOrder: (sql: string, params: SqlParams) => Int32Array;
  /** The same as bits: number n is among them when bit n of the whole is set. */
  readonly asBits: (sql: string, params: SqlParams) => Int32Array;
}

interface Kept {
  /** The last write it knows of. */
  readonly at: number;
  readonly list: Int32Array;
}

export function createRowLists(vault: Pick<Vault, 'get' | 'lastWriteUnder'>, most = mostBytes): RowLists {
  const kept = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.list.byteLength ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, found: Kept): void => {
    drop(key);
    kept.set(key, found);
    bytes += found.list.byteLength;
    for (const oldest of kept.keys()) {
      if (bytes <= most) break;
      drop(oldest);
    }
  };
  const find = (key: string, sql: string, make: () => Int32Array): Int32Array => {
    const at = vault.lastWriteUnder(sql);
    // Inside a transaction reads see what may never be committed.
    if (at === undefined) return make();
    const known = kept.get(key);
    if (known?.at === at) return known.list;
    const list = make();
    keep(key, { at, list });
    return list;
  };
  const gather = (sql: string, params: SqlParams): Int32Array => {
    // As one text: from row to row SQLite is asked three times as long.
    const joined = `SELECT group_concat(row) AS rows FROM (${sql})`;
    return readNumbers(vault.get<{ rows: string | null }>(joined, params)?.rows ?? '');
  };
  return {
    inOrder: (sql, params) => find(keyOf('order', sql, params), sql, () => gather(sql, params)),
    asBits: (sql, params) => find(keyOf('bits', sql, params), sql, () => toBits(gather(sql, params))),
  };
}

const keyOf = (kind: string, sql: string, params: SqlParams): string =>
  `${kind} ${sql} ${JSON.stringify(params)}`;

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
  for (const number of numbers) bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << (number & 31));
  return bits;
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
