/** Records of the registers in the words forms print. */
import { deadlinesOf, provisionalDues, ruleAt } from '../../domain/calendar/deadlines.ts';
import type { ChildTable, Field, Register, Values } from '../../domain/register.ts';
import { markOf } from '../../domain/secrecy.ts';
import { textOf } from '../../domain/text/text-of.ts';
import { chineseDate } from '../deps.ts';
import { planningContext, type PlanningContext } from '../planning/context.ts';
import { isMeant } from '../planning/people.ts';
import { listAttachments } from '../registers/attachment-table.ts';
import { findRecord, moduleOf, today, type EngineContext } from '../registers/commands.ts';
import { blockedContent, visibleValues } from '../registers/envelope.ts';
import { createLabeller, type Labeller } from '../registers/labels.ts';
import { othersOf } from '../registers/related.ts';
import type { WrittenText } from '../registers/leaks.ts';
import { openRow } from '../registers/sealed-rows.ts';
import { childTableName, quote } from '../registers/sql.ts';
import type { Stored } from '../registers/store.ts';
import { isUntold, type MayRead } from '../registers/told.ts';
import type { PrintedRecord, PrintedRow, PrintedStep } from './forms/printed-record.ts';

export interface PrintOptions {
  /** Prints petitioners in clear; the caller has checked the permission and keeps the reason. */
  readonly revealed: boolean;
  readonly mayRead: MayRead;
  /** Full name of an administrative division; an unknown code comes back as it is. */
  readonly regionName: (code: string) => string;
  /** Told of every text that somebody typed as soon as it is taken for the paper: a form takes only what it prints. */
  readonly onText?: (written: WrittenText) => void;
}

/**
 * The records with these ids, in their order. Petitioners are masked unless revealed; of 径送 letters nothing but
 * the envelope is given out. Throws ExpectedError `NoSuchRecord`, `CompartmentClosed`.
 */
export function readPrintedRecords(
  context: EngineContext,
  register: string,
  ids: readonly string[],
  options: PrintOptions,
): readonly PrintedRecord[] {
  const module = moduleOf(context, register);
  const labelOf = createLabeller(context, context.vault);
  const label: Labeller = (field, value) => {
    if (isUntold(options.mayRead, module.register, field)) return '';
    return field.type === 'region' && typeof value === 'string'
      ? options.regionName(value)
      : labelOf(field, value);
  };
  return ids.map((id) =>
    printRecord(
      context,
      module.register,
      label,
      findRecord(context.vault, context.vault, module, id),
      options,
    ),
  );
}

/** The ids with every other letter of the duplicate groups they belong to, voided ones left out; for F10. */
export function withDuplicateGroups(context: EngineContext, ids: readonly string[]): readonly string[] {
  const wanted = JSON.stringify(ids);
  const rows = context.vault.all<{ id: string }>(
    `WITH wanted AS (SELECT value AS id FROM json_each(?)),
       heads AS (
         SELECT coalesce(p."dupGroupId", p.id) AS head FROM wanted JOIN petition p ON p.id = wanted.id
       )
     SELECT p.id FROM petition p
     WHERE (p.id IN (SELECT head FROM heads) OR p."dupGroupId" IN (SELECT head FROM heads)) AND p.voidAt IS NULL
     ORDER BY coalesce(p."dupGroupId", p.id), coalesce(p."dupSeq", 1), p.id`,
    [wanted],
  );
  return rows.map(({ id }) => id);
}

