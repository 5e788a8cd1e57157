/** What follows for a line of the rectification ledger from the measures below it. */
import type { Value } from '../../../domain/register.ts';
import type { DraftRecord } from './row-conversion.ts';

/**
 * The item is due when its last measure is; how it is to be rectified follows from the words of its deadlines. `warn` tells the
 * clerk where the measures do not agree.
 */
export function applyLedgerRules(draft: DraftRecord, warn: (path: string, message: string) => void): void {
  const measures = draft.children['rectMeasure'] ?? [];
  const dates = texts(measures, 'dueAt');
  const words = texts(measures, 'dueText');
  const latest = dates.sort().at(-1);
  if (latest !== undefined) draft.values['dueAt'] ??= latest;
  if (latest === undefined && words.length > 0) draft.values['dueText'] ??= words.join('、');
  if (draft.values['type'] !== undefined && draft.values['type'] !== null) return;
  const isAtOnce = measures.filter(saysAnything).map(({ dueText }) => saysAtOnce(dueText));
  if (isAtOnce.includes(true) && isAtOnce.includes(false))
    warn('rectMeasure.dueAt', '有的措施写“立行立改”，有的另有时限，整改类型按“限期整改”导入，请核对');
  draft.values['type'] = typeOf(isAtOnce, dates, words);
}

type Measure = Readonly<Record<string, Value>>;

function saysAnything({ dueAt, dueText }: Measure): boolean {
  return typeof dueAt === 'string' || typeof dueText === 'string';
}

function saysAtOnce(words: Value | undefined): boolean {
  return typeof words === 'string' && /立行立改|即知即改|立即整改|立改/u.test(words);
}

/** At once only where every measure says so that says anything; the others would lose their day. */
function typeOf(isAtOnce: readonly boolean[], dates: readonly string[], words: readonly string[]): string {
  if (isAtOnce.includes(true)) return isAtOnce.includes(false) ? 'BY_DATE' : 'IMMEDIATE';
  return dates.length === 0 && words.some((word) => /长期|持续/u.test(word)) ? 'LONG_TERM' : 'BY_DATE';
}

function texts(rows: readonly Measure[], key: string): string[] {
  const found = rows.map((row) => row[key]).filter((value) => typeof value === 'string');
  return [...new Set(found)];
}
