/** What a form or the dialog of a step is about to write into a record that goes to an inspected organisation, before it is written (decision 018). */
import type { ChildRowsByKey, Field, Register, Values } from '../../domain/register.ts';
import { type EngineContext, findRecord, moduleOf } from './commands.ts';
import { type FoundLeak, leaksIn, protectedBehind } from './leaks.ts';
import { createPeopleFinder } from './people-about.ts';
import { isReference, namedIds } from './related.ts';
import type { RecordRef } from './source-chain.ts';
import { typedIn } from './typed-texts.ts';

export interface Entered {
  /** Null for a record that does not exist yet. */
  readonly id: string | null;
  readonly values: Values;
  readonly children?: ChildRowsByKey;
  /** Typed beside the record (理由): it stands in the history, which goes where the record goes. */
  readonly reason?: string | null;
}

/**
 * Every place where what was typed anew gives somebody away; what stood in the record before was asked about then. Links and
 * organisations are those of the form. Nothing where this session may not know the petitioners: it could not be told apart
 * from an answer. Lets other work go on.
 */
export async function leaksInEntered(
  context: EngineContext,
  register: Register,
  { id, values: typed, children = {}, reason }: Entered,
): Promise<readonly FoundLeak[]> {
  const { vault } = context;
  if (register.forTarget !== true || !vault.compartments.has('petitioner')) return [];
  const stored = id === null ? null : findRecord(vault, vault, moduleOf(context, register.id), id);
  const known = new Set(stored ? typedIn(register, stored).map(({ text }) => text) : []);
  const written = [
    ...typedIn(register, { no: '', values: typed, children }).filter(({ text }) => !known.has(text)),
    ...(reason ? [{ no: '', label: '理由', text: reason }] : []),
  ];
  if (written.length === 0) return [];
  const values = { ...stored?.values, ...typed };
  const links = linksIn(register, values);
  const starts = stored ? [{ register: register.id, id: stored.id }, ...links] : links;
  const about = organisationsIn(register.fields, values, true);
  const find = createPeopleFinder(context, vault);
  const behind = await protectedBehind(
    context,
    vault,
    starts,
    about.length === 0
      ? find
      : () => find(new Set([...about, ...organisationsIn(register.fields, values, 'addressee')])),
  );
  return leaksIn(context, written, behind);
}

function linksIn({ id: own, fields }: Register, values: Values): readonly RecordRef[] {
  return fields
    .filter(isReference)
    .flatMap(({ key, list }) => namedIds(values[key]).map((id) => ({ register: list ?? own, id })));
}

function organisationsIn(
  fields: readonly Field[],
  values: Values,
  naming: NonNullable<Field['namesOrganisation']>,
): readonly string[] {
  return fields.flatMap(({ key, namesOrganisation }) => {
    const name = values[key];
    return namesOrganisation === naming && typeof name === 'string' && name !== '' ? [name] : [];
  });
}