function printRecord(
  context: EngineContext,
  register: Register,
  label: Labeller,
  stored: Stored,
  options: PrintOptions,
): PrintedRecord {
  const values = visibleValues(register, stored.values);
  const blocked = blockedContent(register, stored.values);
  const shown = printedValues(register.fields, values, today(context));
  const texts = new Map(register.fields.map((field) => [field.key, label(field, shown[field.key])]));
  for (const { key, type } of register.fields)
    if (type === 'code') texts.set(`code.${key}`, String(shown[key] ?? ''));
  for (const [key, due] of dueDates(context, register, stored)) texts.set(key, texts.get(key) || due);
  for (const key of provisional(context, register, stored)) texts.set(key, `${texts.get(key) ?? ''}暂`);
  for (const [key, term] of terms(context, register)) texts.set(key, term);
  const note = (place: string, text: string, { namesPerson = false }: Named = {}): void => {
    if (text !== '') options.onText?.({ no: stored.no, label: place, text, namesPerson });
  };
  const written = new Map(register.fields.filter(isWritten).map((field) => [field.key, field]));
  const rows = (key: string): readonly PrintedRow[] => {
    if (blocked.includes(key)) return [];
    const child = childOf(register, key);
    return printRows(context, label, child, stored, options).map((row) =>
      noting(row, child, (field, text) => note(`${child.label}${field.label}`, text, field)),
    );
  };
  const others = othersOf(context.vault, context, register, stored);
  const printOther = (other: string, id: string): PrintedRecord => {
    const module = moduleOf(context, other);
    const part = findRecord(context.vault, context.vault, module, id);
    return printRecord(context, module.register, label, part, options);
  };
  return {
    id: stored.id,
    no: stored.no,
    office: stored.office,
    mark: markOf(values),
    state: stored.state,
    stateLabel: register.workflow.states.find((state) => state.code === stored.state)?.label ?? stored.state,
    envelopeOnly: blocked.length > 0,
    text: (key) => {
      const text = texts.get(key) ?? '';
      const field = written.get(key);
      if (field) note(field.label, text, field);
      return text;
    },
    rows,
    parts: (part) => others.parts(part).map((each) => printOther(part, each.id)),
    related: (key) => others.related(key).map((each) => printOther(fieldList(register, key), each.id)),
    referring: (other, key) => others.referring(other, key).map(({ no }) => no),
    naming: (other, child) => {
      if (!options.mayRead(other)) return [];
      const planning = planningContext(context);
      return recordsNaming(context, other, child, register, values).flatMap((id) => {
        const { children } = findRecord(context.vault, context.vault, moduleOf(context, other), id);
        const at = (children[child] ?? []).findIndex((row) => isNamedBy(planning, row.values, stored));
        const record = printOther(other, id);
        const row = record.rows(child)[at];
        return row ? [{ record, row }] : [];
      });
    },
    groupId: blocked.length > 0 ? '' : groupOf(stored),
    attachments: () => {
      if (blocked.length > 0) return [];
      const names = listAttachments(context, context.vault, register, stored.id).map(({ name }) => name);
      for (const name of names) note('附件名称', name);
      return names;
    },
    steps: () => stepsTaken(context, register, stored.id),
  };
}

/** Records not voided with a row of this title. */
function recordsNaming(
  context: EngineContext,
  other: string,
  child: string,
  { title }: Register,
  values: Values,
): readonly string[] {
  const { register } = moduleOf(context, other);
  const key = childOf(register, child).title;
  const name = title === undefined ? undefined : values[title];
  if (key === undefined || typeof name !== 'string' || name === '') return [];
  const rows = context.vault.all<{ id: string }>(
    `SELECT DISTINCT o.id AS id, o.office = ? AS own, o.no FROM ${quote(other)} o JOIN ${quote(childTableName(register, child))} c ON c.record = o.id
      WHERE o.voidAt IS NULL AND c.${quote(key)} = ? ORDER BY own, o.no`,
    [context.office.id, name],
  );
  return rows.map(({ id }) => id);
}

/** A namesake of another unit or place is somebody else; where nobody can tell which is meant, none is. */
function isNamedBy(
  planning: PlanningContext,
  { name, unit, region }: Values,
  { id, values }: Stored,
): boolean {
  if (typeof name !== 'string' || name !== values['name']) return false;
  return isMeant(planning, id, { name, unit: textOf(unit) || null, region: textOf(region) || null });
}

type Named = Pick<WrittenText, 'namesPerson'>;

/** Whether a person typed the value in words of his own; who is one of our own people names nobody who wrote. */
function isWritten({ type, names }: Field): boolean {
  if (names === 'poolPerson') return false;
  return type === 'text' || type === 'longText' || type === 'phone' || type === 'idNumber';
}

/** The register a `record` or `records` field points to. */
function fieldList(register: Register, key: string): string {
  return register.fields.find((field) => field.key === key)?.list ?? '';
}

function childOf(register: Register, key: string): ChildTable {
  const child = register.children.find((each) => each.key === key);
  if (!child) throw new Error(`${register.id} has no child table ${key}`);
  return child;
}

