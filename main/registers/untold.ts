/**
 * Letters of other offices that came with neither people nor digests nor word that nobody is named, or with digests this
 * office has no key for: nobody here can compare anything with their people.
 */
import type { Register } from '../../domain/register.ts';
import { type EngineContext, extraNames } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { blockedContent } from './envelope.ts';
import { identitiesColumn, takesIdentities } from './identity-hashes.ts';
import { type Organisations, recordsAbout } from './organisations-of.ts';
import { isPeople } from './people-tokens.ts';
import { quote } from './sql.ts';
import { loadRecord, type Stored } from './store.ts';

export function isUntold(context: EngineContext, { children }: Register, stored: Stored): boolean {
  const isForeign = stored.importedFrom !== null || stored.office !== context.office.id;
  const hasPeople = children.filter(isPeople).some(({ key }) => (stored.children[key]?.length ?? 0) > 0);
  if (!isForeign || hasPeople) return false;
  const digests = digestsTold(stored);
  return digests === undefined || (digests.length > 0 && !context.petitionerSalt?.());
}

/** None where nobody is named; undefined where its office did not say, or an earlier version of this program took it in. */
export function digestsTold({ extra }: Stored): readonly string[] | undefined {
  const digests = extra[identitiesColumn];
  return typeof digests === 'string' ? (JSON.parse(digests) as string[]) : undefined;
}

/** Numbers of those that may be about any of these organisations. What is known by its envelope alone is none of them. */
export function untoldAbout(context: EngineContext, organisations: Organisations): readonly string[] {
  return context.modules.filter(takesIdentities).flatMap((module) =>
    recordsAbout(context, module.register, organisations, silentIds(context, module)).flatMap((id) => {
      const stored = loadRecord(context.vault, context.vault, module.register, extraNames(module), id);
      const isKnown = !stored || blockedContent(module.register, stored.values).length > 0;
      return isKnown || !isUntold(context, module.register, stored) ? [] : [stored.no];
    }),
  );
}

/** Records that came from elsewhere and told no digests that could be compared here. */
function silentIds(
  { vault, petitionerSalt }: EngineContext,
  { register }: RegisterModule,
): readonly string[] {
  const digests = quote(identitiesColumn);
  const keyless = petitionerSalt?.() ? '' : ` OR ${digests} <> '[]'`;
  return vault
    .all<{ id: string }>(
      `SELECT id FROM ${quote(register.id)} WHERE importedFrom IS NOT NULL AND (${digests} IS NULL${keyless}) ORDER BY no`,
    )
    .map(({ id }) => id);
}
