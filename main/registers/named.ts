/**
 * Before records leave without their sealed rows (reference 3.16 type 4), what travels of them is read for the people in
 * those rows: a name typed into a summary, or into the name of a scan, would go along in clear.
 */
import { setImmediate } from 'node:timers/promises';
import { createLeakCheck, type LeakCheck, type ProtectedText } from '../../domain/leak-check.ts';
import { petitionerTexts } from '../../domain/petitioner-texts.ts';
import type { ChildTable, Field, Values } from '../../domain/register.ts';
import { standsOpen } from '../../domain/sealed.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { wordsOf } from './leaks.ts';
import { changedSince, packagedRecord, packageOne, type PackagedRecord } from './packaged.ts';
import { type AttachmentToSend, packagedAttachment } from './packaged-attachments.ts';
import { isReference } from './related.ts';
import { loadRecord } from './store.ts';
import type { Journey } from './travelling.ts';

/** A record that names somebody it should not, and the labels of where it does. */
export interface Named {
  readonly no: string;
  readonly places: readonly string[];
}

/**
 * Records changed above `since` up to `until`, and those of `attachments`, whose travelling texts name a petitioner of
 * their own sealed rows, or of those of the records they name, and what these name in turn. Refuses `CompartmentClosed`
 * when this session may not know these people. Lets other work go on.
 */
export async function findNamed(
  context: EngineContext,
  journey: Journey,
  since: number,
  until: number,
  attachments: readonly AttachmentToSend[],
): Promise<readonly Named[]> {
  const module = moduleOf(context, journey.register.id);
  const mayName = reaching(context);
  if (!mayName.has(journey.register.id)) return [];
  const found = new Map<string, Set<string>>();
  const note = (no: string, places: readonly string[]): void => {
    if (places.length > 0) found.set(no, new Set([...(found.get(no) ?? []), ...places]));
  };
  let read = 0;
  for await (const record of changedSince(context, journey, since, until, { identities: 'all' })) {
    const people = [...peopleOf(module, record), ...behind(context, mayName, module, record.id)];
    if (people.length > 0) note(record.no, placesNaming(module, record, createLeakCheck(people)));
    if (++read % recordsAtOnce === 0) await setImmediate();
  }
  for (const [id, names] of fileNamesByRecord(attachments)) {
    const stored = loadRecord(context.vault, context.vault, module.register, extraNames(module), id);
    if (!stored) continue;
    const whole = packageOne(context, module, stored, { identities: 'all' });
    const check = createLeakCheck([...peopleOf(module, whole), ...behind(context, mayName, module, id)]);
    if (names.some((name) => check(name).length > 0)) note(stored.no, ['附件名称']);
    if (++read % recordsAtOnce === 0) await setImmediate();
  }
  return [...found].map(([no, places]) => ({ no, places: [...places] }));
}

/**
 * The same of what stands fixed in a package already: for whoever approves it, when its maker may not know the people.
 * `lines` are records and attachments as they travel.
 */
export async function findNamedIn(
  context: EngineContext,
  lines: AsyncIterable<{ readonly register: string; readonly line: unknown }>,
): Promise<readonly Named[]> {
  const mayName = reaching(context);
  const found = new Map<string, Set<string>>();
  let read = 0;
  for await (const { register, line } of lines) {
    const scan = packagedAttachment.safeParse(line).data;
    const record = packagedRecord.safeParse(line).data;
    const of = scan ? { register: scan.register, id: scan.record } : { register, id: record?.id ?? '' };
    if (++read % recordsAtOnce === 0) await setImmediate();
    if (!mayName.has(of.register)) continue;
    const module = moduleOf(context, of.register);
    const { no, people } = peopleOfStored(context, mayName, module, of.id);
    const check = createLeakCheck(people);
    const named = scan && check(scan.name).length > 0 ? ['附件名称'] : [];
    const places = [...named, ...(record ? placesNaming(module, record, check) : [])];
    if (places.length > 0) found.set(no, new Set([...(found.get(no) ?? []), ...places]));
  }
  return [...found].map(([no, places]) => ({ no, places: [...places] }));
}

