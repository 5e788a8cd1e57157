/**
 * Names in what is published for which a second person has answered: another person's, or part of an ordinary word (高峰论坛).
 * Kept as keyed digests of where exactly they stand, under the petitioners' key: which words of a text are a petitioner's
 * name is for nobody else. What has been changed is no longer what was answered for (decision 018).
 */
import type { Reader, Writer } from '../vault/api.ts';
import type { FoundLeak } from './leaks.ts';
import type { Opener } from './sealed-record.ts';

/** Whether somebody has answered for this very name in this text of the record; `opener` knows the petitioners. */
export function isVouched(reader: Reader, opener: Opener, register: string, leak: FoundLeak): boolean {
  const found = reader.get('SELECT 1 FROM vouchedName WHERE token = ?', [tokenOf(opener, register, leak)]);
  return found !== undefined;
}

/** What stands in no record (a filter) is not remembered. */
export function noteVouched(tx: Writer, opener: Opener, register: string, leaks: readonly FoundLeak[]): void {
  for (const leak of leaks.filter(({ no }) => no !== ''))
    tx.run('INSERT OR IGNORE INTO vouchedName (token) VALUES (?)', [tokenOf(opener, register, leak)]);
}

/** Not by the field: a paper and a form call it by different names, and the same words give away no more elsewhere. */
function tokenOf(opener: Opener, register: string, { no, text, start, end }: FoundLeak): string {
  return opener.blindToken('petitioner', `vouched/${register}/${no}/${start}-${end}/${text}`);
}
