/** How many rows of a register fulfil a condition. */
import type { Register } from '../../domain/register.ts';
import type { SqlParams } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import { quote } from './sql.ts';

/** `where` in terms of the register's own columns; `index` is the suffix of the index that has them. */
export function countWhere(
  context: EngineContext,
  register: Register,
  where: string,
  params: SqlParams,
  index?: string,
): number {
  const by = index === undefined ? '' : ` INDEXED BY ${quote(`${register.id}_${index}`)}`;
  const row = context.vault.get<{ count: number }>(
    `SELECT count(*) AS count FROM ${quote(register.id)}${by} WHERE ${where}`,
    params,
  );
  return row?.count ?? 0;
}