function printRows(
  context: EngineContext,
  label: Labeller,
  child: ChildTable,
  stored: Stored,
  options: PrintOptions,
): readonly PrintedRow[] {
  const open = child.compartment !== undefined && options.revealed;
  return (stored.children[child.key] ?? []).map((row) =>
    printRow(label, child, open ? openRow(context.vault, child, row).values : row.values, today(context)),
  );
}

/** The row, each of whose written columns is noted when a form takes it: a form that prints names alone takes no units. */
function noting(
  row: PrintedRow,
  { fields }: ChildTable,
  note: (field: Field, text: string) => void,
): PrintedRow {
  const written = new Map(fields.filter(isWritten).map((field) => [field.key, field]));
  const columns = Object.entries(row).map(([key, text]): [string, PropertyDescriptor] => {
    const field = written.get(key);
    const get = (): string => {
      if (field) note(field, text);
      return text;
    };
    return [key, { get, enumerable: true }];
  });
  return Object.defineProperties({}, Object.fromEntries(columns));
}

/** With what papers say instead of what stands there. */
function printedValues(fields: readonly Field[], values: Values, day: string): Values {
  const instead = fields.flatMap(({ key, printed }) =>
    printed ? [[key, printed(values, day)] as const] : [],
  );
  return { ...values, ...Object.fromEntries(instead) };
}

function printRow(label: Labeller, child: ChildTable, values: Values, day: string): PrintedRow {
  const shown = printedValues(child.fields, values, day);
  return Object.fromEntries(
    child.fields.flatMap((field) => [
      [field.key, label(field, shown[field.key])],
      ...(field.type === 'code' ? [[`code.${field.key}`, String(values[field.key] ?? '')]] : []),
    ]),
  );
}

/** Who entered the record and took each of its steps, oldest first; changes that were no step are left out. */
function stepsTaken(context: EngineContext, register: Register, id: string): readonly PrintedStep[] {
  const rows = context.vault.all<{ at: number; by: string; action: string }>(
    'SELECT at, by, action FROM change WHERE record = ? ORDER BY rev',
    [id],
  );
  return rows.flatMap(({ at, by, action }, index) => {
    const key = action.replace(/^step\./u, '');
    const step = action === key ? undefined : register.workflow.transitions.find((each) => each.key === key);
    const label = step?.label ?? (index === 0 ? '登记' : undefined);
    return label === undefined ? [] : [{ label, at: chineseDate(at), by: context.userName(by) }];
  });
}

const units = { day: '日', workday: '个工作日', month: '个月', year: '年' } as const;

/** How long the office gives for each of the register's clocks, for papers that name the term before the clock starts. */
function terms(
  context: EngineContext,
  register: Register,
): readonly (readonly [key: string, term: string])[] {
  const { rules } = context.reference(context.vault);
  return register.deadlines.flatMap(({ rule: code }) => {
    const rule = ruleAt(rules, code, today(context));
    return rule ? [[`term.${code}`, `${rule.length}${units[rule.unit]}`] as const] : [];
  });
}

/** Due dates that no field holds: by which day a sealed letter must be off, and a reply the covering letter did not date. */
function dueDates(
  context: EngineContext,
  register: Register,
  stored: Stored,
): readonly (readonly [key: string, due: string])[] {
  const { rules, calendar } = context.reference(context.vault);
  const statuses = deadlinesOf(register, stored.values, rules, calendar, today(context));
  const dueOf = (rule: string): string => statuses.find((status) => status.rule === rule)?.due ?? '';
  return [
    ['sealedDueAt', dueOf('P_SEALED_UPPER')],
    ['replyDueAt', dueOf('P_ASSIGN_REPLY')],
  ];
}

/** The fields whose dates are marked as such on paper: whoever signs it must see that they may still move. */
function provisional(context: EngineContext, register: Register, { values }: Stored): ReadonlySet<string> {
  const { rules, calendar } = context.reference(context.vault);
  return provisionalDues(register, values, rules, calendar, today(context));
}

/** The first letter's id stands for the group; the first letter itself names none. */
function groupOf(stored: Stored): string {
  const group = stored.values['dupGroupId'];
  return typeof group === 'string' ? group : stored.id;
}
