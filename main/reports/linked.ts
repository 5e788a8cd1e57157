/** Which records of other registers name those a row of a report counts. */
import type { Condition, ReportDescription } from '../../domain/statistics/measures.ts';
import type { Reader } from '../vault/api.ts';
import { quote } from '../registers/sql.ts';
import { conditionsToSql } from './condition-sql.ts';

/** Ids by measure key, then by unit key. */
export type Linked = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** `key` is the SQL expression of the row that a record `p` of the report's own register falls into. */
export function findLinked(
  reader: Reader,
  { source, measures }: ReportDescription,
  base: readonly Condition[],
  key: string,
): Linked {
  const where = conditionsToSql(source.register, base);
  return new Map(
    measures.flatMap((measure) => {
      if (measure.kind !== 'linked') return [];
      const rows = reader.all<{ unit: string; id: string }>(
        `SELECT DISTINCT ${key} AS unit, r.id AS id FROM ${quote(source.register)} p
         JOIN link l ON l.target = p.id AND l.register = ? AND l.field = ?
         JOIN ${quote(measure.register)} r ON r.id = l.record AND r.voidAt IS NULL
         WHERE ${where.sql} ORDER BY r.id`,
        [measure.register, measure.field, ...where.params],
      );
      const ids = new Map<string, string[]>();
      for (const { unit, id } of rows) {
        const known = ids.get(unit);
        if (known) known.push(id);
        else ids.set(unit, [id]);
      }
      return [[measure.key, ids] as const];
    }),
  );
}

/** Of one row, or of all rows together (null), each record once. */
export function linkedIds(linked: Linked, measure: string, unit: string | null): readonly string[] {
  const units = linked.get(measure);
  if (unit !== null) return units?.get(unit) ?? [];
  return [...new Set([...(units?.values() ?? [])].flat())];
}
