/**
 * Before records leave without their sealed rows (reference 3.16 type 4), what travels of them is read for the people in
 * those rows: a name typed into a summary, or into the name of a scan, would go along in clear.
 */
import { setImmediate } from 'node:timers/promises';
import { findLeaks, type ProtectedText } from '../../domain/leak-check.ts';
import type { Field, Values } from '../../domain/register.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { changedSince, packageOne, type PackagedRecord } from './packaged.ts';
import type { AttachmentToSend } from './packaged-attachments.ts';
import { loadRecord } from './store.ts';

/** A record that names somebody it should not, and the labels of where it does. */
export interface Named {
  readonly no: string;
  readonly places: readonly string[];
}

/**
 * Records changed above `since` up to `until`, and those of `attachments`, whose travelling texts name a person of their
 * own sealed rows, or of those of the records they name. Refuses `CompartmentClosed` when this session may not know these people. Lets other work go on.
 */
export async function findNamed(
  context: EngineContext,
  module: RegisterModule,
  since: number,
  until: number,
  attachments: readonly AttachmentToSend[],
): Promise<readonly Named[]> {
  const found = new Map<string, Set<string>>();
  const note = (no: string, places: readonly string[]): void => {
    if (places.length > 0) found.set(no, new Set([...(found.get(no) ?? []), ...places]));
  };
  let read = 0;
  for await (const record of changedSince(context, module, since, until, { identities: 'all' })) {
    const people = [...peopleOf(module, module, record), ...peopleBehind(context, module, record.id)];
    if (people.length > 0) note(record.no, placesNaming(module, record, people));
    if (++read % recordsAtOnce === 0) await setImmediate();
  }
  for (const [id, names] of fileNamesByRecord(attachments)) {
    const stored = loadRecord(context.vault, context.vault, module.register, extraNames(module), id);
    if (!stored) continue;
    const whole = packageOne(context, module, stored, { identities: 'all' });
    const people = [...peopleOf(module, module, whole), ...peopleBehind(context, module, id)];
    if (names.some((name) => findLeaks(name, people).length > 0)) note(stored.no, ['附件名称']);
    if (++read % recordsAtOnce === 0) await setImmediate();
  }
  return [...found].map(([no, places]) => ({ no, places: [...places] }));
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

/** The first names the tables of people, the second says what of a person's row must not be named. */
function peopleOf(
  { register }: RegisterModule,
  { protectedTexts }: RegisterModule,
  record: PackagedRecord,
): readonly ProtectedText[] {
  const sealed = register.children.filter(({ compartment }) => compartment !== undefined);
  return sealed.flatMap(({ key }) =>
    (record.children[key] ?? []).flatMap((row) => protectedTexts?.(row) ?? []),
  );
}

/** Visitors of the reception a letter was made from, petitioners of the letter it repeats. */
function peopleBehind(context: EngineContext, module: RegisterModule, id: string): readonly ProtectedText[] {
  const sources = context.vault.all<{ register: string; id: string }>(
    'SELECT DISTINCT targetRegister AS register, target AS id FROM link WHERE record = ?',
    [id],
  );
  return sources.flatMap((source) => {
    const from = moduleOf(context, source.register);
    const stored = loadRecord(context.vault, context.vault, from.register, extraNames(from), source.id);
    if (!stored) return [];
    return peopleOf(from, module, packageOne(context, from, stored, { identities: 'all' }));
  });
}

function placesNaming(
  { register }: RegisterModule,
  record: PackagedRecord,
  people: readonly ProtectedText[],
): readonly string[] {
  const inValues = (fields: readonly Field[], values: Values): readonly string[] =>
    fields.filter((field) => names(field, values[field.key], people)).map(({ label }) => label);
  const open = register.children.filter(({ compartment }) => compartment === undefined);
  return [
    ...inValues(register.fields, record.values),
    ...open
      .filter(({ key, fields }) =>
        (record.children[key] ?? []).some((row) => inValues(fields, row.values).length > 0),
      )
      .map(({ label }) => label),
    ...(record.void && findLeaks(record.void.reason, people).length > 0 ? ['作废理由'] : []),
  ];
}

function names(field: Field, value: Values[string] | undefined, people: readonly ProtectedText[]): boolean {
  const written = field.type === 'text' || field.type === 'longText';
  return written && typeof value === 'string' && findLeaks(value, people).length > 0;
}
