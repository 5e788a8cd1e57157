import type { ChildTable, Value } from '../../../domain/register.ts';
import { normalizeText } from '../../../domain/text/normalize.ts';
import { dueWordsOf, parseInto, report, type FilledCell } from './filled-cells.ts';
import { distribute, isNobody, partPhones, splitNames, type NameList } from './persons.ts';
import type { DraftRecord } from './row-conversion.ts';
import type { ImportTarget } from './targets.ts';

/** Adds the persons of one row of the sheet; several in one cell are parted, with their telephones and units. */
export function addChildRows(draft: DraftRecord, child: ChildTable, cells: readonly FilledCell[]): void {
  const title = cells.find(({ mapped }) => mapped.target.field.key === child.title);
  const spelled = title && title.cell.kind !== 'error' ? child.inOneCell?.(title.cell.text) : undefined;
  if (title && spelled && !isPlain(spelled, child)) {
    const others = cells.filter((filled) => filled !== title);
    addSpelledRows(draft, child, title, spelled, others);
    return;
  }
  const read = title && title.cell.kind !== 'error' ? readNames(title.cell.text, child) : undefined;
  const persons = read?.names.length ?? 1;
  if (read?.joint === true) draft.jointByChild.set(child.key, Math.max(read.jointCount ?? 0, persons));
  if (persons > 1 && title) report(draft, title, 'warning', `一格中有 ${persons} 人，已分开登记`);
  if (read?.joint === true && child.compartment === undefined && title) {
    report(draft, title, 'warning', '写有“等”人，只登记写明姓名的，请核对');
  }
  if (read && read.phones.length > 0 && title) {
    report(draft, title, 'warning', '姓名栏中的电话已分出，请核对');
  }
  for (let person = 0; person < persons; person += 1) {
    const values: Record<string, Value> = {};
    for (const filled of cells) {
      const { cell, mapped } = filled;
      const text =
        filled === title && read ? read.names[person] : shareOf(cell.text, mapped.target, persons, person);
      if (text === undefined || text === '') continue;
      const value = parseInto(
        draft,
        text === cell.text ? filled : { ...filled, cell: { kind: 'text', text } },
      );
      if (value !== undefined && value !== null) values[mapped.target.field.key] = value;
      const words = dueWordsOf(filled);
      if (words) values[words[0]] ??= words[1];
    }
    addPhones(values, read?.phones[person] ?? []);
    if (Object.keys(values).length > 0) draft.children[child.key]?.push(values);
  }
}

type SpelledRow = Readonly<Record<string, string>>;

/** A cell that says nothing but who or what: the columns beside it say the rest, as on the template. */
function isPlain(rows: readonly SpelledRow[], child: ChildTable): boolean {
  const [only] = rows;
  return (
    rows.length === 1 && Object.entries(only ?? {}).every(([key, text]) => key === child.title || text === '')
  );
}

/** Rows that one cell spells out; the columns beside it fill what it leaves blank, where they say whose they are. */
function addSpelledRows(
  draft: DraftRecord,
  child: ChildTable,
  title: FilledCell,
  rows: readonly SpelledRow[],
  others: readonly FilledCell[],
): void {
  const shared = sharedCells(draft, rows.length, others);
  for (const [index, row] of rows.entries()) {
    const values: Record<string, Value> = {};
    for (const field of child.fields) {
      const text = row[field.key];
      if (text === undefined || text === '') continue;
      const target = { ...title.mapped.target, field, path: `${child.key}.${field.key}` };
      const value = parseInto(draft, {
        ...title,
        cell: { kind: 'text', text },
        mapped: { ...title.mapped, target },
      });
      if (value !== undefined && value !== null) values[field.key] = value;
    }
    for (const filled of shared[index] ?? []) fillBlank(draft, values, filled, title);
    if (Object.keys(values).length > 0) draft.children[child.key]?.push(values);
  }
}

/** The columns beside a cell of so many rows, parted by row; one that cannot be parted is left aside and reported. */
function sharedCells(
  draft: DraftRecord,
  rows: number,
  others: readonly FilledCell[],
): readonly (readonly FilledCell[])[] {
  const shared = Array.from({ length: rows }, (): FilledCell[] => []);
  for (const filled of others) {
    const parts = distribute(filled.cell.text, rows);
    if (rows === 1) shared[0]?.push(filled);
    else if (parts) {
      for (const [index, text] of parts.entries())
        shared[index]?.push({ ...filled, cell: { kind: 'text', text } });
    } else if (rows > 1)
      report(draft, filled, 'warning', `旁边一格写有 ${rows} 项，分不清这一栏是哪一项的，没有导入`);
    else if (!isNobody(filled.cell.text))
      report(draft, filled, 'warning', '旁边一格没有内容，这一栏没有导入');
  }
  return shared;
}

function fillBlank(
  draft: DraftRecord,
  values: Record<string, Value>,
  filled: FilledCell,
  title: FilledCell,
): void {
  const { field } = filled.mapped.target;
  const before = values[field.key];
  const value = parseInto(draft, filled);
  if (value === undefined || value === null) return;
  if (before === undefined) values[field.key] = value;
  else if (normalizeText(String(before)) !== normalizeText(String(value)))
    report(draft, filled, 'error', `与“${title.mapped.target.field.label}”一格中写的不同`);
}

interface ReadNames extends NameList {
  /** Telephones found beside the names, by person. */
  readonly phones: readonly (readonly string[])[];
}

function readNames(text: string, child: ChildTable): ReadNames {
  const phoned = child.fields.some(({ key }) => key === 'phone') ? partPhones(text) : undefined;
  if (!phoned) return { ...splitNames(text), phones: [] };
  const list = splitNames(phoned.map(({ name }) => name).join('、'));
  return list.names.length === phoned.length
    ? { ...list, phones: phoned.map(({ phones }) => phones) }
    : { ...list, phones: [phoned.flatMap(({ phones }) => phones)] };
}

function addPhones(values: Record<string, Value>, phones: readonly string[]): void {
  const before = values['phone'];
  const known = typeof before === 'string' ? [before] : [];
  const added = phones.filter((phone) => !known.some((text) => text.includes(phone)));
  if (added.length > 0) values['phone'] = [...known, ...added].join('、');
}

/** Several telephones or units beside several names belong to one person each; a single one holds for all, a telephone for the first. */
function shareOf(text: string, { field }: ImportTarget, persons: number, person: number): string | undefined {
  const parts = distribute(text, persons);
  if (parts) return parts[person];
  const isPersonal = field.type === 'phone' || field.type === 'idNumber';
  return isPersonal && person > 0 ? undefined : text;
}
