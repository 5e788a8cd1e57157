/**
 * The plain content of journal frames: the statements of a transaction with their parameters. Each SQL text stands
 * once per transaction and is then named by its number, so 100,000 rows cost 100,000 parameter lists only.
 */
import type { SqlParams, SqlValue } from './api.ts';

const op = { text: 1, run: 2 } as const;
const type = { null: 0, integer: 1, real: 2, text: 3, blob: 4 } as const;

export interface Statement {
  readonly sql: string;
  readonly params: SqlParams;
}

/** Collects the statements of one frame; the numbers of SQL texts run through the whole transaction. */
export interface StatementEncoder {
  readonly numberBySql: Map<string, number>;
  /** Grows as needed; the first `bytes` of it are the frame so far. */
  space: Buffer;
  bytes: number;
}

const firstSpace = 4096;

export const createEncoder = (): StatementEncoder => ({
  numberBySql: new Map(),
  space: Buffer.allocUnsafe(firstSpace),
  bytes: 0,
});

export function encodeStatement(encoder: StatementEncoder, sql: string, params: SqlParams): void {
  let number = encoder.numberBySql.get(sql);
  if (number === undefined) {
    number = encoder.numberBySql.size;
    encoder.numberBySql.set(sql, number);
    encodeText(encoder, op.text, sql);
  }
  makeRoom(encoder, 9);
  encoder.space[encoder.bytes] = op.run;
  encoder.space.writeUInt32LE(number, encoder.bytes + 1);
  encoder.space.writeUInt32LE(params.length, encoder.bytes + 5);
  encoder.bytes += 9;
  for (const value of params) encodeValue(encoder, value);
}

/** What was collected, leaving the encoder ready for the next frame of the same transaction. */
export function takeFrame(encoder: StatementEncoder): Buffer {
  const frame = Buffer.from(encoder.space.subarray(0, encoder.bytes));
  encoder.bytes = 0;
  return frame;
}

function encodeValue(encoder: StatementEncoder, value: SqlValue): void {
  if (value === null) {
    makeRoom(encoder, 1);
    encoder.space[encoder.bytes] = type.null;
    encoder.bytes += 1;
  } else if (typeof value === 'number') {
    encodeNumber(encoder, value);
  } else if (typeof value === 'string') {
    encodeText(encoder, type.text, value);
  } else {
    encodeHead(encoder, type.blob, value.length);
    encoder.space.set(value, encoder.bytes);
    encoder.bytes += value.length;
  }
}

function encodeNumber(encoder: StatementEncoder, value: number): void {
  makeRoom(encoder, 9);
  const { space, bytes } = encoder;
  const isSmall = Object.is(value | 0, value);
  space[bytes] = isSmall ? type.integer : type.real;
  encoder.bytes = isSmall ? space.writeInt32LE(value, bytes + 1) : space.writeDoubleLE(value, bytes + 1);
}

function encodeText(encoder: StatementEncoder, kind: number, text: string): void {
  encodeHead(encoder, kind, Buffer.byteLength(text));
  encoder.bytes += encoder.space.write(text, encoder.bytes);
}

/** Kind and length, with room for that many bytes after them. */
function encodeHead(encoder: StatementEncoder, kind: number, length: number): void {
  makeRoom(encoder, 5 + length);
  encoder.space[encoder.bytes] = kind;
  encoder.bytes = encoder.space.writeUInt32LE(length, encoder.bytes + 1);
}

function makeRoom(encoder: StatementEncoder, length: number): void {
  const { space, bytes } = encoder;
  if (bytes + length <= space.length) return;
  encoder.space = Buffer.allocUnsafe(Math.max(space.length * 2, bytes + length));
  space.copy(encoder.space, 0, 0, bytes);
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
