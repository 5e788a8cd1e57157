/** An import adds to records that are there what they do not say yet, and changes nothing of what they say. */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { findForChange } from './changeable.ts';
import { type EngineContext, moduleOf, writeChanged } from './commands.ts';
import { withComputed } from './computed.ts';
import { type InsertOptions, insertMany, newRows, type NewRecord } from './insert-many.ts';
import { refuseClosedWhole } from './references.ts';
import { refuseClosed } from './sealed-record.ts';
import { addsNothing, type Addition, additionTo, type SheetRow, standingOf } from './same-record.ts';
import type { Stored } from './store.ts';
import { partsOf } from './spreadsheet/parts-as-rows.ts';
import { quote } from './sql.ts';

export interface Completion {
  readonly id: string;
  readonly row: SheetRow;
  /** What the person knows to differ and agreed to leave as it is. */
  readonly differs: readonly string[];
  /** Number of the row in the sheet. */
  readonly line: number;
  /** Number of the row that became the record in this very import, which nobody knows by another number yet. */
  readonly above: number | null;
}

/**
 * Adds to each record what it lacks, in order; to how many something was added. Refuses `ChangedMeanwhile` when one says
 * something else by now than when the person agreed, and as a form would. Yields after each.
 */
export function* completeMany(
  tx: Writer,
  context: EngineContext,
  register: Register,
  actor: Actor,
  completions: readonly Completion[],
  options: InsertOptions,
): Slices<number> {
  const module = moduleOf(context, register.id);
  refuseClosed(context.vault, register);
  let changed = 0;
  for (const [index, completion] of completions.entries()) {
    const { id, row, differs } = completion;
    const stored = findForChange(tx, context, module, id, null);
    const addition = additionTo(context, register, actor, standingOf(tx, context, register, stored), row);
    if (addition.differs.some((label) => !differs.includes(label))) refuseChanged(stored, completion);
    if (!addsNothing(addition)) changed += 1;
    fillIn(tx, context, register, actor, stored, addition, options);
    for (const part of partsOf(register)) {
      const records = partRecords(tx, part, id, addition.parts[part.id] ?? []);
      yield* insertMany(tx, context, moduleOf(context, part.id), actor, records, {
        action: options.action,
        reason: options.reason,
      });
    }
    options.progress?.(index + 1, completions.length);
    yield;
  }
  return changed;
}

function refuseChanged({ no }: Stored, { line, above }: Completion): never {
  refuse(
    'ChangedMeanwhile',
    above === null
      ? `${no}在核对之后又有变动，没有导入任何内容。`
      : `本表第${line}行与第${above}行不一致，不能合为一件，没有导入任何内容。`,
    '要补充的栏目现在已经填写，或者不能再填。',
    `请在“校验”中重新认定第${line}行，再导入；已作的改正都还在。`,
  );
}

function fillIn(
  tx: Writer,
  context: EngineContext,
  register: Register,
  actor: Actor,
  stored: Stored,
  { values, children }: Addition,
  { action, reason }: InsertOptions,
): void {
  const typed = Object.entries(children).map(
    ([key, rows]) => [key, rows.map((values) => ({ rowId: '', values }))] as const,
  );
  const told = { ...stored.children, ...Object.fromEntries(typed) };
  const tables = register.children.flatMap((child) =>
    children[child.key] === undefined ? [] : [[child.key, newRows(context, child, told)] as const],
  );
  if (Object.keys(values).length === 0 && tables.length === 0) return;
  refuseClosedWhole(tx, context, register, stored.values);
  const filled = {
    ...stored,
    values: { ...stored.values, ...values },
    children: { ...stored.children, ...Object.fromEntries(tables) },
  };
  const draft = { ...filled, values: withComputed(tx, context, register, filled) };
  const entry = { action, reason, by: actor.userId, at: context.now() };
  writeChanged(tx, context, moduleOf(context, register.id), stored, draft, entry);
}

/** Rows of a sheet as parts of that record, counted on from those it has. */
export function partRecords(
  reader: Reader,
  { id, partOf }: Register,
  whole: string,
  rows: readonly Values[],
): readonly NewRecord[] {
  if (!partOf || rows.length === 0) return [];
  const { field, ordinal } = partOf;
  const last = ordinal === undefined ? 0 : lastOf(reader, id, field, whole, ordinal);
  return rows.map((values, index) => ({
    values: {
      ...(ordinal === undefined ? {} : { [ordinal]: last + index + 1 }),
      ...values,
      [field]: whole,
    },
    children: {},
  }));
}

function lastOf(reader: Reader, register: string, field: string, whole: string, ordinal: string): number {
  return (
    reader.get<{ last: number | null }>(
      `SELECT max(${quote(ordinal)}) AS last FROM ${quote(register)} WHERE ${quote(field)} = ?`,
      [whole],
    )?.last ?? 0
  );
}
