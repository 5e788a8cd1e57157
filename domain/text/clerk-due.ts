/** Deadlines as clerks write them in ledgers: a day, the end of something, or no day at all. */
import { addMonths, dateOf, dayNumber } from '../calendar/dates.ts';
import { toHalfWidth } from './normalize.ts';
import { parseClerkDate, type ClerkDateOptions } from './clerk-values.ts';

export interface ClerkDue {
  /** Null where the words name no day (立行立改, 长期坚持, 已完成). */
  readonly date: string | null;
  /** Whether the words say more than the day does and are to be kept. */
  readonly worded: boolean;
}

const dayless = /^(立行立改|即知即改|立即整改|立改|长期坚持|长期|持续坚持|持续整改|已完成|完成|已整改)$/u;

/**
 * The last day that the words allow: 2026年6月底 is 2026-06-30, 2026年底 the last day of the year, 2026年12月31日前 that day.
 * Undefined for anything else, so that nothing is guessed; a month without a year needs that of the ledger.
 */
export function parseClerkDue(input: string, options: ClerkDateOptions = {}): ClerkDue | undefined {
  const plain = parseClerkDate(input, options);
  if (plain.ok) return { date: plain.value, worded: false };
  const text = toHalfWidth(input)
    .replace(/\s/gu, '')
    .replace(/(之?前|以前|内)?(完成|整改到位)?$/u, '');
  if (text === '' || dayless.test(text) || dayless.test(toHalfWidth(input).trim()))
    return { date: null, worded: true };
  const day = parseClerkDate(text, options);
  if (day.ok) return { date: day.value, worded: true };
  const end = endOf(text, options.year);
  return end === undefined ? undefined : { date: end, worded: true };
}

/** The last day of a month, quarter, half-year or year. */
function endOf(text: string, ledgerYear: number | undefined): string | undefined {
  const found =
    /^(?:(\d{4})[年.-])?(?:(\d{1,2})月?(?:份|底|末)?|(第?[一二三四1-4]季度|上半年|下半年|年?底|年末)(?:底|末)?)$/u.exec(
      text,
    );
  if (!found) return undefined;
  const [, stated, month, span] = found;
  const year = stated === undefined ? ledgerYear : Number(stated);
  if (year === undefined) return undefined;
  const last = month === undefined ? spanEnd(span ?? '') : Number(month);
  if (last < 1 || last > 12) return undefined;
  const first = `${year}-${String(last).padStart(2, '0')}-01`;
  return dateOf(dayNumber(addMonths(first, 1)) - 1);
}

function spanEnd(span: string): number {
  if (span.startsWith('上半年')) return 6;
  const quarter = /[一二三四1-4]/u.exec(span)?.[0];
  if (quarter === undefined) return 12;
  return ('一二三四'.includes(quarter) ? '一二三四'.indexOf(quarter) + 1 : Number(quarter)) * 3;
}
