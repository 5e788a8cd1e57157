/**
 * The plain content of journal frames: the statements of a transaction with their parameters. Each SQL text stands
 * once per transaction and is then named by its number, so 100,000 rows cost 100,000 parameter lists only.
 */
import type { SqlParams, SqlValue } from './api.ts';
import { utf8 } from './bytes.ts';

const op = { text: 1, run: 2 } as const;
const type = { null: 0, integer: 1, real: 2, text: 3, blob: 4 } as const;

export interface Statement {
  readonly sql: string;
  readonly params: SqlParams;
}

/** Collects the statements of one frame; the numbers of SQL texts run through the whole transaction. */
export interface StatementEncoder {
  readonly numberBySql: Map<string, number>;
  parts: Buffer[];
  bytes: number;
}

export const createEncoder = (): StatementEncoder => ({ numberBySql: new Map(), parts: [], bytes: 0 });

export function encodeStatement(encoder: StatementEncoder, sql: string, params: SqlParams): void {
  let number = encoder.numberBySql.get(sql);
  if (number === undefined) {
    number = encoder.numberBySql.size;
    encoder.numberBySql.set(sql, number);
    const text = utf8(sql);
    push(encoder, head(op.text, text.length), text);
  }
  const start = Buffer.alloc(9);
  start[0] = op.run;
  start.writeUInt32LE(number, 1);
  start.writeUInt32LE(params.length, 5);
  push(encoder, start);
  for (const value of params) encodeValue(encoder, value);
}

/** What was collected, leaving the encoder ready for the next frame of the same transaction. */
export function takeFrame(encoder: StatementEncoder): Buffer {
  const frame = Buffer.concat(encoder.parts);
  encoder.parts = [];
  encoder.bytes = 0;
  return frame;
}

function encodeValue(encoder: StatementEncoder, value: SqlValue): void {
  if (value === null) {
    push(encoder, Buffer.of(type.null));
  } else if (typeof value === 'number') {
    const number = Buffer.alloc(Object.is(value | 0, value) ? 5 : 9);
    number[0] = number.length === 5 ? type.integer : type.real;
    if (number.length === 5) number.writeInt32LE(value, 1);
    else number.writeDoubleLE(value, 1);
    push(encoder, number);
  } else if (typeof value === 'string') {
    const text = utf8(value);
    push(encoder, head(type.text, text.length), text);
  } else {
    push(encoder, head(type.blob, value.length), Buffer.from(value));
  }
}

function head(kind: number, length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = kind;
  bytes.writeUInt32LE(length, 1);
  return bytes;
}

function push(encoder: StatementEncoder, ...parts: readonly Buffer[]): void {
  for (const part of parts) {
    encoder.parts.push(part);
    encoder.bytes += part.length;
  }
}

/** Reads the frames of one transaction in order. `sqlByNumber` is carried from frame to frame. */
export function decodeFrame(frame: Buffer, sqlByNumber: string[]): readonly Statement[] {
  const cursor = { frame, at: 0 };
  const statements: Statement[] = [];
  while (cursor.at < frame.length) {
    const kind = take(cursor, 1)[0];
    if (kind === op.text) {
      sqlByNumber.push(takeBytes(cursor).toString('utf8'));
    } else if (kind === op.run) {
      const sql = sqlByNumber[take(cursor, 4).readUInt32LE()];
      if (sql === undefined) throw new Error('a frame names an SQL text that was not given');
      const count = take(cursor, 4).readUInt32LE();
      const params: SqlValue[] = [];
      for (let index = 0; index < count; index += 1) params.push(decodeValue(cursor));
      statements.push({ sql, params });
    } else {
      throw new Error('a frame holds an unknown operation');
    }
  }
  return statements;
}

interface Cursor {
  readonly frame: Buffer;
  at: number;
}

function decodeValue(cursor: Cursor): SqlValue {
  switch (take(cursor, 1)[0]) {
    case type.null:
      return null;
    case type.integer:
      return take(cursor, 4).readInt32LE();
    case type.real:
      return take(cursor, 8).readDoubleLE();
    case type.text:
      return takeBytes(cursor).toString('utf8');
    case type.blob:
      return new Uint8Array(takeBytes(cursor));
    default:
      throw new Error('a frame holds an unknown value');
  }
}

function takeBytes(cursor: Cursor): Buffer {
  return take(cursor, take(cursor, 4).readUInt32LE());
}

function take(cursor: Cursor, length: number): Buffer {
  const end = cursor.at + length;
  if (end > cursor.frame.length) throw new Error('a frame ends inside a value');
  const bytes = cursor.frame.subarray(cursor.at, end);
  cursor.at = end;
  return bytes;
}
