/**
 * Letters of other offices that came with neither people nor digests nor word that nobody is named, or with digests this
 * office has no key for: nobody here can compare anything with their people.
 */
import { setImmediate } from 'node:timers/promises';
import type { Register } from '../../domain/register.ts';
import { type EngineContext, extraNames } from './commands.ts';
import { blockedContent } from './envelope.ts';
import { identitiesColumn, takesIdentities } from './identity-hashes.ts';
import { type Organisations, recordsAbout } from './organisations-of.ts';
import { isPeople } from './people-tokens.ts';
import { emptyIndex } from './schema.ts';
import { childTableName, quote } from './sql.ts';
import { loadRecord, type Stored } from './store.ts';

/** What a workstation handed in came from elsewhere too, and is our own: it came with its people. */
export function isUntold(context: EngineContext, { children }: Register, stored: Stored): boolean {
  const hasPeople = children.filter(isPeople).some(({ key }) => (stored.children[key]?.length ?? 0) > 0);
  if (stored.office === context.office.id || hasPeople) return false;
  const digests = digestsTold(stored);
  return digests === undefined || (digests.length > 0 && !context.petitionerSalt?.());
}

/** None where nobody is named; undefined where its office did not say, or an earlier version of this program took it in. */
export function digestsTold({ extra }: Stored): readonly string[] | undefined {
  const digests = extra[identitiesColumn];
  return typeof digests === 'string' ? (JSON.parse(digests) as string[]) : undefined;
}

/**
 * Numbers of those that may be about any of these organisations. What is known by its envelope alone is none of them. Lets
 * other work go on: in a city that has not been healed there may be as many as letters.
 */
export async function untoldAbout(
  context: EngineContext,
  organisations: Organisations,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const module of context.modules.filter(takesIdentities)) {
    const { register } = module;
    const ids = silentIds(context, register);
    for (let from = 0; from < ids.length; from += recordsAtOnce) {
      const some = ids.slice(from, from + recordsAtOnce);
      for (const id of recordsAbout(context, register, organisations, some)) {
        const stored = loadRecord(context.vault, context.vault, register, extraNames(module), id);
        if (!stored || blockedContent(register, stored.values).length > 0) continue;
        if (isUntold(context, register, stored)) found.push(stored.no);
      }
      await setImmediate();
    }
  }
  return found.toSorted();
}

const recordsAtOnce = 200;

/**
 * Records of other offices without people that told no digests that could be compared here. What a workstation handed in is
 * our own. Two ranges, each found through the index of what told nothing; `<>` would go through our own records.
 */
function silentIds({ vault, petitionerSalt, office }: EngineContext, register: Register): readonly string[] {
  const digests = quote(identitiesColumn);
  const table = quote(register.id);
  const nobody = register.children
    .filter(isPeople)
    .map(({ key }) => quote(childTableName(register, key)))
    .map((each) => ` AND NOT EXISTS (SELECT 1 FROM ${each} c WHERE c.record = r.id)`)
    .join('');
  const toldNothing = {
    from: `${table} r INDEXED BY ${quote(`${register.id}_${emptyIndex(identitiesColumn)}`)}`,
    test: `r.${digests} IS NULL`,
  };
  const keyless = { from: `${table} r`, test: `r.${digests} <> '[]'` };
  const parts = [toldNothing, ...(petitionerSalt?.() ? [] : [keyless])].flatMap(({ from, test }) =>
    ['<', '>'].map((side) => `SELECT r.id FROM ${from} WHERE r.office ${side} ?1 AND ${test}${nobody}`),
  );
  return vault.all<{ id: string }>(parts.join(' UNION ALL '), [office.id]).map(({ id }) => id);
}
