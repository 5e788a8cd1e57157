/** Conditions of a report as SQL over the `petition` table, under the alias `p`. */
import type { Condition } from '../../domain/statistics/measures.ts';
import type { SqlParams } from '../vault/api.ts';
import { quote } from '../registers/sql.ts';

export interface SqlPart {
  readonly sql: string;
  readonly params: SqlParams;
}

const lists = new Set(['issueTypes', 'themeTags']);
const firstRow = /^([A-Za-z]+)\.first\.([A-Za-z]+)$/;

/** All of the conditions together; no condition at all holds for every letter. */
export function allOf(conditions: readonly Condition[]): SqlPart {
  if (conditions.length === 0) return { sql: '1', params: [] };
  const parts = conditions.map(conditionToSql);
  return {
    sql: parts.map((part) => `(${part.sql})`).join(' AND '),
    params: parts.flatMap((part) => part.params),
  };
}

function conditionToSql(condition: Condition): SqlPart {
  if (condition.field === 'void')
    return { sql: `p.voidAt IS ${isTrue(condition) ? 'NOT NULL' : 'NULL'}`, params: [] };
  const column = columnOf(condition.field);
  switch (condition.op) {
    case 'in':
      return lists.has(condition.field)
        ? anyOfList(column, condition.values)
        : anyOf(column, condition.values);
    case 'between':
      return between(column, condition.from, condition.to);
    case 'is':
      return { sql: `coalesce(${column}, 0) = ?`, params: [condition.value ? 1 : 0] };
    case 'empty':
      return { sql: `${column} IS ${condition.value ? 'NULL' : 'NOT NULL'}`, params: [] };
  }
}

function isTrue(condition: Condition): boolean {
  return condition.op === 'is' && condition.value;
}

function columnOf(field: string): string {
  const [, child, key] = firstRow.exec(field) ?? [];
  if (child === undefined || key === undefined) return `p.${quote(field)}`;
  const table = quote(`petition_${child}`);
  return `(SELECT c.${quote(key)} FROM ${table} c WHERE c.record = p.id ORDER BY c.position LIMIT 1)`;
}

function anyOf(column: string, values: readonly string[]): SqlPart {
  const filled = values.filter((value) => value !== '');
  const marks = filled.map(() => '?').join(', ');
  const sql = filled.length > 0 ? `coalesce(${column} IN (${marks}), 0)` : '0';
  return { sql: filled.length < values.length ? `${sql} OR ${column} IS NULL` : sql, params: filled };
}

/** Codes are kept as a JSON array of short identifiers, so a quoted code is found as plain text. */
function anyOfList(column: string, values: readonly string[]): SqlPart {
  const filled = values.filter((value) => value !== '');
  const parts = filled.map(() => `instr(coalesce(${column}, ''), ?) > 0`);
  if (filled.length < values.length) parts.push(`${column} IS NULL`);
  return { sql: parts.join(' OR ') || '0', params: filled.map((value) => JSON.stringify(value)) };
}

function between(column: string, from: string | null, to: string | null): SqlPart {
  const parts = [`${column} IS NOT NULL`];
  if (from !== null) parts.push(`${column} >= ?`);
  if (to !== null) parts.push(`${column} <= ?`);
  return { sql: parts.join(' AND '), params: [from, to].filter((bound) => bound !== null) };
}
