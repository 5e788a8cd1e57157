/** Records that only the program writes (`byProgram`): what happened is written down in the transaction in which it did. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { createId } from '../deps.ts';
import { compactValues } from './codec.ts';
import { type EngineContext, findRecord, moduleOf, today, writeChanged, writeNew } from './commands.ts';
import { withComputed } from './computed.ts';
import { emptyRecord } from './empty-record.ts';
import { compareRecords } from './history.ts';
import { takeNumber, yearOfRecord } from './numbers.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';

export interface Happened {
  readonly state: string;
  /** What is known now; other values stay as they are. */
  readonly values: Values;
  /** Rows of child tables that are known now, in place of those there were. */
  readonly children?: Readonly<Record<string, readonly Values[]>>;
  /** For the trail, in a few words: which package, which statement. */
  readonly reason: string;
}

/** The office's own record that stands and has this value in a field; the newest where there are several. */
export function findNoted(
  tx: Reader,
  context: EngineContext,
  register: string,
  field: string,
  value: string,
): Stored | undefined {
  const module = moduleOf(context, register);
  const row = tx.get<{ id: string }>(
    `SELECT id FROM ${quote(register)} WHERE ${quote(field)} = ? AND office = ? AND voidAt IS NULL
     ORDER BY createdAt DESC, id DESC LIMIT 1`,
    [value, context.office.id],
  );
  return row && findRecord(tx, context.vault, module, row.id);
}

/** Writes what happened into that record, or opens one with it; returns it. Nothing new is no revision. */
export function noteHappened(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
  register: string,
  before: Stored | undefined,
  { state, values, children = {}, reason }: Happened,
): Stored {
  const module = moduleOf(context, register);
  requireProgram(module.register);
  const base = before ?? emptyRecord(context, module.register, actor.userId);
  const rows = Object.entries(children).map(([key, table]) => [
    key,
    table.map((row) => ({ rowId: createId(context), values: compactValues(row) })),
  ]);
  const told: Stored = {
    ...base,
    state,
    values: compactValues({ ...base.values, ...values }),
    children: { ...base.children, ...Object.fromEntries(rows) },
  };
  const next = { ...told, values: withComputed(tx, context, module.register, told) };
  const by = { by: actor.userId, at: context.now(), reason, action: 'note' };
  if (!before) {
    const no = takeNumber(
      tx,
      module.register,
      context.office,
      yearOfRecord(module.register, next.values, today(context)),
    );
    return writeNew(tx, context, module, { ...next, no, rev: 1 }, by);
  }
  const isSame = compareRecords(module.register, before, next).length === 0;
  return isSame ? before : writeChanged(tx, context, module, before, next, by);
}

function requireProgram({ id, byProgram }: Register): void {
  if (!byProgram) throw new Error(`${id} is written by people`);
}
