/** Which stored record a row of a spreadsheet is, by the register's `repeats`, and what the row says beyond it. */
import type { Actor } from '../../domain/access/permissions.ts';
import { isEmpty } from '../../domain/empty.ts';
import { takesParts } from '../../domain/locks.ts';
import type { Field, Register, Value, Values } from '../../domain/register.ts';
import { registerById } from '../../domain/registers/registers.ts';
import { normalizeText } from '../../domain/text/normalize.ts';
import type { Reader } from '../vault/api.ts';
import { valueToColumn } from './codec.ts';
import { type EngineContext, today } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { loadRecords } from './load-many.ts';
import { lockedProblems } from './locks.ts';
import { othersOf } from './related.ts';
import { indexKind } from './schema.ts';
import { isOpen } from './sealed-record.ts';
import { partsOf } from './spreadsheet/parts-as-rows.ts';
import { quote } from './sql.ts';
import { columnFields, type Stored, type StoredRow } from './store.ts';
import { fieldProblems, recordFindings } from './validate.ts';

/** A record as a row is compared with it: one that is stored, or a row further up in the same sheet. */
export interface Standing {
  readonly state: string;
  readonly values: Values;
  /** In clear; a table is left out whose rows this session does not read in clear, unless it has none. */
  readonly children: Readonly<Record<string, readonly StoredRow[]>>;
  /** What is part of it, by register. */
  readonly parts: Readonly<Record<string, readonly Values[]>>;
  /** Whether the office may still change it. */
  readonly open: boolean;
}

/** A row of a spreadsheet, its parts among the child rows by their register. */
export interface SheetRow {
  readonly values: Values;
  readonly children: Readonly<Record<string, readonly Values[]>>;
  /** Fields that the sheet has a column for; the others were worked out from it. */
  readonly columns: ReadonlySet<string>;
}

/** What a row says beyond a record. Nothing that stands there is ever changed by it. */
export interface Addition {
  /** For fields that are empty there. */
  readonly values: Values;
  /** For child tables that are empty there. */
  readonly children: Readonly<Record<string, readonly Values[]>>;
  /** Parts that are not there, by register. */
  readonly parts: Readonly<Record<string, readonly Values[]>>;
  /** Labels of what the record says otherwise, or does not take any more. */
  readonly differs: readonly string[];
  /** Whether the row has child rows that nothing was compared with, since what stands there is sealed. */
  readonly unseen: boolean;
}

export function addsNothing({ values, children, parts }: Addition): boolean {
  return [values, children, parts].every((each) => Object.keys(each).length === 0);
}

const comparable = (value: Value | undefined): string => {
  if (value === undefined || isEmpty(value)) return '';
  return typeof value === 'string' ? normalizeText(value) : JSON.stringify(value);
};

/** Equal for values that `repeats` takes for one record; undefined where the register or the row names nothing to go by. */
export function repeatKey({ repeats, partOf }: Register, values: Values): string | undefined {
  const [first] = repeats ?? [];
  if (repeats === undefined || first === undefined || isEmpty(values[first])) return undefined;
  const keys = partOf ? [partOf.field, ...repeats] : repeats;
  return JSON.stringify(keys.map((key) => comparable(values[key])));
}

/** Records that are the one described by these values, without void ones, in the order of their numbers. */
export function sameRecords(
  reader: Reader,
  { vault }: EngineContext,
  { register }: RegisterModule,
  values: Values,
): readonly Stored[] {
  const wanted = repeatKey(register, values);
  if (wanted === undefined) return [];
  const anchors = anchorsOf(register);
  const named = new Set([...(register.repeats ?? []), ...anchors.map(({ key }) => key)]);
  const sealed = register.fields.some(({ key, compartment }) => named.has(key) && compartment !== undefined);
  const columns = columnFields(register).filter(({ key }) => named.has(key));
  const rows = reader.all<{ id: string } & Record<string, Value>>(
    `SELECT id, ${columns.map(({ key }) => quote(key)).join(', ')} FROM ${quote(register.id)}
     WHERE ${anchors.map(({ key }) => `${quote(key)} = ?`).join(' AND ')} AND voidAt IS NULL ORDER BY no`,
    anchors.map((field) => valueToColumn(field, values[field.key])),
  );
  const found = sealed ? rows : rows.filter((row) => repeatKey(register, row) === wanted);
  const ids = found.map(({ id }) => id);
  return loadRecords(reader, vault, register, ids).filter(
    (stored) => repeatKey(register, stored.values) === wanted,
  );
}

/** The fields by whose index records are found: the whole, or the first of `repeats`. */
export function anchorsOf(register: Register): readonly Field[] {
  const key = register.partOf?.field ?? register.repeats?.[0];
  const anchors = register.fields.filter(
    (field) => field.key === key && indexKind(register, field) !== 'none',
  );
  if (anchors.length === 0) throw new Error(`${register.id}: no index finds what repeats`);
  return anchors;
}

