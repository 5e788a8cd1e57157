/** Verdicts of the avoidance rules as they are written down with the members of a group. */
import { legalClassLabels } from '../../../domain/avoidance/rules.ts';
import { unknownRule } from '../../../domain/avoidance/verdict.ts';
import type { Output } from '../../../preload/contract/contract.ts';

export type Verdict = Output<'avoidance.judge'>['verdicts'][number];
type Row = Output<'records.get'>['children'][string][number];
type Values = Readonly<Row['values']>;

/** 审查说明 holds so much. */
const longest = 500;

export function textIn(values: Values, key: string): string {
  const value = values[key];
  return typeof value === 'string' ? value : '';
}

export function registeredAs(values: Values): string {
  return textIn(values, 'avoidance');
}

/** All members, those of `chosen` with what the rules say of them instead of what stood there. */
export function withVerdicts(
  members: readonly Row[],
  verdicts: ReadonlyMap<string, Verdict>,
  chosen: ReadonlySet<string>,
): Row[] {
  return members.map((row) => {
    const verdict = chosen.has(row.rowId) ? verdicts.get(row.rowId) : undefined;
    if (!verdict) return row;
    const avoidanceReason = explanation(verdict);
    return { ...row, values: { ...row.values, avoidance: verdict.result, avoidanceReason } };
  });
}

/** All members, those of `chosen` as having declared on this day (`YYYY-MM-DD`). */
export function withDeclaration(members: readonly Row[], chosen: ReadonlySet<string>, day: string): Row[] {
  return members.map((row) =>
    chosen.has(row.rowId) ? { ...row, values: { ...row.values, declaredAt: day } } : row,
  );
}

/**
 * Which rules, and by what exception: more people read a group than the pool, so nothing of relatives, holdings and
 * declarations is written there.
 */
function explanation({ reasons }: Verdict): string | null {
  const lines = reasons.map(({ rule, legalClass, severity, excusedBy }) => {
    if (rule === unknownRule) return '登记的情况不全，须核实。';
    const named = `${severity === 'WARN' ? '可能' : ''}属${legalClassLabels[legalClass]}情形`;
    return excusedBy ? `${named}，按“${excusedBy.profile}”例外：${excusedBy.reason}。` : `${named}。`;
  });
  const text = [...new Set(lines)].join('');
  if (text === '') return null;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
