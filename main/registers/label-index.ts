/** Labels (巡察轮次, 承办部门): texts of which there are few different ones, however many records bear them. */
import type { SqlParams } from '../vault/api.ts';
import { quote } from './sql.ts';

/**
 * The test for values of that column which hold the text. It jumps in the column's index from each value to the next: of some
 * hundred labels in as many steps.
 */
export function valuesWith(
  table: string,
  column: string,
  text: string,
): { readonly sql: string; readonly params: SqlParams } {
  const name = quote(column);
  const from = `FROM ${quote(table)} INDEXED BY ${quote(`${table}_${column}`)}`;
  return {
    sql: `${name} IS NOT NULL AND ${name} IN (
      WITH RECURSIVE found (label) AS (
        SELECT min(${name}) ${from} WHERE ${name} IS NOT NULL
        UNION ALL SELECT (SELECT min(${name}) ${from} WHERE ${name} > label) FROM found WHERE label IS NOT NULL)
      SELECT label FROM found WHERE instr(lower(label), lower(?)) > 0)`,
    params: [text.trim()],
  };
}
