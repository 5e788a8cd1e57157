/** Figures over records that their office lost in a restore say so. */
import { registerOf } from '../../domain/registers/registers.ts';
import type { Condition, Source } from '../../domain/statistics/measures.ts';
import { leftOverSql } from '../registers/left-over.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';

/** Such a record counts until its owner sends it again or two people here void it; whoever reads the figures is told. */
export function noteLeftOver(
  reader: Reader,
  { register }: Source,
  base: readonly Condition[],
): readonly string[] {
  const where = conditionsToSql(register, base);
  const sql = `SELECT count(*) AS records FROM ${quote(register)} p WHERE ${where.sql} AND ${leftOverSql}`;
  const count = reader.get<{ records: number }>(sql, where.params)?.records ?? 0;
  if (count === 0) return [];
  const { label, unit } = registerOf(register);
  return [
    `含登记单位恢复备份时丢失的${label}${count}${unit}（编号带“恢复前”），该单位重新报送或者本办两人作废以前照常计入。`,
  ];
}
