/** What a record names and by what it is named: `records.brief`, `records.find`, `records.links`. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { Register, Values } from '../../domain/register.ts';
import { openedTitle } from '../../domain/title-field.ts';
import { asRegisterId } from '../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import { blockedContent } from './envelope.ts';
import { goneInto } from './merged.ts';
import { quote } from './sql.ts';
import { loadRecord, type Stored } from './store.ts';
import { textCondition } from './text-condition.ts';
import { mayReadOf } from './told.ts';

type Brief = Output<'records.brief'>['records'][number];
type Group = Output<'records.links'>['groups'][number];

const mostFound = 12;
const mostShown = 50;
const titleLength = 60;

/** Number, state and title; of an envelope (径送) and of what is sealed to this session the number alone. */
export function briefOf(register: Register, stored: Stored): Brief {
  const { id, no, state, withdrawn, values } = stored;
  return { id, no, title: shortTitle(register, values), state, void: stored.void !== null, withdrawn };
}

/** What stands for a record in a line, cut; empty for an envelope and where the values given do not hold it. */
export function shortTitle(register: Register, values: Values): string {
  const field = openedTitle(register);
  const hidden = !field || blockedContent(register, values).includes(field.key);
  return hidden
    ? ''
    : Array.from(String(values[field.key] ?? ''))
        .slice(0, titleLength)
        .join('');
}

/** In their order; ids that are not there are left out. */
export function briefsOf(context: EngineContext, register: Register, ids: readonly string[]): Brief[] {
  return ids.flatMap((id) => {
    const stored = loadRecord(context.vault, context.vault, register, [], id);
    return stored ? [briefOf(register, stored)] : [];
  });
}

export function briefRecords(
  context: EngineContext,
  { register, ids }: Parsed<'records.brief'>,
): Output<'records.brief'> {
  const { register: description } = moduleOf(context, register);
  return { records: briefsOf(context, description, ids) };
}

export function findRecords(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.find'>,
): Output<'records.find'> {
  const module = moduleOf(context, input.register);
  const { register } = module;
  const table = quote(register.id);
  const condition = textCondition(context, module, actor, input.text.trim());
  const rows = context.vault.all<{ id: string }>(
    condition
      ? `SELECT p.id FROM ${table} AS p WHERE ${condition.test.sql} AND p.voidAt IS NULL ORDER BY p.changedSeq DESC LIMIT ?`
      : `SELECT p.id FROM ${table} AS p WHERE p.voidAt IS NULL ORDER BY p.changedSeq DESC LIMIT ?`,
    [...(condition?.test.params ?? []), mostFound],
  );
  const ids = rows.map(({ id }) => id);
  return { records: briefsOf(context, register, ids) };
}

interface LinkRow {
  readonly register: string;
  readonly field: string;
  readonly id: string;
}

export function linksOf(
  context: EngineContext,
  actor: Actor,
  input: Parsed<'records.links'>,
): Output<'records.links'> {
  const { register } = moduleOf(context, input.register);
  findRecord(context.vault, context.vault, moduleOf(context, input.register), input.id);
  const named = context.vault.all<LinkRow>(
    'SELECT targetRegister AS register, field, target AS id FROM link WHERE record = ? ORDER BY target DESC',
    [input.id],
  );
  const naming = namingRows(context, input.id);
  const parts = new Set(
    context.modules.flatMap(({ register: { id, partOf } }) =>
      partOf?.register === register.id ? [`${id}.${partOf.field}`] : [],
    ),
  );
  const labelOf = (id: string, key: string): string =>
    moduleOf(context, id).register.fields.find((field) => field.key === key)?.label ?? key;
  const mayRead = mayReadOf(context, actor);
  const readable = (row: LinkRow): boolean => mayRead(row.register);
  // Parts have their own table on the page.
  const isPart = (row: LinkRow): boolean => parts.has(`${row.register}.${row.field}`);
  return {
    groups: [
      ...grouped(named.filter(readable)).map(([key, rows]) =>
        describeGroup(context, 'names', rows, labelOf(register.id, key.field)),
      ),
      ...grouped(naming.filter((row) => readable(row) && !isPart(row))).map(([key, rows]) =>
        describeGroup(context, 'namedBy', rows, labelOf(key.register, key.field)),
      ),
      ...goneInto(context.vault, register, input.id).flatMap((head) => {
        const { no } = findRecord(context.vault, context.vault, moduleOf(context, input.register), head);
        const made = namingRows(context, head).filter(
          (row) => readable(row) && !isPart(row) && row.register !== register.id && !isNaming(naming, row),
        );
        return grouped(made).map(([key, rows]) => ({
          ...describeGroup(context, 'namedBy', rows, labelOf(key.register, key.field)),
          through: no,
        }));
      }),
    ],
  };
}

function namingRows(context: EngineContext, id: string): readonly LinkRow[] {
  return context.vault.all<LinkRow>(
    'SELECT register, field, record AS id FROM link WHERE target = ? ORDER BY record DESC',
    [id],
  );
}

function isNaming(naming: readonly LinkRow[], { id }: LinkRow): boolean {
  return naming.some((row) => row.id === id);
}

function grouped(rows: readonly LinkRow[]): readonly (readonly [LinkRow, readonly LinkRow[]])[] {
  const groups = new Map<string, LinkRow[]>();
  for (const row of rows) {
    const key = `${row.register}.${row.field}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [[group[0], group] as const] : []));
}

function describeGroup(
  context: EngineContext,
  direction: Group['direction'],
  rows: readonly LinkRow[],
  label: string,
): Group {
  const { register } = moduleOf(context, rows[0]?.register ?? '');
  return {
    register: asRegisterId(register.id),
    label,
    direction,
    through: null,
    count: rows.length,
    records: briefsOf(
      context,
      register,
      rows.slice(0, mostShown).map(({ id }) => id),
    ),
  };
}
