/** What follows for a line of the rectification ledger from the measures below it. */
import type { Value } from '../../../domain/register.ts';
import type { DraftRecord } from './row-conversion.ts';

/** The item is due when its last measure is; how it is to be rectified follows from the words of its deadlines. */
export function applyLedgerRules(draft: DraftRecord): void {
  const measures = draft.children['rectMeasure'] ?? [];
  const dates = texts(measures, 'dueAt');
  const words = texts(measures, 'dueText');
  const latest = dates.sort().at(-1);
  if (latest !== undefined) draft.values['dueAt'] ??= latest;
  if (latest === undefined && words.length > 0) draft.values['dueText'] ??= words.join('、');
  draft.values['type'] ??= typeOf(dates, words);
}

function typeOf(dates: readonly string[], words: readonly string[]): string {
  if (words.some((word) => /立行立改|即知即改|立即整改|立改/u.test(word))) return 'IMMEDIATE';
  return dates.length === 0 && words.some((word) => /长期|持续/u.test(word)) ? 'LONG_TERM' : 'BY_DATE';
}

function texts(rows: readonly Readonly<Record<string, Value>>[], key: string): string[] {
  const found = rows.map((row) => row[key]).filter((value) => typeof value === 'string');
  return [...new Set(found)];
}