/** Petitioners of the record itself, whatever of it travels, and those behind it. */
function peopleOfStored(
  context: EngineContext,
  mayName: ReadonlySet<string>,
  module: RegisterModule,
  id: string,
): { readonly no: string; readonly people: readonly ProtectedText[] } {
  const stored = loadRecord(context.vault, context.vault, module.register, extraNames(module), id);
  const own =
    stored && module.register.children.some(isPetitioners)
      ? peopleOf(module, packageOne(context, module, stored, { identities: 'all' }))
      : [];
  return { no: stored?.no ?? id, people: [...own, ...behind(context, mayName, module, id)] };
}

const recordsAtOnce = 100;

/** A letter with many scans is read once. */
function fileNamesByRecord(attachments: readonly AttachmentToSend[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { line } of attachments) {
    const known = names.get(line.record);
    if (known) known.push(line.name);
    else names.set(line.record, [line.name]);
  }
  return names;
}

/** Registers with petitioners, and those that name such in one step or more. */
function reaching({ modules }: EngineContext): ReadonlySet<string> {
  const found = new Set(
    modules.flatMap(({ register }) => (register.children.some(isPetitioners) ? [register.id] : [])),
  );
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { register } of modules) {
      if (register.fields.some((field) => isReference(field) && found.has(field.list ?? '')))
        found.add(register.id);
    }
  }
  return found;
}

/** Who is accused in a lead is what it is about; who wrote is nobody's business. */
const isPetitioners = ({ compartment }: ChildTable): boolean =>
  compartment !== undefined && !standsOpen(compartment);

function peopleOf({ register }: RegisterModule, record: PackagedRecord): readonly ProtectedText[] {
  return register.children
    .filter(isPetitioners)
    .flatMap(({ key }) => (record.children[key] ?? []).flatMap(petitionerTexts));
}

/**
 * Visitors of the reception a letter was made from, petitioners of the letter it repeats, those behind a lead. What an
 * inspected organisation is to read may not quote them at length either.
 */
function behind(
  context: EngineContext,
  mayName: ReadonlySet<string>,
  { register }: RegisterModule,
  id: string,
): readonly ProtectedText[] {
  const seen = new Set([id]);
  const texts: ProtectedText[] = [];
  for (const each of seen) {
    for (const source of sourcesOf(context, each)) {
      if (!mayName.has(source.register) || seen.has(source.id)) continue;
      seen.add(source.id);
      const from = moduleOf(context, source.register);
      if (!from.register.children.some(isPetitioners)) continue;
      const stored = loadRecord(context.vault, context.vault, from.register, extraNames(from), source.id);
      if (!stored) continue;
      if (register.forTarget === true) texts.push(...wordsOf(from.register, stored));
      texts.push(...peopleOf(from, packageOne(context, from, stored, { identities: 'all' })));
    }
  }
  return texts;
}

function sourcesOf(
  { vault }: EngineContext,
  id: string,
): readonly { readonly register: string; readonly id: string }[] {
  return vault.all('SELECT DISTINCT targetRegister AS register, target AS id FROM link WHERE record = ?', [
    id,
  ]);
}

function placesNaming(
  { register }: RegisterModule,
  record: PackagedRecord,
  check: LeakCheck,
): readonly string[] {
  const inValues = (fields: readonly Field[], values: Values): readonly string[] =>
    fields.filter((field) => names(field, values[field.key], check)).map(({ label }) => label);
  const open = register.children.filter((child) => !isPetitioners(child));
  return [
    ...inValues(register.fields, record.values),
    ...open
      .filter(({ key, fields }) =>
        (record.children[key] ?? []).some((row) => inValues(fields, row.values).length > 0),
      )
      .map(({ label }) => label),
    ...(record.void && check(record.void.reason).length > 0 ? ['作废理由'] : []),
  ];
}

function names(field: Field, value: Values[string] | undefined, check: LeakCheck): boolean {
  const written = field.type === 'text' || field.type === 'longText';
  return written && typeof value === 'string' && check(value).length > 0;
}
