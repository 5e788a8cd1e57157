/**
 * What R-18 says of the tables of daily supervision (reference 3.12): whether they still hold 5 aspects, 12 points and 10
 * methods, and which points the tasks of each plan leave open.
 */
import { codesOf } from '../../domain/codes/lookup.ts';
import type { Condition, ReportContext } from '../../domain/statistics/measures.ts';
import { supervisionTask } from '../../domain/registers/supervision-task/supervision-task.ts';
import { quote } from '../registers/sql.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';

const expected = [
  { list: 'supervisionAspect', name: '监督方面', least: 5 },
  { list: 'supervisionFocus', name: '监督重点', least: 12 },
  { list: 'supervisionMethod', name: '监督方法', least: 10 },
] as const;

/** How many plans are told of; of more it says how many they are. */
const mostPlans = 10;

/** `base` selects the tasks of the report. */
export function supervisionNotes(
  reader: Reader,
  base: readonly Condition[],
  { codes, today }: Pick<ReportContext, 'codes' | 'today'>,
): readonly string[] {
  const short = expected.flatMap(({ list, name, least }) => {
    const inUse = codesOf(codes, list, today).length;
    return inUse < least ? [`${name}${inUse}项（应有${least}项）`] : [];
  });
  const note = `“基础数据—代码表”中在用的${short.join('、')}，不足“5个方面、12个重点、10种方法”，请补充或者核对。`;
  return [...(short.length === 0 ? [] : [note]), ...openPoints(reader, base, { codes, today })];
}

/** The period says of which plans; what covers a point is any task of theirs, whenever it was planned. */
function openPoints(
  reader: Reader,
  base: readonly Condition[],
  { codes, today }: Pick<ReportContext, 'codes' | 'today'>,
): readonly string[] {
  const points = codesOf(codes, 'supervisionFocus', today);
  const where = conditionsToSql(supervisionTask.id, base);
  const rows = reader.all<{ plan: string; target: string | null; point: string | null }>(
    `SELECT DISTINCT p."plan" AS plan, p."targetId" AS target, u.value AS point
       FROM ${quote(supervisionTask.id)} p LEFT JOIN json_each(p."focuses") u
      WHERE p.voidAt IS NULL AND p."plan" IN (
        SELECT p."plan" FROM ${quote(supervisionTask.id)} p WHERE p."plan" IS NOT NULL AND ${where.sql})
      ORDER BY 2, 1, 3`,
    where.params,
  );
  const plans = new Map<string, { target: string; covered: Set<string> }>();
  for (const { plan, target, point } of rows) {
    const known = plans.get(plan) ?? { target: target ?? '', covered: new Set<string>() };
    plans.set(plan, known);
    if (point !== null) known.covered.add(point);
  }
  const open = [...plans.values()].flatMap(({ target, covered }) => {
    const left = points.filter(({ code }) => !covered.has(code)).map(({ label }) => label);
    return left.length === 0
      ? []
      : [`${target}的整改方案，监督任务没有涉及的重点有${left.length}项：${left.join('、')}。`];
  });
  const more =
    open.length > mostPlans ? [`另有${open.length - mostPlans}个整改方案也有未涉及的监督重点。`] : [];
  return [...open.slice(0, mostPlans), ...more];
}
