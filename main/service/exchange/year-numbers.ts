/** Numbers by year that stand on paper or on a medium: packages and hand-over slips. */
import { counterKey, formatNumber, type NumberParts } from '../../../domain/numbering.ts';
import { chineseDate, type ClockDep, type RandomDep } from '../../deps.ts';
import { ensureEpoch, restoreMark } from '../../exchange/ledger/epoch.ts';
import { takeNext } from '../../registers/counters.ts';
import type { Writer } from '../../vault/api.ts';

/**
 * The next number of a mask in this year. The numbers behind a backup that was restored were used already, and nobody can
 * say which; so what is given out afterwards carries a mark until the year is over and the count begins anew.
 */
export function takeYearNumber(
  deps: ClockDep & RandomDep,
  tx: Writer,
  mask: string,
  others: NumberParts = {},
): string {
  const year = chineseDate(deps.now()).slice(0, 4);
  const parts = { ...others, year };
  const no = formatNumber(mask, parts, takeNext(tx, mask, counterKey(mask, parts)));
  const { epoch, reason, startedAt } = ensureEpoch(deps, tx);
  const mayRepeat = reason === 'restored' && year <= chineseDate(startedAt).slice(0, 4);
  return mayRepeat ? `${no}-${restoreMark(epoch)}` : no;
}
