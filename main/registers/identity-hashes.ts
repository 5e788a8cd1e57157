/**
 * Digests of sealed identities that offices of one network can compare without sending names. The key is the network's
 * secret; without it names and telephone numbers would be few enough to be guessed.
 */
import { createHmac } from 'node:crypto';
import type { ChildRow } from '../../domain/register.ts';
import type { EngineContext } from './commands.ts';
import type { EngineDeps, RegisterModule } from './deps.ts';
import { type IdentityKey, openRow } from './sealed-rows.ts';
import type { Stored } from './store.ts';

/** `p` for a telephone, `n` for a name, …, then 144 bits of the digest. */
export function identityHash(salt: Uint8Array, key: IdentityKey): string {
  return `${key.kind.slice(0, 1)}${createHmac('sha256', salt).update(key.text).digest('base64url').slice(0, 24)}`;
}

/** Under this token a digest from another office stands in the index of identities. */
export function hashToken(hash: string): string {
  return `~${hash}`;
}

export function hashesOf(
  deps: EngineDeps,
  module: RegisterModule,
  rows: readonly ChildRow[],
): readonly string[] {
  const salt = deps.petitionerSalt?.() ?? null;
  if (!salt || !module.identityKeys) return [];
  const { identityKeys } = module;
  return [
    ...new Set(rows.flatMap((row) => identityKeys(row)).map((key) => identityHash(salt, key))),
  ].toSorted();
}

/** Empty without network, without compartment, or when nobody is named. */
export function identityHashes(
  context: EngineContext,
  module: RegisterModule,
  stored: Stored,
): readonly string[] {
  const rows = module.register.children.flatMap((child) => {
    if (!child.compartment || !context.vault.compartments.has(child.compartment)) return [];
    return (stored.children[child.key] ?? []).map((row) => openRow(context.vault, child, row));
  });
  return hashesOf(context, module, rows);
}
