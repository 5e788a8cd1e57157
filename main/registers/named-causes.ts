/** What records found by name give cause for (`Register.causes`): offered in the form, asked about at saving. */
import type { NamedCause, NamedRecord } from '../../domain/named-cause.ts';
import { isEmpty } from '../../domain/empty.ts';
import type { Register, Value, Values } from '../../domain/register.ts';
import { inspectionRound } from '../../domain/registers/inspection-round/inspection-round.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { titleField } from '../../domain/title-field.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Reader } from '../vault/api.ts';
import { sameValue } from './codec.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import type { Warnings } from './confirm.ts';
import { meantRounds } from './meant-rounds.ts';
import { othersOf } from './related.ts';
import { isClosed } from './sealed-record.ts';
import { quote } from './sql.ts';
import { loadRecord, type Stored } from './store.ts';

/** `records.causes`: the keys of the causes that hold for what a form says; whether a field is blank is for the form to see. */
export function causesHolding(
  context: EngineContext,
  { register: id, names }: Parsed<'records.causes'>,
): Output<'records.causes'> {
  const { register } = moduleOf(context, id);
  const held = (register.causes ?? []).filter((cause) =>
    holds(context, context.vault, register, cause, names[cause.by]),
  );
  return { keys: held.map(({ key }) => key) };
}

/** The questions by the key that confirms them, without those that were there to be asked before this change. */
export function causeQuestions(
  context: EngineContext,
  reader: Reader,
  register: Register,
  before: Pick<Stored, 'rev' | 'values'>,
  values: Values,
): Warnings {
  const asks = (cause: NamedCause, held: Values): boolean =>
    isEmpty(held[cause.fills]) && (cause.asksOf?.(held) ?? true);
  const asked = (cause: NamedCause): boolean =>
    before.rev > 0 && asks(cause, before.values) && sameValue(before.values[cause.by], values[cause.by]);
  return Object.fromEntries(
    (register.causes ?? [])
      .filter((cause) => !isSealed(context, register, cause) && asks(cause, values) && !asked(cause))
      .filter((cause) => holds(context, reader, register, cause, values[cause.by]))
      .map((cause) => [cause.key, cause.question(String(values[cause.by]))]),
  );
}

/** Without the key nobody can tell whether the field is blank. */
function isSealed({ vault }: EngineContext, register: Register, { fills }: NamedCause): boolean {
  return (
    isClosed(vault, register) && register.fields.some((field) => field.key === fills && field.compartment)
  );
}

/** Where several records bear the name, one of them gives cause enough to ask; of rounds only those that this office means by it. */
function holds(
  context: EngineContext,
  reader: Reader,
  { fields }: Register,
  cause: NamedCause,
  name: Value | undefined,
): boolean {
  const wanted = fields.find(({ key }) => key === cause.by)?.names;
  if (wanted === undefined || typeof name !== 'string' || isEmpty(name)) return false;
  return namedRecords(context, reader, wanted, name).some(cause.holds);
}

function namedRecords(
  context: EngineContext,
  reader: Reader,
  wanted: string,
  name: string,
): readonly NamedRecord[] {
  const module = moduleOf(context, wanted);
  const { register } = module;
  const ids =
    wanted === inspectionRound.id
      ? meantRounds(reader)(context.office.id, name)
      : calledSo(reader, register, name);
  return ids.flatMap((id) => {
    const stored = loadRecord(reader, context.vault, register, extraNames(module), id);
    if (!stored) return [];
    const { related } = othersOf(reader, context, register, stored);
    return [{ values: stored.values, related }];
  });
}

function calledSo(reader: Reader, register: Register, name: string): readonly string[] {
  const title = titleField(register);
  if (title === undefined) return [];
  const label = normalizeLabel(name);
  return reader
    .all<{ id: string; title: string | null }>(
      `SELECT id, ${quote(title.key)} AS title FROM ${quote(register.id)} WHERE voidAt IS NULL ORDER BY no`,
    )
    .filter((row) => row.title !== null && normalizeLabel(row.title) === label)
    .map(({ id }) => id);
}
