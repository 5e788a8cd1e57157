/**
 * Digests of sealed identities that offices of one network can compare without sending names. The key is the network's
 * secret; without it names and telephone numbers would be few enough to be guessed.
 */
import { createHmac } from 'node:crypto';
import { digestInput, type PetitionerKey } from '../../domain/duplicates.ts';
import { possibleKeys } from '../../domain/petitioner-texts.ts';
import type { Register, Values } from '../../domain/register.ts';
import { sealedChildren } from '../../domain/sealed.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { type IdentityKey, openRow } from './sealed-rows.ts';
import { isReference, namedIds } from './related.ts';
import { childTableName, quote } from './sql.ts';
import type { Stored } from './store.ts';

/** `p` for a telephone, `n` for a name, …, then 144 bits of the digest. */
export function identityHash(salt: Uint8Array, key: IdentityKey): string {
  return `${key.kind.slice(0, 1)}${createHmac('sha256', salt).update(key.text).digest('base64url').slice(0, 24)}`;
}

/** Digests of everything in a text that could be somebody's name, number or address, with what each is of. */
export function digestsIn(salt: Uint8Array, text: string): ReadonlyMap<string, PetitionerKey> {
  return new Map(
    Array.from(possibleKeys(text), (key) => [
      identityHash(salt, { kind: key.kind, text: digestInput(key) }),
      key,
    ]),
  );
}

/** Column of registers whose sealed identities are compared across offices: what {@link identitiesTold} gave, as JSON. */
export const identitiesColumn = 'petitionerHashes';

export function takesIdentities({ extraColumns }: RegisterModule): boolean {
  return extraColumns.some(({ name }) => name === identitiesColumn);
}

/**
 * What a line says of the people of its record: digests, or that nobody is named whom a digest could tell. A version before this one sent an empty
 * list for nobody, and where it could not say; registers without petitioners still do.
 */
export type Identities = 'nobody' | readonly string[];

/**
 * What to send. Undefined where this office cannot say: without network, where this session holds no key to the people, or
 * where they stand only in a visit behind the letter, which never travels.
 */
export function identitiesToSend(
  context: EngineContext,
  module: RegisterModule,
  stored: Stored,
): Identities | undefined {
  const { identityKeys } = module;
  if (!identityKeys) return [];
  const rows = sealedChildren(module.register).flatMap((child) =>
    (stored.children[child.key] ?? []).map((row) => ({ child, row })),
  );
  if (rows.length === 0)
    return hasPeopleBehind(context, module.register, stored.values) ? undefined : 'nobody';
  if (!rows.every(({ child }) => child.compartment && context.vault.compartments.has(child.compartment)))
    return undefined;
  const salt = context.petitionerSalt?.();
  if (!salt) return undefined;
  const keys = rows.flatMap(({ child, row }) => identityKeys(openRow(context.vault, child, row)));
  const hashes = new Set(keys.map((key) => identityHash(salt, key)));
  // Somebody of whom only a unit or a post is known cannot be compared with anything, here either.
  return hashes.size > 0 ? [...hashes].toSorted() : 'nobody';
}

function hasPeopleBehind(context: EngineContext, { id, fields }: Register, values: Values): boolean {
  return fields.filter(isReference).some(({ key, list = id }) => {
    const { register } = moduleOf(context, list);
    const named = namedIds(values[key]);
    if (register.travels !== undefined || named.length === 0) return false;
    return sealedChildren(register).some((child) => {
      const table = quote(childTableName(register, child.key));
      const sql = `SELECT 1 FROM ${table} WHERE record IN (SELECT value FROM json_each(?)) LIMIT 1`;
      return context.vault.get(sql, [JSON.stringify(named)]) !== undefined;
    });
  });
}

/**
 * The digests a line tells, none where nobody is named; undefined where it does not say. An empty list of the version before
 * counts as nobody for a letter that is entered as anonymous.
 */
export function identitiesTold({
  identities,
  values,
}: {
  readonly identities?: Identities | undefined;
  readonly values: Values;
}): readonly string[] | undefined {
  if (identities === 'nobody') return [];
  if (identities?.length !== 0) return identities;
  return values['isRealName'] === false ? [] : undefined;
}
