/** How many rows of a register fulfil a condition, kept until something is written that may change it. */
import type { Register } from '../../domain/register.ts';
import type { SqlParams, Vault } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import { quote } from './sql.ts';

/** The answer to a query that names one number `count`, by its text and parameters. */
export type Counts = (query: string, params: SqlParams) => number;

/** The first page asks some hundred of them, a few texts each day; whatever is older gives way at once. */
const mostKept = 2_000;

export function createCounts(vault: Pick<Vault, 'get' | 'lastWriteUnder'>): Counts {
  const kept = new Map<string, { readonly at: number; readonly count: number }>();
  return (query, params) => {
    const key = `${query} ${JSON.stringify(params)}`;
    const at = vault.lastWriteUnder(query);
    const before = kept.get(key);
    if (before && before.at === at) return before.count;
    const count = vault.get<{ count: number }>(query, params)?.count ?? 0;
    // Inside a transaction reads see what may never be committed.
    if (at === undefined) return count;
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { at, count });
    return count;
  };
}

/** `where` in terms of the register's own columns; `index` is the suffix of the index that has them. */
export function countWhere(
  context: EngineContext,
  register: Register,
  where: string,
  params: SqlParams,
  index?: string,
): number {
  const by = index === undefined ? '' : ` INDEXED BY ${quote(`${register.id}_${index}`)}`;
  return context.counts(`SELECT count(*) AS count FROM ${quote(register.id)}${by} WHERE ${where}`, params);
}
