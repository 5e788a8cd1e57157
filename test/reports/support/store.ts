/** A plain in-memory database with the tables of some registers, filled directly. */
import initSqlJs, { type Database } from 'sql.js';
import type { Register, Value, Values } from '../../../domain/register.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import { valueToColumn } from '../../../main/registers/codec.ts';
import { migrateRegisters } from '../../../main/registers/schema.ts';
import { quote } from '../../../main/registers/sql.ts';
import type { SqlParams, SqlRow, Writer } from '../../../main/vault/api.ts';

export interface StoredRecord {
  readonly id: string;
  readonly office: string;
  readonly void: boolean;
  /** The first of its procedure where none is told. */
  readonly state?: string;
  readonly values: Values;
}

export interface StoredPetition extends StoredRecord {
  readonly accused: readonly Values[];
  readonly petitioners: number;
  /** When the reply is due by the rule, kept in the table of deadlines. */
  readonly replyDue: string | null;
}

export async function openStore(...more: readonly string[]): Promise<Writer> {
  const engine = await initSqlJs();
  const store = writerOver(new engine.Database());
  migrateRegisters(
    store,
    [petition, ...more.map(registerOf)].map((register) => ({ register, extraColumns: [] })),
  );
  return store;
}

export function storeRecord(store: Writer, register: Register, record: StoredRecord): void {
  const system = {
    id: record.id,
    office: record.office,
    no: record.id,
    rev: 1,
    state: record.state ?? register.workflow.initial,
    createdBy: 'u1',
    createdAt: 0,
    updatedBy: 'u1',
    updatedAt: 0,
    changedSeq: 1,
    voidAt: record.void ? 1 : null,
  };
  const columns = register.fields
    .filter(({ compartment }) => compartment === undefined)
    .map((field) => [field.key, valueToColumn(field, record.values[field.key])] as const);
  insert(store, register.id, { ...system, ...Object.fromEntries(columns) });
}

export function storePetition(store: Writer, letter: StoredPetition): void {
  storeRecord(store, petition, letter);
  letter.accused.forEach((values, position) => {
    insertRow(store, 'petition_accused', letter.id, position, values);
  });
  if (letter.replyDue !== null) insertReplyDeadline(store, letter);
  for (let position = 0; position < letter.petitioners; position += 1) {
    const row = {
      rowId: `${letter.id}-p${position}`,
      record: letter.id,
      position,
      sealed: new Uint8Array([1]),
      masked: '{}',
    };
    insert(store, 'petition_petitioners', row);
  }
}

/** One row of a child table that is not sealed. */
export function insertRow(
  store: Writer,
  table: string,
  record: string,
  position: number,
  values: Values,
): void {
  insert(store, table, { rowId: `${record}-${position}`, record, position, ...childColumns(values) });
}

function insertReplyDeadline(store: Writer, petition: StoredPetition): void {
  const met = petition.values['replyAt'];
  const row = {
    register: 'petition',
    record: petition.id,
    rule: 'P_ASSIGN_REPLY',
    label: '回告',
    start: '2026-01-01',
  };
  insert(store, 'deadline', {
    ...row,
    due: petition.replyDue,
    met: typeof met === 'string' ? met : null,
    open: 0,
  });
}

function childColumns(values: Values): SqlRow {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plain(value)]));
}

function plain(value: Value): string | number | null {
  return typeof value === 'boolean' ? Number(value) : typeof value === 'object' ? null : value;
}

function insert(store: Writer, table: string, row: SqlRow): void {
  const keys = Object.keys(row);
  const marks = keys.map(() => '?').join(', ');
  store.run(
    `INSERT INTO ${quote(table)} (${keys.map(quote).join(', ')}) VALUES (${marks})`,
    Object.values(row),
  );
}

function writerOver(database: Database): Writer {
  const all = <Row = SqlRow>(sql: string, params: SqlParams = []): Row[] => {
    const statement = database.prepare(sql);
    try {
      statement.bind([...params]);
      const rows: Row[] = [];
      while (statement.step()) rows.push(statement.getAsObject() as Row);
      return rows;
    } finally {
      statement.free();
    }
  };
  return {
    all,
    get: (sql, params) => all<never>(sql, params)[0],
    run: (sql, params = []) => void database.run(sql, [...params]),
  };
}
