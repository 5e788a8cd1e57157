import type { ChildTable, Value } from '../../../domain/register.ts';
import { dueWordsOf, parseInto, report, type FilledCell } from './filled-cells.ts';
import { distribute, partPhones, splitNames, type NameList } from './persons.ts';
import type { DraftRecord } from './row-conversion.ts';
import type { ImportTarget } from './targets.ts';

/** Adds the persons of one row of the sheet; several in one cell are parted, with their telephones and units. */
export function addChildRows(draft: DraftRecord, child: ChildTable, cells: readonly FilledCell[]): void {
  const title = cells.find(({ mapped }) => mapped.target.field.key === child.title);
  if (title && title.cell.kind !== 'error' && child.inOneCell) {
    addSpelledRows(draft, child, title, child.inOneCell(title.cell.text));
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

/** Rows that one cell spells out; the other columns of the child table stay aside, because they do not say whose they are. */
function addSpelledRows(
  draft: DraftRecord,
  child: ChildTable,
  title: FilledCell,
  rows: readonly Readonly<Record<string, string>>[],
): void {
  for (const row of rows) {
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
    if (Object.keys(values).length > 0) draft.children[child.key]?.push(values);
  }
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