/** The stored record with its parts, as rows are compared with it. */
export function standingOf(
  reader: Reader,
  context: EngineContext,
  register: Register,
  stored: Stored,
): Standing {
  const { vault, office } = context;
  const others = othersOf(reader, context, register, stored);
  const state = register.workflow.states.find(({ code }) => code === stored.state);
  const tables = register.children.map((child) => [child, stored.children[child.key] ?? []] as const);
  // Whether a name equals a sealed one would tell the name to whoever writes a sheet of guesses.
  const readable = tables.filter(
    ([child, rows]) => child.compartment === undefined || rows.length === 0 || isOpen(vault, child),
  );
  return {
    state: stored.state,
    values: stored.values,
    children: Object.fromEntries(readable.map(([{ key }, rows]) => [key, rows])),
    parts: Object.fromEntries(
      partsOf(register).map(({ id }) => [id, others.parts(id).map(({ values }) => values)]),
    ),
    open:
      stored.office === office.id && !stored.void && state?.final !== true && wholeIsOpen(register, others),
  };
}

function wholeIsOpen(register: Register, { related }: ReturnType<typeof othersOf>): boolean {
  if (!register.partOf) return true;
  const whole = registerById(register.partOf.register);
  const [stored] = related(register.partOf.field);
  return whole !== undefined && stored !== undefined && takesParts(register, whole, stored.state);
}

/** What the row says beyond the record, as far as the record's state and the person's post allow. */
export function additionTo(
  context: EngineContext,
  register: Register,
  actor: Actor,
  standing: Standing,
  row: SheetRow,
): Addition {
  const differs = new Set<string>();
  const values: Record<string, Value> = {};
  for (const { key, label, derived, ownSerial } of register.fields) {
    const said = row.values[key];
    if (derived === true || said === undefined || isEmpty(said)) continue;
    if (isEmpty(standing.values[key])) values[key] = said;
    else if (
      ownSerial !== true &&
      row.columns.has(key) &&
      comparable(said) !== comparable(standing.values[key])
    )
      differs.add(label);
  }
  const children: Record<string, readonly Values[]> = {};
  let unseen = false;
  for (const { key, label } of register.children) {
    const [said, there] = [row.children[key] ?? [], standing.children[key]];
    if (said.length === 0) continue;
    if (there === undefined) unseen = true;
    else if (there.length === 0) children[key] = said;
    else if (!said.every((each) => there.some((known) => isWithin(each, known.values)))) differs.add(label);
  }
  const refused = refusedKeys(context, register, actor, standing, { values, children });
  for (const { key, label } of [...register.fields, ...register.children]) {
    if (!refused.has(key)) continue;
    if (row.columns.has(key) || Object.hasOwn(children, key)) differs.add(label);
  }
  return {
    values: without(values, refused),
    children: without(children, refused),
    parts: newParts(register, standing, row, differs),
    differs: [...differs],
    unseen,
  };
}

/** Whether all that is said stands there too. */
function isWithin(said: Values, there: Values, ordinal?: string): boolean {
  return Object.entries(said).every(
    ([key, value]) => isEmpty(value) || key === ordinal || comparable(value) === comparable(there[key]),
  );
}

function without<T>(
  values: Readonly<Record<string, T>>,
  keys: ReadonlySet<string>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.has(key)));
}

/** Of what would be filled in, the keys of what a form would not take either. */
function refusedKeys(
  context: EngineContext,
  register: Register,
  actor: Actor,
  standing: Standing,
  wish: Pick<Addition, 'values' | 'children'>,
): ReadonlySet<string> {
  const everything = new Set([...Object.keys(wish.values), ...Object.keys(wish.children)]);
  if (!standing.open || everything.size === 0) return everything;
  const rows = Object.entries(wish.children).map(
    ([key, each]) => [key, each.map((values, index) => ({ rowId: String(index), values }))] as const,
  );
  const wanted = {
    values: { ...standing.values, ...wish.values },
    children: { ...standing.children, ...Object.fromEntries(rows) },
  };
  const day = today(context);
  if (recordFindings(register, wanted.values, wanted.children, day).errors.length > 0) return everything;
  const candidate = { ...wanted, before: standing.values, storedRows: new Map<string, Values>() };
  const { codes } = context.reference(context.vault);
  const problems = {
    ...fieldProblems(register, candidate, codes, day),
    ...lockedProblems(register, actor, standing, wanted),
  };
  const faulty = new Set(Object.keys(problems).map((key) => key.split('.')[0]));
  return new Set([...everything].filter((key) => faulty.has(key)));
}

/** Parts of the row that are not there yet; one that stands there otherwise, or can come no more, is a difference. */
function newParts(
  register: Register,
  standing: Standing,
  row: SheetRow,
  differs: Set<string>,
): Addition['parts'] {
  const found = partsOf(register).map((part): [string, readonly Values[]] => {
    const there = standing.parts[part.id] ?? [];
    const keyOf = (values: Values): string | undefined =>
      repeatKey(part, { ...values, [part.partOf?.field ?? '']: null });
    const fresh = (row.children[part.id] ?? []).filter((said) => {
      const key = keyOf(said);
      const same = key === undefined ? [] : there.filter((each) => keyOf(each) === key);
      if (same.some((each) => isWithin(said, each, part.partOf?.ordinal))) return false;
      const comes = same.length === 0 && standing.open && takesParts(part, register, standing.state);
      if (!comes) differs.add(part.label);
      return comes;
    });
    return [part.id, fresh];
  });
  return Object.fromEntries(found.filter(([, fresh]) => fresh.length > 0));
}
